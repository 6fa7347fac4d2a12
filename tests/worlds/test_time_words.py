"""Every example world, planned or let live: words for time in every third sentence at most, and
nothing said of times, causes or minds that is not on record."""

from __future__ import annotations

import pytest

from vervain.disk import example_names
from vervain.pipeline import load, plan, record_of, run, tell
from vervain.tell.proof import proof
from vervain.tell.refer import Mentions
from vervain.tell.spin import Distance, Order, spin

LIVED = ("ten_years",)
"""Too many people to be planned."""


@pytest.mark.parametrize("name", sorted(example_names()))
def test_words_for_time_are_three_sentences_apart(name: str) -> None:
    world = load(name)
    stories = [run(world, seed=1, span=12 if name == "always_safe" else 40).chronicle]
    if name not in LIVED:
        stories += plan(world).chronicles
    for story in stories:
        record = record_of(world, story)
        for who in (*story.people[:3], "nobody"):
            for order in (Order.STRAIGHT, Order.BACKWARDS):
                for distance in (Distance.AUTHOR, Distance.SUMMARY):
                    how = spin(world, focaliser=who, order=order, distance=distance)
                    page = tell(world, story, how)
                    assert proof(page, story, how, Mentions(world).gender, record) == []
