"""Stories of other worlds, which cannot be told or asked about here (V703)."""

from __future__ import annotations

from vervain.base.diagnostic import Diagnostic, Rejected
from vervain.base.span import Span
from vervain.lang.world import World
from vervain.story.chronicle import Chronicle


def of_this_world(world: World, chronicle: Chronicle) -> Chronicle:
    """The chronicle, if its acts and its people are known in the world; else Rejected (V703)."""
    acts = {a.name for a in world.actions} | {r.name for r in world.reactions}
    there = {entity.name for entity in world.entities}
    for event in chronicle.events:
        if event.act.name not in acts:
            raise foreign(chronicle, event.id)
    for person in chronicle.people:
        if person not in there:
            raise _rejected(f"{person}, of this story of {chronicle.world}, is not in this world")
    return chronicle


def foreign(chronicle: Chronicle, number: int) -> Rejected:
    """That an event cannot happen."""
    return _rejected(
        f"event {number} of this story of {chronicle.world} cannot happen in this world"
    )


def _rejected(message: str) -> Rejected:
    way_out = "ask about the world from which the story came, or plan the story again"
    return Rejected((Diagnostic("V703", Span("the story", 1, 0, 0), message, way_out),))
