"""Outlines, other ways through them, and different stories; every story is replayed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from tests.run.engines import Make
from tests.run.replay import replay
from tests.run.worlds import door, feast, letter
from tests.story import lamp
from vervain.model.ground import Ground
from vervain.native.engine import Budget, Outcome, Reach
from vervain.run.plan import PlanResult, plan
from vervain.run.trace import Trace

REACH = Reach(author=4, character=3, belief=2)
BUDGET = Budget(nodes=200_000, seconds=60)


def planned(
    ground: Ground,
    make: Make,
    stories: int = 1,
    outline: Sequence[int] | None = None,
    budget: Budget = BUDGET,
) -> PlanResult:
    """Plan, and replay every story with the oracle and the engine itself."""
    result = plan(ground, make(ground.tables), budget, REACH, stories, outline=outline)
    assert (result.blocked is None) == bool(result.traces)
    for trace in result.traces:
        assert trace.outcome is Outcome.FOUND
        replay(ground, make, trace, REACH)
    assert len({trace.acts for trace in result.traces}) == len(result.traces)
    return result


def told(ground: Ground, trace: Trace) -> list[str]:
    """The acts of a story by name."""
    return [ground.actions[a].name for a in trace.actions]


def test_an_outline_is_followed_stage_by_stage(make: Make) -> None:
    ground = lamp.ground()
    result = planned(ground, make)
    assert result.outcome is Outcome.FOUND
    (trace,) = result.traces
    assert told(ground, trace) == ["quench", "go", "tell", "seize"]
    assert [(ground.goals[r.goal].name, r.steps) for r in trace.reached] == [
        ("the dark", 1),
        ("the reckoning", 4),
    ]


@pytest.mark.parametrize("ways", [1, 3, 7, 20])
def test_a_way_that_leads_nowhere_is_given_up_for_another(make: Make, ways: int) -> None:
    ground = door(ways)
    (trace,) = planned(ground, make).traces
    assert told(ground, trace) == ["unlock", "lock"]


def test_a_stage_that_holds_already_takes_no_steps(make: Make) -> None:
    ground = door()
    (trace,) = planned(ground, make, outline=(0, 0, 1, 1)).traces
    assert told(ground, trace) == ["unlock", "lock"]
    assert [r.steps for r in trace.reached] == [1, 1, 2, 2]


def test_the_order_of_indifferent_acts_makes_no_other_story(make: Make) -> None:
    ground = feast()
    result = planned(ground, make, stories=5)
    stories = {frozenset(told(ground, trace)) for trace in result.traces}
    assert stories == {frozenset({"cook", "lay", "eat"}), frozenset({"buy", "lay", "eat"})}
    assert result.outcome is Outcome.NONE  # and it is proved that there are only these two


def test_as_many_stories_as_were_asked_for(make: Make) -> None:
    ground = door(6)
    result = planned(ground, make, stories=4, outline=(0,))
    assert result.outcome is Outcome.FOUND
    assert len(result.traces) == 4


def test_every_story_there_is_and_no_more(make: Make) -> None:
    ground = door(6)
    result = planned(ground, make, stories=50, outline=(0,))
    assert len(result.traces) == 7
    assert result.outcome is Outcome.NONE


def test_fewer_stories_for_a_spent_budget_are_not_called_all_there_are(make: Make) -> None:
    ground = feast()
    spent = planned(ground, make, stories=5, budget=Budget(nodes=3))
    assert spent.outcome is Outcome.BUDGET


def test_a_banned_act_is_left_out(make: Make) -> None:
    ground = feast()
    banned = np.zeros(len(ground.actions), dtype=np.int32)
    banned[0] = 1
    result = plan(ground, make(ground.tables), BUDGET, REACH, 5, banned=banned)
    assert [set(told(ground, t)) for t in result.traces] == [{"buy", "lay", "eat"}]
    assert result.outcome is Outcome.NONE


@pytest.mark.parametrize("seed", [0, 1, 12345])
def test_the_same_seed_gives_the_same_stories(make: Make, seed: int) -> None:
    budget = Budget(nodes=200_000, seed=seed)
    one, two = (planned(door(4), make, 3, (0,), budget) for _ in range(2))
    assert one == two
    assert all(trace.seed == seed for trace in one.traces)


def test_progress_is_told(make: Make) -> None:
    ground, seen = door(), list[tuple[int, int, int]]()
    plan(ground, make(ground.tables), BUDGET, REACH, progress=lambda *p: seen.append(p))
    assert [p[:2] for p in seen[:2]] == [(0, 2), (1, 2)]
    assert all(states >= 0 for _, _, states in seen)


def test_ctrl_c_gives_what_was_found(make: Make) -> None:
    def stop(stage: int, stages: int, states: int) -> None:
        del stages, states
        if stage == 1:
            raise KeyboardInterrupt

    ground = lamp.ground()
    result = plan(ground, make(ground.tables), BUDGET, REACH, progress=stop)
    assert result.outcome is Outcome.INTERRUPTED
    assert result.blocked is not None
    assert told(ground, result.blocked.partial) == ["quench"]
    assert result.blocked.partial.outcome is Outcome.INTERRUPTED


def test_ctrl_c_keeps_the_stories_there_are(make: Make) -> None:
    calls = []

    def stop(*progress: int) -> None:
        calls.append(progress)
        if len(calls) == 3:
            raise KeyboardInterrupt

    ground = door(6)
    result = plan(ground, make(ground.tables), BUDGET, REACH, 9, outline=(0,), progress=stop)
    assert result.outcome is Outcome.INTERRUPTED
    assert result.blocked is None
    assert len(result.traces) == 2


def test_there_must_be_something_to_plan_for(make: Make) -> None:
    ground = letter()
    with pytest.raises(ValueError, match="nothing to plan for"):
        plan(ground, make(ground.tables), BUDGET, REACH, outline=())
