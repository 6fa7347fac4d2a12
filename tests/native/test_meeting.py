"""Two who meet where one did not know the other to be see each other see, and it ends (D7.4)."""

from __future__ import annotations

import pytest

from tests.native.build import ALWAYS, Builder, sets
from tests.run.engines import ENGINES, Make
from vervain.run.trace import follow


@pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)
def test_meeting_somebody_one_did_not_expect(engine: Make) -> None:
    """Ann goes to the yard unseen; Bob goes there too, and they meet."""
    b = Builder()
    people = b.agents("Ann", "Bob")
    hall, shed, yard = b.entities("hall", "shed", "yard")
    where = [b.entity(f"where {i}", start=place) for i, place in enumerate((hall, shed))]
    for person, place in zip(people, where, strict=True):
        b.place(person, place, sight=ALWAYS)
        b.seen_there(place, person)
        there = {other: where[other].eq(yard) for other in people} | {person: ALWAYS}
        b.action(f"go {person}", then=[sets(place, yard)], seen=there)
    assert len(follow(engine(b.tables()), 0, (0, 1))) == 2
