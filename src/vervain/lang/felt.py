"""Facts that are feelings: `fact anger of (one: person) at (two: person): 0..3, felt as anger`.

The first role is who feels, a second one toward whom. Nobody sets such a fact but a runner, between
stages or turns, when the appraisal of the story so far says so (semantics, F1): for that the
checker makes an act for each value, which nobody agrees to and only its bearer sees.
"""

from __future__ import annotations

from dataclasses import replace

from vervain.lang.context import Context, Tokens
from vervain.lang.expr import Assign, Compare, Const, Param, Read, Value, Var
from vervain.lang.frame import Frame, FramePart, NounHole, Text, VerbHole
from vervain.lang.nearest import did_you_mean
from vervain.lang.phrases import span_of, text_of
from vervain.lang.substitute import both, fresh
from vervain.lang.world import Action, Fluent, FluentType, Hole, Minutes, Phrase, Stirs, Watch

GUILT = "guilt"
MOST = 3
"""A felt number goes from 0 (not felt) to 3 (very strongly)."""

WORDS = {
    "joy": ("glad", "because of"),
    "distress": ("distressed", "because of"),
    "hope": ("hopeful", "because of"),
    "fear": ("afraid", "of"),
    "satisfaction": ("content", "with"),
    "disappointment": ("disappointed", "in"),
    "fears confirmed": ("dismayed", "because of"),
    "relief": ("relieved", "because of"),
    "happy for": ("happy", "for"),
    "pity": ("sorry", "for"),
    "resentment": ("resentful", "of"),
    "gloating": ("pleased", "at the troubles of"),
    "pride": ("proud", "because of"),
    "shame": ("ashamed", "before"),
    "admiration": ("full of admiration", "for"),
    "reproach": ("indignant", "with"),
    "gratification": ("pleased with it", "because of"),
    "remorse": ("full of remorse", "toward"),
    "gratitude": ("grateful", "to"),
    "anger": ("angry", "with"),
    "love": ("fond", "of"),
    "hate": ("full of hate", "for"),
    GUILT: ("guilty", "toward"),
}
"""The twenty-two of story/feel/feeling.py, and guilt (shame or remorse about harm to somebody):
what is said of the one who feels, and how the other is joined to it."""

DEGREES = ("no longer", "a little", "", "very")
"""Words for the values 0 to 3."""


def felt_as(context: Context, fluent: Fluent, words: Tokens) -> Fluent:
    """The option `felt as EMOTION` of a fact."""
    emotion = text_of(words)
    span = span_of(words, fluent.span)
    if emotion not in WORDS:
        hint = did_you_mean(emotion, tuple(WORDS), f"the feelings are {', '.join(WORDS)}")
        context.add("V214", span, f"`{emotion}` is no feeling", hint)
        return fluent
    people = all(context.lexicon.kinds.is_a(p.kind, "person") for p in fluent.params)
    if not people or len(fluent.params) not in (1, 2):
        message = "a feeling is of one person, or of one toward another"
        hint = "write, say: fact anger of (one: person) at (two: person): 0..3, felt as anger"
        context.add("V214", span, message, hint)
        return fluent
    bounds = fluent.low, fluent.high
    if fluent.type is FluentType.ENTITY or (
        fluent.type is FluentType.NUMBER and bounds != (0, MOST)
    ):
        message = "a feeling is there or not, or it has three degrees"
        context.add("V214", span, message, f"write `yes or no` or `0..{MOST}` before the comma")
        return fluent
    return replace(fluent, felt=emotion)


def stirring(context: Context) -> tuple[Action, ...]:
    """The acts by which feelings are set: one for each value of each felt fact."""
    felt = (f for f in context.lexicon.fluents.values() if f.felt)
    return tuple(_stirring(fluent, value) for fluent in felt for value in _values(fluent))


def _values(fluent: Fluent) -> tuple[Value, ...]:
    return (False, True) if fluent.type is FluentType.YES_NO else tuple(range(MOST + 1))


def _stirring(fluent: Fluent, value: Value) -> Action:
    who, *toward = fluent.params
    args = tuple(Var(p.name) for p in fluent.params)
    watcher = Param(fresh("watcher", fluent.params), "person")
    feeling, joint = WORDS[fluent.felt]
    degree = ("no longer" if not value else "") if isinstance(value, bool) else _degree(value)
    words = " ".join(w for w in (degree, feeling, joint if toward else "") if w)
    others = [Compare("!=", args[0], args[1])] if toward else []
    parts: list[FramePart] = [NounHole(args[0]), Text(" "), VerbHole("be"), Text(f" {words}")]
    parts += [Text(" "), NounHole(args[1])] if toward else []
    return Action(
        name=f"{fluent.name}_becomes_{int(value) if isinstance(value, int) else value}",
        phrase=Phrase((Hole(who), "is", *words.split(), *map(Hole, toward))),
        params=fluent.params,
        condition=both(Compare("!=", Read(fluent.name, args), Const(value)), *others),
        effects=(Assign(fluent.name, args, Const(value)),),
        seen=(Watch(watcher, Compare("==", Var(watcher.name), args[0])),),
        duration=Minutes(0),
        frames=(Frame(tuple(parts), span=fluent.span),),
        by_itself=Stirs(fluent.name, value),
        span=fluent.span,
    )


def _degree(value: Value) -> str:
    return DEGREES[value] if isinstance(value, int) else ""
