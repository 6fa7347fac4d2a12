"""Plans (D12): which there are, which is found, and how a search ends."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable

import numpy as np
import pytest

from tests.native.build import Builder, all_of, if_else, sets
from tests.native.looking_ahead import ENGINES, Bakery, plans, yes
from vervain.native.engine import Budget, Engine, Outcome, Reach
from vervain.native.reference import Reference

Make = Callable[[Builder], Engine]


@pytest.fixture(params=list(ENGINES.values()), ids=list(ENGINES))
def make(request: pytest.FixtureRequest) -> Make:
    return request.param  # type: ignore[no-any-return]


@pytest.fixture
def kernel() -> Make:
    if "kernel" not in ENGINES:
        pytest.skip("the kernel is not built")
    return ENGINES["kernel"]


def test_limits_are_each_just_enough(make: Make) -> None:
    bakery = Bakery()
    w, whole = bakery.world, tuple(bakery.steps)
    w.utility(bakery.ann, yes(bakery.cake))
    w.utility(bakery.bob, yes(bakery.cake))
    goal = w.goal(bakery.cake.eq(True))
    engine = make(w)
    assert plans(engine, goal, 1, author=4, character=4, belief=2) == {whole}
    assert plans(engine, goal, 1, author=4, character=4, belief=1) == set()
    assert plans(engine, goal, 1, author=4, character=3, belief=2) == set()
    assert plans(engine, goal, 1, author=3, character=4, belief=2) == set()


def test_steps_of_characters_are_one_budget_for_a_nest_of_reasons(make: Make) -> None:
    bakery = Bakery()
    w = bakery.world
    w.utility(bakery.ann, yes(bakery.flour))
    w.utility(bakery.bob, yes(bakery.cake))
    goal = w.goal(bakery.flour.eq(True))
    engine = make(w)
    assert plans(engine, goal, 1, author=2, character=4, belief=2) == {tuple(bakery.steps[:2])}
    assert plans(engine, goal, 1, author=2, character=3, belief=2) == set()


class Fair:
    """Something happens by itself, somebody is shoved, two strike a deal, one has an umbrella."""

    def __init__(self) -> None:
        self.world = w = Builder()
        ann, bob = w.agents("Ann", "Bob")
        wet, pushed = w.yes_no("wet"), w.yes_no("pushed")
        struck, dry = w.yes_no("struck"), w.yes_no("dry")
        self.rain = w.action("rain", wet.eq(False), [sets(wet, True)])
        self.shove = w.action("shove", pushed.eq(False), [sets(pushed, True)], [bob])
        deal = all_of(pushed.eq(True), struck.eq(False))
        self.deal = w.action("deal", deal, [sets(struck, True)], [ann, bob])
        open_it = all_of(wet.eq(True), dry.eq(False))
        self.umbrella = w.action("umbrella", open_it, [sets(dry, True)], [ann])
        w.utility(ann, yes(struck) + yes(dry))
        w.utility(bob, if_else(all_of(pushed.eq(True), struck.eq(True)), 5, 0))
        self.goal = w.goal(yes(struck) + yes(dry) * 2)


@pytest.mark.parametrize("threshold", [1, 2, 3])
def test_happenings_those_acted_on_and_those_who_agree(make: Make, threshold: int) -> None:
    fair = Fair()
    found = plans(make(fair.world), fair.goal, threshold, author=4, character=4, belief=2)
    deal, dry = {fair.shove, fair.deal}, {fair.rain, fair.umbrella}
    assert {frozenset(p) for p in found} == set(
        map(frozenset, [deal, dry, deal | dry][threshold - 1 :])
    )


class Dig:
    """Numbers go up and down, and the end has to be the highest."""

    def __init__(self) -> None:
        self.world = w = Builder()
        (ann,) = w.agents("Ann")
        n, m = w.number("n"), w.number("m")
        bad, deep = w.yes_no("bad"), w.yes_no("deep")
        at_start = n.eq(0)
        self.spoil = w.action("spoil", all_of(bad.eq(False), at_start), [sets(bad, True)])
        self.work = w.action("work", at_start, [sets(n, if_else(bad.eq(True), 2, 3))], [ann])
        self.waste = w.action("waste", m.eq(0), [sets(m, 1)])
        self.climb = w.action("climb", n < 1, [sets(n, if_else(deep.eq(True), 6, 5))], [ann])
        self.slip = w.action("slip", n.eq(5), [sets(n, 4)])
        self.dig = w.action("dig", at_start, [sets(n, -1), sets(deep, True)])
        w.utility(ann, n)
        self.goal = w.goal(n)


def test_idle_steps_dips_and_the_highest_end(make: Make) -> None:
    """Harm may stay in, waste may not; down first is allowed, down at the end is not."""
    d = Dig()
    found = plans(make(d.world), d.goal, 1, author=2, character=2)
    assert found == {(d.work,), (d.climb,), (d.dig, d.climb), (d.spoil, d.work)}


def test_a_goal_may_be_passed_to_end_higher(make: Make) -> None:
    w = Builder()
    (ann,) = w.agents("Ann")
    n = w.number("n", high=2)
    up = w.action("up", n < 2, [sets(n, n + 1)], [ann])
    w.utility(ann, n)
    goal = w.goal(n)
    assert plans(make(w), goal, 1, author=3, character=2) == {(up,), (up, up)}


def test_the_goal_counts_not_merely_being_better(make: Make) -> None:
    w = Builder(scale=4)
    (ann,) = w.agents("Ann")
    n, ready = w.number("n", start=1.5), w.yes_no("ready")
    lend = w.action("lend", ready.eq(False), [sets(ready, True), sets(n, n - 1)], [ann])
    reap = w.action("reap", ready.eq(True), [sets(ready, False), sets(n, n + 2)], [ann])
    nudge = w.action("nudge", n.eq(1.5), [sets(n, 1.75)], [ann])
    w.utility(ann, n)
    goal = w.goal(n)
    engine = make(w)
    assert plans(engine, goal, 2, author=2, character=3) == {(lend, reap)}
    assert plans(engine, goal, 2, 3, 3) == {(lend, reap), (nudge, lend, reap)}


def test_unknown_utilities_move_people_not_the_author(make: Make) -> None:
    w = Builder()
    ann, bob = w.agents("Ann", "Bob")
    n, k = w.number("n", start=1), w.number("k", start=None)
    a, b = w.yes_no("a"), w.yes_no("b")
    blur = w.action("blur", a.eq(False), [sets(n, None), sets(a, True)], [ann])
    idle = w.action("idle", b.eq(False), [sets(b, True)], [bob])
    w.utility(ann, n)
    w.utility(bob, k)
    both, unknown = w.goal(yes(a) + yes(b) * 2), w.goal(n)
    engine = make(w)
    assert {frozenset(p) for p in plans(engine, both, 3, 2, 2)} == {frozenset((blur, idle))}
    assert plans(engine, unknown, 0, 2, 2) == {()}
    assert plans(engine, unknown, 2, 2, 2) == set()


def test_a_goal_reached_at_the_start_needs_nothing(make: Make) -> None:
    bakery = Bakery()
    w = bakery.world
    goal = w.goal(bakery.paid.eq(False))
    found = make(w).search(0, goal, 1, Reach(4, 4, 1), Budget())
    assert found.outcome is Outcome.FOUND
    assert found.plans == ((),)


def test_wrong_beliefs_drive_plans(make: Make) -> None:
    w = Builder()
    (ann,) = w.agents("Ann")
    full, rich, dug = w.yes_no("full"), w.yes_no("rich"), w.yes_no("dug")
    dig = w.action("dig", then=[sets(dug, True), sets(rich, True, full.eq(True))], consent=[ann])
    w.utility(ann, yes(rich))
    goal = w.goal(dug.eq(True))
    assert plans(make(w), goal, 1, author=1, character=1) == set()
    w.start(full, True, ann)
    assert plans(make(w), goal, 1, author=1, character=1) == {(dig,)}


def doors(number: int) -> tuple[Builder, list[int], int]:
    """As many doors as ways in; any one will do."""
    w = Builder()
    (ann,) = w.agents("Ann")
    inside = w.yes_no("inside")
    opened = [w.yes_no(f"open {i}") for i in range(number)]
    acts = []
    for door in opened:
        acts.append(w.action("open", door.eq(False), [sets(door, True)], [ann]))
        acts.append(w.action("enter", door.eq(True), [sets(inside, True)], [ann]))
    w.utility(ann, yes(inside))
    return w, acts, w.goal(inside.eq(True))


def test_banned_acts_are_kept_out_of_plans_not_out_of_thoughts(make: Make) -> None:
    w, acts, goal = doors(2)
    engine = make(w)
    banned = np.zeros(len(acts), dtype=np.int32)
    banned[acts[0]] = 1
    for shortest in (False, True):
        found = engine.search(0, goal, 1, Reach(2, 2, 1), Budget(), 9, shortest, banned)
        assert found.plans == ((acts[2], acts[3]),)
    thought = engine.explain(0, acts[0], 0, Reach(2, 2, 1), Budget())
    assert thought.outcome is Outcome.FOUND


@pytest.mark.parametrize("shortest", [False, True])
def test_different_plans(make: Make, shortest: bool) -> None:
    """As many as are asked for, no two with the same acts; all there are, if fewer."""
    w, acts, goal = doors(4)
    engine = make(w)
    for count in (1, 3, 9):
        found = engine.search(0, goal, 1, Reach(3, 3, 1), Budget(), count, shortest)
        assert found.outcome is Outcome.FOUND
        assert len(found.plans) == min(count, 4)
        assert set(found.plans) <= {(acts[i], acts[i + 1]) for i in (0, 2, 4, 6)}
        assert len(set(found.plans)) == len(found.plans)


def crowd(number: int) -> tuple[Builder, int]:
    """Everybody has to do the same, in whatever order: one plan, many ways."""
    w = Builder()
    people = w.agents(*(f"person {i}" for i in range(number)))
    done = [w.yes_no(f"done {i}") for i in range(number)]
    for who, fact in zip(people, done, strict=True):
        w.action("do", fact.eq(False), [sets(fact, True)], [who], seen=())
        w.utility(who, yes(fact))
    return w, w.goal(all_of(*(fact.eq(True) for fact in done)))


def test_orders_are_no_different_plans_and_cost_nothing(kernel: Make) -> None:
    """Nine people, 362,880 orders: it is known at once that there is no second plan."""
    w, goal = crowd(9)
    found = kernel(w).search(0, goal, 1, Reach(9, 1, 1), Budget(), count=2)
    assert found.outcome is Outcome.FOUND
    assert len(found.plans) == 1
    assert found.counters["complete"] == 1


def test_shortest_is_shortest(make: Make) -> None:
    """The way that looks near (one lock left) is longer than the one that does not."""
    w = Builder()
    (ann,) = w.agents("Ann")
    n, there = w.number("n"), w.yes_no("there")
    walk = w.action("walk", n < 5, [sets(n, n + 1)], [ann])
    w.action("arrive", n.eq(5), [sets(there, True)], [ann])
    ticket = w.yes_no("ticket")
    buy = w.action("buy", ticket.eq(False), [sets(ticket, True)], [ann])
    ride = w.action("ride", all_of(ticket.eq(True), n.eq(1)), [sets(there, True)], [ann])
    w.utility(ann, yes(there))
    goal = w.goal(there.eq(True))
    found = make(w).search(0, goal, 1, Reach(6, 6, 1), Budget(), shortest=True)
    assert sorted(found.plans[0]) == sorted((walk, buy, ride))


def test_a_spent_budget_proves_nothing(make: Make) -> None:
    bakery = Bakery()
    w = bakery.world
    w.utility(bakery.ann, yes(bakery.cake))
    w.utility(bakery.bob, yes(bakery.cake))
    goal = w.goal(bakery.cake.eq(True))
    for shortest in (False, True):
        found = make(w).search(0, goal, 1, Reach(4, 4, 2), Budget(nodes=1), shortest=shortest)
        assert found.outcome is Outcome.BUDGET
        assert found.plans == ()
        found = make(w).search(0, goal, 1, Reach(4, 4, 2), Budget(nodes=1000), shortest=shortest)
        assert found.outcome is Outcome.FOUND


def test_counters_have_one_name_each(make: Make) -> None:
    w, _, goal = doors(2)
    engine = make(w)
    found = engine.search(0, goal, 1, Reach(2, 2, 1), Budget())
    assert set(found.counters) >= {"states", "transitions", "explanations", "bytes"}
    assert set(engine.counters()) >= {"states", "transitions", "explanations", "bytes"}
    assert found.counters["states"] > 0


# ---------------------------------------------------------------- the kernel alone


def wide(rows: int = 6, *, hopeful: bool = False) -> tuple[Builder, int]:
    """Counters that have to be raised, and people who like to raise them: no end of states. The
    hopeful first of them wants what cannot be."""
    w = Builder()
    people = w.agents(*(f"person {i}" for i in range(rows)))
    counters = [w.number(f"n{i}", low=0, high=9) for i in range(rows)]
    for who, n in zip(people, counters, strict=True):
        w.action("up", n < 9, [sets(n, n + 1)], [who], seen=people)
        w.utility(who, n)
    everything = all_of(*(n.eq(9) for n in counters))
    never = all_of(everything, counters[0].eq(8))
    if hopeful:
        w.utility(people[0], if_else(never, 1, 0))
    return w, w.goal(never)


def test_the_same_seed_gives_the_same_search(kernel: Make) -> None:
    w, _, goal = doors(6)
    reach = Reach(3, 3, 1)
    for seed in (0, 1, 2):
        one, other = (kernel(w).search(0, goal, 1, reach, Budget(seed=seed), 3) for _ in "ab")
        assert one == other


@pytest.mark.parametrize("shortest", [False, True])
def test_memory_ends_a_search(kernel: Make, shortest: bool) -> None:
    w, goal = wide()
    engine = kernel(w)
    found = engine.search(0, goal, 1, Reach(60, 3, 1), Budget(megabytes=2), shortest=shortest)
    assert found.outcome is Outcome.BUDGET
    assert found.counters["bytes"] <= 2 << 20
    assert engine.search(0, goal, 0, Reach(60, 3, 1), Budget()).plans == ((),)


@pytest.mark.parametrize("shortest", [False, True])
def test_time_ends_a_search(kernel: Make, shortest: bool) -> None:
    w, goal = wide()
    start = time.monotonic()
    found = kernel(w).search(0, goal, 1, Reach(60, 3, 1), Budget(seconds=0.2), shortest=shortest)
    assert found.outcome is Outcome.BUDGET
    assert time.monotonic() - start < 2


def test_ctrl_c_ends_a_search_and_nothing_else(kernel: Make) -> None:
    w, goal = wide()
    engine = kernel(w)
    timer = threading.Timer(0.2, lambda: signal.raise_signal(signal.SIGINT))
    timer.start()
    found = engine.search(0, goal, 1, Reach(60, 3, 1), Budget(seconds=20))
    timer.join()
    assert found.outcome is Outcome.INTERRUPTED
    assert engine.search(0, goal, 0, Reach(1, 1, 1), Budget()).outcome is Outcome.FOUND


def test_ctrl_c_ends_a_question_for_a_reason(kernel: Make) -> None:
    """Who asks for many reasons, as `verify` does, would go on to the next."""
    engine = kernel(wide(hopeful=True)[0])
    timer = threading.Timer(0.2, lambda: signal.raise_signal(signal.SIGINT))
    start = time.monotonic()
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        engine.explain(0, 0, 0, Reach(60, 60, 1), Budget(seconds=20))
    timer.join()
    assert time.monotonic() - start < 5


def test_what_a_search_makes_is_counted(kernel: Make) -> None:
    w, _, goal = doors(2)
    engine = kernel(w)
    before = engine.counters()["states"]
    found = engine.search(0, goal, 1, Reach(2, 2, 1), Budget())
    assert engine.counters()["states"] >= before + found.counters["states"]


def walked(engine: Engine) -> tuple[int, int]:
    """Steps and states of the world, breadth first."""
    steps, states = 0, [0]
    for state in states:  # grows while we walk
        _, actions = engine.applicable(np.array([state], dtype=np.int32))
        here = np.full(len(actions), state, dtype=np.int32)
        after = engine.successors(here, actions).tolist()
        steps += len(after)
        states += [s for s in dict.fromkeys(after) if s >= 0 and s not in states]
    return steps, len(states)


def test_a_walk_meets_every_step_once() -> None:
    kernel = pytest.importorskip("vervain.native.kernel", exc_type=ImportError)
    w, _, _ = doors(2)
    tables = w.tables()
    walk = kernel.Kernel(tables).walk(1000, Budget())
    assert walk.outcome is Outcome.NONE
    assert (walk.steps, walk.stories) == walked(Reference(tables))
    assert kernel.Kernel(tables).walk(3, Budget()).steps == 3
    assert kernel.Kernel(tables).walk(1000, Budget(nodes=1)).outcome is Outcome.BUDGET
