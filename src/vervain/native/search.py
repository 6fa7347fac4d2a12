"""The kernel's `explain` and `search`: plain numbers in, outcomes and plans out.

Both end early when the budget is spent or Ctrl-C is pressed. After Ctrl-C a search keeps what was
found (the outcome tells it; no KeyboardInterrupt comes out); a question for a reason has nothing to
keep, and raises KeyboardInterrupt. The kernel looks for plans in
`search_by_promise.cc` and, for `shortest`, in `search_by_length.cc`.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from vervain.model.ground import Ints
from vervain.native.engine import HEURISTICS, Budget, Explanation, Outcome, Reach, Search

OUTCOMES = (Outcome.FOUND, Outcome.NONE, Outcome.BUDGET, Outcome.INTERRUPTED)
USED = ("states", "transitions", "explanations", "bytes", "complete", "unsettled")
NO_LIMIT = -1


@dataclass(frozen=True, slots=True)
class Walk:
    """What was met on a walk; what stopped it, or NONE: nothing did."""

    outcome: Outcome
    steps: int
    """Pairs of a state of the world and an action that is possible in it, each once."""
    stories: int
    """Different states of the world, the start included."""
    states: int
    """All there are by now: those, the minds in them, and those that were only passed through."""


class Searching:
    """The half of an `Engine` that looks ahead (D10-D12)."""

    _pool: Any  # compiled; `kernel.py` has the door to it

    def explain(
        self, state: int, action: int, agent: int, reach: Reach, budget: Budget
    ) -> Explanation:
        """A reason (D10) of `agent` for `action`, as seen from the world state `state`.

        Raises KeyboardInterrupt: those who ask go on otherwise without an answer.
        """
        how = HEURISTICS.index(budget.heuristic)
        outcome, plan = self._pool.explain(
            state, action, agent, _reach(reach), _limits(budget), how
        )
        if OUTCOMES[outcome] is Outcome.INTERRUPTED:
            raise KeyboardInterrupt
        return Explanation(OUTCOMES[outcome], tuple(plan.tolist()))

    def search(
        self,
        state: int,
        goal: int,
        threshold: float,
        reach: Reach,
        budget: Budget,
        count: int = 1,
        shortest: bool = False,
        banned: Ints | None = None,
    ) -> Search:
        """Up to `count` different plans (D12, D13) from `state`; they raise `goal` to `threshold`.

        If the goal is reached in `state` already, the first plan is to do nothing. Without
        `shortest`, plans come as they are found. The counter `complete` is 1 if it is proved that
        there are no plans with other acts than these; `unsettled` is the number of plans of which
        it would take too long to prove that nothing in them is idle (D10.8).
        """
        forbidden = np.zeros(0, dtype=np.int32) if banned is None else banned
        outcome, start, steps, used = self._pool.search(
            state,
            goal,
            threshold,
            _reach(reach),
            _limits(budget),
            budget.seed,
            count,
            shortest,
            forbidden,
            HEURISTICS.index(budget.heuristic),
        )
        rows, acts = start.tolist(), steps.tolist()
        plans = tuple(tuple(acts[i:j]) for i, j in pairwise(rows))
        counters = dict(zip(USED, used.tolist(), strict=True))
        return Search(OUTCOMES[outcome], plans, counters)

    def walk(self, most: int, budget: Budget) -> Walk:
        """Every step from the start, breadth first, until there are `most`."""
        outcome, *counts = self._pool.walk(most, _limits(budget))
        return Walk(OUTCOMES[outcome], *counts)

    def estimate(
        self, state: int, utility: int, limit: int, heuristic: str = HEURISTICS[0]
    ) -> tuple[int, int] | None:
        """How many steps until the utility is better: at least, and roughly; None: more than
        `limit`, or never."""
        how = HEURISTICS.index(heuristic)
        steps, rough = self._pool.estimate(state, utility, limit, how)
        return None if steps < 0 else (steps, rough)


def _reach(reach: Reach) -> tuple[int, int, int]:
    return reach.author, reach.character, reach.belief


def _limits(budget: Budget) -> tuple[int, float, int]:
    """States, seconds and bytes."""
    nodes = NO_LIMIT if budget.nodes is None else budget.nodes
    seconds = float(NO_LIMIT) if budget.seconds is None else budget.seconds
    return nodes, seconds, budget.megabytes << 20
