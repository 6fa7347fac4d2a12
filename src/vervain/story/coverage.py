"""Coverage: which acts and which frames of a world its stories have made use of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from vervain.lang.world import World
from vervain.story.chronicle import Chronicle


@dataclass(frozen=True, slots=True)
class Covered:
    """One act: in how many events it was done, and the lines of its frames that never fitted."""

    act: str
    events: int
    frames: int
    unused: tuple[int, ...]


def coverage(world: World, stories: Iterable[Chronicle]) -> tuple[Covered, ...]:
    """Every act of the world, in its order."""
    done: Counter[str] = Counter()
    used: set[tuple[str, int]] = set()
    for chronicle in stories:
        for event in chronicle.events:
            done[event.act.name] += 1
            used |= {(event.act.name, frame) for frame in event.frames}
    return tuple(
        Covered(
            action.name,
            done[action.name],
            len(action.frames),
            tuple(
                frame.span.line
                for i, frame in enumerate(action.frames)
                if done[action.name] and (action.name, i) not in used
            ),
        )
        for action in world.actions
    )
