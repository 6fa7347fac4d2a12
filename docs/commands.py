"""The page of the command line, made from the commands themselves."""

from __future__ import annotations

import click

from vervain.ui.cli import main
from vervain.ui.output import Exit

HEAD = """\
# The command line

`vervain COMMAND WORLD …`: a WORLD is a file, or the name of an example (`always_safe`,
`gull_point`, `hello`, `ten_years`); a file called `*.txt` is a problem in the language of the
Sabre planner.
This page is made from the commands themselves: `python docs/refresh.py`.

Results go to standard output, everything else (findings, progress, what was missing) to standard
error. Every table has its `--json`. Colours and progress are for terminals; `NO_COLOR` or `--no-
color` turns the colours off. Ctrl-C ends a search and prints what it found so far. Files are
written whole or not at all.

`vervain completion bash` (`zsh`, `fish`) prints what completes commands, examples and options in
your shell; its help says where to put it.

| exit code | meaning |
|---|---|
"""
MEANING = {
    Exit.OK: "done",
    Exit.REJECTED: "the world (or plan, or saved story) cannot be taken; the findings say why",
    Exit.NO_FILE: "a file cannot be read or written",
    Exit.NONE: "proved: there is no such story within the limits",
    Exit.BUDGET: "the budget (`--seconds`, `--nodes`, `--memory`) was spent before that",
    Exit.CHECK_FAILED: "a check does not hold, a file is not in its layout, a plan is not accepted",
    Exit.INTERRUPTED: "interrupted",
}


def page() -> str:
    """The whole page."""
    codes = {**{int(code): text for code, text in MEANING.items()}, 2: "a wrong command line"}
    rows = [f"| {code} | {codes[code]} |\n" for code in sorted(codes)]
    parts = [_command(name, command) for name, command in main.all().items()]
    return HEAD + "".join(rows) + "\n" + "\n".join(parts)


def _command(name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=f"vervain {name}")
    usage = " ".join([f"vervain {name}", *command.collect_usage_pieces(context)])
    text = [f"## {name}\n", f"    {usage}\n", _plain(command.help or "")]
    rows = [_option(p, context) for p in command.params if isinstance(p, click.Option)]
    if rows:
        text += ["| option | |\n|---|---|\n" + "".join(rows)]
    return "\n".join(text)


def _option(option: click.Option, context: click.Context) -> str:
    names, about = option.get_help_record(context) or ("", "")
    names, about = (part.replace("|", "\\|") for part in (names, about))
    return f"| `{names}` | {' '.join(about.split())} |\n"


def _plain(text: str) -> str:
    """Click's help as Markdown."""
    paragraphs = text.replace("\b\n", "").strip().split("\n\n")
    return "".join(f"{' '.join(p.split())}\n\n" for p in paragraphs).rstrip() + "\n"
