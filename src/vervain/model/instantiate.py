"""Bindings of parameters: static facts first, so that what cannot be is never enumerated.

Parameters are bound one after another. Where a conjunct of the condition is a static fact of the
author's (`one knows two`), its true instances are looked up by what is bound already; where it says
that a parameter *is* something (`v is who`), there is one candidate; else all entities of the kind.
A conjunct is tested as soon as all its parameters are bound.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vervain.lang.expr import (
    All,
    Compare,
    Cond,
    Const,
    EntityRef,
    Param,
    Read,
    Term,
    Var,
)
from vervain.lang.world import FluentType
from vervain.model.builder import FALSE
from vervain.model.cast import Cast
from vervain.model.fold import Bindings, Bound, Folder, variables
from vervain.model.ground import Claim

Row = tuple[str, ...]


def conjuncts(cond: Cond) -> list[Cond]:
    """The parts that must all hold."""
    return [c for item in cond.items for c in conjuncts(item)] if isinstance(cond, All) else [cond]


@dataclass(frozen=True, slots=True)
class _Source:
    """A conjunct that can name candidates: the terms of a static fact, or one term that is
    equal."""

    conjunct: Cond
    fluent: str | None
    terms: tuple[Term, ...]


MOST_TRIED = 2_000_000
"""Choices looked at for one act or reaction, good or not."""


class TooManyError(Exception):
    """An act has more instances than anybody means."""


class Instances:
    """The bindings of one world's parameters."""

    def __init__(self, cast: Cast, folder: Folder) -> None:
        self.cast = cast
        self.folder = folder
        self.tried = 0
        self._rows: dict[str, list[Row]] = {}
        self._indexes: dict[tuple[str, tuple[int, ...]], dict[Row, list[Row]]] = {}
        self._claims: list[Claim] | None = None
        self._plans: dict[
            tuple[int, frozenset[str]], tuple[list[tuple[Cond, frozenset[str]]], list[_Source]]
        ] = {}
        self._member_sets: dict[str, frozenset[Bound]] = {}
        folder.candidates = self.candidates

    # ------------------------------------------------------------ static facts

    def rows(self, fluent: str) -> list[Row]:
        """The true instances of a static yes/no fact, or arguments with value of an entity fact."""
        if fluent not in self._rows:
            yes = self.cast.fluents[fluent].type is FluentType.YES_NO
            rows: list[Row] = []
            for (name, args), value in self.cast.start.items():
                if name == fluent and yes and value is True:
                    rows.append(args)
                elif name == fluent and not yes and isinstance(value, EntityRef):
                    rows.append((*args, value.name))
            self._rows[fluent] = rows
        return self._rows[fluent]

    def _lookup(self, fluent: str, at: tuple[int, ...], key: Row) -> list[Row]:
        index = self._indexes.get((fluent, at))
        if index is None:
            index = self._indexes[fluent, at] = {}
            for row in self.rows(fluent):
                index.setdefault(tuple(row[i] for i in at), []).append(row)
        return index.get(key, [])

    def _static(self, fluent: str) -> bool:
        """Decided by the start alone, with *no* or *unknown* wherever the file says nothing."""
        declared = self.cast.fluents[fluent]
        plain = declared.default is False or (
            declared.type is FluentType.ENTITY and not isinstance(declared.default, EntityRef)
        )
        return (
            fluent in self.cast.fixed
            and plain
            and not any(name == fluent for name, _ in self.cast.disputed)
        )

    def _source(self, conjunct: Cond, names: frozenset[str]) -> _Source | None:
        """How a conjunct can name candidates for some of the parameters `names`."""
        if not isinstance(conjunct, Compare) or conjunct.op != "==":
            return None
        left, right = conjunct.left, conjunct.right
        if isinstance(right, Read) and not isinstance(left, Read):
            left, right = right, left
        if isinstance(left, Read) and not left.minds and self._static(left.fluent):
            yes = self.cast.fluents[left.fluent].type is FluentType.YES_NO
            if (yes and right == Const(True)) or (not yes and isinstance(right, Var)):
                terms = left.args if yes else (*left.args, right)
                if all(isinstance(t, Var | Const) for t in terms):
                    return _Source(conjunct, left.fluent, terms)
        for one, other in ((left, right), (right, left)):
            if isinstance(one, Var) and one.name in names and isinstance(other, Var | Const):
                return _Source(conjunct, None, (one, other))
        return None

    # ------------------------------------------------------------ bindings

    def bindings(
        self, params: tuple[Param, ...], cond: Cond, given: Bindings
    ) -> Iterator[Bindings]:
        """Every binding of the parameters for which no static part of the condition fails."""
        names = frozenset(p.name for p in params)
        speaks, sources = self._plan(cond, names)
        yield from self._bind({p.name: p for p in params}, speaks, sources, dict(given))

    def _plan(
        self, cond: Cond, names: frozenset[str]
    ) -> tuple[list[tuple[Cond, frozenset[str]]], list[_Source]]:
        """The conjuncts with the parameters they speak of, and those that can name candidates."""
        plan = self._plans.get((id(cond), names))
        if plan is None:
            parts = conjuncts(cond)
            speaks = [(part, variables(part) & names) for part in parts]
            sources = [s for part in parts if (s := self._source(part, names)) is not None]
            plan = self._plans[id(cond), names] = speaks, sources
        return plan

    def _bind(
        self,
        left: dict[str, Param],
        speaks: list[tuple[Cond, frozenset[str]]],
        sources: list[_Source],
        bound: Bindings,
    ) -> Iterator[Bindings]:
        self.tried += 1
        if self.tried > MOST_TRIED:
            raise TooManyError
        due = [part for part, names in speaks if not names & left.keys()]
        if any(self.folder.cond(part, bound) == FALSE for part in due):
            return
        if not left:
            yield bound
            return
        later = [(part, names) for part, names in speaks if names & left.keys()]
        for more in self._next(left, sources, bound):
            rest = {n: p for n, p in left.items() if n not in more}
            yield from self._bind(rest, later, sources, {**bound, **more})

    def _next(
        self, left: dict[str, Param], sources: list[_Source], bound: Bindings
    ) -> Iterator[Bindings]:
        """Candidates for the next parameters: of the source with fewest, else of the smallest
        kind."""
        best: list[Bindings] | None = None
        for source in sources:
            found = self._from(source, left, bound)
            if found is not None and (best is None or len(found) < len(best)):
                best = found
        if best is not None:
            yield from best
            return
        param = min(left.values(), key=lambda p: len(self._domain(p)))
        for value in self._domain(param):
            yield {param.name: value}

    def _domain(self, param: Param) -> list[Claim] | tuple[str, ...]:
        if param.kind == "belief":
            if self._claims is None:
                self._claims = self.cast.claims()
            return self._claims
        return self.cast.of_kind.get(param.kind, ())

    def _from(
        self, source: _Source, left: dict[str, Param], bound: Bindings
    ) -> list[Bindings] | None:
        """The bindings a source names; None if it can say nothing (nothing bound, or nothing
        left)."""
        values: list[Bound | None] = [self._value(t, bound) for t in source.terms]
        free = [i for i, v in enumerate(values) if v is None]
        if not free:
            return None
        if source.fluent is None:
            known = next((v for v in values if v is not None), None)
            term = source.terms[free[0]]
            if known is None or not isinstance(term, Var) or term.name not in left:
                return None
            return self._fit([{term.name: known}], left)
        at = tuple(i for i, v in enumerate(values) if isinstance(v, str))
        key = tuple(v for v in values if isinstance(v, str))
        found: list[Bindings] = []
        for row in self._lookup(source.fluent, at, key):
            more: Bindings = {}
            for i in free:
                term = source.terms[i]
                if isinstance(term, Var) and more.setdefault(term.name, row[i]) != row[i]:
                    break
            else:
                found.append(more)
        return self._fit(found, left)

    def _fit(self, found: list[Bindings], left: dict[str, Param]) -> list[Bindings] | None:
        """Only bindings of parameters that are left, by entities of their kinds."""
        if found and not found[0].keys() <= left.keys():
            return None
        return [
            more
            for more in found
            if all(v in self._members(left[name].kind) for name, v in more.items())
        ]

    def _members(self, kind: str) -> frozenset[Bound]:
        cached = self._member_sets.get(kind)
        if cached is None:
            cached = self._member_sets[kind] = frozenset(self.cast.of_kind.get(kind, ()))
        return cached

    def _value(self, term: Term, bound: Bindings) -> Bound | None:
        if isinstance(term, Var):
            return bound.get(term.name)
        if isinstance(term, Const) and isinstance(term.value, EntityRef):
            return term.value.name
        return None

    def candidates(self, param: Param, cond: Cond | None, bound: Bindings) -> Iterator[str]:
        """The entities of a quantifier's kind for which the static parts of `cond` may hold."""
        inner = {name: value for name, value in bound.items() if name != param.name}
        if cond is None:
            yield from self.cast.of_kind.get(param.kind, ())
            return
        _, sources = self._plan(cond, frozenset((param.name,)))
        for more in self._next({param.name: param}, sources, inner):
            yield str(more[param.name])
