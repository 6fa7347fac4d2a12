"""Spine: of a long run the events that make one story, with what led from each to the next.

A run of a town has a thousand events, and a story has twenty: those that a pattern names, the
shortest path of causes from each to the next, and what else came of it or happens seldom: weighed
by how many of the same people are in it, how rare it is, how early, and how much came of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from vervain.story.chronicle import Chronicle, Event

MOST = 26
"""Events that a reader follows one by one."""
VAIN = 0.6
"""What weighs less of which nothing came."""
AGAIN = 0.35
"""What an act weighs less for each time that it is told already."""
SELDOM = 3
"""What happens so often in a run, or less, is told for its own sake."""
MOST_BEFORE = 40
"""Events of what went on before."""


def spine(chronicle: Chronicle, named: Sequence[int], most: int = MOST) -> frozenset[int]:
    """The events to tell, by number. `named`: those that must be, in order; without any, the last
    event that happens seldom. Nothing after the last of them is told, if there are several.

    What went on before the first of them, around the same people, is told too: many like acts are
    one sentence to a teller.
    """
    events = chronicle.events
    ends = sorted(named) or _seldom(events)[:1] or [e.id for e in events[-1:]]
    if not ends:
        return frozenset()
    found = dict.fromkeys(ends)
    for first, last in pairwise(ends):
        found |= dict.fromkeys(path(events, first, last))
    last = ends[-1] if len(ends) > 1 else events[-1].id
    _fill(events, (ends[0], last), found, most)
    found |= dict.fromkeys(_likewise(events, ends[1:]))
    people = {name for number in found for name in _people(events[number])}
    before = [e.id for e in events[: ends[0]] if people & _people(e)]
    return frozenset(found) | frozenset(before[:MOST_BEFORE])


def _fill(
    events: tuple[Event, ...], span: tuple[int, int], found: dict[int, None], most: int
) -> None:
    """Of what happened from the first event to the last, and came of it or happens seldom, what
    means most to the story: the heaviest first, while there is room."""
    led = _led_to(events, span[0])
    often = Counter(e.act.name for e in events)
    open_ = [
        e.id
        for e in events[span[0] + 1 : span[1] + 1]
        if e.id not in found and (e.id in led or often[e.act.name] <= SELDOM)
    ]
    came = Counter(cause for number in led for cause in _behind(events[number]))
    heaviest = max(came.values(), default=0) or 1
    cast = {name for number in found for name in _people(events[number])}
    told = Counter(events[number].act.name for number in found)

    def weight(number: int) -> float:
        event = events[number]
        name = event.act.name
        rare: float = (1 / often[name]) ** 0.5
        vain = 0.0 if came[number] or often[name] <= SELDOM else VAIN
        known = min(2, len(cast & _people(event))) / 2
        early = 0.5 * (span[1] - number) / (span[1] - span[0] or 1)
        return known + rare + early + came[number] / heaviest - vain - AGAIN * told[name]

    while open_ and len(found) < most:
        best = max(open_, key=lambda number: (weight(number), -number))
        if weight(best) <= 0:
            break
        open_.remove(best)
        found[best] = None
        told[events[best].act.name] += 1
        cast |= set(events[best].agreed)


def _led_to(events: tuple[Event, ...], first: int) -> dict[int, None]:
    """The events that an event led to, by however many steps."""
    led = {first: None}
    for event in events[first + 1 :]:
        if any(number in led for number in _behind(event)):
            led[event.id] = None
    return led


def _likewise(events: tuple[Event, ...], ends: list[int]) -> list[int]:
    """What others did likewise between a step of the story and the next: like acts in which one
    role alone differs are one sentence to a teller."""
    found = []
    for first, last in pairwise(ends):
        act = events[first].act
        for event in events[first + 1 : last]:
            roles = zip(act.roles, event.act.roles, strict=False)
            if event.act.name == act.name and sum(a != b for a, b in roles) == 1:
                found.append(event.id)
    return found


def _people(event: Event) -> set[str]:
    return {value for _, value in event.act.roles if isinstance(value, str)}


def _seldom(events: tuple[Event, ...]) -> list[int]:
    """Events whose act happens a few times only; those of the rarest act first."""
    often = Counter(e.act.name for e in events)
    rare = [e for e in events if often[e.act.name] <= SELDOM]
    return [e.id for e in sorted(rare, key=lambda e: (often[e.act.name], e.id))]


def path(events: tuple[Event, ...], first: int, last: int) -> list[int]:
    """The shortest way on which the one event led to the other, both left out; none: it did not."""
    before: dict[int, int] = {last: last}
    todo = [last]
    for number in todo:  # grows while we walk
        for cause in _behind(events[number]):
            if cause >= first and cause not in before:
                before[cause] = number
                todo.append(cause)
        if first in before:
            break
    if first not in before:
        return []
    way, at = [], before[first]
    while at != last:
        way.append(at)
        at = before[at]
    return way


def _behind(event: Event) -> list[int]:
    """The events that made it possible, and those that gave the beliefs it rests on."""
    found = [c.event for c in event.causes]
    found += [b.since for reason in event.reasons for b in reason.beliefs]
    return sorted({number for number in found if number is not None})
