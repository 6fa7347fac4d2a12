"""Other people's luck, and love: by what lies between two people, one way."""

from __future__ import annotations

import pytest

from tests.feel.stories import story
from vervain.story.feel.feeling import Emotion, Ended

LUCK = """
    at the start
      {bond}

    happening the sun warms (who: person)
      when who is not warm
       and who is Tom
      then who is warm
      seen by everyone

    happening the frost takes (who: person)
      when who is not hurt
       and who is Tom
      then who is hurt
      seen by everyone

    wants of Tom
      worth 3 when Tom is warm
        so that he is warm
      worth -3 when Tom is hurt
        so that he is well

    outline
      the day: until {what}
"""
FRIEND, FOE = "care of Ann for Tom is 8", "care of Ann for Tom is -8"
GOOD, BAD = "Tom is warm", "Tom is hurt"


def test_four_ways_to_see_the_luck_of_another() -> None:
    """It is the bond that says which, not a number of the author's (as in FAtiMA)."""
    expected = {
        (FRIEND, GOOD): Emotion.HAPPY_FOR,
        (FRIEND, BAD): Emotion.PITY,
        (FOE, GOOD): Emotion.RESENTMENT,
        (FOE, BAD): Emotion.GLOATING,
    }
    for (bond, what), emotion in expected.items():
        told = story(LUCK.format(bond=bond, what=what))
        assert {f.emotion for f in told.found.feelings if f.whose == "Tom" and f.who == "Ann"} == {
            emotion
        }
        assert told.one("Ann", emotion).toward == "Tom"


def test_indifference_is_no_feeling() -> None:
    told = story(LUCK.format(bond="care of Ann for Tom is 0", what=GOOD))
    assert not [f for f in told.found.feelings if f.who == "Ann"]


def test_it_is_what_one_believes_of_the_wants_of_the_other() -> None:
    """Ann thinks that Tom is warm already."""
    text = LUCK.format(bond=FRIEND + "\n      Ann believes Tom is warm", what=GOOD)
    assert not story(text).of("Ann", Emotion.HAPPY_FOR)


THIRD = """
    person Bess, she, at the yard

    at the start
      care of Ann for Bess is 8
      care of Bess for Tom is 8
      {bond}

    happening the frost takes (who: person)
      when who is not hurt
       and who is Tom
      then who is hurt
      seen by everyone

    wants of Tom
      worth -3 when Tom is hurt
    wants of Bess
      worth -3 when Tom is hurt

    outline
      the day: until Tom is hurt
"""


def test_what_others_want_of_a_third_is_felt_for_the_third() -> None:
    told = story(THIRD.format(bond=FRIEND))
    assert told.has("Ann", Emotion.PITY, "Tom")
    assert not told.of("Ann", Emotion.PITY, "Bess")


def test_unless_the_third_is_nothing_to_one() -> None:
    told = story(THIRD.format(bond="care of Ann for Tom is 0"))
    assert {f.toward for f in told.of("Ann", Emotion.PITY)} == {"Bess"}


LOVERS = """
    at the start
      care of Ann for Tom is 9
      care of Tom for Ann is {back}
      Ann believes care of Tom for Ann is 7

    action (one: person) sits with (two: person)
      when one is Ann
       and two is Tom
       and one is not warm
      then one is warm
      agreed by one
      seen by everyone

    wants of Ann
      worth 2 when Ann is warm
        so that she is near him

    outline
      the bench: until Ann is warm
"""


def test_love_goes_one_way() -> None:
    told = story(LOVERS.format(back=0))
    love = told.one("Ann", Emotion.LOVE, "Tom")
    assert love.intensity > 0.8
    assert not told.of("Tom", Emotion.LOVE)
    assert not told.of("Tom", Emotion.HAPPY_FOR), "her joy is nothing to him"


def test_love_that_is_returned_is_two_feelings() -> None:
    told = story(LOVERS.format(back=5))
    assert told.most("Ann", Emotion.LOVE) > told.most("Tom", Emotion.LOVE) > 0


def test_hate() -> None:
    told = story(LOVERS.format(back=-6))
    assert told.one("Tom", Emotion.HATE).toward == "Ann"
    assert told.has("Tom", Emotion.RESENTMENT, "Ann"), "he grudges her the bench"


