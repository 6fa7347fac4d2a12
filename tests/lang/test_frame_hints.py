"""Hints on frames: what stays as it is in another telling."""

from __future__ import annotations

from vervain.lang.frame_hints import frame_hints
from vervain.pipeline import load, load_text

WORLD = """
world Hints
person Ann, she
person Bob, he
fact (who: person) is seen: yes or no
action (one: person) sees (two: person)
  then two is seen
  agreed by one
  say SAID
"""


def codes(said: str) -> list[str]:
    return [h.code for h in frame_hints(load_text(WORLD.replace("say SAID", said), "h.world"))]


def test_a_plain_pronoun_that_would_have_to_be_i() -> None:
    assert codes("say {one} {turns} her head") == ["V801"]
    assert codes("say as Ann: {one} {turns} her head") == ["V801"]
    assert codes("say {one} {turns} {one's as her} head") == []


def test_one_who_does_not_tell_it_keeps_the_pronoun() -> None:
    assert codes("say as Ann: he {is} there, in his hat") == []


def test_speech_is_left_alone() -> None:
    assert codes('say "She is here," {one} {say}') == []


def test_a_plain_verb_and_a_past_form() -> None:
    assert codes("say the lamp is out") == ["V802"]
    assert codes("say the lamp {was} out") == ["V802"]
    assert codes("say the lamp {is} out") == []


def test_what_holds_of_anybody_stays_in_the_present() -> None:
    assert codes("say {one} {look} away, as one does from grief") == []
    assert codes("say {one} {wait} longer than anyone has") == []
    assert codes("say {one} {wait}, and the man does not") == ["V802"]


def test_every_hint_names_the_line() -> None:
    for hint in frame_hints(load("gull_point")):
        assert hint.span.line > 1
        assert hint.hint
