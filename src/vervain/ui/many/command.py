"""The command `many`: run a world many times, and keep what came of it."""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click

from vervain import disk, pipeline
from vervain.lang.asking import read_condition
from vervain.lang.variants import read_variants
from vervain.lang.world import World
from vervain.ui import output
from vervain.ui.guard import guard
from vervain.ui.many import report_page, report_text, store
from vervain.ui.many.felt import Left, feeling_patterns, left_out, without
from vervain.ui.many.report import report
from vervain.ui.many.rows import Kept, Task, acts_in_words
from vervain.ui.many.wordings import wordings
from vervain.ui.many.work import Setting, on_dask, on_this_machine
from vervain.ui.options import WORLD, OutFile, load_world, turns_of, with_json, with_out
from vervain.ui.output import Exit

PAUSE = 0.5
"""Seconds between two transactions: what a kill may cost, and it is done again."""


@click.command("many")
@WORLD
@click.option(
    "--runs",
    type=click.IntRange(1, 10_000_000),
    default=100,
    show_default=True,
    help="How many runs of each variant.",
)
@click.option(
    "--vary",
    multiple=True,
    metavar="TEXT",
    help="What to vary: `FACT = a, b, c`, or changes parted by |, as in what-if.  "
    "Several are combined.",
)
@click.option(
    "--for",
    "span",
    metavar="SPAN",
    help="Live it for so long (“10 years”) instead of planning a story.  "
    "[default: as the world says]",
)
@click.option("--until", metavar="CONDITION", help="End a run when this is so.")
@click.option(
    "--seed",
    type=click.IntRange(0, 2**31 - 1),
    default=0,
    show_default=True,
    help="Of the first run; the next has the next.",
)
@with_out("The file to keep them in.  [default: WORLD.duckdb]")
@click.option("--workers", type=click.IntRange(1, 1024), help="Processes.  [default: one a core]")
@click.option("--on", "address", metavar="ADDRESS", help="A Dask cluster to run them on.")
@click.option(
    "--nodes",
    type=click.IntRange(min=1),
    default=1_000_000,
    show_default=True,
    help="How many states the search of one run may make.",
)
@click.option(
    "--memory",
    "megabytes",
    type=click.IntRange(min=16),
    default=1024,
    show_default=True,
    help="Megabytes for the search of one run.",
)
@click.option(
    "--sift",
    "sifting",
    is_flag=True,
    help="Also find the stories in each run, by the patterns of the world and the library.",
)
@click.option(
    "--parquet",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Also write the tables into this folder as Parquet files.",
)
@with_json
@guard
def many(
    world: str,
    runs: int,
    vary: tuple[str, ...],
    span: str | None,
    until: str | None,
    seed: int,
    out: Path | None,
    workers: int | None,
    address: str | None,
    nodes: int,
    megabytes: int,
    sifting: bool,
    parquet: Path | None,
    as_json: bool,
) -> None:
    """Run a world many times, each time with another seed, and keep what came of it.

    All is kept in one DuckDB file. The same command again goes on where it was stopped, however it
    was stopped; with more --runs it adds to them. `vervain report FILE` says what they show.
    """
    loaded = load_world(world, as_json=as_json)
    variants = read_variants(loaded, vary)
    if span is None and loaded.living.span is not None:
        span, until = loaded.living.span, until or loaded.living.until
    _check_span(loaded, span, until)
    worlds, left = _sifted([v.world for v in variants], lived=span is not None, sifting=sifting)
    if left is not None:
        click.echo(report_text.left(left.patterns, left.why), err=True)
    setting = Setting(worlds, span, until, nodes, megabytes, sifting)
    path = out or Path(Path(world).stem + ".duckdb")
    settings = {**_settings(loaded, vary, setting, seed), "file": world}
    if left is not None:
        settings |= {"not sifted": "\n".join(left.patterns), "why not": left.why}
    try:
        with store.Store(path, writing=True) as kept:
            names = [v.name for v in variants]
            kept.begin(settings, names, list(acts_in_words(loaded)), list(wordings(loaded)))
            wanted = _tasks(runs, len(variants), seed)
            there = kept.done()
            tasks = [task for task in wanted if task.run not in there]
            results = _results(setting, tasks, address, workers)
            whole = _keep(kept, results, loaded.name, len(wanted), len(wanted) - len(tasks))
            _say(kept, path, len(wanted), as_json=as_json)
    except (store.NoStore, OSError) as error:
        click.echo(f"vervain: {error}", err=True)
        raise SystemExit(Exit.NO_FILE) from None
    if parquet is not None:
        parquet.mkdir(parents=True, exist_ok=True)
        store.export(path, parquet)
    raise SystemExit(Exit.OK if whole else Exit.INTERRUPTED)


