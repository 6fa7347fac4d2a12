"""The one canonical layout: blocks at the margin, lines by two blanks, `and` and `or` by three.

Only blanks change, and where long `say` lines are broken: the words, their order and every comment
stay, so the formatted text parses to the same Syntax.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from vervain.lang.blocks import CLAUSES, FREE
from vervain.lang.syntax import Line, Syntax

WIDTH = 96
_STRINGS = re.compile(r'("[^"]*"|“[^”]*”)')
_DEEPER = ("so that", "saying", "and then")


def format_syntax(syntax: Syntax) -> str:
    """The canonical text of a file."""
    out: list[str] = []
    block = ""
    said: list[str] = []
    said_at = 0
    for line in syntax.lines:
        if said and line.indent > said_at and not line.above:
            said.append(line.raw)
            continue
        _flush(out, said)
        _above(out, line.above, line.indent)
        if line.indent == 0:
            block = next((w for w in CLAUSES if _begins(line.raw, w)), "")
            _part(out, block)
        if line.raw.startswith("say ") and line.indent > 0:
            said, said_at = [line.raw], line.indent
            continue
        comment = f"  {line.comment}" if line.comment else ""
        out.append(_lead(line, block) + _words(line.raw) + comment)
    _flush(out, said)
    _above(out, syntax.trailing, 0)
    return "\n".join(_single_blanks(out)).strip("\n") + "\n"


def _flush(out: list[str], said: list[str]) -> None:
    """A `say` line, broken where it is long; its words keep their single blanks."""
    if said:
        text = " ".join(" ".join(said).split())
        out += textwrap.wrap(
            text,
            WIDTH,
            initial_indent="  ",
            subsequent_indent="    ",
            break_long_words=False,
            break_on_hyphens=False,
        )
        said.clear()


def _above(out: list[str], above: tuple[str, ...], indent: int) -> None:
    lead = "  " if indent else ""
    out += [lead + comment if comment else "" for comment in above]


def _part(out: list[str], block: str) -> None:
    """A block with lines below it is parted from what stands before it."""
    if out and out[-1] and not out[-1].startswith("#") and CLAUSES.get(block):
        out.append("")


def _begins(raw: str, word: str) -> bool:
    return raw == word or raw.startswith(word + " ")


def _lead(line: Line, block: str) -> str:
    if line.indent == 0:
        return ""
    if CLAUSES.get(block) == FREE:
        return "  "
    if any(_begins(line.raw, word) for word in _DEEPER):
        return "    "
    return "   " if _begins(line.raw, "and") or _begins(line.raw, "or") else "  "


def _words(raw: str) -> str:
    """Single blanks between words, none before commas and colons; quotations as they are."""
    parts = _STRINGS.split(raw)
    for i in range(0, len(parts), 2):
        parts[i] = re.sub(r"\s+", " ", parts[i])
        parts[i] = re.sub(r" ([,:])(?= |$)", r"\1", parts[i])
    return "".join(parts).strip()


def _single_blanks(lines: list[str]) -> Iterator[str]:
    """No two blank lines together."""
    before = ""
    for line in lines:
        if line or before:
            yield line
        before = line
