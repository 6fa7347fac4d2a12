"""The canonical text of a line of code, and of words for the reader."""

from __future__ import annotations

import re

from vervain.lang.syntax import Line, Token

_BLANKS = re.compile(r"[ \t]+")


def code(line: Line, first: int = 0) -> str:
    """The tokens from `first` on, as written, with canonical blanks between them.

    No blank before `, : )`, none after `(`, one after `,` and `:`; but `20:00` and `0..10` stay
    together. Elsewhere there is one blank where the author has any: `debt(Tom, Ida)` is not
    `debt of (debtor: person)`.
    """
    found: list[str] = []
    tokens = line.tokens
    for i in range(first, len(tokens)):
        if i > first and _parted(tokens, i):
            found.append(" ")
        start = tokens[i].span.start - line.span.start
        found.append(line.raw[start : start + tokens[i].span.end - tokens[i].span.start])
    return "".join(found)


def _parted(tokens: tuple[Token, ...], i: int) -> bool:
    """A blank stands before the token."""
    one, two = tokens[i - 1], tokens[i]
    apart = two.span.start > one.span.end
    if _is(two, ",:)}") or _is(one, "({"):
        return False
    if _is(one, ","):
        return True
    if _is(one, ":"):
        time = two.kind == "number" and i > 1 and tokens[i - 2].kind == "number"
        return apart or not time
    if two.text == ".." and one.kind == "number":
        return False
    if one.text == ".." and one.kind == "mark" and i > 1 and tokens[i - 2].kind == "number":
        return apart and two.kind != "number" and not _is(two, "-")
    return apart


def _is(token: Token, marks: str) -> bool:
    return token.kind == "mark" and len(token.text) == 1 and token.text in marks


def prose(line: Line, first: int = 0) -> str:
    """The text from token `first` on, with single blanks; other spaces are the author's."""
    if first >= len(line.tokens):
        return ""
    start = line.tokens[first].span.start - line.span.start if first else 0
    return _BLANKS.sub(" ", line.raw[start:])
