"""Whoever is not known by name is called by a description; others are introduced once."""

from __future__ import annotations

import pytest

from vervain.pipeline import load_text, plan, tell
from vervain.tell.acquaintance import descriptions
from vervain.tell.proof import proof
from vervain.tell.refer import Mentions
from vervain.tell.spin import spin

TRAIN = """
world Train
place the carriage
kind traveller is a person
person Ann, she, "the woman in grey", "the woman who knits by the window", at the carriage
traveller Bob, he, "the porter", at the carriage
traveller Eve, she, "the porter's sister", at the carriage
traveller Ida, she, at the carriage
FACT
fact (who: person) is greeted: yes or no
at the start
  KNOWN
action (one: person) greets (two: person)
  when two is not greeted
   and one is not two
  then two is greeted
  agreed by one
  SAY
wants of Ann
  worth 1 when Bob is greeted
wants of Bob
  worth 1 when Eve is greeted
outline
  first: until Bob is greeted
  second: until Eve is greeted
"""
FACT = "fact (one: person) knows (two: person) by name: yes or no, usually yes"


def train(who: str, known: str = "", say: str = "", fact: str = FACT) -> str:
    text = TRAIN.replace("FACT", fact).replace("KNOWN", known or "Ann is not greeted")
    world = load_text(text.replace("  SAY\n", f"  {say}\n" if say else ""), "train.world")
    (story,) = plan(world).chronicles
    how = spin(world, focaliser=who)
    page = tell(world, story, how)
    assert proof(page, story, how, Mentions(world).gender) == []
    return page.text().replace("\n\n", " ")


@pytest.mark.parametrize("fact", [FACT, FACT.replace(" by name", "")])
def test_who_is_not_known_by_name_is_called_by_the_shortest_description(fact: str) -> None:
    by = " by name" if "by name" in fact else ""
    nobody_knows = f"every (t: traveller) does not know Ann{by}"
    bob = train("Bob", nobody_knows, fact=fact)
    assert bob == "The woman in grey greeted Bob. He greeted Eve."
    assert train("Ann", nobody_knows, fact=fact).startswith("Ann greeted Bob.")
    assert train("nobody", nobody_knows, fact=fact).startswith("Ann, the woman in grey, greeted")


def test_who_has_no_description_is_named_all_the_same() -> None:
    text = train("Ida", "Ida does not know Bob by name")
    assert "greeted the porter" in text


def test_who_acts_is_introduced_once_and_only_in_words_for_anybody() -> None:
    assert train("nobody") == "Ann, the woman in grey, greeted Bob. He greeted Eve."
    assert "grey" not in train("Ida", say="say as Ida: {one} {nod} at {two}")
    assert train("Ida").count("the woman in grey") == 1


def test_a_description_that_two_share_is_none() -> None:
    world = load_text(
        TRAIN.replace("FACT", "")
        .replace("  SAY\n", "")
        .replace("KNOWN", "Ann is not greeted")
        .replace('"the porter\'s sister"', '"the porter", "her sister"'),
        "train.world",
    )
    assert descriptions(world.entities) == {"Ann": "the woman in grey"}
