"""Graph: what led to what: wants and wrong beliefs as beginnings, events, and who died of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from vervain.story.chronicle import Belief, Chronicle, Event
from vervain.story.differ import DEATHS


class Sort(Enum):
    """What a mark of the picture stands for."""

    ACT = "act"
    HAPPENING = "happening"
    WANT = "want"
    BELIEF = "wrong belief"


@dataclass(frozen=True, slots=True)
class Node:
    """One mark. `events`: the run of events it stands for (a want or belief: the first it leads
    to). `text` of a want is what it is for; `belief` of a belief is what is believed. `deaths`:
    who dies."""

    sort: Sort
    events: tuple[int, ...]
    agent: str = ""
    text: str = ""
    belief: Belief | None = None
    deaths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Graph:
    """Marks, and which leads to which (indices); no arrow that another way already tells."""

    nodes: tuple[Node, ...]
    edges: tuple[tuple[int, int], ...]


def behind(chronicle: Chronicle, event: int) -> tuple[int, ...]:
    """The event, all that led to it, and what it led to at once."""
    found, todo = {event}, [event]
    for number in todo:  # grows while we walk
        new = sorted(rests(chronicle.events[number]) - found)
        found.update(new)
        todo += new
    found |= {e.id for e in chronicle.events if event in rests(e)}
    return tuple(sorted(found))


def thread(chronicle: Chronicle, name: str) -> tuple[int, ...]:
    """What somebody did, or had done to them, and what led to it at once."""
    own = [
        e
        for e in chronicle.events
        if name in e.agreed or any(bound == name for _, bound in e.act.roles)
    ]
    return tuple(sorted({e.id for e in own}.union(*(rests(e) for e in own)) if own else ()))


def rests(event: Event) -> set[int]:
    """The events on which an event rests: what made it possible, and what made it wanted."""
    found = {cause.event for cause in event.causes}
    found |= {belief.since for reason in event.reasons for belief in reason.beliefs}
    return {number for number in found if number is not None}


def graph(chronicle: Chronicle, runs: Sequence[Sequence[int]]) -> Graph:
    """The picture of the events in `runs`; each run (the same act by or to several) is one mark."""
    nodes = [_event(chronicle, run) for run in runs]
    of = {number: i for i, run in enumerate(runs) for number in run}
    edges = {
        (of[before], i)
        for i, run in enumerate(runs)
        for number in run
        for before in rests(chronicle.events[number])
        if before in of and of[before] != i
    }
    edges = _reduced({(a, b) for a, b in edges if runs[a][0] < runs[b][0]}, len(nodes))
    for i, run in enumerate(runs):
        for node in _beginnings(chronicle, run):
            edges.add((_index(nodes, node), i))
    return Graph(tuple(nodes), tuple(sorted(edges)))


def _event(chronicle: Chronicle, run: Sequence[int]) -> Node:
    events = [chronicle.events[number] for number in run]
    dead = [
        change.fact.args[0]
        for event in events
        for change in event.changes
        if len(change.fact.args) == 1 and DEATHS.get(change.fact.fluent) is change.after
    ]
    sort = Sort.ACT if events[0].agreed else Sort.HAPPENING
    return Node(sort, tuple(run), deaths=tuple(dead))


def _beginnings(chronicle: Chronicle, run: Sequence[int]) -> Iterable[Node]:
    """The wants that the first of a run served, and what was wrong in the mind of who did it."""
    event = chronicle.events[run[0]]
    for reason in event.reasons:
        who = reason.agent if len(run) == 1 else ""
        for want in reason.wants[:1]:
            yield Node(Sort.WANT, (), who, want.purpose or want.text)
        for belief in reason.beliefs:
            if not belief.true:
                yield Node(Sort.BELIEF, (), reason.agent, belief=belief)


def _index(nodes: list[Node], node: Node) -> int:
    if node not in nodes:
        nodes.append(node)
    return nodes.index(node)


def _reduced(edges: set[tuple[int, int]], count: int) -> set[tuple[int, int]]:
    """Without the arrows that only shorten a longer way (the numbers are in order of time)."""
    after: list[set[int]] = [set() for _ in range(count)]
    for a, b in edges:
        after[a].add(b)
    reach: list[set[int]] = [set() for _ in range(count)]
    kept = set()
    for a in reversed(range(count)):
        for b in sorted(after[a]):
            if b not in reach[a]:
                kept.add((a, b))
            reach[a] |= {b} | reach[b]
    return kept
