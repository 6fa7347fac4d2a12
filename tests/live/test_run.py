"""A world that lives: turns, chance, reasons on record, and the same seed the same bytes."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

import vervain
from vervain.base.diagnostic import Rejected
from vervain.pipeline import Run
from vervain.run.live.life import Ended
from vervain.story.chronicle import Event, Fact
from vervain.story.document import dumps, loads

VILLAGE = """
world A Village
include seeing
one turn is 1 month

place the green
person Ada, she, at the green
person Ben, he, at the green
person Cleo, she, at the green
person Dan, he, at the green

fact (one: person) is a friend of (two: person): yes or no
fact the thief: person, or unknown, can be told
fact (who: person) has a harvest: yes or no
fact (who: person) is ill: yes or no
fact (who: person) feels safe: yes or no

at the start
  Ada is a friend of Ben
  Ben is a friend of Cleo

happening (who: person) steals the bell
  when who is Dan
   and the thief is unknown
  then the thief is who
  by chance 1 in 2
  seen by Ada

happening (who: person) falls ill
  when who is not ill
  then who is ill
  by chance 1 in 6
  seen by everyone there

happening (who: person) gets well
  when who is ill
  then who is not ill
  by chance 1 in 2
  seen by everyone there

happening the corn of (who: person) ripens
  then who has a harvest
  every autumn
  seen by who

action (one: person) warns (two: person) that (claim: belief)
  when one believes claim
   and one is a friend of two
   and one does not believe two believes claim
  then two believes claim
   and one believes two believes claim
  agreed by one
  seen by one, two

wants of every (p: person)
  worth 3 for each (q: person) where p believes (q believes the thief is Dan)
"""


def lived(text: str, seed: int = 7, turns: int = 24) -> Run:
    return vervain.run(vervain.load_text(text), seed=seed, span=turns)


def acts(made: Run) -> list[Event]:
    return [e for e in made.chronicle.events if e.agreed]


def test_word_goes_from_mouth_to_mouth_and_no_further_than_they_know() -> None:
    made = lived(VILLAGE)
    assert [(e.agreed, dict(e.act.roles)["two"]) for e in acts(made)] == [
        (("Ada",), "Ben"),
        (("Ben",), "Cleo"),
    ]


def test_an_act_has_its_want_its_beliefs_its_alternatives_and_its_margin_on_record() -> None:
    first, second = acts(lived(VILLAGE))
    (reason,) = second.reasons
    assert reason.agent == "Ben"
    assert [w.after for w in reason.wants] > [w.before for w in reason.wants]
    held = {b.fact: b.since for b in reason.beliefs}
    assert held[Fact("thief", (), ("Ben",))] == first.id
    assert reason.weighed >= 2
    assert reason.margin is not None
    assert reason.margin > 0


def test_nobody_holds_a_belief_without_a_way_it_came() -> None:
    for event in lived(VILLAGE).chronicle.events:
        for change in event.minds:
            assert change.how
            assert change.fact.minds[0] in (*event.saw, *event.glimpsed) or change.how != "saw"


def test_the_same_seed_is_the_same_story_and_another_is_another() -> None:
    one, two = dumps(lived(VILLAGE).chronicle), dumps(lived(VILLAGE).chronicle)
    assert one == two
    assert one != dumps(lived(VILLAGE, seed=8).chronicle)
    assert loads(one) == lived(VILLAGE).chronicle


PROGRAM = """
import hashlib
from tests.live.test_run import VILLAGE, lived
from vervain.story.document import dumps
print(hashlib.sha256(dumps(lived(VILLAGE).chronicle).encode()).hexdigest())
"""


def test_the_bytes_are_the_same_under_three_hash_seeds() -> None:
    found = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert len(found) == 1


def test_what_a_change_does_not_touch_keeps_its_chance() -> None:
    """Without the warning everybody falls ill when they did."""
    without = VILLAGE.replace("  Ada is a friend of Ben\n", "")

    def illnesses(made: Run) -> list[tuple[object, ...]]:
        events = made.chronicle.events
        return [(e.act, e.minute) for e in events if e.act.name.startswith(("falls", "gets"))]

    assert illnesses(lived(VILLAGE)) == illnesses(lived(without))
    assert acts(lived(without)) != acts(lived(VILLAGE))


def test_what_comes_round_in_autumn_comes_once_a_year() -> None:
    events = lived(VILLAGE, turns=24).chronicle.events
    ripe = [e.minute for e in events if e.act.name.startswith("corn")]
    assert len(ripe) == 4 * 2
    assert {minute // (24 * 60) % 365 // 30 for minute in ripe} == {8}


def test_a_run_stops_where_it_is_told_to() -> None:
    world = vervain.load_text(VILLAGE)
    made = vervain.run(world, seed=7, span="10 years", until="Cleo believes the thief is Dan")
    assert made.ended is Ended.UNTIL
    assert made.turns < 12
    made = vervain.run(world, seed=7, span="2 years")
    assert made.ended is Ended.TIME
    assert made.turns == 24


def test_what_it_is_to_run_until_has_to_be_a_condition() -> None:
    with pytest.raises(Rejected):
        vervain.run(vervain.load_text(VILLAGE), until="the moon is cheese")


def test_a_run_goes_on_where_it_stopped() -> None:
    world = vervain.load_text(VILLAGE)
    made = vervain.run(world, seed=7, span=10)
    made.go_on(14)
    assert dumps(made.chronicle) == dumps(vervain.run(world, seed=7, span=24).chronicle)


def test_a_branch_has_the_same_beginning() -> None:
    world = vervain.load_text(VILLAGE)
    one = vervain.run(world, seed=7, span=24).chronicle
    two = vervain.run(world, seed=7, span=24, branch=(12, 99)).chronicle
    early = [e for e in one.events if e.minute < one.events[-1].minute // 2]
    assert early
    assert list(two.events[: len(early)]) == early
    assert two.events != one.events


def test_an_example_lives_its_own_story() -> None:
    """Nobody tells Tom to: he lies first, then goes to put out the lamp, and salvages."""
    found = vervain.run(vervain.load("gull_point"), seed=7, span=14).chronicle
    names = [e.act.name for e in found.events]
    assert names[:3] == ["walks", "goes_off_watch", "lies_that"]
    assert found.events[0].reasons[0].plan[-1].name == "lies_that"
    assert names.index("quenches_lamp") < names.index("Petrel_founders")
    assert names.index("Petrel_founders") < names.index("salvages_cargo")
