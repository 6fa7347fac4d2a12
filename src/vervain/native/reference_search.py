"""Reasons and plans (D10-D12), by trying every sequence, shortest first."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from vervain.native.engine import Budget, Reach
from vervain.native.reference_state import State
from vervain.native.reference_step import Steps

Allowed = Callable[[State, int, int], bool]
"""Whether an action may be the i-th step (from 1), taken in this state."""


class BudgetSpentError(Exception):
    """The search may not make another state."""


@dataclass(frozen=True, slots=True)
class Path:
    """Actions in a row, and the states before, between and after them."""

    actions: tuple[int, ...]
    states: tuple[State, ...]

    @property
    def end(self) -> State:
        """The state after the last action."""
        return self.states[-1]


def better(new: float, old: float) -> bool:
    """D10.3: not `new <= old`; unknown is NaN, so a step to or from it counts."""
    return not new <= old


class Searcher:
    """Searches of one world with one set of limits; reasons are remembered."""

    def __init__(self, steps: Steps, reach: Reach, budget: Budget) -> None:
        self.steps, self.rules, self.reach, self.budget = steps, steps.rules, reach, budget
        self.made: set[State] = set()
        self.transitions = 0
        self._until = math.inf if budget.seconds is None else time.monotonic() + budget.seconds
        self._reasons: dict[tuple[State, int, int, int, int], tuple[int, ...] | None] = {}

    # ------------------------------------------------------------ D12

    def plans(
        self, start: State, goal: int, threshold: float, banned: frozenset[int]
    ) -> Iterator[tuple[int, ...]]:
        """D12: every plan, shorter ones first."""

        def allowed(state: State, action: int, _: int) -> bool:
            return action not in banned and self.explained(state, action)

        for path in self._paths(start, self.reach.author, allowed):
            if self._reaches(path, goal, threshold) and not self._idle(path, goal, allowed):
                yield path.actions

    def _reaches(self, path: Path, goal: int, threshold: float) -> bool:
        """D12: the goal is reached, and nothing before was as good."""
        *before, end = (self._utility(goal, state) for state in path.states)
        return end >= threshold and all(end > value for value in before)

    # ------------------------------------------------------------ D11

    def explained(self, state: State, action: int) -> bool:
        """D11: everybody who must consent has a reason, as they see things."""
        return all(
            self.reason(state.mind(c), action, c, 1, self.reach.character) is not None
            for c in self.rules.consent[action]
        )

    # ------------------------------------------------------------ D10

    def reason(
        self, believed: State, action: int, agent: int, depth: int, left: int
    ) -> tuple[int, ...] | None:
        """D10: a sequence that is the agent's reason, or None."""
        key = (believed, action, agent, depth, left)
        if key not in self._reasons:
            self._reasons[key] = self._find_reason(*key)
        return self._reasons[key]

    def _find_reason(
        self, believed: State, action: int, agent: int, depth: int, left: int
    ) -> tuple[int, ...] | None:
        if depth > self.reach.belief + 1 or left < 1:
            return None

        def explained(state: State, step: int, place: int, but: int | None = None) -> bool:
            """D10.4: everybody who consents (but one) has a reason, inside the agent's thoughts."""
            others = (d for d in self.rules.consent[step] if d != but)
            return all(self._inside(state, step, agent, d, depth, left - place + 1) for d in others)

        def allowed(state: State, step: int, place: int) -> bool:
            """D10.2, D10.4: what may follow the action."""
            if place == 1:
                return step == action
            return bool(self.rules.consent[step]) and explained(state, step, place)

        def kept(state: State, step: int, place: int) -> bool:
            """D10.6: what may be kept where something is left out."""
            if place == 1:
                return step == action or explained(state, step, place, but=agent)
            return explained(state, step, place)

        most = 1 if depth == self.reach.belief + 1 else left
        for path in self._paths(believed, most, allowed):
            if self._improves(path, agent) and not self._idle(path, agent, kept):
                return path.actions
        return None

    def _inside(
        self, state: State, step: int, thinker: int, other: int, depth: int, left: int
    ) -> bool:
        """D10.4: whether `other` has a reason for the step, as the thinker imagines it."""
        if other == thinker:
            return self.reason(state, step, thinker, depth, left) is not None
        return self.reason(state.mind(other), step, other, depth + 1, left) is not None

    def _improves(self, path: Path, agent: int) -> bool:
        """D10.3: better at the end, and different from every state before the end."""
        *before, end = (self._utility(agent, state) for state in path.states)
        if not before:
            return False
        return better(end, before[0]) and all(end != value for value in before)

    # ------------------------------------------------------------ sequences

    def _paths(self, start: State, most: int, allowed: Allowed) -> Iterator[Path]:
        """Every sequence of at most `most` possible and allowed steps, shorter ones first."""
        paths = [Path((), (start,))]
        for place in range(1, most + 2):
            yield from paths
            if place <= most:
                paths = [longer for path in paths for longer in self._longer(path, place, allowed)]

    def _longer(self, path: Path, place: int, allowed: Allowed) -> Iterator[Path]:
        """The path with one more step, in the order of actions."""
        for action in range(self.rules.actions):
            after = self._step(path.end, action, place, allowed)
            if after is not None:
                yield Path((*path.actions, action), (*path.states, after))

    def _step(self, state: State, action: int, place: int, allowed: Allowed) -> State | None:
        """The state after the action, if it is possible and allowed here."""
        if not self.steps.possible(state, action) or not allowed(state, action, place):
            return None
        after = self.steps.after(state, action)
        self._spend(after.state if after else None)
        return after.state if after else None

    def _idle(self, path: Path, index: int, kept: Allowed) -> bool:
        """D10.5: from some state on, leaving something out gives exactly the same utility."""
        end = self._utility(index, path.end)
        length = len(path.actions)
        for j in range(length):
            for size in range(length - j):
                for steps in combinations(path.actions[j:], size):
                    reached = self._replay(path.states[j], steps, j + 1, kept)
                    if reached is not None and self._utility(index, reached) == end:
                        return True
        return False

    def _replay(
        self, state: State, actions: Sequence[int], place: int, kept: Allowed
    ) -> State | None:
        """The state after the actions, the first as the `place`-th step; None if that cannot be."""
        for i, action in enumerate(actions):
            after = self._step(state, action, place + i, kept)
            if after is None:
                return None
            state = after
        return state

    def _utility(self, index: int, state: State) -> float:
        """D9: a utility, read in a state."""
        return self.rules.term(self.rules.utility[index], state)

    def _spend(self, state: State | None) -> None:
        """Count a transition; stop when the budget is spent."""
        self.transitions += 1
        if state is not None:
            self.made.add(state)
        nodes = self.budget.nodes
        if (nodes is not None and len(self.made) > nodes) or time.monotonic() > self._until:
            raise BudgetSpentError

    def counters(self) -> dict[str, int]:
        """What the searches have used."""
        return {
            "states": len(self.made),
            "transitions": self.transitions,
            "explanations": len(self._reasons),
            "bytes": 0,
        }
