"""Words of passage: what the author has to say before all, after all, and of time that is passed
over, where it holds of the story by its own record."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from vervain.lang.calendar import minute_of, turn_at
from vervain.lang.expr import Const, EntityRef, Var
from vervain.lang.frame import FramePart, NounHole
from vervain.lang.telling import Passing, WhenSaid
from vervain.lang.world import World
from vervain.story.chronicle import Chronicle, Plain
from vervain.story.recalled import Recalled, Recollection
from vervain.tell.choose import Page
from vervain.tell.discourse import Key, Told
from vervain.tell.realise import Scene, realise
from vervain.tell.refer import Mentions
from vervain.tell.spin import Tense
from vervain.tell.value import Bound
from vervain.tell.worded import faulty

PARTED = 60
"""Words after which the next line of passage is a paragraph of its own."""
LEAST_PART = 20
"""Words of passage are for gaps of this part of the whole story, or more: of ten years, half
one."""

LEAST_LONG = 5
"""A gap of this part of the whole has room for two."""


@dataclass(slots=True)
class Words:
    """One line of passage that holds, with what fills its role."""

    line: Passing
    roles: dict[str, Bound]


class Passages:
    """The words of passage of one telling, of one story."""

    def __init__(self, world: World, chronicle: Chronicle, lines: tuple[Passing, ...]) -> None:
        self.world, self.chronicle, self.lines = world, chronicle, lines

    @cached_property
    def _read(self) -> Recollection:
        return Recollection(Recalled(self.world, self.chronicle))

    @property
    def until(self) -> int:
        """The minute at which the story is over: of a run, when its last turn is."""
        ran, events = self.chronicle.ran, self.chronicle.events
        if ran is not None and self.world.living.calendar:
            return minute_of(self.world, ran.turns)
        return events[-1].minute + events[-1].duration if events else self.world.clock

    @property
    def _whole(self) -> int:
        return self.until - self.world.clock

    def long(self, gap: int) -> bool:
        """So much time is passed over that words of passage may stand for it."""
        return bool(self.lines) and gap * LEAST_PART >= self._whole > 0

    def lines_for(self, gap: int) -> int:
        """How many such words a gap has room for."""
        return 2 if gap * LEAST_LONG >= self._whole else 1

    def at_ends(self, at: WhenSaid, chance: random.Random) -> Iterator[Words]:
        """What is said before all, or after all: every line that holds; of those that hold under
        the same condition, one."""
        groups: dict[tuple[object, object], list[Passing]] = {}
        for line in (line for line in self.lines if line.at == at):
            groups.setdefault((line.cond, line.who), []).append(line)
        ran = self.chronicle.ran
        last = len(self.chronicle.events) if at == "last" else 0
        turn = 0 if at == "first" or ran is None else ran.turns
        for lines in groups.values():
            words = self._holds(lines[0], last, turn)
            if words is not None:
                yield Words(chance.choice(lines), words.roles)

    def between(
        self, state: int, minute: int, page: Page, chance: random.Random
    ) -> Iterator[Words]:
        """What can be said of the time before an event, at such a minute: each once in a telling,
        and what is said under a condition first."""
        lines = [x for x in self.lines if x.at == "between" and x.span not in page.used]
        mixed = chance.sample(lines, len(lines))
        turn = turn_at(self.world, minute) if self.world.living.calendar else 0
        for line in sorted(mixed, key=lambda x: x.cond is None):
            words = self._holds(line, state, turn)
            if words is not None:
                yield words

    def _holds(self, line: Passing, state: int, turn: int) -> Words | None:
        read = self._read
        read.turn = turn if self.world.living.calendar else None
        if line.who is None:
            holds = line.cond is None or read.holds(line.cond, {}, state)
            return Words(line, {}) if holds else None
        role, cond = line.who.name, line.cond
        named = read.of_kind(line.who.kind)
        found = tuple(n for n in named if cond is None or read.holds(cond, {role: n}, state))
        bound: Bound = found[0] if len(found) == 1 else found
        return Words(line, {role: bound}) if found else None

    def told(
        self, words: Words, state: int, mentions: Mentions, mind: str | None, tense: Tense
    ) -> Told | None:
        """The words; None where the proof finds a fault in them. `mentions` goes on with them."""
        line, trial = words.line, mentions.copy()
        parts = tuple(self._known(part, state) for part in line.parts)
        said = realise(parts, Scene(words.roles, {}, tense, trial))
        why = f"words of passage, said {line.at}"
        told = Told(said, (), line.span, mind, tense, why=why, tells=(self.key(words, mind),))
        if not said or faulty(told, mentions):
            return None
        mentions.take(trial)
        return told

    def key(self, words: Words, mind: str | None) -> Key:
        """By what these words are known again when the story is told anew."""
        return mind, self.lines.index(words.line), f"words of passage, said {words.line.at}", ()

    def _known(self, part: FramePart, state: int) -> FramePart:
        """A fact or a count that is asked for, as it is by the record."""
        if not isinstance(part, NounHole) or isinstance(part.term, Var | Const):
            return part
        value: Plain = self._read.term(part.term, {}, state)
        if isinstance(value, str):
            return replace(part, term=Const(EntityRef(value)))
        return part if value is None else replace(part, term=Const(value))


def paragraphs(told: list[Told]) -> list[list[Told]]:
    """Lines of passage in paragraphs."""
    found: list[list[Told]] = []
    length = PARTED
    for line in told:
        if length >= PARTED:
            found.append([])
            length = 0
        found[-1].append(line)
        length += len(line.text.split())
    return found
