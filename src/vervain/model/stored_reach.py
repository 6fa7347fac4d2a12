"""Sabre worlds, compile step: which values every property could take (semantics, S9)."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from vervain.lang.world import FluentType
from vervain.model.stored_atoms import (
    EQ,
    FLUENT,
    GE,
    GT,
    LT,
    NE,
    TRUE,
    Atom,
    Dnf,
    Properties,
    Term,
)
from vervain.model.stored_events import Event
from vervain.model.stored_start import Graph

Range = tuple[float, float, bool]
"""Lowest and highest number, and whether unknown is possible; lowest > highest: no number."""
NOTHING: Range = (math.inf, -math.inf, False)


@dataclass(slots=True)
class Reachable:
    """The values that every tracked property could take."""

    props: Properties
    sets: dict[int, set[Any]]
    ranges: dict[int, Range]
    _possible: set[Atom] = field(default_factory=set)

    @classmethod
    def of(
        cls, props: Properties, tracked: list[int], start: Graph, events: Iterable[Event]
    ) -> Reachable:
        """The relaxed fixpoint from the start and every mind in it."""
        found = cls(props, {}, {})
        for fluent in tracked:
            if props.types[fluent] is FluentType.NUMBER:
                found.ranges[fluent] = NOTHING
            else:
                found.sets[fluent] = set()
        for row in start.values:
            for fluent, value in row.items():
                found._add(fluent, value)
        found._spread(list(events))
        return found

    # ------------------------------------------------------------ the fixpoint

    def _spread(self, events: list[Event]) -> None:
        waiting: dict[int, list[tuple[Any, ...]]] = {}
        todo: list[tuple[Any, ...]] = []
        for event in events:
            always = bool(event.observe) and not event.consent
            todo.append((TRUE if always else event.condition, [*event.entries, *event.unread]))
        while todo:
            dnf, entries = todo.pop()
            forbidding = self._forbidding(dnf)
            if forbidding:
                for fluent in forbidding:
                    waiting.setdefault(fluent, []).append((dnf, entries))
                continue
            if len(entries) != 1 or entries[0][0] != TRUE:
                todo += [(q, [(TRUE, f, t)]) for q, f, t in entries]
                continue
            ((_, target, term),) = entries
            if type(term) is tuple:
                for fluent in _read(term):
                    waiting.setdefault(fluent, []).append((dnf, entries))
            for changed in self._take(target, term):
                todo += waiting.pop(changed, ())

    def _take(self, target: int, term: Term) -> list[int]:
        """Add the values of a term to a property (and, of a belief, to what it is about)."""
        changed = []
        fluent = target
        while True:
            if self._add_term(fluent, term):
                changed.append(fluent)
            agent, inner = self.props.held[fluent]
            if agent < 0:
                return changed
            fluent = inner

    def _add_term(self, fluent: int, term: Term) -> bool:
        if type(term) is not tuple:
            return self._add(fluent, term)
        if fluent in self.sets:
            before = len(self.sets[fluent])
            self.sets[fluent] |= self.sets[term[1]]
            return len(self.sets[fluent]) > before
        low, high, unknown = self._range(term)
        grown = unknown and self._add(fluent, None)
        for end in (low, high) if low <= high else ():
            grown = self._add(fluent, end) or grown
        return grown

    def _add(self, fluent: int, value: Any) -> bool:
        if fluent in self.sets:
            values = self.sets[fluent]
            if value in values:
                return False
            values.add(value)
            return True
        low, high, unknown = self.ranges[fluent]
        if value is None:
            self.ranges[fluent] = (low, high, True)
            return not unknown
        if low <= value <= high:
            return False
        if low > high:
            self.ranges[fluent] = (value, value, unknown)
        else:
            low, high = (-math.inf, high) if value < low else (low, math.inf)
            self.ranges[fluent] = (low, high, unknown)
        return True

    def _forbidding(self, dnf: Dnf) -> set[int]:
        """Nothing if some clause could hold; else properties one of which has to change first."""
        possible, found = self._possible, set()
        for clause in dnf:
            for atom in clause:
                if atom not in possible:
                    if not self.satisfiable(atom):
                        found.add(atom[0])
                        break
                    possible.add(atom)
            else:
                return set()
        return found or {-1}

    # ------------------------------------------------------------ what is possible

    def satisfiable(self, atom: Atom) -> bool:
        """Whether the atom, on its own, could hold."""
        fluent, op, term = atom
        values = self.sets.get(fluent)
        if values is not None:
            return term in values if op == EQ else bool(values - {term})
        low, high, unknown = self.ranges[fluent]
        other_low, other_high, other_unknown = self._range(term)
        both_unknown = unknown and other_unknown
        numbers = low <= high and other_low <= other_high
        match op:
            case _ if op == EQ:
                return both_unknown or (numbers and low <= other_high and other_low <= high)
            case _ if op == NE:
                alike = numbers and low == high == other_low == other_high
                return (
                    (unknown != other_unknown) or (unknown and numbers) or (numbers and not alike)
                )
            case _ if op == GT:
                return numbers and high > other_low
            case _ if op == GE:
                return both_unknown or (numbers and high >= other_low)
            case _ if op == LT:
                return numbers and low < other_high
        return both_unknown or (numbers and low <= other_high)

    def _range(self, term: Term) -> Range:
        if type(term) is not tuple:
            return (math.inf, -math.inf, True) if term is None else (term, term, False)
        if term[0] == FLUENT:
            return self.ranges[term[1]]
        (a, b, u), (c, d, v) = self._range(term[1]), self._range(term[2])
        unknown = u or v
        if a > b or c > d:
            return (math.inf, -math.inf, unknown)
        if term[0] == "+":
            return (a + c, b + d, unknown)
        if term[0] == "-":
            return (a - d, b - c, unknown)
        if a == b and c == d and (term[0] == "*" or c != 0):
            only = a * c if term[0] == "*" else a / c
            return (only, only, unknown)
        return (-math.inf, math.inf, True)

    def constant(self, fluent: int) -> tuple[bool, Any]:
        """Whether the property has one value only, and which."""
        values = self.sets.get(fluent)
        if values is not None:
            return (True, next(iter(values))) if len(values) == 1 else (False, None)
        low, high, unknown = self.ranges[fluent]
        if unknown:
            return low > high, None
        return low == high, low


def _read(term: Term) -> list[int]:
    if type(term) is not tuple:
        return []
    return [term[1]] if term[0] == FLUENT else [f for part in term[1:] for f in _read(part)]
