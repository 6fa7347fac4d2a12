"""Bonds: acts that raise and lower a number between people, and time, which wears it away."""

from __future__ import annotations

from vervain.lang.acts import Draft
from vervain.lang.context import Context, marks_outside
from vervain.lang.expr import (
    Arith,
    Assign,
    Compare,
    Cond,
    Const,
    Effect,
    EntityRef,
    ForEvery,
    IsA,
    Param,
    Read,
    Term,
    Var,
    When,
)
from vervain.lang.facts import fact_of
from vervain.lang.filling import Filled
from vervain.lang.phrases import span_of, text_of
from vervain.lang.reading import Scope
from vervain.lang.substitute import both, fresh, in_term
from vervain.lang.syntax import Clause
from vervain.lang.wearing import fading
from vervain.lang.world import Fluent

MOVES = {"rises by": "+", "falls by": "-"}


def move_bonds(context: Context, drafts: dict[str, Draft]) -> None:
    """Give every act the effects that it has on bonds."""
    for block in context.blocks("bond"):
        fluent = fact_of(context, block)
        for clause in block.clauses if fluent is not None else ():
            if fluent is not None and clause.word in MOVES:
                _move(context, fluent, clause, drafts)
        if fluent is not None:
            fading(context, fluent, block)


def _move(context: Context, fluent: Fluent, clause: Clause, drafts: dict[str, Draft]) -> None:
    """`falls by N when ACT`."""
    at = next(marks_outside(clause.tokens, "when"), None)
    if at is None:
        hint = "write, say: falls by 4 when two lies to one"
        context.add("V405", clause.span, f"it is not said when it {clause.word.split()[0]}", hint)
        return
    amount = context.read.number(clause.tokens[:at], fluent.params, clause.span).term
    tokens = clause.tokens[at + 1 :]
    act = context.read.act(tokens, fluent.params, clause.span, report=False)
    if act is None and context.read.is_condition(tokens, fluent.params):
        said = text_of(tokens)
        hint = "name an act, with the roles of the bond or `someone` in it"
        context.add(
            "V405",
            span_of(tokens, clause.span),
            f"`{said}` is a condition, and only an act moves a bond",
            hint,
        )
        return
    if act is None and clause.span.file.isidentifier():
        return  # a standard module speaks of the acts of others, should the world have them
    act = act or context.read.act(tokens, fluent.params, clause.span)
    draft = drafts.get(act.entry.name) if act is not None else None
    if act is not None and draft is not None:
        op = MOVES[clause.word]
        draft.extra.append(_effect(context, fluent, amount, op, act, draft))


def _effect(
    context: Context, fluent: Fluent, amount: Term, op: str, act: Filled, draft: Draft
) -> Effect:
    """What the act does to the bond, in the roles of the act."""
    cond, roles = matching(context, act, draft, fluent.params)
    left: list[Param] = []
    for param in fluent.params:
        if param.name not in roles:
            other = Param(fresh(param.name, (*draft.params, *left)), param.kind)
            left.append(other)
            roles[param.name] = Var(other.name)
    args = tuple(roles[p.name] for p in fluent.params)
    change = in_term(amount, roles)
    value = Arith("+" if op == "+" else "-", Read(fluent.name, args), change)
    effect: Effect = Assign(fluent.name, args, value)
    for param in reversed(left):
        others = [Compare("!=", Var(param.name), arg) for arg in args if arg != Var(param.name)]
        effect = ForEvery(param, (When(both(*others), (effect,)) if others else effect,))
    return effect if both() == cond else When(cond, (effect,))


def matching(
    context: Context, act: Filled, draft: Draft, params: Scope
) -> tuple[Cond, dict[str, Term]]:
    """When an act is the one that is meant, and which of its roles stands for which of `params`."""
    conds: list[Cond] = []
    roles: dict[str, Term] = {}
    kinds = {p.name: p.kind for p in params}
    for param, filler in zip(draft.params, act.fillers, strict=True):
        match filler.term:
            case Const(EntityRef()) as entity:
                conds.append(Compare("==", Var(param.name), entity))
            case Var(name) if name in roles:
                conds.append(Compare("==", Var(param.name), roles[name]))
            case Var(name) if name in kinds:
                roles[name] = Var(param.name)
                if not context.lexicon.kinds.is_a(param.kind, kinds[name]):
                    conds.append(IsA(Var(param.name), kinds[name]))
            case _:  # `someone`
                pass
    return both(*conds), roles
