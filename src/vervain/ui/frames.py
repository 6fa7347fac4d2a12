"""`vervain frames`: which acts have no words of their own, which words are never used."""

from __future__ import annotations

import click

from vervain.native.engine import Budget
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
    help="On how many stories to try the frames.",
)
@with_budget
@with_json
@guard
def frames_command(
    world: str,
    stories: int,
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
    found = find(loaded, stories, Budget(nodes, seconds, megabytes, seed))
    if not found.chronicles:
        end(found)
    coverage = cover(loaded, found.chronicles)
    output.put_json(_as_json(coverage)) if as_json else _show(loaded.name, coverage)


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
