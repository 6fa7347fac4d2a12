"""Random worlds told by everybody in them: what no page may show.

`python -m tests.tell.random_sentences 10000` tells so many sentences of new worlds, and
prints those that have a fault.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from itertools import product

from hypothesis import HealthCheck, given, settings

from tests.strategies import SAID, WHO, told_texts
from vervain import pipeline
from vervain.lang.world import World
from vervain.native.engine import Budget
from vervain.story.chronicle import Chronicle
from vervain.tell.proof import proof
from vervain.tell.refer import Mentions
from vervain.tell.spin import NOBODY, Distance, Register, Tense, spin

LIMITS = Budget(nodes=20_000, seconds=5)
NEVER = re.compile(
    r"[{}\[\]]|\S  +\S|\bNone\b|\bsomebody\b|\ba (?:hour|umbrella)|\ban (?:unicorn)| [.,;:!?]"
)
"""An unfilled hole, a double blank, the wrong article (the authors here never say somebody)."""
END = re.compile(r"[.!?][\"”’']?(?=\s|$)")


@dataclass(slots=True)
class Sentences:
    """What was told so far, and what was wrong with it."""

    told: int = 0
    worlds: int = 0
    pronouns: int = 0
    minds: int = 0
    """Sentences that tell what somebody takes another to believe, or not to know."""
    faults: list[str] = field(default_factory=list)

    def tell(self, text: str) -> None:
        """Tell the longest story of a world as nobody and from every mind, in two persons and
        tenses and in one of the registers in turn, and look at every sentence."""
        found = longest(text)
        if found is None:
            return
        world, story = found
        self.worlds += 1
        record = pipeline.record_of(world, story)
        for who, person, tense in product((NOBODY, *WHO), (3, 1), (Tense.PAST, Tense.PRESENT)):
            if person == 1 and who == NOBODY:
                continue
            close = Distance.SCENE if tense is Tense.PRESENT else None
            register = list(Register)[self.worlds % len(Register)]
            how = spin(
                world,
                focaliser=who,
                person=person,
                tense=tense,
                distance=close,
                register=register,
            )
            page = pipeline.tell(world, story, how)
            said = page.text()
            self.told += len(END.findall(said))
            told = [t for paragraph in page.paragraphs for t in paragraph]
            facts = [r.fact for t in told for r in t.relations if r.fact is not None]
            self.minds += sum(len(fact.minds) > 1 for fact in facts)
            self.pronouns += len(re.findall(r"\b(?:he|she|him|her|his)\b", said, re.IGNORECASE))
            bad = proof(page, story, how, Mentions(world).gender, record)
            self.faults += [f"{f.fault.value}: {f.words}\n  {said}\n{text}" for f in bad]
            self.faults += [f"{m[0]!r}\n  {said}\n{text}" for m in NEVER.finditer(said)]


def longest(text: str) -> tuple[World, Chronicle] | None:
    """The longest story that the world has on the way to any one of three facts."""
    head, _ = text.rsplit("  the end: until ", 1)
    best: tuple[World, Chronicle] | None = None
    for fact in SAID[:3]:
        world = pipeline.load_text(f"{head}  the end: until {fact}\n")
        for chronicle in pipeline.plan(world, budget=LIMITS).chronicles:
            if best is None or len(chronicle.events) > len(best[1].events):
                best = world, chronicle
    return best if best is not None and best[1].events else None


def main() -> int:
    """Tell sentences of new worlds until there are enough."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    found = Sentences()

    @settings(
        max_examples=100,
        derandomize=False,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(told_texts())
    def some(text: str) -> None:
        if found.told < most:
            found.tell(text)

    while found.told < most and not found.faults:
        some()
    sys.stdout.write("\n".join(found.faults[:20]))
    sys.stdout.write(
        f"{found.told} sentences of {found.worlds} worlds, {found.pronouns} pronouns, "
        f"{found.minds} minds in minds, "
        f"{len(found.faults)} faults\n"
    )
    return 1 if found.faults else 0


if __name__ == "__main__":
    sys.exit(main())
