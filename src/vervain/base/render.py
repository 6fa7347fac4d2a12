"""Findings as people and programs read them."""

from __future__ import annotations

import re
from typing import Any
from unicodedata import category, east_asian_width

from vervain.base.diagnostic import Diagnostic
from vervain.base.span import lines_of

_RED, _BOLD, _DIM, _OFF = "\x1b[31m", "\x1b[1m", "\x1b[2m", "\x1b[0m"

MOST_SHOWN = 96
"""Characters of a line that are shown, around what it is about."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What a terminal would obey, or show elsewhere than it stands, or cannot be printed."""


def as_text(finding: Diagnostic, source: str, *, colour: bool = False) -> str:
    """What was written (file, line, caret), why it cannot be taken, the way out.

    `source` is the text of the file, or empty if it cannot be shown. Lines and columns count from
    1. What a terminal would obey is not let through.
    """
    red, bold, dim, off = (_RED, _BOLD, _DIM, _OFF) if colour else ("", "", "", "")
    span = finding.span
    where = f"{bold}{_plain(span.file)}:{span.line}:{span.start + 1}{off}"
    parts = [f"{where}: {_plain(finding.message)} [{finding.code}]"]
    lines = lines_of(source)
    if source and 1 <= span.line <= len(lines):
        shown, before, marked = _excerpt(lines[span.line - 1], span.start, span.end)
        parts.append(f"{dim}{span.line:>5} |{off} {shown}")
        parts.append(f"{dim}      |{off} {' ' * before}{red}{'^' * marked}{off}")
    if finding.hint:
        parts.append(f"      way out: {_plain(finding.hint)}")
    return "\n".join(parts)


def as_dict(finding: Diagnostic) -> dict[str, Any]:
    """The finding as plain data; lines count from 1, columns from 0, the end is exclusive."""
    span = finding.span
    return {
        "code": finding.code,
        "file": span.file,
        "line": span.line,
        "start": span.start,
        "end": span.end,
        "message": finding.message,
        "hint": finding.hint,
    }


def _excerpt(line: str, start: int, end: int) -> tuple[str, int, int]:
    """So much of a line as is shown; how far in the marked stretch begins, and how wide it is."""
    start = min(start, len(line))
    end = max(start, min(end, len(line)))
    first = max(0, min(start - MOST_SHOWN // 3, len(line) - MOST_SHOWN))
    last = min(len(line), first + MOST_SHOWN)
    ahead = "…" if first else ""
    behind = "…" if last < len(line) else ""
    before = len(ahead) + _width(line[first:start])
    marked = max(1, _width(line[start : min(end, last)]))
    return ahead + _plain(line[first:last]) + behind, before, marked


def _plain(text: str) -> str:
    """The text without what a terminal would obey; a tab is a blank."""
    return _CONTROL.sub("�", text.replace("\t", " "))


def _width(text: str) -> int:
    """How many columns of a terminal the text takes."""
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in _plain(text))


def _columns(character: str) -> int:
    if category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1
