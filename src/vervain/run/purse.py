"""Purse: one Budget shared by many calls of one engine."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from vervain.native.engine import Budget, Engine

MEGABYTE = 1 << 20


class Purse:
    """What is left of a budget. States are counted by the engine, time by `clock` (seconds)."""

    def __init__(
        self, engine: Engine, budget: Budget, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.budget = budget
        self._engine = engine
        self._clock = clock
        self._first = engine.counters()["states"]
        self._end = None if budget.seconds is None else clock() + budget.seconds

    @property
    def states(self) -> int:
        """Distinct states made so far out of this purse."""
        return self._engine.counters()["states"] - self._first

    @property
    def spent(self) -> bool:
        """Nothing is left."""
        left = self.share(None)
        full = self._engine.counters()["bytes"] >= left.megabytes * MEGABYTE
        return full or left.nodes == 0 or left.seconds == 0.0

    def share(self, nodes: int | None, seed: int | None = None) -> Budget:
        """A budget for one call: at most `nodes` states, and never more than is left."""
        if self.budget.nodes is not None:
            left = max(0, self.budget.nodes - self.states)
            nodes = left if nodes is None else min(nodes, left)
        seconds = None if self._end is None else max(0.0, self._end - self._clock())
        seed = self.budget.seed if seed is None else seed
        return replace(self.budget, nodes=nodes, seconds=seconds, seed=seed)
