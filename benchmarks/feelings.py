"""How long feelings take beside the planning of the same story.

    .venv/bin/python benchmarks/feelings.py [events]

Prints for each story its events, the seconds of planning (grounding, search, reasons, record),
those of appraisal, and the ratio; each the least of five, in seconds of this process. The long
story is made, and the worst there is: so many events (200), each of which is a stage and so costs
next to nothing to plan, in which a purse goes from hand to hand among six people who want something
of one another and have seen it all.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from vervain import pipeline
from vervain.lang.world import World
from vervain.story.feel.appraise import appraise

ROOT = Path(__file__).parents[1]
ROUNDS = 5
PEOPLE = ("Ann", "Ben", "Cleo", "Dan", "Eve", "Finn")


def town(events: int) -> str:
    """A world whose story has that many events: a purse goes from hand to hand, one a stage."""
    lines = [
        "world The Long Year",
        "include seeing",
        "place the green",
        *(f"person {name}, it, at the green" for name in PEOPLE),
        "fact care of (one: person) for (two: person): -10..10",
        "fact the purse is with (who: person): yes or no",
        "fact (who: person) has been robbed: yes or no",
        "at the start",
        f"  the purse is with {PEOPLE[0]}",
        *(
            f"  care of {a} for {b} is {(3 * i + 5 * j) % 17 - 8}"
            for i, a in enumerate(PEOPLE)
            for j, b in enumerate(PEOPLE)
            if i != j
        ),
        "action (one: person) takes the purse of (two: person)",
        "  when the purse is with two",
        "  then the purse is with one",
        "   and the purse is not with two",
        "   and two has been robbed",
        "   and one has not been robbed",
        "  agreed by one",
        "  against honesty",
        "  takes 5 hours",
        "wants of every (who: person)",
        "  worth 2 when the purse is with who",
        "  worth -1 when who has been robbed",
        "  worth -0.5 for each (other: person) where other has been robbed",
        "  values honesty at 0.5",
        "plans",
        "  everyone looks 1 steps ahead",
        "outline",
    ]
    for i in range(events):
        lines.append(f"  stage {i}: until the purse is with {PEOPLE[(i + 1) % len(PEOPLE)]}")
    return "\n".join(lines) + "\n"


def row(name: str, world: World) -> None:
    """One line of the table. What is appraised is what has just been planned, as when `vervain
    feel` is called."""
    planning, appraisal = list[float](), list[float]()
    for _ in range(ROUNDS):
        start = time.process_time()
        stories = pipeline.plan(world)
        planning.append(time.process_time() - start)
        case = pipeline.case_among(world, stories)
        start = time.process_time()
        felt = appraise(case)
        appraisal.append(time.process_time() - start)
    ratio = min(appraisal) / min(planning)
    print(
        f"| {name} | {case.last} | {len(felt.feelings)} | {min(planning):.2f} "
        f"| {min(appraisal):.2f} | {ratio:.2f} |"
    )


def main() -> None:
    """The table."""
    events = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    print("| story | events | feelings | planning, s | appraisal, s | ratio |")
    print("|---|---|---|---|---|---|")
    for path in sorted((ROOT / "worlds").glob("*.world")):
        world = pipeline.load(path)
        if world.outline:  # the others are lived, not planned
            row(f"`{path.stem}`", world)
    row("made", pipeline.load_text(town(events), "town.world"))


if __name__ == "__main__":
    main()
