"""Chance: numbers that hang on what they are mixed of and on nothing else."""

from __future__ import annotations

from collections.abc import Iterable

MASK = (1 << 64) - 1
START = 0x9E3779B97F4A7C15


def mix(*items: int | str) -> int:
    """A number of 64 bits that hangs on all items and on nothing else (splitmix64)."""
    return continued(START, items)


def continued(state: int, items: Iterable[int | str]) -> int:
    """The number of what has been mixed before and of these items: `continued(mix(a), (b, c))` is
    `mix(a, b, c)`."""
    for item in items:
        number = word(item) if isinstance(item, str) else item & MASK
        state = (state ^ number) * 0xBF58476D1CE4E5B9 & MASK
        state ^= state >> 27
        state = state * 0x94D049BB133111EB & MASK
        state ^= state >> 31
    return state


_WORDS: dict[str, int] = {}


def word(text: str) -> int:
    """The number that stands for a text in `mix` (FNV-1a)."""
    found = _WORDS.get(text)
    if found is None:
        found = 0xCBF29CE484222325
        for byte in text.encode():
            found = (found ^ byte) * 0x100000001B3 & MASK
        if len(_WORDS) < 1_000_000:
            _WORDS[text] = found
    return found


def fraction(*items: int | str) -> float:
    """At least 0 and less than 1."""
    return (mix(*items) >> 11) / (1 << 53)
