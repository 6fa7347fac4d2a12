"""Counting: how many there are for whom something holds, said as the author's own line says it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from vervain.lang.expr import Compare, Cond, Const, EntityRef, Read, Term, Var
from vervain.run.live.conditions import conjuncts
from vervain.story.causes import Counted
from vervain.story.chronicle import Fact, Plain
from vervain.story.naming import plain_value
from vervain.tell.lexicon import listing

Say = Callable[[Fact, Plain], str]
"""How a fact or belief is said."""


def count_words(say: Say, count: Plain, needed: str, counted: Counted) -> str:
    """`the number of (p: townsperson) where p is with the hunters is 7, not at least 30`."""
    param, roles = counted.param, dict(counted.roles)
    holds = listing([_open(say, item, roles) for item in conjuncts(counted.cond)])
    return f"the number of ({param.name}: {param.kind}) where {holds} is {count}, not {needed}"


def _open(say: Say, cond: Cond, roles: Mapping[str, str]) -> str:
    """A comparison with roles in it."""
    match cond:
        case Compare("==", Read(fluent, args, minds), Const(value)):
            names = tuple(_role(term, roles) for term in args)
            chain = tuple(_role(term, roles) for term in minds)
            return say(Fact(fluent, names, chain), plain_value(value))
    return "…"


def _role(term: Term, roles: Mapping[str, str]) -> str:
    """Whoever is meant by their name; who is counted by that of the role."""
    match term:
        case Var(name):
            return roles.get(name, name)
        case Const(EntityRef(name)):
            return name
    return "somebody"
