"""Spin: how a story is to be told; the author's `telling` with what the reader asked for on top.

Terms are Genette's: voice (grammatical person), mood (focaliser), time of narrating (tense), order.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from vervain.lang.frame import NOBODY as NOBODY  # noqa: PLC0414 (offered here)
from vervain.lang.telling import LookBack, Manner, Passing, Telling, View
from vervain.lang.world import World


class Tense(Enum):
    """The tense of a passage. PERFECT is the one step further back that opens a look back."""

    PRESENT = "present"
    PAST = "past"
    PERFECT = "pluperfect"


PRESENT, PAST, PERFECT = Tense
"""By themselves, for a member takes long to find in its class."""


class Order(Enum):
    """In which order a story is told. AUTHOR: as the `telling` says."""

    AUTHOR = "author"
    STRAIGHT = "straight"
    IN_MEDIAS_RES = "in-medias-res"
    BACKWARDS = "backwards"


class Distance(Enum):
    """How close the telling stands (Genette's duration). AUTHOR: by the weight of what happens."""

    AUTHOR = "author"
    SCENE = "scene"
    SUMMARY = "summary"


class Register(Enum):
    """Which English: the author's as it stands, or stiffer, or as one talks."""

    PLAIN = "plain"
    FORMAL = "formal"
    COLLOQUIAL = "colloquial"


@dataclass(frozen=True, slots=True)
class Spin:
    """Settings of one telling. `views` in stage order; `seed` chooses among equal wordings;
    `own`: the minds are those for which the author wrote the words of passage; `only`: the events
    that are told, by number (None: all of them). `dwells`: people, places, things, stages and
    `INNER` words that are told closely whatever the distance; `most`: how many words it may have at
    most (0: as many as it takes); `passing`: the author's words of passage, if the minds are those
    for which they were written; `about`: whom nobody's telling is about, from
    outside: what went on in minds is left out."""

    title: str
    views: tuple[View, ...] = (View(None),)
    person: int = 3
    tense: Tense = Tense.PAST
    opens_at: str | None = None
    looks_back: tuple[LookBack, ...] = ()
    order: Order = Order.AUTHOR
    own: bool = True
    seed: int = 0
    only: frozenset[int] | None = None
    distance: Distance = Distance.AUTHOR
    dwells: tuple[str, ...] = ()
    most: int = 0
    register: Register = Register.PLAIN
    passing: tuple[Passing, ...] = ()
    about: str | None = None

    def focaliser(self, stage: str | None, stages: tuple[str, ...]) -> str | None:
        """Whose mind the stage is told from."""
        current = self.views[0].focaliser
        for view in self.views[1:]:
            if (
                view.stage in stages
                and stage in stages
                and stages.index(view.stage) <= stages.index(stage)
            ):
                current = view.focaliser
        return current


def spin(
    world: World,
    *,
    name: str | None = None,
    focaliser: str | None = None,
    person: int | None = None,
    tense: Tense | None = None,
    straight: bool = False,
    order: Order = Order.AUTHOR,
    seed: int = 0,
    only: frozenset[int] | None = None,
    distance: Distance | None = None,
    dwells: tuple[str, ...] = (),
    most: int | None = None,
    register: Register | None = None,
) -> Spin:
    """The world's telling called `name` (else its first), with the given settings instead of the
    author's.

    `focaliser` tells all of it from one mind (`nobody`: from none), as the author has it told from
    there, if there is such a telling; `person` 1 or 2 asked for in
    place of the author's third keeps to the first mind, since only one can be `I`;
    `straight` tells it in the order in which it was lived; `distance`, `dwells`, `most` and
    `register` take the place of what the author's `telling` says of them.
    """
    named = [t for t in world.tellings if name is None or t.name == name]
    mind = None if focaliser == NOBODY else focaliser
    if name is None and focaliser is not None:
        own = [t for t in world.tellings if t.views[0].focaliser == mind]
        if own and mind != world.tellings[0].views[0].focaliser:
            named, focaliser = own, None
    telling = named[0] if named else Telling(name=world.name)
    result = Spin(
        title=telling.title or world.name,
        views=telling.views,
        person=telling.person,
        tense=Tense(telling.tense),
        opens_at=telling.opens_at,
        looks_back=telling.looks_back,
        order=Order.STRAIGHT if straight else order,
        seed=seed,
        only=only,
        passing=telling.passing,
    )
    result = _in_manner(result, telling.manner)
    written = {view.focaliser for view in result.views}
    if focaliser is not None:
        result = replace(result, views=(View(mind),))
    elif person in (1, 2) and result.person == 3:
        result = replace(result, views=result.views[:1])
    if result.views[0].focaliser not in written:
        result = replace(result, own=False, passing=())
    return replace(
        result,
        person=person or result.person,
        tense=tense or result.tense,
        distance=distance or result.distance,
        dwells=dwells or result.dwells,
        most=result.most if most is None else most,
        register=register or result.register,
    )


def _in_manner(how: Spin, manner: Manner) -> Spin:
    """The settings of a telling's lines; an order that the reader asked for stands."""
    order = how.order
    if order is Order.AUTHOR and manner.order:
        order = Order(manner.order.replace(" ", "-"))
    return replace(
        how,
        order=order,
        distance=Distance(manner.distance or "author"),
        dwells=manner.dwells,
        most=manner.most,
        register=Register(manner.register),
    )
