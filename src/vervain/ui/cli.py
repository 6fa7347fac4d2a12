"""The command line: `vervain COMMAND WORLD`; a world is a file or the name of an example."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import click

from vervain import pipeline
from vervain.base.render import as_dict
from vervain.lang.frame_hints import frame_hints
from vervain.native.engine import Budget
from vervain.tell.book import FORMATS, book_of, written
from vervain.tell.explain import explained
from vervain.tell.spin import Distance, Order, Register, Tense, spin
from vervain.ui import files, output, show
from vervain.ui.commands import Commands
from vervain.ui.guard import guard
from vervain.ui.manner import dwells_of, teller_of, telling_of, with_manner
from vervain.ui.options import WORLD, load_story, load_world, with_budget, with_json, with_out
from vervain.ui.output import Exit
from vervain.ui.planning import end, find
from vervain.ui.run_story import WITH_PATTERN, WITH_RUN, WITH_SPAN, WITH_UNTIL, run_story

PAGE = 78
"""Columns of a page of text."""


@click.group(
    cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.option("--no-color", is_flag=True, help="No colours (NO_COLOR does the same).")
@click.version_option(package_name="vervain")
def main(no_color: bool) -> None:
    """An engine for story worlds in which everybody acts for reasons of their own.

    A WORLD is a file, or the name of an example: try `vervain tell always_safe`. `vervain COMMAND
    --help` says what a command can do.
    """
    del no_color  # read by `output.console`
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")


@main.command()
@WORLD
@click.option(
    "--stories",
    type=click.IntRange(0, 1000),
    default=0,
    help="Also run the world's own checks, on this many stories.",
)
@with_budget
@with_json
@guard
def check(
    world: str,
    stories: int,
    seed: int,
    seconds: float,
    nodes: int | None,
    megabytes: int,
    as_json: bool,
) -> None:
    """Say what is wrong with a world, or that nothing is."""
    loaded = load_world(world, as_json=as_json)
    if loaded.outline or not loaded.living.calendar:  # else it is to live, not to be planned
        pipeline.grounded(loaded)
    pipeline.try_patterns(loaded)
    if not stories:
        summary = show.summary(loaded)
        hints = frame_hints(loaded)
        if as_json:
            output.put_json({"findings": [], "hints": [as_dict(h) for h in hints], **summary})
            return
        output.put_hints(hints)
        click.echo(show.summary_line(loaded.name, summary))
        return
    with output.progress(loaded.name) as report:
        found = pipeline.plan(
            loaded, stories=stories, budget=Budget(nodes, seconds, megabytes, seed), progress=report
        )
    results = pipeline.run_checks(loaded, found)
    count = len(found.chronicles)
    if as_json:
        output.put_json(
            {
                "findings": [],
                "stories": count,
                "checks": [{"check": r.text, "holds": r.holds, "story": r.story} for r in results],
            }
        )
    else:
        output.put_table(
            f"{count} {'story' if count == 1 else 'stories'} of {loaded.name}",
            ("", "check"),
            [("yes" if r.holds else "NO", r.text) for r in results],
        )
    raise SystemExit(
        Exit.OK if found.chronicles and all(r.holds for r in results) else Exit.CHECK_FAILED
    )


@main.command()
@WORLD
@click.option(
    "--as",
    "focaliser",
    metavar="NAME",
    help="Tell it from this person's mind (nobody: from nobody's).",
)
@click.option("--telling", metavar="NAME", help="Which of the world's tellings (else the first).")
@click.option("--first", "person", flag_value=1, type=int, help="In the first person.")
@click.option("--second", "person", flag_value=2, type=int, help="In the second person.")
@click.option("--third", "person", flag_value=3, type=int, help="In the third person.")
@click.option("--past/--present", "past", default=None, help="In the past or present tense.")
@click.option("--straight", is_flag=True, help="In the order in which it was lived.")
@click.option(
    "--order",
    type=click.Choice([o.value for o in Order]),
    default=Order.AUTHOR.value,
    help="In which order: as the author has it, as lived, from the middle, or from the end.",
)
@with_manner
@click.option(
    "--explain",
    is_flag=True,
    help="Show of every sentence its events, why it stands there, whom it means and its frame.",
)
@click.option(
    "--story",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Tell this saved chronicle instead of finding one.",
)
@WITH_RUN
@WITH_SPAN
@WITH_UNTIL
@WITH_PATTERN
@click.option(
    "--width",
    type=click.IntRange(20, 400),
    help="Columns of the page.  [default: 78, or what the terminal has]",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="What it is written as (epub: with -o).",
)
@click.option("--chapters", is_flag=True, help="A chapter for each stage of the outline.")
@with_out("Write it to this file, whole or not at all.")
@with_budget
@with_json
@guard
def tell(
    world: str,
    focaliser: str | None,
    telling: str | None,
    person: int | None,
    past: bool | None,
    straight: bool,
    order: str,
    distance: str | None,
    dwells: tuple[str, ...],
    most: int | None,
    register: str | None,
    explain: bool,
    story: Path | None,
    run: str | None,
    span: str | None,
    until: str | None,
    pattern: str | None,
    width: int | None,
    form: str,
    chapters: bool,
    out: Path | None,
    seed: int,
    seconds: float,
    nodes: int | None,
    megabytes: int,
    as_json: bool,
) -> None:
    """Find a story and tell it as prose."""
    if form == "epub" and out is None:
        raise click.BadParameter("an EPUB is a file: say where with -o FILE", param_hint="--format")
    loaded = load_world(world, as_json=as_json)
    telling_of(loaded, telling)
    teller_of(loaded, focaliser, person, telling)
    if run is None and (span is not None or until is not None):
        raise click.UsageError("--for and --until go with --run")
    found, only = None, None
    if run is not None:
        chronicle, only = run_story(loaded, run, seed, pattern, span=span, until=until)
    elif story is not None:
        chronicle = load_story(story, loaded)
    else:
        found = find(loaded, 1, Budget(nodes, seconds, megabytes, seed))
        if not found.chronicles:
            end(found)
        chronicle = found.chronicles[0]
    how = spin(
        loaded,
        name=telling,
        focaliser=focaliser,
        person=person,
        tense=None if past is None else Tense.PAST if past else Tense.PRESENT,
        straight=straight,
        order=Order(order),
        seed=seed,
        only=only,
        distance=None if distance is None else Distance(distance),
        dwells=dwells_of(loaded, dwells),
        most=most,
        register=None if register is None else Register(register),
    )
    discourse = pipeline.tell(loaded, chronicle, how)
    if explain:
        rows = explained(discourse)
        output.put_json([asdict(r) for r in rows]) if as_json else show.explained(rows)
        return
    if as_json:
        output.put_json(show.telling(discourse))
        return
    width = width or (output.columns(PAGE) if out is None else PAGE)
    if form == "text" and not chapters and out is None:
        show.prose(discourse, width)
        return
    stages = {e.id: e.stage for e in chronicle.events if e.stage} if chapters else None
    book = written(book_of(discourse, stages), form, width)
    if out is None:
        click.echo(book.decode("utf-8"), nl=False)
    else:
        files.put_file(out, book)


@main.command("show")
@WORLD
@click.argument(
    "what",
    type=click.Choice(["all", "cast", "places", "facts", "acts", "outline", "beliefs"]),
    default="all",
)
@click.option(
    "--as", "person", metavar="NAME", help="Only what this person believes (with `beliefs`)."
)
@with_json
@guard
def show_world(world: str, what: str, person: str | None, as_json: bool) -> None:
    """Show a world: cast, places, facts, acts, outline, and who believes what is not so."""
    loaded = load_world(world, as_json=as_json)
    show.world(loaded, what, person, as_json=as_json)
