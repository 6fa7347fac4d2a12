"""Joy and distress, hope and fear, and how hope and fear close."""

from __future__ import annotations

from tests.feel.stories import Story, story
from vervain.story.feel.feeling import Emotion, Ended

STORM = """
    happening lightning strikes the barn
      when the barn has not burnt
      then the barn has burnt
      seen by everyone

    wants of Ann
      worth -5 when the barn has burnt
        so that there is a roof over the hay

    outline
      the fire: until the barn has burnt
"""

HARVEST = """
    fact the hay is in: yes or no
    fact it has rained: yes or no
    fact the cart is ready: yes or no

    action (who: person) readies the cart
      when the cart is not ready
      then the cart is ready
      agreed by who
      seen by everyone

    action (who: person) brings in the hay
      when the cart is ready
       and the hay is not in
       and it has not rained
      then the hay is in
      agreed by who
      seen by everyone

    happening the rain comes
      when the hay is not in
       and it has not rained
      then it has rained
      seen by everyone

    wants of Ann
      worth 4 when the hay is in
        so that the beasts have something to eat
"""

HOPE_COMES_TRUE = HARVEST + "\n    outline\n      the hay: until the hay is in\n"
HOPE_IS_DASHED = (
    HARVEST
    + """
    outline
      the cart: until the cart is ready
      the rain: until it has rained
"""
)

FLOOD = """
    fact the water is high: yes or no
    fact the wall stands: yes or no
    fact the house is wet: yes or no

    happening the water rises
      when the water is not high
      then the water is high
      seen by everyone

    happening the water comes in
      when the water is high
       and the wall does not stand
       and the house is not wet
      then the house is wet
      seen by everyone

    action (who: person) builds the wall
      when the water is high
       and the wall does not stand
       and the house is not wet
      then the wall stands
      agreed by who
      seen by everyone

    wants of Ann
      worth -4 when the house is wet
        so that the house stays dry
    wants of Tom
      worth 1 when the wall stands
        so that he has done something
"""
FEAR_COMES_TRUE = FLOOD + "\n    outline\n      the flood: until the house is wet\n"
FEAR_IS_LIFTED = (
    FLOOD
    + """
    outline
      the rise: until the water is high
      the wall: until the wall stands
"""
)


def test_distress_at_what_one_does_not_want_and_blames_on_nobody() -> None:
    told = story(STORM)
    distress = told.one("Ann", Emotion.DISTRESS)
    assert distress.purpose == "there is a roof over the hay"
    assert distress.beliefs[0].value is True
    assert not told.of("Tom", Emotion.DISTRESS), "it is nothing to Tom"
    assert not told.of("Ann", Emotion.ANGER), "nobody is angry with the lightning"
    assert not told.of("Ann", Emotion.REPROACH)


def test_joy_at_what_one_wants() -> None:
    joy = story(HOPE_COMES_TRUE).one("Ann", Emotion.JOY)
    assert joy.want == "worth 4 when the hay is in"
    assert joy.intensity > 0.5


def test_hope_from_the_plan_one_is_in_the_middle_of() -> None:
    told = story(HOPE_COMES_TRUE)
    hope = told.of("Ann", Emotion.HOPE)[-1]
    assert (hope.since, hope.ended) == (1, Ended.CAME_OUT)


def test_the_prospect_matrix() -> None:
    """Hope and fear, come true and not: each closes in its own way, and in no other."""
    closings = {
        Emotion.SATISFACTION,
        Emotion.DISAPPOINTMENT,
        Emotion.FEARS_CONFIRMED,
        Emotion.RELIEF,
    }

    def closing(told: Story) -> set[Emotion]:
        return {f.emotion for f in told.found.feelings if f.who == "Ann"} & closings

    assert closing(story(HOPE_COMES_TRUE)) == {Emotion.SATISFACTION}
    assert closing(story(HOPE_IS_DASHED)) == {Emotion.DISAPPOINTMENT}
    assert closing(story(FEAR_COMES_TRUE)) == {Emotion.FEARS_CONFIRMED}
    assert closing(story(FEAR_IS_LIFTED)) == {Emotion.RELIEF}


def test_a_closing_comes_from_the_prospect_that_it_closes() -> None:
    for text in (HOPE_COMES_TRUE, HOPE_IS_DASHED, FEAR_COMES_TRUE, FEAR_IS_LIFTED):
        told = story(text)
        for feeling in told.found.feelings:
            if feeling.emotion in (Emotion.RELIEF, Emotion.DISAPPOINTMENT, Emotion.SATISFACTION):
                (origin,) = feeling.parts
                prospect = told.found.feelings[origin]
                assert prospect.until == feeling.since
                assert prospect.ended is Ended.CAME_OUT


def test_what_was_dreaded_and_averted_is_relief_and_not_only_joy() -> None:
    """GAMYGDALA answers this with joy alone."""
    told = story(FEAR_IS_LIFTED)
    assert told.most("Ann", Emotion.RELIEF) > 0.3


def test_what_was_hoped_for_and_lost_is_disappointment_and_not_only_distress() -> None:
    """GAMYGDALA answers this with distress alone."""
    told = story(HOPE_IS_DASHED)
    assert told.most("Ann", Emotion.DISAPPOINTMENT) > 0.3


def test_it_is_the_prospect_of_one_who_believes_in_it() -> None:
    """Ann, who believes that the wall stands, is not afraid."""
    sure = FEAR_COMES_TRUE + "\n    at the start\n      Ann believes the wall stands\n"
    told = story(sure)
    assert not told.of("Ann", Emotion.FEAR)
    assert told.has("Ann", Emotion.DISTRESS)
