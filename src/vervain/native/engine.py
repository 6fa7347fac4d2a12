"""What every engine offers: the kernel and the plain Python oracle have the same calls.

States are small ints, valid for one engine: 0 is the start, at rest. All arrays are int32 unless
said otherwise. The same calls in the same order give the same ids, on every machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from vervain.model.ground import Floats, Ints, Longs


class Outcome(Enum):
    """How a search ended."""

    FOUND = "found"
    NONE = "proved none within the limits"
    BUDGET = "budget spent"
    INTERRUPTED = "interrupted"


HEURISTICS = ("relaxed", "add", "max", "none")
"""Where a search looks first. None of them changes what there is to find, nor what is proved."""


@dataclass(frozen=True, slots=True)
class Budget:
    """What a search may use, and how it looks. `nodes` counts distinct states made; None: no
    bound. `heuristic` is one of HEURISTICS; an oracle has none."""

    nodes: int | None = None
    seconds: float | None = None
    megabytes: int = 1024
    seed: int = 0
    heuristic: str = HEURISTICS[0]

    def __post_init__(self) -> None:
        if self.heuristic not in HEURISTICS:
            known = ", ".join(HEURISTICS)
            raise ValueError(f"there is no heuristic {self.heuristic!r}; there are {known}")


@dataclass(frozen=True, slots=True)
class Reach:
    """Limits of definitions D10-D12: steps of the author, steps of a character, depth of minds."""

    author: int
    character: int
    belief: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """`plan`: the actions of the reason, the explained one first; empty unless FOUND."""

    outcome: Outcome
    plan: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Search:
    """Plans found (tuples of action ids), how it ended, and counters (`states`, `transitions`,
    `explanations`, `bytes`)."""

    outcome: Outcome
    plans: tuple[tuple[int, ...], ...]
    counters: dict[str, int]


class Engine(Protocol):
    """States of one Ground, made on demand and shared."""

    def values(self, states: Ints) -> Ints:
        """[n, F]: the valuation of each state."""

    def minds(self, states: Ints) -> Ints:
        """[n, N]: the state each agent believes in."""

    def applicable(self, states: Ints) -> tuple[Longs, Ints]:
        """Rows of action ids whose condition holds, ascending."""

    def successors(self, states: Ints, actions: Ints) -> Ints:
        """[n]: the state after each action in the state beside it. -1: its condition does not
        hold; -2: its reactions never rest."""

    def fired(self, states: Ints, actions: Ints) -> tuple[Longs, Ints]:
        """Rows of reaction ids that fired in the world (not in minds) after each action, in order,
        each once."""

    def observers(self, states: Ints, actions: Ints) -> Ints:
        """[n, N]: 1 where the agent sees the action happen."""

    def utilities(self, states: Ints, index: int) -> Floats:
        """[n]: utility `index` (an agent's, or a goal's), NaN where unknown."""

    def terms(self, states: Ints, term: int) -> Floats:
        """[n]: a term of the tables, read in each state (numbers unscaled), NaN where unknown."""

    def holds(self, states: Ints, cond: int) -> Ints:
        """[n]: 1 where the condition holds."""

    def explain(
        self, state: int, action: int, agent: int, reach: Reach, budget: Budget
    ) -> Explanation:
        """A reason (D10) of `agent` for `action`, as seen from the world state `state`."""

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
        """Up to `count` different plans (D12) from `state` that raise utility `goal` to
        `threshold`.

        Anytime and deterministic for a seed. `shortest`: in order of length, and NONE/FOUND are
        proofs.
        `banned`: [A] 1 for actions that may not be used.
        """

    def counters(self) -> dict[str, int]:
        """States, transitions, explanations and bytes so far."""
