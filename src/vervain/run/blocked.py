"""Blocked: why a story does not reach a stage: what is missing, and who would have to want what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from vervain.native.engine import Outcome
from vervain.run.trace import Trace


class Lack(Enum):
    """Why a missing part stays missing, in the nearest state."""

    UNWANTED = "somebody who would have to agree has no reason to"
    BARRED = "nothing that can be done now brings it"
    NOTHING = "no act ever brings it"
    WANTED = "an act brings it, but not together with the rest, or not in so few steps"


@dataclass(frozen=True, slots=True)
class Remedy:
    """An act that would bring a missing part. If it is possible: who has no reason for it, and of
    whom that could not be settled. If not: what its own condition lacks.
    """

    action: int
    text: str
    unwilling: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """A part of the stage's condition that does not hold: its condition id and its words."""

    cond: int
    text: str
    lack: Lack
    remedies: tuple[Remedy, ...]


@dataclass(frozen=True, slots=True)
class Blocked:
    """Stage number `stage` of `stages` (from 0), called `name`, was not reached.

    `partial` is the story that came nearest, `missing` what its last state lacks.
    """

    stage: int
    stages: int
    name: str
    outcome: Outcome
    partial: Trace
    missing: tuple[Missing, ...]

    @property
    def message(self) -> str:
        """The whole finding, a line each."""
        done = "proved impossible" if self.outcome is Outcome.NONE else self.outcome.value
        head = f"stage {self.stage + 1} of {self.stages}, {self.name}, was not reached ({done})"
        came = f"the story that came nearest has {_count(len(self.partial.steps), 'act')}"
        return "\n".join((head, came, *(_missing_text(m) for m in self.missing)))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _missing_text(missing: Missing) -> str:
    lines = [f"  missing: {missing.text} ({missing.lack.value})"]
    for remedy in missing.remedies:
        line = f"    {remedy.text}"
        if missing.lack is Lack.BARRED and not remedy.lacks:
            line += ": does not suffice"
        if remedy.unwilling:
            line += f": {' and '.join(remedy.unwilling)} would have no reason"
        if remedy.unsure:
            line += f": no reason found for {' and '.join(remedy.unsure)}, perhaps there is one"
        if remedy.lacks:
            line += f": not possible without {'; '.join(remedy.lacks)}"
        lines.append(line)
    return "\n".join(lines)
