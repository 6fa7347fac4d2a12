"""`run --hand-over`: the last night of one world as the beginning of another, and what was carried
over."""

from __future__ import annotations

from pathlib import Path

import click

from vervain import disk, pipeline
from vervain.story.handed import Handed
from vervain.ui import output
from vervain.ui.output import Exit

MOST_NAMED = 6


def other_world(name: str) -> None:
    """There is such a world, or the command ends; said before anything is run."""
    try:
        pipeline.load(name)
    except OSError as error:
        click.echo(f"vervain: {error}", err=True)
        raise SystemExit(Exit.NO_FILE) from None


def put_handed(made: pipeline.Run, other: str, file: Path | None, *, as_json: bool) -> None:
    """Write the world, and say what became of what."""
    found = pipeline.hand_over(made, other)
    if file is not None:
        disk.write_text(file, found.text)
    if as_json:
        output.put_json(
            {
                "world": found.text,
                "file": None if file is None else str(file),
                "people": [{"here": here, "there": there} for here, there in found.people],
                "added": found.added,
                "unfilled": found.unfilled,
                "nobody": [{"place": p.name, "line": p.text, "why": w} for p, w in found.nobody],
                "facts": found.facts,
                "beliefs": found.beliefs,
                "dropped": found.dropped,
            }
        )
        return
    if file is None:
        click.echo(found.text, nl=False)
    for line in _said(found):
        click.echo(line, err=True)


def _said(found: Handed) -> list[str]:
    have = [f"{there} has the place of {here}" for here, there in found.people]
    lines = [_some(have, "; ")] if have else ["nobody has anybody's place"]
    if found.added:
        lines.append(f"{len(found.added)} more are there by their own names: {_some(found.added)}")
    for place, why in found.nobody:
        where = f"{place.span.file}:{place.span.line}"
        lines.append(f"{where}: by `{place.text}` nobody is {place.name}: {why}")
    if found.unfilled:
        lines.append(f"as they are in that world: {_some(found.unfilled)}")
    lines.append(f"carried over: {found.facts:,} facts and {found.beliefs:,} beliefs")
    if found.dropped:
        lines.append(f"not carried over, having no words there: {'; '.join(found.dropped)}")
    return lines


def _some(names: list[str], mark: str = ", ") -> str:
    rest = len(names) - MOST_NAMED
    return mark.join(names[:MOST_NAMED]) + (f" and {rest} more" if rest > 0 else "")
