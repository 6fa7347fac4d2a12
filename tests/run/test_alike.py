"""A problem and the world made of it, held side by side."""

from __future__ import annotations

from tests.sabre.problems import problem
from tests.sabre.test_convert import converted, solutions
from vervain.base.diagnostic import Rejected
from vervain.lang.sabre import read_sabre
from vervain.model.ground_world import ground
from vervain.native.engine import Reach
from vervain.pipeline import engine_for
from vervain.run.alike import Alike, compared

BASE = """
entity Ann : character; entity Bob : character;
property lit() : boolean; property warm() : boolean; property seen() : number;
action light() { precondition: !lit(); effect: lit(); consenting: Ann; };
utility(): lit(); utility(Ann): warm();
"""


def alike(text: str, most: int = 1_000) -> Alike:
    of = read_sabre(BASE + text, "problem.txt")
    return compared(of, converted(of), engine_for, most)


def test_states_that_all_agree_are_exact() -> None:
    found = alike("trigger heat() { precondition: lit() & !warm(); effect: warm(); };")
    assert (found.difference, found.complete) == ("", True)
    assert str(found).startswith("exact: ")


def test_triggers_that_undo_each_other_differ_where_they_first_do() -> None:
    """One at a time the first of them ends the second; in a round both happen."""
    found = alike("""
        trigger heat() { precondition: lit() & seen() == 0; effect: seen() = 1; };
        trigger count() { precondition: lit() & seen() == 0; effect: warm(); };
    """)
    assert found.path == ("after light()",)
    assert found.difference == "it is worth 0 to Ann in the problem, and 1 in the world"
    assert str(found).startswith("not exact: after light(), it is worth 0")
    assert found.note().startswith("# not exact: ")


def test_what_was_not_looked_at_is_told() -> None:
    found = alike("action count() { effect: seen() = seen() + 1; };", most=50)
    assert (found.difference, found.complete, found.pairs) == ("", False, 50)
    assert "the nearest 50 states" in str(found)


def test_sixty_random_problems_that_agree_have_the_same_solutions() -> None:
    agreed = 0
    for seed in range(1_000):
        of = read_sabre(problem(seed), "random.txt")
        try:
            made = ground(of)
        except Rejected:  # contradicts itself, or never rests
            continue
        ours = converted(of)
        if compared(of, ours, engine_for, 300).difference:
            continue
        reach = Reach(3, 2, 1)
        assert solutions(of, made, reach) == solutions(ours, ground(ours), reach), seed
        agreed += 1
        if agreed == 60:
            return
    raise AssertionError(agreed)
