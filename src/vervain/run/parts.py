"""Parts: the comparisons of which conditions and terms of a Ground are made, and their names."""

from __future__ import annotations

import itertools
import math
import operator
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from vervain.lang.wording import Wording
from vervain.lang.world import FluentType
from vervain.model.ground import CondKind, Ground, Ints, OpCode, TermKind
from vervain.native.engine import Engine

WORDS = {
    OpCode.EQ: "is",
    OpCode.NE: "is not",
    OpCode.GT: "is more than",
    OpCode.GE: "is at least",
    OpCode.LT: "is less than",
    OpCode.LE: "is at most",
}
COMPARE: dict[OpCode, Callable[[float, float], bool]] = {
    OpCode.EQ: operator.eq,
    OpCode.NE: operator.ne,
    OpCode.GT: operator.gt,
    OpCode.GE: operator.ge,
    OpCode.LT: operator.lt,
    OpCode.LE: operator.le,
}
SIGNS = {TermKind.ADD: " plus ", TermKind.MUL: " times ", TermKind.SUB: " minus "}


@dataclass(frozen=True, slots=True)
class Reading:
    """A ground fluent, read in the mind reached by `minds` (agents, outermost first)."""

    fluent: int
    minds: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Atom:
    """One comparison: a condition id, and what it compares (term ids)."""

    cond: int
    op: OpCode
    left: int
    right: int


