"""Reading minds: who believes what, who knows what, claims."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from vervain.lang.comparing import Comparing
from vervain.lang.expr import UNKNOWN, Claimed, ClaimIs, Compare, Cond, Const, Not, Op, Read, Term
from vervain.lang.minds import believed
from vervain.lang.reading import Ends, Found, Scope, Typed

WAYS_KNOWN: tuple[tuple[tuple[str, ...], Literal["first hand", "hearsay"]], ...] = (
    (("at", "first", "hand"), "first hand"),
    (("by", "hearsay"), "hearsay"),
)
"""How X can know a claim."""


class Believing(Comparing):
    """The rules for minds; whoever believes or knows has been read."""

    __slots__ = ()

    def simple(self, i: int, scope: Scope) -> Ends[Cond]:
        """One condition (see `Conditions`)."""
        raise NotImplementedError

    def _claimed(
        self, claim: Found[Typed], after: Found[None], minds: tuple[Term, ...], *, positive: bool
    ) -> Found[Cond]:
        node: Cond = Claimed(getattr(claim.node.term, "name", ""), minds)
        return Found(node if positive else Not(node), after.end, 2).having(claim, after)

    def _minds(self, who: Found[Typed], scope: Scope) -> Iterator[Found[Cond]]:
        mind = who.node.term
        for words, positive in ((("believes",), True), (("does", "not", "believe"), False)):
            after = self.run(who.end, *words)
            if after is None:
                continue
            for cond in self.simple(after.end, scope).values():
                node = believed(mind, cond.node)
                node = node if positive else Not(node)
                yield Found(node, cond.end, len(words)).having(who, after, cond)
            for claim in self.factor(after.end, scope).values():
                if claim.node.sort == "claim":
                    end: Found[None] = Found(None, claim.end).having(after, who)
                    yield self._claimed(claim, end, (mind,), positive=positive)
        for words, positive in ((("knows",), True), (("does", "not", "know"), False)):
            after = self.run(who.end, *words)
            if after is None:
                continue
            for what in self.knowable(after.end, scope):
                read = Read(what.node.fluent, what.node.args, (mind,))
                op: Op = "!=" if positive else "=="
                node = Compare(op, read, Const(UNKNOWN))
                yield Found(node, what.end, len(words)).having(who, after, what)
            for claim in self.whether_claim(after.end, scope):
                node = ClaimIs(getattr(claim.node.term, "name", ""), "settled", (mind,))
                node = node if positive else Not(node)
                yield Found(node, claim.end, len(words)).having(who, after, claim)
            yield from self._at_first_hand(who, after, scope, positive=positive)

    def _at_first_hand(
        self, who: Found[Typed], knows: Found[None], scope: Scope, *, positive: bool
    ) -> Iterator[Found[Cond]]:
        """`X knows CLAIM at first hand`, `X knows CLAIM by hearsay`."""
        for claim in self.factor(knows.end, scope).values():
            if claim.node.sort != "claim":
                continue
            name = getattr(claim.node.term, "name", "")
            for words, test in WAYS_KNOWN:
                end = self.run(claim.end, *words)
                if end is not None:
                    node: Cond = ClaimIs(name, test, (who.node.term,))
                    node = node if positive else Not(node)
                    yield Found(node, end.end, 1 + len(words)).having(who, knows, claim, end)

    def _about(self, claim: Found[Typed], scope: Scope) -> Iterator[Found[Cond]]:
        """`CLAIM is about X`, `CLAIM is a number`."""
        name = getattr(claim.node.term, "name", "")
        for verb, positive in ((("is",), True), (("is", "not"), False)):
            number = self.run(claim.end, *verb, "a", "number")
            if number is not None:
                node: Cond = ClaimIs(name, "number", ())
                node = node if positive else Not(node)
                yield Found(node, number.end, 2 + len(verb)).having(claim, number)
            after = self.run(claim.end, *verb, "about")
            for what in self.factor(after.end, scope).values() if after is not None else ():
                if what.node.sort == "entity":
                    node = ClaimIs(name, "about", (what.node.term,))
                    node = node if positive else Not(node)
                    yield Found(node, what.end, 1 + len(verb)).having(claim, what)
