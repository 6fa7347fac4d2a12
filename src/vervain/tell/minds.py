"""Minds: what was so, and what somebody believed, before and after any event of a chronicle.

Read from the record alone, so that a saved story and a run can be told without their world being
made again. Beliefs are known one mind deep.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict

from vervain.lang.world import PLACE, World
from vervain.story.chronicle import Change, Chronicle, Event, Fact, Plain
from vervain.story.naming import plain_value

EVERYONE = "everyone"
"""In a run of many people, whoever there is."""

Key = tuple[str, tuple[str, ...], tuple[str, ...]]


class Minds:
    """The values of facts through one chronicle. State k is before event k. What is not on record
    is as the `world` says that it usually is."""

    def __init__(self, chronicle: Chronicle, world: World | None = None) -> None:
        fluents = world.fluents if world is not None else ()
        self._usual = {f.name: plain_value(f.default) for f in fluents if f.name != PLACE}
        self._start: dict[Key, Plain] = {
            (f.fluent, f.args, f.minds): value for f, value in chronicle.start
        }
        self._moves: dict[Key, list[tuple[int, Plain]]] = defaultdict(list)
        self._learned: dict[int, dict[str, list[Change]]] = {}
        self._depth_two = any(len(f.minds) > 1 for f, _ in chronicle.start)
        for event in chronicle.events:
            for change in (*event.changes, *event.minds):
                f = change.fact
                self._moves[f.fluent, f.args, f.minds].append((event.id, change.after))

    def knows(self, fact: Fact, k: int) -> bool:
        """The fact is on record in state k: the start says what it is, or something has changed
        it."""
        keys = ((fact.fluent, fact.args, minds) for minds in ((), fact.minds, (EVERYONE,)))
        return any(key in self._start or self._last(key, k) is not None for key in keys)

    def value(self, fact: Fact, k: int) -> Plain:
        """What the fact is in state k, in the world or in one mind."""
        found = self._last((fact.fluent, fact.args, fact.minds), k)
        if not fact.minds:
            return found[1] if found else self._begun(fact)
        common = self._last((fact.fluent, fact.args, (EVERYONE,)), k)
        if common is not None and (found is None or found[0] < common[0]):
            found = common
        if found is not None:
            return found[1]
        key = (fact.fluent, fact.args, fact.minds)
        return self._start[key] if key in self._start else self._begun(fact)

    def _begun(self, fact: Fact) -> Plain:
        """What a fact of the world is at the start."""
        return self._start.get((fact.fluent, fact.args, ()), self._usual.get(fact.fluent))

    def _last(self, key: Key, k: int) -> tuple[int, Plain] | None:
        moves = self._moves.get(key)
        if not moves:
            return None
        at = bisect_left(moves, k, key=lambda move: move[0])
        return moves[at - 1] if at else None

    def wrong(self, fact: Fact, value: Plain, k: int) -> bool:
        """Whether the fact, held to be `value` in a mind, is not so in state k."""
        truth = self.value(Fact(fact.fluent, fact.args), k)
        return truth != value or type(truth) is not type(value)

    def learned(self, event: Event, who: str) -> tuple[Change, ...]:
        """What an event changed in what somebody believes of the world."""
        known = self._learned.get(event.id)
        if known is None:
            known = self._learned[event.id] = defaultdict(list)
            for change in event.minds:
                if len(change.fact.minds) == 1:
                    known[change.fact.minds[0]].append(change)
        if who not in known and EVERYONE not in known:
            return ()
        if EVERYONE not in known:
            return tuple(known[who])
        return tuple(c for c in event.minds if c.fact.minds in ((who,), (EVERYONE,)))


def saw(event: Event, who: str | None) -> bool:
    """Whether somebody saw the event; nobody in particular sees everything."""
    return who is None or who in event.saw or EVERYONE in event.saw
