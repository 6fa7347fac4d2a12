"""What a hole stands for: a role, a fact as it is now, a count; worked out from the chronicle.

Only what is so in the world is read here. What somebody believes is not the teller's to give away,
so a value in a mind is none.
"""

from __future__ import annotations

import operator
from collections.abc import Iterator
from typing import Any as AnyValue

from vervain.lang.expr import (
    All,
    Any,
    Arith,
    Choice,
    Compare,
    Cond,
    Const,
    EntityRef,
    Every,
    Fold,
    IsA,
    Not,
    Param,
    Read,
    Some,
    Term,
    Truth,
    Unknown,
    Var,
)
from vervain.lang.kinds import Kinds
from vervain.lang.world import World
from vervain.story.chronicle import Claimed, Plain

Bound = str | Claimed | tuple[str, ...]
"""What a role is bound to: an entity, a claim, or several entities in a run."""

Values = dict[tuple[str, tuple[str, ...]], Plain]

_ORDER = {">": operator.gt, ">=": operator.ge, "<": operator.lt, "<=": operator.le}
_SUMS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}


def value_of(
    term: Term, roles: dict[str, Bound], facts: Values, world: World, before: Values
) -> Bound | Plain:
    """What a term stands for; `before` has the facts that are to be read as they were. None if
    nothing is known."""
    if isinstance(term, Var):
        return roles.get(term.name)
    if isinstance(term, Const) and isinstance(term.value, EntityRef):
        return term.value.name
    return _Scene(roles, {**facts, **before} if before else facts, world).value(term)


class _Scene:
    """Terms and conditions in one state of the world."""

    def __init__(self, roles: dict[str, Bound], facts: Values, world: World) -> None:
        self.roles, self.facts, self.world = roles, facts, world
        self.kinds = Kinds(world.kinds)

    def value(self, term: Term) -> Bound | Plain:
        match term:
            case Var(name):
                return self.roles.get(name)
            case Const(value):
                return _plain(value)
            case Read(fluent, args, ()):
                return self.facts.get((fluent, tuple(str(self.value(a)) for a in args)))
            case Arith(op, left, right):
                return self._sum(op, self.value(left), self.value(right))
            case Fold(op, param, item):
                total: Bound | Plain = 0 if op == "+" else 1
                for inner in self._each(param):
                    total = self._sum(op, total, inner.value(item))
                return total
            case Choice(branches, otherwise):
                chosen = next((t for cond, t in branches if self.holds(cond)), otherwise)
                return self.value(chosen)
            case _:
                return None

    @staticmethod
    def _sum(op: str, left: Bound | Plain, right: Bound | Plain) -> Plain:
        if not isinstance(left, int | float) or not isinstance(right, int | float):
            return None
        if op == "/" and right == 0:
            return None
        total: float = _SUMS[op](left, right)
        return total

    def _each(self, param: Param) -> Iterator[_Scene]:
        for entity in self.world.entities:
            if any(self.kinds.is_a(kind, param.kind) for kind in entity.kinds):
                yield _Scene({**self.roles, param.name: entity.name}, self.facts, self.world)

    def holds(self, cond: Cond) -> bool:
        match cond:
            case Truth(value):
                return value
            case Compare(op, left, right):
                return _compared(op, self.value(left), self.value(right))
            case All(items):
                return all(map(self.holds, items))
            case Any(items):
                return any(map(self.holds, items))
            case Not(item):
                return not self.holds(item)
            case Every(param, item):
                return all(inner.holds(item) for inner in self._each(param))
            case Some(param, item):
                return any(inner.holds(item) for inner in self._each(param))
            case IsA(term, kind):
                name = self.value(term)
                kinds = (k for e in self.world.entities if e.name == name for k in e.kinds)
                return any(self.kinds.is_a(k, kind) for k in kinds)
            case _:
                return False


def _plain(value: AnyValue) -> Plain:
    if isinstance(value, EntityRef):
        return value.name
    if isinstance(value, Unknown):
        return None
    plain: Plain = value
    return plain


def _compared(op: str, left: Bound | Plain, right: Bound | Plain) -> bool:
    if op in ("==", "!="):
        return (left == right) is (op == "==")
    if not isinstance(left, int | float) or not isinstance(right, int | float):
        return False
    return bool(_ORDER[op](left, right))
