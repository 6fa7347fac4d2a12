"""Roles in place of roles: the same condition or effect about others."""

from __future__ import annotations

from collections.abc import Mapping

from vervain.lang.expr import (
    All,
    Any,
    Arith,
    AssertClaim,
    Assign,
    Choice,
    Claimed,
    ClaimIs,
    Compare,
    Cond,
    Const,
    Effect,
    Every,
    Fold,
    ForEvery,
    IsA,
    Not,
    Param,
    Read,
    Some,
    Term,
    Truth,
    Turned,
    Var,
    When,
)

Roles = Mapping[str, Term]


def in_term(term: Term, roles: Roles) -> Term:
    """The term about the others."""
    match term:
        case Const():
            return term
        case Var(name):
            return roles.get(name, term)
        case Read(fluent, args, minds):
            return Read(fluent, _each(args, roles), _each(minds, roles))
        case Arith(op, left, right):
            return Arith(op, in_term(left, roles), in_term(right, roles))
        case Fold(op, param, inner):
            return Fold(op, param, in_term(inner, _without(roles, param)))
        case Choice(branches, otherwise):
            inside = tuple((in_cond(c, roles), in_term(t, roles)) for c, t in branches)
            return Choice(inside, in_term(otherwise, roles))


def in_cond(cond: Cond, roles: Roles) -> Cond:
    """The condition about the others."""
    match cond:
        case Truth():
            return cond
        case Compare(op, left, right):
            return Compare(op, in_term(left, roles), in_term(right, roles))
        case All(items):
            return All(tuple(in_cond(c, roles) for c in items))
        case Any(items):
            return Any(tuple(in_cond(c, roles) for c in items))
        case Not(item):
            return Not(in_cond(item, roles))
        case Every(param, item):
            return Every(param, in_cond(item, _without(roles, param)))
        case Some(param, item):
            return Some(param, in_cond(item, _without(roles, param)))
        case IsA(term, kind):
            return IsA(in_term(term, roles), kind)
        case Claimed(name, minds):
            return Claimed(name, _each(minds, roles))
        case ClaimIs(name, test, terms):
            return ClaimIs(name, test, _each(terms, roles))


def in_effect(effect: Effect, roles: Roles) -> Effect:
    """The effect about the others."""
    match effect:
        case Assign(fluent, args, value, minds):
            return Assign(fluent, _each(args, roles), in_term(value, roles), _each(minds, roles))
        case When(cond, effects):
            return When(in_cond(cond, roles), tuple(in_effect(e, roles) for e in effects))
        case ForEvery(param, effects):
            inner = _without(roles, param)
            return ForEvery(param, tuple(in_effect(e, inner) for e in effects))
        case AssertClaim(name, minds, turned):
            if turned is not None:
                turned = Turned(turned.how, _each(turned.terms, roles))
            return AssertClaim(name, _each(minds, roles), turned)


def _each(terms: tuple[Term, ...], roles: Roles) -> tuple[Term, ...]:
    return tuple(in_term(t, roles) for t in terms)


def _without(roles: Roles, param: Param) -> Roles:
    return {name: term for name, term in roles.items() if name != param.name}


def both(*conds: Cond) -> Cond:
    """All of them, each once, without what always holds and without brackets in brackets."""
    found: dict[Cond, None] = {}
    for cond in conds:
        if cond != Truth(True):
            found |= dict.fromkeys(cond.items if isinstance(cond, All) else (cond,))
    items = tuple(found)
    if not items:
        return Truth(True)
    return items[0] if len(items) == 1 else All(items)


def fresh(name: str, taken: tuple[Param, ...]) -> str:
    """A name that no role has."""
    names = {p.name for p in taken}
    while name in names:
        name += "'"
    return name
