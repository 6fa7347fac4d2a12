"""Reasons: why those who agreed did: the plan in their mind, what it is for, what it rests on."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from vervain.model.ground import Ints, TermKind
from vervain.run.parts import Parts, Reading
from vervain.run.trace import Reasoned, consenting, follow, ids
from vervain.story.chronicle import Belief, Cause, Reason, WantServed
from vervain.story.history import History
from vervain.story.naming import Names, number


class Motives:
    """Reads the plans behind the acts of one History, and the causes of its events."""

    def __init__(self, names: Names, history: History) -> None:
        self._names, self._history, self._engine = names, history, history.engine
        self._parts = Parts(names.ground)
        wants = names.ground.wants
        agents = range(len(names.ground.agents))
        self._wants = {a: [w for w in wants if w.agent == a] for a in agents}

    def causes(self, k: int) -> tuple[Cause, ...]:
        """To which event each fact is owed that the condition of event k needed."""
        here = self._history.states[k : k + 1]
        return tuple(
            Cause(
                self._history.since(read.minds, read.fluent, k),
                self._names.reading(read),
                self._names.value(read.fluent, self._history.at(read.minds, read.fluent, k)),
            )
            for read in dict.fromkeys(self._needed(int(self._history.actions[k]), here))
        )

    def reason(self, k: int, reasoned: Reasoned) -> Reason:
        """The reason of one who agreed to event k."""
        agent, plan = reasoned.agent, reasoned.plan
        mind = int(self._history.nodes((agent,))[k])
        path = (mind, *follow(self._engine, mind, plan))
        ends = ids(path[0], path[-1])
        before, after = self._engine.utilities(ends, agent).tolist()
        served, read = self._served(agent, ends)
        counted_on = self._counted_on(agent, plan, path)
        reads = (*self._premises(plan, path), *read, *counted_on)
        rests = dict.fromkeys(_own(agent, r) for r in reads)
        return Reason(
            self._names.ground.agents[agent],
            tuple(self._names.act(action) for action in plan),
            served,
            tuple(self._belief(k, agent, reading) for reading in rests),
            number(before),
            number(after),
        )

    def _belief(self, k: int, agent: int, read: Reading) -> Belief:
        """A belief of the agent before event k, held against what it is about."""
        chain = (agent, *read.minds)
        code = self._history.at(chain, read.fluent, k)
        return Belief(
            self._names.reading(read, within=(agent,)),
            self._names.value(read.fluent, code),
            code == self._history.at(read.minds, read.fluent, k),
            self._history.since(chain, read.fluent, k),
        )

    # ------------------------------------------------------------ what a plan rests on

    def _needed(self, action: int, state: Ints) -> Iterator[Reading]:
        """What the condition of an action reads, where it holds."""
        cond = int(self._names.ground.tables.event_cond[action])
        for atom in self._parts.true_atoms(self._engine, cond, state):
            yield from (r for r in self._parts.compared(atom) if self._names.shown[r.fluent])

    def _premises(self, plan: tuple[int, ...], path: tuple[int, ...]) -> Iterator[Reading]:
        """What the acts of the plan need and the plan itself has not brought about."""
        for action, node in zip(plan, path, strict=False):
            for read in self._needed(action, ids(node)):
                if self._stood(node, path[0], read):
                    yield read

    def _stood(self, now: int, before: int, read: Reading) -> bool:
        """It is as it was before the plan began."""
        return self._history.read(now, read) == self._history.read(before, read)

    def _counted_on(
        self, agent: int, plan: tuple[int, ...], path: tuple[int, ...]
    ) -> Iterator[Reading]:
        """What the agent takes others to want, who must agree to what the plan counts on."""
        for action, node in zip(plan[1:], path[1:], strict=False):
            for other in consenting(self._names.ground, action):
                if other == agent:
                    continue
                mind = int(self._engine.minds(ids(node))[0, other])
                ends = ids(mind, *follow(self._engine, mind, (action,)))
                for want in self._wants[other] if len(ends) == 2 else ():
                    for told in self._telling(want.term, ends):
                        read = Reading(told.fluent, (other, *told.minds))
                        if self._names.shown[read.fluent] and self._stood(node, path[0], read):
                            yield read

    def _served(self, agent: int, ends: Ints) -> tuple[tuple[WantServed, ...], tuple[Reading, ...]]:
        """The wants that the end of the plan serves, and the beliefs about them."""
        served, read = list[WantServed](), list[Reading]()
        for want in self._wants[agent]:
            before, after = self._engine.terms(ends, want.term).tolist()
            if _better(after, before):
                text = self._names.world.wants[want.want]
                worth = number(before), number(after)
                served.append(WantServed(text.text, text.purpose, *worth))
                read += self._telling(want.term, ends)
        return tuple(served), tuple(r for r in read if self._names.shown[r.fluent])

    def _telling(self, term: int, ends: Ints) -> Iterator[Reading]:
        """What a want reads in its parts that come out differently at the two ends."""
        kind, row = self._parts.kind(term), self._parts.row(term)
        if not self._differs(term, ends):
            return
        if kind is TermKind.ADD:
            for part in row:
                yield from self._telling(part, ends)
        elif kind is TermKind.MUL:
            for part in row:
                yield from self._parts.readings(part)
        elif kind is TermKind.CHOICE:
            yield from self._choosing(row, ends)
        else:
            yield from self._parts.readings(term)

    def _choosing(self, row: list[int], ends: Ints) -> Iterator[Reading]:
        """Of a choice, the conditions that come out differently, and what its terms read: those
        that differ, and those on which it depends what the difference weighs."""
        decided = [read for cond in row[0:-1:2] for read in self._deciding(cond, ends)]
        yield from decided
        for term in (*row[1::2], row[-1]):
            yield from self._parts.readings(term) if decided else self._telling(term, ends)

    def _deciding(self, cond: int, ends: Ints) -> Iterator[Reading]:
        """What a condition that holds at one end only reads there, to hold."""
        holds = self._engine.holds(ends, cond).tolist()
        if holds[0] != holds[1]:
            end = ends[holds.index(1) :][:1]
            for atom in self._parts.true_atoms(self._engine, cond, end):
                yield from self._parts.compared(atom)

    def _differs(self, term: int, ends: Ints) -> bool:
        values = self._engine.terms(ends, term)
        return not bool(np.array_equal(values[:1], values[1:], equal_nan=True))


def _own(agent: int, read: Reading) -> Reading:
    """What one believes that one believes is what one believes."""
    minds = read.minds
    while minds and minds[0] == agent:
        minds = minds[1:]
    return Reading(read.fluent, minds)


def _better(after: float, before: float) -> bool:
    """As in D10.3: to or from unknown counts, from unknown to unknown does not."""
    return not (after <= before or (math.isnan(after) and math.isnan(before)))
