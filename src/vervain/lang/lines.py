"""Text → lines: tokens, indentation, comments; nothing is understood yet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from unicodedata import normalize

from vervain.base.diagnostic import Report
from vervain.base.span import Span, lines_of
from vervain.lang.blocks import BARE, SAY, WORDED
from vervain.lang.syntax import Line, Token

MOST_CHARACTERS = 500_000
"""Of a file: some 12,000 lines. No text of that size, however odd, takes more than two seconds."""

TAB = 4
"""Columns of a tab."""

BLANKS = " \t"
"""What parts words and indents lines. Other spaces part words, too, but belong to a text."""

_WORD_AND_MARK = r"""
    (?P<word> (?: [^\W\d] | [^\x00-\x7f\s“”\d] | [0-9]+ [^\W\d] )
              (?: [\w'’-] | [^\x00-\x7f\s“”] )* )
  | (?P<number> [0-9]+ (?: \.[0-9]+ )? )
  | (?P<mark> \.\. | \S )
"""
_CODE = re.compile(rf"""(?P<string> "[^"]*" | “[^“”]*” ) | {_WORD_AND_MARK}""", re.VERBOSE)
_PROSE = re.compile(_WORD_AND_MARK, re.VERBOSE)

_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Controls (a terminal might obey them) and what no file can hold."""

_FREE = tuple(word.split() for word in BARE)
_WORDED = tuple(word for word in WORDED if word not in SAY)


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a file that are not blank and no comments, in order, and what follows the
    last."""

    lines: tuple[Line, ...]
    trailing: tuple[str, ...]


def tokens(
    text: str, file: str, line: int, column: int, *, prose: bool = False
) -> tuple[Token, ...]:
    """The words, numbers, quoted strings (without their quotes) and marks of a stretch of a line.

    In `prose` quotation marks are marks.
    """
    found = []
    for match in (_PROSE if prose else _CODE).finditer(text):
        kind = str(match.lastgroup)
        shown = match[0]
        if kind == "string":
            shown = shown[1:-1]
        elif not shown.isascii():
            shown = normalize("NFC", shown)
        span = Span(file, line, column + match.start(), column + match.end())
        found.append(Token(kind, shown, span))  # type: ignore[arg-type]
    return tuple(found)


def read_lines(text: str, file: str, report: Report) -> Lines:
    """Every line; what cannot be a world at all is reported, each kind of it once."""
    if len(text) > MOST_CHARACTERS:
        said = f"the file has more than {MOST_CHARACTERS:,} characters"
        hint = 'divide it, and put the parts together with: include "part.world"'
        report.add("V101", Span(file, 1, 0, 0), said, hint)
        return Lines((), ())
    reader = _Reader(file, report)
    return Lines(tuple(reader.lines(text)), tuple(reader.above))


class _Reader:
    """One file, line by line: what is remembered from one to the next."""

    def __init__(self, file: str, report: Report) -> None:
        self.file = file
        self.report = report
        self.above: list[str] = []
        self.lead = ""
        self.free = False  # in a block whose lines begin with the author's own words
        self.lexical = False  # in a `lexicon`
        self.said_at: int | None = None  # how far the `say` line is indented that may go on
        self.reported: set[str] = set()

    def lines(self, text: str) -> Iterator[Line]:
        for number, written in enumerate(lines_of(text), start=1):
            self._only_text(number, written)
            stripped = written.strip()
            if not stripped or stripped[0] == "#":
                self.above.append(stripped)
            else:
                yield self._line(number, written)
                self.above = []

    def _line(self, number: int, written: str) -> Line:
        raw = written.strip(BLANKS)
        column = len(written) - len(written.lstrip(BLANKS))
        self._same_blanks(number, written[:column])
        indent = len(written[:column].expandtabs(TAB))
        kind = self._kind(raw, indent)
        raw, comment = (raw, "") if kind == "say" else _comment(raw)
        found = tokens(raw, self.file, number, column, prose=kind != "code")
        span = Span(self.file, number, column, column + len(raw))
        return Line(span, indent, raw, found, comment, tuple(self.above))

    def _kind(self, raw: str, indent: int) -> Literal["code", "say", "so that"]:
        """Whether the line has words for the reader: it is, or goes on with, a `say`; or is a `so
        that`."""
        if self.said_at is not None and indent > self.said_at:
            return "say"
        words = raw.split(maxsplit=3)[:3]
        if indent == 0:
            self.free = any(words[: len(bare)] == bare for bare in _FREE)
            self.lexical = words[0] == "lexicon"
        lexical = self.lexical and words[0].rstrip(":") in _WORDED
        says = lexical or (words[0] == "say" and not self.free)
        self.said_at = indent if says and indent > 0 else None
        if says:
            return "say"
        return "so that" if words[:2] == ["so", "that"] and not self.free else "code"

    def _same_blanks(self, number: int, lead: str) -> None:
        """Which of two lines is indented deeper must not hang on the width of a tab."""
        if lead and self.lead and not (lead.startswith(self.lead) or self.lead.startswith(lead)):
            where = Span(self.file, number, 0, len(lead))
            said = "this line is indented with other blanks than the one before it"
            self._once("V103", where, said, "use blanks only, two for each step, and no tabs")
        self.lead = lead

    def _only_text(self, number: int, written: str) -> None:
        if odd := _NO_TEXT.search(written):
            where = Span(self.file, number, odd.start(), odd.end())
            said = f"the character U+{ord(odd[0]):04X} is no text"
            self._once("V109", where, said, "take it out; is this file a world at all?")

    def _once(self, code: str, span: Span, message: str, hint: str) -> None:
        """Whatever made it, it is made everywhere: one mistake."""
        if code not in self.reported:
            self.reported.add(code)
            self.report.add(code, span, message, hint)


def _comment(raw: str) -> tuple[str, str]:
    """Code and its comment: a `#` after two blanks that stands in no quotation."""
    straight = curly = before = 0
    at = raw.find("#")
    while at >= 0:
        straight += raw.count('"', before, at)
        curly += raw.count("“", before, at) - raw.count("”", before, at)
        if straight % 2 == 0 and curly <= 0 and raw[at - 2 : at].isspace():
            return raw[:at].rstrip(), raw[at:].rstrip()
        before, at = at, raw.find("#", at + 1)
    return raw, ""
