"""Commands are imported when they are called."""

from __future__ import annotations

import json
import subprocess
import sys

import click
from click.testing import CliRunner

from vervain.ui.cli import main
from vervain.ui.commands import FOUND_IN, SECTIONS


def test_every_command_is_where_it_is_said_to_be() -> None:
    for name, command in main.all().items():
        assert isinstance(command, click.Command)
        assert command.name == name


def test_none_waits_for_what_another_needs() -> None:
    """The program begins without the data base of `many` and the widgets of the terminal."""
    program = "import json, sys, vervain.ui.cli; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    loaded = set(json.loads(done.stdout))
    assert "vervain.ui.cli" in loaded
    mine = {f"vervain.ui.{place.rsplit('.', 1)[0]}" for place in FOUND_IN.values()}
    assert not loaded & {
        "duckdb",
        "distributed",
        *mine - {"vervain.ui.planning", "vervain.ui.files"},
    }


def test_every_command_has_a_line_of_help_that_fits() -> None:
    told = [name for commands in SECTIONS.values() for name in commands]
    assert sorted(told) == sorted(main.all())
    lines = [about for commands in SECTIONS.values() for about in commands.values()]
    page = CliRunner().invoke(main, ["--help"], terminal_width=80).output
    assert [line for line in lines if line not in page] == []
