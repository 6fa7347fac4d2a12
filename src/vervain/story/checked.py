"""Checked: the world's own checks on the stories that were found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vervain.lang.world import World
from vervain.story.chronicle import Chronicle
from vervain.story.lint import gaps


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of one check; `story` is the number of a story that decides it, or None."""

    text: str
    holds: bool
    story: int | None


def checked(
    world: World, chronicles: Sequence[Chronicle], held: Sequence[frozenset[str]]
) -> tuple[Checked, ...]:
    """What became of each check; `held`: for each story the checks (by their text) that hold at
    its end."""
    results = []
    for check in world.checks:
        truths = [
            check.text in here if check.cond is not None else all_explained(world, chronicle)
            for chronicle, here in zip(chronicles, held, strict=True)
        ]
        holds = all(truths) if check.every else any(truths)
        deciding = (i for i, truth in enumerate(truths) if truth is not check.every)
        decides = min(deciding, key=lambda i: len(chronicles[i].events), default=None)
        results.append(Checked(check.text, holds and bool(truths), decides))
    return tuple(results)


def all_explained(world: World, chronicle: Chronicle) -> bool:
    """Everything is on record of whoever agreed to anything (`story.lint`)."""
    return next(gaps(world, chronicle), None) is None
