"""Beats: what stands between two lines of speech is on record, or the author's own."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product

import pytest

from vervain.lang.world import World
from vervain.pipeline import load_text, plan, record_of, tell
from vervain.story.chronicle import Chronicle
from vervain.tell.discourse import Discourse
from vervain.tell.proof import Fault, proof
from vervain.tell.refer import Mentions
from vervain.tell.relation import Kind
from vervain.tell.spin import Spin, spin

PARLOUR = """
world Parlour
include travel
place the parlour, next to the garden
place the garden
thing the letter, held by Ann
person Ann, she, at the parlour
person Bob, he, at the parlour
person Eve, she, at EVE
fact (one: person) has forgiven (two: person): yes or no, can be told
fact the house is sold: yes or no, can be told
fact (who: person) has packed: yes or no
fact (who: person) has laid down the pen: yes or no
lexicon
LINES
action (one: person) tells (other: person) that (claim: belief)
  when one is with other
   and one believes claim
   and one does not believe other believes claim
  then other believes claim
   and one believes other believes claim
  agreed by one
  takes 2 minutes
  seen by everyone there
  say "{claim as words}," {one} {say} to {other}
  say when answering: "{claim as words}," {one} {say}
action (who: person) lays down the pen
  when who has not laid down the pen
   and who believes Ann has forgiven Bob
   and who is Bob
  then who has laid down the pen
  agreed by who
  seen by everyone there
  say {who} {lay} down the pen
at the start
  Ann has forgiven Bob
  Bob has forgiven Ann
  the house is sold
  everyone but Ann believes the house is not sold
  Ann believes Bob believes the house is not sold
  Bob believes Ann has not forgiven Bob
  Ann believes Bob believes Ann has not forgiven Bob
  Ann believes Bob has not forgiven Ann
  Bob believes Ann believes Bob has not forgiven Ann
wants of Ann
  worth 2 when Bob believes Ann has forgiven Bob
  worth 2 when Bob believes the house is sold
wants of Bob
  worth 2 when Ann believes Bob has forgiven Ann
  worth 1 when Bob has laid down the pen
outline
  one: until Bob believes Ann has forgiven Bob
  AFTER
"""
ANSWER = "two: until Ann believes Bob has forgiven Ann"
MORE = "two: until Bob believes the house is sold"
BY_HEART = (
    "  shows joy when who is Eve: {who} {nod}\n  shows satisfaction when who is Eve: {who} {nod}"
)
"""With these nobody shows that they are glad, so that other beats have room."""


def parlour(
    after: str, lines: str = "", eve: str = "the garden", more: str = "", **how: object
) -> tuple[World, Chronicle, Spin, Discourse]:
    text = PARLOUR.replace("wants of Bob\n", more or "wants of Bob\n").replace("EVE", eve)
    text = text.replace("AFTER", after).replace("LINES", lines)
    world = load_text(text, "parlour.world")
    (story,) = plan(world).chronicles
    spun = spin(world, **how)
    page = tell(world, story, spun)
    record = record_of(world, story)
    assert proof(page, story, spun, Mentions(world).gender, record) == []
    return world, story, spun, page


def said(after: str, lines: str = "", eve: str = "the garden", **how: object) -> str:
    return parlour(after, lines, eve, **how)[3].text()  # type: ignore[arg-type]


def test_what_shows_of_whoever_is_spoken_to() -> None:
    glad = "wants of Bob\n  worth 3 when Bob believes Ann has forgiven Bob\n"
    line = '"I have forgiven you," Ann said to Bob. He glowed.\n\n"I have forgiven you," he said.'
    assert line in said(ANSWER, "  shows joy: {who} {glow}", more=glad)


def test_what_the_speaker_still_has() -> None:
    told = said(ANSWER, focaliser="Ann")
    assert re.search(r"said to Bob\. She (?:still had the letter|had the letter still)\.", told)


def test_who_else_hears_it() -> None:
    told = said(ANSWER, eve="the parlour", seed=1)
    assert re.search(r"Eve heard it, too\.|Eve was there, and heard it\.", told)
    from_eve = said(ANSWER, eve="the parlour", focaliser="Eve", person=1)
    assert "I heard it" not in from_eve
    assert "I was there, and" not in from_eve


def test_nobody_answers() -> None:
    told = said(MORE)
    assert re.search(
        r'"I have forgiven you," Ann said to Bob\. (?:He|Bob) (?:said nothing|did not answer)\.',
        told,
    )
    assert not re.search(r"said nothing|did not answer", said(ANSWER))


def test_an_act_of_whoever_speaks_next_belongs_to_their_line() -> None:
    told = said(f"{ANSWER} and Bob has laid down the pen", focaliser="nobody")
    assert re.search(r'\n\n(?:So )?(?:Bob|he) laid down the pen\. "I have', told)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("beat: {who} {look} out at the garden", "She looked out at the garden."),
        ("beat when who has the letter: {who} {fold} the letter", "She folded the letter."),
        ("beat when whom has the letter: {who} {fold} the letter", ""),
        ("beat when who is Ann: {who} {wait}", "She waited."),
        ("beat when who feels joy: {who} {put} down {who's} cup", "She put down her cup."),
        ("beat when whom feels anger: {whom} {put} down {whom's} cup", ""),
        ("beat as Ann: {who} {wait}", ""),
        ("beat as nobody: {who} {wait}", "She waited."),
        ("beat when holding: {who} {turn} {what} over", "She turned the letter over."),
        ("beat when alone: the clock at {here} {can as it} be heard", "The clock at the parlour "),
        ("beat when overheard: {other} {cough}", ""),
        ("beat: {the number of (p: person) where p is at the garden} {is} out", "One was out."),
    ],
)
def test_the_authors_own_beats(line: str, words: str) -> None:
    told = said(ANSWER, f"  {line}")
    bare = "".join(said(ANSWER).split())
    assert (words in told) if words else "".join(told.split()) == bare, told


def test_every_teller_and_every_person_without_a_fault() -> None:
    for who, person, eve in product(("nobody", "Ann", "Bob", "Eve"), (3, 1), ("the parlour",)):
        if person == 3 or who != "nobody":
            parlour(ANSWER, eve=eve, focaliser=who, person=person)


@pytest.mark.parametrize(
    ("kind", "after"),
    [(Kind.HOLDS, ANSWER), (Kind.UNANSWERED, MORE), (Kind.BESIDE, ANSWER)],
)
def test_the_proof_looks_it_up_again(kind: Kind, after: str) -> None:
    lines = "  beat: {who} {wait}" if kind is Kind.BESIDE else ""
    world, story, spun, page = parlour(after, lines, focaliser="Ann")
    told = [t for p in page.paragraphs for t in p if t.thinks is not None]
    beat = next((t for t in told if t.thinks is not None and t.thinks.kind is kind), None)
    if beat is None:
        pytest.skip("another beat stands there")
    assert beat.thinks is not None
    other = replace(beat, thinks=replace(beat.thinks, who="Eve", to=beat.thinks.to))
    if kind is Kind.BESIDE:
        away = tuple(replace(e, saw=("Bob",)) for e in story.events)
        story = replace(story, events=away)
        other = beat
    planted = replace(page, paragraphs=((other,),))
    record = record_of(world, story)
    found = proof(planted, story, spun, Mentions(world).gender, record)
    assert Fault.UNFOUNDED in {finding.fault for finding in found}
