"""A saved story that cannot be read is said, and never a traceback."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
from click.testing import CliRunner

from vervain.ui import options
from vervain.ui.cli import main


@pytest.mark.parametrize(
    "command", [("tell", "hello"), ("why", "hello", "0"), ("who", "hello", "Ben has been greeted")]
)
def test_too_large_or_no_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.setattr(options, "MOST_SAVED", 1_000_000)
    file = tmp_path / "story.json"
    for content, words in ((b" " * 1_000_001, "more than 1 MB"), (b"\xff\xfe", "not UTF-8")):
        file.write_bytes(content)
        done = CliRunner().invoke(main, [*command, "--story", str(file)])
        assert done.exit_code == 3, done.output
        assert words in done.output


@pytest.mark.parametrize("command", ["plan", "tell"])
def test_a_world_with_nothing_to_plan_for_is_said(tmp_path: Path, command: str) -> None:
    """
    world Aimless
    person Ada, she
    fact the lamp is lit: yes or no
    action (who: person) lights it
      then the lamp is lit
    """
    file = tmp_path / "aimless.world"
    text = dedent(test_a_world_with_nothing_to_plan_for_is_said.__doc__ or "")
    file.write_text(text, encoding="utf-8")
    done = CliRunner().invoke(main, [command, str(file)])
    assert done.exit_code == 1, done.output
    assert "let it live: vervain run" in done.output
