"""Spine: of a long run the events that make one story, with what led from each to the next.

A run of a town has a thousand events, and a story has twenty: those that a pattern names, the
shortest path of causes from each to the next, and what happens seldom in that run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from vervain.story.chronicle import Chronicle, Event

MOST = 24
"""Events that a reader follows one by one."""
SELDOM = 3
"""What happens so often in a run, or less, is told for its own sake."""
MOST_BEFORE = 40
"""Events of what went on before."""


def spine(chronicle: Chronicle, named: Sequence[int], most: int = MOST) -> frozenset[int]:
    """The events to tell, by number. `named`: those that must be, in order; without any, the last
    event that happens seldom. Nothing after the last of them is told.

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
    told = {events[number].act.name for number in found}
    for number in _seldom(events):
        if len(found) >= most:
            break
        if number <= ends[-1] and events[number].act.name not in told:
            found |= dict.fromkeys((*path(events, ends[0], number), number))
    if len(ends) == 1:
        found |= dict.fromkeys(_onward(events, ends[0], most))
    found |= dict.fromkeys(_likewise(events, ends[1:]))
    people = {name for number in ends for name in _people(events[number])}
    before = [e.id for e in events[: ends[0]] if people & _people(e)]
    return frozenset(found) | frozenset(before[:MOST_BEFORE])


def _onward(events: tuple[Event, ...], first: int, most: int) -> list[int]:
    """What an event led to, where nothing else is named: of each act the first times."""
    led, seen, found = {first}, Counter[str](), list[int]()
    for event in events[first + 1 :]:
        if not led.intersection(_behind(event)):
            continue
        led.add(event.id)
        seen[event.act.name] += 1
        if seen[event.act.name] <= SELDOM and len(found) < most:
            found.append(event.id)
    return found


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
