"""Colons: where the words for the reader may begin, in a line that has a head before them."""

from __future__ import annotations

MOST_COLONS = 12
"""So many are tried; a condition has few that stand in no bracket."""


def colons(text: str) -> list[int]:
    """The first colons that stand in no bracket."""
    found, depth = list[int](), 0
    for i, mark in enumerate(text):
        depth += (mark == "(") - (mark == ")")
        if mark == ":" and depth == 0:
            found.append(i)
            if len(found) == MOST_COLONS:
                break
    return found
