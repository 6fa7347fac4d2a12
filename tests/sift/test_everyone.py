"""What everybody saw may be written down once, for `everyone`: patterns read the same from it."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from tests.sift.test_grouping import FEUD
from vervain import pipeline
from vervain.story.chronicle import Change, Chronicle, Event
from vervain.story.sift.record import AFTER, BEFORE, COMMON, Record
from vervain.story.sift.sift import sift

PUBLIC = FEUD.replace("  counts as", "  seen by everyone\n  counts as")


def told_once(event: Event, people: tuple[str, ...]) -> Event:
    """The event with what all saw and learnt written down once."""
    if set(event.saw) != set(people):
        return event
    learnt = [c for c in event.minds if c.fact.minds == people[:1]]
    others = [c for c in event.minds if len(c.fact.minds) > 1]
    once = [Change(replace(c.fact, minds=COMMON), c.before, c.after, c.how) for c in learnt]
    return replace(event, saw=COMMON, minds=(*once, *others))


def lived(seed: int) -> tuple[Chronicle, Chronicle]:
    made = pipeline.run(pipeline.load_text(PUBLIC, "feud.world"), seed=seed, span=20).chronicle
    once = tuple(told_once(event, made.people) for event in made.events)
    return made, replace(made, events=once)


@pytest.mark.parametrize("seed", range(4))
def test_minds_are_read_alike(seed: int) -> None:
    world = pipeline.load_text(PUBLIC, "feud.world")
    one, two = lived(seed)
    assert any(event.saw == COMMON and event.minds for event in two.events)
    records = [Record(world, one.start), Record(world, two.start)]
    people = one.people
    facts = [("hurt", (p,)) for p in people] + [("even", pair) for pair in product(people, people)]
    names = {f.name for f in world.fluents}
    facts = [(n, args) for name, args in facts for n in names if n.startswith(name)]
    assert facts
    for events in zip(one.events, two.events, strict=True):
        for record, event in zip(records, events, strict=True):
            record.enter(event)
        for (fluent, args), k in product(facts, (BEFORE, AFTER)):
            for minds in [(), *product(people), *product(people, people)]:
                read = [record.read(fluent, args, minds, k) for record in records]
                assert read[0] == read[1], (events[0].id, fluent, args, minds, k)


@pytest.mark.parametrize("seed", range(4))
def test_the_same_stories_are_found(seed: int) -> None:
    world = pipeline.load_text(PUBLIC, "feud.world")
    one, two = lived(seed)
    assert sift(world, one).found() == sift(world, two).found() != ()
