"""Sabre expressions → effects."""

from __future__ import annotations

from vervain.lang.expr import All, Assign, Cond, Const, Effect, ForEvery, Read, Truth, When
from vervain.lang.sabre_expressions import Minds, Reader, Scope
from vervain.lang.sabre_names import ANY, BOOLEAN, Refused
from vervain.lang.sabre_spans import Expr, Form


def effects(
    reader: Reader, expr: Expr, scope: Scope, minds: Minds = (), *, positive: bool = True
) -> tuple[Effect, ...]:
    """What an effect expression assigns; `believes(c, effect)` moves all of it into c's mind."""
    match expr.form:
        case Form.TRUTH if (expr.words[0] == "True") is positive:
            return ()
        case Form.AND if positive:
            return tuple(e for item in expr.items for e in effects(reader, item, scope, minds))
        case Form.NOT:
            return effects(reader, expr.items[0], scope, minds, positive=not positive)
        case Form.BELIEVES:
            deeper = (*minds, reader.believer(expr, scope))
            return effects(reader, expr.items[1], scope, deeper, positive=positive)
        case Form.USE:
            yes = Expr(Form.TRUTH, expr.span, ("True",))
            return _assign(reader, (expr, yes), scope, minds, same=positive)
        case Form.ASSIGN:
            return _assign(reader, expr.items, scope, minds, same=positive)
        case Form.COMPARE if expr.words[0] in {"==", "!="} and _is_target(expr.items[0]):
            same = (expr.words[0] == "==") is positive
            return _assign(reader, expr.items, scope, minds, same=same)
        case Form.QUANTIFIED if expr.words[0] == "forall" and positive:
            param, inner = reader.bound(expr, scope)
            return (ForEvery(param, effects(reader, expr.items[0], inner, minds)),)
        case Form.IF:
            return tuple(
                When(guard, effects(reader, value, scope, minds, positive=positive))
                for guard, value in reader.guards(expr, scope, minds)
                if value is not None
            )
    raise _no_effect(reader, expr)


def _no_effect(reader: Reader, expr: Expr) -> Refused:
    return reader.refused(
        "V619", expr.span, "this does not say what becomes so", "write: property = value"
    )


def _is_target(expr: Expr) -> bool:
    while expr.form is Form.BELIEVES:
        expr = expr.items[1]
    return expr.form is Form.USE


def _assign(
    reader: Reader, sides: tuple[Expr, ...], scope: Scope, minds: Minds, *, same: bool
) -> tuple[Effect, ...]:
    """`target = value`, or (not `same`, for yes or no only) the opposite of the value."""
    target, value = sides
    read = reader.value(target, scope, minds)
    if not isinstance(read, Read):  # not reached: a target is a property use
        raise _no_effect(reader, target)
    wanted, given = reader.type_of(target, scope), reader.type_of(value, scope)
    if not same and wanted != BOOLEAN:
        raise _no_effect(reader, target)
    if not _fits(reader, value, scope, wanted, given):
        raise reader.refused(
            "V620",
            value.span,
            f"a {wanted} is wanted here, and this is "
            + ("unknown" if given == ANY else f"a {given.lstrip('=')}"),
            "see the type of the property",
        )
    if wanted == BOOLEAN and value.form is Form.TRUTH:
        truth = (value.words[0] == "True") is same
        return (Assign(read.fluent, read.args, Const(truth), read.minds),)
    if wanted == BOOLEAN:
        return _cases(reader, read, value, scope, minds, same)
    return (Assign(read.fluent, read.args, reader.value(value, scope, minds), read.minds),)


def _fits(reader: Reader, value: Expr, scope: Scope, wanted: str, given: str) -> bool:
    """Whether a property of the wanted type can have the value."""
    if given == ANY:
        return wanted != BOOLEAN
    if value.form is Form.NAME and value.words[0] not in scope:
        return reader.kinds.is_a(value.words[0], wanted)
    return reader.kinds.under(given, wanted)


def _cases(
    reader: Reader, read: Read, value: Expr, scope: Scope, minds: Minds, same: bool
) -> tuple[Effect, ...]:
    """A yes or no that takes the value of a condition."""
    found = []
    for truth in (True, False):
        when: Cond = All((reader.condition(value, scope, minds, positive=truth), Truth(True)))
        assign = Assign(read.fluent, read.args, Const(truth is same), read.minds)
        found.append(When(when, (assign,)))
    return tuple(found)
