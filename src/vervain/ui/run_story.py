"""`tell --run`: the best sifted story of a run, out of all that happened in it."""

from __future__ import annotations

from pathlib import Path

import click

from vervain import pipeline
from vervain.lang.pattern import Pattern
from vervain.lang.world import World
from vervain.story.chronicle import Chronicle
from vervain.story.sift.sift import Story, feels, sift
from vervain.story.spine import spine
from vervain.ui.options import load_story, turns_of
from vervain.ui.output import progress

LIVE = "\0"
"""`--run` without a file: the world is lived."""

WITH_RUN = click.option(
    "--run",
    is_flag=False,
    flag_value=LIVE,
    metavar="[FILE]",
    help="Tell the best sifted story of a run: of this saved one, else of one that is lived now "
    "from --seed, as long as the world says (or --for).",
)
WITH_SPAN = click.option(
    "--for",
    "span",
    metavar="SPAN",
    help="With --run, how long the world is lived.  [default: as the world says, else 100 turns]",
)
WITH_UNTIL = click.option(
    "--until",
    metavar="CONDITION",
    help="With --run, stop when this is so.  [default: as the world says]",
)
WITH_PATTERN = click.option(
    "--pattern", metavar="WORDS", help="With --run: the story by the pattern that has these words."
)


def run_story(
    world: World,
    run: str,
    seed: int,
    pattern: str | None,
    *,
    span: str | None = None,
    until: str | None = None,
) -> tuple[Chronicle, frozenset[int]]:
    """The run, and the numbers of the events that make its best story. `span` and `until` as in
    `run`; a saved run has its own."""
    if run == LIVE:
        chronicle = _lived(world, seed, span, until)
    else:
        path = Path(run)
        if not path.is_file():
            raise click.BadParameter(f"there is no file {run!r}", param_hint="--run")
        if span is not None or until is not None:
            raise click.UsageError(f"{path} is a run already; --for and --until are for living one")
        chronicle = load_story(path, world)
    best = _best(world, chronicle, pattern)
    named = [] if best is None else [e for e in best.match.events if e >= 0]
    return chronicle, spine(chronicle, named)


def _lived(world: World, seed: int, span: str | None, until: str | None) -> Chronicle:
    own = world.living
    turns = (own.span or 100) if span is None else turns_of(world, span)
    with progress(world.name, "events") as report:
        made = pipeline.run(world, seed=seed, span=turns, until=until or own.until, progress=report)
    return made.chronicle


def _best(world: World, chronicle: Chronicle, pattern: str | None) -> Story | None:
    """The rarest story by the world's own patterns, or by those of the library."""
    own = tuple(p for p in world.patterns if p.span.file != "patterns")
    if not own or pattern is not None:
        world = pipeline.with_patterns(world)
    chosen = own if own and pattern is None else _named(world.patterns, pattern)
    chosen = tuple(p for p in chosen if not feels((p,), world))  # feelings of a run are not at hand
    stories = sift(world, chronicle, chosen).found()
    return stories[0] if stories else None


def _named(patterns: tuple[Pattern, ...], pattern: str | None) -> tuple[Pattern, ...]:
    words = set((pattern or "").lower().split())
    found = tuple(p for p in patterns if words <= set(p.name.lower().split("_")))
    if not found:
        names = "; ".join(p.name.replace("_", " ") for p in patterns)
        raise click.BadParameter(
            f"no pattern is called {pattern!r}; there are: {names}", param_hint="--pattern"
        )
    return found
