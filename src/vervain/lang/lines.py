"""Text → lines: tokens, indentation, comments; nothing is understood yet."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vervain.base.diagnostic import Report
from vervain.base.span import Span
from vervain.lang.syntax import Line, Token

MOST_CHARACTERS = 4_000_000
MOST_IN_A_LINE = 4_000
TAB = 4
"""Columns of a tab, where a file is indented with tabs only."""

_TOKEN = re.compile(
    r"""(?P<string>"[^"]*"|“[^”]*”)|(?P<number>\d+(?:\.\d+)?)|(?P<word>[^\W\d][\w'’-]*)"""
    r"""|(?P<mark>\.\.|\S)"""
)
_COMMENT = re.compile(r"\s{2,}#(.*)$")
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def tokens(text: str, file: str, line: int, column: int) -> tuple[Token, ...]:
    """The words, numbers, quoted strings (without their quotes) and marks of a stretch of a
    line."""
    found = []
    for match in _TOKEN.finditer(text):
        kind = str(match.lastgroup)
        shown = match[0][1:-1] if kind == "string" else match[0]
        span = Span(file, line, column + match.start(), column + match.end())
        found.append(Token(kind, shown, span))  # type: ignore[arg-type]
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a file, in order and flat (`below` is empty), and what follows the last."""

    lines: tuple[Line, ...]
    trailing: tuple[str, ...]


def read_lines(text: str, file: str, report: Report) -> Lines:
    """Every line that is not blank and no comment; what cannot be a world at all is reported."""
    if len(text) > MOST_CHARACTERS:
        start = Span(file, 1, 0, 0)
        report.add(
            "V101",
            start,
            f"the file has more than {MOST_CHARACTERS:,} characters",
            "divide it, and include the parts",
        )
        return Lines((), ())
    lines: list[Line] = []
    above: list[str] = []
    said = False
    mixed = False
    for number, written in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        stripped = written.strip()
        if not stripped or stripped.startswith("#"):
            above.append(stripped)
            continue
        lead = written[: len(written) - len(written.lstrip())]
        span = Span(file, number, len(lead), len(written.rstrip()))
        if not _is_text(written, span, report):
            continue
        if not mixed and " " in lead and "\t" in lead:
            mixed = True
            report.add(
                "V103",
                span,
                "tabs and blanks are mixed in the indentation",
                "use two blanks a step",
            )
        indent = len(lead.expandtabs(TAB))
        said = stripped.startswith("say ") or (said and bool(lines) and indent > _say_indent(lines))
        raw, comment = (stripped, "") if said else _split_comment(stripped)
        if raw.count('"') % 2 and not said:
            report.add("V104", span, "a quotation is not closed", 'end it with "')
        found = tokens(raw, file, number, len(lead))
        lines.append(Line(span, indent, raw, found, comment, tuple(above), ()))
        above = []
    return Lines(tuple(lines), tuple(above))


def _say_indent(lines: list[Line]) -> int:
    """How far the `say` line that is being continued is indented."""
    return next((li.indent for li in reversed(lines) if li.raw.startswith("say ")), 0)


def _is_text(written: str, span: Span, report: Report) -> bool:
    if len(written) > MOST_IN_A_LINE:
        report.add(
            "V102",
            Span(span.file, span.line, 0, 80),
            f"this line has more than {MOST_IN_A_LINE:,} characters",
            "break it into several",
        )
        return False
    if odd := _NOT_TEXT.search(written):
        where = Span(span.file, span.line, odd.start(), odd.end())
        report.add("V102", where, "this character is no text", "remove it")
        return False
    return True


def _split_comment(text: str) -> tuple[str, str]:
    """Code and its comment; a `#` inside quotes is no comment."""
    for match in _COMMENT.finditer(text):
        if text[: match.start()].count('"') % 2 == 0:
            return text[: match.start()].rstrip(), "#" + match[1].rstrip()
    return text, ""
