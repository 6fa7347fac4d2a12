"""Mutants: tellings with one thing wrong, of which the proof must find every one.

`python -m tests.tell.mutants 2000` tries so many of each kind of damage, spread over several
stories, minds and orders, and lists those that the proof lets through.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product

from tests.tell.damage import DAMAGES, Case, relations
from vervain import pipeline
from vervain.lang.world import World
from vervain.story.chronicle import Chronicle
from vervain.tell.relation import Kind
from vervain.tell.spin import Distance, Order, Tense, spin


@dataclass(slots=True)
class Tried:
    """How many of each kind were tried; what the proof let through."""

    tried: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    survivors: list[str] = field(default_factory=list)

    def attempt(self, case: Case, most: int, chance: random.Random) -> None:
        """So many mutants of every kind, of one telling."""
        for damage in DAMAGES:
            every = list(damage(case))
            for what, page in chance.sample(every, min(most, len(every))):
                self.tried[damage.__name__] += 1
                if damage is relations:
                    self.kinds[_kind(what)] += 1
                if not case.faults(page):
                    who = case.how.views[0].focaliser
                    self.survivors.append(f"{damage.__name__}: {case.world.name}, {who}: {what}")


def _kind(what: str) -> str:
    """Of which kind the relation was that has been damaged."""
    was = what.partition(" → ")[0]
    return max((k for k in Kind if f" {k.value}" in was), key=lambda k: len(k.value)).name


def cases(stories: list[tuple[World, Chronicle]]) -> Iterator[Case]:
    """Tellings of each story from its people and from nobody, in several manners."""
    manners = (
        (3, Tense.PAST, Order.AUTHOR, Distance.AUTHOR),
        (1, Tense.PRESENT, Order.IN_MEDIAS_RES, Distance.AUTHOR),
        (3, Tense.PAST, Order.BACKWARDS, Distance.SCENE),
        (3, Tense.PRESENT, Order.STRAIGHT, Distance.SUMMARY),
    )
    for world, story in stories:
        record = pipeline.record_of(world, story)
        for who, (person, tense, order_, distance) in product(
            (*story.people[:3], "nobody"), manners
        ):
            if who == "nobody" and person != 3:
                continue
            how = spin(
                world,
                focaliser=who,
                person=person,
                tense=tense,
                order=order_,
                distance=distance,
                dwells=("feelings", "beliefs", "reasons") if distance is Distance.SCENE else (),
            )
            yield Case(world, story, how, pipeline.tell(world, story, how), record)


def main() -> int:
    """Try so many mutants of each kind."""
    from tests.tell.test_mutants import stories

    many = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    found = Tried()
    every = list(cases(stories()))
    for number, case in enumerate(every):
        found.attempt(case, -(-many // len(every)), random.Random(number))
    sys.stdout.write("".join(f"{words}\n" for words in found.survivors[:200]))
    counts = ", ".join(f"{name} {count}" for name, count in sorted(found.tried.items()))
    kinds = ", ".join(f"{name} {count}" for name, count in sorted(found.kinds.items()))
    sys.stdout.write(
        f"{found.tried.total()} mutants of {len(every)} tellings ({counts}; relations of {kinds}), "
        f"{len(found.survivors)} survivors\n"
    )
    return 1 if found.survivors else 0


if __name__ == "__main__":
    sys.exit(main())
