"""A world told from many seeds: the same bytes for the same seed, no frame three times on a page.

`python -m tests.tell.seeds 50 gull_point` tells what it found.
"""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from dataclasses import dataclass, field

from vervain import pipeline
from vervain.lang.world import World
from vervain.native.engine import Budget
from vervain.tell.discourse import Discourse
from vervain.tell.proof import PAGE, proof
from vervain.tell.refer import Mentions
from vervain.tell.spin import Spin, spin


@dataclass(slots=True)
class Seeds:
    """What was told, and what is wrong with it. `pages`: how often each text was told; `worst`:
    how often a wording stood on one page at most."""

    pages: Counter[str] = field(default_factory=Counter)
    worst: int = 0
    faults: list[str] = field(default_factory=list)

    def tell(self, world: World, seed: int) -> None:
        """The story of a seed, in each of the world's tellings, twice."""
        (story,) = pipeline.plan(world, budget=Budget(seed=seed)).chronicles
        for how in ways(world, seed):
            page = pipeline.tell(world, story, how)
            self.pages[page.text()] += 1
            self.worst = max(self.worst, most_on_a_page(page))
            bad = proof(page, story, how, Mentions(world).gender)
            self.faults += [f"seed {seed}, {how.title}: {f.fault.value}: {f.words}" for f in bad]
            if pipeline.tell(world, story, how) != page:
                self.faults.append(f"seed {seed}, {how.title}: told again it is another")


def ways(world: World, seed: int) -> list[Spin]:
    """The author's tellings of a world."""
    return [spin(world, name=telling.name, seed=seed) for telling in world.tellings]


def most_on_a_page(page: Discourse) -> int:
    """How often one wording stands within 300 words, counted anew, apart from the proof."""
    at: list[tuple[int, object]] = []
    words = 0
    for told in (t for paragraph in page.paragraphs for t in paragraph):
        if told.frame is not None or told.wording:
            at.append((words, told.frame or told.wording))
        words += len(told.text.split())
    return max(
        (sum(k == key and start <= w < start + PAGE for w, k in at) for start, key in at),
        default=0,
    )


def digest(found: Seeds) -> str:
    """One name for all that was told, in order."""
    return hashlib.sha256("\f".join(found.pages).encode()).hexdigest()[:16]


def main() -> int:
    """Tell so many seeds of a world."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    world = pipeline.load(sys.argv[2] if len(sys.argv) > 2 else "gull_point")
    found = Seeds()
    for seed in range(many):
        found.tell(world, seed)
    sys.stdout.write("".join(f"{fault}\n" for fault in found.faults[:20]))
    sys.stdout.write(
        f"{many} seeds, {found.pages.total()} tellings, {len(found.pages)} different; a wording "
        f"at most {found.worst} times on a page; {len(found.faults)} faults; {digest(found)}\n"
    )
    return 1 if found.faults or found.worst > 2 else 0


if __name__ == "__main__":
    sys.exit(main())
