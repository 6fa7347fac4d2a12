"""Verify: a plan checked by the definitions D10-D12, apart from the search that may have found it.

States, minds and utilities are the engine's; what follows from them is worked out here, step by
step. The engine's reasons are only taken as suggestions, and checked like any other. That somebody
has *no* reason is found by trying everything; where that would take too long, the search's word is
taken for it, and the verdict says how often.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from vervain.model.ground import Ground
from vervain.native.engine import Budget, Engine, Outcome, Reach
from vervain.run.read_plan import Choices
from vervain.run.trace import consenting, ids

MOST_TRIED = 3000
"""Steps tried to show that somebody has no reason."""
SUGGESTION = Budget(seconds=30)

Allowed = Callable[[int, int, int], bool]
"""Whether an action may be the i-th step (from 1), taken in this state."""


class Unsettled(Exception):
    """Too much would have to be tried."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`acts`: the plan. `fault`: what is wrong, in words, or empty. `step`: where, from 0; `agent`:
    for whom. `trusted`: how often the search's word was taken that somebody has no reason."""

    acts: tuple[str, ...]
    fault: str = ""
    step: int | None = None
    agent: str | None = None
    trusted: int = 0

    @property
    def message(self) -> str:
        """The verdict in words."""
        if not self.fault:
            word = f"; {self.trusted} times on the search's word that somebody has no reason"
            acts = "act" if len(self.acts) == 1 else "acts"
            return f"accepted: {len(self.acts)} {acts}{word if self.trusted else ''}"
        if self.step is None:
            return f"not accepted: the plan {self.fault}"
        act = self.acts[min(self.step, len(self.acts) - 1)] if self.acts else "the plan"
        agent = f" for {self.agent}" if self.agent else ""
        return f"not accepted: step {self.step + 1}, {act}, {self.fault}{agent}"

    def as_dict(self) -> dict[str, object]:
        """The same as plain data."""
        names = ("acts", "fault", "step", "agent", "trusted")
        return {"accepted": not self.fault, **{name: getattr(self, name) for name in names}}


@dataclass(frozen=True, slots=True)
class _Fault:
    text: str
    step: int | None = None
    agent: str | None = None


