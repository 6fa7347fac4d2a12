"""Changes: what an event changed in the world and in each mind, and how each mind came by it.

A deeper change is an *echo* if it only follows a change one mind nearer: Tom's belief that Ida now
believes it, where Ida does now believe it because of the same event. Echoes are left out; what is
kept is what somebody gets wrong about another mind, or learns of it later than it came about.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np

from vervain.model.ground import UNKNOWN_CODE, Longs
from vervain.run.parts import Parts
from vervain.story.chronicle import Change, Fact, Plain
from vervain.story.history import Chain, History
from vervain.story.naming import Names

Shift = tuple[int, int]
"""A change in one chain: the event, and the fluent."""


class Ledger:
    """All changes of one History, in minds up to `depth` deep, a list for each event.

    `glimpsed` names for each event those who glimpsed it.
    """

    def __init__(
        self, names: Names, history: History, depth: int, glimpsed: Sequence[Sequence[str]]
    ) -> None:
        self._names, self._history, self._depth = names, history, depth
        self._glimpsed = glimpsed
        self._perceptible = frozenset(names.ground.tables.seen_fluent.tolist())
        self._conditions = Parts(names.ground)
        self._shifts: dict[Chain, tuple[Shift, ...]] = {}
        self._seen_in = lru_cache(maxsize=None)(self._events_fluents)
        events = len(history.actions)
        self.world: list[list[Change]] = [[] for _ in range(events)]
        self.minds: list[list[Change]] = [[] for _ in range(events)]
        for k, fluent in self._moved(()):
            self.world[k].append(self._change((), k, fluent))
        for chain in self._chains():
            for k, fluent in self._moved(chain):
                if not self._is_echo(chain, k, fluent):
                    self.minds[k].append(self._change(chain, k, fluent))

    def start(self) -> list[tuple[Fact, Plain]]:
        """Every fact of the world at the start, then the beliefs that differ.

        A mind is listed where it differs from the mind around it (as D6 reads what a file says).
        """
        values, shown = self._history.values, self._names.shown
        found: list[tuple[Chain, int]] = [((), f) for f in range(len(shown))]
        found += [
            (chain, f)
            for chain in self._chains()
            if self._history.nodes(chain)[0] != self._history.nodes(chain[:-1])[0]
            for f in np.flatnonzero(values(chain)[0] != values(chain[:-1])[0]).tolist()
        ]
        return [
            (self._names.fact(f, chain), self._names.value(f, self._history.at(chain, f, 0)))
            for chain, f in found
            if shown[f]
        ]

    def _chains(self) -> Iterator[Chain]:
        """Every mind, the shallow ones first; nobody's mind of themselves."""
        agents = range(len(self._names.ground.agents))
        level: list[Chain] = [()]
        for _ in range(self._depth):
            level = [(*c, a) for c in level for a in agents if not c or c[-1] != a]
            yield from level

    def _moved(self, chain: Chain) -> tuple[Shift, ...]:
        """The changes in one chain; where it is one node with the mind it is about, none."""
        if chain not in self._shifts:
            nodes = self._history.nodes(chain)
            moved = nodes[:-1] != nodes[1:]
            if len(chain) > 1:
                near = self._history.nodes(chain[1:])
                moved &= (nodes[:-1] != near[:-1]) | (nodes[1:] != near[1:])
            self._shifts[chain] = self._differences(chain, np.flatnonzero(moved))
        return self._shifts[chain]

    def _differences(self, chain: Chain, events: Longs) -> tuple[Shift, ...]:
        if not len(events):
            return ()
        values = self._history.values(chain)
        rows, fluents = np.nonzero(values[events] != values[events + 1])
        pairs = zip(events[rows].tolist(), fluents.tolist(), strict=True)
        return tuple((k, f) for k, f in pairs if self._names.shown[f])

    def _is_echo(self, chain: Chain, k: int, fluent: int) -> bool:
        """The same became so in the same event for the mind that this one is about."""
        if len(chain) == 1:
            return False
        near, after = chain[1:], self._history.at(chain, fluent, k + 1)
        became = self._history.at(near, fluent, k + 1) == after
        return became and self._history.at(near, fluent, k) != after

    def _change(self, chain: Chain, k: int, fluent: int) -> Change:
        codes = (self._history.at(chain, fluent, i) for i in (k, k + 1))
        before, after = (self._names.value(fluent, code) for code in codes)
        how = self._how(chain, k, fluent) if chain else ""
        return Change(self._names.fact(fluent, chain), before, after, how)

    # ------------------------------------------------------------ how it came into a mind

    def _how(self, chain: Chain, k: int, fluent: int) -> str:
        action = int(self._history.actions[k])
        if self._is_told(chain, k, fluent):
            who = self._names.ground.agents[chain[0]]
            return "glimpsed" if who in self._glimpsed[k] else "told"
        if self._history.sees(chain[0], k) and fluent in self._seen_in(action):
            return "saw"
        return "perceived" if self._is_perceived(chain, k, fluent) else "inferred"

    def _is_told(self, chain: Chain, k: int, fluent: int) -> bool:
        """An effect of the act itself puts it into this mind."""
        t, action = self._names.ground.tables, int(self._history.actions[k])
        for effect in range(int(t.effect_start[action]), int(t.effect_start[action + 1])):
            told = tuple(t.chain[t.chain_start[effect] : t.chain_start[effect + 1]].tolist())
            if told == chain and int(t.effect_fluent[effect]) == fluent:
                cond = int(t.effect_cond[effect])
                if self._history.engine.holds(self._history.states[k : k + 1], cond)[0]:
                    return True
        return False

    def _is_perceived(self, chain: Chain, k: int, fluent: int) -> bool:
        """It can be seen by being there (D8), and is what there is to see, or that it is gone."""
        after = self._history.at(chain, fluent, k + 1)
        there = (self._history.at((), fluent, k + 1), UNKNOWN_CODE)
        return fluent in self._perceptible and after in there

    def _events_fluents(self, action: int) -> frozenset[int]:
        """What a witness of the action learns from it: what it sets, and what it takes."""
        t = self._names.ground.tables
        rows = range(int(t.effect_start[action]), int(t.effect_start[action + 1]))
        sets = {int(t.effect_fluent[e]) for e in rows if t.chain_start[e] == t.chain_start[e + 1]}
        needs = {
            reading.fluent
            for atom in self._conditions.atoms(int(t.event_cond[action]))
            for reading in self._conditions.compared(atom)
        }
        return frozenset(sets | needs)
