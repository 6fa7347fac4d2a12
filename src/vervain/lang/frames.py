"""Frames: the author's words for an act, with holes for names, verbs, values and claims."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal, cast

from vervain.base.span import Span
from vervain.base.walk import walk
from vervain.lang.context import Context
from vervain.lang.expr import Const, Param, Term, Var
from vervain.lang.frame import ClaimHole, Frame, FramePart, NounHole, Text, VerbHole
from vervain.lang.frame_heads import head_and_text, head_of
from vervain.lang.lines import tokens
from vervain.lang.nearest import nearest
from vervain.lang.syntax import Block, Clause

HOLE = re.compile(r"\{([^{}]*)\}")
VERB = re.compile(r"[a-z]+(?:-[a-z]+)*")
FORMED = re.compile(r"(.*) as ([a-z]+)")
AGREEING = re.compile(r"([a-z]+) as (it|they)")
POSSESSIVE = re.compile(r"(.*)['’]s")

FORMS = {
    "name": "name",
    "before": "before",
    "words": "words",
    **dict.fromkeys(("she", "he", "they", "it"), "subject"),
    **dict.fromkeys(("her", "him", "them"), "object"),
    **dict.fromkeys(("hers", "his", "theirs"), "absolute"),
    **dict.fromkeys(("herself", "himself", "themselves", "itself"), "reflexive"),
}
"""`{Klaus as him}`: which form of a noun is meant by a pronoun; after `'s` they are possessive."""

NEVER_MEANT = frozenset({"tow", "hear", "own", "here"})
"""Verbs that look like the name of a role."""

SURE = 0.82
"""A lower-case word this like the name of a role is that name, misspelt; below, it is a verb."""


def frames(context: Context, block: Block, params: tuple[Param, ...]) -> tuple[Frame, ...]:
    """The frames of an act or reaction, in order."""
    said = (c for c in block.clauses if c.word.split()[:1] == ["say"])
    return tuple(_frame(context, clause, params) for clause in said)


def _frame(context: Context, clause: Clause, params: tuple[Param, ...]) -> Frame:
    """`say TEXT`, `say when glimpsed: TEXT`, `say as NAME when COND: TEXT` and their sisters."""
    words, text = head_and_text(context, clause, params)
    if words and not text:
        way_out = "write the words after it, or take the line away"
        context.add("V115", clause.span, "nothing follows the colon", way_out)
    head = head_of(context, words, params, clause.span)
    return Frame(
        parts_of(context, text, params, clause.span),
        head.focaliser,
        head.special == "glimpsed",
        head.special == "several",
        head.cond,
        clause.span,
        head.teller,
        head.special == "answering",
        head.feels,
        head.register,
    )


def parts_of(
    context: Context, text: str, params: tuple[Param, ...], span: Span, *, in_minds: bool = False
) -> tuple[FramePart, ...]:
    """The text of a frame, in pieces; what cannot be taken is reported. `in_minds`: what is told in
    it may be read in somebody's mind (of a frame only a condition may)."""
    parts: list[FramePart] = []
    end = 0
    for hole in HOLE.finditer(text):
        _keep_text(context, parts, text[end : hole.start()], span)
        part = _hole(context, hole[1].strip(), params, _inside(span, text, hole))
        if part is not None:
            parts.append(part)
        if isinstance(part, NounHole) and not in_minds and _reads_mind(part.term):
            hint = "choose the words by what is believed: `say when Tom believes …: …`"
            where = _inside(span, text, hole)
            context.add("V431", where, f"`{hole[0]}` is in somebody's mind", hint)
        end = hole.end()
    _keep_text(context, parts, text[end:], span)
    return tuple(parts)


def _reads_mind(term: Term) -> bool:
    return any(getattr(item, "minds", ()) for item in walk((term,)))


def _keep_text(context: Context, parts: list[FramePart], text: str, span: Span) -> None:
    if "{" in text or "}" in text:
        context.add(
            "V424",
            span,
            "a curly bracket in these words has no partner",
            "write {who} for a role, {put} for a verb",
        )
    if text:
        parts.append(Text(text))


def _inside(span: Span, text: str, hole: re.Match[str]) -> Span:
    """Where a hole stands, if the text is on one line."""
    if span.end - span.start < len(text):
        return span
    start = span.end - len(text) + hole.start()
    return Span(span.file, span.line, start, start + len(hole[0]))


def _hole(context: Context, text: str, params: tuple[Param, ...], span: Span) -> FramePart | None:
    formed = FORMED.fullmatch(text)
    noun = _noun(context, formed[1], params, span) if formed and formed[2] in FORMS else None
    if formed and formed[2] == "words":
        if isinstance(noun, ClaimHole):
            return replace(noun, spoken=True)
        hint = "only a claim has words: {claim as words}, of a role `(claim: belief)`"
        context.add("V425", span, f"`{{{formed[1]}}}` is nothing that is said", hint)
        return None
    if formed and isinstance(noun, NounHole):
        form = FORMS[formed[2]]
        if form == "before" and isinstance(noun.term, Var | Const):
            hint = "write a fact that has a value: {debt of one to two as before}"
            context.add("V425", span, f"`{{{formed[1]}}}` was nothing else before the act", hint)
            return None
        owns = noun.possessive and form != "name"
        return replace(noun, form="possessive" if owns else form)
    agreeing = AGREEING.fullmatch(text)
    if agreeing:
        return VerbHole(agreeing[1], cast('Literal["it", "they"]', agreeing[2]))
    noun = _noun(context, text, params, span)
    if noun is not None:
        return noun
    near = nearest(text.removesuffix("'s"), [p.name for p in params], SURE)
    if VERB.fullmatch(text) and (near is None or text in NEVER_MEANT):
        return VerbHole(text)
    _unknown(context, text, params, span)
    return None


def _noun(context: Context, text: str, params: tuple[Param, ...], span: Span) -> FramePart | None:
    """A role, an entity, the value of a fact, a claim; with `'s` its possessive."""
    possessive = POSSESSIVE.fullmatch(text)
    for said, owns in ((text, False), *([(possessive[1], True)] if possessive else [])):
        words = tokens(said, span.file, span.line, span.start)
        value = context.read.attempt(words, params, lambda r: r.value(0, ()))
        if value is None or value.sort == "unknown":
            continue
        if value.sort == "claim" and isinstance(value.term, Var):
            return ClaimHole(value.term.name)
        return NounHole(value.term, owns)
    return None


def _unknown(context: Context, text: str, params: tuple[Param, ...], span: Span) -> None:
    names = [*(p.name for p in params), *context.lexicon.entities]
    near = nearest(text.removesuffix("'s").removesuffix("’s"), names)
    if near is not None:
        hint = f"did you mean `{{{near}}}`?"
    elif params:
        roles = ", ".join(f"{{{p.name}}}" for p in params)
        hint = f"the roles are {roles}; a verb is one word in lower case: {{put}}"
    else:
        hint = (
            "name somebody of this world, a fact that has a value, or a verb in lower case: {put}"
        )
    context.add("V425", span, f"`{{{text}}}` is no role, name or value here", hint)
