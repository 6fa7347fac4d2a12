"""Evaluate: a World's own conditions and terms, in a state of a story.

Grounding leaves out facts that never change; they are read from the World's start (D6).
"""

from __future__ import annotations

import operator
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping

from vervain.lang.expr import (
    All,
    Any,
    Arith,
    Choice,
    Claimed,
    ClaimIs,
    Compare,
    Cond,
    Const,
    Every,
    Fold,
    IsA,
    Not,
    Param,
    Read,
    Some,
    Term,
    Truth,
    Var,
)
from vervain.lang.world import World
from vervain.model.ground import Claim
from vervain.run.live.values import calculated
from vervain.story.chronicle import Plain
from vervain.story.history import Chain, History
from vervain.story.naming import Names, plain_value

Bindings = Mapping[str, str | Claim]

ORDER: dict[str, Callable[[float, float], bool]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
}


class Evaluator(ABC):
    """Reads one story in the terms of its World."""

    def __init__(self, world: World) -> None:
        self._parents = {kind.name: kind.parents for kind in world.kinds}
        self._kinds = {e.name: self._closure(e.kinds) for e in world.entities}
        self._of_kind: dict[str, list[str]] = {}

    @abstractmethod
    def read(self, fluent: str, args: tuple[str, ...], minds: tuple[str, ...], k: int) -> Plain:
        """The value of a fact in the mind reached by `minds`, in state k."""

    def of_kind(self, kind: str) -> list[str]:
        """The entities of a kind, in the order of the World."""
        if kind not in self._of_kind:
            self._of_kind[kind] = [name for name, kinds in self._kinds.items() if kind in kinds]
        return self._of_kind[kind]

    @property
    def kinds_of(self) -> Mapping[str, frozenset[str]]:
        """Of each entity its kinds, with those above them."""
        return self._kinds

    def is_a(self, entity: str, kind: str) -> bool:
        """The entity is of the kind, or of one below it."""
        return kind in self._kinds.get(entity, frozenset())

    def place(self, entity: str, k: int) -> str | None:
        """The place where an entity is, be it carried by others."""
        met = {entity}
        while not self.is_a(entity, "place"):
            where = self.read("place", (entity,), (), k)
            if not isinstance(where, str) or where in met:
                return None
            met.add(where)
            entity = where
        return entity

    def holds(self, cond: Cond, env: Bindings, k: int) -> bool:
        """D3."""
        match cond:
            case Truth(value):
                return value
            case Compare(op, left, right):
                return _compare(op, self.term(left, env, k), self.term(right, env, k))
            case All(items):
                return all(self.holds(c, env, k) for c in items)
            case Any(items):
                return any(self.holds(c, env, k) for c in items)
            case Not(item):
                return not self.holds(item, env, k)
            case Every(param, item):
                return all(self.holds(item, e, k) for e in self._each(param, env))
            case Some(param, item):
                return any(self.holds(item, e, k) for e in self._each(param, env))
            case IsA(term, kind):
                return self.is_a(str(self.term(term, env, k)), kind)
            case Claimed(name, minds):
                return self._claimed(env[name], self._minds(minds, env, k), k)
            case ClaimIs(name, test, terms):
                return self._claim_is(env[name], test, self._minds(terms, env, k), k)

    def term(self, term: Term, env: Bindings, k: int) -> Plain:
        """D3; entities by name, unknown as None."""
        match term:
            case Const(value):
                return plain_value(value)
            case Var(name):
                bound = env[name]
                return bound if isinstance(bound, str) else None
            case Read(fluent, args, minds):
                names = self._minds(args, env, k)
                return self.read(fluent, names, self._minds(minds, env, k), k)
            case Arith(op, left, right):
                return calculated(op, self.term(left, env, k), self.term(right, env, k))
            case Fold(op, param, inner):
                total: Plain = 0 if op == "+" else 1
                for each in self._each(param, env):
                    total = calculated(op, total, self.term(inner, each, k))
                return total
            case Choice(branches, otherwise):
                chosen = (t for c, t in branches if self.holds(c, env, k))
                return self.term(next(chosen, otherwise), env, k)

    def _minds(self, terms: tuple[Term, ...], env: Bindings, k: int) -> tuple[str, ...]:
        return tuple(str(self.term(t, env, k)) for t in terms)

    def _each(self, param: Param, env: Bindings) -> list[Bindings]:
        return [{**env, param.name: name} for name in self.of_kind(param.kind)]

    def _claimed(self, claim: str | Claim, minds: tuple[str, ...], k: int) -> bool:
        if isinstance(claim, str):
            return False
        return self.read(claim.fluent, claim.args, minds, k) == plain_value(claim.value)

    def _claim_is(self, claim: str | Claim, test: str, names: tuple[str, ...], k: int) -> bool:
        """D3.3."""
        if isinstance(claim, str) or test in ("first hand", "hearsay"):
            return False
        if test == "about":
            return names[0] in claim.args or names[0] == plain_value(claim.value)
        if test == "number":
            return isinstance(claim.value, int | float) and not isinstance(claim.value, bool)
        return self.read(claim.fluent, claim.args, names, k) is not None

    def _closure(self, kinds: tuple[str, ...]) -> frozenset[str]:
        """The kinds and all above them."""
        found = list(kinds)
        for kind in found:  # grows while we walk
            found += [p for p in self._parents.get(kind, ()) if p not in found]
        return frozenset(found)


class HistoryEvaluator(Evaluator):
    """Reads the states of a History."""

    def __init__(self, names: Names, history: History) -> None:
        super().__init__(names.world)
        self._names, self._history = names, history
        self._agents = {name: i for i, name in enumerate(names.ground.agents)}
        self._spots: dict[tuple[str, tuple[str, ...], tuple[str, ...]], tuple[Chain, int]] = {}
        self._start = {(s.fluent, s.args, s.minds): plain_value(s.value) for s in names.world.start}

    def read(self, fluent: str, args: tuple[str, ...], minds: tuple[str, ...], k: int) -> Plain:
        """The value of a fact in the mind reached by `minds`, in state k."""
        spot = self._spots.get((fluent, args, minds))
        if spot is None:
            index = self._names.at.get((fluent, args))
            if index is None:
                return self._fixed(fluent, args, minds)
            spot = tuple(self._agents[m] for m in minds), index
            self._spots[fluent, args, minds] = spot
        chain, index = spot
        return self._names.value(index, self._history.at(chain, index, k))

    def _fixed(self, fluent: str, args: tuple[str, ...], minds: tuple[str, ...]) -> Plain:
        """What never changes, in the mind reached by `minds`."""
        for depth in range(len(minds), -1, -1):
            if (fluent, args, minds[:depth]) in self._start:
                return self._start[fluent, args, minds[:depth]]
        known = self._names.fluents.get(fluent)
        return plain_value(known.default) if known else None


def _compare(op: str, left: Plain, right: Plain) -> bool:
    if op in ("==", "!="):
        return (left == right) is (op == "==")
    if isinstance(left, str) or isinstance(right, str):
        return False
    if left is None or right is None:
        return left is None and right is None and op in (">=", "<=")
    return ORDER[op](left, right)
