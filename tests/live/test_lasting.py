"""Rules that speak of the clock: at night, in winter, every spring, for two turns."""

from __future__ import annotations

import pytest

import vervain
from tests.lang.author import findings
from vervain.base.diagnostic import Rejected
from vervain.pipeline import Run
from vervain.story.document import dumps

INN = """
world The Inn
include seeing
one turn is 1 hour
clock starts day 1 at 18:00
place the inn
place the yard
person Ada, she, at the inn
person Ben, he, at the inn
person Cleo, she, at the yard
fact (who: person) is drunk: yes or no, seen by everyone there
fact (who: person) has been helped: yes or no
fact the door is locked: yes or no
"""

DRINKS = """
happening (who: person) drinks
  when who is Ada
   and the turn is 1
  then who is drunk for {span}
"""

HELPS = """
action (one: person) helps (two: person)
  when two is drunk for 2 hours
   and two has not been helped
  then two has been helped
  agreed by one

wants of Ben
  worth 1 when Ada has been helped
"""


def lived(text: str, turns: int = 12) -> Run:
    return vervain.run(vervain.load_text(INN + text), span=turns)


def hours(made: Run, act: str) -> list[int]:
    """The turns in which an act happens."""
    return [e.turn for e in made.life.events if e.rule.schema.name == act]


@pytest.mark.parametrize(
    ("span", "turns"), [("1 turn", 1), ("3 turns", 3), ("2 hours", 2), ("90 minutes", 2)]
)
def test_what_is_so_for_a_time_is_over_by_itself(span: str, turns: int) -> None:
    made = lived(DRINKS.format(span=span))
    assert hours(made, "drinks") == [1]
    assert hours(made, "drunk_no_longer") == [1 + turns]
    over = made.chronicle.events[1]
    assert [(c.fact.args, c.after) for c in over.changes] == [(("Ada",), False)]
    assert set(over.saw) == {"Ada", "Ben"}
    assert {c.event for c in over.causes if c.fact.fluent == "drunk"} == {0}


def test_what_is_set_anew_begins_anew_and_what_is_undone_does_not_end() -> None:
    again = DRINKS.format(span="4 turns").replace(
        "the turn is 1", "(the turn is 1 or the turn is 3)"
    )
    assert hours(lived(again), "drunk_no_longer") == [7]
    sobers = """
happening (who: person) is put under the pump
  when who is drunk
   and the turn is 2
  then who is not drunk

happening (who: person) drinks for good
  when who is Ada
   and the turn is 3
  then who is drunk
"""
    made = lived(DRINKS.format(span="4 turns") + sobers)
    assert hours(made, "drunk_no_longer") == []
    assert made.life.stores.value((), ("drunk", ("Ada",))) is True


def test_what_is_not_so_for_a_time_is_so_again() -> None:
    made = lived("""
happening the latch breaks
  when the turn is 2
   and the door is locked
  then the door is not locked for 5 turns

at the start
  the door is locked
""")
    assert hours(made, "door_locked_again") == [7]
    assert set(made.chronicle.events[1].saw) == {"Ada", "Ben", "Cleo"}


def test_how_long_it_has_been_so_is_a_condition_in_minds_too() -> None:
    """Ben helps after two hours of it; Cleo, out in the yard, does not know."""
    made = lived(DRINKS.format(span="9 turns") + HELPS)
    assert hours(made, "helps") == [3]
    elsewhere = HELPS.replace("wants of Ben", "wants of Cleo")
    assert hours(lived(DRINKS.format(span="9 turns") + elsewhere), "helps") == []
    shorter = DRINKS.format(span="1 turn") + HELPS
    assert hours(lived(shorter), "helps") == []


def test_at_the_start_it_is_so_since_the_start() -> None:
    begins = HELPS + "\nat the start\n  Ada is drunk\n"
    assert hours(lived(begins), "helps") == [2]
    never = HELPS.replace("two is drunk for", "two is not drunk for")
    assert hours(lived(never), "helps") == [2]


def test_hidden_numbers_are_not_told() -> None:
    text = dumps(lived(DRINKS.format(span="9 turns") + HELPS).chronicle)
    assert "until " not in text
    assert "since yes" not in text


def test_what_a_run_is_to_run_until_may_last_where_the_world_keeps_it() -> None:
    world = vervain.load_text(INN + DRINKS.format(span="9 turns") + HELPS)
    assert vervain.run(world, until="Ada is drunk for 4 turns").turns == 6
    with pytest.raises(Rejected) as refused:
        vervain.run(world, until="the door is locked for 4 turns")
    assert [f.code for f in refused.value.findings] == ["V437"]


WOLF = """
happening the wolf howls
  when the turn is at least 0
  {when}
  then the door is locked
  seen by everyone
"""


@pytest.mark.parametrize(
    ("when", "turn", "first"),
    [
        ("at night", "1 hour", 3),
        ("in spring", "1 month", 2),
        ("in winter", "1 month", 0),
        ("in winter\n  at night", "1 hour", 3),
    ],
)
def test_an_act_keeps_to_its_time(when: str, turn: str, first: int) -> None:
    text = INN.replace("one turn is 1 hour", f"one turn is {turn}") + WOLF.format(when=when)
    made = vervain.run(vervain.load_text(text), span=12)
    assert hours(made, "wolf_howls")[0] == first
    night = {e.minute % (24 * 60) // 60 for e in made.chronicle.events}
    assert "night" not in when or night <= {21, 22, 23, 0, 1, 2, 3, 4, 5}


def test_a_plan_does_not_wait() -> None:
    """In a planned story no turn passes: what is so for a time stays so."""
    text = (
        INN
        + """
action (who: person) drinks
  when who is not drunk
  then who is drunk for 2 turns
  agreed by who

wants of Ada
  worth 1 when Ada is drunk

outline
  the evening: until Ada is drunk
"""
    )
    (story,) = vervain.plan(vervain.load_text(text)).chronicles
    assert [e.act.name for e in story.events] == ["drinks"]


@pytest.mark.parametrize(
    ("text", "base", "words"),
    [
        ("happening it\n  then the door is locked\n  at noon\n", INN, "no time of the calendar"),
        ("happening it\n  then the door is locked\n  in May\n", INN, "no time of the calendar"),
        (
            "happening it\n  then the door is locked\n  at night\n",
            INN.replace("one turn is 1 hour\n", ""),
            "told by no clock",
        ),
        (
            "happening it\n  then the door is locked for 2 turns\n",
            INN.replace("one turn is 1 hour\n", ""),
            "nothing says how long a turn is",
        ),
        (
            "happening it\n  when Ada is at the inn for 2 turns\n  then the door is locked\n",
            INN,
            "only what is so or not so",
        ),
        ("happening it\n  then the door is locked for 0 turns\n", INN, "it lasts for 1 to"),
    ],
)
def test_a_time_that_no_clock_tells(text: str, base: str, words: str) -> None:
    (finding,) = findings(
        text, base.replace("include seeing\n", "").replace(", seen by everyone there", "")
    )
    assert finding.code == "V437"
    assert words in finding.message
