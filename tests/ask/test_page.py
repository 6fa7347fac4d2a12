"""The how-to page: its program runs, its drawing is up to date (its commands: `tests/docs`)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from vervain.ui.cli import main

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "find-out-why.md"


def test_the_program_of_the_page_runs(capsys: pytest.CaptureFixture[str]) -> None:
    program = re.search(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert program is not None
    exec(program[1], {})
    assert capsys.readouterr().out.startswith("Tom quenches the lamp (3), so that nobody sees")


def test_the_drawing_of_the_page_is_up_to_date(tmp_path: Path) -> None:
    """If it is not: vervain draw gull_point --layout own -o docs/how-to/lamp.svg"""
    target = tmp_path / "lamp.svg"
    command = ["draw", "gull_point", "--layout", "own", "-o", str(target)]
    assert CliRunner().invoke(main, command).exit_code == 0
    assert target.read_text(encoding="utf-8") == (PAGE.parent / "lamp.svg").read_text("utf-8")
