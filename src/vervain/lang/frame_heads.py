"""What stands between `say` and the words: for whom they are, and when they fit."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from vervain.base.span import Span
from vervain.lang.colons import colons
from vervain.lang.context import Context
from vervain.lang.expr import Cond, Const, EntityRef, Param
from vervain.lang.felt import WORDS
from vervain.lang.frame import NOBODY, Feels
from vervain.lang.lines import tokens
from vervain.lang.nearest import did_you_mean, nearest
from vervain.lang.phrases import text_of
from vervain.lang.syntax import Clause, Token
from vervain.lang.telling import REGISTERS

SPECIAL = ("glimpsed", "several", "answering")
"""What can stand after `say when` and is no condition."""

DEGREES = {"strong": 2, "very strong": 3}
"""How strongly something is felt, before the name of a feeling; without one, clearly."""

_TOWARD = ("at", "toward", "to", "for", "of", "with", "in", "before")


@dataclass(frozen=True, slots=True)
class Head:
    """What the words before the colon say (see `Frame`); `special` is one of those that can stand
    there, or empty."""

    focaliser: str | None = None
    teller: str = ""
    special: str = ""
    cond: Cond | None = None
    feels: Feels | None = None
    register: str = ""


def head_of(
    context: Context,
    words: tuple[Token, ...],
    params: tuple[Param, ...],
    span: Span,
    special: Collection[str] = SPECIAL,
) -> Head:
    """`as NAME when COND` and its parts; `special`: the words that can stand for a condition."""
    when = next((i for i, t in enumerate(words) if t.text == "when"), len(words))
    focaliser, teller = None, ""
    if words[:1] and words[0].text == "as":
        focaliser, teller = _mind(context, words[1:when], params, span)
    marks, rest = _peeled(words[when + 1 :], special)
    register = next((mark for mark in marks if mark in REGISTERS), "")
    chosen = next((mark for mark in marks if mark in special), "")
    if any(t.text == "feels" for t in rest) and not _is_condition(context, rest, params):
        feels = _feels(context, rest, params, span)
        return Head(focaliser, teller, chosen, feels=feels, register=register)
    if len(rest) == 1 and not _is_condition(context, rest, params):
        near = nearest(rest[0].text, (*special, *REGISTERS))
        if near is not None:
            message = f"`{rest[0].text}` is no condition here"
            context.add("V301", rest[0].span, message, f"did you mean `{near}`?")
            return Head(focaliser, teller, chosen, register=register)
    cond = context.read.condition(rest, params, span) if rest else None
    return Head(focaliser, teller, chosen, cond, register=register)


def _peeled(
    rest: tuple[Token, ...], special: Collection[str]
) -> tuple[tuple[str, ...], tuple[Token, ...]]:
    """The special words and the register that a condition begins with, joined by `and`, and what
    is left of it."""
    marks: list[str] = []
    while rest and rest[0].text in (*special, *REGISTERS):
        if len(rest) > 1 and rest[1].text != "and":
            break
        marks.append(rest[0].text)
        rest = rest[2:]
    return tuple(marks), rest


def head_and_text(
    context: Context,
    clause: Clause,
    params: tuple[Param, ...],
    special: Collection[str] = SPECIAL,
) -> tuple[tuple[Token, ...], str]:
    """What stands between `say` and the colon, and the words. A condition may have colons too."""
    word, _, before = clause.word.partition(" ")
    whole = f"{before} {clause.raw}".strip()
    opening = whole.split(maxsplit=1)[0] if whole else ""
    if opening not in ("when", "as") or (clause.word == "say"):
        return (), clause.raw.strip()
    ends = colons(whole)
    if not ends:
        context.add(
            "V426",
            clause.span,
            "a colon is missing before the words",
            f"write, say: {word} when {next(iter(special), 'formal')}: …",
        )
        return (), whole
    heads = [_tokens(whole[:end], clause) for end in ends]
    best = next((i for i, head in enumerate(heads) if _reads(context, head, params, special)), 0)
    return heads[best], whole[ends[best] + 1 :].strip()


def _reads(
    context: Context,
    head: tuple[Token, ...],
    params: tuple[Param, ...],
    special: Collection[str],
) -> bool:
    """The condition in the head is whole."""
    when = next((i for i, t in enumerate(head) if t.text == "when"), None)
    rest = _peeled(head[when + 1 :], special)[1] if when is not None else ()
    return not rest or _is_condition(context, rest, params)


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
    """`one feels anger at two`, `one feels strong anger`."""
    verb = next(i for i, t in enumerate(rest) if t.text == "feels")
    degree, words = degree_of(rest[verb + 1 :])
    joint = next((i for i, t in enumerate(words) if t.text in _TOWARD), len(words))
    if [t.text for t in words[:2]] == ["happy", "for"]:  # a feeling of two words
        emotion, after = "happy for", words[2:]
    else:
        emotion, after = text_of(words[:joint]), words[joint + 1 :]
    if not is_feeling(context, emotion, span):
        return None
    who = context.read.somebody(rest[:verb], params, span)
    toward = context.read.somebody(after, params, span) if after else None
    if who is None:
        return None
    return Feels(who.term, emotion, toward.term if toward is not None else None, degree)


def degree_of(words: tuple[Token, ...]) -> tuple[int, tuple[Token, ...]]:
    """How strong (1 to 3), and the words that are left: `strong fear`."""
    for length in (2, 1):
        degree = DEGREES.get(text_of(words[:length]))
        if degree is not None and len(words) > length:
            return degree, words[length:]
    return 1, words


def is_feeling(context: Context, emotion: str, span: Span) -> bool:
    """Whether there is a feeling of this name; if there is not, it is reported."""
    if emotion in WORDS:
        return True
    hint = did_you_mean(emotion, tuple(WORDS), f"the feelings are {', '.join(WORDS)}")
    context.add("V214", span, f"`{emotion}` is no feeling", hint)
    return False


def _tokens(text: str, clause: Clause) -> tuple[Token, ...]:
    """The words of a head, where they stand in the line."""
    span, written = clause.span, clause.lines[0].raw
    return tokens(text, span.file, span.line, span.start + max(0, written.find(text)))
