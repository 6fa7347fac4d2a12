"""Lines → Syntax: blocks by their opening words, and what stands below them.

A misspelt opening word is reported once and read as the word that was meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from vervain.base.diagnostic import Report
from vervain.base.span import Span, lines_of
from vervain.lang.blocks import BARE, BUILT_IN_KINDS, CLAUSES, FREE
from vervain.lang.clauses import Clauses, report_tokens, words_of
from vervain.lang.lines import read_lines
from vervain.lang.nearest import ALIKE, likeness
from vervain.lang.openings import Openings, short
from vervain.lang.spacing import code
from vervain.lang.syntax import Block, Line, Syntax, Token


@dataclass(frozen=True, slots=True)
class Include:
    """One thing a file includes: a standard module, or (`quoted`) a file beside it."""

    name: str
    quoted: bool
    span: Span


def includes(text: str, file: str) -> tuple[Include, ...]:
    """What a text includes, in order, without understanding anything else of it.

    A misspelt `include` counts: `parse` will report it, and what it brings is not missed as well.
    """
    found = []
    for number, written in enumerate(lines_of(text), start=1):
        word = written[:10].split(maxsplit=1)[:1]
        if not word or written[:1].isspace() or likeness(word[0], "include") < ALIKE:
            continue
        for line in read_lines(written, file, Report()).lines:
            for token in line.tokens[1:]:
                if token.kind in ("word", "string"):
                    span = Span(file, number, token.span.start, token.span.end)
                    found.append(Include(token.text, token.kind == "string", span))
    return tuple(found)


def parse(text: str, file: str, kinds: frozenset[str] = frozenset()) -> Syntax:
    """The Syntax of a text; `kinds` are those that included files declare, further ones are found
    in the text, also below the lines that use them. Raises `Rejected`."""
    report = Report()
    read = read_lines(text, file, report)
    here = {name: span for line in read.lines for name, span in _kind(line)}
    for name in sorted(CLAUSES.keys() & here.keys()):
        message = f"a kind cannot be called `{name}`: a line that begins so means something else"
        report.add("V111", here[name], message, "call it otherwise")
    heads = Openings((*CLAUSES, *BUILT_IN_KINDS, *kinds, *here))
    blocks = tuple(_Parser(report, heads).blocks(read.lines))
    report.settle()
    return Syntax(file, blocks, read.lines, read.trailing)


def _kind(line: Line) -> Iterator[tuple[str, Span]]:
    """The kind that a line declares: `kind NAME is a KIND`, be `kind` misspelt or not."""
    tokens = line.tokens
    if line.indent > 0 or not tokens or likeness(tokens[0].text, "kind") < ALIKE:
        return
    end = next((i for i, token in enumerate(tokens) if token.text in ("is", "are")), len(tokens))
    name = tokens[1:end]
    if name and (end < len(tokens) or tokens[0].text == "kind") and _are_words(name):
        first = name[0].span
        span = Span(first.file, first.line, first.start, name[-1].span.end)
        yield " ".join(token.text for token in name), span


def _are_words(tokens: tuple[Token, ...]) -> bool:
    return all(token.kind in ("word", "number") for token in tokens)


@dataclass(slots=True)
class _Draft:
    """A block whose lines are being gathered; `word` None: what it is cannot be told."""

    word: str | None
    head: Line
    lines: list[Line] = field(default_factory=list)
    strayed: bool = False
    """It has a line at the margin, which has been reported."""


class _Parser:
    """One file's parse."""

    def __init__(self, report: Report, heads: Openings) -> None:
        self.report = report
        self.heads = heads
        self.first = True
        self.unknown: set[str] = set()

    def blocks(self, lines: tuple[Line, ...]) -> Iterator[Block]:
        """Head by head; it ends early when nobody would read more findings."""
        draft: _Draft | None = None
        for line in lines:
            if self.report.full:
                return
            if line.indent > 0:
                draft = draft or self._orphan(line)
                draft.lines.append(line)
            elif draft is not None and self._strays(line, draft):
                draft.lines.append(line)
            else:
                yield from self._close(draft)
                draft = _Draft(self._opening(line), line)
        yield from self._close(draft)

    def _orphan(self, line: Line) -> _Draft:
        hint = "move it to the margin; a file begins with: world NAME"
        self.report.add("V105", line.span, "an indented line belongs to nothing", hint)
        return _Draft(None, line)

    def _opening(self, line: Line) -> str | None:
        """The word that opens the block."""
        word = self.heads.at(line.tokens)
        if word is not None:
            return word
        near = self.heads.near(line.tokens)
        first = line.tokens[0].text
        if near is None and first in self.unknown:
            return None  # the same mistake again
        self.unknown.add(first)
        hint = f"did you mean `{near}`?"
        if near is None:
            hint = f"a block begins with one of: {', '.join(CLAUSES)}; or with a kind"
            if len(line.tokens) > 1 and _are_words(line.tokens[:1]):
                hint += f", which is declared so: kind {short(first)} is a person"
        message = f"`{short(first)}` does not begin a block"
        self.report.add("V106", line.tokens[0].span, message, hint)
        return near

    def _strays(self, line: Line, draft: _Draft) -> bool:
        """The line stands at the margin, and belongs to the block above."""
        if draft.word is None or self.heads.at(line.tokens) is not None:
            return False
        allowed = CLAUSES.get(draft.word, ())
        if allowed == FREE:
            strays = self.heads.near(line.tokens) is None
        else:
            joint = bool(allowed) and line.tokens[0].text in ("and", "or")
            strays = joint or words_of(allowed).at(line.tokens) is not None
        if strays and not draft.strayed:
            draft.strayed = True
            first = short(line.tokens[0].text)
            message = f"this line stands at the margin, and `{first}` begins no block"
            hint = f"indent it by two blanks, if it belongs to `{draft.word}`"
            self.report.add("V107", line.span, message, hint)
        return strays

    # ------------------------------------------------------------ a block and its lines

    def _close(self, draft: _Draft | None) -> Iterator[Block]:
        """The block; and those whose heads stand indented among its lines."""
        while draft is not None and draft.word is not None:
            word, head = draft.word, draft.head
            heading = head.tokens[len(word.split()) :]
            self._heading(word, head, heading)
            clauses = Clauses(word, self.heads, self.report)
            draft = self._lines(clauses, draft)
            found = clauses.done()
            yield Block(word, heading, code(head, len(word.split())), found, head.span, head)

    def _lines(self, clauses: Clauses, draft: _Draft) -> _Draft | None:
        """Read the lines below a head up to another head, and give its draft."""
        if not clauses.allowed:
            return self._misplaced(draft.lines, 0, draft.word or "") if draft.lines else None
        for i, line in enumerate(draft.lines):
            if self.report.full:
                return None
            if not clauses.take(line):
                return self._misplaced(draft.lines, i, clauses.block)
        return None

    def _misplaced(self, lines: list[Line], i: int, above: str) -> _Draft | None:
        """Report a line that cannot be below `above`. If it heads a block, that goes on with the
        lines below it."""
        line = lines[i]
        word = self.heads.at(line.tokens)
        message = f"`{above}` has no lines below it"
        if word is not None:
            message = f"`{word}` begins a block, and this line is indented"
        hint = "move it to the margin, or below the block that it belongs to"
        self.report.add("V107", line.span, message, hint)
        if word is not None and CLAUSES.get(word):
            return _Draft(word, line, lines[i + 1 :])
        return None

    def _heading(self, word: str, head: Line, heading: tuple[Token, ...]) -> None:
        """Report a heading that is missing, or that is none."""
        if word == "world" and not self.first:
            message = "`world` is the first line of a file, and stands there once"
            self.report.add("V116", head.span, message, "move it up, or take it away")
        self.first = False
        if word in BARE and heading:
            message = f"`{word}` stands alone on its line"
            hint = "take away what follows it, or put it on a line below, indented"
            self.report.add("V113", heading[0].span, message, hint)
        elif word not in BARE and not heading:
            hint = "finish the line, or take it away"
            self.report.add("V115", head.span, f"nothing follows `{word}`", hint)
        report_tokens(heading, self.report)
