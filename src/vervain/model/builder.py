"""Terms and conditions, each made once: smart constructors that simplify as they build.

A term or condition is an id; what it is stands in `Builder.terms` / `Builder.conds` as a tuple
whose
first item is its kind. Constants are doubles: an entity's index, a number, 1/0 for yes/no, None for
unknown. Fluents are ids of whoever uses the builder.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from typing import Any

from vervain.model.ground import CondKind, OpCode, TermKind

Key = tuple[Any, ...]
Number = float | None
FALSE, TRUE = 0, 1

_HOLDS: dict[OpCode, Callable[[float, float], bool]] = {
    OpCode.EQ: operator.eq,
    OpCode.NE: operator.ne,
    OpCode.GT: operator.gt,
    OpCode.GE: operator.ge,
    OpCode.LT: operator.lt,
    OpCode.LE: operator.le,
}
NEGATED = {
    OpCode.EQ: OpCode.NE,
    OpCode.NE: OpCode.EQ,
    OpCode.GT: OpCode.LE,
    OpCode.LE: OpCode.GT,
    OpCode.LT: OpCode.GE,
    OpCode.GE: OpCode.LT,
}
_SAME = (OpCode.EQ, OpCode.GE, OpCode.LE)
_UNKNOWN_HOLDS = {OpCode.EQ: False, OpCode.NE: True}


def compare(op: OpCode, left: Number, right: Number) -> bool:
    """D3: two unknowns are the same; an unknown beside a number is different from it, and in no
    order."""
    if left is None or right is None:
        return op in _SAME if left is right else op is OpCode.NE
    return _HOLDS[op](left, right)


class Builder:
    """Interned terms and conditions; ids 0 and 1 are the conditions *never* and *always*."""

    def __init__(self) -> None:
        self.terms: list[Key] = []
        self.conds: list[Key] = [(CondKind.FALSE,), (CondKind.TRUE,)]
        self._term_ids: dict[Key, int] = {}
        self._cond_ids: dict[Key, int] = {key: i for i, key in enumerate(self.conds)}

    # ------------------------------------------------------------ terms

    def _term(self, key: Key) -> int:
        found = self._term_ids.get(key)
        if found is None:
            found = self._term_ids[key] = len(self.terms)
            self.terms.append(key)
        return found

    def constant(self, value: Number) -> int:
        """A fixed value."""
        return self._term((TermKind.CONST, None if value is None else float(value)))

    def fluent(self, fluent: int, chain: tuple[int, ...] = ()) -> int:
        """A fluent, read in the mind at the end of the chain of agents."""
        return self._term((TermKind.FLUENT, fluent, chain))

    def value(self, term: int) -> tuple[bool, Number]:
        """Whether the term is a constant, and which."""
        key = self.terms[term]
        return (True, key[1]) if key[0] is TermKind.CONST else (False, None)

    def fold(self, kind: TermKind, items: Iterable[int]) -> int:
        """A sum or product; constants that change nothing are left out."""
        neutral = 0.0 if kind is TermKind.ADD else 1.0
        kept = [t for t in items if self.terms[t] != (TermKind.CONST, neutral)]
        known = [self.value(t) for t in kept]
        if all(fixed for fixed, _ in known):
            result: Number = neutral
            for _, number in known:
                if result is None or number is None:
                    result = None
                else:
                    result = result + number if kind is TermKind.ADD else result * number
            return self.constant(result)
        return kept[0] if len(kept) == 1 else self._term((kind, tuple(kept)))

    def pair(self, kind: TermKind, left: int, right: int) -> int:
        """A difference or quotient."""
        (fixed, a), (also, b) = self.value(left), self.value(right)
        if fixed and also:
            if a is None or b is None or (kind is TermKind.DIV and b == 0):
                return self.constant(None)
            return self.constant(a - b if kind is TermKind.SUB else a / b)
        return self._term((kind, (left, right)))

    def choice(self, branches: list[tuple[int, int]], otherwise: int) -> int:
        """The term of the first branch whose condition holds."""
        kept: list[tuple[int, int]] = []
        for cond, term in branches:
            if cond == TRUE:
                otherwise = term
                break
            if cond != FALSE:
                kept.append((cond, term))
        while kept and kept[-1][1] == otherwise:
            kept.pop()
        if not kept:
            return otherwise
        return self._term((TermKind.CHOICE, tuple(kept), otherwise))

    # ------------------------------------------------------------ conditions

    def _cond(self, key: Key) -> int:
        found = self._cond_ids.get(key)
        if found is None:
            found = self._cond_ids[key] = len(self.conds)
            self.conds.append(key)
        return found

    def atom(self, op: OpCode, left: int, right: int) -> int:
        """A comparison."""
        if left == right:
            return TRUE if op in _SAME else FALSE
        (fixed, a), (also, b) = self.value(left), self.value(right)
        if fixed and also:
            return TRUE if compare(op, a, b) else FALSE
        if fixed and op in _UNKNOWN_HOLDS:
            left, right = right, left
        return self._cond((CondKind.ATOM, op, left, right))

    def both(self, items: Iterable[int]) -> int:
        """All of the conditions."""
        return self._junction(CondKind.AND, items, TRUE, FALSE)

    def either(self, items: Iterable[int]) -> int:
        """Any of the conditions."""
        return self._junction(CondKind.OR, items, FALSE, TRUE)

    def _junction(self, kind: CondKind, items: Iterable[int], neutral: int, final: int) -> int:
        kept: dict[int, None] = {}
        for item in items:
            if item == final:
                return final
            key = self.conds[item]
            if key[0] is kind:
                kept.update(dict.fromkeys(key[1]))
            elif item != neutral:
                kept[item] = None
        if len(kept) < 2:
            return next(iter(kept), neutral)
        return self._cond((kind, tuple(kept)))

    def negate(self, cond: int) -> int:
        """The opposite, pushed to the comparisons (D3)."""
        key = self.conds[cond]
        match key[0]:
            case CondKind.FALSE:
                return TRUE
            case CondKind.TRUE:
                return FALSE
            case CondKind.ATOM:
                return self.atom(NEGATED[key[1]], key[2], key[3])
            case CondKind.AND:
                return self.either(self.negate(item) for item in key[1])
        return self.both(self.negate(item) for item in key[1])
