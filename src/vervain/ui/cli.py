"""The command line: `vervain COMMAND WORLD`; a world is a file or the name of an example."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from vervain import pipeline
from vervain.base.diagnostic import Rejected
from vervain.lang.world import World
from vervain.native.engine import Budget, Outcome
from vervain.story.document import dumps, loads, plain
from vervain.tell.spin import Tense, spin
from vervain.ui import files, output, show
from vervain.ui.guard import P, guard, sources
from vervain.ui.output import EXIT_OF, Exit


class WorldName(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """A world file, or an example by name; completes to both."""

    name = "world"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[Any]:
        """Names of examples, then files."""
        names = [n for n in pipeline.example_names() if n.startswith(incomplete)]
        return [CompletionItem(n) for n in names] + [CompletionItem(incomplete, type="file")]


def _world(name: str, *, as_json: bool = False) -> World:
    """Load a world, or say what is wrong and end."""
    try:
        return pipeline.load(name)
    except Rejected as rejected:
        output.put_findings(rejected, sources(rejected), as_json=as_json)
    except (OSError, ValueError) as error:
        click.echo(f"vervain: {error}", err=True)
        raise SystemExit(Exit.NO_FILE) from None


def _budget(function: Callable[P, None]) -> Callable[P, None]:
    """The options every search has."""
    for option in (
        click.option(
            "--seed",
            type=click.IntRange(0, 2**31 - 1),
            default=0,
            show_default=True,
            help="Chooses among equals; the same seed gives the same story.",
        ),
        click.option(
            "--seconds",
            type=click.FloatRange(min=0, min_open=True),
            default=20.0,
            show_default=True,
            help="Time for the search.",
        ),
        click.option(
            "--nodes",
            type=click.IntRange(min=1),
            default=None,
            help="How many states the search may make.",
        ),
        click.option(
            "--memory",
            "megabytes",
            type=click.IntRange(min=16),
            default=1024,
            show_default=True,
            help="Megabytes for the search.",
        ),
    ):
        function = option(function)
    return function


def _json(function: Callable[P, None]) -> Callable[P, None]:
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON document instead.")(
        function
    )


WORLD = click.argument("world", type=WorldName())


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--no-color", is_flag=True, help="No colours (NO_COLOR does the same).")
@click.version_option(package_name="vervain")
def main(no_color: bool) -> None:
    """An engine for story worlds in which everybody acts for reasons of their own.

    A WORLD is a file, or the name of an example: try `vervain tell always_safe`.
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
@_budget
@_json
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
    loaded = _world(world, as_json=as_json)
    pipeline.grounded(loaded)
    if not stories:
        summary = show.summary(loaded)
        output.put_json({"findings": [], **summary}) if as_json else click.echo(
            show.summary_line(loaded.name, summary)
        )
        return
    with output.progress(loaded.name) as report:
        found = pipeline.plan(
            loaded, stories=stories, budget=Budget(nodes, seconds, megabytes, seed), progress=report
        )
    results = pipeline.run_checks(loaded, found)
    if as_json:
        output.put_json(
            {
                "findings": [],
                "stories": len(found.chronicles),
                "checks": [{"check": r.text, "holds": r.holds, "story": r.story} for r in results],
            }
        )
    else:
        output.put_table(
            f"{len(found.chronicles)} stories of {loaded.name}",
            ("", "check"),
            [("yes" if r.holds else "NO", r.text) for r in results],
        )
    raise SystemExit(
        Exit.OK if found.chronicles and all(r.holds for r in results) else Exit.CHECK_FAILED
    )


def _plan(
    loaded: World, stories: int, budget: Budget, *, shortest: bool = False
) -> pipeline.Stories:
    with output.progress(loaded.name) as report:
        return pipeline.plan(
            loaded, stories=stories, budget=budget, progress=report, shortest=shortest
        )


