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
