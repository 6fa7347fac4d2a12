"""Outline: stage after stage, going back to other ways through a stage where one leads nowhere.

Depth first, in rounds. In each round every stage may try a few ways (plans with different acts or
different ends) and each search may make a few states; the next round allows four times as many of
both. So a dead end deep in the story costs little before an early choice is made differently, and
an engine's memo makes what was searched before cheap to search again. A place (stage, state) from
which everything was seen in vain is remembered as dead.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from vervain.model.ground import NONE, CondKind, Ground, Ints
from vervain.native.engine import Budget, Engine, Outcome, Reach, Search
from vervain.run.purse import Purse
from vervain.run.trace import follow, ids

FIRST_SHARE = 500_000
"""States that one search may make in the first round."""
WIDEST = 4096
"""The most ways through one stage that are ever asked for."""
LAST_ROUND = 12
"""By then a search may make more states than fit in any memory."""

Plans = tuple[tuple[int, ...], ...]
Progress = Callable[[int, int, int], None]
"""Called before each search: the stage (from 0), how many there are, the states made so far."""


class Interrupted(Exception):
    """The engine was told to stop."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way through a stage: its acts, and the state in which it ends."""

    plan: tuple[int, ...]
    end: int


@dataclass(frozen=True, slots=True)
class Visit:
    """A state from which stage number `stage` was tried, after the plans so far, and after what
    came between."""

    stage: int
    state: int
    plans: Plans
    between: tuple[int, ...] = ()


class Between(Protocol):
    """What comes between stages that nobody decides: bonds fade (F2), felt facts follow what is
    felt (F1)."""

    acts: frozenset[int]
    """Acts that happen only so: the search may not use them."""

    def after(self, plans: Plans) -> tuple[int, ...]:
        """What happens after these plans, before the next stage is planned."""


class Outline:
    """The search for stories through `goals` (indices into `Ground.goals`), each to `threshold`."""

    def __init__(
        self,
        ground: Ground,
        engine: Engine,
        goals: Sequence[int],
        threshold: float,
        reach: Reach,
        purse: Purse,
        *,
        seed: int | None = None,
        banned: Ints | None = None,
        here: tuple[int, Ints] | None = None,
        first: int = FIRST_SHARE,
        shortest: bool = False,
        progress: Progress | None = None,
        between: Between | None = None,
    ) -> None:
        """`banned`: acts that no plan has; `here`: a stage, and the acts that its plan has not;
        `first`: the states that a stage may take in the first round."""
        self.here, self.first = here, first
        self.utilities = tuple(ground.goals[g].utility for g in goals)
        self.engine, self.threshold, self.reach, self.purse = engine, threshold, reach, purse
        self.seed, self.banned, self.shortest, self.progress = seed, banned, shortest, progress
        self.between = between
        never = (i for i, g in enumerate(goals) if _is_never(ground, g))
        self._never = next(never, None)
        self.exhausted = False
        self.visits: dict[tuple[int, int], Visit] = {}
        self._dead: set[tuple[int, int]] = set()
        self._vain: dict[tuple[int, int], int] = {}
        self._seen: dict[tuple[int, int], tuple[tuple[Way, ...], bool]] = {}
        self._round = 0
        self._yielded = 0

    def stories(self, rounds: int = LAST_ROUND, begun: Plans = ()) -> Iterator[Plans]:
        """Every story that goes on from what is begun, as one plan for each stage; later rounds
        repeat those of earlier ones.

        At its end `exhausted` says whether there are no more than it gave.
        """
        state = (0, *follow(self.engine, 0, [act for plan in begun for act in plan]))[-1]
        for self._round in range(rounds):
            self._seen.clear()
            self.exhausted = yield from self._descend(len(begun), state, begun)
            self.exhausted = self.exhausted or self._never is not None
            if self.exhausted or self.purse.spent:
                return

    def _descend(self, stage: int, state: int, plans: Plans) -> Generator[Plans, None, bool]:
        """Everything from `state` on; returns whether all there is was seen."""
        if stage == len(self.utilities):
            self._yielded += 1
            yield plans
            return True
        stirred = () if self.between is None else self.between.after(plans)
        state = (state, *follow(self.engine, state, stirred))[-1]
        place = (stage, state)
        if place in self._dead or self._vain.get(place) == self._round:
            return place in self._dead
        self.visits.setdefault(place, Visit(stage, state, plans, stirred))
        ways, complete = self._ways(stage, state)
        before = self._yielded
        for way in ways:
            below = yield from self._descend(stage + 1, way.end, (*plans, (*stirred, *way.plan)))
            complete = complete and below
        if self._yielded == before:
            self._vain[place] = self._round
            if complete:
                self._dead.add(place)
        return complete

    def _ways(self, stage: int, state: int) -> tuple[tuple[Way, ...], bool]:
        """Ways through a stage, as many as this round allows, and whether these are all."""
        place = (stage, state)
        if place not in self._seen:
            self._seen[place] = self._search(stage, state)
        return self._seen[place]

    def _search(self, stage: int, state: int) -> tuple[tuple[Way, ...], bool]:
        goal = self.utilities[stage]
        if self.engine.utilities(ids(state), goal)[0] >= self.threshold:
            return (Way((), state),), True  # D12: doing nothing is a plan, and no other goes higher
        if stage == self._never:
            return (), True
        if self.purse.spent:
            return (), False
        if self.progress is not None:
            self.progress(stage, len(self.utilities), self.purse.states)
        width = min(4**self._round, WIDEST)
        share = self.purse.share(self.first * 4**self._round, self.seed)
        banned = self.here[1] if self.here and self.here[0] == stage else self.banned
        found = self.engine.search(
            state, goal, self.threshold, self.reach, share, width, self.shortest, banned
        )
        if found.outcome is Outcome.INTERRUPTED:
            raise Interrupted
        return self._distinct(state, found.plans), self._complete(found, width, share)

    def _complete(self, found: Search, width: int, share: Budget) -> bool:
        """There are no more plans than these.

        FOUND with fewer than asked for may also mean that the budget ended.
        """
        if found.outcome is not Outcome.FOUND or len(found.plans) >= width:
            return found.outcome is Outcome.NONE
        if "complete" in found.counters:
            return found.counters["complete"] == 1
        used = found.counters.get("states", 0)
        return not self.purse.spent and (share.nodes is None or used < share.nodes)

    def _distinct(self, state: int, plans: Plans) -> tuple[Way, ...]:
        """One way for each set of acts and end: the order of indifferent acts is no difference."""
        ways: dict[tuple[tuple[int, ...], int], Way] = {}
        for plan in plans:
            end = (state, *follow(self.engine, state, plan))[-1]
            ways.setdefault((tuple(sorted(plan)), end), Way(plan, end))
        return tuple(ways.values())


def _is_never(ground: Ground, goal: int) -> bool:
    """Grounding found that nothing can ever bring the goal about."""
    cond = ground.goals[goal].cond
    return cond != NONE and int(ground.tables.cond_kind[cond]) == CondKind.FALSE
