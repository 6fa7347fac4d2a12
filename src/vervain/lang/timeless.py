"""Timeless: a World whose acts do not ask what time it is, so that what was done in a run can be
done again where there is no calendar."""

from __future__ import annotations

from dataclasses import replace

from vervain.lang.calendar import CALENDAR
from vervain.lang.expr import All, Any, Compare, Cond, Every, Not, Read, Some, Truth
from vervain.lang.world import World

_FACTS = frozenset(fluent.name for fluent in CALENDAR)


def timeless(world: World) -> World:
    """Every condition of an act holds as far as it is about the calendar."""
    if not world.living.calendar:
        return world
    actions = (replace(a, condition=_open(a.condition, holds=True)) for a in world.actions)
    return replace(world, actions=tuple(actions))


def _open(cond: Cond, *, holds: bool) -> Cond:
    match cond:
        case Compare(_, left, right):
            asks = any(isinstance(t, Read) and t.fluent in _FACTS for t in (left, right))
            return Truth(holds) if asks else cond
        case Not(item):
            return Not(_open(item, holds=not holds))
        case All(items):
            return All(tuple(_open(c, holds=holds) for c in items))
        case Any(items):
            return Any(tuple(_open(c, holds=holds) for c in items))
        case Every(param, item):
            return Every(param, _open(item, holds=holds))
        case Some(param, item):
            return Some(param, _open(item, holds=holds))
    return cond
