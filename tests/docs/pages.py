"""What stands in the documentation between fences: worlds, commands and what they print."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from vervain.ui.cli import main

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = (ROOT / "README.md", *sorted((DOCS / "tutorial").glob("*.md")))
PAGES += tuple(sorted((DOCS / "how-to").glob("*.md")))
"""Pages with commands; worlds that have a file's name behind the fence are saved on the way."""
_FENCE = re.compile(r"^```(\S*) ?([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block: `kind` and `note` are the words behind the fence, `line` is where it
    begins, `at` the place of its text in the page."""

    page: Path
    line: int
    kind: str
    note: str
    text: str
    at: int


@dataclass(frozen=True, slots=True)
class Command:
    """`$ vervain …` and what stands below it."""

    line: str
    output: str

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the command line."""
        return tuple(shlex.split(self.line))


def blocks(page: Path, *kinds: str) -> Iterator[Block]:
    """The blocks of a page that are of one of these kinds, in order."""
    text = page.read_text(encoding="utf-8")
    for found in _FENCE.finditer(text):
        if found[1] in kinds:
            line = text.count("\n", 0, found.start()) + 1
            yield Block(page, line, found[1], found[2].strip(), found[3], found.start(3))


def save(block: Block, folder: Path) -> None:
    """Put a block where its note says, for the commands below it."""
    (folder / Path(block.note).name).write_text(block.text, encoding="utf-8")


def refreshed(page: Path) -> str:
    """The page with what its commands print now, run in the current folder."""
    text, parts, done = page.read_text(encoding="utf-8"), [], 0
    for block in blocks(page, "world", "sabre", "console"):
        if block.kind != "console" and block.note:
            save(block, Path.cwd())
        if block.kind == "console":
            parts += [text[done : block.at], _anew(block)]
            done = block.at + len(block.text)
    return "".join([*parts, text[done:]])


def _anew(block: Block) -> str:
    """The text of a console block as it would be now."""
    shown = []
    for command in commands(block):
        now = command.output
        if command.words[0] == "vervain" and not agrees(now, output := printed(command)):
            now = cut_like(now, output)
        shown.append(f"$ {command.line}\n{tidy(now)}" if now.strip() else f"$ {command.line}\n")
    return "\n".join(shown) or block.text


def cut_like(shown: str, output: str) -> str:
    """The output, broken off after as many lines as before where only its beginning was shown."""
    lines = tidy(shown).splitlines()
    if lines[-1:] != ["…"]:
        return output
    return "\n".join([*output.splitlines()[: len(lines) - 1], "…"]) + "\n"


def commands(block: Block) -> Iterator[Command]:
    """The commands in a console block."""
    for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        line, _, output = part.partition("\n")
        yield Command(line, output)


def printed(command: Command) -> str:
    """What a `vervain` command prints, with a blank at no line's end."""
    program, *words = command.words
    assert program == "vervain", command
    result = CliRunner().invoke(main, words, catch_exceptions=False)
    return tidy(result.output)


def tidy(text: str) -> str:
    """Without blanks at the ends of lines and empty lines at the end."""
    return "\n".join(line.rstrip() for line in text.splitlines()).strip("\n") + "\n"


def agrees(shown: str, output: str) -> bool:
    """The output is what is shown; `…` alone on a line stands for any lines."""
    parts = [re.escape(part) for part in re.split(r"^…\n", tidy(shown), flags=re.MULTILINE)]
    return re.fullmatch(r"(?:[^\n]*\n)*".join(parts), output) is not None
