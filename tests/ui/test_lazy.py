"""Commands are imported when they are called."""

from __future__ import annotations

import json
import subprocess
import sys

import click

from vervain.ui.cli import main
from vervain.ui.commands import FOUND_IN


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
