"""`at the start`: what is so, and who believes otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from vervain.base.span import Span
from vervain.lang.context import Context, Tokens
from vervain.lang.crowds import Wish, wish_in
from vervain.lang.effects import EffectRules, Effects
from vervain.lang.expr import Assign, Const, EntityRef, ForEvery, Param, Term, Value, Var
from vervain.lang.phrases import hole_at, kind_of, span_of, text_of
from vervain.lang.reading import Ends
from vervain.lang.turns import Draw
from vervain.lang.world import NEXT_TO, StartFact

MOST_FACTS = 500_000
"""Statements about everyone's beliefs about everyone multiply; more than this is refused."""

Bound = dict[str, str]


class NotPlain(Exception):
    """A statement that is more than names and plain values."""


def read_start(context: Context) -> None:
    """Every statement, in order; later ones win."""
    for block in context.blocks("at the start"):
        for clause in block.clauses:
            _statement(context, clause.tokens, clause.span)


def _statement(context: Context, tokens: Tokens, span: Span) -> None:
    groups: dict[str, tuple[str, ...]] = {}
    tokens, wish = wish_in(tokens)
    params = _every(context, tokens, groups)
    if wish is not None:
        _wished(context, tokens, span, (params, groups), wish)
        return
    effects = context.read.attempt(tokens, params, _effects, groups)
    if effects is None:
        context.read.read(tokens, params, span, "effect", _effects, groups)  # says what is wrong
        return
    try:
        many = _size(context, effects, groups)
        if len(context.start) + many > MOST_FACTS:
            context.add(
                "V422",
                span,
                "this line says more than half a million things at once",
                "say it of fewer people, or let it be the default: `usually …`",
            )
            return
        context.start += _facts(context, effects, groups, span)
    except NotPlain:
        said = text_of(tokens)
        context.add(
            "V401",
            span_of(tokens, span),
            f"`{said}` is more than a plain statement",
            "at the start only names, numbers, yes and no can stand: debt of Tom to Ida is 40",
        )


def _wished(
    context: Context,
    tokens: Tokens,
    span: Span,
    those: tuple[tuple[Param, ...], dict[str, tuple[str, ...]]],
    wish: Wish,
) -> None:
    """What is drawn: one plain fact about `every (p: KIND)`."""
    params, groups = those
    if not params:
        _not_drawn(context, tokens, span)
        return
    ties = wish.kind in ("others", "neighbours", "groups", "lots")
    if len(params) == 1 and ties:
        params = (*params, Param("another", params[0].kind))
    effects = context.read.read(tokens, params, span, "effect", _effects, groups)
    if effects is None:
        return
    one = effects[0] if len(effects) == 1 else None
    who = params[0].name
    if not isinstance(one, Assign) or one.minds or len(params) != (2 if ties else 1):
        _not_drawn(context, tokens, span)
        return
    bound = {who: "WHO", "another": "ANOTHER"}
    try:
        args = tuple(_name(term, bound) for term in one.args)
        value = _value(one.value, bound)
    except NotPlain:
        args, value = (), False
    number = len(context.draws)
    shape = (number, wish.kind, wish.numbers, groups[who], one.fluent, args, value, wish.both)
    context.draws.append(Draw(*shape))


def _not_drawn(context: Context, tokens: Tokens, span: Span) -> None:
    context.add(
        "V435",
        span_of(tokens, span),
        f"`{text_of(tokens)}` cannot be drawn",
        "draw one fact about every one of a kind: every (p: townsman) knows 10 others",
    )


def _effects(reader: EffectRules) -> Ends[Effects]:
    """What is said to be so, as if an act made it so."""
    return reader.effects(0, ())


def _every(
    context: Context, tokens: Tokens, groups: dict[str, tuple[str, ...]]
) -> tuple[Param, ...]:
    """The roles of `every (t: KIND)`, and whom they stand for."""
    found: list[Param] = []
    for i in range(len(tokens) - 1):
        hole = hole_at(tokens, i + 1) if tokens[i].text == "every" else None
        if hole is None or hole.name is None or (i and tokens[i - 1].text == "for"):
            continue
        kind = kind_of(hole.kind, context.lexicon.kinds, context.report) if hole.kind else "person"
        found.append(Param(hole.name.text, kind))
        groups[hole.name.text] = context.lexicon.of_kind(kind)
    return tuple(found)


def _variables(effect: object, groups: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The names of several that a statement is about."""
    if not isinstance(effect, Assign):
        return ()
    terms = (*effect.args, *effect.minds, effect.value)
    return tuple(dict.fromkeys(t.name for t in terms if isinstance(t, Var) and t.name in groups))


def _size(context: Context, effects: Effects, groups: dict[str, tuple[str, ...]]) -> int:
    total = 0
    for effect in effects:
        if isinstance(effect, ForEvery):
            inner = {**groups, effect.param.name: context.lexicon.of_kind(effect.param.kind)}
            total += _size(context, effect.effects, inner)
            continue
        size = 1
        for name in _variables(effect, groups):
            size *= len(groups[name])
        total += size
    return total


def _facts(
    context: Context, effects: Effects, groups: dict[str, tuple[str, ...]], span: Span
) -> Iterator[StartFact]:
    for effect in effects:
        if isinstance(effect, ForEvery):
            inner = {**groups, effect.param.name: context.lexicon.of_kind(effect.param.kind)}
            yield from _facts(context, effect.effects, inner, span)
        elif isinstance(effect, Assign):
            variables = _variables(effect, groups)
            for names in product(*(groups[v] for v in variables)):
                yield from _fact(effect, dict(zip(variables, names, strict=True)), span)
        else:
            raise NotPlain


def _fact(effect: Assign, bound: Bound, span: Span) -> Iterator[StartFact]:
    args = tuple(_name(t, bound) for t in effect.args)
    minds = tuple(_name(t, bound) for t in effect.minds)
    value = _value(effect.value, bound)
    yield StartFact(effect.fluent, args, value, minds, span)
    if effect.fluent == NEXT_TO:
        yield StartFact(effect.fluent, args[::-1], value, minds, span)


def _name(term: Term, bound: Bound) -> str:
    value = _value(term, bound)
    if isinstance(value, EntityRef):
        return value.name
    raise NotPlain


def _value(term: Term, bound: Bound) -> Value:
    match term:
        case Const(value):
            return value
        case Var(name) if name in bound:
            return EntityRef(bound[name])
        case _:
            raise NotPlain
