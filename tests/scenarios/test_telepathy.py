"""Scenario 7, no telepathy: nobody holds what did not reach them; the far death is unmourned until
word of it comes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import vervain
from tests.live.test_modules import LIVES
from tests.live.test_saved import BUSY
from tests.scenarios.lives import lived
from tests.scenarios.test_rumour import RUMOUR
from vervain.run.live.stores import Chain
from vervain.story.chronicle import Change, Chronicle, Event, Plain
from vervain.story.feel.feeling import Emotion
from vervain.story.lived import EVERYONE

DEATH = """
world Far Away
include seeing, travel
one turn is 1 day
place home, next to the road
place the road, next to the war
place the war
person Mary, she, at home
person John, he, at the war
person Will, he, at the war

fact (who: person) is in mourning: yes or no

happening (who: person) falls
  when who is John
   and who is alive
  then who is not alive
  seen by everyone there

reaction (one: person) mourns
  when one believes John is not alive
   and one is not in mourning
   and one is Mary
  then one is in mourning

action (one: person) brings (two: person) the news of (three: person)
  when one is with two
   and three is not alive
   and one does not believe two believes three is not alive
  then two believes three is not alive
   and one believes two believes three is not alive
  agreed by one
  seen by one, two

wants of Will
  worth 4 when Mary believes John is not alive

plans
  everyone looks 3 steps ahead

wants of Mary
  worth 9 when John is alive
    so that John lives
"""


def test_a_far_death_is_not_mourned_until_word_arrives() -> None:
    told = lived(DEATH, 8)
    death, word = told.event("falls"), told.event("brings")
    assert [e.act.name for e in told.story.events].count("walks") == 2
    assert word.minute - death.minute >= 2 * 24 * 60
    assert told.held(("Mary",), "alive", ("John",)) == [False]
    assert [c.after for c in word.changes if c.fact.fluent == "mourning"] == [True]
    grief = told.of("Mary", Emotion.DISTRESS)
    assert [f.since for f in grief] == [word.id + 1]
    assert {f.beliefs[0].fact.args for f in grief} == {("John",)}


Places = dict[str, Plain]


def reached(event: Event, change: Change, places: Places) -> bool:
    """Somebody came to hold something, and in this event there is the way it took."""
    (who, *_), fact = change.fact.minds, change.fact
    match change.how:
        case "saw":
            return who in event.saw or EVERYONE in (who, *event.saw)
        case "glimpsed":
            return who in event.glimpsed
        case "perceived":
            there = places.get(fact.args[0])
            return places.get(who) is not None and (
                there == places[who] or there is None or change.after is None
            )
        case "told":
            return who in (*event.saw, *(name for _, name in event.act.roles))
    return change.how == "inferred"


def unreached(story: Chronicle) -> Iterator[tuple[int, Change]]:
    places = {f.args[0]: v for f, v in story.start if f.fluent == "place" and not f.minds}
    for event in story.events:
        places |= {c.fact.args[0]: c.after for c in event.changes if c.fact.fluent == "place"}
        for change in event.minds:
            if not reached(event, change, places):
                yield event.id, change


@pytest.mark.parametrize(
    ("text", "turns"), [(DEATH, 8), (RUMOUR, 80), (BUSY, 60), (LIVES.format(people=30), 60)]
)
def test_no_mind_holds_what_did_not_reach_it(text: str, turns: int) -> None:
    made = vervain.run(vervain.load_text(text), seed=3, span=turns)
    story = made.chronicle
    assert len(story.events) > 3
    assert list(unreached(story)) == []
    held: dict[tuple[Chain, str, tuple[str, ...]], int] = {}
    for event in story.events:
        for change in event.minds:
            assert change.how
            held[change.fact.minds, change.fact.fluent, change.fact.args] = event.id
    for person, facts in made.life.stores.own.items():
        for (fluent, args), entry in facts.entries.items():
            if entry.since is not None and not made.life.rules.fluents[fluent].hidden:
                assert held[(person,), fluent, args] == entry.since
