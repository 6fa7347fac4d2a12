"""`vervain frames`: which acts have no words of their own, which words are never used."""

from __future__ import annotations

from dataclasses import replace

import click

from vervain import pipeline
from vervain.lang.world import World
from vervain.native.engine import Budget, Outcome
from vervain.story.chronicle import Chronicle
from vervain.tell.coverage import Coverage, FrameUse, cover
from vervain.ui import output
from vervain.ui.guard import guard
from vervain.ui.options import WORLD, load_world, with_budget, with_json
from vervain.ui.planning import end, find


@click.command("frames")
@WORLD
@click.option(
    "--stories",
    type=click.IntRange(1, 1000),
    default=5,
    show_default=True,
    help="On how many stories of one seed to try the frames.",
)
@click.option(
    "--seeds",
    type=click.IntRange(1, 100_000),
    help="Instead: on one story each of so many seeds, from --seed on.",
)
@with_budget
@with_json
@guard
def frames_command(
    world: str,
    stories: int,
    seeds: int | None,
    seed: int,
    seconds: float,
    nodes: int | None,
    megabytes: int,
    as_json: bool,
) -> None:
    """Show which acts have no words of their own, and which frames no telling used.

    Every story is told in each of the author's ways, and straight from everybody who has frames.
    """
    loaded = load_world(world, as_json=as_json)
    budget = Budget(nodes, seconds, megabytes, seed)
    chronicles = _of_seeds(loaded, seeds, budget) if seeds else _of_one(loaded, stories, budget)
    coverage = cover(loaded, chronicles)
    output.put_json(_as_json(coverage)) if as_json else _show(loaded.name, coverage)


def _of_one(world: World, stories: int, budget: Budget) -> tuple[Chronicle, ...]:
    """The stories of one seed; if there are none, it ends saying why."""
    found = find(world, stories, budget)
    if not found.chronicles:
        end(found)
    return found.chronicles


def _of_seeds(world: World, seeds: int, budget: Budget) -> tuple[Chronicle, ...]:
    """A story of each seed. After Ctrl-C those that were found."""
    chronicles: list[Chronicle] = []
    with output.counting(world.name, seeds) as advance:
        for seed in range(budget.seed, budget.seed + seeds):
            found = pipeline.plan(world, budget=replace(budget, seed=seed))
            if not found.chronicles and not chronicles:
                end(found)
            chronicles += found.chronicles
            if found.outcome is Outcome.INTERRUPTED:
                click.echo(f"interrupted; {len(chronicles)} of {seeds} seeds", err=True)
                break
            advance(1)
    return tuple(chronicles)


def _as_json(coverage: Coverage) -> dict[str, object]:
    return {
        "stories": coverage.stories,
        "tellings": coverage.tellings,
        "wordless": [{"act": a, "happened": a in coverage.happened} for a in coverage.wordless],
        "frames": [
            {"act": f.act, "say": f.label, "line": f.span.line, "file": f.span.file, "used": f.used}
            for f in coverage.frames
        ],
    }


def _show(name: str, coverage: Coverage) -> None:
    used = len(coverage.frames) - len(coverage.unused)
    click.echo(
        f"{name}: {used} of {len(coverage.frames)} frames used in {coverage.tellings} tellings of "
        f"{_count(coverage.stories, 'story', 'stories')}; "
        f"{_count(len(coverage.wordless), 'act', 'acts')} without words\n"
    )
    output.put_table(
        "no words of their own",
        ("act", "in a story"),
        [(a, "yes" if a in coverage.happened else "no") for a in coverage.wordless],
    )
    output.put_table(
        "never used",
        ("line", "act", "say"),
        [(_place(f), f.act, f.label) for f in coverage.unused],
    )


def _count(n: int, one: str, many: str) -> str:
    return f"{n} {one if n == 1 else many}"


def _place(frame: FrameUse) -> str:
    return f"{frame.span.file.replace(chr(92), '/').rsplit('/', 1)[-1]}:{frame.span.line}"
