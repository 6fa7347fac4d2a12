"""Bonds fade while a world runs, in the world and in what people believe (semantics, F2)."""

from __future__ import annotations

import pytest

import vervain
from vervain.lang.world import World
from vervain.run.live.reading import View
from vervain.story.chronicle import Chronicle, Fact
from vervain.story.living import Run

QUARREL = """
world The Quarrel
include seeing
one turn is {turn}

place the yard
place the hill
person Ann, she, at the yard
person Tom, he, at the yard
person Bess, she, at the hill

fact (who: person) has shouted: yes or no

bond trust of (one: person) in (two: person): -10..10, usually 2
  falls by 8 when two shouts at one
  fades by 1 every 7 days

at the start
  trust of Bess in Tom is 6
  Tom believes trust of Bess in Tom is 9

happening (one: person) shouts at (two: person)
  when one is Tom
   and two is Ann
   and one has not shouted
  then one has shouted
  seen by one, two
"""


def lived(turn: str, turns: int) -> Run:
    return vervain.run(vervain.load_text(QUARREL.format(turn=turn)), span=turns)


def trust(run: Run, one: str, *minds: str) -> object:
    key = ("trust", (one, "Tom"))
    return View(run.life.stores, minds).value(key)


def weeks(chronicle: Chronicle) -> list[tuple[int, str]]:
    return [(e.minute // (24 * 60), e.act.name) for e in chronicle.events if "fades" in e.act.name]


def test_each_week_it_comes_a_step_nearer_to_what_it_usually_is() -> None:
    run = lived("1 day", 30)
    assert trust(run, "Ann") == -2, "2 - 8, and four weeks"
    assert trust(run, "Bess") == 2, "it does not pass it"
    assert [day for day, _ in weeks(run.chronicle)] == [7, 14, 21, 28]


def test_what_people_believe_of_it_fades_too() -> None:
    run = lived("1 day", 15)
    assert trust(run, "Ann", "Ann") == -4
    assert trust(run, "Ann", "Tom") == -4, "he saw it"
    assert trust(run, "Ann", "Bess") == 2, "she knows of nothing"
    assert trust(run, "Bess", "Tom") == 7, "what he has wrong stays wrong, and fades"


def test_long_turns_take_several_steps_at_once() -> None:
    run = lived("1 month", 2)
    assert [name for _, name in weeks(run.chronicle)] == ["trust_fades_4"]
    assert trust(run, "Ann") == -2


def test_where_nothing_is_left_to_fade_nothing_happens() -> None:
    events = weeks(lived("1 day", 365).chronicle)
    assert len(events) == 8, "eight weeks from -6 to 2"


def test_what_moved_it_is_said() -> None:
    event = lived("1 day", 10).chronicle.events[-1]
    (change,) = (c for c in event.changes if c.fact == Fact("trust", ("Ann", "Tom")))
    assert (change.before, change.after) == (-6, -5)
    assert not event.agreed
    assert event.duration == 0


@pytest.mark.parametrize("turn", [3, 8, 15])
def test_a_kept_run_goes_on_as_if_it_had_never_stopped(turn: int) -> None:
    world: World = vervain.load_text(QUARREL.format(turn="1 day"))
    whole = vervain.run(world, span=20)
    part = vervain.run(world, span=turn)
    again = vervain.resume(world, part.save())
    again.go_on(20 - turn)
    assert again.chronicle.events == whole.chronicle.events
    assert whole.back_to(turn).chronicle.events == part.chronicle.events
