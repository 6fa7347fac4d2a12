"""Sabre problem text → tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from vervain.base.diagnostic import Report
from vervain.base.span import Span

MOST_TOKENS = 200_000
MOST_SHOWN = 40
"""Characters of an author's text that a message repeats."""


class Sort(Enum):
    """What a token is."""

    SYMBOL = "symbol"
    NUMBER = "number"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Token:
    """One token, and where it stands."""

    sort: Sort
    text: str
    line: int
    start: int
    file: str

    @property
    def span(self) -> Span:
        """The stretch of the source that it is."""
        return Span(self.file, self.line, self.start, self.start + len(self.text))

    @property
    def is_name(self) -> bool:
        """A name is a word that begins with a letter."""
        return self.sort is Sort.WORD and self.text[0].isalpha()


_TOKEN = re.compile(
    r"""(?P<space>[^\S\r\n]+)
    | (?P<line>\r\n?|\n)
    | (?P<comment>//[^\r\n]* | /\*.*?\*/)
    | (?P<open>/\*)
    | (?P<number>-?\d+(?:\.\d*)?)
    | (?P<symbol>==|!=|>=|<=|[(){}\[\],;:*/+\-&|!=><])
    | (?P<word>[^\s(){}\[\],;:*/+\-&|!=><]+)""",
    re.VERBOSE | re.DOTALL,
)
_LINE = re.compile(r"\r\n?|\n")
_SORTS = {"number": Sort.NUMBER, "symbol": Sort.SYMBOL, "word": Sort.WORD}


def tokens_of(text: str, file: str, report: Report) -> list[Token]:
    """All tokens of a text; comments are skipped."""
    found: list[Token] = []
    line, begin = 1, 0
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        sort = _SORTS.get(kind)
        if sort is not None:
            found.append(Token(sort, match[0], line, match.start() - begin, file))
        elif kind == "open":
            span = Span(file, line, match.start() - begin, match.end() - begin)
            report.add("V601", span, "this comment never ends", "close it with */")
            break
        elif kind in {"line", "comment"}:
            for broken in _LINE.finditer(match[0]):
                line, begin = line + 1, match.start() + broken.end()
        if len(found) > MOST_TOKENS:
            report.add(
                "V602",
                found[-1].span,
                f"the problem is longer than {MOST_TOKENS} words",
                "divide it",
            )
            break
    return found


def shown(tokens: list[Token]) -> str:
    """Tokens as a message repeats them."""
    text = ""
    for token in tokens:
        glued = not text or token.text in "(),;:" or text.endswith("(")
        text += token.text if glued else " " + token.text
        if len(text) > MOST_SHOWN:
            return text[:MOST_SHOWN] + " …"
    return text
