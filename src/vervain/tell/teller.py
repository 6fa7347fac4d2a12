"""The teller: Chronicle → Discourse, stage by stage.

select (what the focaliser knows) → arrange (order) → choose words → refer → realise → paragraphs.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field

from vervain.base.span import Span
from vervain.lang.world import Frame, FramePart, LookBack, World
from vervain.story.chronicle import Chronicle, Plain
from vervain.tell.arrange import arrange
from vervain.tell.discourse import Discourse, Passage, Told, Unit
from vervain.tell.motive import motive
from vervain.tell.realise import Bound, Scene, frame_of, realise
from vervain.tell.refer import Mentions
from vervain.tell.select import Schemas, fitting, select
from vervain.tell.spin import Spin, Tense
from vervain.tell.when import back_words, gap_words

_LONG = 45
"""Words after which a paragraph is full; a unit this long stands alone."""


@dataclass(slots=True)
class _Telling:
    """The state of one telling: mentions, frames used so far, sentences since the last time
    word."""

    world: World
    schemas: Schemas
    chronicle: Chronicle
    spin: Spin
    random: random.Random
    mentions: Mentions
    used: dict[Span, int] = field(default_factory=dict)
    named: set[tuple[str, str]] = field(default_factory=set)
    clock: int | None = None
    quiet: int = 3

    def facts(self, until: int) -> dict[tuple[str, tuple[str, ...]], Plain]:
        """The world's facts after the event `until`."""
        known = {(f.fluent, f.args): value for f, value in self.chronicle.start if not f.minds}
        for event in self.chronicle.events[: until + 1]:
            for change in event.changes:
                known[change.fact.fluent, change.fact.args] = change.after
        return known

    def passage(self, passage: Passage) -> list[list[Told]]:
        """The paragraphs of one passage."""
        self.mentions.narrator = passage.focaliser if self.spin.person != 3 else None
        self.mentions.person = self.spin.person
        if passage.look_back or passage.returning:
            self.mentions.forget()
            self.clock = None
        paragraphs: list[list[Told]] = [[]]
        tense = passage.tense
        for unit in passage.units:
            told = self._unit(unit, passage, tense)
            tense = Tense.PAST if tense is Tense.PERFECT else tense
            length = sum(len(t.text.split()) for t in paragraphs[-1])
            if paragraphs[-1] and length + len(told.text.split()) > 2 * _LONG:
                paragraphs.append([])
            paragraphs[-1].append(told)
            if length + len(told.text.split()) >= _LONG:
                paragraphs.append([])
                self.mentions.turn_to(passage.focaliser)
        return [p for p in paragraphs if p]

    def _unit(self, unit: Unit, passage: Passage, tense: Tense) -> Told:
        frame, parts = self._words(unit, passage.focaliser)
        roles: dict[str, Bound] = dict(unit.act.roles)
        if unit.varying is not None:
            roles[unit.varying] = tuple(str(dict(e.act.roles)[unit.varying]) for e in unit.events)
        facts = self.facts(unit.events[-1].id) if _reads_facts(parts) else {}
        scene = Scene(roles, facts, tense, self.mentions)
        text = realise(parts, scene)
        if frame is None or frame.focaliser is None:
            narrators = self.mentions.narrators
            text = motive(text, unit, passage.focaliser, self.named, tense, narrators)
            text = self._timed(text, unit)
        self.clock = unit.events[-1].minute + unit.events[-1].duration
        ids = tuple(e.id for e in unit.events)
        return Told(text, ids, frame.span if frame else None, passage.focaliser)

    def _timed(self, text: str, unit: Unit) -> str:
        """Say how much time has gone by where much has, at most every third sentence."""
        words = "" if self.clock is None or self.quiet < 3 else gap_words(unit.minute - self.clock)
        self.quiet = 0 if words else self.quiet + 1
        return f"{words}, {_uncapital(text, self.world)}" if words else text

    def _words(
        self, unit: Unit, focaliser: str | None
    ) -> tuple[Frame | None, tuple[FramePart, ...]]:
        """The best frame: most specific first, then the least used, then by the seed."""
        if unit.reaction:
            frames = [
                f
                for f in self.schemas.frames(unit.act)
                if f.cond is None and f.focaliser in (None, focaliser)
            ]
            frames.sort(key=lambda f: f.focaliser is None)
        else:
            frames = fitting(self.schemas, unit.events[0], focaliser, glimpsed=unit.glimpsed)
            frames = [f for f in frames if f.several == (unit.varying is not None)] or [
                f for f in frames if not f.several
            ]
        if not frames:
            schema = (
                self.schemas.actions.get(unit.act.name) or self.schemas.reactions[unit.act.name]
            )
            return None, frame_of(schema.phrase)
        rank = (frames[0].focaliser, frames[0].cond is None)
        equals = [f for f in frames if (f.focaliser, f.cond is None) == rank]
        fewest = min(self.used.get(f.span, 0) for f in equals)
        frame = self.random.choice([f for f in equals if self.used.get(f.span, 0) == fewest])
        self.used[frame.span] = self.used.get(frame.span, 0) + 1
        return frame, frame.parts

    def bridge(self, parts: tuple[FramePart, ...], tense: Tense, focaliser: str | None) -> Told:
        """The author's words for going back or coming back."""
        self.mentions.forget()
        text = realise(parts, Scene({}, {}, tense, self.mentions))
        return Told(text, (), None, focaliser)


