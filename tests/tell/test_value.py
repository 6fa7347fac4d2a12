"""What a hole can stand for beside a role: a count, an amount, a fact as it was before the act."""

from __future__ import annotations

import pytest

from vervain.base.diagnostic import Rejected
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


LOST = """
world Lost
person Ann, she
person Bob, he
fact whose hat it is: person, or unknown
fact (who: person) has called: yes or no
action (who: person) calls out
  when who has not called
  then who has called
  agreed by who
  say SAY
wants of every (p: person)
  worth 1 when p has called
outline
  the call: until Ann has called
"""


def test_a_frame_with_a_value_that_is_unknown_gives_way_to_other_words() -> None:
    """Nobody knows whose hat it is: the frame that names whose is not used while that is so."""
    for first, said in (
        ("", "Ann called out."),
        ("at the start\n  whose hat it is is Bob\n", "Bob"),
    ):
        text = LOST.replace("action (", f"{first}action (", 1)
        world = load_text(text.replace("SAY", "{who} {call} to {whose hat it is}"), "lost.world")
        page = tell(world, plan(world).chronicles[0]).text()
        assert said in page
        assert "somebody" not in page
        assert "{" not in page


def test_a_hole_that_looks_into_a_mind_is_refused() -> None:
    for hole in (
        "whose hat it is in the mind of who",
        "the number of (p: person) where who believes p has called",
    ):
        text = LOST.replace("SAY", f"{{who}} {{call}} {{{hole}}}")
        with pytest.raises(Rejected) as refused:
            load_text(text, "lost.world")
        (found,) = refused.value.findings
        assert found.code == "V431"
        assert "in somebody's mind" in found.message
        assert "say when" in found.hint


def test_a_value_in_a_mind_is_not_read() -> None:
    world = load_text(BARN.replace("SAY", "{who} {go}"), "barn.world")
    ann = Const(EntityRef("Ann"))
    facts = {("eggs_of", ("Ann",)): 3}
    assert value_of(Read("eggs_of", (ann,)), {}, facts, world, {}) == 3
    assert value_of(Read("eggs_of", (ann,)), {}, facts, world, {("eggs_of", ("Ann",)): 2}) == 2
    assert value_of(Read("eggs_of", (ann,), (ann,)), {}, facts, world, {}) is None
