"""Goals: what the author's utility is to rise to, and which goals a story has reached."""

from __future__ import annotations

import math

from vervain.lang.world import World
from vervain.model.ground import NONE, Ground
from vervain.native.engine import Engine
from vervain.run.trace import Trace, ids


def threshold(world: World, made: Ground, engine: Engine, goal: float | None) -> float:
    """The goal that was asked for, else the world's own."""
    if goal is None and world.author is not None and not world.outline:
        goal = world.limits.goal
    return _next_of(made, engine) if goal is None else goal


def _next_of(made: Ground, engine: Engine) -> float:
    """What the author's utility is to rise to: of a stage 1; else the next whole number."""
    if not made.goals or made.goals[0].cond != NONE:
        return 1.0
    return math.floor(float(engine.utilities(ids(0), made.goals[0].utility)[0])) + 1.0


def held(made: Ground, engine: Engine, trace: Trace) -> frozenset[str]:
    """The goals, by name, that hold in the last state of a story."""
    last = ids(trace.states[-1])
    goals = (g for g in made.goals if g.cond != NONE)
    return frozenset(g.name for g in goals if engine.holds(last, g.cond)[0])
