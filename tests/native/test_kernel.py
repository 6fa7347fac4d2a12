"""The kernel: the worked examples of every definition, hostile arrays, memory, threads, numbers."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace

import numpy as np
import numpy.typing as npt
import pytest

from tests.native import test_reference as examples
from tests.native.build import (
    ALWAYS,
    Builder,
    Term,
    all_of,
    any_of,
    if_else,
    sets,
    tells,
)
from vervain.model.ground import NONE, UNKNOWN_CODE, Ints, Tables, TermKind
from vervain.native.kernel import AT_ONCE, Kernel

Array = npt.NDArray[np.generic]


@pytest.fixture(autouse=True)
def _examples_use_the_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examples, "Reference", Kernel)


# The examples of D2-D9 are tests of this module too, and here they are about the kernel.
# What follows them is about looking ahead: see test_explain.py and test_search.py.
LAST = "test_a_utility_with_an_unknown_part_is_unknown"
NAMES = [name for name in vars(examples) if name.startswith("test_")]
for name in NAMES[: NAMES.index(LAST) + 1]:
    globals()[name] = vars(examples)[name]


def ints(*numbers: int) -> Ints:
    return np.array(numbers, dtype=np.int32)


def lamp() -> Builder:
    """Ann lights and quenches a lamp that Bob, elsewhere, does not see; who is there sees it."""
    world = Builder(scale=10)
    ann, bob = world.agents("Ann", "Bob")
    room, quay = world.entities("room", "quay")
    lit = world.yes_no("lit", start=True)
    oil = world.number("oil", start=5, low=0, high=9)
    place: dict[int, Term] = {}
    for agent, at in ((ann, room), (bob, quay)):
        place[agent] = world.entity(f"place {agent}", start=at)
        world.place(agent, place[agent], sight=ALWAYS)
        world.seen_there(place[agent], agent)
    world.seen_there(lit, room)
    seen = {agent: place[agent].eq(room) for agent in (ann, bob)}
    world.action("quench", lit.eq(True), [sets(lit, False)], [ann], seen)
    world.action("light", lit.eq(False), [sets(lit, True), sets(oil, oil - 1)], [ann], seen)
    for agent in (ann, bob):
        for to in (room, quay):
            there = {o: any_of(place[o].eq(to), place[o].eq(place[agent])) for o in (ann, bob)}
            when = place[agent].ne(to)
            world.action(f"go {agent} {to}", when, [sets(place[agent], to)], [agent], there)
    told = all_of(lit.of(ann).eq(False), place[ann].eq(quay))
    world.action("tell", told, [tells(bob, lit, lit.of(ann)), tells((bob, ann), lit, False)], [ann])
    world.reaction("burn out", oil.eq(0), [sets(lit, False), sets(oil, None)])
    world.utility(ann, if_else(lit.eq(True), oil * 2, oil / 0))
    world.goal(lit.of(bob).eq(False))
    return world


def explore(kernel: Kernel, most: int = 300) -> list[tuple[int, int, int]]:
    """Steps breadth first: (state, action, state after)."""
    steps: list[tuple[int, int, int]] = []
    todo = [0]
    for state in todo:  # grows while we walk
        actions = kernel.applicable(ints(state))[1]
        after = kernel.successors(np.full_like(actions, state), actions)
        steps += [(state, int(a), int(s)) for a, s in zip(actions, after, strict=True)]
        todo += [s for s in dict.fromkeys(after.tolist()) if s >= 0 and s not in todo]
        if len(todo) > most:
            break
    return steps


# ---------------------------------------------------------------- ids


def test_the_same_calls_give_the_same_numbers() -> None:
    assert explore(Kernel(lamp().tables())) == explore(Kernel(lamp().tables()))


def test_every_state_has_a_number_below_the_count() -> None:
    kernel = Kernel(lamp().tables())
    explore(kernel)
    count = kernel.counters()["states"]
    everything = np.arange(count, dtype=np.int32)
    assert set(kernel.minds(everything).ravel().tolist()) <= set(range(count))
    valuations = {
        (*v, *m)
        for v, m in zip(
            kernel.values(everything).tolist(), kernel.minds(everything).tolist(), strict=True
        )
    }
    assert len(valuations) == count, "two states with the same values and minds"


@pytest.mark.parametrize(
    "call",
    [
        lambda k: k.values(ints(99)),
        lambda k: k.minds(ints(-1)),
        lambda k: k.applicable(ints(0, 2**31 - 1)),
        lambda k: k.successors(ints(0), ints(99)),
        lambda k: k.successors(ints(0, 0), ints(0)),
        lambda k: k.successors(ints(-2), ints(0)),
        lambda k: k.fired(ints(0), ints(-1)),
        lambda k: k.observers(ints(9), ints(0)),
        lambda k: k.terms(ints(0), -1),
        lambda k: k.terms(ints(0), 10_000),
        lambda k: k.holds(ints(0), 10_000),
        lambda k: k.utilities(ints(0), 3),
        lambda k: k.values(np.zeros(1)),
        lambda k: k.values(np.zeros(1, dtype=np.int64)),
        lambda k: k.values(np.zeros((1, 1), dtype=np.int32)),
        lambda k: k.values([0]),
    ],
)
def test_what_is_no_id_is_refused(call: Callable[[Kernel], object]) -> None:
    with pytest.raises(ValueError, match=r"there is no|has to be|there are"):
        call(Kernel(lamp().tables()))


def test_arrays_of_any_length_and_stride_are_read() -> None:
    kernel = Kernel(lamp().tables())
    assert kernel.values(ints()).shape == (0, len(kernel.values(ints(0))[0]))
    assert kernel.minds(ints()).shape == (0, 2)
    start, items = kernel.applicable(ints())
    assert start.tolist() == [0]
    assert not len(items)
    assert not len(kernel.successors(ints(), ints()))
    many = np.zeros(4 * AT_ONCE + 2, dtype=np.int32)[::2]
    assert set(kernel.successors(many, many).tolist()) == {1}
    start, items = kernel.applicable(many)
    assert np.array_equal(items, np.tile(kernel.applicable(ints(0))[1], len(many)))
    assert start[-1] == len(items)


# ---------------------------------------------------------------- hostile arrays

BAD = (-(2**31), -2, -1, 2, 7, 99, 2**31 - 1)


def small() -> Tables:
    """Every array has something in it."""
    return lamp().tables()


@pytest.mark.parametrize("name", [f.name for f in fields(Tables)])
def test_no_array_can_break_the_kernel(name: str) -> None:
    """Each item of each array is replaced by each bad value: refused, or a world like any other."""
    tables = small()
    array = getattr(tables, name)
    for place in range(min(len(array), 60)):
        for bad in BAD:
            wrong = array.copy()
            wrong[place] = bad
            use(replace(tables, **{name: wrong}))
    for length in (0, 1, len(array) - 1):
        use(replace(tables, **{name: array[:length].copy()}))
    use(replace(tables, **{name: np.concatenate([array, array])}))


def use(tables: Tables) -> None:
    """Takes a few steps, if that is a world."""
    try:
        kernel = Kernel(tables, megabytes=64)
    except (ValueError, MemoryError):
        return
    for _, _, state in explore(kernel, most=10):
        if state >= 0:
            kernel.values(ints(state))
    states = np.arange(kernel.counters()["states"], dtype=np.int32)[:20]
    for index in range(len(tables.utility)):
        kernel.utilities(states, index)


def changed(name: str, place: int, value: float) -> Tables:
    tables = small()
    array = getattr(tables, name).copy()
    array[place] = value
    return replace(tables, **{name: array})


@pytest.mark.parametrize(
    ("name", "place", "value", "message"),
    [
        ("counts", 0, -1, "agents is -1"),
        ("counts", 2, 2**40, "fluents is"),
        ("counts", 8, 0, "no start"),
        ("counts", 9, 0, "scale is 0"),
        ("counts", 10, 2, r"counts\[10\] is 2"),
        ("fluent_type", 0, 3, r"fluent_type\[0\] is 3"),
        ("fluent_low", 1, UNKNOWN_CODE, r"fluent_low\[1\]"),
        ("term_start", 1, 10**12, r"term_start\[1\]"),
        ("effect_fluent", 0, 99, r"effect_fluent\[0\] is 99, not between 0 and"),
        ("start_values", 0, 2, r"start_values\[0\] is 2"),
        ("start_minds", 0, -1, r"start_minds\[0\]"),
        ("seen_subject", 0, 4, r"seen_subject\[0\]"),
    ],
)
def test_the_refusal_says_where(name: str, place: int, value: int, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Kernel(changed(name, place, value))


def test_an_array_of_another_type_is_refused() -> None:
    with pytest.raises(ValueError, match="chain has to be an array of int32"):
        Kernel(replace(small(), chain=small().chain.astype(np.int64)))


def nested(depth: int) -> Tables:
    world = Builder()
    world.agents("Ann")
    deep = lit = world.yes_no("lit").eq(True)
    for _ in range(depth):
        deep = any_of(deep, lit)
    world.action("deep", deep)
    return world.tables()


def test_conditions_may_be_deep_but_not_too_deep() -> None:
    """What is nested ten thousand deep would overflow the stack."""
    assert Kernel(nested(400)).applicable(ints(0))[0].tolist() == [0, 0]
    tables = nested(400)
    chain = np.arange(20_000, dtype=np.int32) - 1  # each condition is: the one before it
    deep = replace(
        tables,
        counts=np.array([*tables.counts[:4], 20_000, *tables.counts[5:]], dtype=np.int64),
        cond_kind=np.array([1, *[3] * 19_999], dtype=np.int32),
        cond_op=np.zeros(20_000, dtype=np.int32),
        cond_left=np.zeros(20_000, dtype=np.int32),
        cond_right=np.zeros(20_000, dtype=np.int32),
        cond_start=np.array([0, *range(20_000)], dtype=np.int64),
        cond_args=chain[1:].copy(),
    )
    with pytest.raises(ValueError, match="nested too deeply"):
        Kernel(deep)


def test_what_contains_itself_is_refused() -> None:
    tables = small()
    ands = np.flatnonzero(tables.cond_kind == 3)
    args = tables.cond_args.copy()
    args[tables.cond_start[ands[0]]] = ands[0]
    with pytest.raises(ValueError, match="contains itself"):
        Kernel(replace(tables, cond_args=args))


def test_what_doubles_forty_times_is_refused() -> None:
    """Each term is the one before it and once more: few in the arrays, too many to evaluate."""
    tables = small()
    first, more = len(tables.term_kind), 40
    counts = tables.counts.copy()
    counts[3] += more
    ends = tables.term_start[-1] + 2 * np.arange(1, more + 1)
    sums = replace(
        tables,
        counts=counts,
        term_kind=np.append(tables.term_kind, np.full(more, TermKind.ADD, np.int32)),
        term_value=np.append(tables.term_value, np.zeros(more)),
        term_fluent=np.append(tables.term_fluent, np.full(more, NONE, np.int32)),
        term_start=np.append(tables.term_start, ends),
        term_args=np.append(
            tables.term_args, np.repeat(np.arange(first - 1, first + more - 1, dtype=np.int32), 2)
        ),
    )
    with pytest.raises(ValueError, match="too large"):
        Kernel(sums)


# ---------------------------------------------------------------- memory


def counting(fluents: int = 50) -> Builder:
    """A world whose states are without end, for practical purposes."""
    world = Builder()
    ann, bob = world.agents("Ann", "Bob")
    counters = [world.number(f"n{i}", low=0, high=10**6) for i in range(fluents)]
    for i, n in enumerate(counters):
        world.action(f"add {i}", then=[sets(n, n + 1)], seen=[ann])
        world.action(f"say {i}", then=[tells((bob, ann), n, n + 1)], seen=[])
    return world


def fill(kernel: Kernel) -> int:
    """Goes on until memory is spent; the last state."""
    state, actions = 0, np.arange(100, dtype=np.int32)
    while True:
        try:
            state = int(kernel.successors(np.full_like(actions, state), actions)[0])
        except MemoryError:
            return state


@pytest.mark.parametrize("megabytes", [1, 4, 16])
def test_memory_is_bounded_and_what_was_there_stays(megabytes: int) -> None:
    kernel = Kernel(counting().tables(), megabytes)
    state = fill(kernel)
    assert megabytes << 19 < kernel.counters()["bytes"] <= megabytes << 20
    assert state > 0
    assert kernel.minds(ints(state)).shape == (1, 2)
    assert kernel.successors(ints(0), ints(0)).tolist() == [1]


def test_a_world_too_large_for_the_memory_is_refused() -> None:
    with pytest.raises(MemoryError):
        Kernel(counting(20_000).tables(), megabytes=1)


# ---------------------------------------------------------------- threads


def test_threads_may_share_a_kernel() -> None:
    kernel = Kernel(counting().tables())
    actions = np.arange(100, dtype=np.int32)

    def work(seed: int) -> list[int]:
        state, chosen = 0, []
        for i in range(60):
            after = kernel.successors(np.full_like(actions, state), actions)
            state = int(after[(seed * 7 + i * 13) % 100])
            chosen.append(int(kernel.values(ints(state))[0].sum()))
        return chosen

    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(work, range(8)))
    assert together == [work(seed) for seed in range(8)]
