"""Reasons in more than one form."""

from __future__ import annotations

import pytest

from vervain.pipeline import load_text, plan, tell
from vervain.tell.purpose import wanted_words
from vervain.tell.spin import Tense, spin

TWO_WANTS = """
world The Watch
place the quay
person Ann, she, at the quay
fact the lamp is lit: yes or no
fact the bell is rung: yes or no
action (who: person) lights the lamp
  then the lamp is lit
  agreed by who
action (who: person) rings the bell
  then the bell is rung
  agreed by who
wants of Ann
  worth 1 when the lamp is lit
    so that the light burns
  worth 1 when the bell is rung
    so that they are warned
outline
  first: until the lamp is lit
  second: until the bell is rung
"""


SEEN = (
    ("A heron", "A grey dog", "An old boot", "A broken oar"),
    ("The moon", "A lame mule", "One wet glove", "A tall reed"),
    ("A barge", "The priest", "A lost hat", "Some hen"),
)


def long_words(things: tuple[str, ...]) -> str:
    """Some sixty words of the author's."""
    looks = "{be as it} on the bank with nothing to do but look, and nobody {count as it} them."
    return " ".join(f"{thing} {looks}" for thing in things)


BRIDGE = f"""
world The Bridge
include seeing
place the bank
person Ann, she, at the bank
person Bob, he, at the bank
fact planks: 0..9
fact nets: 0..9
action (who: person) lays a plank
  when who is Ann
   and planks is less than 8
  then planks rises by 1
  agreed by who
  seen by everyone
action (who: person) mends a net
  when who is Bob
   and nets is less than 9
  then nets rises by 1
  agreed by who
  seen by everyone
  say {{who}} {{mend}} a net. {long_words(SEEN[0])}
  say {{who}} {{take}} up a net. {long_words(SEEN[1])}
  say {{who}} {{knot}} a net. {long_words(SEEN[2])}
wants of Ann
  worth 1 for each of planks
    so that she is across
wants of Bob
  worth 1 for each of nets
    so that the nets are whole
outline
  the first: until planks is 1
  the nets: until nets is NETS
  the second: until planks is 2
"""
"""She lays a plank; he mends nets, each in some sixty words; she lays another."""


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    ("who", "person", "tense", "said"),
    [
        ("nobody", 3, Tense.PAST, "She still wanted to be across."),
        ("Ann", 3, Tense.PRESENT, "She still wants to be across."),
        ("Ann", 1, Tense.PAST, "I still wanted to be across."),
    ],
)
def test_a_want_is_named_again_after_three_hundred_words(
    seed: int, who: str, person: int, tense: Tense, said: str
) -> None:
    pages = {}
    for nets in (2, 6):
        world = load_text(BRIDGE.replace("NETS", str(nets)), "bridge.world")
        (story,) = plan(world).chronicles
        how = spin(world, focaliser=who, person=person, tense=tense, seed=seed)
        pages[nets] = tell(world, story, how).text()
    assert len(pages[6].split()) > 300
    assert "across" in pages[6].split("\n\n")[0]
    assert pages[6].endswith(said)
    assert "still" not in pages[2], "it is not so long ago"
    assert pages[2].count("across") == 1


@pytest.mark.parametrize(
    ("purpose", "words"),
    [
        ("the light burns", "the light to burn"),
        ("she is safe", "her to be safe"),
        ("it is over before daylight", "it to be over before daylight"),
        ("nobody comes near", "nobody to come near"),
        ("nobody can follow", ""),
        ("he need not run", ""),
        ("they live", ""),
        ("the lamp is lit and the bell rings", ""),
    ],
)
def test_what_is_wanted(purpose: str, words: str) -> None:
    assert wanted_words(purpose) == words


def test_the_second_reason_is_a_sentence_of_its_own() -> None:
    world = load_text(TWO_WANTS)
    (story,) = plan(world).chronicles
    present = spin(world, focaliser="Ann", person=3, tense=Tense.PRESENT)
    assert (
        tell(world, story, present)
        .text()
        .endswith("so that the light burns.\n\nShe rings the bell. She wants them to be warned.")
    )
    past = spin(world, focaliser="Ann", person=1, tense=Tense.PAST)
    assert "I rang the bell. I wanted them to be warned." in tell(world, story, past).text()


def test_a_reason_that_speaks_of_somebody_not_yet_named_waits() -> None:
    """Nobody could say whom `he` means in the first sentence; in the second there is one only."""
    text = TWO_WANTS.replace("they are warned", "he is safe").replace("the light burns", "he sees")
    world = load_text(text.replace("person Ann", "person Bob, he, at the quay\nperson Ann"))
    (story,) = plan(world).chronicles
    assert tell(world, story).text() == "Ann lit the lamp.\n\nShe rang the bell."
