"""By itself: what comes between the stages of a story though nobody decides it: first bonds fade
with the time that has passed (F2), then felt facts follow what is felt (F1)."""

from __future__ import annotations

from vervain.lang.world import World
from vervain.model.ground import Ground
from vervain.native.engine import Budget, Engine, Reach
from vervain.run.outline import Between, Plans
from vervain.run.trace import follow, trace
from vervain.story.case import case_of
from vervain.story.feel.appraise import appraise
from vervain.story.feel.stirring import FeltFacts
from vervain.story.naming import Names
from vervain.story.record import record
from vervain.story.wearing import Wearing


class ByItself(Between):
    """What a planner, or who lives a story again, asks between the stages of one world."""

    def __init__(self, world: World, ground: Ground, engine: Engine, reach: Reach) -> None:
        self._world, self._ground, self._engine, self._reach = world, ground, engine, reach
        names = Names(world, ground)
        self._felt, self._worn = FeltFacts(names), Wearing(names)
        self.acts = self._felt.acts | self._worn.acts
        self._known: dict[Plans, tuple[int, ...]] = {}

    def after(self, plans: Plans) -> tuple[int, ...]:
        """The acts that happen by themselves when these plans have been carried out; what came
        between them is part of them."""
        if plans not in self._known:
            state = (0, *follow(self._engine, 0, [a for plan in plans for a in plan]))[-1]
            worn = tuple(self._worn.due(self._engine, state, plans))
            self._known[plans] = (*worn, *self._stirs((*plans, worn)))
        return self._known[plans]

    def _stirs(self, plans: Plans) -> tuple[int, ...]:
        if not self._felt.facts:
            return ()
        made = trace(self._ground, self._engine, plans, (), self._reach, Budget())
        chronicle = record(self._world, self._ground, self._engine, made)
        case = case_of(self._world, self._ground, self._engine, made, chronicle)
        return tuple(s.action for s in self._felt.due(case, appraise(case)))


def by_itself(world: World, ground: Ground, engine: Engine, reach: Reach) -> ByItself | None:
    """None for a world in which nothing happens by itself."""
    if not any(f.felt or f.fades is not None for f in world.fluents):
        return None
    return ByItself(world, ground, engine, reach)
