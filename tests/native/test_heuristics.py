"""Heuristics by name: what each states of itself, and that none changes what is found."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from tests.native.build import Builder, all_of, sets
from tests.native.looking_ahead import Bakery, yes
from tests.strategies import builders, reaches
from vervain.native.engine import HEURISTICS, Budget, Outcome, Reach

kernel = pytest.importorskip(
    "vervain.native.kernel", reason="the kernel is not there yet", exc_type=ImportError
)

ADMISSIBLE = ("max", "none")
DEEP = 3
MANY = 100_000
SMALL = settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=80)


def utility(engine: kernel.Kernel, state: int, index: int) -> float:
    return float(engine.utilities(np.array([state], dtype=np.int32), index)[0])


def after(engine: kernel.Kernel, state: int) -> list[int]:
    """The states one step away."""
    start = np.array([state], dtype=np.int32)
    actions = engine.applicable(start)[1]
    states = engine.successors(np.repeat(start, len(actions)), actions).tolist()
    return [s for s in states if s >= 0]


def distance(engine: kernel.Kernel, state: int, index: int) -> float:
    """The fewest steps until the utility is better, found by trying everything."""
    now, layer = utility(engine, state, index), {state}
    for steps in range(1, DEEP + 1):
        layer = {s for each in layer for s in after(engine, each)}
        if any(utility(engine, s, index) > now for s in layer):
            return steps
    return math.inf


def small(world: Builder) -> kernel.Kernel | None:
    try:
        return kernel.Kernel(world.tables())
    except ValueError:  # the start never rests
        return None


@SMALL
@given(builders(), st.integers(0, 5))
def test_none_gives_up_what_is_near_and_the_admissible_never_say_too_much(
    world: Builder, choice: int
) -> None:
    engine = small(world)
    if engine is None:
        return
    next_states = after(engine, 0)
    states = [0, next_states[choice % len(next_states)]] if next_states else [0]
    for state in states:
        for index in range(len(world.tables().utility)):
            now = utility(engine, state, index)
            if math.isnan(now):
                continue
            real = distance(engine, state, index)
            for name in HEURISTICS:
                says = engine.estimate(state, index, DEEP, name)
                note(f"{name} in {state} of {index}: {says}, in truth {real}")
                assert says is not None or real == math.inf
                if says is not None:
                    assert says[0] <= real
                    assert says[0] <= says[1]
                    assert name not in ADMISSIBLE or says[1] <= real


@SMALL
@given(builders(), reaches(), st.booleans())
def test_all_find_the_same_plans(world: Builder, reach: Reach, shortest: bool) -> None:
    engine = small(world)
    if engine is None:
        return
    tables = world.tables()
    for goal in range(len(tables.agent_where), len(tables.utility)):
        found = {
            name: engine.search(
                0, goal, 1.0, reach, Budget(heuristic=name), count=MANY, shortest=shortest
            )
            for name in HEURISTICS
        }
        note(f"goal {goal}, {reach}: {found}")
        acts = [{tuple(sorted(plan)) for plan in one.plans} for one in found.values()]
        assert all(each == acts[0] for each in acts)
        assert len({one.outcome for one in found.values()}) == 1


def test_what_each_says_of_a_cake() -> None:
    bakery = Bakery()
    w = bakery.world
    w.utility(bakery.bob, yes(bakery.cake))
    engine = kernel.Kernel(w.tables())
    says = {name: engine.estimate(0, bakery.bob, 9, name) for name in HEURISTICS}
    assert says == {"relaxed": (4, 4), "add": (4, 4), "max": (4, 4), "none": (1, 1)}
    assert engine.estimate(0, bakery.bob, 3, "max") is None
    assert engine.estimate(0, bakery.bob, 3, "none") == (1, 1)


def test_add_counts_twice_what_serves_twice() -> None:
    w = Builder()
    (ann,) = w.agents("Ann")
    key, lamp, door, glad = (w.yes_no(name) for name in ("key", "lamp", "door", "glad"))
    w.action("find the key", key.eq(False), [sets(key, True)], [ann])
    w.action("light", key.eq(True), [sets(lamp, True)], [ann])
    w.action("open", key.eq(True), [sets(door, True)], [ann])
    w.action("enter", all_of(lamp.eq(True), door.eq(True)), [sets(glad, True)], [ann])
    w.utility(ann, yes(glad))
    engine = kernel.Kernel(w.tables())
    says = {name: engine.estimate(0, ann, 9, name) for name in HEURISTICS}
    assert says == {"relaxed": (3, 4), "add": (3, 5), "max": (3, 3), "none": (1, 1)}
    goal_reach = Reach(4, 4, 1)
    for name in HEURISTICS:
        found = engine.search(0, ann, 1, goal_reach, Budget(heuristic=name), shortest=True)
        assert found.outcome is Outcome.FOUND
        assert len(found.plans[0]) == 4


def test_a_heuristic_that_there_is_not() -> None:
    with pytest.raises(ValueError, match="no heuristic 'best'; there are relaxed, add, max, none"):
        Budget(heuristic="best")
