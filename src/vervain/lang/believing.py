"""Reading minds: who believes what, who knows what, claims."""

from __future__ import annotations

from collections.abc import Iterator

from vervain.lang.comparing import Comparing
from vervain.lang.expr import UNKNOWN, Claimed, Compare, Cond, Const, Not, Op, Read, Term
from vervain.lang.minds import believed
from vervain.lang.reading import Ends, Found, Scope, Typed


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
