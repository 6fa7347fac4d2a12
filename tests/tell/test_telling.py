"""What the sentences of a telling have to get right, on a small world of three people."""

from __future__ import annotations

import re

import pytest

from vervain.pipeline import load, load_text, plan, tell
from vervain.tell.refer import OBJECT, SUBJECT, Mentions
from vervain.tell.spin import Tense, spin

KITCHEN = """
world Kitchen
include travel
place the kitchen
person Ann, she, at the kitchen
person Eve, she, at the kitchen
person Bob, he, at the kitchen
fact (who: person) is glad: yes or no
action (one: person) thanks (two: person)
  when one is with two
  then two is glad
  agreed by one
  say FRAME
wants of Ann
  worth 1 when GLAD is glad
    so that PURPOSE
outline
  thanks: until GLAD is glad
telling Kitchen
  from Ann, third person, present tense
"""


def told(frame: str, glad: str = "Bob", purpose: str = "all is well", **how: object) -> str:
    text = KITCHEN.replace("FRAME", frame).replace("GLAD", glad).replace("PURPOSE", purpose)
    world = load_text(text, "kitchen.world")
    (story,) = plan(world).chronicles
    page = tell(world, story, spin(world, **how))
    return page.paragraphs[0][0].text.split(", so that")[0]


@pytest.mark.parametrize(
    ("frame", "sentence"),
    [
        ("{one} {thank} {two}", "Ann thanks Bob"),
        ("{one} {thank} {two} and {go} to {two's} chair", "Ann thanks Bob and goes to his chair"),
        ("{one} {look} at {two}, who {be} tired", "Ann looks at Bob, who is tired"),
        ("{one} {ask} {two} how {two} had known", "Ann asks Bob how he had known"),
        ("{one} {ask} {two} whether {one} would do, and {hold} {two}",
         "Ann asks Bob whether she would do, and holds him"),
        ("{one}, far away, {think} of {two}", "Ann, far away, thinks of Bob"),
        ("{one} {look} at {one}", "Ann looks at herself"),
    ],
)  # fmt: skip
def test_roles_become_names_and_pronouns(frame: str, sentence: str) -> None:
    assert told(frame).rstrip(".") == sentence


def test_a_pronoun_that_could_mean_two_is_not_used() -> None:
    assert told("{one} {thank} {two}, and {two} {smile}", "Bob").startswith(
        "Ann thanks Bob, and he smiles"
    )
    assert told("{one} {thank} {two}, and {two} {smile}", "Eve").startswith(
        "Ann thanks Eve, and Eve smiles"
    )


def test_in_a_new_paragraph_who_was_in_the_last_sentence_can_be_a_pronoun() -> None:
    said = Mentions(load("gull_point"))
    said.refer("Tom", SUBJECT)
    said.end_sentence()
    said.turn()
    assert said.refer("Tom", SUBJECT).text == "he"
    said.end_sentence()
    said.end_sentence()
    said.turn()
    assert said.refer("Tom", SUBJECT).text == "Tom"
    said.refer("Ida", OBJECT)
    said.refer("Bess", OBJECT)
    said.end_sentence()
    said.turn()
    assert said.refer("Ida", SUBJECT).text == "Ida"


def test_tense_and_person() -> None:
    frame = "{one} {go} up to {two} and {be} glad"
    assert told(frame).startswith("Ann goes up to Bob and is glad")
    assert told(frame, tense=Tense.PAST).startswith("Ann went up to Bob and was glad")
    assert told(frame, person=1).startswith("I go up to Bob and am glad")


def test_a_want_in_words_that_would_be_about_me_is_left_out() -> None:
    world = load_text(
        KITCHEN.replace("FRAME", "{one} {thank} {two}")
        .replace("GLAD", "Bob")
        .replace("PURPOSE", "she is at peace"),
        "kitchen.world",
    )
    (story,) = plan(world).chronicles
    assert tell(world, story).text() == "Ann thanks Bob, to be at peace."
    assert "she" not in tell(world, story, spin(world, person=1)).text()


@pytest.mark.parametrize("name", ["always_safe", "gull_point", "hello"])
@pytest.mark.parametrize("person", [1, 3])
@pytest.mark.parametrize("tense", list(Tense)[:2])
def test_a_page_is_clean(name: str, person: int, tense: Tense) -> None:
    """No hole unfilled, no double blank, no `a hour`, every sentence begun and ended."""
    world = load(name)
    (story,) = plan(world).chronicles
    text = tell(world, story, spin(world, person=person, tense=tense)).text()
    assert not re.search(r"[{}]|  | [.,;]|\.\.(?!\.)", text)
    assert not re.search(r"\b[aA] (?:[aeioAEIO]|hour)", text)
    for paragraph in text.split("\n\n"):
        assert re.match(r"[A-Z\"“]", paragraph), paragraph
        assert re.search(r"[.!?…][\"”]?$", paragraph), paragraph
    assert tell(world, story, spin(world, person=person, tense=tense)).text() == text
