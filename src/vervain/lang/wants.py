"""Wants: what is worth what to whom, and what they hold dear."""

from __future__ import annotations

from dataclasses import dataclass, replace

from vervain.base.span import Span
from vervain.lang.context import Context, Tokens, marks_outside, split, starts
from vervain.lang.expr import (
    UNKNOWN,
    Arith,
    Choice,
    Const,
    EntityRef,
    Fold,
    Param,
    Read,
    Term,
    Var,
)
from vervain.lang.nearest import nearest
from vervain.lang.phrases import hole_at, kind_of, span_of, text_of
from vervain.lang.syntax import Block, Clause
from vervain.lang.values_held import counters, slug
from vervain.lang.world import Want

ABOVE_ALL = 1000
"""What an act against a value that is held above all costs."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a `wants of` block: whose, in what scope."""

    clause: Clause
    holder: str | Param
    who: Term
    params: tuple[Param, ...]


AUTHOR = "the author"
"""Whose wants a story is to serve, in a world without an outline."""


def wants(context: Context) -> tuple[Want, ...]:
    """All wants of people, in the order of the files."""
    blocks = (b for b in context.blocks("wants of") if not _is_authors(context, b))
    return tuple(w for b in blocks for w in _block(context, b, _holders(context, b)))


def author(context: Context) -> Term | None:
    """The sum of what the author wants; None if no block says it."""
    found: list[Want] = []
    blocks = [b for b in context.blocks("wants of") if _is_authors(context, b)]
    for block in blocks:
        for clause in block.clauses:
            if clause.word == "values":
                hint = "write, say: worth 6 when the lamp is lit"
                context.add("V412", clause.span, "the author holds nothing dear", hint)
        found += _block(context, block, [(AUTHOR, Const(UNKNOWN), ())])
        if any(True for _ in context.blocks("outline")):
            context.add(
                "V429",
                block.span,
                "this world has an outline, too",
                "a story follows the outline, or serves the wants of the author: take one away",
            )
    total: Term = Const(0)
    for want in found:
        total = want.value if total == Const(0) else Arith("+", total, want.value)
    return total if blocks else None


def _is_authors(context: Context, block: Block) -> bool:
    return text_of(block.heading) == AUTHOR and AUTHOR not in context.lexicon.entities


Holders = list[tuple[str | Param, Term, tuple[Param, ...]]]


def _block(context: Context, block: Block, holders: Holders) -> list[Want]:
    found: list[Want] = []
    last = 0
    for holder, who, params in holders:
        for clause in block.clauses:
            line = _Line(clause, holder, who, params)
            if clause.word == "so that":
                found[last:] = [replace(want, purpose=clause.raw) for want in found[last:]]
                continue
            if clause.word == "temper":
                continue  # how the world runs (`living`)
            last = len(found)
            if clause.word == "worth":
                found += _worth(context, line)
            elif holder != AUTHOR:
                found += _values(context, line)
    return found


def _holders(context: Context, block: Block) -> Holders:
    """`NAME, NAME` or `every (who: KIND)`."""
    if starts(block.heading, "every"):
        hole = hole_at(block.heading, 1)
        if hole is None or hole.name is None or hole.end != len(block.heading):
            context.add(
                "V203",
                block.span,
                "`every` wants a role",
                "write, say: wants of every (who: person)",
            )
            return []
        kind = kind_of(hole.kind, context.lexicon.kinds, context.report) if hole.kind else "person"
        param = Param(hole.name.text, kind)
        return [(param, Var(param.name), (param,))]
    found: Holders = []
    for part in split(block.heading, ","):
        who = context.read.somebody(part, (), block.span, of_all="every (p: person)")
        if (
            who is not None
            and isinstance(who.term, Const)
            and isinstance(who.term.value, EntityRef)
        ):
            found.append((who.term.value.name, who.term, ()))
    return found


