"""Declarations: facts, and bonds, which are facts that acts move."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from vervain.base.span import Span
from vervain.lang.context import Context, Tokens, marks_outside, split, starts
from vervain.lang.effects import outside
from vervain.lang.expr import UNKNOWN, Const, Value
from vervain.lang.felt import felt_as
from vervain.lang.kinds import a, either
from vervain.lang.nearest import did_you_mean, nearest
from vervain.lang.phrases import functional_name, kind_of, read_phrase, shown, span_of, text_of
from vervain.lang.syntax import Block
from vervain.lang.world import Fluent, FluentType, Hole

BOUNDS = re.compile(r"([-+]?\d+(?:\.\d+)?)\.\.([-+]?\d+(?:\.\d+)?)")
IN_MIND = re.compile(r"(\d+) in mind")
OPTIONS = (
    "or unknown",
    "usually",
    "seen by everyone there",
    "can be told",
    "called",
    "felt as",
    "3 in mind",
)


@dataclass(frozen=True, slots=True)
class _Type:
    type: FluentType
    kinds: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None


def declare_facts(context: Context) -> None:
    """All facts and bonds, into the lexicon."""
    for block in context.blocks("fact", "bond"):
        before = len(context.report.findings)
        fluent = _fact(context, block)
        if fluent is not None:
            context.lexicon.add_fluent(fluent)
        if len(context.report.findings) > before:
            context.lexicon.broke(block.heading)


def fact_of(context: Context, block: Block) -> Fluent | None:
    """The fluent that a block has declared, if it was taken in."""
    return next((f for f in context.lexicon.fluents.values() if f.span == block.span), None)


def _fact(context: Context, block: Block) -> Fluent | None:
    colon = next(marks_outside(block.heading, ":"), len(block.heading))
    phrase_tokens, rest = block.heading[:colon], block.heading[colon + 1 :]
    phrase = read_phrase(phrase_tokens, context.lexicon.kinds, context.report, block.span)
    params = tuple(p.param for p in phrase.parts if isinstance(p, Hole))
    first, *options = split(rest, ",")
    default = _Type(FluentType.NUMBER) if block.word == "bond" else _Type(FluentType.YES_NO)
    type_ = _type(context, block, first, default) if first else default
    if not first and block.word == "fact":
        context.add(
            "V206",
            block.span,
            f"`{text_of(phrase_tokens)}` does not say what it can be",
            f"write, say: fact {text_of(phrase_tokens)}: yes or no",
        )
    name = functional_name(phrase.parts)
    fluent = Fluent(
        name, phrase, params, type_.type, type_.kinds, type_.low, type_.high, span=block.span
    )
    for option in options:
        fluent = _option(context, fluent, option)
    fluent = _default(fluent, {text_of(o[:1]) for o in options})
    return fluent if _is_new(context, block, fluent) else None


def _type(context: Context, block: Block, tokens: Tokens, default: _Type) -> _Type:
    if tokens and tokens[-1].text == "unknown" and len(tokens) > 2:
        tokens = tokens[:-2]
    text = "".join(t.text for t in tokens)
    if text == "yesorno":
        return _Type(FluentType.YES_NO)
    if text == "number":
        return _Type(FluentType.NUMBER)
    bounds = BOUNDS.fullmatch(text)
    if bounds:
        low, high = float(bounds[1]), float(bounds[2])
        if low > high:
            context.add(
                "V211",
                span_of(tokens, block.span),
                f"{bounds[0]} runs backwards",
                f"write {bounds[2]}..{bounds[1]}",
            )
            low, high = high, low
        return _Type(FluentType.NUMBER, (), _whole(low), _whole(high))
    said = text_of(tokens)
    if said not in context.lexicon.kinds and not nearest(said, context.lexicon.kinds.names()):
        kinds = context.lexicon.kinds.names()
        near = did_you_mean(
            said, ("yes or no", "number", *kinds), "a fact is `yes or no`, `number`, N..M or a kind"
        )
        context.add("V206", span_of(tokens, block.span), f"a fact cannot be `{said}`", near)
        return default
    return _Type(FluentType.ENTITY, (kind_of(tokens, context.lexicon.kinds, context.report),))


def _whole(value: float) -> float:
    return int(value) if value.is_integer() else value


def _option(context: Context, fluent: Fluent, option: Tokens) -> Fluent:
    span = span_of(option, fluent.span)
    text = text_of(option)
    if text == "or unknown":
        return replace(fluent, or_unknown=True)
    if text == "can be told":
        return replace(fluent, tellable=True)
    if kept := IN_MIND.fullmatch(text):
        return _in_mind(context, fluent, int(kept[1]), span)
    if text == "seen by everyone there":
        if not fluent.params:
            context.add(
                "V212",
                span,
                "nobody can be where this fact is: it has no role",
                "give it a role that is a person, a thing or a place",
            )
            return fluent
        return replace(fluent, seen_there=True)
    if starts(option, "called") and len(option) == 2:
        return replace(fluent, name=option[1].text)
    if starts(option, "usually"):
        return replace(fluent, default=_usually(context, fluent, option[1:], span))
    if starts(option, "felt", "as"):
        return felt_as(context, fluent, option[2:])
    hint = (
        "after the type: or unknown, usually …, seen by everyone there, can be told, 3 in mind, "
        "called …, felt as …"
    )
    context.add(
        "V212",
        span,
        f"`{text}` says nothing about a fact" if text else "there is a comma too many",
        did_you_mean(text, OPTIONS, hint),
    )
    return fluent


def _in_mind(context: Context, fluent: Fluent, count: int, span: Span) -> Fluent:
    """`3 in mind`, of what can be told of somebody or something."""
    if count and fluent.tellable and fluent.params:
        return replace(fluent, in_mind=count)
    why = (
        "what is not kept at all cannot be told"
        if not count
        else "it cannot be told"
        if not fluent.tellable
        else "there is only one such fact"
    )
    hint = "say how many are kept in mind of what can be told of many: can be told, 3 in mind"
    context.add("V212", span, f"nothing is kept in mind of this fact: {why}", hint)
    return fluent


def _usually(context: Context, fluent: Fluent, tokens: Tokens, span: Span) -> Value:
    text = text_of(tokens)
    if text == "unknown":
        return UNKNOWN
    if fluent.type is FluentType.YES_NO:
        if text not in ("yes", "no"):
            context.add(
                "V213",
                span,
                f"`{text}` is neither yes nor no",
                "write `usually yes`, or leave it out",
            )
        return text == "yes"
    value = context.read.value(tokens, (), span)
    if value.sort == "anything":
        return UNKNOWN
    plain = value.term.value if isinstance(value.term, Const) else UNKNOWN
    number = isinstance(plain, int | float) and not isinstance(plain, bool)
    if fluent.type is FluentType.NUMBER:
        if not number:
            context.add("V213", span, f"`{text}` is not a number", "write, say: usually 2")
        elif outside(fluent, value.term):
            context.add(
                "V213",
                span,
                f"`{text}` is out of the bounds {fluent.low}..{fluent.high}",
                f"write a number from {fluent.low} to {fluent.high}",
            )
    elif not context.lexicon.kinds.all_are(value.kinds or ("",), fluent.kinds):
        context.add(
            "V213", span, f"`{text}` is not {either(fluent.kinds)}", f"name {either(fluent.kinds)}"
        )
    return plain


def _default(fluent: Fluent, said: set[str]) -> Fluent:
    """The value where nothing is said: what is usual; else unknown, if it can be; else no or 0."""
    if "usually" in said:
        return fluent
    if fluent.or_unknown or fluent.type is FluentType.ENTITY:
        return replace(fluent, default=UNKNOWN)
    if fluent.type is FluentType.YES_NO:
        return replace(fluent, default=False)
    low = fluent.low if fluent.low is not None else 0
    high = fluent.high if fluent.high is not None else 0
    return replace(fluent, default=max(low, min(0, high) if fluent.high is not None else 0))


def _is_new(context: Context, block: Block, fluent: Fluent) -> bool:
    """It cannot be taken for another fact, nor has its name."""
    lexicon = context.lexicon
    phrases = lexicon.facts if fluent.type is FluentType.YES_NO else lexicon.values
    rival = phrases.rival(fluent.phrase.parts, lexicon.kinds)
    words = " ".join(part for part in fluent.phrase.parts if isinstance(part, str))
    if not fluent.params and words in lexicon.entities:
        message = f"`{words}` is the name of {a(lexicon.entities[words].kinds[0])} already"
        context.add("V313", block.span, message, "choose other words for one of them")
        return False
    if rival is not None:
        other, before = shown(rival.parts), lexicon.span_of(rival.name)
        if before.file not in ("", block.span.file):
            lexicon.forget_fluent(rival.name)  # what is included gives way
            return _is_new(context, block, fluent)
        where = f" (line {before.line})" if before.line else " (it is built in)"
        if other == shown(fluent.phrase.parts):
            context.add("V313", block.span, f"`{other}` is declared twice{where}", "take one away")
        else:
            message = f"this could be taken for `{other}`{where}"
            context.add("V313", block.span, message, "choose other words for one of them")
        return False
    if fluent.name in lexicon.fluents:
        other = shown(lexicon.fluents[fluent.name].phrase.parts)
        context.add(
            "V314",
            block.span,
            f"the short name of this fact, `{fluent.name}`, is that of `{other}` too",
            f"end the line with: , called {functional_name(fluent.phrase.parts, whole=True)}",
        )
        return False
    return True
