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
    """`{claim}`: the claim bound to the parameter, as a clause; `spoken` (`{claim as words}`): as
    whoever makes it says it aloud, for quotation marks."""

    name: str
    spoken: bool = False


FramePart = Text | NounHole | VerbHole | ClaimHole


NOBODY = "nobody"
"""Who tells a story from no mind: in `say as nobody`, and in `from nobody`."""


@dataclass(frozen=True, slots=True)
class Feels:
    """`say when one feels anger at two`: that `who` feels this, toward whom (None: anybody), at
    least so strongly (1: clearly, 2: strongly, 3: very strongly)."""

    who: Term
    emotion: str
    toward: Term | None = None
    degree: int = 1


@dataclass(frozen=True, slots=True)
class Frame:
    """Words for an event. `focaliser`: only when told from them (or from nobody), `teller`: from
    whoever has this role; `glimpsed`: only to a glimpser; `several`: for a run of the same act in
    which one role varies (its hole names them all); `answering`: where what is said answers the
    line before; `feels`: for as long as somebody feels so; `register`: only in this one."""

    parts: tuple[FramePart, ...]
    focaliser: str | None = None
    glimpsed: bool = False
    several: bool = False
    cond: Cond | None = None
    span: Span = field(default=NOWHERE, compare=False)
    teller: str = ""
    answering: bool = False
    feels: Feels | None = None
    register: str = ""

    @property
    def own(self) -> bool:
        """Whether these are words for one mind only (nobody's is one)."""
        return self.focaliser is not None or bool(self.teller)


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
