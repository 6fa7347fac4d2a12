"""Wants, tellings and frames."""

from __future__ import annotations

import pytest

from tests.lang.author import act, cond, findings, frame, term, world
from vervain.lang.expr import Param
from vervain.lang.telling import View

QUENCH = """
action (who: person) quenches the lamp
  when who is at (here: place)
  then the lamp is not lit
  against honesty
  for quiet
"""


def want(line: str, of: str = "Ida") -> list[str]:
    made = world(f"{QUENCH}\nwants of {of}\n  {line}\n")
    return [term(w.value) for w in made.wants]


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("worth 6 when the lamp is lit", "lamp_lit() == yes ? 6 : 0"),
        (
            "worth -2 for each (p: person) where p is asleep",
            "+[p: person] asleep(p) == yes ? -2 : 0",
        ),
        ("worth -1 for each 10 of debt of Tom to Ida", "((-1 * debt(<Tom>, <Ida>)) / 10)"),
        ("worth -1 for each of debt of Tom to Ida", "(-1 * debt(<Tom>, <Ida>))"),
        (
            "worth trust of Ida in Tom when Tom is asleep",
            "asleep(<Tom>) == yes ? trust(<Ida>, <Tom>) : 0",
        ),
        ("values honesty at 7", "(-7 * breaches_of_honesty(<Ida>))"),
        ("values honesty above all", "(-1000 * breaches_of_honesty(<Ida>))"),
        ("values quiet at 2", "(2 * service_of_quiet(<Ida>))"),
        (
            "values honesty at trust of Ida in Tom",
            "(-1 * (trust(<Ida>, <Tom>) * breaches_of_honesty(<Ida>)))",
        ),
    ],
)
def test_what_is_worth_what(line: str, value: str) -> None:
    assert want(line) == [value]


def test_a_value_that_no_act_touches_costs_nothing() -> None:
    assert want("values glory at 7") == []


def test_whose_wants() -> None:
    assert want("values honesty at 7", "every (s: skipper)") == ["(-7 * breaches_of_honesty(s))"]
    made = world("wants of every (s: skipper)\n  worth 1 when s is asleep\n")
    assert made.wants[0].holder == Param("s", "skipper")
    assert world("wants of Tom\n  worth 1 when Tom is asleep\n").wants[0].holder == "Tom"


def test_the_words_of_a_want() -> None:
    made = world("""
        wants of Ida
          worth 6 when the lamp is lit
            so that the ships come home
          worth 1 when Tom is asleep
    """)
    first, second = made.wants
    assert (first.text, first.purpose) == ("worth 6 when the lamp is lit", "the ships come home")
    assert second.purpose == ""


# ---------------------------------------------------------------- frames


def said(line: str) -> str:
    return frame(act(QUENCH + f"  say {line}\n").frames[0].parts)


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("{who} {put} out the lamp", "[who] [put!] out the lamp"),
        ("{who's} hand {shake}", "[who owns] hand [shake!]"),
        ("{Ida} and {Ida's} son", "[<Ida>] and [<Ida> owns] son"),
        ("{the lamp room} {go as it} dark", "[<the lamp room>] [go!it] dark"),
        ("in {here} the lights {go as they} out", "in [here] the lights [go!they] out"),
        ("{the quencher} {be} known", "[quencher()] [be!] known"),
        ("{debt of Tom to Ida} {be as they} owed", "[debt(<Tom>, <Ida>)] [be!they] owed"),
        ("{where Tom is}, as {who} {hear}", "[place(<Tom>)], as [who] [hear!]"),
    ],
)
def test_holes_in_frames(line: str, parts: str) -> None:
    assert said(line) == parts


def test_a_claim_in_a_frame() -> None:
    made = act("""
        action (one: person) tells (two: person) that (what: belief)
          then two believes what
          say {one} {tell} {two} that {what}
    """)
    assert frame(made.frames[0].parts) == "[one] [tell!] [two] that [claim what]"


def test_which_frame_is_for_what() -> None:
    made = act(
        QUENCH
        + """  say {who} {put} out the lamp
  say when glimpsed: the light {go as it} out
  say when several: {who} {put} out lamps
  say when who is asleep: {who} {put} out the lamp,
    dreaming: of nothing
  say as Ida: {who} {take} the light
  say as Ida when for some (p: person): p is asleep: they {sleep as they}
"""
    )
    kinds = [
        (f.focaliser, f.glimpsed, f.several, None if f.cond is None else cond(f.cond))
        for f in made.frames
    ]
    assert kinds == [
        (None, False, False, None),
        (None, True, False, None),
        (None, False, True, None),
        (None, False, False, "asleep(who) == yes"),
        ("Ida", False, False, None),
        ("Ida", False, False, "some[p: person] asleep(p) == yes"),
    ]
    assert frame(made.frames[3].parts) == "[who] [put!] out the lamp, dreaming: of nothing"


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("{woh} {put} out the lamp", "{who}"),
        ("{Idda} {put} out the lamp", "{Ida}"),
        ("{who} {Put} out the lamp", "verb"),
        ("{who} {have been} there", "one word"),
    ],
)
def test_unknown_holes(line: str, hint: str) -> None:
    (found,) = findings(QUENCH + f"  say {line}\n")
    assert found.code == "V425"
    assert hint in found.hint


# ---------------------------------------------------------------- tellings

OUTLINE = """
outline
  the wreck: until the lamp is not lit
  the night: until Tom is asleep
  the trial: until Ida is asleep
  the end: until Bess is asleep
"""


def test_a_telling() -> None:
    """
    telling looking back
      from Ida, first person, present tense
      from Tom at the end
      open at the night
      go back to the wreck
      go back to the wreck until the night at the end
        saying "It {come as it} back to {Ida} whole."
        and then "That {be as it} all of it."
      title "The Lamp"
    """
    from textwrap import dedent

    (telling,) = world(OUTLINE + dedent(test_a_telling.__doc__ or "")).tellings
    assert telling.name == "looking back"
    assert telling.views == (View("Ida", None), View("Tom", "the end"))
    assert (telling.person, telling.tense, telling.title) == (1, "present", "The Lamp")
    assert telling.opens_at == "the night"
    first, second = telling.looks_back
    assert (first.first, first.last, first.at) == ("the wreck", "the wreck", "the trial")
    assert (second.first, second.last, second.at) == ("the wreck", "the night", "the end")
    assert frame(second.opening) == "It [come!it] back to [<Ida>] whole."
    assert frame(second.closing) == "That [be!it] all of it."


def test_told_by_nobody() -> None:
    (telling,) = world("telling plainly\n  from nobody, past tense\n").tellings
    assert telling.views == (View(None, None),)
