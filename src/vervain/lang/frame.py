"""The author's words for an event, with holes, and the words whose forms the author gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from vervain.base.span import NOWHERE, Span
from vervain.lang.expr import Cond, Term


@dataclass(frozen=True, slots=True)
class Text:
    """Words of a frame that are the author's own."""

    text: str


@dataclass(frozen=True, slots=True)
class NounHole:
    """`{who}`, `{who's}`, `{the quencher}`: the noun phrase for the value of a term; a number in
    words.

    `form`: empty where the teller chooses; else as the author wants it: `name`, or a pronoun that
    is the `subject`, the `object`, a `possessive`, `absolute` (hers), or `reflexive`; `before`: the
    value that it had before the act.
    """

    term: Term
    possessive: bool = False
    form: str = ""


@dataclass(frozen=True, slots=True)
class VerbHole:
    """`{put}`: a verb in its base form, or as it reads of a single thing (`{closes}`). `agrees`
    (`{go as they}`): with it or they, whatever role came before."""

    lemma: str
    agrees: Literal["it", "they"] | None = None


@dataclass(frozen=True, slots=True)
class ClaimHole:
    """`{claim}`: the claim bound to the parameter, as a clause."""

    name: str


FramePart = Text | NounHole | VerbHole | ClaimHole


@dataclass(frozen=True, slots=True)
class Frame:
    """Words for an event. `focaliser`: only when told from them; `glimpsed`: only to a glimpser;
    `several`: for a run of the same act in which one role varies (its hole names them all)."""

    parts: tuple[FramePart, ...]
    focaliser: str | None = None
    glimpsed: bool = False
    several: bool = False
    cond: Cond | None = None
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Word:
    """A word whose forms the author gives. `speech` is verb, noun or adjective.

    `forms`: of a verb past, participle, third person, -ing; of a noun the plural; of an adjective
    comparative and superlative. What is left out is regular. `article`: of a noun, a or an.
    """

    speech: Literal["verb", "noun", "adjective"]
    base: str
    forms: tuple[str, ...] = ()
    article: str = ""
    span: Span = field(default=NOWHERE, compare=False)
