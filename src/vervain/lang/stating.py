"""Reading facts: yes/no facts and the built-in ones, said or denied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vervain.lang.expr import All, Compare, Cond, Const, Read, Term
from vervain.lang.filling import Filled
from vervain.lang.minds import known
from vervain.lang.reading import Found, Scope, Typed
from vervain.lang.values import Values
from vervain.lang.world import FluentType


@dataclass(frozen=True, slots=True)
class FactSaid:
    """A fact as it was said: which, and the value it is said to have."""

    fluent: str
    args: tuple[Term, ...]
    value: Term
    positive: bool = True

    def cond(self) -> Cond:
        """It is so."""
        read = Read(self.fluent, self.args)
        same = Compare("==" if self.positive else "!=", read, self.value)
        if self.positive and isinstance(self.value, Read):
            return All((same, known(read)))  # the unknown is not the same place
        return same


class Stating(Values):
    """The rules for facts."""

    __slots__ = ()

    def facts(self, i: int, scope: Scope) -> Iterator[Found[FactSaid]]:
        """Yes/no facts and the built-in ones, said or denied."""
        for entry in self.beginning(self.lexicon.facts, i):
            for filled in self.fill(entry, i, scope):
                yield self._said(filled)
        for first in self.factor(i, scope).values():
            for entry in self.going_on(self.lexicon.facts, first.end):
                for filled in self.fill(entry, i, scope, first):
                    yield self._said(filled)
        start = i + 1 if self.words[i] == "not" else i
        for name, call in self.call(start, scope):
            if self.lexicon.fluents[name].type is FluentType.YES_NO:
                said = FactSaid(name, tuple(t.term for t in call.node), Const(start == i))
                yield Found(said, call.end, 1).having(call)

    def _said(self, filled: Found[Filled]) -> Found[FactSaid]:
        entry, fillers = filled.node.entry, filled.node.fillers
        said = FactSaid(entry.name, filled.node.args, Const(entry.positive))
        if entry.value is not None:
            value = fillers[entry.value].term
            value = Read(entry.name, (value,)) if entry.same else value
            said = FactSaid(entry.name, filled.node.args, value, entry.positive)
        return Found(said, filled.end, filled.words).having(filled)

    def whether_claim(self, i: int, scope: Scope) -> Iterator[Found[Typed]]:
        """`whether` and a claim."""
        after = self.word(i, "whether")
        if after is not None:
            for claim in self.factor(after.end, scope).values():
                if claim.node.sort == "claim":
                    yield Found(claim.node, claim.end, 1 + claim.words).having(after, claim)

    def knowable(self, i: int, scope: Scope) -> Iterator[Found[Read]]:
        """A fact that has a value, or `whether` and a yes/no fact."""
        if i < len(self.words) and self.words[i] == "whether":
            for fact in self.facts(i + 1, scope) if i + 1 < len(self.words) else ():
                read = Read(fact.node.fluent, fact.node.args)
                yield Found(read, fact.end, fact.words).having(fact)
            return
        for value in self.factor(i, scope).values():
            if isinstance(value.node.term, Read):
                yield Found(value.node.term, value.end, value.words).having(value)
