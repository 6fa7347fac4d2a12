"""Again: a story lived once more where something is otherwise, and what the cast does then.

The acts of the story are done in their order, each only if it is possible and everybody who must
agree still has a reason. What cannot be is left out, and said why. Where anything was left out, or
was forced, the cast goes on by itself afterwards: act by act, whatever somebody gains most by. An
event that was taken away is not made up for. What comes by itself (F1, F2) is not done again but
worked out anew at the beginning of each stage.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

import numpy as np

from vervain.model.ground import NONE, Ground
from vervain.native.engine import Budget, Engine, Outcome, Reach
from vervain.run.outline import Between, Plans
from vervain.run.trace import Reached, Reasoned, Step, Trace, consenting, follow, ids

ONE_LOOK = 20_000
"""States that one look into a mind may make."""


OFTEN = 2
"""How often the cast does the same act when it goes on by itself."""


Until = Callable[[Engine, int], bool]
"""Whether a story that has come to this state is to end."""


class Fate(Enum):
    """What became of an event of the old story."""

    KEPT = "it happens again"
    REMOVED = "it was taken away"
    GONE = "it can never happen"
    IMPOSSIBLE = "it is not possible"
    UNWANTED = "somebody has no reason for it"
    ENDED = "the story had come to its end"
    UNASKED = "nothing brings it about"
    UNCHOSEN = "it is possible, and nobody comes to do it"


@dataclass(frozen=True, slots=True)
class Wish:
    """One act to do: the first of `actions` that is possible. `event` is its number in the old
    story (None: it is new). `forced`: do it whether anybody wants it or not. `reasons`: those of
    the old story, where nothing can have touched them."""

    actions: tuple[int, ...]
    event: int | None
    forced: bool = False
    removed: bool = False
    reasons: tuple[Reasoned, ...] | None = None


@dataclass(frozen=True, slots=True)
class Became:
    """What became of a wish. `step`: where in the new story it happens, or where it would have
    been; `agents`: those who have no reason."""

    event: int | None
    fate: Fate
    step: int
    agents: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Again:
    """The new story. From step `alone` on the cast went on by itself."""

    trace: Trace
    became: tuple[Became, ...]
    alone: int


class Rerun:
    """Lives a story again in one engine."""

    def __init__(
        self,
        ground: Ground,
        engine: Engine,
        reach: Reach,
        seed: int = 0,
        between: Between | None = None,
    ) -> None:
        self.ground, self.engine, self.reach, self.seed = ground, engine, reach, seed
        self.between = between
        self._look = Budget(nodes=ONE_LOOK, seed=seed)
        self._cuts: list[int] = []
        self._unasked: list[int] = []
        self._stage = 0

    def run(
        self,
        wishes: Sequence[Wish],
        goals: Sequence[int],
        most: int,
        until: Until | None = None,
    ) -> Again:
        """The wishes in order; then at most `most` acts of the cast's own. Where `until` is
        reached, the story ends."""
        steps: list[Step] = []
        became: list[Became] = []
        self._cuts, self._unasked, self._stage = [], [], 0
        self._by_itself(steps, ())
        self._enter(steps, goals)
        for wish in wishes:
            state = steps[-1].state if steps else 0
            if self.between is not None and not self.between.acts.isdisjoint(wish.actions):
                became.append(Became(wish.event, Fate.UNASKED, len(steps)))
                continue
            if until is not None and until(self.engine, state):
                became.append(Became(wish.event, Fate.ENDED, len(steps)))
                continue
            fate, agents, step = self._try(state, wish)
            became.append(Became(wish.event, fate, len(steps), agents))
            if step is not None:
                steps.append(step)
                self._enter(steps, goals)
        state = steps[-1].state if steps else 0
        became = self._matched(wishes, became, steps)
        alone = len(steps)
        forced = any(w.forced and self._consents(w) for w in wishes)
        if forced or any(b.fate not in (Fate.KEPT, Fate.UNASKED) for b in became):
            removed = {action for w in wishes if w.removed for action in w.actions}
            steps += self._go_on(state, [s.state for s in steps], removed, most, until)
        return Again(self._trace(steps, goals), tuple(became), alone)

    # ------------------------------------------------------------ what comes by itself

    def _enter(self, steps: list[Step], goals: Sequence[int]) -> None:
        """Where a stage has come to its end, the next begins with what comes by itself."""
        while self.between is not None and self._stage < len(goals):
            state = steps[-1].state if steps else 0
            cond = self.ground.goals[goals[self._stage]].cond
            if not self.engine.holds(ids(state), cond)[0]:
                return
            self._stage += 1
            if self._stage < len(goals):
                self._cuts.append(len(steps))
                ends = pairwise((0, *self._cuts))
                plans = tuple(tuple(s.action for s in steps[a:b]) for a, b in ends)
                self._by_itself(steps, plans)

    def _by_itself(self, steps: list[Step], plans: Plans) -> None:
        for action in self.between.after(plans) if self.between is not None else ():
            end = self._after(steps[-1].state if steps else 0, action)
            if end >= 0:
                self._unasked.append(len(steps))
                steps.append(Step(action, end, ()))

    def _matched(
        self, wishes: Sequence[Wish], became: list[Became], steps: list[Step]
    ) -> list[Became]:
        """What came by itself in the old story is kept where it comes by itself again."""
        left, found = list(self._unasked), list[Became]()
        for wish, old in zip(wishes, became, strict=True):
            same = [i for i in left if steps[i].action in wish.actions]
            if old.fate is Fate.UNASKED and same:
                left.remove(same[0])
                found.append(Became(old.event, Fate.KEPT, same[0]))
            else:
                found.append(old)
        return found

    # ------------------------------------------------------------ what was done

    def _consents(self, wish: Wish) -> bool:
        return any(consenting(self.ground, action) for action in wish.actions)

    def _try(self, state: int, wish: Wish) -> tuple[Fate, tuple[int, ...], Step | None]:
        if wish.removed:
            return Fate.REMOVED, (), None
        if not wish.actions:
            return Fate.GONE, (), None
        ends = [(action, self._after(state, action)) for action in wish.actions]
        action, end = next(((a, e) for a, e in ends if e >= 0), (NONE, NONE))
        if action == NONE:
            return Fate.IMPOSSIBLE, (), None
        reasons = wish.reasons if wish.reasons is not None else self._reasons(state, action)
        unwilling = tuple(r.agent for r in reasons if not r.plan)
        if unwilling and not wish.forced:
            return Fate.UNWANTED, unwilling, None
        return Fate.KEPT, (), Step(action, end, reasons)

    def _after(self, state: int, action: int) -> int:
        return int(self.engine.successors(ids(state), ids(action))[0])

    def _reasons(self, state: int, action: int) -> tuple[Reasoned, ...]:
        return tuple(
            Reasoned(a, self.engine.explain(state, action, a, self.reach, self._look).plan)
            for a in consenting(self.ground, action)
        )

    def _go_on(
        self, state: int, passed: list[int], removed: set[int], most: int, until: Until | None
    ) -> list[Step]:
        """Acts that somebody gains by, one after another: none that was taken away, none too often,
        and never back to where the story was."""
        steps: list[Step] = []
        seen = {0, *passed, state}
        done: Counter[int] = Counter(dict.fromkeys(removed, OFTEN))
        for _ in range(most):
            if until is not None and until(self.engine, state):
                break
            wanted = self._wanted(state)
            found = [s for s in wanted if s.state not in seen and done[s.action] < OFTEN]
            if not found:
                break
            gains = [self._gain(state, step) for step in found]
            best = found[int(np.argmax(gains))]
            steps.append(best)
            state = best.state
            seen.add(state)
            done[best.action] += 1
        return steps

    def _wanted(self, state: int) -> list[Step]:
        """Every act that is possible, and for which all who must agree have a reason."""
        _, actions = self.engine.applicable(ids(state))
        found = []
        for action in actions.tolist():
            if not consenting(self.ground, action):
                continue
            reasons = self._reasons(state, action)
            end = self._after(state, action)
            if end >= 0 and all(r.plan for r in reasons):
                found.append(Step(action, end, reasons))
        return found

    def _gain(self, state: int, step: Step) -> float:
        """What it is worth to those who agree, by their own reckoning, per act of their plan."""
        total = 0.0
        for reason in step.reasons:
            mind = int(self.engine.minds(ids(state))[0, reason.agent])
            end = (mind, *follow(self.engine, mind, reason.plan))[-1]
            before, after = self.engine.utilities(ids(mind, end), reason.agent).tolist()
            gain = after - before
            total += gain / len(reason.plan) if np.isfinite(gain) else 0.0
        return total

    def _trace(self, steps: Sequence[Step], goals: Sequence[int]) -> Trace:
        states = [0, *(s.state for s in steps)]
        reached: list[Reached] = []
        at = 0
        for goal in goals:
            cond = self.ground.goals[goal].cond
            holds = self.engine.holds(np.array(states[at:], dtype=np.int32), cond)
            if not holds.any():
                break
            at += int(np.argmax(holds))
            reached.append(Reached(goal, at))
        outcome = Outcome.FOUND if len(reached) == len(goals) else Outcome.NONE
        counters = tuple(sorted(self.engine.counters().items()))
        fingerprint = self.ground.fingerprint
        return Trace(fingerprint, self.seed, outcome, 0, tuple(steps), tuple(reached), counters)
