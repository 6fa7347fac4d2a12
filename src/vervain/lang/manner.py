"""Manner: the lines of a `telling` that say in which order, how closely, and in which words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from vervain.base.span import Span
from vervain.lang.context import Context, Tokens, split
from vervain.lang.nearest import did_you_mean
from vervain.lang.phrases import span_of, text_of
from vervain.lang.syntax import Clause
from vervain.lang.telling import DISTANCES, INNER, ORDERS, REGISTERS, Manner

LEAST_WORDS = 10
"""A telling cannot be asked to be shorter."""


def manner_line(
    context: Context, manner: Manner, clause: Clause, stages: Collection[str]
) -> Manner:
    """The manner with what one line says; what cannot be taken is reported (V418)."""
    tokens, span = clause.tokens, clause.span
    match clause.word:
        case "order":
            return replace(manner, order=_one_of(context, "order", tokens, span, ORDERS))
        case "distance":
            return replace(manner, distance=_one_of(context, "distance", tokens, span, DISTANCES))
        case "register":
            chosen = _one_of(context, "register", tokens, span, REGISTERS)
            return replace(manner, register=chosen or manner.register)
        case "at most":
            return replace(manner, most=_words(context, tokens, span) or manner.most)
        case "dwell on":
            return replace(manner, dwells=(*manner.dwells, *_dwells(context, tokens, span, stages)))
    return manner


def _one_of(context: Context, what: str, tokens: Tokens, span: Span, known: tuple[str, ...]) -> str:
    text = text_of(tokens)
    if text in known:
        return text
    hint = f"write one of: {', '.join(known)}"
    context.add(
        "V418",
        span_of(tokens, span),
        f"`{text}` is no {what}" if text else f"the {what} is not given",
        did_you_mean(text, known, hint) if text else hint,
    )
    return ""


def _words(context: Context, tokens: Tokens, span: Span) -> int:
    """`N words`."""
    number, _, unit = text_of(tokens).partition(" ")
    if unit in ("words", "word") and number.isdecimal() and int(number) >= LEAST_WORDS:
        return int(number)
    context.add(
        "V418",
        span_of(tokens, span),
        f"`{text_of(tokens)}` is no length"
        if not number.isdecimal() or unit not in ("words", "word")
        else f"a telling has {LEAST_WORDS} words at least",
        "write, say: at most 400 words",
    )
    return 0


def _dwells(
    context: Context, tokens: Tokens, span: Span, stages: Collection[str]
) -> tuple[str, ...]:
    """Names of people, places, things and stages, and what goes on inside, parted by commas."""
    known = (*INNER, *stages, *context.lexicon.entities)
    found: list[str] = []
    for part in split(tokens, ","):
        for name in _names(text_of(part), known):
            if name in known:
                found.append(name)
                continue
            hint = f"name somebody, a place, a thing or a stage, or write: {', '.join(INNER)}"
            context.add(
                "V418",
                span_of(part, span),
                f"there is no `{name}` to dwell on" if name else "it is not said on what",
                did_you_mean(name, known, hint) if name else hint,
            )
    return tuple(found)


def _names(text: str, known: tuple[str, ...]) -> list[str]:
    """`Ida and Tom` are two, unless they are one."""
    if text in known or " and " not in text:
        return [text]
    return [part.strip() for part in text.split(" and ")]
