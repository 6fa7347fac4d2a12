"""The options of `tell` for its manner: how closely it is told, and in which English."""

from __future__ import annotations

from collections.abc import Callable

import click

from vervain.lang.frame import NOBODY
from vervain.lang.kinds import Kinds
from vervain.lang.manner import LEAST_WORDS
from vervain.lang.nearest import did_you_mean
from vervain.lang.telling import INNER
from vervain.lang.world import Dialect, World
from vervain.model.stored_cast import CHARACTER
from vervain.tell.spin import Distance, Register, spin
from vervain.ui.guard import P

MOST_NAMED = 12
"""Of more people the first are named."""


def with_manner(function: Callable[P, None]) -> Callable[P, None]:
    """`--distance`, `--dwell`, `--length`, `--register`."""
    for option in (
        click.option(
            "--register",
            type=click.Choice([r.value for r in Register]),
            help="In plain English, in formal English, or as one talks.",
        ),
        click.option(
            "--length",
            "most",
            type=click.IntRange(min=LEAST_WORDS),
            metavar="WORDS",
            help="In so many words at most: what weighs least is left out.",
        ),
        click.option(
            "--dwell",
            "dwells",
            multiple=True,
            metavar="NAME",
            help="Tell closely what has to do with this person, place, thing or stage, or all "
            "feelings, beliefs or reasons; can be given more than once.",
        ),
        click.option(
            "--distance",
            type=click.Choice([d.value for d in Distance]),
            help="As scenes, in summary, or by the weight of what happens.",
        ),
    ):
        function = option(function)
    return function


def dwells_of(world: World, names: tuple[str, ...]) -> tuple[str, ...]:
    """The names, if the world has them all."""
    known = (*INNER, *(s.name for s in world.outline), *(e.name for e in world.entities))
    for name in names:
        if name not in known:
            hint = did_you_mean(name, known, f"name somebody, or: {', '.join(INNER)}")
            raise click.BadParameter(
                f"there is nothing called {name!r} in {world.name}; {hint}", param_hint="--dwell"
            )
    return names


def teller_of(world: World, name: str | None, person: int | None, telling: str | None) -> None:
    """Say so if it cannot be told from this mind in this person."""
    kinds, sort = Kinds(world.kinds), CHARACTER if world.dialect is Dialect.SABRE else "person"
    people = [e.name for e in world.entities if any(kinds.is_a(k, sort) for k in e.kinds)]
    if name not in (None, NOBODY, *people):
        some = f"there are: {', '.join([*people[:MOST_NAMED], NOBODY])}"
        hint = did_you_mean(name or "", people, some)
        message = f"there is nobody called {name!r} in {world.name}; {hint}"
        raise click.BadParameter(message, param_hint="--as")
    how = spin(world, name=telling, focaliser=name, person=person)
    if person in (1, 2) and how.views[0].focaliser is None:
        message = "from nobody's mind it is told in the third person; --as NAME says from whose"
        raise click.BadParameter(message, param_hint=f"--{'first' if person == 1 else 'second'}")


def telling_of(world: World, name: str | None) -> None:
    """Say so if the world has no telling of this name."""
    known = [t.name for t in world.tellings]
    if name is not None and name not in known:
        there = f"there are: {', '.join(known)}" if known else "it has none"
        message = f"{world.name} has no telling {name!r}; {did_you_mean(name, known, there)}"
        raise click.BadParameter(message, param_hint="--telling")
