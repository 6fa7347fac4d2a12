"""Patterns: what a story is sifted for, once its words are understood.

A *motif* is something that one event can count as, in any world (`one harms two`); a *pattern* is
several events in time, with what must be so about them. docs/explanation/sifting.md says what they
mean, by numbered definitions.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from vervain.base.span import NOWHERE, Span
from vervain.lang.expr import Cond, Param, Term

if TYPE_CHECKING:
    from vervain.lang.world import Phrase


class Sort(StrEnum):
    """What an atom is about."""

    ACT = "act"
    MOTIF = "motif"
    PATTERN = "pattern"
    MARK = "mark"
    BECOMES = "becomes"


@dataclass(frozen=True, slots=True)
class Atom:
    """Something an event can be. `args` in the order of the roles it names (None: anyone's);
    `cond` where it is that something comes about."""

    sort: Sort
    name: str = ""
    args: tuple[Term | None, ...] = ()
    cond: Cond | None = None
    positive: bool = True
    text: str = ""


@dataclass(frozen=True, slots=True)
class Test:
    """What must be so just before an event: a condition, a want of `who`, or a mark of the
    event."""

    text: str
    cond: Cond | None = None
    who: Term | None = None
    mark: Atom | None = None


Since = Literal["", "before", "first"]
"""Which step a clause looks back to: the one before, or the first."""


@dataclass(frozen=True, slots=True)
class Gap:
    """So many minutes since a step."""

    minutes: int
    since: Since
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step: an event that is `atom`, `times` times over, with all that is said below it."""

    atom: Atom
    text: str
    optional: bool = False
    times: int = 1
    tests: tuple[Test, ...] = ()
    within: tuple[Gap, ...] = ()
    after: tuple[Gap, ...] = ()
    because: tuple[Since, ...] = ()
    unless: tuple[Atom, ...] = ()
    during: tuple[Test, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One event of an example: `gap` minutes after the one before, `because` of it or not."""

    atoms: tuple[Atom, ...]
    gap: int = 60
    because: bool = False


@dataclass(frozen=True, slots=True)
class Example:
    """A small story in which a pattern is to be found, or not."""

    matches: bool
    items: tuple[Item, ...]
    text: str
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Motif:
    """What an event counts as, in any of some ways; each way is a list of tests and marks."""

    name: str
    words: str
    phrase: Phrase
    params: tuple[Param, ...]
    ways: tuple[tuple[Test, ...], ...]
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Pattern:
    """`params` are the roles of the heading, who are different, then those that steps declare.

    `afterwards`: what must not follow up to the end of the story.
    """

    name: str
    words: str
    phrase: Phrase
    params: tuple[Param, ...]
    heading: int
    steps: tuple[Step, ...]
    afterwards: tuple[Atom, ...] = ()
    examples: tuple[Example, ...] = ()
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Counted:
    """An act of the world counts as a motif, with these roles."""

    act: str
    motif: str
    args: tuple[Term, ...]