class Parts:
    """Terms and conditions of one Ground, as trees (the arrays, turned into lists once)."""

    def __init__(self, ground: Ground, wording: Wording | None = None) -> None:
        t = ground.tables
        self.ground, self.wording = ground, wording
        self._kinds = [TermKind(k) for k in t.term_kind.tolist()]
        self._values: list[float] = t.term_value.tolist()
        self._fluents: list[int] = t.term_fluent.tolist()
        self._rows = _rows(t.term_start.tolist(), t.term_args.tolist())
        self._cond_kinds = [CondKind(k) for k in t.cond_kind.tolist()]
        self._cond_rows = _rows(t.cond_start.tolist(), t.cond_args.tolist())
        self._ops = t.cond_op.tolist()
        self._left: list[int] = t.cond_left.tolist()
        self._right: list[int] = t.cond_right.tolist()
        self.readings = lru_cache(maxsize=None)(self._readings)

    def kind(self, term: int) -> TermKind:
        """What the term is."""
        return self._kinds[term]

    def row(self, term: int) -> list[int]:
        """The arguments of the term."""
        return self._rows[term]

    def cond_kind(self, cond: int) -> CondKind:
        """What the condition is."""
        return self._cond_kinds[cond]

    def items(self, cond: int) -> list[int]:
        """The conditions of an AND or OR."""
        return self._cond_rows[cond]

    def atom(self, cond: int) -> Atom:
        """The comparison of an ATOM."""
        return Atom(cond, OpCode(self._ops[cond]), self._left[cond], self._right[cond])

    def atoms(self, cond: int) -> Iterator[Atom]:
        """Every comparison in the condition."""
        if self._cond_kinds[cond] is CondKind.ATOM:
            yield self.atom(cond)
        for item in self._cond_rows[cond]:
            yield from self.atoms(item)

    def true_atoms(self, engine: Engine, cond: int, state: Ints) -> Iterator[Atom]:
        """The comparisons to which a condition owes that it holds in `state`.

        Of an OR these are those of every true branch; if it does not hold there are none.
        """
        if engine.holds(state, cond)[0]:
            yield from self._owed(engine, cond, state)

    def _owed(self, engine: Engine, cond: int, state: Ints) -> Iterator[Atom]:
        """The same of a condition that holds: then so does each part of an AND."""
        kind = self._cond_kinds[cond]
        if kind is CondKind.ATOM:
            yield self.atom(cond)
        for item in self._cond_rows[cond]:
            if kind is CondKind.AND or engine.holds(state, item)[0]:
                yield from self._owed(engine, item, state)

    def missing(self, engine: Engine, cond: int, states: Ints) -> Ints:
        """[n]: how many comparisons the condition lacks (of an OR, in its nearest branch)."""
        kind = self._cond_kinds[cond]
        if kind in (CondKind.AND, CondKind.OR) and self._cond_rows[cond]:
            parts = np.stack([self.missing(engine, c, states) for c in self._cond_rows[cond]])
            counts: Ints = parts.sum(axis=0) if kind is CondKind.AND else parts.min(axis=0)
            return counts.astype(np.int32)
        return (1 - engine.holds(states, cond)).astype(np.int32)

    def lacking(self, engine: Engine, cond: int, state: Ints) -> tuple[int, ...]:
        """The conditions (mostly comparisons) that `missing` counts in one state."""
        if engine.holds(state, cond)[0]:
            return ()
        kind, row = self._cond_kinds[cond], self._cond_rows[cond]
        if kind is CondKind.AND:
            found = dict.fromkeys(c for item in row for c in self.lacking(engine, item, state))
            return tuple(found)
        if kind is CondKind.OR and row:
            return min((self.lacking(engine, item, state) for item in row), key=len)
        return (cond,)

    def _readings(self, term: int) -> tuple[Reading, ...]:
        """Every fluent that the term reads, each once, in order."""
        kind, row = self._kinds[term], self._rows[term]
        if kind is TermKind.FLUENT:
            return (Reading(self._fluents[term], tuple(row)),)
        if kind is not TermKind.CHOICE:
            return tuple(dict.fromkeys(r for t in row for r in self.readings(t)))
        conds, terms = row[0:-1:2], (*row[1::2], row[-1])
        inside = [r for c in conds for a in self.atoms(c) for r in self.compared(a)]
        return tuple(dict.fromkeys([*inside, *(r for t in terms for r in self.readings(t))]))

    def compared(self, atom: Atom) -> tuple[Reading, ...]:
        """Every fluent that a comparison reads."""
        return tuple(dict.fromkeys((*self.readings(atom.left), *self.readings(atom.right))))

    def may_hold(self, atom: Atom, read: Reading, term: int) -> bool:
        """False only where the reading became the constant `term` and failed the comparison so."""
        left = self._reading(atom.left) == read
        other = atom.right if left else atom.left
        if self._kinds[term] is not TermKind.CONST or self._kinds[other] is not TermKind.CONST:
            return True
        new, old = self._values[term], self._values[other]
        return compare(atom.op, new, old) if left else compare(atom.op, old, new)

    # ------------------------------------------------------------- names

    def text(self, cond: int) -> str:
        """The condition in the author's words, or without them in functional form."""
        kind = self._cond_kinds[cond]
        if kind is CondKind.ATOM:
            return self._atom_text(self.atom(cond))
        if not self._cond_rows[cond]:
            return "always" if kind in (CondKind.TRUE, CondKind.AND) else "never"
        joint = " and " if kind is CondKind.AND else " or "
        return f"({joint.join(self.text(c) for c in self._cond_rows[cond])})"

    def _atom_text(self, atom: Atom) -> str:
        left, right = self._reading(atom.left), self._reading(atom.right)
        read = left or right
        minds = read.minds if read else ()
        if left and right and left.minds != right.minds:
            minds = ()
        believes = "".join(f"{self.ground.agents[m]} believes " for m in minds)
        typed = self.ground.fluents[read.fluent].type if read else FluentType.NUMBER
        if said := self._said(atom):
            return f"{believes}{said}"
        sides = [self._term_text(t, len(minds), typed) for t in (atom.left, atom.right)]
        if typed is FluentType.YES_NO and sides[1] in ("yes", "no"):
            plain = (sides[1] == "yes") == (atom.op is OpCode.EQ)
            return f"{believes}{sides[0]}" if plain else f"{believes}not ({sides[0]})"
        return f"{believes}{sides[0]} {WORDS[atom.op]} {sides[1]}"

    def _said(self, atom: Atom) -> str:
        """`a fact is such` in the author's words, if it is so simple."""
        read, constant = self._reading(atom.left), self._kinds[atom.right] is TermKind.CONST
        if self.wording is None or read is None or not constant:
            return ""
        fluent, number = self.ground.fluents[read.fluent], self._values[atom.right]
        value: bool | float | str | None = None if math.isnan(number) else number
        if value is not None and fluent.type is FluentType.YES_NO:
            value = (number == 1) == (atom.op is OpCode.EQ)
        elif atom.op is not OpCode.EQ:
            return ""
        elif value is not None and fluent.type is FluentType.ENTITY:
            value = self.ground.entities[int(number)]
        return self.wording.fact(fluent.name, fluent.args, value)

    def _reading(self, term: int) -> Reading | None:
        if self._kinds[term] is not TermKind.FLUENT:
            return None
        return Reading(self._fluents[term], tuple(self._rows[term]))

    def _term_text(self, term: int, skip: int, typed: FluentType) -> str:
        kind, row = self._kinds[term], self._rows[term]
        if kind is TermKind.CONST:
            return self._const_text(self._values[term], typed)
        if kind is TermKind.FLUENT:
            minds = "".join(
                f" in the mind of {self.ground.agents[m]}" for m in reversed(row[skip:])
            )
            fluent = self.ground.fluents[self._fluents[term]]
            text = self.wording.value(fluent.name, fluent.args) if self.wording else fluent.text
            return text + minds
        if kind is TermKind.CHOICE:
            return "a value that depends"
        sign = SIGNS.get(kind, " divided by ")
        return f"({sign.join(self._term_text(t, skip, FluentType.NUMBER) for t in row)})"

    def _const_text(self, value: float, typed: FluentType) -> str:
        if math.isnan(value):
            return "unknown"
        if typed is FluentType.YES_NO:
            return "yes" if value else "no"
        if typed is FluentType.ENTITY:
            return self.ground.entities[int(value)]
        return f"{value:g}"


def compare(op: OpCode, left: float, right: float) -> bool:
    """D3, on constants; NaN is unknown."""
    if math.isnan(left) or math.isnan(right):
        same = math.isnan(left) and math.isnan(right)
        return not same if op is OpCode.NE else same and op in (OpCode.EQ, OpCode.GE, OpCode.LE)
    return COMPARE[op](left, right)


def _rows(start: list[int], items: list[int]) -> list[list[int]]:
    return [items[a:b] for a, b in itertools.pairwise(start)]
