"""How a bond fades, and the acts by which it does."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fading:
    """Whenever `minutes` have passed, a number comes nearer by `by` to what it usually is."""

    by: float
    minutes: int


@dataclass(frozen=True, slots=True)
class Wears:
    """An act is so many steps of the fading of a fluent, for everybody at once."""

    fluent: str
    steps: int
