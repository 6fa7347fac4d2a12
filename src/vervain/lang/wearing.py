"""Wearing: `fades by 1 every 7 days` below a bond, and the acts by which time does it (F2)."""

from __future__ import annotations

import math
from dataclasses import replace

from vervain.lang.context import Context
from vervain.lang.expr import (
    Arith,
    Assign,
    Choice,
    Compare,
    Const,
    Effect,
    ForEvery,
    Param,
    Read,
    Term,
    Truth,
    Var,
    When,
)
from vervain.lang.fading import Fading, Wears
from vervain.lang.phrases import span_of, text_of
from vervain.lang.substitute import fresh
from vervain.lang.syntax import Block, Clause
from vervain.lang.timing import span
from vervain.lang.world import Action, Fluent, FluentType, Minutes, Phrase, Watch

MOST_STEPS = 1024
"""Steps at once, where a bond has no bounds."""


def fading(context: Context, fluent: Fluent, block: Block) -> None:
    """Note on the fluent how it fades, if the bond says so."""
    found: Fading | None = None
    for clause in block.clauses:
        if clause.word != "fades by":
            continue
        if found is not None:
            _wrong(context, clause, "it is said twice how this bond fades", "take one line away")
        elif fluent.type is not FluentType.NUMBER:
            hint = "give it bounds, say: 0..10"
            _wrong(context, clause, "only a number fades, and this bond is none", hint)
        else:
            found = _read(context, clause)
    if found is not None:
        context.lexicon.fluents[fluent.name] = replace(fluent, fades=found)


def _read(context: Context, clause: Clause) -> Fading | None:
    """`N every 7 days`; `every week` is every 1 week."""
    words = [t.text for t in clause.tokens]
    at = words.index("every") if "every" in words else len(words)
    by = _positive(words[:at])
    time = words[at + 1 :]
    minutes = span(time if len(time) != 1 else ["1", *time])
    if by is None or not minutes:
        message = f"`{text_of(clause.tokens)}` does not say how much it fades, and how soon"
        _wrong(context, clause, message, "write, say: fades by 1 every 7 days")
        return None
    return Fading(by, minutes)


def _positive(words: list[str]) -> float | None:
    """A number greater than 0."""
    try:
        number = float("".join(words))
    except ValueError:
        return None
    if not number > 0 or math.isinf(number):
        return None
    return int(number) if number.is_integer() else number


def _wrong(context: Context, clause: Clause, message: str, hint: str) -> None:
    context.add("V445", span_of(clause.tokens, clause.span), message, hint)


# ---------------------------------------------------------------- the acts


def wearing(context: Context) -> tuple[Action, ...]:
    """The acts by which bonds fade: 1, 2, 4 … steps at once, up to as many as make a difference."""
    return tuple(
        _wearing(fluent, fluent.fades, 1 << power)
        for fluent in context.lexicon.fluents.values()
        if fluent.fades is not None
        for power in range(most_steps(fluent, fluent.fades).bit_length())
    )


def most_steps(fluent: Fluent, fades: Fading) -> int:
    """After so many steps a bond is what it usually is, wherever it began."""
    usual = _usual(fluent)
    ends = [abs(end - usual) for end in (fluent.low, fluent.high) if end is not None]
    if len(ends) < 2:
        return MOST_STEPS
    return min(MOST_STEPS, math.ceil(max(ends) / fades.by))


def _usual(fluent: Fluent) -> float:
    value = fluent.default
    return value if isinstance(value, int | float) else 0


def _wearing(fluent: Fluent, fades: Fading, steps: int) -> Action:
    first = next(part for part in fluent.phrase.parts if isinstance(part, str))
    watcher = Param(fresh("watcher", fluent.params), "person")
    return Action(
        name=f"{fluent.name}_fades_{steps}",
        phrase=Phrase((first, "fades", "with", "time", *([str(steps)] if steps > 1 else []))),
        params=(),
        condition=Truth(True),
        effects=_effects(fluent, fades.by * steps),
        seen=(Watch(watcher, Truth(True)),),
        duration=Minutes(0),
        by_itself=Wears(fluent.name, steps),
        span=fluent.span,
    )


def _effects(fluent: Fluent, by: float) -> tuple[Effect, ...]:
    """Whatever is above the usual value falls, whatever is below it rises, and none passes it."""
    usual = Const(_usual(fluent))
    read = Read(fluent.name, tuple(Var(p.name) for p in fluent.params))
    high = Const(usual.value + by) if isinstance(usual.value, int | float) else usual
    low = Const(usual.value - by) if isinstance(usual.value, int | float) else usual
    falls: Term = Choice(((Compare(">", read, high), Arith("-", read, Const(by))),), usual)
    rises: Term = Choice(((Compare("<", read, low), Arith("+", read, Const(by))),), usual)
    effects: tuple[Effect, ...] = (
        When(Compare(">", read, usual), (Assign(fluent.name, read.args, falls),)),
        When(Compare("<", read, usual), (Assign(fluent.name, read.args, rises),)),
    )
    for param in reversed(fluent.params):
        effects = (ForEvery(param, effects),)
    return effects


__all__ = ["fading", "most_steps", "wearing"]
