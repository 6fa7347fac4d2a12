"""Causes: which facts make a condition of a World hold, and which facts its effects set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vervain.lang.expr import (
    All,
    Any,
    Arith,
    Assign,
    Choice,
    Claimed,
    Compare,
    Cond,
    Const,
    Effect,
    Every,
    Fold,
    ForEvery,
    Not,
    Op,
    Param,
    Read,
    Some,
    Term,
    When,
)
from vervain.model.ground import Claim
from vervain.story.chronicle import Fact, Plain
from vervain.story.evaluate import Bindings, Evaluator
from vervain.story.naming import plain_value

Supported = tuple[Fact, Plain]

INVERSE: dict[str, Op] = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


MIRRORED: dict[str, Op] = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


@dataclass(frozen=True, slots=True)
class Counted:
    """Those of a kind for whom a condition holds, with what its other roles are bound to."""

    param: Param
    cond: Cond
    roles: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Lack:
    """A comparison that fails: the fact has the `value`, and `op` `wanted` was needed. `other` is
    the fact whose value is wanted, if it is one. `counted`: the value is the number of those for
    whom it holds. Without a fact or a count: it can never be."""

    fact: Fact | None
    value: Plain
    op: Op
    wanted: Plain
    other: Fact | None = None
    counted: Counted | None = None


def supports(evaluator: Evaluator, cond: Cond, env: Bindings, k: int) -> Iterator[Supported]:
    """The facts, and their values, that the parts of the condition read which hold in state k."""
    match cond:
        case Compare(_, left, right):
            if evaluator.holds(cond, env, k):
                yield from reads(evaluator, left, env, k)
                yield from reads(evaluator, right, env, k)
        case All(items):
            for item in items:
                yield from supports(evaluator, item, env, k)
        case Any(items):
            first = next((c for c in items if evaluator.holds(c, env, k)), None)
            if first is not None:
                yield from supports(evaluator, first, env, k)
        case Not(Compare(_, left, right)):
            if evaluator.holds(cond, env, k):
                yield from reads(evaluator, left, env, k)
                yield from reads(evaluator, right, env, k)
        case Some(param, item):
            for name in evaluator.of_kind(param.kind):
                inner = {**env, param.name: name}
                if evaluator.holds(item, inner, k):
                    yield from supports(evaluator, item, inner, k)
                    return
        case Every(param, item):
            for name in evaluator.of_kind(param.kind):
                yield from supports(evaluator, item, {**env, param.name: name}, k)


def reads(evaluator: Evaluator, term: Term, env: Bindings, k: int) -> Iterator[Supported]:
    """The facts that a term reads in state k."""
    match term:
        case Read(fluent, args, minds):
            names = tuple(str(evaluator.term(a, env, k)) for a in args)
            chain = tuple(str(evaluator.term(m, env, k)) for m in minds)
            yield Fact(fluent, names, chain), evaluator.read(fluent, names, chain, k)
        case Arith(_, left, right):
            yield from reads(evaluator, left, env, k)
            yield from reads(evaluator, right, env, k)
        case Fold(_, param, inner):
            for name in evaluator.of_kind(param.kind):
                yield from reads(evaluator, inner, {**env, param.name: name}, k)
        case Choice(branches, otherwise):
            chosen = (t for c, t in branches if evaluator.holds(c, env, k))
            yield from reads(evaluator, next(chosen, otherwise), env, k)


def sets(
    evaluator: Evaluator, effects: tuple[Effect, ...], env: Bindings, k: int = 0
) -> Iterator[Fact]:
    """The facts that effects can set, with these roles."""
    for effect in effects:
        match effect:
            case Assign(fluent, args, _, minds):
                names = tuple(str(evaluator.term(a, env, k)) for a in args)
                yield Fact(fluent, names, tuple(str(evaluator.term(m, env, k)) for m in minds))
            case When(_, inner):
                yield from sets(evaluator, inner, env, k)
            case ForEvery(param, inner):
                for name in evaluator.of_kind(param.kind):
                    yield from sets(evaluator, inner, {**env, param.name: name}, k)


def lacks(evaluator: Evaluator, cond: Cond, env: Bindings, k: int) -> tuple[Lack, ...]:
    """What fails of a condition in state k; of alternatives, the one that lacks least."""
    if evaluator.holds(cond, env, k):
        return ()
    match cond:
        case Compare(op, left, right):
            return (_lack(evaluator, op, left, right, env, k),)
        case Not(Compare(op, left, right)):
            return (_lack(evaluator, INVERSE[op], left, right, env, k),)
        case All(items):
            return tuple(lack for item in items for lack in lacks(evaluator, item, env, k))
        case Any(items) if items:
            return min((lacks(evaluator, item, env, k) for item in items), key=len)
        case Every(param, item):
            rows = [{**env, param.name: name} for name in evaluator.of_kind(param.kind)]
            return tuple(lack for row in rows for lack in lacks(evaluator, item, row, k))
        case Some(param, item):
            names = sorted(evaluator.of_kind(param.kind), key=lambda n: n in env.values())
            rows = [{**env, param.name: name} for name in names]
            if rows:
                return min((lacks(evaluator, item, row, k) for row in rows), key=len)
        case Claimed(name, minds):
            claim = env[name]
            if isinstance(claim, Claim):
                chain = tuple(str(evaluator.term(m, env, k)) for m in minds)
                fact = Fact(claim.fluent, claim.args, chain)
                value = evaluator.read(claim.fluent, claim.args, chain, k)
                return (Lack(fact, value, "==", plain_value(claim.value)),)
    return (Lack(None, None, "==", None),)


def _lack(evaluator: Evaluator, op: Op, left: Term, right: Term, env: Bindings, k: int) -> Lack:
    if not isinstance(left, Read) and isinstance(right, Read):
        left, right, op = right, left, MIRRORED.get(op, op)
    if not isinstance(left, Fold) and isinstance(right, Fold):
        left, right, op = right, left, MIRRORED.get(op, op)
    match left:
        case Fold("+", param, Choice(((cond, Const(1)),), Const(0))):
            count, wanted = evaluator.term(left, env, k), evaluator.term(right, env, k)
            known = tuple((r, b) for r, b in env.items() if isinstance(b, str))
            return Lack(None, count, op, wanted, counted=Counted(param, cond, known))
    facts = list(reads(evaluator, left, env, k))
    if not isinstance(left, Read):
        fact = facts[0][0] if facts else None
        return Lack(fact, facts[0][1] if facts else None, op, None)
    others = list(reads(evaluator, right, env, k)) if isinstance(right, Read) else []
    other = others[0][0] if others else None
    return Lack(facts[0][0], facts[0][1], op, evaluator.term(right, env, k), other)
