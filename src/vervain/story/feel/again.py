"""Again: a lived story done again as a planned one, to be appraised (semantics, L15)."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import replace

from vervain.base.diagnostic import Rejected
from vervain.lang.crowds import settled
from vervain.lang.expr import Param
from vervain.lang.timeless import timeless
from vervain.lang.world import World
from vervain.model.cast import Cast
from vervain.model.ground import CameAbout, GroundEvent
from vervain.model.ground_world import ground
from vervain.native.kernel import Kernel
from vervain.story.case import Case, open_case
from vervain.story.chronicle import Chronicle, Event
from vervain.story.lived import EVERYONE
from vervain.story.naming import claim_of

MEGABYTES = 512
"""What the states of a run may use, so that it can be appraised."""
MOST = 200_000
"""Ways to fill in one act, up to which a run is done again with all that could have happened."""


def many(world: World) -> bool:
    """There are too many ways to fill in some act, so that only what came about is done again."""
    sizes = {kind: len(names) for kind, names in Cast.of(world).of_kind.items()}

    def ways(params: tuple[Param, ...]) -> int:
        return math.prod([sizes.get(p.kind, 0) for p in params])

    sizes["belief"] = sum(ways(f.params) for f in world.fluents if f.tellable)
    acts = [a.params for a in world.actions] + [r.params for r in world.reactions]
    return any(ways(params) > MOST for params in acts)


def again(
    world: World, told: Chronicle, megabytes: int = MEGABYTES, about: Collection[str] = ()
) -> Case:
    """A lived story as a planned one, so that it can be appraised. In a large world nothing is
    known but the acts that came about, and nobody has a mind but who had to do with them, and who
    is asked `about`. `Rejected` where it cannot be done again."""
    open_world = settled(timeless(world), told.seed)
    if many(world):
        return came_about(open_world, told, involved(told, about), megabytes)
    made = ground(open_world)
    return open_case(open_world, made, Kernel(made.tables, megabytes), among(told, told.people))


def came_about(
    open_world: World, told: Chronicle, minds: tuple[str, ...], megabytes: int = MEGABYTES
) -> Case:
    """The same in a world without a calendar, in which everything is drawn: nothing is known but
    the acts that came about, and nobody has a mind but these."""
    made = ground(open_world, CameAbout(_acts(told), frozenset(minds)))
    return open_case(open_world, made, Kernel(made.tables, megabytes), among(told, minds))


def _acts(told: Chronicle) -> tuple[GroundEvent, ...]:
    """The acts of a story, each once."""
    roles = ((e.act.name, (value for _, value in e.act.roles)) for e in told.events)
    found = (
        GroundEvent(name, tuple(v if isinstance(v, str) else claim_of(v) for v in values))
        for name, values in roles
    )
    return tuple(dict.fromkeys(found))


def involved(told: Chronicle, about: Collection[str] = ()) -> tuple[str, ...]:
    """Who did, underwent or saw anything, or about whom, or in whose mind, anything has changed;
    who is asked about, and those who stood in any relation to them at the start."""
    names = set(about)
    ties = [fact.args for fact, _ in told.start if not names.isdisjoint(fact.args)]
    names.update(*ties)
    for event in told.events:
        changes = (*event.changes, *event.minds)
        names.update(event.agreed, event.saw, *((*c.fact.args, *c.fact.minds) for c in changes))
        names.update(v for _, v in event.act.roles if isinstance(v, str))
    return tuple(name for name in told.people if name in names)


def among(told: Chronicle, minds: tuple[str, ...]) -> Chronicle:
    """The story as far as it is in these minds; `everyone` is each of them."""
    known = frozenset(minds)

    def narrowed(event: Event) -> Event:
        saw = minds if EVERYONE in event.saw else tuple(n for n in event.saw if n in known)
        changes = [
            replace(change, fact=replace(change.fact, minds=(who, *deeper)))
            for change in event.minds
            for first, *deeper in (change.fact.minds,)
            for who in (minds if first == EVERYONE else (first,))
            if known.issuperset((who, *deeper))
        ]
        return replace(event, saw=saw, minds=tuple(changes))

    return replace(told, people=minds, events=tuple(map(narrowed, told.events)))


def done_again(world: World, told: Chronicle) -> Case | None:
    """The same; None where that cannot be."""
    try:
        return again(world, told)
    except Rejected:
        return None
