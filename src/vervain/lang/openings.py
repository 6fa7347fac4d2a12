"""Which fixed words a line opens with, and which its author may have meant."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from vervain.lang.nearest import ALIKE, likeness
from vervain.lang.syntax import Token

MOST_TRIED = 300
"""Openings that a misspelt one is compared with; more only a file has that means no good."""

NEVER_MISSPELT = frozenset({"a", "an", "the"})
"""`the` is near to `then`, but who writes it means it."""


class Openings:
    """Openings of one or more words, found by their first; the longest that fits is taken."""

    def __init__(self, openings: Iterable[str]) -> None:
        self.all = sorted({*openings} - {""}, key=lambda opening: (-len(opening), opening))
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for opening in sorted(self.all, key=lambda opening: -len(opening.split())):
            words = tuple(opening.split())
            self._by_first.setdefault(words[0], []).append(words)

    def at(self, tokens: tuple[Token, ...]) -> str | None:
        """The opening that the tokens begin with."""
        for words in self._by_first.get(tokens[0].text, ()) if tokens else ():
            if tuple(token.text for token in tokens[: len(words)]) == words:
                return " ".join(words)
        return None

    def near(self, tokens: tuple[Token, ...]) -> str | None:
        """The opening that is most like how the tokens begin, if one is like it at all."""
        if not tokens or tokens[0].kind != "word" or tokens[0].text in NEVER_MISSPELT:
            return None
        best, found = ALIKE, None
        for opening in islice(self.all, MOST_TRIED):
            said = " ".join(token.text for token in tokens[: len(opening.split())])
            alike = likeness(said, opening)
            if alike > best or (alike == best and found is None):
                best, found = alike, opening
        return found


def short(text: str) -> str:
    """So much of a word as a message repeats."""
    return text if len(text) <= 40 else f"{text[:40]}…"
