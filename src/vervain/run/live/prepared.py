"""Prepared: what is made of a World once, however often it is run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from vervain.lang.world import World
from vervain.run.live.listening import Listening
from vervain.run.live.minds import Mind, minds_of
from vervain.run.live.reading import View
from vervain.run.live.rules import Rules
from vervain.run.live.values import Env

MOST = 8
"""So many worlds are remembered: an ensemble has a few variants."""
Frames = list[list["Callable[[Env, View], bool] | None"]]
"""For each act, when each of its frames may be said; None: always."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """Rules and all that hangs on them alone; nothing here changes while a world runs."""

    world: World
    rules: Rules
    minds: dict[str, Mind]
    listening: Listening
    frames: Frames


_made: list[Prepared] = []


def prepared(world: World) -> Prepared:
    """What a world (not yet settled by a seed) is run by; the last few are remembered."""
    for one in _made:
        if one.world is world:
            return one
    rules = Rules(world)
    made = Prepared(world, rules, minds_of(rules), Listening(rules), _frames(rules))
    _made.append(made)
    del _made[:-MOST]
    return made


def _frames(rules: Rules) -> Frames:
    found: Frames = []
    for act in rules.world.actions:
        names = frozenset(p.name for p in act.params)
        found.append(
            [None if f.cond is None else rules.reader.cond(f.cond, names) for f in act.frames]
        )
    return found
