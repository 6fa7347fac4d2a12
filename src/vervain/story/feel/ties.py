"""Ties: what lies between two people at one time, which events moved it, and who has it wrong."""

from __future__ import annotations

from dataclasses import dataclass

from vervain.lang.fading import Wears
from vervain.lang.world import Fluent, FluentType
from vervain.story.case import Case
from vervain.story.chronicle import Fact, Plain
from vervain.story.feel.bonds import between_people
from vervain.story.naming import plain_value


@dataclass(frozen=True, slots=True)
class Move:
    """One event moved a bond. `worn`: it is nothing but the time that has passed."""

    event: int
    before: Plain
    after: Plain
    worn: bool = False


@dataclass(frozen=True, slots=True)
class Mistaken:
    """Somebody takes a bond to be otherwise than it is."""

    person: str
    value: Plain


@dataclass(frozen=True, slots=True)
class BondState:
    """A bond in one state: from whom, to whom, what it is, how it came to be so."""

    fact: Fact
    one: str
    two: str
    value: Plain
    start: Plain
    moves: tuple[Move, ...]
    mistaken: tuple[Mistaken, ...]


def bonds_at(case: Case, at: int, who: str | None = None) -> tuple[BondState, ...]:
    """All bonds that are not what they usually are, or are mistaken by one of the two; with `who`
    only theirs."""
    found = []
    for fluent in between_people(case.world):
        if fluent.type is FluentType.NUMBER:
            pairs = [(a, b) for a in case.chronicle.people for b in case.chronicle.people]
            states = (_state(case, fluent, a, b, at) for a, b in pairs if a != b)
            found += [
                s
                for s in states
                if (s.moves or s.mistaken or s.value != plain_value(fluent.default))
                and who in (None, s.one, s.two)
            ]
    return tuple(found)


def _is_worn(case: Case, event: int) -> bool:
    schema = case.names.actions.get(case.chronicle.events[event].act.name)
    return schema is not None and isinstance(schema.by_itself, Wears)


def _state(case: Case, fluent: Fluent, one: str, two: str, at: int) -> BondState:
    fact = Fact(fluent.name, (one, two))
    values = [case.value(fact, k) for k in range(at + 1)]
    moves = tuple(
        Move(k - 1, values[k - 1], values[k], _is_worn(case, k - 1))
        for k in range(1, at + 1)
        if values[k - 1] != values[k]
    )
    held = ((p, case.value(Fact(fluent.name, (one, two), (p,)), at)) for p in (one, two))
    mistaken = tuple(Mistaken(p, v) for p, v in held if v != values[at])
    return BondState(fact, one, two, values[at], values[0], moves, mistaken)
