"""Lexical choice: the author's frames first, in the order in which they should be tried.

The most specific come first, those that were used least before others, the seed chooses among
equals; the act's own phrase is the last resort. None stands on a page more than twice.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field

from vervain.base.span import Span
from vervain.lang.frame import Frame, FramePart
from vervain.lang.voice import is_library
from vervain.tell.discourse import Unit
from vervain.tell.fault import PAGE, TWICE
from vervain.tell.plain import frame_of, passive_of
from vervain.tell.select import Schemas, fitting
from vervain.tell.spin import Register
from vervain.tell.thesaurus import Entry, Memory, Thesaurus, bound_by
from vervain.tell.voices import Felt, is_felt, suits

FEW = 1
"""What happened oftener is told in words for several, if there are any."""

Key = Span | str
"""What is remembered of wording: the author's line, or the act whose phrase was used."""


@dataclass(slots=True)
class Page:
    """Which wordings stand on the page so far, and where; `used` counts them all; `memory`: which
    of several words of one meaning."""

    words: int = 0
    memory: Memory = field(default_factory=Memory)
    lately: list[tuple[int, Key]] = field(default_factory=list)
    used: dict[Key, int] = field(default_factory=dict)

    def use(self, key: Key, words: int, chosen: tuple[Entry, ...] = ()) -> None:
        """A wording was used for so many words; with these among words of one meaning."""
        self.memory.use(chosen, self.words)
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
    page remembers of it, `chosen` which words stand in it of several of one meaning."""

    frame: Frame | None
    parts: tuple[FramePart, ...]
    key: Key
    chosen: tuple[Entry, ...] = ()


def own(wording: Wording) -> bool:
    """Whether these are the author's words for one mind (nobody's is one)."""
    return wording.frame is not None and wording.frame.own


@dataclass(frozen=True, slots=True)
class Place:
    """Where a unit is told: from whose mind, on which page; `answering`: it answers what was said
    in the unit before; `felt` knows who feels what, `words` which words mean the same; `lately`:
    who was in the sentence before."""

    focaliser: str | None
    page: Page
    answering: bool = False
    felt: Felt | None = None
    words: Thesaurus | None = None
    lately: Set[str] = frozenset()

    @property
    def register(self) -> Register:
        """Which English it is told in."""
        return Register.PLAIN if self.words is None else self.words.register

    def varied(
        self, parts: tuple[FramePart, ...], roles: Mapping[str, object], event: int, *, ours: bool
    ) -> tuple[tuple[FramePart, ...], tuple[Entry, ...]]:
        """The parts in words that were not used lately, and which these are; `ours`: nobody but
        the library wrote them."""
        if self.words is None:
            return parts, ()

        def feels(who: str, emotion: str, degree: int) -> bool:
            return self.felt is not None and self.felt(who, emotion, None, event, degree)

        return self.words.vary(parts, self.page.memory, bound_by(roles), feels, ours=ours)


def wordings(
    unit: Unit, place: Place, schemas: Schemas, chance: random.Random
) -> Iterator[Wording]:
    """Ways to put a unit, best first; what has been on this page twice is none."""
    page, event = place.page, unit.events[0].id
    roles = dict(unit.act.roles)

    def wording(frame: Frame | None, parts: tuple[FramePart, ...], key: Key) -> Wording:
        ours = is_library(schemas.span(unit.act) if frame is None else frame.span)
        said, chosen = place.varied(parts, roles, event, ours=ours)
        return Wording(frame, said, key, chosen)

    frames = _frames(unit, place, schemas)
    mixed = chance.sample(frames, len(frames))
    if len(mixed) > 1:
        many = len(unit.events) > FEW
        mixed.sort(key=lambda f: (*_rank(f, page, many), page.used.get(f.span, 0)))
    for frame in mixed:
        if page.count(frame.span) < TWICE:
            yield wording(frame, frame.parts, frame.span)
    for key, parts in _phrased(unit, place, schemas):
        if page.count(key) < TWICE:
            yield wording(None, parts, key)


def _phrased(
    unit: Unit, place: Place, schemas: Schemas
) -> Iterator[tuple[str, tuple[FramePart, ...]]]:
    """The act's own phrase, active and passive: in formal English the passive first, every other
    time, unless whoever acts was just spoken of, or tells it; never in colloquial English."""
    name, phrase, used = unit.act.name, schemas.phrase(unit.act), place.page.used
    ways = [(name, frame_of(phrase))]
    passive = passive_of(phrase, schemas.words)
    if passive and place.register is not Register.COLLOQUIAL:
        ways.append((f"{name}, passive", passive))
        anew = not place.lately & {*unit.events[0].agreed, place.focaliser}
        formal = place.register is Register.FORMAL and anew
        if formal and used.get(name, 0) >= used.get(ways[1][0], 0):
            ways.reverse()
    yield from ways


def _rank(frame: Frame, page: Page, many: bool) -> tuple[bool, ...]:
    """The author's words for a mind first, and of what many did those for several; then those for
    this register; then what does not stand on this page yet, and of that the most particular."""
    plain = frame.cond is None and frame.feels is None
    alone, new = not frame.several, page.count(frame.span) == 0
    first = not frame.own, many and alone, not frame.register
    return *first, not new, alone, not frame.answering, plain


def _frames(unit: Unit, place: Place, schemas: Schemas) -> list[Frame]:
    if unit.reaction:
        fit = schemas.said(unit.act)
        mine = (f for f in fit if suits(f, unit.act, place.focaliser))
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
