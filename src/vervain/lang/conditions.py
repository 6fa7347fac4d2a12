"""Reading conditions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from vervain.lang.believing import Believing
from vervain.lang.durations import lasted
from vervain.lang.expr import Any, Cond, Const, Every, Not, Some, Truth
from vervain.lang.minds import negate
from vervain.lang.reading import MIXED, NO_SUCH_FACT, Ends, Found, Scope, keep
from vervain.lang.substitute import both
from vervain.lang.suggest import no_such_fact


@dataclass(frozen=True, slots=True)
class Chain:
    """Conditions joined by one of `and`, `or`."""

    joint: Literal["and", "or", ""]
    items: tuple[Cond, ...]

    def cond(self) -> Cond:
        """The condition they are together."""
        if len(self.items) == 1:
            return self.items[0]
        return both(*self.items) if self.joint == "and" else Any(self.items)


class Conditions(Believing):
    """The rules for conditions. Each gives all ends that a condition from `i` on can have."""

    __slots__ = ()

    def conditions(self, i: int, scope: Scope) -> Ends[Cond]:
        """Simple conditions joined by `and` or `or`."""
        return self.remember("conditions", i, scope, self._chain)

    def simple(self, i: int, scope: Scope) -> Ends[Cond]:
        """One condition, without `and` and `or` outside brackets."""
        return self.remember("simple", i, scope, self._simple)

    def _chain(self, i: int, scope: Scope) -> Ends[Cond]:
        best: dict[tuple[int, str], Found[Chain]] = {}
        todo = [
            Found(Chain("", (c.node,)), c.end, c.words).having(c)
            for c in self.simple(i, scope).values()
        ]
        for chain in todo:  # grows while we walk
            key = (chain.end, chain.node.joint)
            if key in best and best[key].cost <= chain.cost:
                continue
            self.step()
            best[key] = chain
            todo += self._longer(chain, scope)
        ends: Ends[Cond] = {}
        for chain in best.values():
            keep(ends, Found(chain.node.cond(), chain.end, chain.words).having(chain))
        return ends

    def _longer(self, chain: Found[Chain], scope: Scope) -> Iterator[Found[Chain]]:
        end = chain.end
        joint: Literal["and", "or"]
        if end < len(self.words) and self.words[end] == "and":
            joint = "and"
        elif end < len(self.words) and self.words[end] == "or":
            joint = "or"
        else:
            return
        mixed: Found[None] = Found(None, end)
        if chain.node.joint not in ("", joint):
            if not self.lenient:
                return
            problem = self.problem(
                "V308",
                end,
                end + 1,
                "`and` and `or` are mixed without brackets",
                "put brackets round what belongs together: (A and B) or C",
            )
            mixed = Found(None, end, 0, MIXED, problem)
        for more in self.simple(end + 1, scope).values():
            node = Chain(joint, (*chain.node.items, more.node))
            yield Found(node, more.end).having(chain, mixed, more)

    def _simple(self, i: int, scope: Scope) -> Ends[Cond]:
        ends: Ends[Cond] = {}
        if i >= len(self.tokens):
            return ends
        for found in (
            *self._bracketed(i, scope),
            *self._quantified(i, scope),
            *self._of_facts(i, scope),
            *self._of_values(i, scope),
        ):
            keep(ends, found)
        if self.lenient:
            for found in self._unknown(i, scope):
                keep(ends, found)
        return ends

    def _bracketed(self, i: int, scope: Scope) -> Iterator[Found[Cond]]:
        """`(COND)`, `not (COND)`."""
        opposite = self.words[i] == "not"
        start = i + 1 if opposite else i
        if not self.mark(start, "("):
            return
        for cond in self.conditions(start + 1, scope).values():
            if self.mark(cond.end, ")"):
                node = negate(cond.node) if opposite else cond.node
                yield Found(node, cond.end + 1, 1).having(cond)

    def _quantified(self, i: int, scope: Scope) -> Iterator[Found[Cond]]:
        """`for every (v: KIND): COND` and its sisters, to the end of the line or bracket."""
        if self.words[i] != "for" or i + 1 >= len(self.words):
            return
        which = self.words[i + 1]
        bound = self.bound(i + 2, scope) if which in ("every", "some", "no") else None
        colon = self.colon(bound.end) if bound is not None else None
        if bound is None or colon is None:
            return
        for cond in self.conditions(colon.end, (*scope, bound.node)).values():
            if self.closes(cond.end):
                node: Cond = Every(bound.node, cond.node)
                if which != "every":
                    node = Some(bound.node, cond.node)
                node = Not(node) if which == "no" else node
                yield Found(node, cond.end, 2).having(bound, colon, cond)

    # ------------------------------------------------------------- facts

    def _of_facts(self, i: int, scope: Scope) -> Iterator[Found[Cond]]:
        for fact in self.facts(i, scope):
            yield Found(fact.node.cond(), fact.end, fact.words).having(fact)
            said = fact.node
            for turns in self.for_turns(fact, i):
                so = isinstance(said.value, Const) and said.value.value is True
                long = lasted(said.fluent, said.args, turns.node, value=so)
                yield Found(both(said.cond(), long), turns.end, turns.words).having(turns)

    # ------------------------------------------------------------- what begins with a value

    def _of_values(self, i: int, scope: Scope) -> Iterator[Found[Cond]]:
        for left in self.value(i, scope).values():
            yield from self._kind_of(left)
            yield from self._compared(left, scope, i)
            if left.node.sort == "claim":
                for words, positive in ((("is", "so"), True), (("is", "not", "so"), False)):
                    after = self.run(left.end, *words)
                    if after is not None:
                        yield self._claimed(left, after, (), positive=positive)
                yield from self._about(left, scope)
            elif not self.misfit(left.node, "person"):
                yield from self._minds(left, scope)

    # ------------------------------------------------------------- what is nothing

    def _unknown(self, i: int, scope: Scope) -> Iterator[Found[Cond]]:
        """Words that are no condition, up to where the next one may begin."""
        end = self.unknown_until(i)
        if end > i:
            message, hint = no_such_fact(self, i, end, scope)
            problem = self.problem("V301", i, end, message, hint)
            yield Found(Truth(True), end, 0, NO_SUCH_FACT + end - i, problem)

    def unknown_until(self, i: int) -> int:
        """Where words that are not understood must end."""
        depth, end = 0, i
        while end < len(self.tokens):
            text = self.words[end]
            if depth == 0 and (self.closes(end) or (text in ("and", "or") and end > i)):
                break
            depth += {"(": 1, ")": -1}.get(text, 0)
            end += 1
        return end
