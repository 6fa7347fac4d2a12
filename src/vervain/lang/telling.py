"""How a story is to be told, as an author declares it: the `telling` block."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from vervain.base.span import NOWHERE, Span
from vervain.lang.expr import Cond, Param
from vervain.lang.frame import FramePart


@dataclass(frozen=True, slots=True)
class View:
    """From a stage on (None: from the beginning) the story is told from `focaliser` (None:
    nobody)."""

    focaliser: str | None
    stage: str | None = None


@dataclass(frozen=True, slots=True)
class LookBack:
    """Stages `first` … `last` are told as a look back, just before stage `at` is told.

    `opening` and `closing` are the author's words for going and coming back, or empty.
    """

    first: str
    last: str
    at: str
    opening: tuple[FramePart, ...] = ()
    closing: tuple[FramePart, ...] = ()


WhenSaid = Literal["first", "between", "last"]
WHEN_SAID: tuple[WhenSaid, ...] = ("first", "between", "last")
"""Words of passage are said before all, for time that is passed over, or after all."""


@dataclass(frozen=True, slots=True)
class Passing:
    """Words of passage, said where `cond` holds; with `who`: of all for whom it holds, whom the
    role in the words names, if there is one."""

    at: WhenSaid
    parts: tuple[FramePart, ...]
    cond: Cond | None = None
    who: Param | None = None
    span: Span = field(default=NOWHERE, compare=False)


ORDERS = ("straight", "in medias res", "backwards")
DISTANCES = ("scene", "summary")
REGISTERS = ("plain", "formal", "colloquial")
INNER = ("feelings", "beliefs", "reasons")
"""What can be dwelt on beside people, places, things and stages."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How closely and in which words. Empty: as the weight of what happens asks for.

    `order` and `distance` are words of `ORDERS` and `DISTANCES`; `dwells` are names of people,
    places, things and stages, and words of `INNER`; `most` is the most words it may have (0: as
    many as it takes).
    """

    order: str = ""
    distance: str = ""
    dwells: tuple[str, ...] = ()
    most: int = 0
    register: str = "plain"


@dataclass(frozen=True, slots=True)
class Telling:
    """How to tell: views, grammatical person (1 to 3), tense, where it opens and looks back, and
    in which manner.

    `opens_at` None: at the first stage. Stages before the opening that no look back tells are left
    out.
    """

    name: str
    views: tuple[View, ...] = (View(None),)
    person: int = 3
    tense: Literal["present", "past"] = "past"
    opens_at: str | None = None
    looks_back: tuple[LookBack, ...] = ()
    title: str | None = None
    manner: Manner = Manner()
    passing: tuple[Passing, ...] = ()
    span: Span = field(default=NOWHERE, compare=False)
