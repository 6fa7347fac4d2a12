"""What a hole stands for: a role, a fact as it is now, a count; worked out from the chronicle.

Only what is so in the world is read here. What somebody believes is not the teller's to give away,
so a value in a mind is none.
"""

from __future__ import annotations

from vervain.lang.expr import Const, EntityRef, Term, Var
from vervain.lang.world import World
from vervain.story.chronicle import Claimed, Plain
from vervain.story.evaluate import Evaluator

Bound = str | Claimed | tuple[str, ...]
"""What a role is bound to: an entity, a claim, or several entities in a run."""

Values = dict[tuple[str, tuple[str, ...]], Plain]


def value_of(
    term: Term, roles: dict[str, Bound], facts: Values, world: World, before: Values
) -> Bound | Plain:
    """What a term stands for; `before` has the facts that are to be read as they were. None if
    nothing is known."""
    if isinstance(term, Var):
        return roles.get(term.name)
    if isinstance(term, Const) and isinstance(term.value, EntityRef):
        return term.value.name
    names = {name: bound for name, bound in roles.items() if isinstance(bound, str)}
    return _Now(world, {**facts, **before} if before else facts).term(term, names, 0)


class _Now(Evaluator):
    """Reads one state of the world."""

    def __init__(self, world: World, facts: Values) -> None:
        super().__init__(world)
        self._facts = facts

    def read(self, fluent: str, args: tuple[str, ...], minds: tuple[str, ...], k: int) -> Plain:
        """The value of a fact; nobody's beliefs are known here."""
        return None if minds else self._facts.get((fluent, args))
