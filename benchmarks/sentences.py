"""How many sentences a second of processor time: trees of clauses, and the author's frames.

python benchmarks/sentences.py
"""

from __future__ import annotations

import re
import sys
import time

from vervain.pipeline import load, plan, tell
from vervain.tell.clause import Clause, Name, Noun, That, Time
from vervain.tell.clause_text import Writer
from vervain.tell.irregular import VERBS
from vervain.tell.spin import spin

SECONDS = 2.0


def trees() -> tuple[int, float]:
    """Sentences with a nested clause, one for each irregular verb, over and over."""
    write, ida, tom = Writer(), Name("Ida", "she"), Name("Tom", "he")
    made = [
        Clause(ida, "believe", That(Clause(tom, verb, Noun("lamp"), perfect=True, time=Time.PAST)))
        for verb in VERBS
    ]
    done, start = 0, time.process_time()
    while time.process_time() - start < SECONDS:
        done += sum(1 for tree in made if write.sentence(tree))
    return done, time.process_time() - start


def frames(name: str) -> tuple[int, float]:
    """Whole tellings of a world: selection, order, reference and realisation together."""
    world = load(name)
    (story,) = plan(world).chronicles
    how = spin(world)
    each = len(re.findall(r"[.!?](?=\s|$)", tell(world, story, how).text()))
    done, start = 0, time.process_time()
    while time.process_time() - start < SECONDS:
        done += each if tell(world, story, how).text() else 0
    return done, time.process_time() - start


def main() -> None:
    """Print the table."""
    rows = [("trees", *trees())]
    rows += [(name, *frames(name)) for name in ("always_safe", "gull_point")]
    for name, done, seconds in rows:
        sys.stdout.write(f"{name:<12} {done:>8} sentences {done / seconds:>10,.0f} a second\n")


if __name__ == "__main__":
    main()