def _end(found: pipeline.Stories) -> None:
    """Say why there is less than was asked for, and with which code it ends."""
    if found.blocked is not None:
        click.echo(found.blocked.message, err=True)
    elif found.outcome is Outcome.INTERRUPTED:
        click.echo("interrupted; this is what was found", err=True)
    elif found.outcome is not Outcome.FOUND:
        click.echo(f"only {len(found.chronicles)}: {found.outcome.value}", err=True)
    code = EXIT_OF[found.outcome]
    raise SystemExit(Exit.OK if found.chronicles and code is Exit.NONE else code)


@main.command()
@WORLD
@click.option(
    "--stories",
    type=click.IntRange(1, 1000),
    default=1,
    show_default=True,
    help="How many different stories.",
)
@click.option("--shortest", is_flag=True, help="Make every stage as short as can be; slower.")
@click.option(
    "--save",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the (first) chronicle to this file.",
)
@_budget
@_json
@guard
def plan(
    world: str,
    stories: int,
    shortest: bool,
    save: Path | None,
    seed: int,
    seconds: float,
    nodes: int | None,
    megabytes: int,
    as_json: bool,
) -> None:
    """Find a story and list its acts: who, where, when, and for whose reasons."""
    loaded = _world(world, as_json=as_json)
    found = _plan(loaded, stories, Budget(nodes, seconds, megabytes, seed), shortest=shortest)
    if as_json:
        blocked = found.blocked.message if found.blocked else None
        output.put_json(
            {
                "outcome": found.outcome.value,
                "blocked": blocked,
                "counters": found.counters,
                "stories": [plain(c) for c in found.chronicles],
            }
        )
    else:
        for chronicle in found.chronicles:
            show.acts(loaded, chronicle)
    if save is not None and found.chronicles:
        pipeline.write_text(save, dumps(found.chronicles[0]))
    _end(found)


@main.command()
@WORLD
@click.option(
    "--as",
    "focaliser",
    metavar="NAME",
    help="Tell it from this person's mind (nobody: from nobody's).",
)
@click.option("--telling", metavar="NAME", help="Which of the world's tellings (else the first).")
@click.option("--first/--third", "first", default=None, help="In the first or third person.")
@click.option("--past/--present", "past", default=None, help="In the past or present tense.")
@click.option("--straight", is_flag=True, help="In the order in which it was lived.")
@click.option(
    "--story",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Tell this saved chronicle instead of finding one.",
)
@click.option(
    "--width",
    type=click.IntRange(20, 400),
    default=78,
    show_default=True,
    help="Columns of the page.",
)
@_budget
@_json
@guard
def tell(
    world: str,
    focaliser: str | None,
    telling: str | None,
    first: bool | None,
    past: bool | None,
    straight: bool,
    story: Path | None,
    width: int,
    seed: int,
    seconds: float,
    nodes: int | None,
    megabytes: int,
    as_json: bool,
) -> None:
    """Find a story and tell it as prose."""
    loaded = _world(world, as_json=as_json)
    people = {e.name for e in loaded.entities}
    if focaliser not in (None, "nobody", *people):
        raise click.BadParameter(
            f"there is nobody called {focaliser!r} in {loaded.name}", param_hint="--as"
        )
    found = None
    if story is not None:
        chronicle = loads(pipeline.read_text(story), str(story))
    else:
        found = _plan(loaded, 1, Budget(nodes, seconds, megabytes, seed))
        if not found.chronicles:
            _end(found)
        chronicle = found.chronicles[0]
    how = spin(
        loaded,
        name=telling,
        focaliser=focaliser,
        person=None if first is None else 1 if first else 3,
        tense=None if past is None else Tense.PAST if past else Tense.PRESENT,
        straight=straight,
        seed=seed,
    )
    discourse = pipeline.tell(loaded, chronicle, how)
    if as_json:
        output.put_json(show.telling(discourse))
    else:
        show.prose(discourse, width)


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
@_json
@guard
def show_world(world: str, what: str, person: str | None, as_json: bool) -> None:
    """Show a world: cast, places, facts, acts, outline, and who believes what is not so."""
    loaded = _world(world, as_json=as_json)
    show.world(loaded, what, person, as_json=as_json)


for _command in (files.format_files, files.new, files.completion):
    main.add_command(_command)
