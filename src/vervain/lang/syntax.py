"""Syntax: the file as written, block by block, before any name or phrase is understood.

`lines.py` makes the lines and their tokens, `parse.py` the blocks, `clauses.py` what stands below
them. Conditions, effects and values stay tokens here (`Clause.tokens`): reading them needs the
author's own phrases, which are known only when every block has been seen (`check.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from vervain.base.span import Span


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number, quoted string (without its quotes) or mark of a line.

    Marks are `( ) : , { } + * / - ..` and any other character that is in no word. Words are in
    Unicode's composed form (NFC), so that a name is one name however it was typed. In words for the
    reader (`say`, `so that`) quotation marks are marks: there the n-th `{` of `Clause.raw` is the
    n-th `{` token.
    """

    kind: Literal["word", "number", "string", "mark"]
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Line:
    """One line: how far it is indented, its text without indentation and comment, its tokens (one
    or more).

    `comment` is a trailing comment; `above` are the whole-line comments and blank lines (`""`)
    before it.
    """

    span: Span
    indent: int
    raw: str
    tokens: tuple[Token, ...]
    comment: str
    above: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """What one opening word says inside a block: the word and what follows it.

    `word` is the fixed opening (`when`, `agreed by`, `say when glimpsed`; `""` in `at the start`,
    `outline` and `plans`); `tokens` and `raw` follow it. `raw` has single blanks; in words for the
    reader it is their text, lines joined by one blank; else the canonical text of the tokens.

    A line that begins with `and` or `or`:

    - below `when`, `then`, `agreed by`, `seen by`, `against`, `for`, `even if` it is a clause of
      that word, of its own; `tokens` come without the `and`, but with the `or`;
    - elsewhere it goes on with the clause above: `tokens` contain the `and` or `or`.

    A line that cannot end yet (an open bracket; a comma, colon, `and` or `or` at the end) goes on
    in the next, if that is indented deeper. `span` is the first line, `lines` are all of them.
    """

    word: str
    tokens: tuple[Token, ...]
    raw: str
    span: Span
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A block: its opening word (`fact`, `action`, `wants of`, `kind`, or a kind's name for an
    entity), its heading (what follows the word; `raw` is its canonical text) and clauses."""

    word: str
    heading: tuple[Token, ...]
    raw: str
    clauses: tuple[Clause, ...]
    span: Span
    head: Line


@dataclass(frozen=True, slots=True)
class Syntax:
    """One file: the blocks in order, all its lines, and the comments after the last line."""

    file: str
    blocks: tuple[Block, ...]
    lines: tuple[Line, ...]
    trailing: tuple[str, ...]
