"""Scenario 8, false belief of the orders 1 to 4: bluff and double bluff, planned and explained."""

from __future__ import annotations

from functools import cache

from tests.tell.minds import BLUFF, DOUBLE, story
from vervain import pipeline
from vervain.story.case import Case
from vervain.story.chronicle import Belief, Event, Fact
from vervain.story.knowing import who_knows
from vervain.story.why import why
from vervain.tell.answer import Answer
from vervain.tell.answer_knowing import known_words
from vervain.tell.answer_why import why_words
from vervain.tell.speaker import Speaker
from vervain.tell.spin import spin


@cache
def opened(text: str) -> Case:
    world, chronicle = story(text)
    return pipeline.case(world, chronicle)


def event(text: str, act: str) -> Event:
    return next(e for e in story(text)[1].events if e.act.name.startswith(act))


def deepest(text: str, act: str) -> Belief:
    """The belief through most minds on which the act rests."""
    beliefs = (b for r in event(text, act).reasons for b in r.beliefs)
    return max(beliefs, key=lambda b: len(b.fact.minds))


def words(answer: Answer) -> str:
    return " ".join([answer.text, *map(words, answer.parts)])


def explained(text: str, act: str) -> str:
    case = opened(text)
    return words(why_words(Speaker(case.world, case.chronicle), why(case, event(text, act).id)))


def known(text: str, minds: tuple[str, ...], act: str) -> str:
    case = opened(text)
    found = who_knows(case, Fact("box_empty", (), minds), event(text, act).id)
    return words(known_words(Speaker(case.world, case.chronicle), found))


def test_he_is_wrong_about_what_she_believes_and_acts_on_it() -> None:
    belief = deepest(BLUFF, "goes_out")
    assert belief.fact.minds == ("Bob", "Ann")
    assert (belief.value, belief.true) == (True, False)
    assert event(BLUFF, "takes").agreed == ("Ann",)
    said = explained(BLUFF, "goes_out")
    assert "Bob believes that Ann believes that the box is empty (wrongly: Ann believes" in said


def test_the_double_bluff_rests_on_four_minds() -> None:
    belief = deepest(DOUBLE, "makes")
    assert belief.fact.minds == ("Bob", "Ann", "Bob", "Ann")
    assert (belief.value, belief.true) == (True, True)
    assert deepest(DOUBLE, "tells_tales").fact.minds == ("Cyd", "Bob", "Ann")
    said = explained(DOUBLE, "makes")
    assert (
        "Bob knows that Ann believes that Bob believes that Ann believes that the box is empty"
        in said
    )
    assert "Cyd knows that Bob believes that Ann believes that the box is empty" in explained(
        DOUBLE, "tells_tales"
    )


def test_without_what_she_takes_him_to_think_there_is_no_trap() -> None:
    """The planner needs each mind: were she to know that he knows, she would not come."""
    honest = DOUBLE.replace(
        "   and Bob believes Ann believes Ann has looked\n",
        "   and Bob believes Ann believes Ann has looked\n"
        "   and Bob believes Ann believes Bob believes Ann believes the box is not empty\n",
    )
    world = pipeline.load_text(honest)
    assert pipeline.plan(world).chronicles == ()


def test_who_knows_what_another_believes() -> None:
    """Two minds, and three."""
    two = known(DOUBLE, ("Ann",), "makes")
    assert "Bob knows it, from Cyd" in two
    three = known(BLUFF, ("Bob", "Ann"), "goes_out")
    assert three.startswith("Bob believes that Ann believes that the box is empty")
    assert "Ann" in three
    assert "know it" in three
    wrong = known(DOUBLE, ("Bob", "Ann"), "makes")
    assert "Ann wrongly believes that Bob believes that Ann believes that the box is empty" in wrong


def test_told_from_each_side_it_is_another_story() -> None:
    world, chronicle = story(DOUBLE)
    told = {
        who: pipeline.tell(world, chronicle, spin(world, focaliser=who)).text()
        for who in ("Ann", "Bob", "Cyd")
    }
    assert len(set(told.values())) == 3
    assert "whispered" not in told["Ann"], "only he hears it"
    assert "banged the door" not in told["Ann"]
    assert "window" not in told["Bob"]
    assert "he knew better" in told["Ann"].split("\n\n")[-1]
