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


def lines_of(text: str) -> list[str]:
    """The lines of a text as spans count them, and as editors do: broken at LF, CR LF and CR only.

    A byte order mark is no part of the first. (`str.splitlines` breaks at a form feed, too, and
    at five other characters.)
    """
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