def _sifted(
    worlds: list[World], *, lived: bool, sifting: bool
) -> tuple[tuple[World, ...], Left | None]:
    """The worlds with the patterns that are looked for; and those that cannot be."""
    if not sifting:
        return tuple(worlds), None
    found = [pipeline.with_patterns(world) for world in worlds]
    left = left_out(found[0], lived=lived)
    if left is not None:
        found = [without(world, feeling_patterns(world)) for world in found]
    return tuple(found), left


def _check_span(world: World, span: str | None, until: str | None) -> None:
    """What cannot be taken is said before anything is run."""
    if span is None and until is not None:
        raise click.UsageError("--until ends a run that is lived: say for how long at most, --for")
    if span is not None:
        turns_of(world, span)
    if until is not None:
        read_condition(world, until)


def _results(
    setting: Setting, tasks: list[Task], address: str | None, workers: int | None
) -> Iterator[Kept]:
    if address is not None:
        return on_dask(setting, tasks, address)
    return on_this_machine(setting, tasks, workers or os.cpu_count() or 1)


def _settings(world: World, vary: tuple[str, ...], setting: Setting, seed: int) -> dict[str, str]:
    """What two runs of one file have in common."""
    return {
        "world": world.name,
        "text": _text(world),
        "vary": "\n".join(vary),
        "for": setting.span or "",
        "until": setting.until or "",
        "first seed": str(seed),
        "clock": str(world.clock),
        "nodes": str(setting.nodes),
        **({"sifted": "yes"} if setting.sifting else {}),
    }


def _text(world: World) -> str:
    """What stands in the world that a run can hang on, wherever in the file it stands: not how it
    is told."""
    whole = replace(
        world,
        tellings=(),
        checks=(),
        motifs=(),
        patterns=(),
        counts=(),
        actions=tuple(replace(a, frames=()) for a in world.actions),
        reactions=tuple(replace(r, frames=()) for r in world.reactions),
    )
    return hashlib.sha256(_WHERE.sub("", repr(whole)).encode()).hexdigest()


_WHERE = re.compile(r"span=(Span\([^()]*\)|None)")


def _tasks(runs: int, variants: int, seed: int) -> list[Task]:
    """Run r of variant v has the number r * variants + v: asking for more changes none of them.
    Variants are compared with the same seeds."""
    return [Task(r * variants + v, v, seed + r) for r in range(runs) for v in range(variants)]


def _keep(kept: store.Store, results: Iterator[Kept], label: str, total: int, before: int) -> bool:
    """Put the results into the file as they come; False if interrupted."""
    some: list[Kept] = []
    last = time.monotonic()
    try:
        with output.counting(label, total, before) as count:
            for result in results:
                some.append(result)
                count(1)
                if time.monotonic() - last > PAUSE:
                    kept.put(some)
                    some, last = [], time.monotonic()
    except KeyboardInterrupt:
        return False
    finally:
        kept.put(some)
    return True


def _say(kept: store.Store, path: Path, wanted: int, *, as_json: bool) -> None:
    rows = kept.all(
        "SELECT ending, count(*), avg(minutes) FROM runs GROUP BY ending ORDER BY 2 DESC, 1"
    )
    there = sum(count for _, count, _ in rows)
    if as_json:
        endings = {ending: count for ending, count, _ in rows}
        output.put_json({"file": str(path), "wanted": wanted, "runs": there, "endings": endings})
        return
    output.put_table(
        f"{there:,} runs in {path}",
        ("ending", "runs"),
        [(ending, f"{count:,}") for ending, count, _ in rows],
    )
    if there < wanted:
        click.echo(f"{wanted - there:,} are missing; the same command goes on", err=True)
    else:
        click.echo(f"what they show: vervain report {path}", err=True)


@click.command("report")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--by", metavar="FACT", help="Tell endings apart by the last value of this fact.")
@click.option(
    "--html",
    type=OutFile(),
    metavar="FILE",
    help="Also write it as a page that stands alone.",
)
@click.option(
    "--svg",
    type=OutFile(),
    metavar="FILE",
    help="Also draw how long runs go on.",
)
@with_json
@guard
def report_command(
    file: Path, by: str | None, html: Path | None, svg: Path | None, as_json: bool
) -> None:
    """Say what an ensemble shows: endings, how long runs last, and what separates them."""
    try:
        with store.Store(file, writing=False) as kept:
            found = report(kept, by)
    except ValueError as error:
        click.echo(f"vervain: {error}", err=True)
        raise SystemExit(Exit.NO_FILE) from None
    if as_json:
        output.put_json(report_text.plain(found))
    else:
        report_text.show(found)
    if html is not None:
        disk.write_text(html, report_page.page(found))
    if svg is not None:
        disk.write_text(svg, report_page.curve_svg(found))
