"""The command `run`: let a world live, turn by turn."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from vervain import disk, pipeline
from vervain.lang.world import World
from vervain.run.live.life import Ended
from vervain.story.document import dumps, plain, plain_of
from vervain.story.sift.grouping import grouped
from vervain.story.sift.live import LiveSifter
from vervain.story.sift.matcher import Match
from vervain.story.standing import Stood, standing, worths
from vervain.ui import show
from vervain.ui.answers import as_data, console
from vervain.ui.guard import guard
from vervain.ui.handing import other_world, put_handed
from vervain.ui.many.felt import feeling_patterns, said, without
from vervain.ui.options import (
    MOST_SAVED,
    WORLD,
    OutFile,
    load_world,
    turns_of,
    with_changes,
    with_json,
    with_out,
)
from vervain.ui.output import Exit, progress, put_json
from vervain.ui.sift import group_roles, in_words

MOST_SHOWN = 60
"""Events that are listed; more are only counted, unless --all is given."""


@click.command("run")
@WORLD
@click.option(
    "--for",
    "span",
    metavar="SPAN",
    help="How long it runs; after --resume, how much longer.  "
    "[default: as the world says, else 100 turns]",
)
@click.option(
    "--seed",
    type=click.IntRange(0, 2**31 - 1),
    default=0,
    show_default=True,
    help="Whose luck it is; the same seed gives the same story.",
)
@click.option(
    "--until", metavar="CONDITION", help="Stop when this is so.  [default: as the world says]"
)
@with_changes
@click.option(
    "--resume",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Go on with a run that --save has kept.",
)
@click.option(
    "--at",
    type=click.IntRange(0),
    help="Go on from this turn of it; without --resume, where --branch begins.",
)
@click.option(
    "--branch", type=click.IntRange(0, 2**31 - 1), help="From there on chance comes from this seed."
)
@click.option(
    "--save",
    type=OutFile(),
    help="Keep the run in this file, to go on with; Ctrl-C keeps it, too.",
)
@click.option(
    "--sift",
    "sifting",
    is_flag=True,
    help="Say what stories come to their end, by the patterns of the world and the library.",
)
@click.option("--all", "every", is_flag=True, help="List every event.")
@with_out("Write the chronicle to this file.")
@click.option(
    "--hand-over",
    "other",
    metavar="WORLD",
    help="Write (to -o) a world in which this one's last night is the beginning of that one.",
)
@with_json
@guard
def run_command(
    world: str,
    span: str | None,
    seed: int,
    until: str | None,
    changes: tuple[str, ...],
    resume: Path | None,
    at: int | None,
    branch: int | None,
    save: Path | None,
    sifting: bool,
    every: bool,
    out: Path | None,
    other: str | None,
    as_json: bool,
) -> None:
    """Let a world live: chance, and everybody acting for reasons of their own.

    The same world and seed give the same story. `vervain tell`, `why` and the other questions take
    the file that -o writes, with --story.
    """
    loaded = load_world(world, changes, as_json=as_json)
    own = loaded.living
    if span is None and resume is None:
        span = own.span
    turns = None if span is None else turns_of(loaded, span)
    until = until or own.until
    if other is not None:
        other_world(other)
    if resume is None:
        if (at is None) != (branch is None):
            raise click.UsageError("--at and --branch go together")
        split = None if at is None or branch is None else (at, branch)
        made = pipeline.begin(loaded, seed, until)
        before = worths(made.life)
        turns = 100 if turns is None else turns
    else:
        if click.get_current_context().get_parameter_source("seed") != ParameterSource.DEFAULT:
            raise click.UsageError("a run keeps its seed; --branch gives it another from now on")
        made, split = _resumed(loaded, resume, until, at, branch), None
        if turns is None and made.turns >= made.goal:
            many = f"{resume} has all its {made.goal:,} turns"
            raise click.UsageError(f"{many}; say how much more: --for")
        before = worths(made.back_to(0).life)
    found = _go_on(made, turns, split, sifting=sifting, quiet=as_json)
    if save is not None:
        disk.write_text(save, made.save())
    if other is not None:
        put_handed(made, other, out, as_json=as_json)
        raise SystemExit(Exit.INTERRUPTED if made.ended is Ended.INTERRUPTED else Exit.OK)
    if out is not None:
        disk.write_text(out, dumps(made.chronicle))
    stood = standing(made.life, before)
    _show(loaded, made, save, found, stood, every=every, as_json=as_json)
    raise SystemExit(Exit.INTERRUPTED if made.ended is Ended.INTERRUPTED else Exit.OK)


def _resumed(
    world: World, file: Path, until: str | None, at: int | None, branch: int | None
) -> pipeline.Run:
    """The run that was kept, as it was at the turn from which it is to go on."""
    made = pipeline.resume(world, disk.read_text(file, MOST_SAVED), str(file), until=until)
    if at is not None and at > made.turns:
        raise click.BadParameter(f"{file} has {made.turns:,} turns only", param_hint="--at")
    if at is None and branch is None:
        return made
    return made.back_to(made.turns if at is None else at, branch)


def _go_on(
    made: pipeline.Run,
    turns: int | None,
    branch: tuple[int, int] | None,
    *,
    sifting: bool,
    quiet: bool,
) -> list[Match]:
    """With a progress bar, where there is a terminal; what stories have come to their end."""
    world = made.life.given
    sifted = pipeline.with_patterns(world) if sifting else world
    asking = feeling_patterns(sifted) if sifting else ()
    if asking:  # what people feel is found out afterwards
        sifted = without(sifted, asking)
        names = "; ".join(map(said, asking))
        click.echo(
            f"not looked for while it runs, since they ask what people feel (`vervain sift` does): "
            f"{names}",
            err=True,
        )
    sifter = LiveSifter(sifted, made.life, sifted.patterns) if sifting else None
    found: list[Match] = []
    words = {p.name: p for p in sifted.patterns}
    with progress(world.name, "events") as report:

        def after(turn: int, goal: int, events: int) -> None:
            if report is not None:
                report(turn, goal, events)
            new = sifter.catch_up(made.life) if sifter is not None else []
            found.extend(new)
            for group in grouped(new) if not quiet else ():
                said = in_words(words[group.matches[0].pattern], group_roles(group))
                console().print(f"turn {turn}: {said}", highlight=False)

        made.go_on(turns, after, branch)
    return found


def _show(
    world: World,
    made: pipeline.Run,
    save: Path | None,
    found: list[Match],
    stood: tuple[Stood, ...],
    *,
    every: bool,
    as_json: bool,
) -> None:
    chronicle = made.chronicle
    summary: dict[str, Any] = {
        "turns": made.turns,
        "ended": made.ended.value,
        "events": len(chronicle.events),
        "acts": sum(bool(e.agreed) for e in chronicle.events),
    }
    if as_json:
        more = {"wants": plain_of(stood), "stories": as_data(found), "chronicle": plain(chronicle)}
        put_json({**summary, **more})
        return
    if every or len(chronicle.events) <= MOST_SHOWN:
        show.acts(world, chronicle)
    show.wants(stood)
    click.echo(
        f"{world.name}, seed {made.life.first_seed}: {made.turns:,} turns, "
        f"{summary['events']:,} events, {summary['acts']:,} of them acts; {made.ended.value}"
    )
    if made.unfelt:
        click.echo(f"what is felt has not become fact throughout: {made.unfelt}", err=True)
    if save is not None:
        click.echo(f"{save} has the run; go on with: --resume {save}")
