"""Brackets that have no partner."""

from __future__ import annotations

from vervain.base.diagnostic import Diagnostic
from vervain.lang.syntax import Token


def unbalanced(tokens: tuple[Token, ...]) -> Diagnostic | None:
    """The first bracket that has no partner."""
    still_open: list[Token] = []
    for token in tokens:
        if token.kind == "mark" and token.text in "({":
            still_open.append(token)
        elif token.kind == "mark" and token.text in ")}":
            if not still_open:
                return Diagnostic(
                    "V307",
                    token.span,
                    "this bracket was never opened",
                    "take it out, or open it before",
                )
            still_open.pop()
    if not still_open:
        return None
    return Diagnostic(
        "V307", still_open[-1].span, "this bracket is never closed", "close it on the same line"
    )
