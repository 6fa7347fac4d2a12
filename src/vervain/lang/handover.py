"""Handing over: how the end of a run of this world becomes the start of another world's story."""

from __future__ import annotations

from dataclasses import dataclass, field

from vervain.base.span import NOWHERE, Span
from vervain.lang.expr import Cond, Param


@dataclass(frozen=True, slots=True)
class Place:
    """Who has a place there: the first who fits it and for whom the condition came to hold; `name`
    None: all the others for whom it holds. `text`: the author's line."""

    name: str | None
    role: Param
    cond: Cond
    text: str = ""
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Meaning:
    """This fact, with its roles, is said there by these words, in which the roles stand."""

    fluent: str
    roles: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HandOver:
    """One block: to which world, who has which place, what is said how, what is so there
    (`statements`), and its limits of planning (`plans`)."""

    to: str
    places: tuple[Place, ...]
    meanings: tuple[Meaning, ...]
    statements: tuple[str, ...]
    plans: tuple[str, ...] = ()
    span: Span = field(default=NOWHERE, compare=False)
