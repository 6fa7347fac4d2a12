"""What the commands print: findings, tables, JSON, progress. Colours obey NO_COLOR and
--no-color."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import IntEnum
from typing import Any, NoReturn

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from vervain.base.diagnostic import Diagnostic, Rejected
from vervain.base.render import as_dict, as_text
from vervain.native.engine import Outcome
from vervain.run.outline import Progress as Report


class Exit(IntEnum):
    """Exit codes, documented in docs/reference/command-line.md; 2 is click's, for a wrong command
    line."""

    OK = 0
    REJECTED = 1
    NO_FILE = 3
    NONE = 4
    BUDGET = 5
    CHECK_FAILED = 6
    INTERRUPTED = 130


EXIT_OF = {
    Outcome.FOUND: Exit.OK,
    Outcome.NONE: Exit.NONE,
    Outcome.BUDGET: Exit.BUDGET,
    Outcome.INTERRUPTED: Exit.INTERRUPTED,
}


def console(*, error: bool = False) -> Console:
    """A console for standard output or error; rich itself looks at NO_COLOR and whether it is a
    terminal."""
    plain = bool(
        click.get_current_context(silent=True)
        and click.get_current_context().find_root().params.get("no_color")
    )
    return Console(stderr=error, no_color=plain or None, highlight=False, soft_wrap=True)


def columns(most: int) -> int:
    """So many columns of text, but no more than a terminal shows."""
    out = console()
    return min(most, out.width) if out.is_terminal else most


def put_json(data: Any) -> None:
    """One JSON document on standard output."""
    json.dump(data, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def put_table(title: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A table; nothing at all if it has no rows."""
    if not rows:
        return
    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False)
    for column in columns:
        table.add_column(column, header_style="dim")
    for row in rows:
        table.add_row(*(str(cell) for cell in row))
    console().print(table)
    console().print()


def put_findings(rejected: Rejected, sources: dict[str, str], *, as_json: bool) -> NoReturn:
    """Show what is wrong with a world, and end."""
    if as_json:
        put_json({"findings": [as_dict(finding) for finding in rejected.findings]})
    else:
        out = console(error=True)
        colour = out.is_terminal and not out.no_color
        for finding in rejected.findings:
            click.echo(
                as_text(finding, sources.get(finding.span.file, ""), colour=colour), err=True
            )
        count = len(rejected.findings)
        click.echo(f"{count} finding{'s' if count != 1 else ''}; nothing was run", err=True)
    raise SystemExit(Exit.REJECTED)


MOST_HINTS = 12


def put_hints(hints: Sequence[Diagnostic]) -> None:
    """What could be better, a line each; of very many the first."""
    for hint in hints[:MOST_HINTS]:
        where = f"{hint.span.file}:{hint.span.line}"
        click.echo(f"{where}: hint: {hint.message}; {hint.hint} [{hint.code}]")
    if len(hints) > MOST_HINTS:
        click.echo(f"and {len(hints) - MOST_HINTS} hints more (--json shows all)")


@contextmanager
def progress(label: str, made: str = "states") -> Iterator[Report | None]:
    """A progress bar over stages or turns on standard error, if that is a terminal; `made` is what
    the third number counts."""
    out = console(error=True)
    if not out.is_terminal:
        yield None
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[note]}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=out, transient=True) as bars:
        task = bars.add_task(label, total=None, note="")

        def report(stage: int, stages: int, count: int) -> None:
            bars.update(task, completed=stage, total=stages, note=f"{count:,} {made}")

        yield report


@contextmanager
def counting(label: str, total: int, done: int = 0) -> Iterator[Callable[[int], None]]:
    """A bar over a known number of things, on standard error if that is a terminal."""
    out = console(error=True)
    if not out.is_terminal:
        yield lambda _: None
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=out, transient=True) as bars:
        task = bars.add_task(label, total=total, completed=done)
        yield lambda more: bars.advance(task, more)
