"""Questions to a story: `why`, `why-not`, `who`, `believes`, `what-if`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from vervain import disk, pipeline
from vervain.story.differ import differ
from vervain.story.document import plain
from vervain.story.knowing import beliefs, grid, who_knows
from vervain.story.mend import mends
from vervain.story.naming import plain_value
from vervain.story.trail import trail as find_trail
from vervain.story.why import why
from vervain.story.why_fact import why_fact
from vervain.story.why_feeling import why_feeling
from vervain.story.why_not import why_not
from vervain.tell.answer_differ import differ_words
from vervain.tell.answer_fact import fact_words
from vervain.tell.answer_knowing import belief_words, known_words
from vervain.tell.answer_trail import trail_words
from vervain.tell.answer_why import why_words
from vervain.tell.answer_why_feeling import feeling_words
from vervain.tell.answer_why_not import why_not_words
from vervain.tell.speaker import Speaker
from vervain.ui import output
from vervain.ui.answers import as_data
from vervain.ui.asked import Asked, asked, asking
from vervain.ui.beside import put_beside, put_compared
from vervain.ui.grid import grid_svg, put_grid
from vervain.ui.options import OutFile

MOST_COLUMNS = 60
"""People that a grid can be drawn of."""

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
        grounded = to.grounded(feeling.who, feeling.toward)
        feelings = pipeline.feelings(grounded)
        state = None if at is None else to.state(at)
        felt = why_feeling(
            grounded, feelings, feeling.who, feeling.emotions, feeling.toward, state, depth
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
    type=OutFile(),
    help="Write the grid of people and facts to this file as a drawing.",
)
@click.option(
    "--trail",
    metavar="NAME",
    help="How the FACT came to this person: who told whom, and which hop changed what.",
)
def who_command(
    world: str,
    fact: str | None,
    at: str | None,
    svg: Path | None,
    trail: str | None,
    **how: Any,
) -> None:
    """Say who knows a FACT, since when and from whom, and who has it wrong.

    Without a FACT: a grid of all that somebody has wrong or does not know.
    """
    to = Asked.of(world, how)
    state = to.state(at)
    if trail is not None:
        if fact is None:
            raise click.UsageError("--trail needs a FACT")
        way = find_trail(to.case, to.person(trail), to.fact(fact), state)
        to.put(trail_words(to.speaker, way), "trail", way, at=state)
        return
    if fact is None and len(to.case.chronicle.people) > MOST_COLUMNS:
        raise click.UsageError(
            f"{len(to.case.chronicle.people)} people are too many for a grid; ask about one FACT"
        )
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
    state, person = to.state(at), to.person(name)
    subject = None if about is None else to.name(about)
    found = beliefs(to.case, person, state, subject)
    answer = belief_words(to.speaker, person, subject, state, found)
    to.put(answer, "believes", found, person=person, about=subject, at=state)


@click.command("what-if")
@asking
@click.argument("change", nargs=-1, required=True)
@click.option(
    "--from",
    "start",
    metavar="EVENT|TIME",
    help="Things become otherwise just before this event; or at this time: `7 years`, `year 8`.",
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
    at = to.start(start)
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
    to.put(answer, "what if", found_, changes=[c.text for c in changes], at=at[0], story=story)
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
