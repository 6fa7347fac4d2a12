"""Diagnose: look round from where a story halted, for what it lacks and who would bring it."""

from __future__ import annotations

import numpy as np

from vervain.lang.expr import EntityRef, Unknown
from vervain.lang.wording import Wording
from vervain.model.ground import NONE, Claim, Ground
from vervain.native.engine import Budget, Engine, Outcome, Reach
from vervain.run.blocked import Lack, Missing, Remedy
from vervain.run.parts import Parts, Reading
from vervain.run.trace import consenting, ids

LOOK_STATES = 60
"""States looked through for the one nearest to the stage."""
LOOK_SHARE = 5_000
"""States that a single look into a mind may make."""
LOOK_TOTAL = 50_000
"""States that all looks on the way to the nearest state may make."""
SPARE_MEGABYTES = 64
"""Memory beyond the budget: what stopped a search must not stop the report about it."""
MOST_ACTS = 4
"""Acts named for one missing part."""


class Diagnosis:
    """Looks round from where a story halted."""

    def __init__(
        self,
        ground: Ground,
        engine: Engine,
        reach: Reach,
        budget: Budget,
        wording: Wording | None = None,
    ) -> None:
        self.ground, self.engine, self.reach = ground, engine, reach
        spare = budget.megabytes + SPARE_MEGABYTES
        self._share = Budget(nodes=LOOK_SHARE, megabytes=spare, seed=budget.seed)
        self._parts = Parts(ground, wording)
        self._wording = wording

    def nearest(self, state: int, goal: int) -> tuple[int, ...]:
        """Explained acts that lead from `state` to where the fewest parts of the goal lack."""
        cond = self.ground.goals[goal].cond
        if cond == NONE:
            return ()
        most = self.engine.counters()["states"] + LOOK_TOTAL
        best, fewest = tuple[int, ...](), self._missing(cond, state)
        queue, seen = [(state, best)], {state}
        for here, plan in queue:  # grows while we walk: breadth first
            if len(seen) >= LOOK_STATES or len(plan) >= self.reach.author:
                break
            for action, end in self._after(here):
                full = len(seen) >= LOOK_STATES or self.engine.counters()["states"] > most
                if full or end in seen or not self._wanted(here, action):
                    continue
                seen.add(end)
                queue.append((end, (*plan, action)))
                missing = self._missing(cond, end)
                if missing < fewest:
                    best, fewest = (*plan, action), missing
        return best

    def distance(self, state: int, goal: int) -> int:
        """How many parts of the goal are missing in `state`."""
        cond = self.ground.goals[goal].cond
        return 0 if cond == NONE else self._missing(cond, state)

    def missing(self, state: int, goal: int) -> tuple[Missing, ...]:
        """What the goal lacks in `state`, and what could bring it."""
        cond = self.ground.goals[goal].cond
        if cond == NONE:
            return ()
        lacking = self._parts.lacking(self.engine, cond, ids(state))
        return tuple(self._explain(state, part) for part in lacking)

    def _missing(self, cond: int, state: int) -> int:
        return int(self._parts.missing(self.engine, cond, ids(state))[0])

    def _explain(self, state: int, part: int) -> Missing:
        """One missing part: acts that bring it now, else acts that would if they were possible."""
        after = self._after(state)
        ends = np.array([end for _, end in after], dtype=np.int32)
        brings = [
            a for (a, _), yes in zip(after, self.engine.holds(ends, part), strict=True) if yes
        ]
        found = [self._offer(state, a) for a in brings]
        if found:
            found.sort(key=lambda r: len(r.unwilling) + len(r.unsure))
            needs = found[0].unwilling or found[0].unsure
            lack = Lack.UNWANTED if needs else Lack.WANTED
        else:
            found = self._barred(state, part)
            lack = Lack.BARRED if found else Lack.NOTHING
        return Missing(part, self._parts.text(part), lack, tuple(found[:MOST_ACTS]))

    def _barred(self, state: int, part: int) -> list[Remedy]:
        """Impossible acts with an effect on what the part reads, those that lack least first."""
        conds = self.ground.tables.event_cond
        rows = [
            (self._missing(int(conds[action]), state), action)
            for action in range(len(self.ground.actions))
            if self._could_bring(action, part)
        ]
        return [self._bar(state, action) for _, action in sorted(rows)[:MOST_ACTS]]

    def _bar(self, state: int, action: int) -> Remedy:
        cond = int(self.ground.tables.event_cond[action])
        lacks = self._parts.lacking(self.engine, cond, ids(state))
        return Remedy(action, self._text(action), lacks=tuple(map(self._parts.text, lacks)))

    def _could_bring(self, action: int, part: int) -> bool:
        """An effect of the action sets what the part reads, and not to a constant that fails it."""
        t = self.ground.tables
        for effect in range(int(t.effect_start[action]), int(t.effect_start[action + 1])):
            told = tuple(t.chain[t.chain_start[effect] : t.chain_start[effect + 1]].tolist())
            sets = Reading(int(t.effect_fluent[effect]), told)
            for atom in self._parts.atoms(part):
                for read in self._parts.compared(atom):
                    same = read == sets or (not told and read.fluent == sets.fluent)
                    if same and self._parts.may_hold(atom, read, int(t.effect_term[effect])):
                        return True
        return False

    def _after(self, state: int) -> list[tuple[int, int]]:
        """The possible acts, and where they lead."""
        _, actions = self.engine.applicable(ids(state))
        ends = self.engine.successors(np.full(len(actions), state, dtype=np.int32), actions)
        return [(a, e) for a, e in zip(actions.tolist(), ends.tolist(), strict=True) if e >= 0]

    def _reasons(self, state: int, action: int) -> dict[str, Outcome]:
        """Who must consent, and whether a look into their mind finds a reason."""
        return {
            self.ground.agents[a]: self.engine.explain(
                state, action, a, self.reach, self._share
            ).outcome
            for a in consenting(self.ground, action)
        }

    def _wanted(self, state: int, action: int) -> bool:
        return all(o is Outcome.FOUND for o in self._reasons(state, action).values())

    def _offer(self, state: int, action: int) -> Remedy:
        """A possible act, with those who would not agree to it."""
        reasons = self._reasons(state, action).items()
        unwilling = tuple(name for name, o in reasons if o is Outcome.NONE)
        unsure = tuple(name for name, o in reasons if o not in (Outcome.NONE, Outcome.FOUND))
        return Remedy(action, self._text(action), unwilling=unwilling, unsure=unsure)

    def _text(self, action: int) -> str:
        event = self.ground.actions[action]
        if self._wording is None:
            return event.text
        args = tuple(
            self._claim(self._wording, a) if isinstance(a, Claim) else a for a in event.args
        )
        return self._wording.act(event.name, args)

    @staticmethod
    def _claim(say: Wording, claim: Claim) -> str:
        """What is claimed, as a clause."""
        match claim.value:
            case EntityRef(name):
                value: bool | float | str | None = name
            case Unknown():
                value = None
            case other:
                value = other
        return say.fact(claim.fluent, claim.args, value)
