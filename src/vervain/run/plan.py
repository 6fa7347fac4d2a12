"""Plan: stories that reach what the author wants, everybody acting for reasons of their own.

More than one story is looked for in two ways. First, acts of the stories found are forbidden one at
a time, which gives stories that differ in what matters; then all ways through all stages are gone
through, which also proves, if it comes to an end, that there is no other story (D13).
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from vervain.base.diagnostic import Aimless
from vervain.lang.wording import Wording
from vervain.lang.world import World
from vervain.model.ground import Ground, Ints
from vervain.native.engine import Budget, Engine, Outcome, Reach
from vervain.run.blocked import Blocked, Missing
from vervain.run.diagnose import Diagnosis
from vervain.run.outline import FIRST_SHARE, Between, Interrupted, Outline, Plans, Progress, Visit
from vervain.run.purse import Purse
from vervain.run.trace import Trace, follow, trace

BAN_ROUNDS = 2
"""Rounds (see `outline`) spent on a story without a certain act."""
BAN_SHARE = 10_000
"""States that a stage of such a story may take in the first of them."""
MOST_ENDS = 64
"""How many ends of equally long stories are compared when none goes on."""


@dataclass(frozen=True, slots=True)
class PlanResult:
    """`outcome`: FOUND if there are as many stories as were asked for; NONE if it is proved that
    there are no more than `traces` (within the limits); else what ended the search. `blocked`
    says what is missing if there is no story at all.
    """

    outcome: Outcome
    traces: tuple[Trace, ...]
    blocked: Blocked | None


def reach_of(world: World) -> Reach:
    """The limits that the world sets itself."""
    limits = world.limits
    return Reach(limits.author, limits.character, limits.belief)


def outline_of(world: World, ground: Ground) -> tuple[int, ...]:
    """The goals that are stages of the outline, in order; without an outline the first goal."""
    at = {goal.name: index for index, goal in enumerate(ground.goals)}
    stages = tuple(at[stage.name] for stage in world.outline if stage.name in at)
    return stages or tuple(range(min(1, len(ground.goals))))


def plan(
    ground: Ground,
    engine: Engine,
    budget: Budget,
    reach: Reach,
    stories: int = 1,
    *,
    outline: Sequence[int] | None = None,
    threshold: float = 1.0,
    banned: Ints | None = None,
    shortest: bool = False,
    progress: Progress | None = None,
    wording: Wording | None = None,
    between: Between | None = None,
) -> PlanResult:
    """Up to `stories` different stories through the goals of `outline` (default: all, in order).

    The budget is shared by everything that is tried. `threshold` is the utility to which each goal
    is to rise. `banned` ([A], 1 where not allowed) keeps acts out of the stories, not out of the
    plans in people's heads. `shortest` makes each stage as short as can be, and is slower. Ctrl-C
    ends the search with what was found so far. `wording`: the author's words, for what is missing.
    `between`: what happens between stages by itself.
    """
    goals = tuple(range(len(ground.goals)) if outline is None else outline)
    if not goals:
        raise Aimless("there is nothing to plan for: the world has no outline and no goal")
    quest = _Quest(ground, engine, goals, threshold, reach, Purse(engine, budget))
    quest.between, quest.shortest = between, shortest
    quest.banned = _without(ground, banned, between.acts) if between is not None else banned
    quest.progress, quest.wanted, quest.wording = progress, stories, wording
    try:
        outcome = quest.run()
    except (KeyboardInterrupt, Interrupted):
        outcome = Outcome.INTERRUPTED
    except MemoryError:
        outcome = Outcome.BUDGET
    return quest.result(outcome)


def _without(ground: Ground, banned: Ints | None, acts: frozenset[int]) -> Ints:
    """The acts that are banned, and these."""
    mask = np.zeros(len(ground.actions), dtype=np.int32) if banned is None else banned.copy()
    mask[sorted(acts)] = 1
    return mask


@dataclass(slots=True)
class _Quest:
    """One call of `plan` under way."""

    ground: Ground
    engine: Engine
    goals: tuple[int, ...]
    threshold: float
    reach: Reach
    purse: Purse
    banned: Ints | None = None
    shortest: bool = False
    progress: Progress | None = None
    wanted: int = 1
    wording: Wording | None = None
    between: Between | None = None
    found: dict[tuple[int, ...], Trace] = field(default_factory=dict)
    kept: list[Plans] = field(default_factory=list)
    visits: dict[tuple[int, int], Visit] = field(default_factory=dict)

    def run(self) -> Outcome:
        """Look for all the stories that are wanted."""
        search = self._outline()
        self.visits = search.visits
        every = search.stories()
        if (plans := next(every, None)) is not None:
            self._keep(plans)
            self._ban()
        while len(self.found) < self.wanted and (plans := next(every, None)) is not None:
            self._keep(plans)
        if len(self.found) >= self.wanted:
            return Outcome.FOUND
        return Outcome.NONE if search.exhausted else Outcome.BUDGET

    def _outline(self, seed: int | None = None, here: tuple[int, Ints] | None = None) -> Outline:
        return Outline(
            self.ground,
            self.engine,
            self.goals,
            self.threshold,
            self.reach,
            self.purse,
            seed=seed,
            banned=self.banned,
            here=here,
            first=FIRST_SHARE if here is None else BAN_SHARE,
            shortest=self.shortest,
            progress=self.progress,
            between=self.between,
        )

    def _keep(self, plans: Plans) -> None:
        """Note a story, if it is a new one."""
        acts = tuple(sorted(a for plan in plans for a in plan))
        if acts not in self.found:
            self.found[acts] = self._trace(plans, self.goals, Outcome.FOUND)
            self.kept.append(plans)

    def _ban(self) -> None:
        """Stories that are like one of those found so far up to some stage, and do without one of
        its acts there."""
        for number, (plans, stage, action) in enumerate(self._bans(), start=1):
            if len(self.found) >= self.wanted or self.purse.spent:
                break
            here = stage, _without(self.ground, self.banned, frozenset((action,)))
            search = self._outline(self.purse.budget.seed + number, here)
            for others in search.stories(BAN_ROUNDS, plans[:stage]):
                self._keep(others)
                break

    def _bans(self) -> Iterator[tuple[Plans, int, int]]:
        """The acts of the stories found, and found meanwhile, each once, in a random order, with
        the story and the stage that has them."""
        chance = random.Random(self.purse.budget.seed)
        done = set[int]()
        never = self.between.acts if self.between is not None else frozenset[int]()
        while True:
            left: dict[int, tuple[Plans, int, int]] = {}
            for plans in self.kept:
                for stage, plan in enumerate(plans):
                    for action in plan:
                        left.setdefault(action, (plans, stage, action))
            names = sorted(left.keys() - done - never)
            if not names:
                return
            action = chance.choice(names)
            done.add(action)
            yield left[action]

    def result(self, outcome: Outcome) -> PlanResult:
        """What was found, and if nothing was, why."""
        traces = tuple(self.found.values())
        return PlanResult(outcome, traces, None if traces else self._blocked(outcome))

    def _blocked(self, outcome: Outcome) -> Blocked:
        """The visit that came furthest, looked at closely (but Ctrl-C wants an answer now)."""
        look = Diagnosis(self.ground, self.engine, self.reach, self.purse.budget, self.wording)
        last = max((stage for stage, _ in self.visits), default=0)
        ends = [v for v in self.visits.values() if v.stage == last] or [Visit(0, 0, ())]
        goal, best, tail = self.goals[last], ends[0], tuple[int, ...]()
        missing: tuple[Missing, ...] = ()
        if outcome is not Outcome.INTERRUPTED:
            best = min(ends[:MOST_ENDS], key=lambda v: look.distance(v.state, goal))
            tail = look.nearest(best.state, goal)
            missing = look.missing((best.state, *follow(self.engine, best.state, tail))[-1], goal)
        partial = self._trace((*best.plans, (*best.between, *tail)), self.goals[:last], outcome)
        name = self.ground.goals[goal].name
        return Blocked(last, len(self.goals), name, outcome, partial, missing)

    def _trace(self, plans: Plans, goals: tuple[int, ...], outcome: Outcome) -> Trace:
        """Reasons were found by the search; to fetch them it may take as long as it takes."""
        free = replace(self.purse.budget, nodes=None, seconds=None)
        return trace(self.ground, self.engine, plans, goals, self.reach, free, outcome)
