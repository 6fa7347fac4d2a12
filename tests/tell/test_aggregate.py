"""Two acts of one person in one sentence: where that is allowed, and how it reads."""

from __future__ import annotations

import pytest

from vervain.pipeline import load_text, plan, tell
from vervain.tell.proof import proof
from vervain.tell.refer import Mentions
from vervain.tell.spin import Tense, spin

MARKET = """
world Market
include travel
place the gate, next to the market
place the market
person Ann, she, at the market
person Bob, he, at the market
fact (who: person) is paid: yes or no
fact (who: person) is thanked: yes or no
action (one: person) pays (two: person)
  when one is with two
   and one is not two
   and two is not paid
  then two is paid
  agreed by one
  PAYS
action (one: person) thanks (two: person)
  when one is with two
   and one is not two
   and two is THEN
   and two is not thanked
  then two is thanked
  agreed by one
  takes 10 minutes
  THANKS
wants of Ann
  worth 1 when Bob is thanked
outline
  the end: until Bob is thanked
"""


def market(pays: str, thanks: str, then: str = "paid", **how: object) -> str:
    text = MARKET.replace("PAYS", pays).replace("THANKS", thanks).replace("THEN", then)
    lines = (line for line in text.split("\n") if line.strip())
    world = load_text("\n".join(lines), "market.world")
    (story,) = plan(world).chronicles
    spun = spin(world, **how)
    page = tell(world, story, spun)
    assert proof(page, story, spun, Mentions(world).gender) == []
    return page.text()


PAYS, THANKS = "say {one} {pays} {two}", "say {one} {thanks} {two} for it"


@pytest.mark.parametrize(
    ("how", "end"),
    [
        ({}, "Ann paid Bob and thanked him for it."),
        ({"focaliser": "Ann", "person": 1}, "I paid Bob and thanked him for it."),
        (
            {"focaliser": "Ann", "person": 1, "tense": Tense.PRESENT},
            "I pay Bob and thank him for it.",
        ),
        ({"focaliser": "Bob", "person": 1}, "Ann paid me and thanked me for it."),
    ],
)
def test_two_acts_of_one_person_are_one_sentence(how: dict[str, object], end: str) -> None:
    text = market(PAYS, THANKS, **how)
    assert text == end


def test_an_act_that_does_not_follow_from_the_other_stands_alone() -> None:
    """Nothing that she did made it possible to thank him."""
    text = (
        MARKET.replace("PAYS", PAYS).replace("THANKS", THANKS).replace("   and two is THEN\n", "")
    )
    text = text.replace(
        "worth 1 when Bob is thanked", "worth 1 when Bob is thanked and Bob is paid"
    )
    world = load_text(text.replace("until Bob is thanked", "until Bob is thanked and Bob is paid"))
    said = tell(world, plan(world).chronicles[0]).text()
    assert "and thanked" not in said
    assert "and paid" not in said


@pytest.mark.parametrize(
    ("pays", "thanks"),
    [
        ("say as Ann: {one} {pays} {two}", THANKS),
        (PAYS, "say as Ann: {one} {thanks} {two}"),
        ("say {one} {pays} {two} and {smiles}", THANKS),
        (PAYS, 'say "Thank you," {one} {says}'),
        (PAYS, "say {one} {thanks} {two}. It {rains}"),
        (PAYS, f"say {{one}} {{thanks}} {{two}}{' very much indeed' * 6}"),
        (PAYS, "say it {pleases} {one} to thank {two}"),
    ],
)
def test_words_that_cannot_be_joined_are_left_as_they_are(pays: str, thanks: str) -> None:
    """The author's own for one mind, with a joint or a speech in them, of two sentences, or
    long."""
    assert "and thank" not in market(pays, thanks, focaliser="Ann")
