"""What a Chronicle says of a story (the one of `lamp.py`)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.story import lamp
from tests.story.lamp import QUAY, ROOM
from vervain.lang.world import Until
from vervain.native.engine import Budget
from vervain.native.reference import Reference
from vervain.run.plan import plan, reach_of
from vervain.story.chronicle import (
    Act,
    Belief,
    Cause,
    Change,
    Chronicle,
    Claimed,
    Event,
    Fact,
    Plain,
    WantServed,
)
from vervain.story.record import record

CLAIM = Claimed("quencher", (), "Bess")


@pytest.fixture(scope="module")
def story() -> Chronicle:
    """Ida quenches the lamp, goes to the quay, tells Tom that Bess did it; Tom seizes Bess."""
    return lamp.lamp_chronicle()


@pytest.fixture(scope="module")
def events(story: Chronicle) -> tuple[Event, ...]:
    """Its four events."""
    return story.events


def fact(fluent: str, *args: str, minds: str = "") -> Fact:
    """A fact, in the minds named."""
    return Fact(fluent, args, tuple(minds.split()))


def change(at: Fact, before: Plain, after: Plain, how: str = "") -> Change:
    """A change."""
    return Change(at, before, after, how)


def test_what_happens_and_when_each_stage_is_reached(story: Chronicle) -> None:
    assert [e.act for e in story.events] == [
        Act("quench", (("who", "Ida"),)),
        Act("go", (("who", "Ida"), ("where", QUAY))),
        Act("tell", (("who", "Ida"), ("other", "Tom"), ("claim", CLAIM))),
        Act("seize", (("who", "Tom"), ("other", "Bess"))),
    ]
    assert [e.id for e in story.events] == [0, 1, 2, 3]
    assert story.stages == (("the dark", 1), ("the reckoning", 4))
    assert [e.stage for e in story.events] == ["the dark", *["the reckoning"] * 3]
    assert (story.world, story.fingerprint, story.people) == ("The Lamp", "lamp", lamp.PEOPLE)


def test_where_and_when(events: tuple[Event, ...]) -> None:
    assert [e.place for e in events] == [ROOM, ROOM, QUAY, QUAY]
    ten, seven = 22 * 60, 31 * 60  # the evening of the first day, the morning of the second
    assert [e.minute for e in events] == [ten, ten + 5, seven, seven + 10]
    assert [e.duration for e in events] == [5, 8 * 60 + 55, 10, 5]


def test_until_an_hour_that_it_is_takes_a_day() -> None:
    world, ground = lamp.world(), lamp.ground()
    actions = (replace(world.actions[0], duration=Until(world.clock)), *world.actions[1:])
    engine = Reference(ground.tables)
    (trace,) = plan(ground, engine, Budget(), reach_of(world), outline=(0,)).traces
    (event,) = record(replace(world, actions=actions), ground, engine, trace).events
    assert event.duration == 24 * 60


def test_who_agreed_and_who_saw_it(events: tuple[Event, ...]) -> None:
    assert [e.agreed for e in events] == [("Ida",), ("Ida",), ("Ida",), ("Tom",)]
    assert [e.saw for e in events] == [("Ida",), lamp.PEOPLE, ("Ida", "Tom"), lamp.PEOPLE]
    assert [e.glimpsed for e in events] == [("Tom", "Bess"), (), (), ()]


def test_what_changes_in_the_world(events: tuple[Event, ...]) -> None:
    assert events[0].changes == (
        change(fact("lamp_lit"), True, False),
        change(fact("quencher"), None, "Ida"),
    )
    assert events[2].changes == ()
    assert events[3].reactions == (Act("ring", ()),)
    assert change(fact("alarm"), False, True) in events[3].changes


def test_how_it_comes_into_minds(events: tuple[Event, ...]) -> None:
    assert events[0].minds == (
        change(fact("lamp_lit", minds="Ida"), True, False, "saw"),
        change(fact("quencher", minds="Ida"), None, "Ida", "saw"),
        change(fact("lamp_lit", minds="Tom"), True, False, "glimpsed"),
        change(fact("lamp_lit", minds="Bess"), True, False, "glimpsed"),
    )
    assert change(fact("quencher", minds="Tom"), None, "Bess", "told") in events[2].minds
    assert change(fact("alarm", minds="Tom"), False, True, "inferred") in events[3].minds


def test_deeper_minds_are_told_of_unless_they_echo(events: tuple[Event, ...]) -> None:
    def deep(event: Event) -> list[Change]:
        return [c for c in event.minds if len(c.fact.minds) > 1]

    assert deep(events[1]) == []  # everybody sees her come, and that everybody sees it
    # that she speaks of it shows Tom that she knows; she has known since event 0
    assert deep(events[2]) == [change(fact("lamp_lit", minds="Tom Ida"), True, False, "saw")]
    # being seized shows Bess what Tom thinks
    assert deep(events[3]) == [change(fact("quencher", minds="Bess Tom"), None, "Bess", "saw")]


def test_to_what_an_event_is_owed(events: tuple[Event, ...]) -> None:
    assert events[0].causes == (
        Cause(None, fact("place", "Ida"), ROOM),
        Cause(None, fact("lamp_lit"), True),
    )
    assert Cause(1, fact("place", "Ida"), QUAY) in events[2].causes
    assert Cause(0, fact("lamp_lit"), False) in events[2].causes
    assert Cause(2, fact("quencher", minds="Tom"), "Bess") in events[3].causes


def test_a_reason_tells_the_plan_and_what_it_is_for(events: tuple[Event, ...]) -> None:
    (going,) = events[1].reasons
    assert going.agent == "Ida"
    assert going.plan == tuple(e.act for e in events[1:])
    assert going.wants == (WantServed("worth 2 when Bess is seized", "", 0, 2),)
    assert (going.utility_before, going.utility_after) == (3, 5)


def test_a_reason_rests_on_what_the_plan_does_not_bring_about(events: tuple[Event, ...]) -> None:
    (going,) = events[1].reasons
    needed = {(b.fact.fluent, b.fact.args): (b.value, b.true, b.since) for b in going.beliefs}
    assert needed["place", ("Ida",)] == (ROOM, True, None)  # where she is now, not the quay
    assert needed["place", ("Tom",)] == (QUAY, True, None)
    assert needed["lamp_lit", ()] == (False, True, 0)
    assert ("quencher", ()) not in needed  # she will see to that herself
    # what she believes, and what she takes Tom to want, who has to agree to a part of it
    assert {b.fact.minds for b in going.beliefs} <= {("Ida",), ("Ida", "Tom")}


def test_a_false_belief_is_known_for_what_it_is(events: tuple[Event, ...]) -> None:
    (seizing,) = events[3].reasons
    wrong = [b for b in seizing.beliefs if not b.true]
    assert wrong == [Belief(fact("quencher", minds="Tom"), "Bess", False, 2)]


def test_the_start_lists_the_world_and_what_never_changes(story: Chronicle) -> None:
    assert (fact("place", "Ida"), ROOM) in story.start
    assert (fact("quencher"), None) in story.start
    assert (fact("next_to", ROOM, QUAY), True) in story.start
    assert not any(f.minds for f, _ in story.start)


def test_frames_whose_condition_held_before(events: tuple[Event, ...]) -> None:
    assert events[0].frames == (0, 2)  # not: it is dark already


def test_a_story_that_halted_has_a_chronicle_too() -> None:
    world, ground = lamp.world(), lamp.ground()
    engine = Reference(ground.tables)
    reach = replace(reach_of(world), author=2)
    found = plan(ground, engine, Budget(), reach)
    assert found.blocked is not None
    told = record(world, ground, engine, found.blocked.partial)
    assert told.stages == (("the dark", 1),)
    assert [e.stage for e in told.events] == ["the dark"]
