"""The outline, the limits of planning, and the checks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from vervain.base.span import Span
from vervain.lang.acts import Draft
from vervain.lang.bonds import matching
from vervain.lang.context import Context, Tokens, marks_outside, starts
from vervain.lang.expr import Assign, Compare, Cond, Const, Read, When
from vervain.lang.living import is_lasting
from vervain.lang.nearest import did_you_mean
from vervain.lang.phrases import span_of, text_of
from vervain.lang.substitute import both
from vervain.lang.syntax import Clause
from vervain.lang.values_held import slug
from vervain.lang.world import Check, Fluent, FluentType, Limits, Phrase, Stage


def outline(context: Context, drafts: dict[str, Draft]) -> tuple[Stage, ...]:
    """The stages in order; a stage `until ACT` makes the act note that it happened."""
    stages: dict[str, Stage] = {}
    for block in context.blocks("outline"):
        for clause in block.clauses:
            stage = _stage(context, clause, drafts)
            if stage is not None and stage.name in stages:
                context.add(
                    "V202",
                    clause.span,
                    f"two stages are called `{stage.name}`",
                    "call one of them otherwise",
                )
            elif stage is not None:
                stages[stage.name] = stage
    return tuple(stages.values())


def _stage(context: Context, clause: Clause, drafts: dict[str, Draft]) -> Stage | None:
    colon = next(marks_outside(clause.tokens, ":"), None)
    if not colon or not starts(clause.tokens[colon + 1 :], "until"):
        hint = "write, say: the wreck: until the Petrel is not afloat"
        context.add("V415", clause.span, "a stage is a name, a colon, and `until`", hint)
        return None
    name = text_of(clause.tokens[:colon])
    goal = _goal(context, name, clause.tokens[colon + 2 :], clause.span, drafts)
    return Stage(name, goal, clause.span)


def _goal(
    context: Context, stage: str, tokens: Tokens, span: Span, drafts: dict[str, Draft]
) -> Cond:
    """`until COND` or `until ACT`."""
    cond = context.read.attempt(tokens, (), lambda r: r.conditions(0, ()))
    if cond is not None:
        return cond
    act = context.read.act(tokens, (), span, report=False)
    draft = drafts.get(act.entry.name) if act is not None else None
    if act is None or draft is None:
        return context.read.condition_or_act(tokens, span)
    name = f"happened_{slug(stage)}"
    happened = Fluent(
        name, Phrase(tuple(t.text for t in tokens)), (), FluentType.YES_NO, hidden=True, span=span
    )
    context.hidden[name] = happened
    note = Assign(name, (), Const(True))
    cond, _ = matching(context, act, draft, ())
    draft.extra.append(note if cond == both() else When(cond, (note,)))
    return Compare("==", Read(name), Const(True))


# ---------------------------------------------------------------- limits

_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def limits(context: Context) -> Limits:
    """How far everyone looks ahead."""
    found = Limits()
    for block in context.blocks("plans"):
        for clause in block.clauses:
            if not is_lasting(clause):
                found = _limit(context, found, clause)
    return found


def _limit(context: Context, found: Limits, clause: Clause) -> Limits:
    words = [t.text for t in clause.tokens]
    number = next((int(w) for w in words if w.isdigit()), None)
    form = " ".join("N" if w.isdigit() else w for w in words)
    match form.replace("step ", "steps ").replace("mind ", "minds "):
        case "everyone looks N steps ahead" if number is not None:
            return replace(found, character=number)
        case "everyone thinks N minds deep" if number is not None:
            return replace(found, belief=number)
        case "a stage takes at most N steps" | "a story takes at most N steps" if (
            number is not None
        ):
            return replace(found, author=number)
    if words[:5] == ["the", "author", "is", "content", "at"] and _NUMBER.fullmatch(
        "".join(words[5:])
    ):
        return replace(found, goal=float("".join(words[5:])))
    ways = (
        "everyone looks N steps ahead",
        "everyone thinks N minds deep",
        "a stage takes at most N steps",
        "a story takes at most N steps",
        "the author is content at N",
        "a run lasts N years",
        "a run ends when the lamp is lit",
    )
    said = text_of(clause.tokens)
    context.add(
        "V416",
        span_of(clause.tokens, clause.span),
        f"`{said}` is no limit of planning",
        did_you_mean(form, ways, "write one of: " + "; ".join(ways)),
    )
    return found


# ---------------------------------------------------------------- checks


REASONED = ("nobody acts without a reason", "no one acts without a reason")
MOST_STORIES = 1000


def checks(context: Context) -> tuple[Check, ...]:
    """What must be so in the stories."""
    return tuple(_checks(context))


def _checks(context: Context) -> Iterator[Check]:
    for block in context.blocks("check"):
        tokens = block.heading
        bare, stories = _stories(tokens)
        if text_of(bare) in REASONED:
            yield Check(True, None, text_of(tokens), block.span, stories)
            continue
        if not (starts(tokens, "in", "every", "story") or starts(tokens, "in", "some", "story")):
            context.add(
                "V417",
                block.span,
                "a check is about every story or some story",
                "write: check in every story …, or: check in some story …",
            )
            continue
        every, rest = tokens[1].text == "every", tokens[3:]
        rest, stories = _stories(rest)
        reason = text_of(rest) in REASONED
        cond = None if reason else context.read.condition(rest, (), block.span)
        yield Check(every, cond, text_of(tokens), block.span, stories)


def _stories(tokens: Tokens) -> tuple[Tokens, int]:
    """What stands before `, in 200 stories`, and how many (0: it is not said)."""
    words = [t.text for t in tokens[-4:]]
    said = len(words) == 4 and words[:2] == [",", "in"] and words[3] in ("stories", "story")
    if said and words[2].isdigit() and 0 < int(words[2]) <= MOST_STORIES:
        return tokens[:-4], int(words[2])
    return tokens, 0
