"""Sift: all patterns over one chronicle, live or afterwards: the same feeding gives the same."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from heapq import heappop, heappush

from vervain.lang.pattern import Atom, Motif, Pattern, Sort, Test
from vervain.lang.world import World
from vervain.story.chronicle import Chronicle, Event, Fact, Plain
from vervain.story.feel.feeling import Feeling, Feelings
from vervain.story.sift.matcher import Begun, Match, Matcher, Near
from vervain.story.sift.moment import Moment, counting
from vervain.story.sift.record import Record
from vervain.story.sift.slots import Trigger, triggers
from vervain.story.sift.trail import Trail
from vervain.story.sift.waiting import Hook

PURGE = 1024
"""Events between two looks for what can no longer come in time."""


@dataclass(frozen=True, slots=True)
class Story:
    """A match with its rarity (bits: how surprising its events are in this chronicle), and what in
    it is rarest, in so many of all events."""

    match: Match
    rarity: float
    rarest: str
    share: tuple[int, int]


class Sifter:
    """Feed it the events of a story in order, and ask at any time."""

    def __init__(
        self,
        world: World,
        patterns: Iterable[Pattern],
        start: tuple[tuple[Fact, Plain], ...] = (),
        *,
        near: bool = False,
    ) -> None:
        chosen = tuple(patterns)
        self.record = Record(world, start)
        self.trail = Trail()
        needed = _with_parts(chosen, {p.name: p for p in world.patterns})
        self.matchers = [Matcher(p, self.trail, near=near) for p in needed]
        self._chosen = {p.name for p in chosen}
        self.motifs = [counting(m) for m in _motifs(needed, world.motifs).values()]
        self._by_act = {
            act: [c for c in world.counts if c.act == act] for act in {c.act for c in world.counts}
        }
        self._hooks: dict[Trigger, list[tuple[int, Hook]]] = {}
        for number, matcher in enumerate(self.matchers):
            for hook in matcher.hooks():
                for trigger in sorted(triggers(hook.atom), key=str):
                    self._hooks.setdefault(trigger, []).append((number, hook))
        self._marks = [t for t in self._hooks if t[0] is Sort.MARK]
        self._seen: Counter[str] = Counter()
        self._properties: dict[int, tuple[str, ...]] = {}
        self.open: list[Feeling] = []
        self.events = 0

    def feed(
        self, event: Event, begun: Iterable[Feeling] = (), ended: Iterable[Feeling] = ()
    ) -> None:
        """The next event, with the feelings that begin and end with it."""
        moment = Moment(self.record, event, tuple(begun), tuple(self.open))
        self.feed_moment(moment)
        gone = set(map(id, ended))
        self.open = [f for f in (*self.open, *moment.begun) if id(f) not in gone]

    def feed_moment(self, moment: Moment) -> None:
        """The same, for an event of which more is known."""
        event = moment.event
        self.record.enter(event)
        self.trail.add(event)
        moment.count(self.motifs, self._by_act)
        self._note(moment)
        live = [(Sort.ACT, event.act.name), *moment.found]
        live += [(Sort.BECOMES, name) for name in self.record.changed]
        live += [t for t in self._marks if t not in live and moment.mark(t[1])]
        woken: dict[int, dict[int, Hook]] = {}
        for trigger in live:
            self._wake(woken, trigger, moment)
        todo, begun = sorted(woken), Begun()
        while todo:
            number = heappop(todo)
            matcher = self.matchers[number]
            for binding in matcher.feed(moment, woken[number].values(), begun):
                moment.take(Sort.PATTERN, matcher.pattern.name, binding)
                before = set(woken)
                self._wake(woken, (Sort.PATTERN, matcher.pattern.name), moment)
                for new in woken.keys() - before:
                    heappush(todo, new)
        self.events += 1
        if self.events % PURGE == 0:
            for matcher in self.matchers:
                matcher.purge(event.minute)

    def _wake(self, woken: dict[int, dict[int, Hook]], trigger: Trigger, moment: Moment) -> None:
        """The hooks that an event with this trigger may move: those where somebody waits."""
        spots: dict[tuple[int, ...], list[tuple[str, ...]]] = {}
        for number, hook in self._hooks.get(trigger, ()):
            if hook.at:
                if hook.at not in spots:
                    said = moment.named(hook.atom)
                    spots[hook.at] = [
                        tuple([names[k] for k in hook.at])
                        for names in said
                        if len(names) > max(hook.at)
                    ]
                for spot in spots[hook.at]:
                    if spot in hook.spots:
                        break
                else:
                    continue
            if number in woken:
                woken[number][id(hook)] = hook
            else:
                woken[number] = {id(hook): hook}

    def _note(self, moment: Moment) -> None:
        event = moment.event
        found = {f"the act {event.act.name}"}
        found |= {f"{name} as it counts" for sort, name in moment.found if sort is Sort.MOTIF}
        found |= {f"a change of {c.fact.fluent}" for c in event.changes}
        if event.place is not None:
            found.add(f"the act {event.act.name} at {event.place}")
        self._properties[event.id] = tuple(sorted(found))
        self._seen.update(found)

    # ------------------------------------------------------------ what was found

    def found(self) -> tuple[Story, ...]:
        """The stories so far, the rarest first."""
        stories = [self._story(match) for match in self.matches()]
        return tuple(sorted(stories, key=lambda s: (-s.rarity, s.match.pattern, s.match.roles)))

    def matches(self) -> list[Match]:
        """The stories so far, by pattern."""
        return [
            match
            for matcher in self.matchers
            if matcher.pattern.name in self._chosen
            for match in matcher.found.values()
        ]

    def _story(self, match: Match) -> Story:
        """The mean surprise of what its events have: -log2 of the share of events that have it."""
        names = [n for e in match.events if e >= 0 for n in self._properties[e]]
        bits = {n: -math.log2(self._seen[n] / max(self.events, 1)) for n in names}
        mean = sum(bits[n] for n in names) / len(names) if names else 0.0
        rarest = min(names, key=lambda n: (-bits[n], n)) if names else ""
        return Story(match, round(mean, 3) + 0.0, rarest, (self._seen[rarest], self.events))

    def near(self) -> tuple[Near, ...]:
        """What came nearest to a story, the nearest first (where it was asked for)."""
        found = [n for m in self.matchers if m.pattern.name in self._chosen for n in m.misses()]
        return tuple(sorted(found, key=lambda n: (-n.reached / n.steps, n.pattern, n.events)))

    @property
    def lost(self) -> int:
        """Beginnings that were given up because there were too many."""
        return sum(m.lost for m in self.matchers)


def sift(
    world: World,
    chronicle: Chronicle,
    patterns: Iterable[Pattern] | None = None,
    feelings: Feelings | None = None,
    *,
    near: bool = False,
) -> Sifter:
    """A whole chronicle, fed from its start."""
    sifter = Sifter(
        world, world.patterns if patterns is None else patterns, chronicle.start, near=near
    )
    begun: dict[int | None, list[Feeling]] = {}
    ended: dict[int | None, list[Feeling]] = {}
    for feeling in feelings.feelings if feelings is not None else ():
        begun.setdefault(feeling.event, []).append(feeling)
        ended.setdefault(feeling.by, []).append(feeling)
    sifter.open = begun.get(None, [])
    for event in chronicle.events:
        sifter.feed(event, begun.get(event.id, ()), ended.get(event.id, ()))
    return sifter


def feels(patterns: Iterable[Pattern], world: World) -> bool:
    """Some of them ask what somebody feels, so that feelings are wanted."""
    needed = _with_parts(tuple(patterns), {p.name: p for p in world.patterns})
    atoms = [a for p in needed for a in _atoms(p)]
    atoms += [
        t.mark
        for m in _motifs(needed, world.motifs).values()
        for w in m.ways
        for t in w
        if t.mark is not None
    ]
    return any(a.sort is Sort.MARK and "feel" in a.name for a in atoms)


def _atoms(pattern: Pattern) -> list[Atom]:
    found = list(pattern.afterwards)
    for step in pattern.steps:
        found += [step.atom, *step.unless]
        found += [t.mark for t in step.tests if t.mark is not None]
    return found


def _with_parts(chosen: tuple[Pattern, ...], known: dict[str, Pattern]) -> list[Pattern]:
    """The patterns and those they are made of, each after its parts."""
    order: dict[str, Pattern] = {}
    entered: set[str] = set()

    def visit(pattern: Pattern) -> None:
        if pattern.name in entered:
            return
        entered.add(pattern.name)
        for atom in _atoms(pattern):
            if atom.sort is Sort.PATTERN and atom.name in known:
                visit(known[atom.name])
        order[pattern.name] = pattern

    for pattern in chosen:
        visit(pattern)
    return list(order.values())


def _motifs(patterns: list[Pattern], known: tuple[Motif, ...]) -> dict[str, Motif]:
    """The motifs that patterns are made of, each after those that its ways name."""
    by_name = {m.name: m for m in known}
    wanted = {a.name for p in patterns for a in _atoms(p) if a.sort is Sort.MOTIF}
    order: dict[str, Motif] = {}
    entered: set[str] = set()

    def visit(name: str) -> None:
        if name in entered or name not in by_name:
            return
        entered.add(name)
        tests: list[Test] = [t for way in by_name[name].ways for t in way]
        for test in tests:
            if test.mark is not None and test.mark.sort is Sort.MOTIF:
                visit(test.mark.name)
        order[name] = by_name[name]

    for name in sorted(wanted):
        visit(name)
    return order
