"""The proof finds each fault that is planted in a telling, and none in a telling that ships."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from vervain.lang.world import World
from vervain.pipeline import load, plan, tell
from vervain.story.chronicle import Chronicle
from vervain.tell.discourse import Discourse, Told
from vervain.tell.proof import Fault, proof
from vervain.tell.refer import Mentions
from vervain.tell.spin import Order, Spin, Tense, spin
from vervain.tell.tree import SUBJECT, Finite, Form, Mention, Sentence, Words

PEOPLE = {"always_safe": ("Caroline", "Klaus", "Sheila"), "gull_point": ("Ida", "Tom", "Bess")}


@pytest.fixture(scope="module", params=sorted(PEOPLE))
def case(request: pytest.FixtureRequest) -> tuple[World, Chronicle]:
    world = load(request.param)
    return world, plan(world).chronicles[0]


def faults(world: World, story: Chronicle, how: Spin, page: Discourse) -> list[Fault]:
    return [f.fault for f in proof(page, story, how, Mentions(world).gender)]


def test_tellings_of_every_mind_person_tense_and_order_have_no_fault(
    case: tuple[World, Chronicle],
) -> None:
    world, story = case
    people = PEOPLE["always_safe" if "Safe" in world.name else "gull_point"]
    for who, person, tense, order in product(people, (1, 2, 3), list(Tense)[:2], Order):
        how = spin(world, focaliser=who, person=person, tense=tense, order=order)
        page = tell(world, story, how)
        assert page.words() > 50
        assert faults(world, story, how, page) == [], (who, person, tense, order)


def planted(case: tuple[World, Chronicle], *told: Told) -> list[Fault]:
    """What the proof says of a telling from the first of the people, with these put in its middle,
    beyond what it says of nothing."""
    world, story = case
    who = PEOPLE["always_safe" if "Safe" in world.name else "gull_point"][0]
    how = spin(world, focaliser=who, person=3, tense=Tense.PAST)
    page = tell(world, story, how)
    return faults(world, story, how, replace(page, paragraphs=(*page.paragraphs, told)))


def sentence(*tokens: Words | Mention | Finite) -> tuple[Sentence, ...]:
    return (Sentence(tokens),)


def said(text: str) -> Told:
    return Told(sentence(Words(text)), (), None, None)


def named(name: str, case: int = SUBJECT) -> Mention:
    return Mention((name,), name, case, Form.NAME, 1)


def test_a_pronoun_with_two_readings_is_found(case: tuple[World, Chronicle]) -> None:
    two = ("Caroline", "Sheila") if "Safe" in case[0].name else ("Ida", "Bess")
    pronoun = Mention((two[0],), "She", SUBJECT, Form.PRONOUN, 1, "she")
    first = sentence(*map(named, two), Words(" came."))
    second = sentence(pronoun, Words(" sat."))
    assert planted(case, Told((*first, *second), (), None, None)) == [Fault.AMBIGUOUS]


def test_a_pronoun_for_nobody_is_found(case: tuple[World, Chronicle]) -> None:
    pronoun = Mention(("Tom",), "He", SUBJECT, Form.PRONOUN, 1, "he")
    told = Told(sentence(pronoun, Words(" sat.")), (), None, None)
    assert planted(case, said("It rained."), told) == [Fault.AMBIGUOUS]


def test_a_leak_is_found(case: tuple[World, Chronicle]) -> None:
    world, story = case
    who = PEOPLE["always_safe" if "Safe" in world.name else "gull_point"][0]
    unseen = next(e for e in story.events if who not in (*e.saw, *e.glimpsed))
    assert planted(
        case, replace(said("It rained."), events=(unseen.id,), focaliser=who, opens="on")
    ) == [Fault.LEAK]


def test_a_slip_of_tense_is_found(case: tuple[World, Chronicle]) -> None:
    slip = sentence(Words("It "), Finite("rain", "rains", Tense.PRESENT), Words("."))
    assert planted(case, Told(slip, (), None, None)) == [Fault.TENSE]
    assert planted(case, said("The door is shut.")) == [Fault.TENSE]
    assert planted(case, said('"The door is shut," said nobody.')) == []
    assert planted(case, said('"Wait. The door is shut," said nobody.')) == []


@pytest.mark.parametrize(
    "text",
    [
        "There was a hour.",
        "It  rained.",
        "It rained .",
        "The {who} came.",
        "None came.",
        "it came.",
    ],
)
def test_what_no_page_should_show_is_found(case: tuple[World, Chronicle], text: str) -> None:
    assert Fault.UNCLEAN in planted(case, said(text))


def test_a_frame_three_times_on_a_page_is_found(case: tuple[World, Chronicle]) -> None:
    frame = case[0].actions[0].span
    three = [replace(said("It rained."), frame=frame)] * 3
    assert planted(case, *three) == [Fault.REPEATED]
    assert planted(case, *three[:2]) == []


def test_a_look_back_without_its_return_is_found(case: tuple[World, Chronicle]) -> None:
    back = replace(said("It had rained."), opens="back")
    assert planted(case, back, replace(said("It rained."), opens="on")) == [Fault.DANGLING]
    assert planted(case, back) == [Fault.DANGLING]
    assert planted(case, back, replace(said("It rained."), opens="return")) == []


def test_the_narrator_as_somebody_else_is_found(case: tuple[World, Chronicle]) -> None:
    world, story = case
    who = PEOPLE["always_safe" if "Safe" in world.name else "gull_point"][0]
    how = spin(world, focaliser=who, person=1, tense=Tense.PAST)
    slip = Told(sentence(Words("It rained on her.")), (), None, who, opens="on")
    page = Discourse("", ((slip,),))
    assert faults(world, story, how, page) == [Fault.PERSON]
