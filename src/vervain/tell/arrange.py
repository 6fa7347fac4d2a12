"""Order: passages in the order of telling, with look backs where the telling asks for them."""

from __future__ import annotations

from collections.abc import Callable

from vervain.lang.world import LookBack
from vervain.story.chronicle import Chronicle, Event
from vervain.tell.discourse import Passage, Unit
from vervain.tell.spin import Spin, Tense

Select = Callable[[tuple[Event, ...], str | None], tuple[Unit, ...]]


def back_tense(tense: Tense) -> Tense:
    """The tense in which a look back is told: one step before that of the story."""
    return Tense.PAST if tense is Tense.PRESENT else Tense.PERFECT


def _by_stage(chronicle: Chronicle) -> dict[str | None, tuple[Event, ...]]:
    names: list[str | None] = [name for name, _ in chronicle.stages] or [None]
    return {name: tuple(e for e in chronicle.events if e.stage == name) for name in names}


def _between(stages: tuple[str, ...], back: LookBack) -> tuple[str, ...]:
    if back.first not in stages or back.last not in stages:
        return ()
    return stages[stages.index(back.first) : stages.index(back.last) + 1]


def arrange(chronicle: Chronicle, spin: Spin, select: Select) -> tuple[Passage, ...]:
    """The passages of the story as `spin` wants them; stages without anything to tell are left
    out."""
    events = _by_stage(chronicle)
    stages = tuple(name for name in events if name is not None)
    if not stages:
        focaliser = spin.views[0].focaliser
        return (Passage(None, focaliser, spin.tense, select(chronicle.events, focaliser)),)
    opening = stages.index(spin.opens_at) if spin.opens_at in stages else 0
    passages: list[Passage] = []
    returning = False
    for stage in stages[opening:]:
        for back in (b for b in spin.looks_back if b.at == stage):
            before = len(passages)
            for earlier in _between(stages, back):
                focaliser = spin.focaliser(stage, stages)
                units = select(events[earlier], focaliser)
                if units:
                    tense = back_tense(spin.tense) if len(passages) == before else Tense.PAST
                    passages.append(Passage(earlier, focaliser, tense, units, look_back=True))
            returning = returning or len(passages) > before
        focaliser = spin.focaliser(stage, stages)
        units = select(events[stage], focaliser)
        if units:
            passages.append(Passage(stage, focaliser, spin.tense, units, returning=returning))
            returning = False
    return tuple(passages)
