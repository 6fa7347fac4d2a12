"""What a hole can stand for beside a role: a count, an amount, a fact as it was before the act."""

from __future__ import annotations

import pytest

from vervain.lang.expr import Const, EntityRef, Read
from vervain.pipeline import load_text, plan, tell
from vervain.tell.value import value_of

BARN = """
world Barn
kind hen is a thing
kind egg is a thing
person Ann, she
hen Henny
hen Penny
hen Jenny
fact (h: hen) is fed: yes or no
fact eggs of (who: person): 0..99
at the start
  eggs of Ann is 3
action (who: person) feeds (h: hen)
  when h is not fed
  then h is fed
   and eggs of who rises by 1
  agreed by who
  say SAY
wants of Ann
  worth 1 for each (h: hen) where h is fed
outline
  the morning: until for every (h: hen): h is fed
"""


def told(say: str) -> str:
    world = load_text(BARN.replace("SAY", say), "barn.world")
    return tell(world, plan(world).chronicles[0]).text()


@pytest.mark.parametrize(
    ("say", "sentences"),
    [
        (
            "{who} {count} {the number of (x: hen) where x is fed} of them",
            ["counted one of them", "counted two of them"],
        ),
        (
            "{the number of (x: hen) where x is fed} {be} fed already",
            ["One was fed already", "Two were fed already"],
        ),
        (
            "{who} {have} {eggs of who as before} eggs in the bowl, and then {eggs of who}",
            ["three eggs in the bowl, and then four", "four eggs in the bowl, and then five"],
        ),
    ],
)
def test_a_frame_counts(say: str, sentences: list[str]) -> None:
    text = told(f"when h is h: {say}")  # of one circumstance: no run is made of them
    for sentence in sentences:
        assert sentence in text


def test_a_value_in_a_mind_is_not_read() -> None:
    world = load_text(BARN.replace("SAY", "{who} {go}"), "barn.world")
    ann = Const(EntityRef("Ann"))
    facts = {("eggs_of", ("Ann",)): 3}
    assert value_of(Read("eggs_of", (ann,)), {}, facts, world, {}) == 3
    assert value_of(Read("eggs_of", (ann,)), {}, facts, world, {("eggs_of", ("Ann",)): 2}) == 2
    assert value_of(Read("eggs_of", (ann,), (ann,)), {}, facts, world, {}) is None
