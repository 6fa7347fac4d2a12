"""Checks that a reader of a telling would make: the order it was lived in, and one truth.

The other checks have tests of their own: docs/explanation/telling-checks.md has the table.
"""

from __future__ import annotations

import random
import re
from functools import lru_cache

import pytest

from vervain.lang.world import World
from vervain.pipeline import case, load, plan, tell
from vervain.story.case import Case
from vervain.story.chronicle import Chronicle, Fact, Plain
from vervain.story.document import dumps, loads
from vervain.story.knowing import grid, who_knows
from vervain.story.why import why
from vervain.tell.discourse import Discourse
from vervain.tell.lexicon import number_word
from vervain.tell.spin import Order, spin

WORLDS = ("always_safe", "gull_point")
MINDS = {
    "always_safe": ("Caroline", "Klaus", "Sheila", "nobody"),
    "gull_point": ("Ida", "Tom", "Bess", "nobody"),
}


@lru_cache
def story(name: str) -> tuple[World, Chronicle]:
    world = load(name)
    return world, plan(world).chronicles[0]


@lru_cache
def opened(name: str) -> Case:
    return case(*story(name))


def told_events(page: Discourse) -> list[list[int]]:
    """The first event of every unit, in a list for each part of the page that a reader can tell
    from the others by how it opens; a look back is put where it belongs."""
    parts: list[tuple[str, list[int]]] = [("on", [])]
    for told in (t for paragraph in page.paragraphs for t in paragraph):
        if told.opens:
            parts.append((told.opens, []))
        parts[-1][1].extend(told.events[:1])
    backs = [events for opens, events in parts if opens == "back"]
    earlier = [events for opens, events in reversed(parts) if opens == "earlier"]
    rest = [events for opens, events in parts if opens not in ("back", "earlier")]
    return [*earlier, *backs, *rest]


@pytest.mark.parametrize("name", WORLDS)
@pytest.mark.parametrize("order", [Order.STRAIGHT, Order.IN_MEDIAS_RES, Order.BACKWARDS])
def test_by_the_openings_alone_the_order_in_which_it_was_lived_is_found(
    name: str, order: Order
) -> None:
    world, chronicle = story(name)
    for who in MINDS[name]:
        page = tell(world, chronicle, spin(world, focaliser=who, order=order))
        found = [event for part in told_events(page) for event in part]
        assert found == sorted(found), (who, order)
        assert len(set(found)) > 4


@pytest.mark.parametrize("name", WORLDS)
def test_the_same_is_told_in_every_order(name: str) -> None:
    """What a telling opens with, it does not lose: straight, in medias res and backwards have the
    same events."""
    world, chronicle = story(name)
    for who in MINDS[name]:
        pages = [
            tell(world, chronicle, spin(world, focaliser=who, order=order))
            for order in (Order.STRAIGHT, Order.IN_MEDIAS_RES, Order.BACKWARDS)
        ]
        events = [{e for p in page.paragraphs for t in p for e in t.events} for page in pages]
        assert events[0] == events[1] == events[2], who


def values(chronicle: Chronicle, at: int) -> dict[Fact, Plain]:
    """What the exported chronicle says is so in state `at`."""
    found = dict(chronicle.start)
    for event in chronicle.events[:at]:
        found |= {change.fact: change.after for change in event.changes}
    return found


@pytest.mark.parametrize("name", WORLDS)
def test_export_answers_and_grid_have_one_truth(name: str) -> None:
    """A hundred facts at a hundred times, asked through the export, an answer and the grid."""
    _, chronicle = story(name)
    asked, saved = opened(name), loads(dumps(chronicle))
    assert saved == chronicle
    facts = sorted({c.fact for e in chronicle.events for c in e.changes}, key=str)
    chance = random.Random(6)
    for _ in range(100):
        fact, at = chance.choice(facts), chance.randrange(len(chronicle.events) + 1)
        said = who_knows(asked, fact, at)
        assert said.truth == values(saved, at).get(fact, said.truth if at == 0 else None), fact
        row = grid(asked, at, (fact,))
        assert row.truths == (said.truth,)
        assert [h.value for h in row.cells[0]] == [h.value for h in said.holders]
        if said.since is not None:
            assert fact in {c.fact for c in chronicle.events[said.since].changes}


REASON = re.compile(r"; ([^;:]+): so that ([^;]+)")


@pytest.mark.parametrize("name", WORLDS)
def test_the_reasons_in_prose_are_those_that_why_gives(name: str) -> None:
    world, chronicle = story(name)
    named = 0
    for who in MINDS[name]:
        page = tell(world, chronicle, spin(world, focaliser=who))
        for told in (t for paragraph in page.paragraphs for t in paragraph):
            for agent, purpose in REASON.findall(told.why):
                answers = [why(opened(name), number, 1) for number in told.events]
                motives = [m for answer in answers for m in answer.motives if m.agent == agent]
                assert purpose in {w.purpose for m in motives for w in m.wants}, told.text
                named += 1
    assert named or name == "always_safe"  # where the author's own words have the reasons


def test_what_is_counted_in_prose_is_the_number_in_the_record() -> None:
    world, chronicle = story("always_safe")
    wept = next(e for e in chronicle.events if e.act.name.startswith("weeps"))
    stays = next(e for e in chronicle.events if e.act.name.startswith("sees"))
    page = tell(world, chronicle, spin(world, focaliser="nobody"))
    by_event = {e: t.text for p in page.paragraphs for t in p if not t.thinks for e in t.events}
    for event, words in ((wept, "there were {}"), (stays, "was {} funerals")):
        now = values(chronicle, event.id + 1)
        townspeople = [e.name for e in world.entities if "townsperson" in e.kinds]
        dead = sum(now[Fact("alive", (name,))] is False for name in townspeople)
        assert words.format(number_word(dead)) in by_event[event.id]
        assert dead in (12, 13)
