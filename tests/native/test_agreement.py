"""The kernel and the plain Python oracle agree array for array on random worlds.

200 worlds in a normal run; `--hypothesis-profile=long` takes 5,000 (see `tests/conftest.py`).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from tests.native.build import Builder
from tests.strategies import builders, reaches
from vervain.model.ground import Ints, Tables
from vervain.native.engine import Budget, Engine, Outcome, Reach
from vervain.native.reference import Reference

kernel = pytest.importorskip(
    "vervain.native.kernel", reason="the kernel is not there yet", exc_type=ImportError
)

MANY = 100_000
LIKE_ORACLE = settings(deadline=None, suppress_health_check=list(HealthCheck))

Pair = tuple[Reference, Engine]


def ints(*numbers: int) -> Ints:
    return np.array(numbers, dtype=np.int32)


def pair(tables: Tables) -> Pair | None:
    """The oracle and the kernel for one world; None if both refuse its start."""
    try:
        oracle = Reference(tables)
    except ValueError:
        with pytest.raises(ValueError, match="rest"):
            kernel.Kernel(tables)
        return None
    return oracle, kernel.Kernel(tables)


def both(engines: Pair, call: str, *args: object) -> list[npt.NDArray[np.generic]]:
    """What a call gives, once it is known that both engines give it."""
    left, right = (getattr(engine, call)(*args) for engine in engines)
    pairs = zip(left, right, strict=True) if isinstance(left, tuple) else [(left, right)]
    for one, other in pairs:
        assert one.dtype == other.dtype
        np.testing.assert_array_equal(one, other, err_msg=f"{call}{args}")
    return list(left) if isinstance(left, tuple) else [left]


def compare_reading(engines: Pair, tables: Tables, states: Ints) -> None:
    """Everything that can be read in states."""
    both(engines, "values", states)
    both(engines, "minds", states)
    both(engines, "applicable", states)
    for index in range(len(tables.utility)):
        both(engines, "utilities", states, index)
    for term in range(len(tables.term_kind)):
        both(engines, "terms", states, term)
    for cond in range(len(tables.cond_kind)):
        both(engines, "holds", states, cond)


def compare_stepping(engines: Pair, tables: Tables, state: int) -> list[int]:
    """Everything that can happen in a state; the states that follow from it."""
    actions = np.arange(len(tables.consent_start) - 1, dtype=np.int32)
    here = np.full_like(actions, state)
    both(engines, "observers", here, actions)
    (after,) = both(engines, "successors", here, actions)
    both(engines, "fired", here, actions)
    return [s for s in after.tolist() if s >= 0]


def walk(engines: Pair, tables: Tables, choices: list[int]) -> int:
    """Walk through both engines, comparing all that can be seen on the way; the last state."""
    state = 0
    for choice in choices:
        minds = reachable(engines[0], state)
        compare_reading(engines, tables, minds)
        compare_stepping(engines, tables, int(minds[choice % len(minds)]))
        following = compare_stepping(engines, tables, state)
        following = [s for s in following if s != state] or [state]
        state = following[choice % len(following)]
    compare_reading(engines, tables, reachable(engines[0], state))
    return state


def reachable(engine: Engine, state: int) -> Ints:
    """The state and every mind in it."""
    found = [state]
    for each in found:  # grows while we walk
        found += [m for m in dict.fromkeys(engine.minds(ints(each))[0].tolist()) if m not in found]
    return ints(*found)


@LIKE_ORACLE
@given(builders(), st.lists(st.integers(0, 11), min_size=4, max_size=6))
def test_states(world: Builder, choices: list[int]) -> None:
    """Start and walks: values, numbered minds, what is possible, what fires, who sees it."""
    tables = world.tables()
    engines = pair(tables)
    if engines is not None:
        walk(engines, tables, choices)


def questions(tables: Tables) -> Iterator[tuple[int, int]]:
    """Every action with everybody who must consent to it."""
    start, who = tables.consent_start.tolist(), tables.consent.tolist()
    for action in range(len(start) - 1):
        for agent in who[start[action] : start[action + 1]]:
            yield action, agent


def is_a_reason(
    engine: Engine, tables: Tables, state: int, agent: int, plan: tuple[int, ...], reach: Reach
) -> bool:
    """The parts of D10 that can be checked by walking: 1, 2 and 3, and the number of steps."""
    state = int(engine.minds(ints(state))[0, agent])
    wants = [engine.utilities(ints(state), agent)[0]]
    for action in plan:
        state = int(engine.successors(ints(state), ints(action))[0])
        if state < 0:
            return False
        wants.append(engine.utilities(ints(state), agent)[0])
    *before, end = wants
    alone = [a for a in plan[1:] if tables.consent_start[a] == tables.consent_start[a + 1]]
    return (
        len(plan) <= reach.character
        and not alone
        and not end <= before[0]
        and all(end != want for want in before)
    )


@LIKE_ORACLE
@given(builders(), reaches(), st.lists(st.integers(0, 11), max_size=2))
def test_reasons(world: Builder, reach: Reach, choices: list[int]) -> None:
    """Who has a reason for what; the reasons themselves may differ."""
    tables = world.tables()
    engines = pair(tables)
    if engines is None:
        return
    state = walk(engines, tables, choices)
    for action, agent in questions(tables):
        one, other = (e.explain(state, action, agent, reach, Budget()) for e in engines)
        note(f"action {action}, agent {agent}, {reach}: {one} / {other}")
        assert one.outcome is other.outcome
        assert bool(other.plan) == (other.outcome is Outcome.FOUND)
        if other.plan:
            assert other.plan[0] == action
            assert is_a_reason(engines[1], tables, state, agent, other.plan, reach)


@LIKE_ORACLE
@given(
    builders(),
    reaches(),
    st.sampled_from([0.5, 1.0, 2.0]),
    st.lists(st.booleans(), max_size=5),
    st.booleans(),
)
def test_plans(
    world: Builder, reach: Reach, threshold: float, ban: list[bool], shortest: bool
) -> None:
    """Every solution within the limits, each once, in an order that is a plan (D12.4)."""
    tables = world.tables()
    engines = pair(tables)
    if engines is None:
        return
    actions = len(tables.consent_start) - 1
    banned = ints(*(ban + [False] * actions)[:actions])
    for goal in range(len(tables.agent_where), len(tables.utility)):
        one, other = (
            e.search(0, goal, threshold, reach, Budget(), MANY, shortest, banned) for e in engines
        )
        note(f"goal {goal}, {reach}: {one.plans} / {other.plans}")
        assert one.outcome is other.outcome
        assert acts(one.plans) == acts(other.plans)
        assert len(one.plans) == len(other.plans) == len(acts(one.plans))
        assert set(other.plans) <= engines[0].every_order(0, goal, threshold, reach, banned)
        lengths = [len(p) for p in other.plans]
        assert not shortest or lengths == sorted(len(p) for p in one.plans)


@LIKE_ORACLE
@given(builders(), reaches(), st.booleans())
def test_one_plan(world: Builder, reach: Reach, shortest: bool) -> None:
    """One plan is asked for: it is there, or none is; `shortest` gives one of the shortest."""
    tables = world.tables()
    engines = pair(tables)
    if engines is None:
        return
    oracle, fast = engines
    for goal in range(len(tables.agent_where), len(tables.utility)):
        every = oracle.search(0, goal, 1.0, reach, Budget(), count=MANY)
        found = fast.search(0, goal, 1.0, reach, Budget(), shortest=shortest)
        note(f"goal {goal}, {reach}: {every.plans} / {found.plans}")
        assert found.outcome is every.outcome
        assert len(found.plans) == min(1, len(every.plans))
        assert set(found.plans) <= oracle.every_order(0, goal, 1.0, reach)
        if shortest and every.plans:
            assert len(found.plans[0]) == min(map(len, every.plans))


def acts(plans: tuple[tuple[int, ...], ...]) -> set[tuple[int, ...]]:
    """What happens in each plan, without its order (D13)."""
    return {tuple(sorted(plan)) for plan in plans}