def _reads_facts(parts: tuple[FramePart, ...]) -> bool:
    return any("Read" in type(getattr(p, "term", None)).__name__ for p in parts)


def _uncapital(text: str, world: World) -> str:
    """Lower the first letter, unless it is a name, `I` or a quotation."""
    first = re.match(r"\w+", text)
    if first is None or first[0] == "I":
        return text
    names = {word for e in world.entities for word in e.name.split()}
    return text if first[0] in names else text[0].lower() + text[1:]


def tell(world: World, chronicle: Chronicle, spin: Spin) -> Discourse:
    """Tell a chronicle of this world. The same spin gives the same bytes."""
    schemas = Schemas.of(world)
    passages = arrange(chronicle, spin, lambda events, mind: select(events, schemas, mind))
    telling = _Telling(world, schemas, chronicle, spin, random.Random(spin.seed), Mentions(world))
    paragraphs: list[list[Told]] = []
    previous: Passage | None = None
    for passage in passages:
        back = _look_back(passage, previous, spin)
        if back is not None and back.opening:
            paragraphs.append([telling.bridge(back.opening, spin.tense, passage.focaliser)])
        new = telling.passage(passage)
        if back is not None and not back.opening and previous is not None:
            _prefix(new, back_words(passage.units[0].minute - previous.units[-1].minute), world)
        if passage.returning and previous is not None:
            closing = next((b.closing for b in spin.looks_back if b.last == previous.stage), ())
            if closing:
                paragraphs.append([telling.bridge(closing, spin.tense, passage.focaliser)])
            else:
                _prefix(new, "Now", world)
        if previous is not None and previous.focaliser != passage.focaliser:
            telling.mentions.forget()
        paragraphs.extend(new)
        previous = passage
    return Discourse(spin.title, tuple(tuple(p) for p in paragraphs))


def _look_back(passage: Passage, previous: Passage | None, spin: Spin) -> LookBack | None:
    """The look back that begins with this passage."""
    if not passage.look_back or (previous is not None and previous.look_back):
        return None
    return next((b for b in spin.looks_back if _covers(b, passage)), None)


def _covers(back: LookBack, passage: Passage) -> bool:
    return passage.stage is not None and passage.stage in (back.first, back.last)


def _prefix(paragraphs: list[list[Told]], words: str, world: World) -> None:
    """Put time words before the first sentence of a passage."""
    if not words or not paragraphs:
        return
    first = paragraphs[0][0]
    text = f"{words} {_uncapital(first.text, world)}"
    paragraphs[0][0] = Told(text, first.events, first.frame, first.focaliser)
