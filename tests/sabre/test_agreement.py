"""The kernel and the oracle agree on random Sabre problems: states, reasons, all solutions.

200 problems in a normal run; `--hypothesis-profile=long` takes 5,000 (see `tests/conftest.py`).
"""

from __future__ import annotations

from hypothesis import assume, event, given, note
from hypothesis import strategies as st

from tests.native.test_agreement import LIKE_ORACLE, MANY, acts, pair, questions, walk
from tests.sabre.problems import problems
from vervain.base.diagnostic import Rejected
from vervain.lang.sabre import read_sabre
from vervain.model.ground import Ground, Tables
from vervain.model.ground_world import ground
from vervain.native.engine import Budget, Outcome, Reach
from vervain.run.trace import ids

PASSED_OVER = {"V622", "V625", "V626"}
"""Beliefs nest for ever; a property is set twice; triggers never rest."""
REACHES = st.builds(Reach, st.integers(1, 3), st.integers(1, 3), st.integers(0, 2))


def tables_of(text: str) -> Tables:
    """A problem's tables; problems that contradict themselves are passed over."""
    note(text)
    made: Ground | None = None
    codes: set[str] = set()
    try:
        made = ground(read_sabre(text, "problem.txt"))
    except Rejected as rejected:
        codes = {finding.code for finding in rejected.findings}
    assert codes <= PASSED_OVER
    assume(made is not None)
    assert made is not None
    return made.tables


@LIKE_ORACLE
@given(problems, st.lists(st.integers(0, 11), min_size=4, max_size=6))
def test_states(text: str, choices: list[int]) -> None:
    tables = tables_of(text)
    engines = pair(tables)
    assert engines is not None
    walk(engines, tables, choices)


@LIKE_ORACLE
@given(problems, REACHES)
def test_solutions(text: str, reach: Reach) -> None:
    """All solutions within the limits, in order of length, and the reasons for first acts."""
    tables = tables_of(text)
    engines = pair(tables)
    assert engines is not None
    for action, agent in questions(tables):
        one, other = (e.explain(0, action, agent, reach, Budget()) for e in engines)
        note(f"{action} by {agent}: {one} / {other}")
        assert one.outcome is other.outcome
    author = len(tables.agent_where)
    worth = float(engines[0].utilities(ids(0), author)[0])
    for threshold in (worth + 1, worth + 2):
        one, other = (
            e.search(0, author, threshold, reach, Budget(), count=MANY, shortest=True)
            for e in engines
        )
        note(f"{threshold}, {reach}: {one.plans} / {other.plans}")
        event(f"solutions: {min(len(one.plans), 3)}")
        assert one.outcome is other.outcome
        assert set(other.plans) <= set(one.plans)
        assert acts(one.plans) == acts(other.plans)
        assert [len(p) for p in other.plans] == sorted(len(p) for p in other.plans)
        fast = engines[1].search(0, author, threshold, reach, Budget())
        assert fast.outcome is one.outcome
        assert set(fast.plans) <= set(one.plans)
        assert (fast.outcome is Outcome.FOUND) == bool(one.plans)
