"""Questions to a story: `why`, `why-not`, `who`, `believes`, `what-if`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from vervain import pipeline
from vervain.base.diagnostic import Rejected
from vervain.lang.asking import QUESTION, Words
from vervain.lang.world import World
from vervain.native.engine import Budget
from vervain.story.case import Case, open_case
from vervain.story.chronicle import Chronicle
from vervain.story.document import loads
from vervain.story.why import why
from vervain.tell.answer import Answer
from vervain.tell.answer_why import why_words
from vervain.tell.finding import find_event
from vervain.tell.speaker import Speaker
from vervain.ui import output
from vervain.ui.answers import put_answer
from vervain.ui.guard import P, guard
from vervain.ui.options import WORLD, load_world, with_budget, with_json
from vervain.ui.output import EXIT_OF


@dataclass(frozen=True, slots=True)
class Asked:
    """A story that is asked about, and what the command line says of how."""

    world: World
    case: Case
    speaker: Speaker
    limits: Budget
    as_json: bool

    @staticmethod
    def of(world: str, how: dict[str, Any]) -> Asked:
        """Load the world, and plan its story or read it."""
        loaded = load_world(world, as_json=how["as_json"])
        limits = Budget(how["nodes"], how["seconds"], how["megabytes"], how["seed"])
        case = case_of(loaded, chronicle_of(loaded, how["story"], limits), limits)
        return Asked(loaded, case, Speaker(loaded, case.chronicle), limits, how["as_json"])

    def put(self, answer: Answer, question: str, found: object, **about: object) -> None:
        """Show an answer."""
        head = {"question": question, "world": self.world.name, **about}
        put_answer(answer, head, found, as_json=self.as_json)


def asking(function: Callable[P, None]) -> Callable[P, None]:
    """The options of every question; they reach the command as `how`."""
    story = click.option(
        "--story",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="Ask about this saved chronicle instead of planning a story.",
    )
    return WORLD(story(with_budget(with_json(guard(function)))))


@contextmanager
def asked(text: str, *, as_json: bool) -> Iterator[None]:
    """What is wrong with a question is shown with the question."""
    try:
        yield
    except Rejected as rejected:
        output.put_findings(rejected, {QUESTION: text}, as_json=as_json)


def chronicle_of(loaded: World, saved: Path | None, limits: Budget) -> Chronicle:
    """The saved story, or the one that is found first."""
    if saved is not None:
        return loads(pipeline.read_text(saved), str(saved))
    with output.progress(loaded.name) as report:
        found = pipeline.plan(loaded, budget=limits, progress=report)
    if not found.chronicles:
        click.echo(found.blocked.message if found.blocked else found.outcome.value, err=True)
        raise SystemExit(EXIT_OF[found.outcome])
    return found.chronicles[0]


def case_of(loaded: World, chronicle: Chronicle, limits: Budget) -> Case:
    """The story, ready to be asked about."""
    made = pipeline.grounded(loaded)
    return open_case(loaded, made, pipeline.engine_for(made, limits.megabytes), chronicle)


@click.command("why")
@asking
@click.argument("event")
@click.option(
    "--depth",
    type=click.IntRange(1, 100),
    default=1,
    show_default=True,
    help="How far back: 1 is the event alone, 2 also those behind it, and so on.",
)
@click.option("--effects", is_flag=True, help="Also what came of it.")
def why_command(world: str, event: str, depth: int, effects: bool, **how: Any) -> None:
    """Say why an EVENT happened: its number, or some of its words."""
    to = Asked.of(world, how)
    with asked(event, as_json=to.as_json):
        number = find_event(to.speaker, Words(to.world), event)
    found = why(to.case, number, depth, effects=effects)
    to.put(why_words(to.speaker, found), "why", found, event=number)
