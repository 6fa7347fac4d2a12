"""Phrases: functional names, negations, and when two could be taken for one another."""

from __future__ import annotations

import pytest

from tests.lang.author import findings, world
from vervain.lang.phrases import functional_name, negations, shown


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("the lamp is lit", "lamp_lit"),
        ("debt of (debtor: person) to (lender: person)", "debt"),
        ("(a: person) loves (b: person)", "loves"),
        ("(a: person) is in (b: place)", "is_in"),
        ("what (who: person) grieves over", "what_grieves_over"),
    ],
)
def test_functional_names(phrase: str, name: str) -> None:
    made = world(f"fact {phrase}: yes or no", base="world Names\n").fluents[-1]
    assert functional_name(made.phrase.parts) == made.name == name


def denied(phrase: str) -> list[str]:
    made = world(f"fact {phrase}: yes or no", base="world Denials\n").fluents[-1]
    return [shown(parts, kinds=False) for parts in negations(made.phrase.parts)]


@pytest.mark.parametrize(
    ("phrase", "denial"),
    [
        ("the lamp is lit", "the lamp is not lit"),
        ("the years have gone by", "the years have not gone by"),
        ("(a: person) may sleep", "a may not sleep"),
        ("(a: person) has stared at (b: person)", "a has not stared at b"),
        ("(a: person) has the hand of (b: person)", "a does not have the hand of b"),
        ("(a: person) loves (b: person)", "a does not love b"),
        ("(a: person) watches (b: person)", "a does not watch b"),
        ("(a: person) carries (b: thing)", "a does not carry b"),
        ("(a: person) wonders how she was found", "a does not wonder how she was found"),
        ("the lamp burns", "the lamp does not burn"),
    ],
)
def test_denials(phrase: str, denial: str) -> None:
    assert denial in denied(phrase)


def test_what_cannot_be_denied_still_can_be_in_brackets() -> None:
    assert denied("the bells ring") == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("(a: person) is a friend of (b: person)", "(c: person) is a friend of (d: skipper)"),
        ("the lamp is lit", "the lamp is lit"),
        ("(a: person) is at (b: place)", "(who: person) is asleep"),
    ],
)
def test_two_that_could_be_taken_for_one_another(one: str, other: str) -> None:
    found = findings(
        f"""
        world Two
        kind skipper is a person
        fact {one}: yes or no
        fact {other}: yes or no
        """,
        base="",
    )
    assert [f.code for f in found] == ["V313"]
    assert found[0].hint


def test_different_kinds_are_told_apart() -> None:
    made = world(
        """
        world Two
        place the quay
        person Ida
        fact (p: place) is open: yes or no, called open_place
        fact (p: person) is open: yes or no, called open_person

        at the start
          the quay is open
          Ida is open
        """,
        base="",
    )
    assert [f.fluent for f in made.start] == ["open_place", "open_person"]
