"""Felt: what people feel in the runs of an ensemble, for the patterns that ask for it.

A run is done again as a planned story and appraised, as it is when it is sifted afterwards; so the
same is found. Among many people that takes longer than the run itself, and some worlds cannot be
grounded: there these patterns are not looked for, and it is said.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from vervain import pipeline
from vervain.base.diagnostic import Rejected
from vervain.base.once import once_each
from vervain.lang.pattern import Pattern
from vervain.lang.timeless import timeless
from vervain.lang.world import Hole, World
from vervain.model.cast import Cast
from vervain.model.ground import Ground
from vervain.story.case import open_case
from vervain.story.chronicle import Chronicle
from vervain.story.feel.feeling import Feelings
from vervain.story.sift.sift import feels

FEW = 60
"""People among whom to find out what is felt takes no longer than to let them live."""


@dataclass(frozen=True, slots=True)
class Left:
    """Patterns that are not looked for, by their words, and why not."""

    patterns: tuple[str, ...]
    why: str


def feeling_patterns(world: World) -> tuple[Pattern, ...]:
    """The patterns that ask what somebody feels."""
    return tuple(p for p in world.patterns if feels((p,), world))


def said(pattern: Pattern) -> str:
    """The pattern's own words, with its roles."""
    return " ".join(p.param.name if isinstance(p, Hole) else p for p in pattern.phrase.parts)


def without(world: World, patterns: tuple[Pattern, ...]) -> World:
    """The World without these patterns."""
    names = {p.name for p in patterns}
    return replace(world, patterns=tuple(p for p in world.patterns if p.name not in names))


def left_out(world: World, *, lived: bool) -> Left | None:
    """What cannot be looked for in any run of this world; None: everything can."""
    asking = feeling_patterns(world)
    if not asking:
        return None
    if lived and len(Cast.of(world).agents) > FEW:
        why = (
            f"among more than {FEW} people that takes longer than the run (`vervain sift` does it)"
        )
        return Left(tuple(map(said, asking)), why)
    try:
        pipeline.grounded(timeless(world) if lived else world)
    except Rejected as rejected:
        return Left(tuple(map(said, asking)), rejected.findings[0].message)
    return None


@once_each
def _stilled(world: World) -> tuple[World, Ground]:
    """A world that lives, as one that is planned."""
    still = timeless(world)
    return still, pipeline.grounded(still)


def feelings_of(world: World, chronicle: Chronicle, megabytes: int) -> Feelings:
    """What everybody feels in a run. Rejected where it cannot be done again."""
    if world.draws or chronicle.ran is None:
        return pipeline.feelings(pipeline.case(world, chronicle, megabytes))
    still, made = _stilled(world)
    engine = pipeline.engine_for(made, megabytes)
    return pipeline.feelings(open_case(still, made, engine, chronicle))
