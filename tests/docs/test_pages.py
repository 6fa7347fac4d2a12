"""The pages that show the program at work show what it does."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.pages import PAGES, agrees, blocks, commands, printed, save


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_commands_print_what_the_page_shows(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the new output is the better one: `python docs/refresh.py`."""
    monkeypatch.chdir(tmp_path)
    for block in blocks(page, "world", "sabre", "console"):
        if block.kind != "console":
            save(block, tmp_path) if block.note else None
            continue
        for command in commands(block):
            if command.words[0] == "vervain":
                output = printed(command)
                assert agrees(command.output, output), f"line {block.line}:\n{output}"
