"""Little worlds, as text, and the feelings in their first story."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from textwrap import dedent

from vervain import pipeline
from vervain.native.engine import Outcome
from vervain.native.kernel import Kernel
from vervain.story.case import Case
from vervain.story.feel.appraise import appraise, compiled
from vervain.story.feel.feeling import Emotion, Feeling, Feelings
from vervain.story.feel.intensity import felt
from vervain.story.feel.reference import Reference
from vervain.story.feel.stirring import stirred

YARD = """
    world The Yard
    include seeing, bonds

    place the yard
    place the hill
    person Ann, she, at the yard
    person Tom, he, at the yard

    fact (who: person) is warm: yes or no
    fact (who: person) is hurt: yes or no, seen by everyone there
    fact the barn has burnt: yes or no
    fact whose doing it was: person, or unknown
    fact (who: person) has spoken: yes or no
    fact (one: person) presses (two: person): yes or no, seen by everyone there
"""
"""What most of these worlds stand on: two people, and a barn."""


@dataclass(frozen=True, slots=True)
class Story:
    """One story and what is felt in it."""

    case: Case
    found: Feelings

    def event(self, act: str) -> int:
        """The first event of an act, by its functional name."""
        return next(e.id for e in self.case.chronicle.events if e.act.name == act)

    def of(self, who: str, emotion: Emotion, toward: str | None = "?") -> list[Feeling]:
        """The feelings of somebody of one sort (toward whom: ? is anybody)."""
        return [
            f
            for f in self.found.feelings
            if f.who == who and f.emotion is emotion and toward in ("?", f.toward)
        ]

    def one(self, who: str, emotion: Emotion, toward: str | None = "?") -> Feeling:
        """The only one of its sort."""
        (feeling,) = self.of(who, emotion, toward)
        return feeling

    def has(self, who: str, emotion: Emotion, toward: str | None = "?") -> bool:
        """It is felt some time."""
        return bool(self.of(who, emotion, toward))

    def at(self, who: str, k: int) -> set[tuple[str, str | None]]:
        """What somebody feels in state k, and toward whom."""
        return {(str(f.feeling.emotion), f.feeling.toward) for f in felt(self.found, k, who)}

    def most(self, who: str, emotion: Emotion, toward: str | None = "?") -> float:
        """How strong the strongest of its sort begins; 0 if there is none."""
        return max((f.intensity for f in self.of(who, emotion, toward)), default=0.0)


@cache
def story(text: str, base: str = YARD) -> Story:
    """The first story of the world of `base` and `text`."""
    world = pipeline.load_text(dedent(base) + dedent(text), "little.world")
    found = pipeline.plan(world)
    assert found.outcome is Outcome.FOUND, found.blocked and found.blocked.message
    case = pipeline.case(world, found.chronicles[0])
    felt_ = appraise(case)
    assert agreed(case) == felt_
    return Story(case, felt_)


def agreed(case: Case) -> Feelings:
    """The feelings in a story; the kernel and plain Python find the same."""
    assert isinstance(case.engine, Kernel)
    found, by_hand = compiled(case, case.engine), Reference(case).run()
    for one, other in zip(found.feelings, by_hand.feelings, strict=False):
        assert one == other
    assert found == by_hand
    return replace(found, stirred=stirred(case, found))
