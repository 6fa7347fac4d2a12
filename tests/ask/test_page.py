"""The how-to page shows what the commands say."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from vervain.ui.cli import main

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "find-out-why.md"
SHOWN = re.compile(r"^( +)\$ (vervain .+)\n((?:\1.*\n)+)", re.MULTILINE)


def shown() -> list[tuple[str, list[str]]]:
    """Every command of the page with the lines it is shown to print."""
    return [
        (command, [line.strip() for line in lines.splitlines()])
        for _, command, lines in SHOWN.findall(PAGE.read_text(encoding="utf-8"))
    ]


def flowing(text: str) -> str:
    """The words, wherever the lines are broken."""
    return " ".join(re.sub(r"[│├└─]", " ", text).split())


@pytest.mark.parametrize(("command", "lines"), shown())
def test_a_command_of_the_page_says_what_is_shown(command: str, lines: list[str]) -> None:
    result = CliRunner().invoke(main, shlex.split(command)[1:])
    assert result.exit_code == 0, result.output
    said = flowing(result.output)
    for part in "\n".join(lines).split("…"):
        assert flowing(part) in said


def test_the_page_shows_commands() -> None:
    assert len(shown()) >= 5


def test_the_program_of_the_page_runs(capsys: pytest.CaptureFixture[str]) -> None:
    program = re.search(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert program is not None
    exec(program[1], {})
    assert capsys.readouterr().out.startswith("Tom quenches the lamp (3), so that nobody sees")


def test_the_drawing_of_the_page_is_up_to_date(tmp_path: Path) -> None:
    """If it is not: vervain draw gull_point -o docs/how-to/lamp.svg"""
    target = tmp_path / "lamp.svg"
    assert CliRunner().invoke(main, ["draw", "gull_point", "-o", str(target)]).exit_code == 0
    assert target.read_text(encoding="utf-8") == (PAGE.parent / "lamp.svg").read_text("utf-8")
