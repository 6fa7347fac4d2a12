"""What stands below a block's heading: lines → clauses."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from vervain.base.diagnostic import Report
from vervain.lang.blocks import BELOW, CLAUSES, FREE, PROSE, REPEATED, SAY, WORDED
from vervain.lang.openings import Openings, short
from vervain.lang.spacing import code, prose
from vervain.lang.syntax import Clause, Line, Token

MOST_TOKENS = 1_000
"""Of a clause or heading: reading it may cost more than its length."""

MOST_WORDS = 10_000
"""Of words for the reader."""

MOST_DIGITS = 15
"""Of a number, before its point: so many a double keeps apart."""

STEP = 2
"""How far a line is indented that should be, and is not."""


class Clauses:
    """The clauses of one block, line by line. `found` grows; the last of them may go on."""

    def __init__(self, block: str, heads: Openings, report: Report) -> None:
        self.block = block
        self.allowed = CLAUSES.get(block, ())
        self.free = self.allowed == FREE
        self.words = words_of(self.allowed)
        self.heads = heads
        self.report = report
        self.found: list[Clause] = []
        self._indent = 0  # of the last clause
        self._open = 0  # how many of its brackets are
        self._lines: list[Line] = []
        self._texts: list[str] = []
        self._tokens: list[Token] = []

    def take(self, line: Line) -> bool:
        """Take the line in, or report it; False: it is the head of another block."""
        said = self.words.at(line.tokens)
        first = line.tokens[0].text
        if self._goes_on(line, said, first):
            self._add(line, 0)
        elif self.free:
            self._begin("", line, 0)
        elif said is not None:
            self._opens(said, line)
        elif first in ("and", "or"):
            self._and(line, first)
        elif self.heads.at(line.tokens) is not None:
            return False
        else:
            self._misspelt(line)
        return True

    def done(self) -> tuple[Clause, ...]:
        """All of them, when there are no more lines."""
        self._finish()
        return tuple(self.found)

    # ------------------------------------------------------------ how a line goes on

    def _goes_on(self, line: Line, said: str | None, first: str) -> bool:
        """The line is more of the clause above."""
        if not self._lines:
            return False
        if self.free and first in ("and", "or"):
            return True
        if line.indent <= self._indent or self._word == "so that":
            return False
        if self._word in WORDED:
            return True
        if self._open > 0:
            return said is None or said == "for"  # `for every`, more likely than a value
        last = self._tokens[-1].text if self._tokens else ""
        return said is None and first not in ("and", "or") and last in (",", ":", "and", "or")

    def _and(self, line: Line, first: str) -> None:
        if not self._lines or self._word in PROSE:
            hint = f"a line here begins with: {', '.join(self.allowed)}"
            if self._lines:
                hint = "indent it deeper to go on with the words above; else take it away"
            said = f"`{first}` goes on with nothing"
            self.report.add("V108", line.tokens[0].span, said, hint)
        elif self._word in REPEATED:
            self._begin(self._word, line, 1 if first == "and" else 0)
        else:
            self._add(line, 0)

    # ------------------------------------------------------------ how a line begins

    def _opens(self, word: str, line: Line) -> None:
        above = BELOW.get(word)
        if above and not (self._lines and self._word in above):
            wanted = " or ".join(f"`{other}`" for other in above)
            message = f"`{word}` says more about a line that is not above it"
            self.report.add("V114", line.tokens[0].span, message, f"it stands below {wanted}")
        if word == "say":
            word = _SAID.at(line.tokens) or word
        length = len(word.split())
        if length == len(line.tokens):
            hint = "finish the line, or take it away"
            self.report.add("V115", line.span, f"nothing follows `{word}`", hint)
        self._begin(word, line, length)

    def _misspelt(self, line: Line) -> None:
        """Report a line that opens with no fixed word, and take it as the nearest."""
        span = line.tokens[0].span
        message = f"`{short(line.tokens[0].text)}` does not begin a line of `{self.block}`"
        near = self.words.near(line.tokens) or _JOINTS.near(line.tokens)
        if near is not None:
            self.report.add("V108", span, message, f"did you mean `{near}`?")
        else:
            hint = f"a line here begins with: {', '.join(self.allowed)}"
            if self._lines and self._word not in PROSE:
                hint += "; or with `and`, to go on with the line above"
            self.report.add("V108", span, message, hint)
        if near in ("and", "or") and self._lines:
            self._add(line, 0)
        elif near is not None and near not in ("and", "or"):
            self._begin(near, line, len(near.split()))

    # ------------------------------------------------------------ the last clause

    @property
    def _word(self) -> str:
        """The opening of the last clause."""
        return self.found[-1].word if self.found else ""

    def _begin(self, word: str, line: Line, length: int) -> None:
        """A new clause, whose opening takes `length` tokens of its line."""
        self._finish()
        self.found.append(Clause(word, (), "", line.span, ()))
        self._lines, self._texts, self._tokens = [], [], []
        self._indent = line.indent or STEP
        self._open = 0
        self._add(line, length)

    def _add(self, line: Line, first: int) -> None:
        """More of the last clause: the tokens of the line from `first` on."""
        self._lines.append(line)
        tokens = line.tokens[first:]
        self._tokens += tokens
        if self._word in PROSE:
            self._texts.append(prose(line, first))
        else:
            self._texts.append(code(line, first))
            self._open += sum(_depth(token) for token in tokens)

    def _finish(self) -> None:
        """The last clause has all its lines."""
        if self.found and self._lines:
            text = " ".join(self._texts)
            tokens, lines = tuple(self._tokens), tuple(self._lines)
            done = replace(self.found[-1], tokens=tokens, raw=text.strip(), lines=lines)
            self.found[-1] = done
            report_tokens(tokens, self.report, is_prose=done.word in PROSE)


def report_tokens(tokens: tuple[Token, ...], report: Report, *, is_prose: bool = False) -> None:
    """A quotation that is not closed, more words than one thing can need, too large a number."""
    if len(tokens) > (MOST_WORDS if is_prose else MOST_TOKENS):
        most = MOST_WORDS if is_prose else MOST_TOKENS
        said = f"this has more than {most:,} words and marks"
        report.add("V102", tokens[0].span, said, "say it in several lines")
    if is_prose:
        return
    line = 0
    for token in tokens:
        if token.kind == "mark" and token.text in '"“”' and token.span.line != line:
            line = token.span.line
            report.add("V104", token.span, "a quotation is not closed", 'end it with "')
        if token.kind == "number" and len(token.text.partition(".")[0].lstrip("0")) > MOST_DIGITS:
            said = f"this number has more than {MOST_DIGITS} digits"
            report.add("V117", token.span, said, "count in something larger")


def _depth(token: Token) -> int:
    if token.kind != "mark":
        return 0
    return (token.text in "({") - (token.text in ")}")


@lru_cache(maxsize=64)
def words_of(allowed: tuple[str, ...]) -> Openings:
    """The opening words of the lines of a block."""
    return Openings(allowed)


_SAID = Openings(SAY)
_JOINTS = Openings(("and", "or"))
