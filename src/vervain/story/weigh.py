"""Weigh: what an act would bring somebody, and what it would cost them, by what they believe."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from vervain.run.trace import consenting, ids
from vervain.story.case import Case
from vervain.story.chronicle import Act

MOST = 3
"""Other acts that are weighed beside the one that was done."""


@dataclass(frozen=True, slots=True)
class Shift:
    """What one want gains (or, below 0, loses)."""

    text: str
    purpose: str
    by: float


@dataclass(frozen=True, slots=True)
class Weighed:
    """An act as `agent` sees it: what it brings and costs at once. `possible`: in their mind."""

    agent: str
    act: Act
    possible: bool
    shifts: tuple[Shift, ...]

    @property
    def total(self) -> float:
        """How much better off they would be."""
        return sum(shift.by for shift in self.shifts)


def weigh(case: Case, k: int, agent: str, action: int) -> Weighed:
    """The act in the mind of the agent, in state k."""
    number = case.agent(agent)
    mind = int(case.history.nodes((number,))[k])
    end = int(case.engine.successors(ids(mind), ids(action))[0])
    if end < 0:
        return Weighed(agent, case.names.act(action), False, ())
    return Weighed(agent, case.names.act(action), True, shifts(case, number, mind, end))


def shifts(case: Case, agent: int, mind: int, end: int) -> tuple[Shift, ...]:
    """What each want of the agent gains from the one state to the other."""
    found = []
    for want in case.ground.wants:
        if want.agent == agent:
            before, after = case.engine.terms(ids(mind, end), want.term).tolist()
            by = after - before
            if by and not math.isnan(by):
                text = case.world.wants[want.want]
                found.append(Shift(text.text, text.purpose, by))
    return tuple(found)


def alternatives(case: Case, k: int, agent: str) -> tuple[Weighed, ...]:
    """What else the agent could have done, in their mind, about the same thing: acts that serve
    one of the same wants, or set one of the same facts. What would have cost most comes first."""
    number, done = case.agent(agent), int(case.history.actions[k])
    mind = int(case.history.nodes((number,))[k])
    chosen = weigh(case, k, agent, done)
    served = {(s.text, s.purpose) for s in chosen.shifts if s.by > 0}
    touched = _touched(case, done)
    found: dict[tuple[str, tuple[Shift, ...]], Weighed] = {}
    _, actions = case.engine.applicable(ids(mind))
    for action in actions.tolist():
        if action == done or number not in consenting(case.ground, action):
            continue
        other = weigh(case, k, agent, action)
        if other.act.name == chosen.act.name:
            continue
        same = {(s.text, s.purpose) for s in other.shifts if s.by > 0} & served
        if other.possible and (same or _touched(case, action) & touched):
            found.setdefault((other.act.name, other.shifts), other)
    return tuple(sorted(found.values(), key=lambda w: (w.total, w.act.name))[:MOST])


def _touched(case: Case, action: int) -> frozenset[int]:
    """The facts that an act sets in the world."""
    t = case.ground.tables
    rows = np.arange(int(t.effect_start[action]), int(t.effect_start[action + 1]))
    plain = [e for e in rows.tolist() if t.chain_start[e] == t.chain_start[e + 1]]
    hidden = {i for i, shown in enumerate(case.names.shown) if not shown}
    return frozenset(int(t.effect_fluent[e]) for e in plain) - hidden
