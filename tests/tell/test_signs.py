"""What shows of feelings, and what goes on in the mind, in the words of a world."""

from __future__ import annotations

import pytest

from vervain.lang.voice import ENGLISH
from vervain.pipeline import load_text, plan, record_of, tell
from vervain.story.feel.feeling import Emotion
from vervain.tell.explain import explained
from vervain.tell.proof import proof
from vervain.tell.refer import Mentions
from vervain.tell.spin import Tense, spin

CELLAR = """
world Cellar
place the cellar
kind clerk is a person
person Ann, she, at the cellar
clerk Bob, he, at the cellar
person Eve, she, at the cellar
fact (who: person) is in the dark: yes or no
lexicon
LINES
action (one: person) blows out the candle of (two: person)
  when one is with two
   and two is not in the dark
   and one is not two
  then two is in the dark
  agreed by one
wants of Ann
  worth 9 when Bob is in the dark
wants of Bob
  worth -9 when Bob is in the dark
    so that he sees who is there
outline
  dark: until Bob is in the dark
"""


def cellar(lines: str, who: str = "nobody", **how: object) -> str:
    world = load_text(CELLAR.replace("LINES", lines), "cellar.world")
    (story,) = plan(world).chronicles
    spun = spin(world, focaliser=who, **how)
    page = tell(world, story, spun)
    record = record_of(world, story)
    assert proof(page, story, spun, Mentions(world).gender, record) == []
    return page.text()


def test_the_library_has_signs_for_every_feeling_that_comes_at_an_event() -> None:
    world = load_text(CELLAR.replace("LINES", ""), "cellar.world")
    library = [s for s in world.voice.signs if s.frame.span.file == ENGLISH]
    thought = {s.emotion for s in library if s.inner}
    assert thought == {e.value for e in Emotion} - {"love", "hate"}
    assert all(any(not s.frame.register for s in library if s.emotion == e) for e in thought)


@pytest.mark.parametrize(
    ("line", "used"),
    [
        ("shows fears confirmed: {who} {bite} {who's} lip", True),
        ("shows very strong anger: {who} {bite} {who's} lip", False),
        ("shows strong fears confirmed: {who} {bite} {who's} lip", True),
        ("shows fears confirmed when who is a clerk: {who} {bite} {who's} lip", True),
        ("shows fears confirmed when who is Ann: {who} {bite} {who's} lip", False),
        ("shows fears confirmed when who is in the dark: {who} {bite} {who's} lip", False),
        ("shows fears confirmed when who is not in the dark: {who} {bite} {who's} lip", True),
        ("shows fears confirmed as Eve: {who} {bite} {who's} lip", False),
        ("shows fears confirmed as nobody: {who} {bite} {who's} lip", True),
        ("shows fears confirmed when formal: {who} {bite} {who's} lip", False),
    ],
)
def test_a_world_has_signs_of_its_own(line: str, used: bool) -> None:
    others = "shows distress when who is Eve: {who} {nod}\n  shows reproach when who is Eve: nobody"
    told = cellar(f"  {line}\n  {others}")
    assert ("Bob bit his lip" in told or "He bit his lip" in told) is used, told


def test_it_follows_tense_and_names_whom_it_is_about() -> None:
    line = "  shows fears confirmed: {who} {turn} {who's} back on {whom}"
    assert "He turns his back on her." in cellar(line, tense=Tense.PRESENT)
    assert "He turned his back on her." in cellar(line, "Eve", person=1)


def test_what_goes_on_in_the_mind() -> None:
    line = "  feels fears confirmed: {whom} {be} a pest"
    assert "She was a pest." in cellar(line, "Bob")
    assert "She is a pest." in cellar(line, "Bob", person=1, tense=Tense.PRESENT)
    gain = "  feels fears confirmed: nothing {comes} of it that {gain}"
    assert "Nothing came of it that he would see who was there." in cellar(gain, "Bob")


def test_the_line_is_named_by_explain() -> None:
    world = load_text(
        CELLAR.replace("LINES", "  shows fears confirmed: {who} {bite} {who's} lip"), "cellar.world"
    )
    (story,) = plan(world).chronicles
    page = tell(world, story, spin(world))
    line = next(sentence for sentence in explained(page) if "bit his lip" in sentence.text)
    assert (line.file, line.line) == ("cellar.world", 10)
    assert line.knows == "saw"
