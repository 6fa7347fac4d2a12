"""Words that come to hand before the language's own: each is put in its own."""

from __future__ import annotations

import pytest

from tests.lang.author import findings

WORLD = """\
world Boat
include travel
place the galley, next to the deck
place the deck
person Ida, she, at the galley
person Tom, he, at the deck
thing the kettle, held by Ida
fact the boat is sold: yes or no
fact debt of (a: person) to (b: person): number
fact (who: person) is asleep: yes or no
at the start
  START
action (one: person) sings
  when WHEN
  then THEN
  agreed by one
"""
RIGHT = {"START": "the boat is sold", "WHEN": "one is at the deck", "THEN": "Tom is asleep"}
HABITS = (
    ("START", "Tom thinks the boat is sold", "Tom believes the boat is sold"),
    ("START", "Tom supposes that the boat is sold", "Tom believes the boat is sold"),
    ("START", "Tom believes that the boat is sold", "the boat is sold"),
    ("START", "the boat isn't sold", "the boat is not sold"),
    ("START", "the boat is sold.", "the boat is sold"),
    ("START", "Tom is in the galley", "Tom is at the galley"),
    ("START", "the kettle is on the deck", "the kettle is at the deck"),
    ("START", "Tom at the galley", "Tom is at the galley"),
    ("START", "debt of Tom to Ida = 5", "debt of Tom to Ida is 5"),
    ("WHEN", "one is in the deck", "one is at the deck"),
    ("WHEN", "one is not in the deck", "one is not at the deck"),
    ("WHEN", "debt of one to Ida > 5", "debt of one to Ida is more than 5"),
    ("WHEN", "debt of one to Ida >= 5", "debt of one to Ida is at least 5"),
    ("WHEN", "debt of one to Ida < 5", "debt of one to Ida is less than 5"),
    ("WHEN", "debt of one to Ida is greater than 5", "debt of one to Ida is more than 5"),
    ("THEN", "debt of Tom to Ida increases by 5", "debt of Tom to Ida rises by 5"),
    ("THEN", "debt of Tom to Ida rises 5", "debt of Tom to Ida rises by 5"),
    ("THEN", "debt of Tom to Ida drops by 5", "debt of Tom to Ida falls by 5"),
    ("THEN", "if Tom is asleep then Ida is asleep", "if Tom is asleep: Ida is asleep"),
    ("THEN", "Tom learns that the boat is sold", "Tom believes the boat is sold"),
)
AMOUNTS = (
    ("WHEN", "someone is asleep", "for some (p: person): p …"),
    ("WHEN", "nobody is asleep", "for no (p: person): p …"),
    ("THEN", "everyone is asleep", "for every (p: person): p …"),
)


def _world(place: str, line: str) -> str:
    text = WORLD
    for name, right in RIGHT.items():
        text = text.replace(name, line if name == place else right)
    return text


@pytest.mark.parametrize(("place", "written", "meant"), HABITS)
def test_the_way_out_is_the_line_that_was_meant(place: str, written: str, meant: str) -> None:
    (found,) = findings(_world(place, written), base="")
    assert found.hint == f"write: {meant}"


@pytest.mark.parametrize(("place", "written", "meant"), HABITS)
def test_the_line_that_was_meant_can_be_taken(place: str, written: str, meant: str) -> None:
    assert findings(_world(place, meant), base="") == []


@pytest.mark.parametrize(("place", "written", "way"), AMOUNTS)
def test_nobody_in_particular(place: str, written: str, way: str) -> None:
    (found,) = findings(_world(place, written), base="")
    assert found.hint == f"write, say: {way}"


def test_a_name_alone_says_nothing() -> None:
    (found,) = findings(_world("WHEN", "Ida"), base="")
    assert found.hint == "say what is so of it, say: Ida is …"


def test_a_word_in_a_fact_of_ones_own_is_left_alone() -> None:
    text = _world("START", "Tom is in the mood").replace(
        "fact the boat", "fact (who: person) is in the mood: yes or no\nfact the boat"
    )
    assert findings(text, base="") == []


@pytest.mark.parametrize(
    ("lines", "way"),
    [
        ("  seen by all\n", "write: everyone"),
        ("wants of everybody\n  worth 1 when Tom is asleep\n", "write: every (p: person)"),
        ("  say as everybody: {one} {sing}\n", "name a person"),
    ],
)
def test_all_of_them_where_one_is_named(lines: str, way: str) -> None:
    text = WORLD + lines
    for name, right in RIGHT.items():
        text = text.replace(name, right)
    (found,) = findings(text, base="")
    assert found.hint == way
