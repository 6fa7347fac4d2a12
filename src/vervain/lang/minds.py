"""Conditions in somebody's mind, and their opposites.

There is no node for "believes": a belief is the same condition with its readings in another mind.
What is unknown in a mind is not believed, and neither is its opposite; so `X believes the lamp is
not lit` compares with *no*, and `X believes the quencher is not Ida` also wants it known.
"""

from __future__ import annotations

from vervain.lang.expr import (
    UNKNOWN,
    All,
    Any,
    Arith,
    Choice,
    Claimed,
    ClaimIs,
    Compare,
    Cond,
    Const,
    Every,
    Fold,
    IsA,
    Not,
    Op,
    Read,
    Some,
    Term,
    Truth,
    Var,
)
from vervain.lang.substitute import both

OPPOSITE: dict[Op, Op] = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


def known(term: Term) -> Compare:
    """The term has a value."""
    return Compare("!=", term, Const(UNKNOWN))


def negate(cond: Cond) -> Cond:
    """The opposite, as an author means it: a yes/no fact that is not so *is no*."""
    match cond:
        case Truth(value):
            return Truth(not value)
        case Compare(("==" | "!=") as op, Read(minds=()) as left, Const(bool() as value)):
            return Compare("==", left, Const(value is (op == "!=")))
        case Compare(op, left, right):
            return Compare(OPPOSITE[op], left, right)
        case All(items):
            return Any(tuple(negate(c) for c in items))
        case Any(items):
            return All(tuple(negate(c) for c in items))
        case Not(item):
            return item
        case Every(param, item):
            return Some(param, negate(item))
        case Some(param, item):
            return Every(param, negate(item))
        case IsA() | Claimed() | ClaimIs():
            return Not(cond)


def believed(who: Term, cond: Cond) -> Cond:
    """The condition as `who` believes it."""
    match cond:
        case Truth() | IsA() | ClaimIs(_, "about" | "number"):
            return cond
        case Compare(op, left, right):
            return _compared(op, left, right, who)
        case All(items):
            return both(*(believed(who, c) for c in items))
        case Any(items):
            return Any(tuple(believed(who, c) for c in items))
        case Not(item):
            return Not(believed(who, item))
        case Every(param, item):
            return Every(param, believed(who, item))
        case Some(param, item):
            return Some(param, believed(who, item))
        case Claimed(name, minds):
            return Claimed(name, (who, *minds))
        case ClaimIs(name, test, minds):
            return ClaimIs(name, test, (who, *minds))


def _compared(op: Op, left: Term, right: Term, who: Term) -> Cond:
    """A comparison in a mind; the unknown is neither the same nor different."""
    inside = Compare(op, in_mind(who, left), in_mind(who, right))
    unguarded = [t for t in (left, right) if isinstance(t, Read) and not t.minds]
    settles = any(isinstance(t, Var | Const) for t in (left, right)) and op == "=="
    asks = any(isinstance(t, Const) and t.value is UNKNOWN for t in (left, right))
    if op not in ("==", "!=") or settles or asks or not unguarded:
        return inside
    return All((inside, *(known(in_mind(who, t)) for t in unguarded)))


def in_mind(who: Term, term: Term) -> Term:
    """The term as it is read in the mind of `who`."""
    match term:
        case Const() | Var():
            return term
        case Read(fluent, args, minds):
            return Read(fluent, tuple(in_mind(who, a) for a in args), (who, *minds))
        case Arith(op, left, right):
            return Arith(op, in_mind(who, left), in_mind(who, right))
        case Fold(op, param, inner):
            return Fold(op, param, in_mind(who, inner))
        case Choice(branches, otherwise):
            inside = tuple((believed(who, c), in_mind(who, t)) for c, t in branches)
            return Choice(inside, in_mind(who, otherwise))
