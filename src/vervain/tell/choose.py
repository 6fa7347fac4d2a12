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

PAGE = 300
"""Words that a reader has before the eyes."""
TWICE = 2

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


def wordings(
    unit: Unit, focaliser: str | None, schemas: Schemas, page: Page, chance: random.Random
) -> Iterator[Wording]:
    """Ways to put a unit, best first; what has been on this page twice is none."""
    frames = _frames(unit, focaliser, schemas)
    mixed = chance.sample(frames, len(frames))
    if len(mixed) > 1:
        mixed.sort(key=lambda f: (*_rank(f), page.used.get(f.span, 0)))
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


def _rank(frame: Frame) -> tuple[bool, bool, bool]:
    return frame.focaliser is None, not frame.several, frame.cond is None


def _frames(unit: Unit, focaliser: str | None, schemas: Schemas) -> list[Frame]:
    if unit.reaction:
        all_frames = schemas.frames(unit.act)
        return [f for f in all_frames if f.cond is None and f.focaliser in (None, focaliser)]
    frames = fitting(schemas, unit.events[0], focaliser, glimpsed=unit.glimpsed)
    return [f for f in frames if f.several <= (unit.varying is not None)]
