"""What stands between `say` and the words: for whom they are, and when they fit."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vervain.base.span import Span
from vervain.lang.context import Context
from vervain.lang.expr import Cond, Const, EntityRef, Param
from vervain.lang.felt import WORDS
from vervain.lang.frame import NOBODY, Feels
from vervain.lang.lines import tokens
from vervain.lang.nearest import did_you_mean
from vervain.lang.phrases import text_of
from vervain.lang.syntax import Clause, Token

SPECIAL = ("glimpsed", "several", "answering")
"""What can stand after `say when` and is no condition."""

_TOWARD = ("at", "toward", "to", "for", "of", "with", "in", "before")


@dataclass(frozen=True, slots=True)
class Head:
    """What the words before the colon say (see `Frame`); `special` is one of `SPECIAL`, or
    empty."""

    focaliser: str | None = None
    teller: str = ""
    special: str = ""
    cond: Cond | None = None
    feels: Feels | None = None


def head_of(
    context: Context, words: tuple[Token, ...], params: tuple[Param, ...], span: Span
) -> Head:
    """`as NAME when COND` and its parts."""
    when = next((i for i, t in enumerate(words) if t.text == "when"), len(words))
    focaliser, teller = None, ""
    if words[:1] and words[0].text == "as":
        focaliser, teller = _mind(context, words[1:when], params, span)
    rest = words[when + 1 :]
    if len(rest) == 1 and rest[0].text in SPECIAL:
        return Head(focaliser, teller, rest[0].text)
    if any(t.text == "feels" for t in rest) and not _is_condition(context, rest, params):
        return Head(focaliser, teller, feels=_feels(context, rest, params, span))
    cond = context.read.condition(rest, params, span) if rest else None
    return Head(focaliser, teller, cond=cond)


def head_and_text(
    context: Context, clause: Clause, params: tuple[Param, ...]
) -> tuple[tuple[Token, ...], str]:
    """What stands between `say` and the colon, and the words. A condition may have colons too."""
    if clause.word in ("say when glimpsed", "say when several"):
        return _tokens(clause.word.removeprefix("say"), clause.span), clause.raw.lstrip(": ")
    whole = f"{clause.word.removeprefix('say')} {clause.raw}".strip()
    opening = whole.split(maxsplit=1)[0] if whole else ""
    if opening not in ("when", "as") or clause.word == "say":
        return (), clause.raw.strip()
    colons = [m.start() for m in re.finditer(":", whole) if _outside(whole[: m.start()])]
    if not colons:
        context.add(
            "V426",
            clause.span,
            "a colon is missing before the words",
            "write, say: say when glimpsed: …",
        )
        return (), whole
    heads = [_tokens(whole[:colon], clause.span) for colon in colons]
    best = next((i for i, head in enumerate(heads) if _reads(context, head, params)), 0)
    return heads[best], whole[colons[best] + 1 :].strip()


def _outside(text: str) -> bool:
    """No bracket is open after the text."""
    return text.count("(") == text.count(")")


def _reads(context: Context, head: tuple[Token, ...], params: tuple[Param, ...]) -> bool:
    """The condition in the head is whole."""
    when = next((i for i, t in enumerate(head) if t.text == "when"), None)
    rest = head[when + 1 :] if when is not None else ()
    special = len(rest) == 1 and rest[0].text in SPECIAL
    return not rest or special or _is_condition(context, rest, params)


def _is_condition(context: Context, rest: tuple[Token, ...], params: tuple[Param, ...]) -> bool:
    return context.read.attempt(rest, params, lambda r: r.conditions(0, ())) is not None


def _mind(
    context: Context, words: tuple[Token, ...], params: tuple[Param, ...], span: Span
) -> tuple[str | None, str]:
    """Who tells: a name, nobody, or a role of the act."""
    name = text_of(words)
    if name == NOBODY:
        return NOBODY, ""
    if any(p.name == name and p.kind != "belief" for p in params):
        return None, name
    who = context.read.somebody(words, (), span)
    if who is not None and isinstance(who.term, Const) and isinstance(who.term.value, EntityRef):
        return who.term.value.name, ""
    return None, ""


def _feels(
    context: Context, rest: tuple[Token, ...], params: tuple[Param, ...], span: Span
) -> Feels | None:
    """`one feels anger at two`."""
    verb = next(i for i, t in enumerate(rest) if t.text == "feels")
    joint = next((i for i, t in enumerate(rest) if i > verb and t.text in _TOWARD), len(rest))
    words = [t.text for t in rest[verb + 1 :]]
    if words[:2] == ["happy", "for"]:  # a feeling of two words
        joint = verb + 3 if len(words) > 2 else len(rest)
        emotion, after = "happy for", joint
    else:
        emotion, after = text_of(rest[verb + 1 : joint]), joint + 1
    if emotion not in WORDS:
        hint = did_you_mean(emotion, tuple(WORDS), f"the feelings are {', '.join(WORDS)}")
        context.add("V214", span, f"`{emotion}` is no feeling", hint)
        return None
    who = context.read.somebody(rest[:verb], params, span)
    toward = context.read.somebody(rest[after:], params, span) if rest[after:] else None
    if who is None:
        return None
    return Feels(who.term, emotion, toward.term if toward is not None else None)


def _tokens(text: str, span: Span) -> tuple[Token, ...]:
    """The words of a head that begins where the span does."""
    return tokens(text, span.file, span.line, span.start)
