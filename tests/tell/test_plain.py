"""A fault never ships: where every wording has one, something plainer is told."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from vervain.pipeline import load_text, plan, tell
from vervain.story.chronicle import Act
from vervain.tell.choose import Page
from vervain.tell.lexicon import lexicon_of
from vervain.tell.plain import passive_of
from vervain.tell.proof import proof
from vervain.tell.realise import Scene, realise
from vervain.tell.refer import Mentions
from vervain.tell.spin import Tense, spin

SHED = """
world Shed
include travel
place the shed
person Ann, she, at the shed
person Eve, she, at the shed
person Bob, he, at the shed
fact (who: person) is glad: yes or no
action (one: person) HEADING
  when one is with two
   and two is not glad
   and one is Ann
  then two is glad
  agreed by one
  say SAY
wants of Ann
  worth 1 when Bob is glad
  worth 1 when Eve is glad
outline
  thanks: until Bob is glad and Eve is glad
"""

FAULTS = [
    "{one} {find} None of it",
    "{one} {wait} a hour",
    "{one} {see} [two] ",
    "{one} {think} that it is late",
    "it {is} her hour , and it is late",
    "{one} {look} at {two}, and the umbrella is hers.. {one} {wait}",
]
"""Each is wrong in the past: a bracket, an article, a blank, a verb in the present."""


@pytest.mark.parametrize("say", FAULTS)
@pytest.mark.parametrize(
    "heading",
    ["thanks (two: person)", "thanks (two: person) for what is hers", "hurts (two: person) a hour"],
)
def test_a_fault_in_every_wording_does_not_ship(say: str, heading: str) -> None:
    text = SHED.replace("HEADING", heading).replace("SAY", say)
    world = load_text(text, "shed.world")
    (story,) = plan(world).chronicles
    for who, person, tense in product(("Ann", "Eve", "nobody"), (1, 3), list(Tense)[:2]):
        how = spin(world, focaliser=who, person=person if who != "nobody" else 3, tense=tense)
        page = tell(world, story, how)
        assert proof(page, story, how, Mentions(world).gender) == []
        assert page.words() >= 3


def plainest(heading: str, **how: object) -> str:
    text = SHED.replace("HEADING", heading).replace("SAY", "None {go}")
    world = load_text(text, "shed.world")
    return tell(world, plan(world).chronicles[0], spin(world, **how)).text()


def test_what_cannot_be_said_in_the_acts_own_phrase_is_only_hinted_at() -> None:
    assert plainest("calls None of (two: person)") == "Ann did something."
    assert plainest("waits a hour for (two: person)").startswith("Ann waited an hour for")
    assert plainest("says it is late to (two: person)").startswith("Ann said it was late to")


@pytest.mark.parametrize(
    ("heading", "passive"),
    [
        ("thanks (two: person)", "Bob was thanked by Ann."),
        ("takes (two: person) to task", "Bob was taken to task by Ann."),
        ("walks to (two: person)", ""),
        ("has (two: person)", ""),
    ],
)
def test_the_phrase_of_an_act_in_the_passive(heading: str, passive: str) -> None:
    world = load_text(SHED.replace("HEADING", heading).replace("  say SAY\n", ""), "shed.world")
    act = next(a for a in world.actions if heading.startswith(a.name.split("_")[0]))
    parts = passive_of(act.phrase, lexicon_of(world))
    scene = Scene({"one": "Ann", "two": "Bob"}, {}, Tense.PAST, Mentions(world))
    assert " ".join(s.text for s in realise(parts, scene)) == passive if passive else parts == ()


def test_what_stands_on_a_page_twice_is_not_said_again_on_it() -> None:
    """Active twice, passive twice; then it only goes on, which is said once."""
    world = load_text(SHED.replace("HEADING", "thanks (two: person)").replace("  say SAY\n", ""))
    (story,) = plan(world).chronicles
    event = story.events[0]
    again = [replace(event, id=n, act=_act(event.act, n)) for n in range(9)]
    page = tell(world, replace(story, events=tuple(again), stages=()))
    assert page.text() == (
        "Ann thanked Eve. Eve thanked Bob. Ann was thanked by him. He was thanked by her. "
        "It went on like that."
    ), page.text()


def _act(act: Act, number: int) -> Act:
    """The same with others in its roles: each time both are others, so that no run is made."""
    people = ("Ann", "Eve", "Bob")
    one, two = people[number % 3], people[(number + 1 + number // 3 % 2) % 3]
    return replace(act, roles=(("one", one), ("two", two)))


def test_a_page_counts_what_stands_on_it_and_forgets_what_does_not() -> None:
    page = Page()
    page.use("walks", 200)
    assert page.count("walks") == 1
    page.use("walks", 200)
    assert page.count("walks") == 1
    page.use("waits", 50)
    assert (page.count("walks"), page.count("waits")) == (1, 1)
