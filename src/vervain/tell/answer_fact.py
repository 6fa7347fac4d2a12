"""The words of *why* about a fact: what it is, how it came about, and what was behind that."""

from __future__ import annotations

from vervain.story.chronicle import Fact, Plain
from vervain.story.why_fact import WhyFact
from vervain.tell.answer import Answer, sentence
from vervain.tell.answer_why import Telling
from vervain.tell.lexicon import listing
from vervain.tell.speaker import Speaker

MOST_TURNS = 12
"""Turns that are told; of more the last."""


def fact_words(say: Speaker, found: WhyFact, *, otherwise: bool = False) -> Answer:
    """The whole answer. `otherwise`: it was asked why it is something that it is not."""
    telling, fact = Telling(say), found.because.fact
    if fact.minds:
        own = telling.belief(fact.minds[0], [found.because])
        head, parts = own.text, list(own.parts)
    else:
        head, parts = sentence(_now(say, found)), telling.rests(found.because)
    if otherwise:
        last = found.at == len(say.chronicle.events)
        when = "at the end" if last else f"when {say.event(found.at)}"
        head = f"That is not so {when}. {head}"
    parts = [*parts, *_turns(say, found), *_start(found)]
    if found.behind is not None:
        parts.append(telling.event(found.behind))
    events = tuple(turn.event for turn in found.turns)
    return Answer(head, events, (fact,), tuple(parts))


def _now(say: Speaker, found: WhyFact) -> str:
    clause = say.clause(found.because.fact, found.because.value)
    if found.because.since is None:
        return f"{clause}, as from the start"
    when = say.event(found.because.since)
    if found.because.by is not None:
        return f"{clause}: {say.act(found.because.by)} when {when}"
    return f"{clause}, since {when}"


def _turns(say: Speaker, found: WhyFact) -> list[Answer]:
    """How it went to and fro, where it changed more than once, or was more than yes or no."""
    plain = isinstance(found.because.value, bool) and len(found.turns) < 2
    if not found.turns or plain:
        return []
    shown = found.turns[-MOST_TURNS:]
    words = [f"{_said(say, found, t.after)} when {say.event(t.event)}" for t in shown]
    first = _said(say, found, shown[0].before)
    text = f"First {first}; then {listing(words)}"
    return [Answer(sentence(text), tuple(t.event for t in shown))]


def _said(say: Speaker, found: WhyFact, value: Plain) -> str:
    if isinstance(value, bool):
        fact = found.because.fact
        return say.clause(Fact(fact.fluent, fact.args), value)
    return "unknown" if value is None else str(value)


def _start(found: WhyFact) -> list[Answer]:
    """Where the author said so."""
    if found.because.since is not None and found.line is None:
        return []
    if found.line is None:
        return [Answer("The world says nothing else of it: so it is usual.")]
    was = "So the world begins" if found.because.since is None else "How it began"
    return [Answer(f"{was}: line {found.line} of its file.")]
