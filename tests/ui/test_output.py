"""What is printed keeps to the terminal."""

from __future__ import annotations

import io

import pytest
from click.testing import CliRunner
from rich.console import Console

from vervain.ui import output
from vervain.ui.cli import main


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal of 40 columns."""

    def console(*, error: bool = False) -> Console:
        return Console(file=io.StringIO(), force_terminal=not error, width=40)

    monkeypatch.setattr(output, "console", console)


@pytest.mark.usefixtures("narrow")
def test_a_telling_is_as_wide_as_a_narrow_terminal() -> None:
    told = CliRunner().invoke(main, ["tell", "gull_point"]).output
    assert max(map(len, told.splitlines())) <= 40
    wider = CliRunner().invoke(main, ["tell", "gull_point", "--width", "60"]).output
    assert 40 < max(map(len, wider.splitlines())) <= 60


@pytest.mark.usefixtures("narrow")
def test_reasons_are_as_wide_as_a_narrow_terminal() -> None:
    listed = CliRunner().invoke(main, ["plan", "gull_point"]).output
    reasons = [
        line for line in listed.splitlines() if line.startswith("    ") and "day" not in line
    ]
    assert reasons
    assert max(map(len, reasons)) <= 40


def test_what_is_no_terminal_has_a_page() -> None:
    assert output.columns(78) == 78
