"""Marks: what can be said of one event in any world, in fixed phrases."""

from __future__ import annotations

from vervain.lang.expr import Param
from vervain.lang.lexicon import Phrases
from vervain.lang.phrases import Entry, Parts
from vervain.lang.world import Hole

EMOTIONS = (
    *("joy", "distress", "hope", "fear", "satisfaction", "disappointment", "relief", "pity"),
    *("resentment", "gloating", "pride", "shame", "admiration", "reproach", "gratification"),
    *("remorse", "gratitude", "anger", "love", "hate"),
)
"""The feelings that a pattern can name."""

_X = Hole(Param("one", "person"))
_Y = Hole(Param("other", "person"))

MARKS: dict[str, str] = {
    "does": "X does it",
    "part": "X has part in it",
    "gains": "X gains by it",
    "loses": "X loses by it",
    "sees": "X sees it",
    "told": "X is told something by Y",
    "lied": "X is told by Y what Y does not believe",
    "knows before": "X knows of the step before",
    "knows first": "X knows of the first step",
}
"""By name, with X and Y for the people in it."""


def _parts(words: str) -> Parts:
    return tuple({"X": _X, "Y": _Y}.get(word, word) for word in words.split())


def _marks() -> Phrases:
    phrases = Phrases()
    for name, words in MARKS.items():
        holes = [word for word in words.split() if word in ("X", "Y")]
        phrases.add(Entry(_parts(words), name, tuple(range(len(holes)))))
    for emotion in EMOTIONS:
        for name, verb in (("feels", "feels"), ("comes to feel", "comes to feel")):
            phrases.add(Entry(_parts(f"X {verb} {emotion}"), f"{name} {emotion}", (0,)))
            towards = _parts(f"X {verb} {emotion} toward Y")
            phrases.add(Entry(towards, f"{name} {emotion}", (0, 1)))
    return phrases


PHRASES = _marks()
