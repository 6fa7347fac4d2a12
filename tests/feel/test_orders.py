"""Who is ordered to do wrong is blamed less, and who ordered it is blamed for it."""

from __future__ import annotations

from tests.feel.stories import story
from vervain.story.feel.feeling import Emotion

ORDER = """
    person Rex, he, at the yard

    action (who: person) tells (other: person) to burn the barn
      when who is Rex
       and other is Tom
       and who does not press other
      then who presses other
      agreed by who
      seen by everyone

    action (who: person) burns the barn
      when the barn has not burnt
       and who is Tom
      then the barn has burnt
      agreed by who
      against honesty
      seen by everyone

    wants of Ann
      worth -5 when the barn has burnt
      values honesty at 4
    wants of Rex
      worth 4 when the barn has burnt
      worth 1 when Rex presses Tom
    wants of Tom
      worth 3 when the barn has burnt{ordered}
      values honesty at 1

    outline
      the order: until Rex presses Tom
      the fire: until the barn has burnt
"""
ORDERED = " and Rex presses Tom"


def test_an_order_moves_half_of_the_blame() -> None:
    told, alone = story(ORDER.format(ordered=ORDERED)), story(ORDER.format(ordered=""))
    assert [e.act.name for e in told.case.chronicle.events] == ["tells_burn_barn", "burns_barn"]
    assert told.has("Ann", Emotion.ANGER, "Rex")
    assert 0 < told.most("Ann", Emotion.ANGER, "Tom") < alone.most("Ann", Emotion.ANGER, "Tom")
    assert not alone.of("Ann", Emotion.ANGER, "Rex"), "he would have done it anyway"
    assert not alone.of("Ann", Emotion.REPROACH, "Rex")


def test_it_holds_for_what_is_against_a_value_and_for_shame_too() -> None:
    told, alone = story(ORDER.format(ordered=ORDERED)), story(ORDER.format(ordered=""))
    blamed = {f.toward for f in told.of("Ann", Emotion.REPROACH) if f.value == "honesty"}
    assert blamed == {"Tom", "Rex"}
    assert 0 < told.most("Tom", Emotion.SHAME) < alone.most("Tom", Emotion.SHAME)


def test_who_gives_the_order_and_gains_nothing_by_it_is_not_blamed() -> None:
    text = ORDER.format(ordered=ORDERED).replace("      worth 4 when the barn has burnt\n", "")
    assert not story(text).of("Ann", Emotion.ANGER, "Rex")
