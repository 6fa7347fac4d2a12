"""Once: what is worked out of a whole world or story is kept for those that came last.

Many tellings of one story follow each other, and many runs of one world. Worlds and chronicles are
immutable and large, so they are known again by identity; what is kept holds on to its sources, so
that no other can have it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

KEPT = 4
"""Answers that are remembered for each function."""
VARIANTS = 8
"""The same where a whole ensemble is gone through, which has a few variants."""


def once(make: Callable[P, T]) -> Callable[P, T]:
    """The function, which gives the same answer for the same objects without working it out
    anew."""
    return _remembering(make, KEPT)


def once_each(make: Callable[P, T]) -> Callable[P, T]:
    """The same for what is worked out of the world of each variant of an ensemble."""
    return _remembering(make, VARIANTS)


def _remembering(make: Callable[P, T], most: int) -> Callable[P, T]:
    known: dict[tuple[int, ...], tuple[object, T]] = {}

    @wraps(make)
    def kept(*sources: P.args, **named: P.kwargs) -> T:
        key = (*map(id, sources), *map(id, named.values()))
        found = known.get(key)
        if found is None:
            if len(known) >= most:
                known.pop(next(iter(known)), None)
            found = known[key] = (sources, named), make(*sources, **named)
        return found[1]

    return kept
