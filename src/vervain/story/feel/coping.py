"""Coping: between stages, what a story so far makes people feel becomes facts that they can want
something about.

`worth 2 times anger of Ida at Tom when Tom has answered to Ida` is worth nothing as long as Ida is
not angry. So the want is there while the feeling is strong; the act done for it rests on the
belief that she is angry, which came with an event, and that with a feeling (`Feelings.stirred`).
"""

from __future__ import annotations

from collections.abc import Sequence

from vervain.lang.world import World
from vervain.model.ground import Ground
from vervain.native.engine import Budget, Engine, Reach
from vervain.run.outline import Between, Plans
from vervain.run.trace import trace
from vervain.story.case import Case, case_of
from vervain.story.feel.appraise import appraise
from vervain.story.feel.stirring import FeltFacts, Stir
from vervain.story.naming import Names
from vervain.story.record import record


def coping(case: Case) -> tuple[Stir, ...]:
    """What has to be done now, at the end of a story so far, for its felt facts to be true of it.

    Any runner may ask this between stages or turns, and has to do these acts, in this order, before
    anything else happens; done, it is empty until something has happened.
    """
    felt = FeltFacts(case.names)
    return tuple(felt.due(case, appraise(case))) if felt.facts else ()


class Coping(Between):
    """What a planner asks between the stages of one world."""

    def __init__(
        self, world: World, ground: Ground, engine: Engine, goals: Sequence[int], reach: Reach
    ) -> None:
        self._world, self._ground, self._engine = world, ground, engine
        self._goals, self._reach = goals, reach
        self._felt = FeltFacts(Names(world, ground))
        self.acts = self._felt.acts
        self._known: dict[Plans, tuple[int, ...]] = {}

    def after(self, plans: Plans) -> tuple[int, ...]:
        """The acts that set felt facts, when these plans have been carried out."""
        if plans not in self._known:
            goals = self._goals[: len(plans)]
            made = trace(self._ground, self._engine, plans, goals, self._reach, Budget())
            chronicle = record(self._world, self._ground, self._engine, made)
            case = case_of(self._world, self._ground, self._engine, made, chronicle)
            self._known[plans] = tuple(s.action for s in self._felt.due(case, appraise(case)))
        return self._known[plans]


def coping_of(
    world: World, ground: Ground, engine: Engine, goals: Sequence[int], reach: Reach
) -> Coping | None:
    """None for a world without felt facts."""
    if not any(f.felt for f in world.fluents):
        return None
    return Coping(world, ground, engine, goals, reach)
