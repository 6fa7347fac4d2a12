"""Values of a running world: entities by their names, None for unknown; and chance."""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass

from vervain.lang.expr import UNKNOWN, EntityRef, Value

Plain = bool | int | float | str | None
Key = tuple[str, tuple[str, ...]]
"""A fact: its fluent and its arguments."""


@dataclass(frozen=True, slots=True)
class Bound:
    """What a claim role is bound to: this fact has this value."""

    fluent: str
    args: tuple[str, ...]
    value: Plain


Env = dict[str, "str | Bound"]
"""What roles are bound to."""

ORDER: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def plain(value: Value) -> Plain:
    """A value of the language."""
    if isinstance(value, EntityRef):
        return value.name
    return None if value is UNKNOWN else value


def compare(op: str, left: Plain, right: Plain) -> bool:
    """D3."""
    if op == "==":
        return left == right and isinstance(left, bool) == isinstance(right, bool)
    if op == "!=":
        return not (left == right and isinstance(left, bool) == isinstance(right, bool))
    if isinstance(left, str) or isinstance(right, str):
        return False
    if left is None or right is None:
        return left is None and right is None and op in (">=", "<=")
    return ORDER[op](left, right)


MASK = (1 << 64) - 1


def mix(*items: int | str) -> int:
    """A number of 64 bits that hangs on all items and on nothing else (splitmix64)."""
    state = 0x9E3779B97F4A7C15
    for item in items:
        word = _word(item) if isinstance(item, str) else item & MASK
        state = (state ^ word) * 0xBF58476D1CE4E5B9 & MASK
        state ^= state >> 27
        state = state * 0x94D049BB133111EB & MASK
        state ^= state >> 31
    return state


_WORDS: dict[str, int] = {}


def _word(text: str) -> int:
    """FNV-1a."""
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
