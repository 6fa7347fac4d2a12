"""Causes: which facts make a condition of a World hold, and which facts its effects set."""

from __future__ import annotations

from collections.abc import Iterator

from vervain.lang.expr import (
    All,
    Any,
    Arith,
    Assign,
    Choice,
    Compare,
    Cond,
    Effect,
    Every,
    Fold,
    ForEvery,
    Not,
    Read,
    Some,
    Term,
    When,
)
from vervain.story.chronicle import Fact, Plain
from vervain.story.evaluate import Bindings, Evaluator

Supported = tuple[Fact, Plain]


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
