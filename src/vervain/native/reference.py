"""The plain Python oracle: the calls of `Engine`, carried out as semantics.md words them.

Slow on purpose and readable without the kernel; the two must agree array for array. States are kept
as values (`reference_state.py`) and numbered by first appearance (D2.1).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from vervain.model.ground import Floats, Ints, Longs, Tables
from vervain.native.engine import Budget, Explanation, Outcome, Reach, Search
from vervain.native.reference_search import BudgetSpentError, Searcher
from vervain.native.reference_state import Rules, State, start_state
from vervain.native.reference_step import Steps

IMPOSSIBLE = -1
NEVER_RESTS = -2


class Reference:
    """An `Engine` in plain Python. Raises ValueError if the start never rests (D7.2)."""

    def __init__(self, tables: Tables) -> None:
        self._rules = Rules(tables)
        self._steps = Steps(self._rules)
        self._states: list[State] = []
        self._ids: dict[State, int] = {}
        self._used = {"states": 0, "transitions": 0, "explanations": 0, "bytes": 0}
        start = self._steps.start(start_state(tables))
        if start is None:
            raise ValueError("the start never rests")
        self._number(start.state)

    # ------------------------------------------------------------ reading states

    def values(self, states: Ints) -> Ints:
        """[n, F]: the valuation of each state."""
        return _table((s.values for s in self._at(states)), self._rules.fluents)

    def minds(self, states: Ints) -> Ints:
        """[n, N]: the state each agent believes in."""
        minds = ([self._ids[m] for m in s.minds()] for s in self._at(states))
        return _table(minds, self._rules.agents)

    def utilities(self, states: Ints, index: int) -> Floats:
        """[n]: D9."""
        return self.terms(states, self._rules.utility[index])

    def terms(self, states: Ints, term: int) -> Floats:
        """[n]: D3."""
        return np.array([self._rules.term(term, s) for s in self._at(states)], dtype=np.float64)

    def holds(self, states: Ints, cond: int) -> Ints:
        """[n]: D3."""
        return np.array([self._rules.holds(cond, s) for s in self._at(states)], dtype=np.int32)

    # ------------------------------------------------------------ what can happen

    def applicable(self, states: Ints) -> tuple[Longs, Ints]:
        """Rows of action ids whose condition holds (D4), ascending."""
        actions = range(self._rules.actions)
        return _rows([a for a in actions if self._steps.possible(s, a)] for s in self._at(states))

    def successors(self, states: Ints, actions: Ints) -> Ints:
        """[n]: the state after each action (D5, D7); -1: not possible, -2: it never rests."""
        pairs = zip(self._at(states), actions.tolist(), strict=True)
        return np.array([self._successor(s, a) for s, a in pairs], dtype=np.int32)

    def _successor(self, state: State, action: int) -> int:
        if not self._steps.possible(state, action):
            return IMPOSSIBLE
        after = self._steps.after(state, action)
        return NEVER_RESTS if after is None else self._number(after.state)

    def fired(self, states: Ints, actions: Ints) -> tuple[Longs, Ints]:
        """Rows of the reactions that fired in the world; none if no state follows."""
        pairs = zip(self._at(states), actions.tolist(), strict=True)
        return _rows(self._fired(s, a) for s, a in pairs)

    def _fired(self, state: State, action: int) -> tuple[int, ...]:
        after = self._steps.after(state, action) if self._steps.possible(state, action) else None
        return () if after is None else after.fired

    def observers(self, states: Ints, actions: Ints) -> Ints:
        """[n, N]: 1 where the agent's observing condition holds (D5.1), possible act or not."""
        agents = range(self._rules.agents)
        pairs = zip(self._at(states), actions.tolist(), strict=True)
        seen = ([int(self._steps.observes(s, a, c)) for c in agents] for s, a in pairs)
        return _table(seen, self._rules.agents)

    # ------------------------------------------------------------ reasons and plans

    def explain(
        self, state: int, action: int, agent: int, reach: Reach, budget: Budget
    ) -> Explanation:
        """A reason (D10) of `agent` for `action`, as seen from the world state `state`."""
        searcher = Searcher(self._steps, reach, budget)
        try:
            mind = self._states[state].mind(agent)
            plan = searcher.reason(mind, action, agent, 1, reach.character)
        except BudgetSpentError:
            return Explanation(Outcome.BUDGET, ())
        finally:
            self._count(searcher)
        return Explanation(Outcome.NONE, ()) if plan is None else Explanation(Outcome.FOUND, plan)

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
        """Up to `count` plans, one for each solution (D12.4), always in order of length, whether
        `shortest` or not."""
        del shortest  # this search knows no other order
        searcher = Searcher(self._steps, reach, budget)
        plans: dict[tuple[int, ...], tuple[int, ...]] = {}
        outcome = Outcome.NONE
        try:
            for plan in self._plans(searcher, state, goal, threshold, banned):
                plans.setdefault(tuple(sorted(plan)), plan)
                if len(plans) >= count:
                    break
        except BudgetSpentError:  # those found stay
            outcome = Outcome.BUDGET
        self._count(searcher)
        found = tuple(plans.values())
        return Search(Outcome.FOUND if found else outcome, found, searcher.counters())

    def every_order(
        self, state: int, goal: int, threshold: float, reach: Reach, banned: Ints | None = None
    ) -> frozenset[tuple[int, ...]]:
        """Every plan (D12), all orders of a solution included."""
        searcher = Searcher(self._steps, reach, Budget())
        return frozenset(self._plans(searcher, state, goal, threshold, banned))

    def _plans(
        self, searcher: Searcher, state: int, goal: int, threshold: float, banned: Ints | None
    ) -> Iterator[tuple[int, ...]]:
        forbidden = frozenset(() if banned is None else np.flatnonzero(banned).tolist())
        return searcher.plans(self._states[state], goal, threshold, forbidden)

    def counters(self) -> dict[str, int]:
        """Numbered states, and what searches have used so far."""
        return self._used | {"states": self._used["states"] + len(self._states)}

    # ------------------------------------------------------------ numbers

    def _at(self, states: Ints) -> Iterator[State]:
        return (self._states[i] for i in states.tolist())

    def _number(self, state: State) -> int:
        """D2.1: the number of a state; it and what it leads to get the next ones if new."""
        todo = [state]
        met = {state}
        for each in todo:  # grows while we walk
            if each not in self._ids:
                self._ids[each] = len(self._states)
                self._states.append(each)
            new = [m for m in each.minds() if m not in met]
            todo += dict.fromkeys(new)
            met.update(new)
        return self._ids[state]

    def _count(self, searcher: Searcher) -> None:
        for name, used in searcher.counters().items():
            self._used[name] += used


def _table(rows: Iterable[Iterable[int]], width: int) -> Ints:
    """Rows of one width as an array, also when there are none."""
    items = [list(row) for row in rows]
    return np.array(items, dtype=np.int32).reshape(len(items), width)


def _rows(rows: Iterable[Iterable[int]]) -> tuple[Longs, Ints]:
    """Compressed rows."""
    listed = [list(row) for row in rows]
    start = np.cumsum([0, *map(len, listed)], dtype=np.int64)
    return start, np.array([item for row in listed for item in row], dtype=np.int32)