def _worth(context: Context, line: _Line) -> list[Want]:
    """`worth N`, `worth N when COND`, `worth N for each (v: KIND) where COND`, `… for each [M] of
    NUMBER`."""
    tokens, span = line.clause.tokens, line.clause.span
    ends = sorted((*marks_outside(tokens, "when"), *marks_outside(tokens, "for"), len(tokens)))
    at = ends[0]
    if not at or (at == len(tokens) == 1 and tokens[0].kind == "number" and line.holder != AUTHOR):
        hint = "write, say: worth 6 when the lamp is lit"
        context.add("V412", span, "this does not say what is worth how much", hint)
        return []
    rest = tokens[at:]
    bound = _bound(context, rest)
    scope = line.params if bound is None else (*line.params, bound)
    amount = context.read.number(tokens[:at], scope, span).term
    if not rest:
        value: Term = amount
    elif starts(rest, "when"):
        cond = context.read.condition(rest[1:], line.params, span)
        value = Choice(((cond, amount),), Const(0))
    elif starts(rest, "for", "each"):
        value = _for_each(context, line, amount, rest[2:], bound)
    else:
        context.add(
            "V412",
            span_of(rest, span),
            f"`{text_of(rest)}`: `each` is missing",
            "write: for each (p: person) where …, or: for each 10 of …",
        )
        return []
    return [Want(line.holder, value, _text(line.clause), span=span)]


def _bound(context: Context, rest: Tokens) -> Param | None:
    """The role of `for each (v: KIND)`; the amount may speak of it."""
    hole = hole_at(rest, 2) if starts(rest, "for", "each") else None
    if hole is None or hole.name is None:
        return None
    kind = kind_of(hole.kind, context.lexicon.kinds, context.report) if hole.kind else "person"
    return Param(hole.name.text, kind)


def _for_each(
    context: Context, line: _Line, amount: Term, tokens: Tokens, param: Param | None
) -> Term:
    hole = hole_at(tokens, 0)
    if hole is not None and param is not None:
        rest = tokens[hole.end :]
        if not rest:
            return Fold("+", param, amount)
        if not starts(rest, "where"):
            context.add(
                "V412",
                span_of(rest, line.clause.span),
                "`where` is missing",
                f"write: for each ({param.name}: {param.kind}) where …",
            )
            return Const(0)
        cond = context.read.condition(rest[1:], (*line.params, param), line.clause.span)
        return Fold("+", param, Choice(((cond, amount),), Const(0)))
    step: Term = Const(1)
    if tokens and tokens[0].kind == "number":
        step = Const(context.read.number(tokens[:1], (), line.clause.span).term.value)  # type: ignore[union-attr]
        tokens = tokens[1:]
    if not starts(tokens, "of"):
        context.add(
            "V412",
            span_of(tokens, line.clause.span),
            "`of` is missing",
            "write, say: worth -1 for each 10 of debt of Tom to Ida",
        )
        return Const(0)
    count = context.read.number(tokens[1:], line.params, line.clause.span).term
    product = Arith("*", amount, count)
    return product if step == Const(1) else Arith("/", product, step)


def _values(context: Context, line: _Line) -> list[Want]:
    """`values V at N`, `values V above all`."""
    tokens, span = line.clause.tokens, line.clause.span
    words = [t.text for t in tokens]
    weight: Term = Const(ABOVE_ALL)
    if words[-2:] == ["above", "all"]:
        value = text_of(tokens[:-2])
    else:
        at = next(marks_outside(tokens, "at"), None)
        if at is None or not at:
            context.add(
                "V413",
                span,
                "this does not say how dear it is",
                "write, say: values honesty at 7, or: values life above all",
            )
            return []
        value = text_of(tokens[:at])
        weight = context.read.number(tokens[at + 1 :], line.params, span).term
    _known_value(context, value, span)
    against, for_ = counters(context, value)
    found: list[Want] = []
    if against is not None:
        cost = _times(-1, weight, Read(against, (line.who,)))
        found.append(Want(line.holder, cost, _text(line.clause), span=span))
    if for_ is not None:
        gain = _times(1, weight, Read(for_, (line.who,)))
        found.append(Want(line.holder, gain, _text(line.clause), span=span))
    return found


def _times(sign: int, weight: Term, count: Term) -> Term:
    if isinstance(weight, Const) and isinstance(weight.value, int | float):
        return Arith("*", Const(sign * weight.value), count)
    product = Arith("*", weight, count)
    return product if sign > 0 else Arith("*", Const(-1), product)


def _known_value(context: Context, value: str, span: Span) -> None:
    """A value that no act is for or against may be one that is misspelt."""
    said = {f.name.split("_of_", 1)[1] for f in context.hidden.values() if "_of_" in f.name}
    if slug(value) in said:
        return
    near = nearest(slug(value), sorted(said))
    if near is not None:
        context.add(
            "V414",
            span,
            f"no act is for or against `{value}`",
            f"did you mean `{near.replace('_', ' ')}`?",
        )


def _text(clause: Clause) -> str:
    return f"{clause.word} {clause.raw}"
