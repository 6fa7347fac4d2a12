"""Prepared: what is made of a World once, however often it is run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from vervain.base.once import once_each
from vervain.lang.world import World
from vervain.run.live.listening import Listening
from vervain.run.live.minds import Mind, minds_of
from vervain.run.live.reading import View
from vervain.run.live.rules import Rules
from vervain.run.live.values import Env

Frames = list[list["Callable[[Env, View], bool] | None"]]
"""For each act, when each of its frames may be said; None: always."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """Rules and all that hangs on them alone; nothing here changes while a world runs."""

    rules: Rules
    minds: dict[str, Mind]
    listening: Listening
    frames: Frames


@once_each
def prepared(world: World) -> Prepared:
    """What a world (not yet settled by a seed) is run by."""
    rules = Rules(world)
    return Prepared(rules, minds_of(rules), Listening(rules), _frames(rules))


def _frames(rules: Rules) -> Frames:
    found: Frames = []
    for act in rules.world.actions:
        names = frozenset(p.name for p in act.params)
        found.append(
            [None if f.cond is None else rules.reader.cond(f.cond, names) for f in act.frames]
        )
    return found
