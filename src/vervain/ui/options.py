"""What many commands take: a world, a budget, `--json`."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click
from click.shell_completion import CompletionItem

from vervain import disk, pipeline
from vervain.base.diagnostic import Rejected
from vervain.lang.calendar import turns_in
from vervain.lang.variants import read_variants
from vervain.lang.world import World
from vervain.story.chronicle import Chronicle
from vervain.story.document import loads
from vervain.story.foreign import of_this_world
from vervain.story.saved import is_saved
from vervain.ui import output
from vervain.ui.guard import P, sources
from vervain.ui.output import Exit

F = TypeVar("F", bound=Callable[..., Any])


class WorldName(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """A world file, or an example by name; completes to both."""

    name = "world"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[Any]:
        """Names of examples, then files."""
        names = [n for n in disk.example_names() if n.startswith(incomplete)]
        return [CompletionItem(n) for n in names] + [CompletionItem(incomplete, type="file")]


def load_world(name: str, changes: Sequence[str] = (), *, as_json: bool = False) -> World:
    """Load a world, with these changes, or say what is wrong and end."""
    try:
        world = pipeline.load(name)
        if changes:
            world = read_variants(world, [_one(text) for text in changes])[0].world
        return world
    except Rejected as rejected:
        texts = sources(rejected)
        if not as_json and any(text.startswith('{"format": "vervain') for text in texts.values()):
            way_out = f"vervain {click.get_current_context().info_name} WORLD --story {name}"
            click.echo(f"vervain: {name} is a saved story, no world: {way_out}", err=True)
            raise SystemExit(Exit.REJECTED) from None
        output.put_findings(rejected, texts, as_json=as_json)
    except (OSError, ValueError) as error:
        click.echo(f"vervain: {error}", err=True)
        raise SystemExit(Exit.NO_FILE) from None


class OutFile(click.Path):
    """A file that is to be written. That it cannot be is said before the work, not after it."""

    def __init__(self) -> None:
        super().__init__(dir_okay=False, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The path; ends with the reason where no file can be made there."""
        path = Path(os.fsdecode(super().convert(value, param, ctx)))
        writable(path)
        return path


def writable(path: Path) -> None:
    """End with the reason where no file can be made."""
    reason = disk.unwritable(path)
    if reason:
        click.echo(f"vervain: {path} cannot be written: {reason}", err=True)
        raise SystemExit(Exit.NO_FILE)


def with_out(about: str, *, required: bool = False) -> Callable[[F], F]:
    """`-o`: the file that a command writes; what goes into it is said `about` it."""
    names = ("-o", "--out", "--output", "out")
    return click.option(*names, type=OutFile(), required=required, help=about)


def _one(change: str) -> str:
    """A change that is one; several are a matter of `many`."""
    _, equals, values = change.partition("=")
    if "|" in change or (equals and "," in values):
        message = f"{change!r} is several changes; one run has one (`vervain many --vary` has all)"
        raise click.BadParameter(message, param_hint="--change")
    return change


def with_changes(function: Callable[P, None]) -> Callable[P, None]:
    """The option `--change`."""
    return click.option(
        "--change",
        "changes",
        multiple=True,
        metavar="TEXT",
        help="What is otherwise than in the file: `FACT = a`, or a change as in what-if.",
    )(function)


def turns_of(world: World, span: str) -> int:
    """So many turns are a span of time; a mistake in it is one of --for."""
    try:
        return turns_in(world, span)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--for") from None


MOST_SAVED = 512_000_000
"""Bytes of a saved story: a town over years has many."""


def load_story(path: Path, world: World) -> Chronicle:
    """A saved chronicle of this world, or the chronicle of a run that `run --save` has kept.
    `Rejected` or `Unreadable` if it cannot be taken."""
    text = disk.read_text(path, MOST_SAVED)
    if is_saved(text):
        return pipeline.resume(world, text, str(path)).chronicle
    return of_this_world(world, loads(text, str(path)))


def with_budget(function: Callable[P, None]) -> Callable[P, None]:
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


def with_json(function: Callable[P, None]) -> Callable[P, None]:
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON document instead.")(
        function
    )


WORLD = click.argument("world", type=WorldName())
