"""Two grounds of one story world held side by side: where do they first differ?

States that belong together are followed from the start, nearest first: through every act and into
every mind. What counts is what plans are made of: which acts are possible, and what each state is
worth to whom. Two grounds that never differ have the same plans; where the states are too many to
follow all of them, that is known of the nearest only.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import compress
from math import isnan
from textwrap import fill

from vervain.lang.world import World
from vervain.model.ground import Ground
from vervain.model.ground_world import ground
from vervain.native.engine import Engine
from vervain.run.trace import ids

Key = tuple[int, tuple[str, ...]]
Path = tuple[str, ...]
MOST_PAIRS = 5_000


@dataclass(frozen=True, slots=True)
class Side:
    """A world, its ground and the states of it."""

    called: str
    ground: Ground
    engine: Engine
    acts: dict[Key, int]
    """The ground actions, by what they are called on both sides."""

    @classmethod
    def of(cls, called: str, world: World, ground: Ground, engine: Engine) -> Side:
        """Constants that stand in the head of an action in one world are words in the other."""
        slots = {
            action.name: (n, [not p.kind.startswith("=") for p in action.params])
            for n, action in enumerate(world.actions)
        }
        order = {entity.name: f"#{n}" for n, entity in enumerate(world.entities)}
        acts: dict[Key, int] = {}
        for action, event in enumerate(ground.actions):
            number, free = slots[event.name]
            args = (order.get(str(arg), str(arg)) for arg in event.args)
            acts[number, tuple(compress(args, free))] = action
        return cls(called, ground, engine, acts)

    def possible(self, state: int) -> set[Key]:
        """The acts that are possible there."""
        found = set(self.engine.applicable(ids(state))[1].tolist())
        return {key for key, action in self.acts.items() if action in found}

    def worth(self, state: int) -> list[float]:
        """What it is worth to everybody, the author last; NaN: unknown."""
        count = len(self.ground.agents) + 1
        return [float(self.engine.utilities(ids(state), i)[0]) for i in range(count)]

    def beyond(self, state: int, acts: list[Key]) -> list[int]:
        """The minds there, and the states after acts."""
        minds: list[int] = self.engine.minds(ids(state))[0].tolist()
        actions = ids(*(self.acts[key] for key in acts))
        after = self.engine.successors(ids(*([state] * len(acts))), actions)
        return [*minds, *map(int, after)]


@dataclass(frozen=True, slots=True)
class Alike:
    """What came of it: `path`, the acts and minds on the way to the first `difference` ("" if none
    was found), how many pairs of states were held together, and whether those were all."""

    path: Path
    difference: str
    pairs: int
    complete: bool

    def __str__(self) -> str:
        """As a sentence."""
        if self.difference:
            way = ", then ".join(self.path) or "at the start"
            return f"not exact: {way}, {self.difference}"
        if self.complete:
            return f"exact: the two agree in every state ({self.pairs:,})"
        return f"the two agree in the nearest {self.pairs:,} states; farther none was looked at"

    def note(self) -> str:
        """The sentence as a comment of our language."""
        lines = fill(str(self), 96, initial_indent="# ", subsequent_indent="#   ")
        return f"{lines}\n"


def compared(
    problem: World, ours: World, engine: Callable[[Ground], Engine], most: int = MOST_PAIRS
) -> Alike:
    """A problem, and the world that was made of it."""
    made, other = ground(problem), ground(ours)
    return first_difference(
        Side.of("the problem", problem, made, engine(made)),
        Side.of("the world", ours, other, engine(other)),
        most,
    )


def first_difference(one: Side, other: Side, most: int = MOST_PAIRS) -> Alike:
    """The nearest difference among so many pairs of states."""
    known: dict[tuple[int, int], Path] = {(0, 0): ()}
    queue = [(0, 0)]
    for count, (a, b) in enumerate(queue):  # grows while we walk
        path = known[a, b]
        if count == most:
            return Alike((), "", count, False)
        acts = sorted(one.possible(a))
        if difference := _possible(one, other, a, b) or _worth(one, other, a, b):
            return Alike(path, difference, count, False)
        steps = [f"in the mind of {name}" for name in one.ground.agents]
        steps += [f"after {one.ground.actions[one.acts[key]].text}" for key in acts]
        for step, left, right in zip(
            steps, one.beyond(a, acts), other.beyond(b, acts), strict=True
        ):
            if (left < 0) != (right < 0):
                which = other.called if left < 0 else one.called
                return Alike((*path, step), f"only {which} comes to rest", count, False)
            if left >= 0 and (left, right) not in known:
                known[left, right] = (*path, step)
                queue.append((left, right))
    return Alike((), "", len(queue), True)


def _possible(one: Side, other: Side, a: int, b: int) -> str:
    """An act that is possible on one side only."""
    left, right = one.possible(a), other.possible(b)
    for side, more in ((one, left - right), (other, right - left)):
        if more:
            text = side.ground.actions[side.acts[min(more)]].text
            return f"{text} is possible in {side.called} only"
    return ""


def _worth(one: Side, other: Side, a: int, b: int) -> str:
    """Somebody to whom it is not worth the same."""
    names = [*one.ground.agents, "the author"]
    for who, left, right in zip(names, one.worth(a), other.worth(b), strict=True):
        if left != right and not (isnan(left) and isnan(right)):
            return f"it is worth {left:g} to {who} in {one.called}, and {right:g} in {other.called}"
    return ""
