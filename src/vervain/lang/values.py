"""Reading values: names, roles, numbers, facts that have a value, arithmetic."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, cast

from vervain.lang.expr import (
    UNKNOWN,
    Arith,
    Choice,
    Cond,
    Const,
    Fold,
    Read,
    Term,
    Var,
)
from vervain.lang.filling import Filled, Filling
from vervain.lang.minds import in_mind
from vervain.lang.phrases import hole_at
from vervain.lang.reading import Ends, Found, Scope, Typed, keep
from vervain.lang.world import FluentType

Operators = dict[tuple[str, ...], Literal["+", "-", "*", "/"]]
SUMS: Operators = {("plus",): "+", ("minus",): "-", ("+",): "+", ("-",): "-"}
PRODUCTS: Operators = {("times",): "*", ("divided", "by"): "/", ("*",): "*", ("/",): "/"}


class Values(Filling):
    """The rules for values. Each gives all ends that a value from `i` on can have."""

    __slots__ = ()

    def conditions(self, i: int, scope: Scope) -> Ends[Cond]:
        """Conditions from `i` on (see `Conditions`)."""
        raise NotImplementedError

    def value(self, i: int, scope: Scope) -> Ends[Typed]:
        """Sums of products of factors."""
        return self.remember("value", i, scope, self._sums)

    def factor(self, i: int, scope: Scope) -> Ends[Typed]:
        """A value without arithmetic: what can fill the hole of a phrase."""
        return self.remember("factor", i, scope, self._factor)

    def _sums(self, i: int, scope: Scope) -> Ends[Typed]:
        return self._operators(i, scope, SUMS)

    def _products(self, i: int, scope: Scope) -> Ends[Typed]:
        return self._operators(i, scope, PRODUCTS)

    def _operand(self, i: int, scope: Scope, known: Operators) -> Ends[Typed]:
        if known is SUMS:
            return self.remember("product", i, scope, self._products)
        return self.factor(i, scope)

    def _operators(self, i: int, scope: Scope, known: Operators) -> Ends[Typed]:
        ends = dict(self._operand(i, scope, known))
        todo = sorted(ends)
        for end in todo:  # grows while we walk
            left = ends[end]
            for words, op in known.items():
                after = self.run(end, *words) if _can_count(left.node) else None
                if after is None or after.cost:
                    continue
                for right in self._operand(after.end, scope, known).values():
                    if _can_count(right.node):
                        term = Arith(op, left.node.term, right.node.term)
                        todo += [right.end] if right.end not in ends else []
                        keep(ends, Found(Typed(term, "number"), right.end).having(left, right))
        return ends

    def _factor(self, i: int, scope: Scope) -> Ends[Typed]:
        ends: Ends[Typed] = {}
        if i >= len(self.tokens):
            return ends
        for found in self._primaries(i, scope):
            keep(ends, found)
        todo = sorted(ends)
        for end in todo:  # grows while we walk
            for entry in self.going_on(self.lexicon.values, end):
                for filled in self.fill(entry, i, scope, first=ends[end]):
                    todo += [filled.end] if filled.end not in ends else []
                    keep(ends, self._read(filled))
            for inside in self._in_mind(ends[end], scope):
                todo += [inside.end] if inside.end not in ends else []
                keep(ends, inside)
        return ends

    def _in_mind(self, value: Found[Typed], scope: Scope) -> Iterator[Found[Typed]]:
        """`VALUE in the mind of X`, X being a name or a role."""
        if not isinstance(value.node.term, Read):
            return
        after = self.run(value.end, "in", "the", "mind", "of")
        if after is None or after.cost:
            return
        for who in self.names(after.end, scope):
            if not self.misfit(who.node, "person"):
                term = in_mind(who.node.term, value.node.term)
                node = Typed(term, value.node.sort, value.node.kinds)
                yield Found(node, who.end, value.words + 4).having(value, after, who)

    def _primaries(self, i: int, scope: Scope) -> Iterator[Found[Typed]]:
        yield from self.names(i, scope)
        yield from self._plain(i, scope)
        yield from self._in_brackets(i, scope)
        yield from self._how_many(i, scope)
        yield from self._choices(i, scope)
        yield from self._functional(i, scope)
        if self.groups is not None:
            yield from self._several(i)
        for entry in self.beginning(self.lexicon.values, i):
            for filled in self.fill(entry, i, scope):
                yield self._read(filled)
        if self.lenient:
            yield from self.unknown_names(i, scope)

    def _read(self, filled: Found[Filled]) -> Found[Typed]:
        """A fact that has a value, as that value."""
        name = filled.node.entry.name
        return Found(self.reading(name, filled.node.args), filled.end, filled.words).having(filled)

    def reading(self, name: str, args: tuple[object, ...]) -> Typed:
        """The value of a fluent."""
        fluent = self.lexicon.fluents[name]
        term = Read(name, cast("tuple[Var, ...]", args))
        if fluent.type is FluentType.ENTITY:
            return Typed(term, "entity", fluent.kinds, name)
        return Typed(term, "number", (), name)

    def _plain(self, i: int, scope: Scope) -> Iterator[Found[Typed]]:
        """Numbers, `unknown`."""
        token = self.tokens[i]
        if token.kind == "number":
            yield Found(Typed(Const(number(token.text)), "number"), i + 1)
        elif token.kind == "word" and token.text == "unknown":
            yield Found(Typed(Const(UNKNOWN), "unknown"), i + 1)
        elif self.mark(i, "-", "+") and i + 1 < len(self.tokens):
            after = self.tokens[i + 1]
            if after.kind == "number":
                sign = -1 if token.text == "-" else 1
                yield Found(Typed(Const(sign * number(after.text)), "number"), i + 2)

    def _in_brackets(self, i: int, scope: Scope) -> Iterator[Found[Typed]]:
        """`(VALUE)`, or `(here: place)` where an act declares a role."""
        if not self.mark(i, "("):
            return
        hole = hole_at(self.tokens, i)
        if hole is not None and hole.colon and hole.name is not None:
            param = self.param(hole.name.text, scope)
            if param is not None:
                yield Found(self.of_role(param), hole.end)
            return
        for found in self.value(i + 1, scope).values():
            if self.mark(found.end, ")"):
                yield Found(found.node, found.end + 1, found.words).having(found)

    def _how_many(self, i: int, scope: Scope) -> Iterator[Found[Typed]]:
        """`the number of (v: KIND) where COND`."""
        after = self.run(i, "the", "number", "of")
        bound = self.bound(after.end, scope) if after is not None else None
        where = self.word(bound.end, "where") if bound is not None else None
        if after is None or bound is None or where is None:
            return
        for cond in self.conditions(where.end, (*scope, bound.node)).values():
            term = Fold("+", bound.node, Choice(((cond.node, Const(1)),), Const(0)))
            yield Found(Typed(term, "number"), cond.end, 4).having(after, bound, where, cond)

    def _choices(self, i: int, scope: Scope) -> Iterator[Found[Typed]]:
        """`(VALUE when COND, VALUE when COND, otherwise VALUE)`: the first that holds."""
        states: list[Found[tuple[tuple[Cond, Term], ...]]] = []
        if self.mark(i, "("):
            states.append(Found((), i + 1))
        for state in states:  # grows while we walk
            self.step()
            otherwise = self.word(state.end, "otherwise") if state.node else None
            for last in self.value(otherwise.end, scope).values() if otherwise else ():
                if self.mark(last.end, ")") and _can_count(last.node):
                    term = Choice(state.node, last.node.term)
                    yield Found(Typed(term, "number"), last.end + 1, 2).having(state, last)
            for value in self.value(state.end, scope).values() if not otherwise else ():
                when = self.word(value.end, "when") if _can_count(value.node) else None
                for cond in self.conditions(when.end, scope).values() if when else ():
                    if self.mark(cond.end, ","):
                        node = (*state.node, (cond.node, value.node.term))
                        states.append(Found(node, cond.end + 1).having(state, value, cond))

    # ------------------------------------------------------------- functional forms

    def _functional(self, i: int, scope: Scope) -> Iterator[Found[Typed]]:
        """`debt(Tom, Ida)`."""
        for name, call in self.call(i, scope):
            if self.lexicon.fluents[name].type is not FluentType.YES_NO:
                args = tuple(t.term for t in call.node)
                yield Found(self.reading(name, args), call.end, 1).having(call)

    def call(self, i: int, scope: Scope) -> Iterator[tuple[str, Found[tuple[Typed, ...]]]]:
        """A fact in functional form, with its arguments."""
        fluent = self.lexicon.fluents.get(self.words[i]) if i < len(self.words) else None
        if fluent is None or fluent.hidden or not self.mark(i + 1, "("):
            return
        states: list[Found[tuple[Typed, ...]]] = [Found((), i + 2)]
        for number, param in enumerate(fluent.params):
            after = []
            for state in states:
                start = state.end + 1 if number else state.end
                if number and not self.mark(state.end, ","):
                    continue
                for value in self.factor(start, scope).values():
                    if not self.misfit(value.node, param.kind):
                        found = Found((*state.node, value.node), value.end)
                        after.append(found.having(state, value))
            states = after
        for state in states:
            if self.mark(state.end, ")"):
                yield fluent.name, Found(state.node, state.end + 1).having(state)

    # ------------------------------------------------------------- several at once

    def _several(self, i: int) -> Iterator[Found[Typed]]:
        """At the start: `everyone`, `everyone but X and Y`, `every (t: kind)`, `Ida and Tom`."""
        if self.words[i] == "everyone":
            people = self.lexicon.of_kind("person")
            yield self._group(i, i + 1, people)
            if i + 1 < len(self.words) and self.words[i + 1] == "but":
                for but, end in self._list(i + 2, least=1):
                    yield self._group(i, end, tuple(p for p in people if p not in but))
        if self.words[i] == "every":
            hole = hole_at(self.tokens, i + 1)
            param = self.param(hole.name.text, ()) if hole and hole.name else None
            if hole is not None and param is not None:
                yield Found(self.of_role(param), hole.end, 1)
        for names, end in self._list(i, least=2):
            yield self._group(i, end, names)

    def _list(self, i: int, least: int) -> Iterator[tuple[tuple[str, ...], int]]:
        """Lists of names, all that begin at `i` and have at least so many."""
        states: list[tuple[tuple[str, ...], int]] = [((), i)]
        for names, end in states:  # grows while we walk
            self.step()
            if len(names) >= least:
                yield names, end
            start = end
            if names and self.mark(start, ","):
                start += 1
            if names and start < len(self.words) and self.words[start] == "and":
                start += 1
            if start > end or not names:
                states += [((*names, n), e) for n, e in self.lexicon.names_at(self.words, start)]

    def _group(self, i: int, end: int, names: tuple[str, ...]) -> Found[Typed]:
        """A variable that stands for each of the names."""
        if self.groups is None:
            raise ValueError("only at the start")
        name = f"several at {i} to {end}"
        self.groups[name] = names
        entities = self.lexicon.entities
        kinds = tuple(dict.fromkeys(k for n in names for k in entities[n].kinds))
        return Found(Typed(Var(name), "entity", kinds or ("person",)), end, end - i)


def _can_count(value: Typed) -> bool:
    return value.sort in ("number", "anything")


def number(text: str) -> int | float:
    """A number as it was written; whole if it can be."""
    value = float(text)
    return int(value) if value.is_integer() else value
