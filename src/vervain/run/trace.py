"""Trace: what an engine found, in ids: acts, states, and the plan behind each act.

A Trace belongs to the engine that made its states; `fingerprint` says to which Ground. What it
means, in names, is the Chronicle's business.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from vervain.model.ground import Ground, Ints
from vervain.native.engine import Budget, Engine, Outcome, Reach


@dataclass(frozen=True, slots=True)
class Reasoned:
    """The plan (D10) for which `agent` agreed, the act itself first; empty if none was found."""

    agent: int
    plan: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One act and the state it leads to; `reasons` has an entry for each who must consent."""

    action: int
    state: int
    reasons: tuple[Reasoned, ...]


@dataclass(frozen=True, slots=True)
class Reached:
    """`goal` (an index into `Ground.goals`) was reached after `steps` steps of the story."""

    goal: int
    steps: int


@dataclass(frozen=True, slots=True)
class Trace:
    """A story from state `start`. `outcome`: FOUND if every goal was reached, else why it ends."""

    fingerprint: str
    seed: int
    outcome: Outcome
    start: int
    steps: tuple[Step, ...]
    reached: tuple[Reached, ...]
    counters: tuple[tuple[str, int], ...]

    @property
    def actions(self) -> tuple[int, ...]:
        """The acts, in order."""
        return tuple(step.action for step in self.steps)

    @property
    def states(self) -> tuple[int, ...]:
        """The states passed through: one more than there are steps."""
        return (self.start, *(step.state for step in self.steps))

    @property
    def acts(self) -> tuple[int, ...]:
        """The acts as a multiset (ascending): stories with the same acts are one (D13)."""
        return tuple(sorted(self.actions))


def ids(*items: int) -> Ints:
    """The array an engine call takes."""
    return np.array(items, dtype=np.int32)


def consenting(ground: Ground, action: int) -> tuple[int, ...]:
    """The agents whose own reasons must explain the action."""
    t = ground.tables
    row = t.consent[t.consent_start[action] : t.consent_start[action + 1]]
    return tuple(row.tolist())


def follow(engine: Engine, state: int, actions: Sequence[int]) -> tuple[int, ...]:
    """The states after each action in turn, as far as they are possible."""
    states = []
    for action in actions:
        state = int(engine.successors(ids(state), ids(action))[0])
        if state < 0:
            break
        states.append(state)
    return tuple(states)


def trace(
    ground: Ground,
    engine: Engine,
    plans: Sequence[tuple[int, ...]],
    goals: Sequence[int],
    reach: Reach,
    budget: Budget,
    outcome: Outcome = Outcome.FOUND,
) -> Trace:
    """The Trace of `plans` with everybody's reasons: one plan for each of `goals`, in order.

    There may be one plan more than goals: acts on the way to a goal that was not reached.
    """
    state, steps, reached = 0, list[Step](), list[Reached]()
    for number, plan in enumerate(plans):
        for action in plan:
            reasons = tuple(
                Reasoned(a, engine.explain(state, action, a, reach, budget).plan)
                for a in consenting(ground, action)
            )
            state = int(engine.successors(ids(state), ids(action))[0])
            if state < 0:
                raise ValueError(f"an act that cannot happen: {ground.actions[action].text}")
            steps.append(Step(action, state, reasons))
        if number < len(goals):
            reached.append(Reached(goals[number], len(steps)))
    counters = tuple(sorted(engine.counters().items()))
    return Trace(
        ground.fingerprint, budget.seed, outcome, 0, tuple(steps), tuple(reached), counters
    )
