"""All twenty-two, each in a little world of its own; and what every record of one has."""

from __future__ import annotations

import pytest

from tests.feel import test_blame as blame
from tests.feel import test_others as others
from tests.feel import test_simple as simple
from tests.feel.stories import story
from vervain.story.feel.feeling import PLEASANT, Emotion
from vervain.story.feel.intensity import HALF_LIFE

LUCK, LOVERS = others.LUCK, others.LOVERS
SHOWN = {
    Emotion.JOY: simple.HOPE_COMES_TRUE,
    Emotion.DISTRESS: simple.STORM,
    Emotion.HOPE: simple.HOPE_COMES_TRUE,
    Emotion.FEAR: simple.FEAR_COMES_TRUE,
    Emotion.SATISFACTION: simple.HOPE_COMES_TRUE,
    Emotion.DISAPPOINTMENT: simple.HOPE_IS_DASHED,
    Emotion.FEARS_CONFIRMED: simple.FEAR_COMES_TRUE,
    Emotion.RELIEF: simple.FEAR_IS_LIFTED,
    Emotion.HAPPY_FOR: LUCK.format(bond=others.FRIEND, what=others.GOOD),
    Emotion.PITY: LUCK.format(bond=others.FRIEND, what=others.BAD),
    Emotion.RESENTMENT: LUCK.format(bond=others.FOE, what=others.GOOD),
    Emotion.GLOATING: LUCK.format(bond=others.FOE, what=others.BAD),
    Emotion.PRIDE: blame.VALUES,
    Emotion.SHAME: blame.VALUES,
    Emotion.ADMIRATION: blame.VALUES,
    Emotion.REPROACH: blame.VALUES,
    Emotion.GRATIFICATION: blame.VALUES,
    Emotion.REMORSE: blame.GUILTY,
    Emotion.GRATITUDE: blame.VALUES,
    Emotion.ANGER: blame.MALICE,
    Emotion.LOVE: LOVERS.format(back=0),
    Emotion.HATE: LOVERS.format(back=-6),
}


@pytest.mark.parametrize("emotion", list(Emotion), ids=str)
def test_each_is_felt_for_a_belief_or_a_deed_that_was_seen(emotion: Emotion) -> None:
    told = story(SHOWN[emotion])
    found = [f for f in told.found.feelings if f.emotion is emotion]
    assert found
    for feeling in found:
        seen = feeling.deed is not None and feeling.deed.event is not None
        assert feeling.beliefs or seen
        assert all(h.fact.minds[0] == feeling.who for h in feeling.beliefs)


def test_there_are_twenty_two_and_half_of_them_are_pleasant() -> None:
    assert len(Emotion) == 22
    assert len(PLEASANT) == 11


def test_what_lasts_as_long_as_its_object_has_no_half_life() -> None:
    assert set(Emotion) - HALF_LIFE.keys() == {
        *(Emotion.HOPE, Emotion.FEAR, Emotion.LOVE, Emotion.HATE),
    }
