"""Findings as people and programs read them."""

from __future__ import annotations

from typing import Any

from vervain.base.diagnostic import Diagnostic

_RED, _BOLD, _DIM, _OFF = "\x1b[31m", "\x1b[1m", "\x1b[2m", "\x1b[0m"
MOST_SHOWN = 160
"""Characters of a line that are shown."""


def as_text(finding: Diagnostic, source: str, *, colour: bool = False) -> str:
    """What was written (file, line, caret), why it cannot be taken, the way out.

    `source` is the text of the file, or empty if it cannot be shown.
    """
    red, bold, dim, off = (_RED, _BOLD, _DIM, _OFF) if colour else ("", "", "", "")
    span = finding.span
    where = f"{span.file}:{span.line}:{span.start + 1}"
    head = f"{bold}{where}{off}: {finding.message} [{finding.code}]"
    lines = source.splitlines()
    parts = [head]
    if 1 <= span.line <= len(lines):
        line = lines[span.line - 1]
        shift = max(0, min(span.start, len(line)) - MOST_SHOWN // 2)
        shown = line[shift : shift + MOST_SHOWN].replace("\t", " ")
        start = max(0, min(span.start - shift, len(shown)))
        width = max(1, min(span.end, shift + MOST_SHOWN) - span.start)
        parts.append(f"{dim}{span.line:>5} |{off} {shown}")
        parts.append(f"{dim}      |{off} {' ' * start}{red}{'^' * min(width, MOST_SHOWN)}{off}")
    if finding.hint:
        parts.append(f"      way out: {finding.hint}")
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
