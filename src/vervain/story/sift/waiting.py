"""Waiting: the beginnings of a pattern that wait for one of its slots, and how they are found."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from typing import NamedTuple

from vervain.lang.pattern import Atom
from vervain.story.sift.moment import Env, Moment

Binding = tuple[str, ...]
Key = tuple[object, ...]
Index = dict[Binding, dict[Key, None]]


class Partial(NamedTuple):
    """A beginning: who the roles are, and the event of each slot that is filled or passed."""

    env: Env
    events: tuple[int, ...]

    @property
    def newest(self) -> tuple[int, ...]:
        """Of two that differ in their events alone, the one with the later last event is told."""
        return self.events[::-1]


@dataclass(slots=True)
class Waiting:
    """The beginnings that wait for one slot, found by the names in their roles."""

    kept: dict[Key, Partial] = field(default_factory=dict)
    indexes: dict[tuple[str, ...], Index] = field(default_factory=dict)

    def indexed_by(self, names: tuple[str, ...]) -> Index:
        """Where they are found by the names of these roles."""
        return self.indexes.setdefault(names, {})

    def add(self, key: Key, partial: Partial) -> None:
        """Take one in; of two that differ in nothing that matters, the newer stays."""
        known = self.kept.get(key)
        if known is not None and known.newest >= partial.newest:
            return
        self.kept[key] = partial
        if known is None:
            env = partial.env
            for names, index in self.indexes.items():
                index.setdefault(tuple([env[n] for n in names]), {})[key] = None

    def drop(self, key: Key) -> None:
        """Give one up."""
        partial = self.kept.pop(key)
        for names, index in self.indexes.items():
            spot = tuple([partial.env[n] for n in names])
            index[spot].pop(key)
            if not index[spot]:
                del index[spot]


class Role(Enum):
    """What an event can do to a pattern."""

    ADVANCE = 1
    KILL = 2
    DURING = 3
    AFTERWARDS = 4


@dataclass(frozen=True, slots=True)
class Hook:
    """Where an event that is `atom` matters: to those who wait for slot `i`, of which it fills
    slot `j`, or which it breaks off. `at`: the arguments of the atom by which they are found, in
    `index`, or, where those arguments tell them apart (None), among what is kept. `spots`: whom an
    event must name there to find anybody."""

    role: Role
    i: int
    j: int
    atom: Atom
    at: tuple[int, ...]
    index: Index | None
    spots: Container[object]


@dataclass(frozen=True, slots=True, eq=False)
class Opening:
    """What patterns begin with that differ in nothing there: an event that is `atom` and takes
    these `roles`, each of its kind in `kinds`; those at `heads` are different."""

    atom: Atom
    roles: tuple[str, ...]
    kinds: tuple[str, ...]
    heads: tuple[int, ...]

    def begun(self, moment: Moment) -> list[Partial]:
        """The beginnings that an event makes."""
        kinds_of, number, found = moment.record.kinds_of, moment.event.id, []
        for names in moment.named(self.atom):
            if len(names) < len(self.roles):
                continue
            for name, kind in zip(names, self.kinds, strict=False):
                if kind not in kinds_of.get(name, ()):
                    break
            else:
                if len({names[k] for k in self.heads}) == len(self.heads):
                    env = dict(zip(self.roles, names, strict=False))
                    found.append(Partial(env, (number,)))
        return found


@cache
def opening(
    atom: Atom, roles: tuple[str, ...], kinds: tuple[str, ...], heads: tuple[int, ...]
) -> Opening:
    """The one Opening that is this; the words of the atom do not matter."""
    return Opening(atom, roles, kinds, heads)
