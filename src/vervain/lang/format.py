"""The one canonical layout: blocks at the margin, lines by two blanks, `and` and `or` by three.

Only blanks change, and where long `say` lines are broken: the words, their order and every comment
stay, so the formatted text parses to the same Syntax.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vervain.lang import spacing
from vervain.lang.blocks import BELOW, CLAUSES, FREE, WORDED
from vervain.lang.syntax import Block, Clause, Line, Syntax

WIDTH = 96
"""Where the words of a `say` line are broken."""

_PIECE = re.compile(r"(?:\{[^{}]*\}|[^ ])+")
"""What a line of words is not broken in: a word, a hole."""


def format_syntax(syntax: Syntax) -> str:
    """The canonical text of a file: formatting it again changes nothing."""
    out: list[str] = []
    lines_before = False
    for block in syntax.blocks:
        above = block.head.above
        if "" not in above and (lines_before or block.clauses):
            above = ("", *above)  # a block with lines stands apart
        lines_before = bool(block.clauses)
        out += _above(above, 0)
        out.append(_code(block.head, 0))
        for clause in block.clauses:
            out += _clause(block, clause)
    out += _above(syntax.trailing, 0)
    return "".join(f"{line}\n" for line in _single_blanks(out))


def _clause(block: Block, clause: Clause) -> Iterator[str]:
    """The lines of a clause, with what stands above them."""
    if clause.word in WORDED:
        yield from _above(clause.lines[0].above, 2)
        for line in clause.lines[1:]:
            yield from _above(tuple(comment for comment in line.above if comment), 2)
        text = " ".join(spacing.prose(line) for line in clause.lines)
        yield from _broken("  ", text, len(clause.word.split()))
        return
    joint = clause.lines[0].tokens[0].text in ("and", "or") and clause.word != "and then"
    step = 4 if clause.word in BELOW else 3 if joint and CLAUSES[block.word] != FREE else 2
    for line in clause.lines:
        goes_on = line is not clause.lines[0]
        more = 1 if step == 2 and line.tokens[0].text in ("and", "or") else 2
        indent = step + more if goes_on else step
        yield from _above(line.above, indent)
        yield _code(line, indent)


def _code(line: Line, indent: int) -> str:
    comment = f"  {line.comment}" if line.comment else ""
    text = spacing.prose(line) if _is_purpose(line) else spacing.code(line)
    return f"{' ' * indent}{text}{comment}"


def _is_purpose(line: Line) -> bool:
    return [token.text for token in line.tokens[:2]] == ["so", "that"]


def _above(above: tuple[str, ...], indent: int) -> Iterator[str]:
    return (" " * indent + comment if comment else "" for comment in above)


def _broken(lead: str, text: str, opening: int) -> Iterator[str]:
    """Words for the reader, broken at single blanks where they are long; the opening words and
    the first behind them stay together, or they would open something else."""
    pieces = _pieces(text)
    line = " ".join(pieces[: opening + 1])
    for piece in pieces[opening + 1 :]:
        if len(lead) + len(line) + 1 + len(piece) > WIDTH:
            yield lead + line
            lead, line = "    ", piece
        else:
            line += f" {piece}"
    yield lead + line


def _pieces(text: str) -> list[str]:
    """What stays on one line; what would begin a comment, or a blank line, stays where it is."""
    found: list[str] = []
    for piece in _PIECE.findall(text):
        if found and piece.strip()[:1] in ("", "#"):
            found[-1] += f" {piece}"
        else:
            found.append(piece)
    return found


def _single_blanks(lines: list[str]) -> Iterator[str]:
    """No two blank lines together, none at the beginning or end."""
    blank = False
    begun = False
    for line in lines:
        if line:
            if blank and begun:
                yield ""
            yield line
            begun = True
        blank = not line
