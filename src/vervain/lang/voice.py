"""The words of a world beyond its acts: synonyms, what shows of feelings and what they are in the
mind, and beats between lines of speech. The library's own are in `library/english.world`."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from vervain.base.span import NOWHERE, Span
from vervain.lang.expr import Param
from vervain.lang.frame import Frame

ENGLISH = "english"
"""The module with the words that every world has."""

WHO, WHOM = Param("who", "person"), Param("whom", "person")
OTHER, WHAT, HERE = Param("other", "person"), Param("what", "thing"), Param("here", "place")

OCCASIONS: dict[str, tuple[Param, ...]] = {
    "unanswered": (),
    "overheard": (OTHER,),
    "holding": (WHAT,),
    "alone": (HERE,),
}
"""What can be on record between two lines of speech, and the roles that it brings: nothing comes
back; somebody else hears it; who speaks still has something; nobody else is there."""

GIVEN = ("gain", "lost", "deed")
"""What a line for what goes on in a mind can have beside its roles: what a want is for, what was
wanted, an act that is reckoned with."""


@dataclass(frozen=True, slots=True)
class Synonym:
    """`instead of to walk to: to go to, to make for`: `others` may stand for `words` (base forms
    of verbs, singulars of nouns); only in a `register`, or while who acts feels so."""

    speech: Literal["verb", "noun"]
    words: str
    others: tuple[str, ...]
    register: str = ""
    feels: str = ""
    degree: int = 1
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Sign:
    """Words for a feeling of at least this degree: as it shows, or (`inner`) as it is thought."""

    emotion: str
    degree: int
    frame: Frame
    inner: bool = False


@dataclass(frozen=True, slots=True)
class Beat:
    """Words between two lines of speech; `occasion` is one of `OCCASIONS`, or empty."""

    frame: Frame
    occasion: str = ""


@dataclass(frozen=True, slots=True)
class Voice:
    """All of them; the author's before the library's."""

    synonyms: tuple[Synonym, ...] = ()
    signs: tuple[Sign, ...] = ()
    beats: tuple[Beat, ...] = ()

    def over(self, other: Voice) -> Voice:
        """These, and behind them another's."""
        return replace(
            self,
            synonyms=(*self.synonyms, *other.synonyms),
            signs=(*self.signs, *other.signs),
            beats=(*self.beats, *other.beats),
        )


def is_library(span: Span | None) -> bool:
    """The line stands in a standard module: those are called by a bare name, files are not."""
    return span is not None and span.file.isidentifier()
