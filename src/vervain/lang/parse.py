"""Lines → Syntax: blocks and the clauses below them, by their opening words.

A misspelt opening word is reported once and read as the word that was meant.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from vervain.base.diagnostic import Report
from vervain.base.span import Span
from vervain.lang.blocks import BUILT_IN_KINDS, CLAUSES, FREE, SAY
from vervain.lang.lines import read_lines
from vervain.lang.syntax import Block, Clause, Line, Syntax

_KIND = re.compile(r"^kind\s+(\S.*?)\s+is\s", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Include:
    """One thing a file includes: a standard module, or (`quoted`) a file beside it."""

    name: str
    quoted: bool
    span: Span


def kinds_in(text: str) -> frozenset[str]:
    """The kinds that a text declares, without understanding anything else of it."""
    return frozenset(match[1] for match in _KIND.finditer(text))


def includes(text: str, file: str) -> tuple[Include, ...]:
    """What a text includes, in order, without understanding anything else of it."""
    found = []
    for line in read_lines(text, file, Report()).lines:
        if line.indent == 0 and line.tokens and line.tokens[0].text == "include":
            for token in line.tokens[1:]:
                if token.kind in ("word", "string"):
                    found.append(Include(token.text, token.kind == "string", token.span))
    return tuple(found)


def parse(text: str, file: str, kinds: frozenset[str] = frozenset()) -> Syntax:
    """The Syntax of a text; `kinds` are those that included files declare. Raises `Rejected`."""
    report = Report()
    read = read_lines(text, file, report)
    parser = _Parser(report, {*kinds, *kinds_in(text), *BUILT_IN_KINDS})
    blocks = tuple(parser.blocks(read.lines))
    report.settle()
    return Syntax(file, blocks, read.lines, read.trailing)


class _Parser:
    """One file's parse."""

    def __init__(self, report: Report, kinds: set[str]) -> None:
        self.report = report
        self.openings = sorted({*CLAUSES, *kinds}, key=lambda word: (-len(word), word))

    def blocks(self, lines: tuple[Line, ...]) -> Iterator[Block]:
        start = 0
        if lines and lines[0].indent > 0:
            span = lines[0].span
            hint = "begin the file with: world NAME"
            self.report.add("V105", span, "an indented line belongs to nothing", hint)
            start = next((i for i, line in enumerate(lines) if line.indent == 0), len(lines))
        while start < len(lines):
            end = start + 1
            while end < len(lines) and lines[end].indent > 0:
                end += 1
            block = self._block(lines[start], lines[start + 1 : end])
            if block is not None:
                yield block
            start = end

    def _block(self, head: Line, below: tuple[Line, ...]) -> Block | None:
        word, length = self._opening(head)
        if word is None:
            return None
        raw = " ".join(head.raw.split()[length:])
        heading = head.tokens[length:]
        allowed = CLAUSES.get(word, ())
        if not allowed and below:
            hint = "move it to the margin, or below the block that it belongs to"
            self.report.add("V107", below[0].span, f"`{word}` has no lines below it", hint)
            return None
        return Block(word, heading, raw, tuple(self._clauses(word, allowed, below)), head.span)

    def _opening(self, line: Line) -> tuple[str | None, int]:
        """The word of a block, and how many words of the line it takes."""
        for word in self.openings:
            length = len(word.split())
            if [t.text for t in line.tokens[:length]] == word.split():
                return word, length
        meant = self._meant(line, tuple(self.openings))
        first = line.raw.split()[0]
        if meant is None:
            hint = f"a block begins with one of: {', '.join(CLAUSES)}, or with a kind"
            self.report.add("V106", _first(line), f"`{first}` does not begin a block", hint)
            return None, 0
        word, length = meant
        hint = f"write `{word}`"
        self.report.add("V106", _first(line), f"`{first}` does not begin a block", hint)
        return word, length

    def _meant(self, line: Line, words: tuple[str, ...]) -> tuple[str, int] | None:
        """The opening word nearest to how the line begins."""
        best: tuple[float, str, int] | None = None
        for word in words:
            length = len(word.split())
            said = " ".join(t.text for t in line.tokens[:length])
            close = difflib.SequenceMatcher(None, said.lower(), word).ratio()
            if word and close >= 0.7 and (best is None or close > best[0]):
                best = (close, word, length)
        return best[1:] if best else None

    # ------------------------------------------------------------ the lines of a block

    def _clauses(
        self, block: str, allowed: tuple[str, ...], lines: tuple[Line, ...]
    ) -> list[Clause]:
        clauses: list[Clause] = []
        margin = lines[0].indent if lines else 0
        said_at = 0
        for line in lines:
            last = clauses[-1] if clauses else None
            if last and last.word.startswith("say") and line.indent > said_at:
                clauses[-1] = replace(last, raw=f"{last.raw} {line.raw}")
                continue
            found = self._clause(block, allowed, line, last, deeper=line.indent > margin)
            if found is None:
                continue
            said_at = line.indent
            if found.word == "+":
                clauses[-1] = _joined(clauses[-1], found)
            else:
                clauses.append(found)
        return clauses

    def _clause(
        self, block: str, allowed: tuple[str, ...], line: Line, last: Clause | None, *, deeper: bool
    ) -> Clause | None:
        """The clause of a line; one with the word `+` goes on with the clause before it."""
        if line.indent == 0:
            return None
        first = line.tokens[0].text if line.tokens else ""
        if allowed == FREE:
            return _cut(line, "+" if deeper and last else "", 0)
        forms = SAY if first == "say" and "say" in allowed else allowed
        for word in sorted(forms, key=lambda w: -len(w.split())):
            if word and _begins(line, word):
                return _cut(line, word, len(word.split()))
        if first in ("and", "or") and last is not None and not last.word.startswith("say"):
            return _cut(line, last.word, 1 if first == "and" else 0)
        meant = self._meant(line, forms)
        if meant is None and deeper and last is not None:
            return _cut(line, "+", 0)
        message = f"`{line.raw.split()[0]}` does not begin a line of `{block}`"
        if meant is None:
            hint = f"a line here begins with: {', '.join(allowed)}"
            self.report.add("V108", _first(line), message, hint)
            return None
        self.report.add("V108", _first(line), message, f"write `{meant[0]}`")
        return _cut(line, *meant)


def _begins(line: Line, word: str) -> bool:
    wanted = word.split()
    return [t.text for t in line.tokens[: len(wanted)]] == wanted


def _first(line: Line) -> Span:
    return line.tokens[0].span if line.tokens else line.span


def _cut(line: Line, word: str, length: int) -> Clause:
    """The clause of a line whose opening word takes `length` tokens."""
    rest = line.tokens[length:]
    column = rest[0].span.start - line.span.start if rest else len(line.raw)
    return Clause(word, rest, line.raw[column:].strip(), line.span)


def _joined(clause: Clause, more: Clause) -> Clause:
    return replace(clause, tokens=clause.tokens + more.tokens, raw=f"{clause.raw} {more.raw}")
