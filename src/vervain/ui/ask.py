"""Questions to a story: `why`, `why-not`, `who`, `believes`, `what-if`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from vervain import disk, pipeline
from vervain.base.diagnostic import Diagnostic, Rejected
from vervain.lang.asking import QUESTION, Words
from vervain.lang.change import Change, Event, Forced, read_change
from vervain.lang.world import World
from vervain.native.engine import Budget
from vervain.story.case import Case
from vervain.story.chronicle import Chronicle, Fact
from vervain.story.differ import differ
from vervain.story.document import plain
from vervain.story.knowing import beliefs, grid, who_knows
from vervain.story.mend import mends
from vervain.story.naming import plain_value
from vervain.story.what_if import Otherwise, what_if
from vervain.story.why import why
from vervain.story.why_fact import why_fact
from vervain.story.why_feeling import why_feeling
from vervain.story.why_not import why_not
from vervain.tell.answer import Answer
from vervain.tell.answer_differ import differ_words
from vervain.tell.answer_fact import fact_words
from vervain.tell.answer_knowing import belief_words, known_words
from vervain.tell.answer_why import why_words
from vervain.tell.answer_why_feeling import feeling_words
from vervain.tell.answer_why_not import why_not_words
from vervain.tell.finding import find_event
from vervain.tell.finding_feeling import AskedFeeling, find_feeling
from vervain.tell.speaker import Speaker
from vervain.ui import output
from vervain.ui.answers import as_data, put_answer
from vervain.ui.beside import put_beside, put_compared
from vervain.ui.grid import grid_svg, put_grid
from vervain.ui.guard import P, guard
from vervain.ui.options import WORLD, load_story, load_world, with_budget, with_json
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
        chronicle = chronicle_of(loaded, how["story"], limits)
        case = pipeline.case(loaded, chronicle, limits.megabytes)
        return Asked(loaded, case, Speaker(loaded, case.chronicle), limits, how["as_json"])

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

    def fact(self, text: str) -> Fact:
        """The fact that is meant."""
        with asked(text, as_json=self.as_json):
            found = self.words.fact(text)
        return Fact(found.fluent, found.args, found.minds)

    def change(self, text: str) -> Change:
        """The change that is meant."""
        with asked(text, as_json=self.as_json):
            return read_change(self.words, text)

    def lived(self, changes: list[Change], at: int, until: str | None) -> Otherwise:
        """The story lived again."""
        with asked(until or "", as_json=self.as_json):
            end = None if until is None else self.words.fact(until)
        events = [c.event for c in changes if isinstance(c, Event | Forced)]
        numbers = {text: self.event(text) for text in events}
        try:
            return what_if(self.case, changes, numbers, at, until=end)
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
        findings = tuple(_for_asker(finding) for finding in rejected.findings)
        output.put_findings(Rejected(findings), {QUESTION: text}, as_json=as_json)


def _for_asker(finding: Diagnostic) -> Diagnostic:
    """Who asks does not declare anything, nor writes headings: the way out is what there is."""
    if finding.hint.startswith("declare it with"):
        return replace(finding, hint="ask with words of the world; `vervain show WORLD` lists them")
    if finding.hint.startswith("write the heading"):
        return replace(finding, hint="ask about an act of `vervain show WORLD acts`, with names")
    return finding


def chronicle_of(loaded: World, saved: Path | None, limits: Budget) -> Chronicle:
    """The saved story, or the one that is found first."""
    if saved is not None:
        return load_story(saved)
    with output.progress(loaded.name) as report:
        found = pipeline.plan(loaded, budget=limits, progress=report)
    if not found.chronicles:
        click.echo(found.blocked.message if found.blocked else found.outcome.value, err=True)
        raise SystemExit(EXIT_OF[found.outcome])
    return found.chronicles[0]


AT = click.option(
    "--at",
    metavar="EVENT",
    help="As it is when this event begins, or at the end of this stage; without it, at the end.",
)


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
@AT
def why_command(
    world: str, event: str, depth: int, effects: bool, at: str | None, **how: Any
) -> None:
    """Say why an EVENT happened: its number, or some of its words.

    A fact, what somebody believes, a bond or a feeling ("Ida is angry with Tom", "Ida's anger") can
    stand in its place: then it is said why that is so.
    """
    to = Asked.of(world, how)
    if not to.is_event(event) and not to.is_fact(event) and (feeling := to.feeling(event)):
        feelings = pipeline.feelings(to.case)
        state = None if at is None else to.state(at)
        felt = why_feeling(
            to.case, feelings, feeling.who, feeling.emotions, feeling.toward, state, depth
        )
        words = feeling_words(to.speaker, feelings, felt, deeper=depth > 1, peak=at is None)
        to.put(words, "why", felt, at=felt.at)
        return
    if at is not None or to.is_fact(event):
        state, fact = to.state(at), to.fact(event)
        about = why_fact(to.case, fact, state, depth)
        value = to.words.fact(event).value
        other = value is not None and plain_value(value) != about.because.value
        to.put(fact_words(to.speaker, about, otherwise=other), "why", about, at=state)
        return
    number = to.event(event)
    found = why(to.case, number, depth, effects=effects)
    to.put(why_words(to.speaker, found), "why", found, event=number)


@click.command("who")
@asking
@click.argument("fact", required=False)
@AT
@click.option(
    "--svg",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the grid of people and facts to this file as a drawing.",
)
def who_command(world: str, fact: str | None, at: str | None, svg: Path | None, **how: Any) -> None:
    """Say who knows a FACT, since when and from whom, and who has it wrong.

    Without a FACT: a grid of all that somebody has wrong or does not know.
    """
    to = Asked.of(world, how)
    state = to.state(at)
    if fact is not None:
        known = who_knows(to.case, to.fact(fact), state)
        if svg is None:
            to.put(known_words(to.speaker, known), "who", known, at=state)
            return
    facts = () if fact is None else (to.fact(fact),)
    found = grid(to.case, state, facts)
    if svg is not None:
        disk.write_text(svg, grid_svg(to.speaker, found))
    elif to.as_json:
        data = as_data(found)
        output.put_json({"question": "who", "world": to.world.name, "at": state, "found": data})
    else:
        put_grid(to.speaker, found)


@click.command("believes")
@asking
@click.argument("name")
@click.option("--about", metavar="NAME", help="Only about this person, place or thing.")
@AT
def believes_command(world: str, name: str, about: str | None, at: str | None, **how: Any) -> None:
    """Say what a person believes, what of it is wrong, and what they take others to believe."""
    to = Asked.of(world, how)
    state, person = to.state(at), to.name(name)
    if person not in to.case.chronicle.people:
        raise click.BadParameter(f"{person} is nobody who can believe anything", param_hint="NAME")
    subject = None if about is None else to.name(about)
    found = beliefs(to.case, person, state, subject)
    answer = belief_words(to.speaker, person, subject, state, found)
    to.put(answer, "believes", found, person=person, about=subject, at=state)


@click.command("what-if")
@asking
@click.argument("change", nargs=-1, required=True)
@click.option(
    "--from", "start", metavar="EVENT", help="Facts become otherwise just before this event."
)
@click.option("--until", metavar="FACT", help="End the story where this has come to be so.")
@click.option("--beside", is_flag=True, help="Also both stories, side by side.")
@click.option("--compare", is_flag=True, help="Each CHANGE alone, in one table.")
def what_if_command(
    world: str,
    change: tuple[str, ...],
    start: str | None,
    until: str | None,
    beside: bool,
    compare: bool,
    **how: Any,
) -> None:
    """Live the story again with a CHANGE (or several), and say what is otherwise.

    A CHANGE is a fact or belief ("Tom believes debt of Tom to Ida is 3"), a want or a value ("Tom
    values honesty at 9", "Tom does not want he owes nobody"), an event taken away ("without 3") or
    put in the place of another ("Tom pays Ida at 9"), or a rule taken away ("without the rule goes
    off watch").
    """
    to = Asked.of(world, how)
    at = 0 if start is None else to.event(start)
    changes = [to.change(text) for text in change]
    if compare:
        found = [(c.text, to.lived([c], at, until)) for c in changes]
        put_compared(
            to.speaker,
            [(text, new, differ(to.case, new)) for text, new in found],
            as_json=to.as_json,
        )
        return
    new = to.lived(changes, at, until)
    found_ = differ(to.case, new)
    speaker = Speaker(new.case.world, new.case.chronicle)
    answer = differ_words(to.speaker, speaker, new, found_)
    story = plain(new.case.chronicle) if to.as_json else None
    to.put(answer, "what if", found_, changes=[c.text for c in changes], at=at, story=story)
    if beside and not to.as_json:
        put_beside(to.speaker, speaker, found_)


@click.command("why-not")
@asking
@click.argument("act")
@AT
@click.option("--mend", is_flag=True, help="Also the nearest change that would bring it about.")
def why_not_command(world: str, act: str, at: str | None, mend: bool, **how: Any) -> None:
    """Say why an ACT did not happen: not possible, not wanted, somebody it needed did not agree,
    not known to be possible, or left to chance (with the odds).

    Without `--at` it is looked for where it came nearest.
    """
    to = Asked.of(world, how)
    with asked(act, as_json=to.as_json):
        meant = to.words.act(act)
    found = why_not(to.case, meant, None if at is None else to.state(at))
    mended = mends(to.case, meant, found, to.speaker.belief) if mend else None
    answer = why_not_words(to.speaker, found, mended, asked_at=at is not None)
    to.put(answer, "why not", found, mends=None if mended is None else as_data(mended))
