"""Weight: how much an event means in its story.

By what came of it, by how much the wants behind it have at stake, by whose belief it proved wrong,
and by what it made people feel; each from 0 to 1 of the most in this story, and added.
"""

from __future__ import annotations

from collections import Counter

from vervain.story.chronicle import Chronicle, Event
from vervain.tell.emotions import Emotions
from vervain.tell.minds import Minds

MOST_FELT = 3
"""So many of the strongest feelings count."""


def weights(chronicle: Chronicle, minds: Minds, felt: Emotions) -> tuple[float, ...]:
    """The weight of every event, by id."""
    caused = Counter(
        cause
        for event in chronicle.events
        for cause in {c.event for c in event.causes} | _since(event)
        if cause is not None
    )
    parts = [
        [float(caused[event.id]) for event in chronicle.events],
        [_stakes(event) for event in chronicle.events],
        [_surprise(event, minds) for event in chronicle.events],
        [_stirred(event, felt) for event in chronicle.events],
    ]
    most = [max(part, default=0.0) or 1.0 for part in parts]
    return tuple(
        round(sum(v / m for v, m in zip(values, most, strict=True)), 6)
        for values in zip(*parts, strict=True)
    )


def _stirred(event: Event, felt: Emotions) -> float:
    return sum(sorted(f.intensity for f in felt.at(event.id))[-MOST_FELT:])


def _since(event: Event) -> set[int | None]:
    return {belief.since for reason in event.reasons for belief in reason.beliefs}


def _stakes(event: Event) -> float:
    wants = (w for r in event.reasons for w in r.wants)
    return sum(abs((w.after or 0.0) - (w.before or 0.0)) for w in wants)


def _surprise(event: Event, minds: Minds) -> float:
    """How many minds it proved wrong: they believed something, and it was not so."""
    return float(
        sum(
            change.before is not None
            and len(change.fact.minds) == 1
            and change.how in ("perceived", "told", "glimpsed")
            and minds.wrong(change.fact, change.before, event.id)
            for change in event.minds
        )
    )
