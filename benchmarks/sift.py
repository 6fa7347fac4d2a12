"""Sifting and lives on a long story: microseconds an event with 100 patterns, milliseconds a life.

    .venv/bin/python benchmarks/sift.py [EVENTS]

Times are of the processor, so that other work on the machine does not count. The story is made up:
200 people, each with ten neighbours of whom one is met at each event, chosen by a fixed seed; one
event in three has a cause.
The patterns have three steps and an `unless`, each its own four of 20 acts. Then a town that lived
for ten years, with the patterns of the library, each taken five times: most of what it costs is to
find out what an event counts as, and what everybody has heard.
"""

from __future__ import annotations

import gc
import random
import sys
import time
from dataclasses import replace

from vervain import pipeline
from vervain.lang.world import World
from vervain.story.chronicle import Act, Cause, Change, Chronicle, Event, Fact
from vervain.story.lives import Lives
from vervain.story.sift.sift import Sifter

PEOPLE, ACTS, PATTERNS = 200, 20, 100
NEAR = (-5, -4, -3, -2, -1, 1, 2, 3, 4, 5)
YEAR = 365 * 24 * 60


def world() -> str:
    lines = ["world Bench", "kind citizen is a person", "fact (who: person) is moved: yes or no"]
    lines += [f"citizen P{i}, she" for i in range(PEOPLE)]
    for a in range(ACTS):
        lines += [f"action (one: citizen) does{a}s (two: citizen)", "  then two is moved"]
    for n in range(PATTERNS):
        a, b, c, d = ((n * k + k) % ACTS for k in (1, 3, 7, 11))
        lines += [
            f"pattern (one: citizen) pat{n}s (two: citizen)",
            f"  first one does{a}s two",
            f"  then two does{b}s one",
            "  within 1 year",
            f"  unless one does{d}s two between",
            f"  then one does{c}s two",
            "  within 1 year",
            *(["  because of it"] if n % 5 == 0 else []),
        ]
    return "\n".join(lines) + "\n"


def story(count: int) -> Chronicle:
    draw = random.Random(7)
    names = [f"P{i}" for i in range(PEOPLE)]
    events = []
    for k in range(count):
        n = draw.randrange(PEOPLE)
        one, two = names[n], names[(n + draw.choice(NEAR)) % PEOPLE]
        act = Act(f"does{draw.randrange(ACTS)}s", (("one", one), ("two", two)))
        change = Change(Fact("moved", (two,)), False, True)
        behind = draw.randrange(max(0, k - 500), k) if k and draw.random() < 1 / 3 else None
        causes = () if behind is None else (Cause(behind, change.fact, True),)
        minute = k * 100 * YEAR // count
        event = Event(
            id=k, act=act, stage=None, place=None, minute=minute, duration=5, agreed=(one,),
            saw=(one, two), glimpsed=(), reactions=(), changes=(change,), minds=(), causes=causes,
            reasons=(),
        )  # fmt: skip
        events.append(event)
    return Chronicle("Bench", "", 7, tuple(names), 0, (), (), tuple(events))


def town() -> tuple[World, Chronicle]:
    """Ten Years, and 100 patterns for it."""
    loaded = pipeline.with_patterns(pipeline.load("ten_years"))
    told = pipeline.run(loaded, span="10 years", seed=7).chronicle
    copies = (replace(p, name=f"{p.name}_{n}") for n in range(5) for p in loaded.patterns)
    return replace(loaded, patterns=tuple(copies)), told


def sifted(name: str, loaded: World, told: Chronicle) -> None:
    """Feed the story, and print what an event costs: the best of three times."""
    gc.freeze()
    costs = []
    for _ in range(3):
        sifter = Sifter(loaded, loaded.patterns, told.start)
        begun = time.process_time()
        for event in told.events:
            sifter.feed(event)
        costs.append((time.process_time() - begun) / len(told.events) * 1e6)
    waiting = sum(len(w.kept) for m in sifter.matchers for w in m.waiting)
    print(
        f"{name}: {len(loaded.patterns)} patterns, {len(told.events):,} events: {min(costs):.1f} µs"
        f" an event; {len(sifter.found()):,} found, {waiting:,} still wait, {sifter.lost} given up"
    )


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    told = story(count)
    sifted("made up", pipeline.load_text(world(), "bench.world"), told)
    sifted("ten years", *town())
    begun = time.process_time()
    lives = Lives(told)
    index = (time.process_time() - begun) * 1e3
    begun = time.process_time()
    for _ in range(100):
        events = lives.events("P42")
    query = (time.process_time() - begun) * 10
    begun = time.process_time()
    life = lives.life("P42")
    one = (time.process_time() - begun) * 1e3
    print(
        f"lives: index {index:.0f} ms, once; all {len(events):,} events of one: {query:.4f} ms; "
        f"the same {len(life.turns):,} weighed: {one:.1f} ms"
    )


if __name__ == "__main__":
    main()
