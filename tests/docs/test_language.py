"""The language reference: every example loads, every construct is in an example that does."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.pages import DOCS, Block, agrees, blocks, commands, printed
from vervain.base.diagnostic import Rejected
from vervain.lang.blocks import CLAUSES, SAY
from vervain.pipeline import grounded, load_text

PAGE = DOCS / "reference" / "language.md"
WORLDS = list(blocks(PAGE, "world"))
WRONG = list(blocks(PAGE, "wrong"))


def where(block: Block) -> str:
    return f"line {block.line}"


@pytest.mark.parametrize("block", WORLDS, ids=where)
def test_an_example_is_a_world(block: Block) -> None:
    assert grounded(load_text(block.text, f"{where(block)}.world"))


@pytest.mark.parametrize("block", WRONG, ids=where)
def test_a_wrong_example_is_refused_for_that_reason(block: Block) -> None:
    with pytest.raises(Rejected) as rejected:
        load_text(block.text, "wrong.world")
    assert [finding.code for finding in rejected.value.findings] == [block.note]
    assert rejected.value.findings[0].hint


def test_every_block_and_line_is_shown() -> None:
    lines = [line.strip() for block in WORLDS for line in block.text.splitlines()]
    words = set(CLAUSES) | {w for below in CLAUSES.values() for w in below} | {*SAY}
    shown = {word for word in words for line in lines if line.startswith(word)}
    assert sorted(words - shown) == []


@pytest.mark.parametrize("block", list(blocks(PAGE, "console")), ids=where)
def test_what_is_shown_is_printed(
    block: Block, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A world is saved under the name of its first line: `world Wants` as wants.world."""
    monkeypatch.chdir(tmp_path)
    for world in WORLDS:
        name = world.text.split("\n")[0].removeprefix("world ").lower().replace(" ", "_")
        (tmp_path / f"{name}.world").write_text(world.text, encoding="utf-8")
    for command in commands(block):
        output = printed(command)
        assert agrees(command.output, output), output
