"""The command `test`: a world play-tests itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from vervain import disk, pipeline
from vervain.lang.world import World
from vervain.native.engine import Budget, Outcome
from vervain.story.coverage import coverage
from vervain.story.document import dumps
from vervain.story.lint import gaps
from vervain.tell.speaker import Speaker
from vervain.ui import output
from vervain.ui.answers import as_data
from vervain.ui.guard import guard
from vervain.ui.options import WORLD, OutFile, load_world, turns_of, with_budget, with_json
from vervain.ui.output import Exit
from vervain.ui.planning import find

USUAL = 20
"""Stories where neither the command nor a check says how many."""


@click.command("test")
@WORLD
@click.option(
    "--stories",
    type=click.IntRange(1, 1000),
    help="On how many stories.  [default: the most that a check asks for, else 20]",
)
@click.option(
    "--save",
    type=OutFile(),
    help="Write the shortest story that fails a check to this file.",
)
@click.option(
    "--for",
    "span",
    metavar="SPAN",
    help="Let the world live for so long, once for each seed from --seed.",
)
@click.option("--until", metavar="CONDITION", help="With --for: end a story when this is so.")
@with_budget
@with_json
@guard
def test_command(
    world: str,
    stories: int | None,
    span: str | None,
    until: str | None,
    save: Path | None,
    seed: int,
    seconds: float,
    nodes: int | None,
    megabytes: int,
    as_json: bool,
) -> None:
    """Try the world's own checks on many stories: what fails, in which story, what never happens.

    The stories are planned, or lived where --for is given or the world says how long. Ctrl-C
    ends the search; what was found until then is tested.
    """
    loaded = load_world(world, as_json=as_json)
    count = stories or max((c.stories for c in loaded.checks), default=0) or USUAL
    if span is None and until is not None:
        raise click.UsageError("--until goes with --for")
    if span is None and not loaded.outline:  # it may be a world that is to live
        span, until = loaded.living.span, until or loaded.living.until
    if span is None:
        found = find(loaded, count, Budget(nodes, seconds, megabytes, seed))
    else:
        found = _lived(loaded, span, until, range(seed, seed + count))
    results = pipeline.run_checks(loaded, found)
    covered = coverage(loaded, found.chronicles)
    every = {c.text: c.every for c in loaded.checks}
    failing = [r for r in results if not r.holds and every[r.text] and r.story is not None]
    shortest = min(
        (found.chronicles[r.story] for r in failing if r.story is not None),
        key=lambda c: len(c.events),
        default=None,
    )
    lacks = () if shortest is None else tuple(gaps(loaded, shortest))
    if save is not None and shortest is not None:
        disk.write_text(save, dumps(shortest))
    if as_json:
        output.put_json(
            {
                "stories": len(found.chronicles),
                "seed": seed,
                "outcome": found.outcome.value,
                "checks": as_data(results),
                "coverage": as_data(covered),
                "missing": as_data(lacks),
            }
        )
    else:
        output.put_table(
            f"{len(found.chronicles)} stories of {loaded.name}, seed {seed}",
            ("", "check"),
            [("yes" if r.holds else "NO", r.text) for r in results],
        )
        idle = [(c.act.replace("_", " "),) for c in covered if not c.events]
        output.put_table(f"{len(idle)} of {len(covered)} acts never happen", ("act",), idle)
        unused = [
            (c.act.replace("_", " "), ", ".join(map(str, c.unused))) for c in covered if c.unused
        ]
        output.put_table("Words that never fit", ("act", "lines of the file"), unused)
        if shortest is not None:
            say = Speaker(loaded, shortest)
            rows = [(e.id, say.act(e.act)) for e in shortest.events]
            output.put_table("The shortest story that fails", ("", "event"), rows)
            missing = [(g.event, g.agent, g.what) for g in lacks]
            if missing:
                output.put_table("What is not on record", ("event", "of", "what"), missing)
    if found.outcome is Outcome.INTERRUPTED:
        raise SystemExit(Exit.INTERRUPTED)
    fine = found.chronicles and all(r.holds for r in results)
    raise SystemExit(Exit.OK if fine else Exit.CHECK_FAILED)


def _lived(world: World, span: str, until: str | None, seeds: range) -> pipeline.Stories:
    """With a bar over the stories, where there is a terminal."""
    turns = turns_of(world, span)
    with output.counting(world.name, len(seeds)) as count:

        def each() -> Iterator[int]:
            for done, seed in enumerate(seeds):
                count(done)
                yield seed

        return pipeline.live(world, each(), turns, until)
