"""States made in a second, and bytes for each: breadth first from the start, then once more.

    .venv/bin/python -m benchmarks.successors [--sabre] [transitions]

With `--sabre` the states are those of the field's benchmark (see benchmarks/sabre.py): the kernel
walks breadth first from the start, cold, as a search does; to find out what is possible is part of
it. `steps` are different pairs of a state and an act that is possible in it (transitions; each is
worked out, none is looked up), `stories` the different states of the world that they lead to,
`nodes` all different states, those of minds included. Instances that differ only in their goal have
the same states. A world of few states is walked through from nothing as often as is needed.

CPU seconds of the kernel's calls, of one core; noise on a busy machine is some tens of per cent.
"""

from __future__ import annotations

import csv
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np

from benchmarks.towns import town
from tests.sabre.material import ROOT, grounded
from vervain.model.ground import Ints, Tables
from vervain.native.engine import Budget
from vervain.native.kernel import Kernel
from vervain.native.search import Walk

T = TypeVar("T")
REPEATS = 5
MILLION = 1_000_000
LONG = 0.05
"""CPU seconds that all walks of a world take, at least, before the best is taken."""
FEW = 2000
"""Steps that take long enough to be measured."""

WORLDS: dict[str, Tables] = {
    "3 people, no sight": town(3, 3, 2, sight=False, misses=False),
    "3 people": town(3, 3, 2, misses=False),
    "3 people who miss": town(3, 3, 2),
    "5 people": town(5, 4, 3, misses=False),
    "5 people who miss": town(5, 4, 3),
    "10 people who miss": town(10, 8, 6),
    "20 people who miss": town(20, 12, 10),
}


@dataclass
class Clock:
    """CPU seconds, by what they went to."""

    spent: dict[str, float] = field(default_factory=dict)

    def take(self, name: str, call: Callable[..., T], *args: object) -> T:
        """What the call gives; its time goes to `name`."""
        begin = time.process_time()
        result = call(*args)
        self.spent[name] = self.spent.get(name, 0.0) + time.process_time() - begin
        return result


def steps(kernel: Kernel, most: int, clock: Clock) -> list[tuple[Ints, Ints]]:
    """Breadth first, level by level: states and actions until there are enough."""
    level, met, taken = np.zeros(1, dtype=np.int32), {0}, 0
    pairs: list[tuple[Ints, Ints]] = []
    while len(level) and taken < most:
        start, actions = clock.take("applicable", kernel.applicable, level)
        states = np.repeat(level, np.diff(start))[: most - taken]
        actions = actions[: most - taken]
        pairs.append((states, actions))
        taken += len(states)
        after = clock.take("made", kernel.successors, states, actions)
        new = [s for s in dict.fromkeys(after.tolist()) if s >= 0 and s not in met]
        met.update(new)
        level = np.array(new, dtype=np.int32)
    return pairs


def walked(tables: Tables, most: int) -> tuple[Walk, float]:
    """What one walk meets; CPU seconds of it, at best."""
    spent, total = list[float](), 0.0
    while len(spent) < REPEATS or total < LONG:
        clock, walks, steps = Clock(), 0, 0
        while steps < min(most, FEW):
            kernel = Kernel(tables, megabytes=4096)
            walk = clock.take("walk", kernel.walk, most, Budget())
            walks, steps = walks + 1, steps + walk.steps
        total += clock.spent["walk"]
        spent.append(clock.spent["walk"] / walks)
    return walk, min(spent)


def sabre(most: int) -> None:
    """One line for each instance of the field's benchmark."""
    form = "{:16} {:>9} {:>9} {:>9} {:>11} {:>11} {:>11}"
    print(form.format("instance", "steps", "stories", "nodes", "steps/s", "stories/s", "nodes/s"))
    with (ROOT / "instances.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    measured: dict[str, tuple[Walk, float]] = {}
    fast = 0
    for row in rows:
        name = row["file"].removesuffix(".txt")
        if name not in measured:
            measured[name] = walked(grounded(name).tables, most)
        walk, seconds = measured[name]
        counts = (walk.steps, walk.stories, walk.states)
        figures = [f"{n:,}" for n in counts] + [f"{n / seconds:,.0f}" for n in counts]
        print(form.format(row["name"], *figures))
        fast += walk.steps >= MILLION * seconds
    print(f"{fast} of {len(rows)} instances make a million steps a second or more")


def main(most: int) -> None:
    """One line for each world."""
    head = ("F", "A", "R", "made/s", "again/s", "rows/s", "states", "B/state")
    print(
        f"{'':20} {head[0]:>4} {head[1]:>5} {head[2]:>5} | "
        + " ".join(map("{:>10}".format, head[3:]))
    )
    for name, tables in WORLDS.items():
        kernel, clock = Kernel(tables, megabytes=4096), Clock()
        pairs = steps(kernel, most, clock)
        for states, actions in pairs:
            clock.take("again", kernel.successors, states, actions)
        count = sum(len(states) for states, _ in pairs)
        _, _, fluents, _, _, acts, reactions = tables.counts[:7]
        count_states = kernel.counters()["states"]
        rows = len(np.unique(np.concatenate([s for s, _ in pairs])))
        figures = (
            count / clock.spent["made"],
            count / clock.spent["again"],
            rows / clock.spent["applicable"],
            count_states,
            kernel.counters()["bytes"] / count_states,
        )
        print(
            f"{name:20} {fluents:4} {acts:5} {reactions:5} | "
            + " ".join(map("{:10,.0f}".format, figures))
        )


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:] if word != "--sabre"]
    if "--sabre" in sys.argv:
        sabre(given[0] if given else 300_000)
    else:
        main(given[0] if given else 60_000)
