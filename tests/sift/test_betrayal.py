"""A violation of hospitality: one is found, one is broken off by its unless-clause, one nearly is
one; live and afterwards the same."""

from __future__ import annotations

import pytest

from vervain import pipeline
from vervain.base.diagnostic import Rejected
from vervain.lang.world import World
from vervain.story.chronicle import Act, Chronicle, Event
from vervain.story.sift.sift import Sifter, sift

WORLD = """
world Guests
include patterns

person Ann, she
person Ben, he
person Cid, he
person Dot, she
fact (who: person) is hurt: yes or no

action (host: person) asks (guest: person) in
  then guest is not hurt
  counts as host welcomes guest

action (guest: person) leaves (host: person)
  then guest is not hurt
  counts as guest takes leave of host

action (one: person) strikes (two: person)
  then two is hurt
  counts as one harms two
"""
DAY = 24 * 60


def guests() -> World:
    return pipeline.load_text(WORLD, "guests.world")


def event(number: int, text: str, minute: int, causes: tuple[int, ...] = ()) -> Event:
    """`Ann asks Ben in`."""
    one, verb, two, *_ = text.split()
    name, first, second = {
        "asks": ("asks", "host", "guest"),
        "leaves": ("leaves", "guest", "host"),
        "strikes": ("strikes", "one", "two"),
    }[verb]
    act = Act(name, ((first, one), (second, two)))
    saw = (one, two)
    return Event(number, act, None, None, minute, 5, (one,), saw, (), (), (), (), (), ())


def story(*lines: str) -> Chronicle:
    events = tuple(event(i, line, i * DAY) for i, line in enumerate(lines))
    return Chronicle("Guests", "", 0, ("Ann", "Ben", "Cid", "Dot"), 0, (), (), events)


HOSPITALITY = story(
    "Ann asks Ben in",
    "Ann asks Cid in",
    "Dot asks Ann in",
    "Cid leaves Ann",
    "Ann strikes Ben",
    "Ann strikes Cid",
)


def test_one_match_one_killed_one_near_miss_with_its_reason() -> None:
    world = guests()
    chosen = [p for p in world.patterns if p.name.startswith("violates")]
    found = sift(world, HOSPITALITY, chosen, near=True)
    (match,) = [s.match for s in found.found()]
    assert (match.roles, match.events) == ((("host", "Ann"), ("guest", "Ben")), (0, 4))
    killed, waits = found.near()
    assert killed.roles == (("host", "Ann"), ("guest", "Cid"))
    assert (killed.clause, killed.event) == ("unless guest takes leave of host between", 3)
    assert waits.roles == (("host", "Dot"), ("guest", "Ann"))
    assert (waits.clause, waits.event, waits.reached) == ("host harms guest", None, 1)


def test_live_and_afterwards_are_the_same_at_every_moment() -> None:
    world = guests()
    live = Sifter(world, world.patterns, near=True)
    for number, each in enumerate(HOSPITALITY.events):
        live.feed(each)
        lived = HOSPITALITY.events[: number + 1]
        so_far = Chronicle("Guests", "", 0, HOSPITALITY.people, 0, (), (), lived)
        after = sift(world, so_far, near=True)
        assert live.found() == after.found()
    assert live.near() == after.near()


def test_a_mistake_in_a_pattern_is_a_finding() -> None:
    text = WORLD + "\npattern (one: person) vexes (two: person)\n  first one strikess two\n"
    with pytest.raises(Rejected) as rejected:
        pipeline.load_text(text, "guests.world")
    (finding,) = rejected.value.findings
    assert text.splitlines()[finding.span.line - 1] == "  first one strikess two"
    assert "strikes" in finding.hint