class Verifier:
    """Checks plans of one world within one set of limits."""

    def __init__(
        self,
        ground: Ground,
        engine: Engine,
        reach: Reach,
        between: frozenset[int] = frozenset(),
    ) -> None:
        """`between`: acts that come between stages by themselves (F1, F2), and nowhere else."""
        self.ground, self.engine, self.reach, self.between = ground, engine, reach, between
        self.trusted = 0
        self._doubts = 0
        self._known: dict[tuple[int, int, int, int, int], tuple[bool, bool]] = {}
        """Whether there is a reason, and whether that is in doubt."""
        self._tries = 0

    def check(self, plan: Sequence[Choices], goals: Sequence[int], threshold: float) -> Verdict:
        """D12 for a story from the start; `goals` are the utilities to be raised, one after the
        other, each as soon as the story does it."""
        acts, state, at = list[int](), 0, 0
        for choices in plan:
            possible = (a for a in choices if self._next(state, a) >= 0)
            acts.append(next(possible, choices[0]))
            state = self._next(state, acts[-1])
            if state < 0:
                return self._verdict(acts, _Fault("cannot happen here", len(acts) - 1))
        state = 0
        for goal in goals:
            while at < len(acts) and acts[at] in self.between:
                state, at = self._next(state, acts[at]), at + 1
            length = self._length(state, acts[at:], goal, threshold, last=goal == goals[-1])
            part = acts[at : at + length]
            wrong = self._fault(state, part, goal, threshold)
            if wrong is not None:
                step = None if wrong.step is None else wrong.step + at
                return self._verdict(acts, _Fault(wrong.text, step, wrong.agent))
            state, at = self._walk(state, part)[-1], at + length
        return self._verdict(acts, None)

    def _length(
        self, state: int, acts: list[int], goal: int, threshold: float, *, last: bool
    ) -> int:
        """How many acts belong to a stage: up to the first that reaches it; the last takes all."""
        states = self._walk(state, acts)
        ends = (i for i, s in enumerate(states) if self._utility(s, goal) >= threshold)
        return len(acts) if last else next(ends, len(acts))

    def _fault(self, start: int, acts: list[int], goal: int, threshold: float) -> _Fault | None:
        """D12 for one stage."""
        states = self._walk(start, acts)
        *before, end = (self._utility(s, goal) for s in states)
        if not acts and end >= threshold:
            return None  # D12.1
        if len(acts) > self.reach.author:
            return _Fault(f"is beyond the limit of {self.reach.author} steps", self.reach.author)
        for at, action in enumerate(acts):
            if action in self.between:
                return _Fault("comes by itself, at the beginning of a stage and nowhere else", at)
            for agent in consenting(self.ground, action):
                if not self._agrees(states[at], action, agent):
                    return _Fault("is not explained", at, self.ground.agents[agent])
        if not end >= threshold:
            return _Fault(f"ends with {end:g}, and the goal is {threshold:g}")
        if not all(end > value for value in before):
            return _Fault("ends no higher than it has been before")
        idle = self._idle(states, acts, goal, lambda s, a, _: self._explained(s, a))
        return None if idle is None else _Fault("begins a part that can do with less", idle)

    def _verdict(self, acts: Sequence[int], fault: _Fault | None) -> Verdict:
        texts = tuple(self.ground.actions[a].text for a in acts)
        if fault is None:
            return Verdict(texts, trusted=self.trusted)
        return Verdict(texts, fault.text, fault.step, fault.agent, self.trusted)

    # ------------------------------------------------------------ the engine

    def _next(self, state: int, action: int) -> int:
        return int(self.engine.successors(ids(state), ids(action))[0])

    def _walk(self, state: int, actions: Sequence[int]) -> list[int]:
        """The states passed through, as far as the actions are possible."""
        states = [state]
        for action in actions:
            state = self._next(state, action)
            if state < 0:
                break
            states.append(state)
        return states

    def _utility(self, state: int, index: int) -> float:
        return float(self.engine.utilities(ids(state), index)[0])

    def _mind(self, state: int, agent: int) -> int:
        return int(self.engine.minds(ids(state))[0, agent])

    # ------------------------------------------------------------ D10, D11

    def _explained(self, state: int, action: int) -> bool:
        """D11."""
        return all(self._agrees(state, action, c) for c in consenting(self.ground, action))

    def _agrees(self, state: int, action: int, agent: int) -> bool:
        hint = self._suggested(state, action, agent, 1, self.reach.character)
        mind = self._mind(state, agent)
        return self._reason(mind, action, agent, 1, self.reach.character, hint)

    def _suggested(
        self, state: int, action: int, agent: int, depth: int, left: int
    ) -> tuple[int, ...] | None:
        """What the search names as a reason: () for none; None if it does not know."""
        levels = self.reach.belief - depth + 1
        if levels < 0 or left < 1:
            return ()
        reach = Reach(self.reach.author, left, levels)
        found = self.engine.explain(state, action, agent, reach, SUGGESTION)
        known = found.outcome in (Outcome.FOUND, Outcome.NONE)
        return found.plan if known else None

    def _reason(
        self, state: int, action: int, agent: int, depth: int, left: int,
        hint: tuple[int, ...] | None,
    ) -> bool:  # fmt: skip
        """D10: the agent, believing `state`, has a reason for the action."""
        if depth > self.reach.belief + 1 or left < 1:
            return False
        key = (state, action, agent, depth, left)
        if key not in self._known:
            before = self._doubts
            sound = bool(hint) and self._is_reason(state, hint or (), agent, depth, left)
            if not sound:
                sound = self._try_all(state, action, agent, depth, left, hint)
            self._known[key] = sound, self._doubts > before
        sound, doubtful = self._known[key]
        self._doubts += doubtful
        return sound

    def _is_reason(
        self, state: int, plan: tuple[int, ...], agent: int, depth: int, left: int
    ) -> bool:
        """D10.1-5 for one sequence."""
        states = self._walk(state, plan)
        if len(states) <= len(plan) or len(plan) > (1 if depth > self.reach.belief else left):
            return False
        *before, end = (self._utility(s, agent) for s in states)
        if end <= before[0] or any(end == value for value in before):
            return False
        if not all(consenting(self.ground, a) for a in plan[1:]):
            return False
        allowed = self._within(agent, depth, left, plan)
        steps = range(1, len(plan))
        if not all(allowed(states[i], plan[i], i + 1) for i in steps):
            return False
        return self._idle(states, plan, agent, allowed, plan[0]) is None

    def _within(self, agent: int, depth: int, left: int, plan: tuple[int, ...]) -> Allowed:
        """D10.4: the i-th step is explained for the others, and for the agent itself."""

        def allowed(state: int, action: int, place: int) -> bool:
            rest = left - place + 1
            for other in consenting(self.ground, action):
                if other != agent:
                    hint = self._suggested(state, action, other, depth + 1, rest)
                    mind = self._mind(state, other)
                    if not self._reason(mind, action, other, depth + 1, rest, hint):
                        return False
            if agent not in consenting(self.ground, action) or place == 1:
                return True
            tail = plan[place - 1 :] if plan[place - 1 : place] == (action,) else None
            if self._mind(state, agent) == state and tail is None:
                tail = self._suggested(state, action, agent, depth, rest)
            return self._reason(state, action, agent, depth, rest, tail)

        return allowed

    # ------------------------------------------------------------ D10.5

    def _idle(
        self,
        states: list[int],
        plan: Sequence[int],
        utility: int,
        allowed: Allowed,
        first: int | None = None,
    ) -> int | None:
        """The first j from which a part of the plan would do as well; None: nothing is idle."""
        end = self._utility(states[-1], utility)
        for j in range(len(plan)):
            if self._does(states[j], plan[j:], utility, end, allowed, j, first, left_out=False):
                return j
        return None

    def _does(
        self, state: int, rest: Sequence[int], utility: int, end: float, allowed: Allowed,
        taken: int, first: int | None, *, left_out: bool,
    ) -> bool:  # fmt: skip
        """Some of the steps, at least one left out, possible and allowed, end with that utility.

        What is allowed on the search's word only does not count.
        """
        if not rest:
            return left_out and self._utility(state, utility) == end
        action, *others = rest
        if self._does(state, others, utility, end, allowed, taken, first, left_out=True):
            return True
        after = self._next(state, action)
        if after < 0 or not self._does(
            after, others, utility, end, allowed, taken + 1, first, left_out=left_out
        ):
            return False
        if taken == 0 and action == first:
            return True
        before = self._doubts
        return allowed(state, action, taken + 1) and self._doubts == before

    # ------------------------------------------------------------ that there is no reason

    def _try_all(
        self, state: int, action: int, agent: int, depth: int, left: int,
        hint: tuple[int, ...] | None,
    ) -> bool:  # fmt: skip
        """Every sequence, as long as that is not too many; else the search's word."""
        before, self._tries = self._tries, 0
        try:
            most = 1 if depth > self.reach.belief else left
            return self._extend((action,), state, state, agent, depth, left, most)
        except Unsettled:
            self.trusted += 1
            self._doubts += 1
            return bool(hint)
        finally:
            self._tries = before

    def _extend(
        self, plan: tuple[int, ...], start: int, state: int, agent: int, depth: int, left: int,
        most: int,
    ) -> bool:  # fmt: skip
        self._tries += 1
        if self._tries > MOST_TRIED:
            raise Unsettled
        after = self._next(state, plan[-1])
        if after < 0:
            return False
        if self._is_reason(start, plan, agent, depth, left):
            return True
        if len(plan) == most:
            return False
        _, possible = self.engine.applicable(ids(after))
        return any(
            self._extend((*plan, a), start, after, agent, depth, left, most)
            for a in possible.tolist()
            if consenting(self.ground, a)
        )
