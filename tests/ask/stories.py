"""Stories to ask about, each planned once."""

from __future__ import annotations

from functools import cache

from vervain import pipeline
from vervain.lang.asking import Words
from vervain.lang.world import World
from vervain.native.engine import Outcome
from vervain.story.case import Case, open_case
from vervain.tell.speaker import Speaker


@cache
def world(name: str) -> World:
    """An example."""
    return pipeline.load(name)


@cache
def case(name: str) -> Case:
    """The first story of an example."""
    found = pipeline.plan(world(name))
    assert found.outcome is Outcome.FOUND
    made = pipeline.grounded(world(name))
    return open_case(world(name), made, pipeline.engine_for(made), found.chronicles[0])


@cache
def speaker(name: str) -> Speaker:
    """Who answers."""
    return Speaker(world(name), case(name).chronicle)


@cache
def words(name: str) -> Words:
    """Who reads the question."""
    return Words(world(name))
