"""Who pesters, who gets rid of it, who is hurt: no guilt for a mere defence, no gladness for who
hurt one."""

from __future__ import annotations

from tests.feel.stories import story
from vervain.story.feel.feeling import Emotion

PESTERED = """
    at the start
      care of Ann for Tom is 8
      care of Tom for Ann is 8

    fact (who: person) is vexed: yes or no, seen by everyone there
    fact (who: person) is struck: yes or no, seen by everyone there

    action (one: person) pesters (two: person)
      when one is Tom
       and two is Ann
       and one does not press two
       and one is not vexed
      then one presses two
       and one is warm
      agreed by one

    action (two: person) sends (one: person) away
      when one presses two
      then one does not press two
       and one is vexed
      agreed by two

    action (one: person) storms at (two: person)
      when one is vexed
      then one is not vexed
       and two is struck
      agreed by one

    wants of Tom
      worth 3 when Tom is warm
      worth -4 when Tom is vexed
      worth -1 when Ann is struck
    wants of Ann
      worth -4 when Tom presses Ann
      worth -3 when Ann is struck

    outline
      the pestering: until Tom presses Ann
      the answer: until Tom is vexed
      the storm: until Ann is struck
"""


def test_who_only_gets_rid_of_what_another_laid_on_them_has_no_guilt_toward_that_one() -> None:
    told = story(PESTERED)
    assert told.has("Ann", Emotion.PITY, "Tom"), "she sees what it does to him"
    assert not told.of("Ann", Emotion.SHAME)
    assert not told.of("Ann", Emotion.REMORSE)


def test_unless_they_began_it() -> None:
    """All that he gets rid of is what her answer did to him; but he had pestered her first."""
    told = story(PESTERED)
    storm = told.event("storms_at")
    assert [f for f in told.of("Tom", Emotion.SHAME) if f.deed and f.deed.event == storm]


def test_nobody_is_glad_for_another_at_a_deed_by_which_that_one_hurt_them() -> None:
    """Not even where it hurt too little to be blamed for."""
    told = story(PESTERED.replace("worth -3 when Ann is struck", "worth -0.5 when Ann is struck"))
    storm = told.event("storms_at")
    assert [f for f in told.of("Ann", Emotion.DISTRESS) if f.event == storm]
    assert not [f for f in told.of("Ann", Emotion.REPROACH) if f.event == storm]
    assert not [f for f in told.of("Ann", Emotion.HAPPY_FOR) if f.event == storm]
