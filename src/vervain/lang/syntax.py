"""Syntax: the file as written, block by block, before any name or phrase is understood.

`lines.py` makes the tree of lines and their tokens, `parse.py` the blocks. Conditions, effects and
values stay tokens here (`Clause.tokens`): reading them needs the author's own phrases, which are
known only when every block has been seen (`check.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from vervain.base.span import Span


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number, quoted string or mark `( ) : , { } + - * /` of a line."""

    kind: Literal["word", "number", "string", "mark"]
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its tokens, its raw text without indentation and comment, and the lines below it.

    `comment` is a trailing comment; `above` are the whole-line comments and blank lines (`""`)
    before it.
    """

    span: Span
    indent: int
    raw: str
    tokens: tuple[Token, ...]
    comment: str
    above: tuple[str, ...]
    below: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """A line inside a block: its fixed opening word(s) (`when`, `agreed by`, `say when glimpsed`),
    and what follows.

    `and` lines are clauses of the word they continue. `raw` is the text after the word, with the
    continuation lines of a `say` joined by one blank.
    """

    word: str
    tokens: tuple[Token, ...]
    raw: str
    span: Span


@dataclass(frozen=True, slots=True)
class Block:
    """A block: its opening word (`fact`, `action`, `wants of`, `kind`, or a kind's name for an
    entity), its heading and clauses."""

    word: str
    heading: tuple[Token, ...]
    raw: str
    clauses: tuple[Clause, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Syntax:
    """One file: the blocks in order, the line tree they came from (for the formatter)."""

    file: str
    blocks: tuple[Block, ...]
    lines: tuple[Line, ...]
    trailing: tuple[str, ...]
