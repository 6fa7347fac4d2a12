"""Claims as clauses: what is said in reported speech, with its people to be referred to like any
others: `Ann told Bob that she loved him`."""

from __future__ import annotations

from vervain.base.once import once
from vervain.lang.frame import FramePart
from vervain.lang.world import World
from vervain.story.chronicle import Claimed, Fact
from vervain.tell.fact_parts import Facts


class Claims:
    """The claims of one world; the same claim has the same parts."""

    def __init__(self, world: World) -> None:
        self._facts = Facts(world)
        self._known: dict[Claimed, tuple[FramePart, ...] | None] = {}

    def parts(self, claim: Claimed) -> tuple[FramePart, ...] | None:
        """The claim as a clause; None where it cannot be said as one."""
        if claim not in self._known:
            fact = Fact(claim.fluent, claim.args)
            self._known[claim] = self._facts.clause(fact, claim.value)
        return self._known[claim]


claimed = once(Claims)
