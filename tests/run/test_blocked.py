"""A stage that cannot be reached: which one, how far the story came, what is missing and why."""

from __future__ import annotations

from tests.run.engines import Make
from tests.run.worlds import letter
from vervain.model.ground import Ground
from vervain.native.engine import Budget, Outcome, Reach
from vervain.run.blocked import Blocked, Lack
from vervain.run.plan import plan

REACH = Reach(author=3, character=2, belief=2)


def blocked(ground: Ground, make: Make, *outline: int, nodes: int = 100_000) -> Blocked:
    """What is said of an outline that cannot be done."""
    result = plan(ground, make(ground.tables), Budget(nodes=nodes), REACH, outline=outline)
    assert result.traces == ()
    assert result.blocked is not None
    assert result.outcome is result.blocked.outcome
    return result.blocked


def test_what_nobody_wants(make: Make) -> None:
    found = blocked(letter(), make, 0, 1)
    assert (found.stage, found.stages, found.name) == (1, 2, "the fire")
    assert found.outcome is Outcome.NONE
    assert found.message == (
        "stage 2 of 2, the fire, was not reached (proved impossible)\n"
        "the story that came nearest has 1 act\n"
        "  missing: burnt() (somebody who would have to agree has no reason to)\n"
        "    burn(): Ann and Bob would have no reason"
    )


def test_what_cannot_be_done_now(make: Make) -> None:
    (missing,) = blocked(letter(), make, 2).missing
    assert (missing.text, missing.lack) == ("sealed()", Lack.BARRED)
    (seal,) = missing.remedies
    assert (seal.text, seal.lacks) == ("seal()", ("wax()",))


def test_the_story_that_came_nearest_is_kept(make: Make) -> None:
    ground = letter()
    partial = blocked(ground, make, 2).partial
    assert [ground.actions[a].name for a in partial.actions] == ["read"]
    assert partial.reached == ()
    assert partial.outcome is Outcome.NONE


def test_what_nothing_brings(make: Make) -> None:
    (missing,) = blocked(letter(), make, 3).missing
    assert (missing.text, missing.lack, missing.remedies) == ("came()", Lack.NOTHING, ())


def test_what_no_single_act_brings(make: Make) -> None:
    found = blocked(letter(), make, 4)
    (missing,) = found.missing
    assert (missing.text, missing.lack) == ("coins() is more than 9", Lack.BARRED)
    assert found.message.endswith("    earn(): does not suffice")


def test_a_spent_budget_is_no_proof(make: Make) -> None:
    found = blocked(letter(), make, 0, 1, nodes=0)
    assert found.outcome is Outcome.BUDGET
    assert "(budget spent)" in found.message
