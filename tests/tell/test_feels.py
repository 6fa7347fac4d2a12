"""Words for an act of somebody who feels so: `say when one feels …`."""

from __future__ import annotations

import pytest

from vervain.base.diagnostic import Rejected
from vervain.pipeline import load_text, plan, tell
from vervain.tell.spin import spin

CELLAR = """
world Cellar
include travel
place the cellar, next to the stairs
place the stairs
person Ann, she, at the cellar
person Bob, he, at the cellar
fact (who: person) is in the dark: yes or no
fact (who: person) has been helped: yes or no
action (one: person) blows out the candle of (two: person)
  when one is with two
   and two is not in the dark
   and one is not two
  then two is in the dark
  agreed by one
action (one: person) walks away from (two: person)
  when two is in the dark
   and one is in the dark
   and one has not been helped
   and one is not two
  then one has been helped
  agreed by one
  SAY
  say {one} {go} away from {two}
wants of Bob
  worth 3 when Ann is in the dark
wants of Ann
  worth -5 when Ann is in the dark
  worth 2 when Ann has been helped
at the start
  Bob is in the dark
outline
  dark: until Ann is in the dark
  away: until Ann has been helped
"""


def cellar(say: str, who: str = "nobody") -> str:
    world = load_text(CELLAR.replace("SAY", say), "cellar.world")
    (story,) = plan(world).chronicles
    return tell(world, story, spin(world, focaliser=who)).text()


@pytest.mark.parametrize(
    ("feels", "used"),
    [
        ("one feels anger at two", True),
        ("one feels anger", True),
        ("one feels distress", True),
        ("Ann feels anger at Bob", True),
        ("one feels gratitude to two", False),
        ("two feels anger at one", False),
        ("one feels happy for two", False),
    ],
)
def test_words_for_a_feeling(feels: str, used: bool) -> None:
    """Whoever tells it: it shows in what they do."""
    for who in ("nobody", "Ann"):
        text = cellar(f"say when {feels}: {{one}} {{stamp}} up the stairs", who)
        assert ("stamped" in text) == used, (who, text)
        assert ("went away" in text) != used


def test_a_feeling_that_there_is_not_is_a_mistake() -> None:
    with pytest.raises(Rejected) as found:
        cellar("say when one feels angre: {one} {stamp}")
    (finding,) = found.value.findings
    line = next(i for i, text in enumerate(CELLAR.splitlines(), 1) if "SAY" in text)
    assert (finding.code, finding.span.line) == ("V214", line)
    assert "anger" in finding.hint
