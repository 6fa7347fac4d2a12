"""The options of `tell` for its manner: how closely it is told, and in which English."""

from __future__ import annotations

from collections.abc import Callable

import click

from vervain.lang.manner import LEAST_WORDS
from vervain.lang.nearest import did_you_mean
from vervain.lang.telling import INNER
from vervain.lang.world import World
from vervain.tell.spin import Distance, Register
from vervain.ui.guard import P


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
