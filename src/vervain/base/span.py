"""Where in a text something stands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one line of a source file: 1-based line, 0-based columns, end exclusive."""

    file: str
    line: int
    start: int
    end: int


NOWHERE = Span("", 0, 0, 0)
