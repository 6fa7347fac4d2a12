"""Lexical choice: the author's frames first, in the order in which they should be tried.

The most specific come first, those that were used least before others, the seed chooses among
equals; the act's own phrase is the last resort. None stands on a page more than twice.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from vervain.base.span import Span
from vervain.lang.frame import Frame, FramePart
from vervain.tell.discourse import Unit
from vervain.tell.plain import frame_of, passive_of
from vervain.tell.select import Schemas, fitting
from vervain.tell.voices import Felt, is_felt, suits

PAGE = 300
"""Words that a reader has before the eyes."""
TWICE = 2
FEW = 3
"""What more than so many did is told in words for several, if there are any."""

Key = Span | str
"""What is remembered of wording: the author's line, or the act whose phrase was used."""


@dataclass(slots=True)
class Page:
    """Which wordings stand on the page so far, and where; `used` counts them all."""

    words: int = 0
    lately: list[tuple[int, Key]] = field(default_factory=list)
    used: dict[Key, int] = field(default_factory=dict)

    def use(self, key: Key, words: int) -> None:
        """A wording was used for so many words."""
        self.lately = [(at, k) for at, k in self.lately if at > self.words - PAGE]
        self.lately.append((self.words, key))
        self.used[key] = self.used.get(key, 0) + 1
        self.words += words

    def count(self, key: Key) -> int:
        """How often it stands on this page."""
        if key not in self.used:
            return 0
        return sum(k == key for at, k in self.lately if at > self.words - PAGE)


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to put a unit: the author's frame, or (None) the act's own phrase. `key` is what the
    page remembers of it."""

    frame: Frame | None
    parts: tuple[FramePart, ...]
    key: Key


def own(wording: Wording) -> bool:
    """Whether these are the author's words for one mind (nobody's is one)."""
    return wording.frame is not None and wording.frame.own


@dataclass(frozen=True, slots=True)
class Place:
    """Where a unit is told: from whose mind, on which page; `answering`: it answers what was said
    in the unit before; `felt` knows who feels what."""

    focaliser: str | None
    page: Page
    answering: bool = False
    felt: Felt | None = None


def wordings(
    unit: Unit, place: Place, schemas: Schemas, chance: random.Random
) -> Iterator[Wording]:
    """Ways to put a unit, best first; what has been on this page twice is none."""
    page = place.page
    frames = _frames(unit, place, schemas)
    mixed = chance.sample(frames, len(frames))
    if len(mixed) > 1:
        many = len(unit.events) > FEW
        mixed.sort(key=lambda f: (*_rank(f, page, many), page.used.get(f.span, 0)))
    for frame in mixed:
        if page.count(frame.span) < TWICE:
            yield Wording(frame, frame.parts, frame.span)
    name = unit.act.name
    phrase = schemas.phrase(unit.act)
    if page.count(name) < TWICE:
        yield Wording(None, frame_of(phrase), name)
    passive = passive_of(phrase, schemas.words)
    if passive and page.count(f"{name}, passive") < TWICE:
        yield Wording(None, passive, f"{name}, passive")


def _rank(frame: Frame, page: Page, many: bool) -> tuple[bool, ...]:
    """The author's words for a mind first, and of what many did those for several; then what does
    not stand on this page yet, and of that the most particular."""
    plain = frame.cond is None and frame.feels is None
    alone = not frame.several
    new = page.count(frame.span) == 0
    return not frame.own, many and alone, not new, alone, not frame.answering, plain


def _frames(unit: Unit, place: Place, schemas: Schemas) -> list[Frame]:
    if unit.reaction:
        mine = (f for f in schemas.frames(unit.act) if suits(f, unit.act, place.focaliser))
        return [f for f in mine if f.cond is None and f.feels is None]
    first = unit.events[0]
    frames = fitting(schemas, first, place.focaliser, glimpsed=unit.glimpsed)
    return [
        f
        for f in frames
        if f.several <= (unit.varying is not None)
        and f.answering <= place.answering
        and (
            f.feels is None
            or (place.felt is not None and is_felt(f.feels, unit.act, first.id, place.felt))
        )
    ]
