"""Reading facts: yes/no facts and the built-in ones, said or denied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vervain.lang.expr import All, Compare, Cond, Const, Read, Term
from vervain.lang.filling import Filled
from vervain.lang.minds import known
from vervain.lang.reading import WRONG_TYPE, Found, Scope, Typed
from vervain.lang.turns import UNITS
from vervain.lang.values import Values
from vervain.lang.world import FluentType

MOST_TURNS = 100_000
"""That something lasts for."""


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

    def for_turns(self, fact: Found[FactSaid], i: int) -> Iterator[Found[int]]:
        """`for N UNIT` after a yes/no fact, in turns."""
        said = self.words[fact.end : fact.end + 3]
        if said[:1] != ("for",) or len(said) < 3 or not said[1].isdigit():
            return
        unit, end = said[2].removesuffix("s"), fact.end + 3
        if unit != "turn" and unit not in UNITS:
            return
        wrong: tuple[str, str] | None = None
        if self.lexicon.turn is None:
            wrong = ("nothing says how long a turn is", "say how long one is: one turn is 1 day")
        elif self.lexicon.fluents[fact.node.fluent].type is not FluentType.YES_NO:
            wrong = ("only what is so or not so lasts for a time", "say it of a yes or no fact")
        elif not 0 < int(said[1]) <= MOST_TURNS:
            wrong = (f"it lasts for 1 to {MOST_TURNS:,} of them", "write, say: for 2 turns")
        if wrong is None and self.lexicon.turn is not None:
            minutes = 0 if unit == "turn" else int(said[1]) * UNITS[unit]
            turns = -(-minutes // self.lexicon.turn) if minutes else int(said[1])
            yield Found(turns, end, 3).having(fact)
        elif wrong is not None and self.lenient:
            problem = self.problem("V437", i, end, f"`{self.text(i, end)}`: {wrong[0]}", wrong[1])
            yield Found(1, end, 0, WRONG_TYPE, problem).having(fact)

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
