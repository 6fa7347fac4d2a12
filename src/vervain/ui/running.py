"""The command `run`: let a world live, turn by turn."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from vervain import disk, pipeline
from vervain.lang.calendar import turns_in
from vervain.lang.world import World
from vervain.run.live.life import Ended
from vervain.story.document import dumps, plain
from vervain.ui import output, show
from vervain.ui.guard import guard
from vervain.ui.options import WORLD, load_world, with_json
from vervain.ui.output import Exit

MOST_SHOWN = 60
"""Events that are listed; more are only counted, unless --all is given."""


@click.command("run")
@WORLD
@click.option("--for", "span", default="100 turns", show_default=True, help="How long it runs.")
@click.option(
    "--seed",
    type=click.IntRange(0, 2**31 - 1),
    default=0,
    show_default=True,
    help="Whose luck it is; the same seed gives the same story.",
)
@click.option("--until", metavar="CONDITION", help="Stop when this is so.")
@click.option("--at", type=click.IntRange(0), help="From this turn on chance comes from --branch.")
@click.option("--branch", type=click.IntRange(0, 2**31 - 1), help="The seed from --at on.")
@click.option("--all", "every", is_flag=True, help="List every event.")
@click.option(
    "-o",
    "--output",
    "save",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the chronicle to this file.",
)
@with_json
@guard
def run_command(
    world: str,
    span: str,
    seed: int,
    until: str | None,
    at: int | None,
    branch: int | None,
    every: bool,
    save: Path | None,
    as_json: bool,
) -> None:
    """Let a world live: chance, and everybody acting for reasons of their own.

    The same world and seed give the same story. `vervain tell`, `why` and the other questions take
    the file that -o writes, with --story.
    """
    loaded = load_world(world, as_json=as_json)
    try:
        turns = turns_in(loaded, span)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--for") from None
    if (at is None) != (branch is None):
        raise click.UsageError("--at and --branch go together")
    made = _run(loaded, turns, seed, until, None if at is None or branch is None else (at, branch))
    chronicle = made.chronicle
    if save is not None:
        disk.write_text(save, dumps(chronicle))
    summary: dict[str, Any] = {
        "turns": made.turns,
        "ended": made.ended.value,
        "events": len(chronicle.events),
        "acts": sum(bool(e.agreed) for e in chronicle.events),
    }
    if as_json:
        output.put_json({**summary, "chronicle": plain(chronicle)})
    else:
        if every or len(chronicle.events) <= MOST_SHOWN:
            show.acts(loaded, chronicle)
        click.echo(
            f"{loaded.name}, seed {seed}: {made.turns:,} turns, {summary['events']:,} events, "
            f"{summary['acts']:,} of them acts; {made.ended.value}"
        )
    raise SystemExit(Exit.INTERRUPTED if made.ended is Ended.INTERRUPTED else Exit.OK)


def _run(
    world: World, turns: int, seed: int, until: str | None, branch: tuple[int, int] | None
) -> pipeline.Run:
    """With a progress bar, where there is a terminal."""
    with output.progress(world.name, "events") as report:
        return pipeline.run(
            world, seed=seed, span=turns, until=until, branch=branch, progress=report
        )
