"""What a question is asked of: a world, its story, and how the command line wants it asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from vervain import pipeline
from vervain.base.diagnostic import Diagnostic, Rejected
from vervain.lang.asking import QUESTION, Words
from vervain.lang.calendar import moment_in, turn_at, turns_in
from vervain.lang.change import Change, Event, Forced, read_change
from vervain.lang.world import World
from vervain.native.engine import Budget
from vervain.run.live.life import Ended
from vervain.story.case import Case
from vervain.story.chronicle import Chronicle, Fact
from vervain.story.recalled import Story
from vervain.story.what_if import Otherwise, what_if
from vervain.tell.answer import Answer
from vervain.tell.finding import find_event
from vervain.tell.finding_feeling import AskedFeeling, find_feeling
from vervain.tell.speaker import Speaker
from vervain.ui import output
from vervain.ui.answers import put_answer
from vervain.ui.guard import P, guard
from vervain.ui.options import WORLD, load_story, load_world, with_budget, with_json
from vervain.ui.output import EXIT_OF
from vervain.ui.run_story import LIVE


@dataclass(frozen=True, slots=True)
class Asked:
    """A story that is asked about, and what the command line says of how."""

    world: World
    case: Story
    speaker: Speaker
    limits: Budget
    as_json: bool

    @staticmethod
    def of(world: str, how: dict[str, Any]) -> Asked:
        """Load the world, and plan its story or read it."""
        loaded = load_world(world, as_json=how["as_json"])
        limits = Budget(how["nodes"], how["seconds"], how["megabytes"], how["seed"])
        case: Story
        if how["story"] is None and how["run"] is None:
            case = pipeline.case_among(loaded, _planned(loaded, limits))
        else:
            chronicle = chronicle_of(loaded, how["story"], limits, how["run"])
            case = pipeline.asked_of(loaded, chronicle, limits.megabytes)
        return Asked(loaded, case, Speaker(loaded, case.chronicle), limits, how["as_json"])

    def grounded(self, *about: str | None) -> Case:
        """The story with all its states, which only what is felt is read from; `about` whom it is
        asked."""
        if isinstance(self.case, Case):
            return self.case
        people = [name for name in about if name is not None]
        return pipeline.case(self.world, self.case.chronicle, self.limits.megabytes, people)

    @property
    def words(self) -> Words:
        """Reads questions about this world."""
        return Words(self.world)

    def event(self, text: str) -> int:
        """The event that is meant."""
        with asked(text, as_json=self.as_json):
            return find_event(self.speaker, self.words, text)

    def state(self, at: str | None) -> int:
        """The state when the event begins, or at the end of the stage; without one the end."""
        stages = dict(self.case.chronicle.stages)
        if at in stages:
            return stages[at]
        return self.case.last if at is None else self.event(at)

    def feeling(self, text: str) -> AskedFeeling | None:
        """The feeling that is meant, if the text is no event and no fact, but a feeling."""
        with asked(text, as_json=self.as_json):
            return find_feeling(text, self.case.chronicle.people)

    def name(self, text: str) -> str:
        """Somebody or something of the world."""
        with asked(text, as_json=self.as_json):
            return self.words.name(text)

    def person(self, text: str) -> str:
        """Somebody who can believe something."""
        person = self.name(text)
        if person not in self.case.chronicle.people:
            message = f"{person} is nobody who can believe anything"
            raise click.BadParameter(message, param_hint="NAME")
        return person

    def fact(self, text: str) -> Fact:
        """The fact that is meant."""
        with asked(text, as_json=self.as_json):
            found = self.words.fact(text)
        return Fact(found.fluent, found.args, found.minds)

    def change(self, text: str) -> Change:
        """The change that is meant."""
        with asked(text, as_json=self.as_json):
            return read_change(self.words, text)

    def start(self, text: str | None) -> tuple[int, int]:
        """From when on something is otherwise: the event just before which, and the turn (0: that
        of the event). A time is where the first event from then on stands."""
        if text is None:
            return 0, 0
        minute = moment_in(self.world, text)
        if minute is None:
            return self.event(text), 0
        events = self.case.chronicle.events
        at = next((e.id for e in events if e.minute >= minute), len(events))
        ran = self.case.chronicle.ran
        last = events[-1].minute if events else 0
        if minute > last and (ran is None or turn_at(self.world, minute) >= ran.turns):
            raise click.BadParameter("by then the story is over", param_hint="--from")
        return at, 0 if ran is None else turn_at(self.world, minute)

    def lived(self, changes: list[Change], start: tuple[int, int], until: str | None) -> Otherwise:
        """The story lived again."""
        with asked(until or "", as_json=self.as_json):
            end = None if until is None else self.words.fact(until)
        at, turn = start
        events = [c.event for c in changes if isinstance(c, Event | Forced)]
        numbers = {text: self.event(text) for text in events}
        try:
            with output.progress(self.world.name, "events") as report:
                return what_if(
                    self.case, changes, numbers, at, until=end, turn=turn, progress=report
                )
        except Rejected as rejected:
            output.put_findings(rejected, {}, as_json=self.as_json)

    def is_event(self, text: str) -> bool:
        """The text names an event of the story."""
        try:
            find_event(self.speaker, self.words, text)
        except Rejected:
            return False
        return True

    def is_fact(self, text: str) -> bool:
        """The text is a fact, and no event."""
        try:
            self.words.fact(text)
        except Rejected:
            return False
        return not self.is_event(text)

    def put(self, answer: Answer, question: str, found: object, **about: object) -> None:
        """Show an answer."""
        head = {"question": question, "world": self.world.name, **about}
        put_answer(answer, head, found, as_json=self.as_json)


def with_story(function: Callable[P, None]) -> Callable[P, None]:
    """`--story` and `--run`: what is asked about, if not a planned story."""
    story = click.option(
        "--story",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="Ask about this saved chronicle instead of planning a story.",
    )
    span = click.option(
        "--run",
        is_flag=False,
        flag_value=LIVE,
        metavar="[SPAN|FILE]",
        help="Ask about a run instead of a planned story: one that is lived now, so long "
        "(`10 years`, `40 turns`; without it as long as the world says), or a saved one.",
    )
    return story(span(function))


def asking(function: Callable[P, None]) -> Callable[P, None]:
    """The options of every question; they reach the command as `how`."""
    return WORLD(with_story(with_budget(with_json(guard(function)))))


@contextmanager
def asked(text: str, *, as_json: bool) -> Iterator[None]:
    """What is wrong with a question is shown with the question."""
    try:
        yield
    except Rejected as rejected:
        findings = tuple(_for_asker(finding) for finding in rejected.findings)
        output.put_findings(Rejected(findings), {QUESTION: text}, as_json=as_json)


def _for_asker(finding: Diagnostic) -> Diagnostic:
    """Who asks does not declare anything, nor writes headings: the way out is what there is."""
    if finding.hint.startswith("declare it with"):
        return replace(finding, hint="ask with words of the world; `vervain show WORLD` lists them")
    if finding.hint.startswith("write the heading"):
        return replace(finding, hint="ask about an act of `vervain show WORLD acts`, with names")
    return finding


def _lived(loaded: World, span: str, seed: int) -> Chronicle:
    """What comes of letting the world live so long."""
    own = loaded.living
    said = (own.span or "100 turns") if span == LIVE else span
    try:
        turns = turns_in(loaded, said)
    except ValueError as error:
        message = f"{error}; and there is no file of that name"
        raise click.BadParameter(message, param_hint="--run") from None
    with output.progress(loaded.name, "events") as report:
        made = pipeline.run(loaded, seed=seed, span=turns, until=own.until, progress=report)
    if made.ended is Ended.INTERRUPTED:
        raise KeyboardInterrupt
    return made.chronicle


def chronicle_of(
    loaded: World, saved: Path | None, limits: Budget, span: str | None = None
) -> Chronicle:
    """The saved story, or what comes of letting the world live; else the story found first."""
    if saved is not None:
        if span is not None:
            raise click.UsageError("--story and --run do not go together")
        return load_story(saved, loaded)
    if span is not None:
        path = Path(span)
        return load_story(path, loaded) if path.is_file() else _lived(loaded, span, limits.seed)
    return _planned(loaded, limits).chronicles[0]


def _planned(loaded: World, limits: Budget) -> pipeline.Stories:
    """The story found first, with the states among which it was found."""
    with output.progress(loaded.name) as report:
        found = pipeline.plan(loaded, budget=limits, progress=report)
    if not found.chronicles:
        click.echo(found.blocked.message if found.blocked else found.outcome.value, err=True)
        raise SystemExit(EXIT_OF[found.outcome])
    return found
