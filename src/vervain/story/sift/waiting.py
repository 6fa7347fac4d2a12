"""Waiting: the beginnings of a pattern that wait for one of its slots, and how they are found."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from vervain.lang.pattern import Atom
from vervain.story.sift.moment import Env

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
