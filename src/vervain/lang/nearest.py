"""The word that was meant: nearest names for the way out of a mistake."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

ALIKE = 0.7
"""Two words that share less than this are not taken for one another."""


def nearest(word: str, among: Iterable[str], alike: float = ALIKE) -> str | None:
    """The most similar of `among`, if one is similar enough; the first of equals."""
    best, found = alike, None
    for other in among:
        ratio = likeness(word, other)
        if ratio > best or (found is None and ratio >= alike):
            best, found = ratio, other
    return found


@lru_cache(maxsize=20_000)
def likeness(word: str, other: str) -> float:
    """How alike two words are, 0 to 1, not minding capitals."""
    one, two = word.lower(), other.lower()
    if one == two:
        return 1.0
    if sorted(one) == sorted(two) and sum(x != y for x, y in zip(one, two, strict=True)) == 2:
        return 0.9  # two letters changed places
    if 2 * min(len(one), len(two)) < ALIKE * (len(one) + len(two)):
        return 0.0
    return SequenceMatcher(None, one, two, autojunk=False).ratio()


def did_you_mean(word: str, among: Iterable[str], otherwise: str) -> str:
    """The hint that names the nearest, or what to do instead."""
    near = nearest(word, among)
    return f"did you mean `{near}`?" if near else otherwise
