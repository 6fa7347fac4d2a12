"""Values of a running world: entities by their names, None for unknown; and chance."""

from __future__ import annotations

import math
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


@dataclass(frozen=True, slots=True)
class About(Bound):
    """A claim role that is looked for, and is to be about this fact, whatever its value."""

    @property
    def key(self) -> Key:
        """The fact."""
        return self.fluent, self.args


MOST_CLAIMS = 100_000


class Claims:
    """Claims and their texts, each made once."""

    def __init__(self) -> None:
        self.known: dict[tuple[Key, Plain, type], tuple[Bound, str]] = {}

    def of(self, key: Key, value: Plain) -> tuple[Bound, str]:
        """That this fact has this value."""
        found = self.known.get((key, value, type(value)))
        if found is None:
            if len(self.known) > MOST_CLAIMS:
                self.known.clear()
            claim = Bound(key[0], key[1], value)
            found = self.known[key, value, type(value)] = claim, str(claim)
        return found


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


MOST_WHOLE = 1 << 53
"""Up to here a whole number stays one: a number is a double (D3.1)."""


def calculated(op: str, one: Plain, two: Plain) -> Plain:
    """D3.1: unknown if a side is no number, or if there is no such number."""
    if one is None or two is None or isinstance(one, str) or isinstance(two, str):
        return None
    found: int | float
    match op:
        case "+":
            found = one + two
        case "-":
            found = one - two
        case "*":
            found = one * two
        case _:
            if two == 0:
                return None
            found = one / two
    if -MOST_WHOLE <= found <= MOST_WHOLE:
        return found
    try:
        large = float(found)
    except OverflowError:
        return None
    return large if math.isfinite(large) else None


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
