"""Lexical choice: the author's frames first, in the order in which they should be tried.

The most specific come first, those that were used least on this page before others, the seed
chooses among equals; the act's own phrase is the last resort.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from vervain.base.span import Span
from vervain.lang.frame import Frame, FramePart
from vervain.tell.discourse import Unit
from vervain.tell.realise import frame_of
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


def wordings(
    unit: Unit, focaliser: str | None, schemas: Schemas, page: Page, chance: random.Random
) -> Iterator[tuple[Frame | None, tuple[FramePart, ...]]]:
    """Ways to put a unit, best first: what is worn out on this page comes last."""
    frames = _frames(unit, focaliser, schemas)
    mixed = chance.sample(frames, len(frames))
    worn = {f.span for f in mixed if page.count(f.span) >= TWICE}
    if len(mixed) > 1:
        mixed.sort(key=lambda f: (f.span in worn, *_rank(f), page.used.get(f.span, 0)))
    yield from ((f, f.parts) for f in mixed if f.span not in worn)
    schema = schemas.actions.get(unit.act.name) or schemas.reactions[unit.act.name]
    yield None, frame_of(schema.phrase)
    yield from ((f, f.parts) for f in mixed if f.span in worn)


def _rank(frame: Frame) -> tuple[bool, bool, bool]:
    return frame.focaliser is None, not frame.several, frame.cond is None


def _frames(unit: Unit, focaliser: str | None, schemas: Schemas) -> list[Frame]:
    if unit.reaction:
        all_frames = schemas.frames(unit.act)
        return [f for f in all_frames if f.cond is None and f.focaliser in (None, focaliser)]
    frames = fitting(schemas, unit.events[0], focaliser, glimpsed=unit.glimpsed)
    return [f for f in frames if f.several <= (unit.varying is not None)]