def test_what_one_fears_is_feared_while_it_is_near() -> None:
    text = """
    at the start
      fear of Ann for Tom is 8

    action (who: person) goes up the hill
      when who is at the yard
       and who is Tom
      then who is at the hill
      agreed by who
      seen by everyone at the yard

    wants of Tom
      worth 1 when Tom is at the hill
        so that he sees the sea

    outline
      the walk: until Tom is at the hill
    """
    told = story(text)
    fear = told.one("Ann", Emotion.FEAR, "Tom")
    assert (fear.since, fear.until, fear.ended) == (0, 1, Ended.PAST)


FAR = """
    at the start
      care of Ann for Joe is 9

    person Joe, he, at the hill
    person Max, he, at the hill

    happening the rock falls on (who: person)
      when who is Joe
       and who is alive
      then who is not alive
      seen by everyone at the hill

    action (who: person) rides to the yard
      when who is Max
       and who is at the hill
      then who is at the yard
      agreed by who
      takes 2 days
      seen by everyone there, everyone at the yard

    action (who: person) brings word to (other: person)
      when who is Max
       and other is Ann
       and who is with other
       and other believes Joe is alive
      then other believes Joe is not alive
      agreed by who
      seen by who, other

    wants of Joe
      worth 9 when Joe is alive
        so that he lives
    wants of Ann
      worth 5 when Joe is alive
        so that he comes home
    wants of Max
      worth 1 when Max is at the yard
        so that he has company
      worth 2 when Ann does not believe Joe is alive
        so that she knows

    outline
      the fall: until Joe is not alive
      the road: until Max is at the yard
      the word: until Ann does not believe Joe is alive
"""


def test_the_far_death_is_unmourned_until_word_comes() -> None:
    """ClanGen mourns at once, wherever it was."""
    told = story(FAR)
    word = told.event("brings_word")
    assert {e for e, _ in told.at("Ann", word)} <= {"love", "fear"}
    assert told.one("Ann", Emotion.PITY, "Joe").event == word
    assert told.one("Ann", Emotion.DISTRESS).event == word


def test_the_dead_feel_nothing() -> None:
    told = story(FAR)
    died = told.event("rock_falls_on")
    assert all(
        f.until is not None and f.until <= died + 1 for f in told.found.feelings if f.who == "Joe"
    )


NUMB = """
    include feelings

    wants of Ann
      worth -5 when the barn has burnt
        so that there is a roof
      worth 6 when Ann feels nothing and the barn has burnt
        so that it stops

    happening lightning strikes the barn
      when the barn has not burnt
      then the barn has burnt
      seen by everyone

    happening lightning strikes (who: person)
      when who is not hurt
       and Ann feels nothing
      then who is hurt
      seen by everyone

    outline
      the fire: until the barn has burnt
      the end of it: until Ann feels nothing
      the hurt: until Tom is hurt
"""


COLD = """
    include feelings

    fact the purse is full: yes or no

    action (who: person) takes the purse
      when who is Tom
       and the purse is not full
      then the purse is full
      agreed by who
      against honesty

    wants of Tom
      worth {gain} when the purse is full
      values honesty above all

    outline
      the theft: until the purse is full
"""


def test_who_feels_nothing_holds_nothing_dear() -> None:
    """Above all is above all, as long as he feels anything; to feel nothing has its price."""
    acts = [e.act.name for e in story(COLD.format(gain=9)).case.chronicle.events]
    assert acts == ["puts_end_all_feeling", "takes_purse"]
    with pytest.raises(AssertionError):
        story(COLD.format(gain=4))


def test_others_blame_him_all_the_same() -> None:
    told = story(COLD.format(gain=9) + "\n    wants of Ann\n      values honesty at 5\n")
    assert told.has("Ann", Emotion.REPROACH, "Tom")
    assert not told.of("Tom", Emotion.SHAME)


def test_who_puts_an_end_to_all_feeling_feels_nothing() -> None:
    told = story(NUMB)
    end = told.event("puts_end_all_feeling")
    assert told.one("Ann", Emotion.DISTRESS).ended is Ended.NUMB
    assert not told.at("Ann", end + 1)
    assert not [f for f in told.found.feelings if f.who == "Ann" and f.since > end]
