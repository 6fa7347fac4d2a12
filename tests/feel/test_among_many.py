"""What is felt in a run among many people: only what came about is done again, with the minds of
those who had to do with it."""

from __future__ import annotations

import pytest

import vervain
from vervain import pipeline
from vervain.lang.world import World
from vervain.story.chronicle import Chronicle
from vervain.story.feel import again
from vervain.story.feel.feeling import Emotion, Feelings
from vervain.story.feel.makers import makers

FAIR = """
world The Fair
include seeing
one turn is 1 hour

kind villager is a person
place the green
place the barn, next to the green
person Ann, she, at the green
person Tom, he, at the green
person Bess, she, at the barn
people 120 villager

fact care of (one: person) for (two: person): -10..10
fact the fiddle is broken: yes or no
fact (who: person) has trodden on the fiddle: yes or no
fact the stall has burnt: yes or no
fact the prize is given: yes or no
fact (who: person) has heard of it: yes or no

at the start
  every (v: villager) is at the barn
  care of Bess for Ann is 8
  care of Ann for Tom is 3

happening Tom treads on the fiddle
  when the fiddle is not broken
  then the fiddle is broken
   and Tom has trodden on the fiddle
  seen by Ann, Tom

action (who: person) burns the stall
  when who is at the green
   and the fiddle is broken
   and who is Tom
   and the stall has not burnt
  then the stall has burnt
  agreed by who
  seen by Ann, Tom

action (one: person) tells (two: person) of the stall
  when one believes the stall has burnt
   and two has not heard of it
   and one is Ann
   and two is Bess
   and one is at the green
  then two believes the stall has burnt
   and two has heard of it
  agreed by one
  seen by one, two

happening the fair is over
  when Bess has heard of it
   and the stall has burnt
   and the prize is not given
  then the prize is given
  seen by everyone

wants of Ann
  worth 8 when the stall has not burnt
  worth 2 when Bess has heard of it
  worth 3 when the fiddle is not broken
wants of Tom
  worth 5 when the stall has burnt
wants of Bess
  worth 1 when the prize is given
  worth 2 when the stall has not burnt
wants of every (who: villager)
  worth 2 when the prize is given
"""

AGREED = "  agreed by who\n"

PROSPECTS = {
    *(Emotion.HOPE, Emotion.FEAR, Emotion.SATISFACTION, Emotion.FEARS_CONFIRMED),
    *(Emotion.DISAPPOINTMENT, Emotion.RELIEF),
}


@pytest.fixture(autouse=True)
def _large(monkeypatch: pytest.MonkeyPatch) -> None:
    """So many ways to fill in an act are too many for these tests."""
    monkeypatch.setattr(again, "MOST", 10_000)


def lived(text: str = FAIR) -> tuple[World, Chronicle]:
    run = vervain.run(vervain.load_text(text), span=8)
    return run.life.given, run.chronicle


def of(found: Feelings, who: str) -> list[tuple[Emotion, str | None, int, int | None]]:
    """What somebody feels, but for what they reckon with."""
    own = (f for f in found.feelings if f.who == who and f.emotion not in PROSPECTS)
    return sorted(((f.emotion, f.toward, f.since, f.until) for f in own), key=str)


def test_the_same_is_felt_as_where_all_is_done_again(monkeypatch: pytest.MonkeyPatch) -> None:
    world, told = lived()
    case = pipeline.case(world, told)
    assert not case.ground.whole
    assert set(case.ground.agents) == {"Ann", "Tom", "Bess"}
    few = pipeline.feelings(case)
    monkeypatch.setattr(again, "MOST", 100_000)
    whole = pipeline.case(world, told)
    assert whole.ground.whole
    assert len(whole.ground.agents) == 123
    found = pipeline.feelings(whole)
    for who in ("Ann", "Tom", "Bess"):
        assert of(few, who) == of(found, who)
    assert of(few, "Ann")
    assert of(few, "Bess")


def test_who_is_asked_about_has_a_mind() -> None:
    world, told = lived()
    somebody = told.people[50]
    case = pipeline.case(world, told, about=[somebody])
    found = pipeline.feelings(case)
    over = next(e.id for e in told.events if e.act.name.startswith("fair_over"))
    (joy,) = [f for f in found.feelings if f.who == somebody and f.emotion is Emotion.JOY]
    assert joy.event == over


@pytest.mark.parametrize(
    ("text", "makers_"),
    [
        (FAIR, {("Tom",)}),
        (FAIR.replace("   and who is Tom\n", ""), None),
        (FAIR.replace("burns the stall", "burns the stall of (other: person)"), {("Tom",)}),
        (
            FAIR.replace("action (who: person) b", "happening (who: person) b").replace(AGREED, ""),
            None,
        ),
    ],
)
def test_what_gives_a_doer_away(text: str, makers_: set[tuple[str, ...]] | None) -> None:
    """That the stall has burnt: who could have done it, whether or not anybody has."""
    world = vervain.load_text(text)
    evaluator = pipeline.case(*lived()).evaluator
    assert makers(world, evaluator, "stall_has_burnt", (), True) == makers_


def test_what_anybody_could_have_done_is_laid_on_nobody() -> None:
    """Bess is told that the stall has burnt: of all acts that came about only Tom's did that."""
    world, told = lived(FAIR.replace("   and who is Tom\n", ""))
    found = pipeline.feelings(pipeline.case(world, told))
    angry = [f for f in found.feelings if f.who == "Bess" and f.emotion is Emotion.ANGER]
    assert not angry
    sad = [f for f in found.feelings if f.who == "Bess" and f.emotion is Emotion.DISTRESS]
    assert [f.deed for f in sad] == [None]
