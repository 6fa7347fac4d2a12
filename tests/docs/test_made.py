"""Pages made from the program are as it would make them now: `python docs/refresh.py`."""

from __future__ import annotations

import contextlib
import io

import click

from docs.commands import MEANING, page
from tests.docs.pages import DOCS, blocks
from vervain.ui.cli import main
from vervain.ui.output import Exit


def test_the_command_line() -> None:
    assert (DOCS / "reference" / "command-line.md").read_text(encoding="utf-8") == page()
    assert set(MEANING) == set(Exit)


def test_every_command_and_option_says_what_it_does() -> None:
    for name, command in main.all().items():
        assert command.help, name
        missing = [p.name for p in command.params if isinstance(p, click.Option) and not p.help]
        assert not missing, name


def test_the_python_example() -> None:
    """The first block runs, and prints the second."""
    program, output = blocks(DOCS / "reference" / "python.md", "python", "text")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(program.text, "python.md", "exec"), {})
    assert printed.getvalue() == output.text
