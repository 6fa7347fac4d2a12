"""How answers are shown: a tree in the terminal, or one JSON document."""

from __future__ import annotations

import dataclasses
from enum import Enum
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.tree import Tree

from vervain.tell.answer import Answer
from vervain.ui import output

WIDTH = 100
"""Columns where the output is no terminal."""


def put_answer(answer: Answer, question: dict[str, Any], found: object, *, as_json: bool) -> None:
    """Show one answer. `question` says what was asked; `found` is the answer as data."""
    if as_json:
        output.put_json({**question, "answer": answer.plain(), "found": as_data(found)})
        return
    console().print(_tree(answer))


def as_data(found: object) -> Any:
    """Dataclasses as objects, enums as their words."""
    if isinstance(found, Enum):
        return found.value
    if dataclasses.is_dataclass(found) and not isinstance(found, type):
        return {f.name: as_data(getattr(found, f.name)) for f in dataclasses.fields(found)}
    if isinstance(found, tuple | list):
        return [as_data(item) for item in found]
    return found if found is None or isinstance(found, bool | int | float | str) else str(found)


def console() -> Console:
    """Standard output, with lines broken to its width."""
    out = output.console()
    out.soft_wrap = False
    if not out.is_terminal:
        out.width = WIDTH
    return out


def _tree(answer: Answer) -> Tree:
    tree = Tree(f"[bold]{escape(answer.text)}[/bold]", guide_style="dim")
    for part in answer.parts:
        _add(tree, part)
    return tree


def _add(tree: Tree, answer: Answer) -> None:
    branch = tree.add(escape(answer.text))
    for part in answer.parts:
        _add(branch, part)
