"""`hand over to WORLD`: how the end of a run becomes the start of another world's story.

    hand over to always_safe
      Joan is the first (p: townsperson) where p is with the hunters
      the others are every (p: townsperson) where p is with the hunters
      (v: vampire) stays young means v drinks blood
      there the years have gone by
      plans a stage takes at most 60 steps

Conditions and facts are this world's; what follows `means`, `there` and `plans` is in the other's
words, which are read there.
"""

from __future__ import annotations

from collections.abc import Iterator

from vervain.base.span import Span
from vervain.lang.context import Context, Tokens, marks_outside, starts
from vervain.lang.expr import Compare, Const, Param, Read, Var
from vervain.lang.handover import HandOver, Meaning, Place
from vervain.lang.phrases import hole_at, kind_of, span_of, text_of
from vervain.lang.syntax import Clause


def handovers(context: Context) -> tuple[HandOver, ...]:
    """All blocks `hand over to`."""
    return tuple(
        _handover(context, block.heading, block.clauses, block.span)
        for block in context.blocks("hand over to")
    )


def _handover(
    context: Context, heading: Tokens, clauses: tuple[Clause, ...], span: Span
) -> HandOver:
    places: list[Place] = []
    meanings: list[Meaning] = []
    statements: list[str] = []
    plans: list[str] = []
    for clause in clauses:
        tokens = clause.tokens
        if starts(tokens, "there"):
            statements.append(text_of(tokens[1:]))
        elif starts(tokens, "plans"):
            plans.append(text_of(tokens[1:]))
        elif (at := next(marks_outside(tokens, "means"), None)) is not None:
            meanings += _meaning(context, tokens[:at], tokens[at + 1 :], clause.span)
        else:
            places += _place(context, tokens, clause.span)
    to = text_of(heading).strip('"')
    return HandOver(to, tuple(places), tuple(meanings), tuple(statements), tuple(plans), span)


def _place(context: Context, tokens: Tokens, where: Span) -> Iterator[Place]:
    """`NAME is the first (p: KIND) where COND`, `the others are every (p: KIND) where COND`."""
    words = [t.text for t in tokens]
    name: str | None = None
    start = 4 if words[:4] == ["the", "others", "are", "every"] else 0
    if not start:
        firsts = [i for i in range(len(words) - 2) if words[i : i + 3] == ["is", "the", "first"]]
        if firsts:
            name, start = text_of(tokens[: firsts[0]]), firsts[0] + 3
    hole = hole_at(tokens, start) if start else None
    if hole is None or hole.name is None or not starts(tokens[hole.end :], "where"):
        context.add(
            "V439",
            span_of(tokens, where),
            f"`{text_of(tokens)}` does not say what is handed over",
            "write, say: Joan is the first (p: person) where p is afraid; the others are every "
            "(p: person) where p is afraid; there the lamp is lit",
        )
        return
    kind = kind_of(hole.kind, context.lexicon.kinds, context.report) if hole.kind else "person"
    role = Param(hole.name.text, kind)
    cond = context.read.condition(tokens[hole.end + 1 :], (role,), where)
    yield Place(name, role, cond, text_of(tokens), where)


def _meaning(context: Context, fact: Tokens, words: Tokens, where: Span) -> Iterator[Meaning]:
    """`FACT means WORDS`."""
    roles = context.read.inline_roles(fact, ())
    cond = context.read.condition(fact, roles, where)
    match cond:
        case Compare("==", Read(fluent, args, ()), Const(True)):
            names = tuple(a.name for a in args if isinstance(a, Var))
            if len(names) == len(args) and words:
                yield Meaning(fluent, names, tuple(t.text for t in words))
                return
    context.add(
        "V439",
        span_of(fact, where),
        f"`{text_of(fact)}` is no fact whose roles are all open",
        "write, say: (v: vampire) stays young means v drinks blood",
    )
