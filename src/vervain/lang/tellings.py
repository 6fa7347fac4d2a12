"""Tellings: from whose point of view, in what tense, in what order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from vervain.base.span import Span
from vervain.lang.context import Context, Tokens, marks_outside, split
from vervain.lang.expr import Const, EntityRef
from vervain.lang.frame import FramePart
from vervain.lang.frames import parts_of
from vervain.lang.manner import manner_line
from vervain.lang.nearest import did_you_mean
from vervain.lang.passing import passing_line
from vervain.lang.phrases import span_of, text_of
from vervain.lang.syntax import Block, Clause
from vervain.lang.telling import LookBack, Manner, Passing, Telling, View
from vervain.lang.world import Stage

PERSONS = {"first person": 1, "second person": 2, "third person": 3}


@dataclass(slots=True)
class _Back:
    """A look back; `at` None: right after the opening."""

    first: str
    last: str
    at: str | None
    opening: tuple[FramePart, ...] = ()
    closing: tuple[FramePart, ...] = ()


@dataclass(slots=True)
class _Draft:
    """A telling being read, line by line."""

    context: Context
    stages: dict[str, int]
    views: list[View] = field(default_factory=list)
    person: int = 3
    tense: Literal["present", "past"] = "past"
    opens_at: str | None = None
    back: list[_Back] = field(default_factory=list)
    title: str | None = None
    manner: Manner = field(default_factory=Manner)
    passing: list[Passing] = field(default_factory=list)


def tellings(context: Context, stages: tuple[Stage, ...]) -> tuple[Telling, ...]:
    """All tellings of the main file."""
    order = {stage.name: i for i, stage in enumerate(stages)}
    return tuple(_telling(context, block, order) for block in context.blocks("telling"))


def _telling(context: Context, block: Block, order: dict[str, int]) -> Telling:
    draft = _Draft(context, order)
    for clause in block.clauses:
        _line(draft, clause)
    after = next(
        (n for n in order if draft.opens_at and order[n] == order[draft.opens_at] + 1), None
    )
    opening = draft.opens_at or next(iter(order), "")
    back = tuple(
        LookBack(b.first, b.last, b.at or after or opening, b.opening, b.closing)
        for b in draft.back
    )
    return Telling(
        text_of(block.heading),
        tuple(draft.views) or (View(None),),
        draft.person,
        draft.tense,
        draft.opens_at,
        back,
        draft.title,
        draft.manner,
        tuple(draft.passing),
        block.span,
    )


def _line(draft: _Draft, clause: Clause) -> None:
    tokens, span = clause.tokens, clause.span
    match clause.word:
        case "from":
            _from(draft, tokens, span)
        case "open at":
            draft.opens_at = _stage(draft, tokens, span)
        case "go back to":
            _go_back(draft, tokens, span)
        case "saying" | "and then":
            words = _quoted(draft, clause)
            if draft.back and clause.word == "saying":
                draft.back[-1].opening = words
            elif draft.back:
                draft.back[-1].closing = words
        case "say" | "say when" | "say as":
            passing = passing_line(draft.context, clause)
            draft.passing += [] if passing is None else [passing]
        case "title":
            if len(tokens) == 1 and tokens[0].kind == "string":
                draft.title = tokens[0].text
            else:
                draft.context.add(
                    "V418", span, "the title stands in quotes", 'write, say: title "The Lamp"'
                )
        case _:
            draft.manner = manner_line(draft.context, draft.manner, clause, draft.stages)


def _from(draft: _Draft, tokens: Tokens, span: Span) -> None:
    """`NAME [at STAGE], first person, past tense`."""
    who, *options = split(tokens, ",")
    at = next(marks_outside(who, "at"), len(who))
    name: str | None = None
    if text_of(who[:at]) != "nobody":
        value = draft.context.read.somebody(who[:at], (), span)
        if (
            value is not None
            and isinstance(value.term, Const)
            and isinstance(value.term.value, EntityRef)
        ):
            name = value.term.value.name
    stage = _stage(draft, who[at + 1 :], span) if at < len(who) else None
    draft.views.append(View(name, stage))
    for option in options:
        text = text_of(option)
        if text in PERSONS:
            draft.person = PERSONS[text]
        elif text in ("present tense", "past tense"):
            draft.tense = "present" if text == "present tense" else "past"
        else:
            ways = (*PERSONS, "present tense", "past tense")
            draft.context.add(
                "V418",
                span_of(option, span),
                f"`{text}` is no way of telling",
                did_you_mean(text, ways, "write one of: " + ", ".join(ways)),
            )


def _go_back(draft: _Draft, tokens: Tokens, span: Span) -> None:
    """`STAGE [until STAGE] [at STAGE]`."""
    at = next(marks_outside(tokens, "at"), len(tokens))
    until = next(marks_outside(tokens[:at], "until"), at)
    first = _stage(draft, tokens[:until], span)
    last = _stage(draft, tokens[until + 1 : at], span) if until < at else first
    when = _stage(draft, tokens[at + 1 :], span) if at < len(tokens) else None
    if first is None or last is None:
        return
    if draft.stages[last] < draft.stages[first]:
        draft.context.add(
            "V418",
            span,
            f"`{last}` comes before `{first}`",
            f"write: go back to {last} until {first}",
        )
        first, last = last, first
    draft.back.append(_Back(first, last, when))


def _stage(draft: _Draft, tokens: Tokens, span: Span) -> str | None:
    """A stage of the outline, by its name."""
    name = text_of(tokens)
    if name in draft.stages:
        return name
    hint = (
        "the stages are: " + ", ".join(draft.stages)
        if draft.stages
        else "declare it in the outline"
    )
    draft.context.add(
        "V419",
        span_of(tokens, span),
        f"the outline has no stage `{name}`",
        did_you_mean(name, draft.stages, hint),
    )
    return None


def _quoted(draft: _Draft, clause: Clause) -> tuple[FramePart, ...]:
    raw = clause.raw.strip()
    if len(raw) < 2 or raw[0] != '"' or raw[-1] != '"':
        draft.context.add(
            "V418",
            clause.span,
            "these words stand in quotes",
            f'write, say: {clause.word} "It {{come as it}} back to {{Ida}}."',
        )
        return ()
    return parts_of(draft.context, raw[1:-1], (), clause.span)
