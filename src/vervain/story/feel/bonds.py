"""Bonds as feelings need them: whom somebody likes, dislikes or fears.

A bond is a number between two people, or a yes/no of two people; what sort it is its first word
says (`care of A for B`, `A hates B`). Which words there are is a convention, as in the library.
"""

from __future__ import annotations

from dataclasses import dataclass

from vervain.lang.world import Fluent, FluentType, World
from vervain.story.chronicle import Fact, Plain
from vervain.story.feel.book import Book, Draft
from vervain.story.feel.feeling import Emotion, Ended, Held
from vervain.story.feel.inner import Inner

LIKING = {
    **dict.fromkeys(("care", "cares", "love", "loves", "liking", "likes", "affection"), 1),
    **dict.fromkeys(("friendship", "tenderness"), 1),
    **dict.fromkeys(("hate", "hates", "hatred", "dislike", "dislikes", "enmity", "grudge"), -1),
}
"""First words of bonds that make for liking (1) or dislike (-1)."""

FEARING = frozenset({"fear", "fears", "dread", "dreads"})

LEAST = 0.1
"""A liking nearer to nothing than this is indifference."""

UNBOUNDED = 10.0
"""What counts as full in a bond that has no bounds."""


@dataclass(frozen=True, slots=True)
class Tie:
    """What lies between two people: -1 to 1, and the belief that says so."""

    strength: float
    held: Held


@dataclass(frozen=True, slots=True)
class _Row:
    """One bond of one person to another: the ground fluent, or what it always is."""

    fluent: Fluent
    sign: int
    index: int | None
    fixed: Plain


class Bonds:
    """The bonds of one world, read in each mind; and love, hate and fear that come of them."""

    def __init__(self, inner: Inner, book: Book) -> None:
        self.inner, self.book = inner, book
        self._known: dict[tuple[str, int, str, Plain], Tie] = {}
        self._likings: list[dict[str, list[_Row]]] = [{} for _ in inner.people]
        self._fears: list[dict[str, list[_Row]]] = [{} for _ in inner.people]
        kinds = people_kinds(inner.case.world)
        for fluent in inner.case.world.fluents:
            word = fluent.name.split("_")[0]
            pair = len(fluent.params) == 2 and all(p.kind in kinds for p in fluent.params)
            if not pair or fluent.type is FluentType.ENTITY or fluent.hidden or fluent.felt:
                continue
            if word in LIKING:
                self._enter(self._likings, fluent, LIKING[word])
            elif word in FEARING:
                self._enter(self._fears, fluent, 1)

    def _enter(self, tables: list[dict[str, list[_Row]]], fluent: Fluent, sign: int) -> None:
        """Every pair of people whose bond moves, or stands at something."""
        inner = self.inner
        for agent, me in enumerate(inner.people):
            for other in inner.people:
                index = inner.case.names.at.get((fluent.name, (me, other)))
                fixed = None
                if index is None:
                    fixed = inner.believes(agent, fluent.name, (me, other), 0)
                if other != me and (index is not None or _scaled(fluent, fixed)):
                    tables[agent].setdefault(other, []).append(_Row(fluent, sign, index, fixed))

    def liking(self, agent: int, other: str, k: int) -> float:
        """How much the agent likes the other in state k, -1 to 1."""
        rows = self._likings[agent].get(other, ())
        return max(-1.0, min(1.0, sum(self._strength(row, agent, k) for row in rows)))

    def _strength(self, row: _Row, agent: int, k: int) -> float:
        return _scaled(row.fluent, self._value(row, agent, k)) * row.sign

    def _value(self, row: _Row, agent: int, k: int) -> Plain:
        """What the bond is, in the mind of the one who has it."""
        if row.index is None:
            return row.fixed
        case = self.inner.case
        return case.names.value(row.index, case.history.at((agent,), row.index, k))

    def known(self, agent: int) -> tuple[str, ...]:
        """Those whom the agent may like or dislike."""
        return tuple(self._likings[agent])

    def _ties(
        self, tables: list[dict[str, list[_Row]]], agent: int, other: str, k: int
    ) -> list[Tie]:
        me, found = self.inner.people[agent], []
        for row in tables[agent].get(other, ()):
            value = self._value(row, agent, k)
            key = row.fluent.name, agent, other, value
            if key not in self._known:
                held = Held(Fact(row.fluent.name, (me, other), (me,)), value)
                self._known[key] = Tie(_scaled(row.fluent, value) * row.sign, held)
            found.append(self._known[key])
        return [tie for tie in found if tie.strength]

    def attend(self, agent: int, others: set[str], k: int) -> list[Draft]:
        """Love, hate and fear toward those who are here, or of whom there is news, in state k."""
        found, me = [], self.inner.people[agent]
        here = self.inner.place(agent, me, k)
        for other in dict.fromkeys((*self._likings[agent], *self._fears[agent])):
            if not self.inner.thinks_alive(agent, other, k):
                continue
            beside = here is not None and self.inner.place(agent, other, k) == here
            if beside or other in others:
                found += self._warm(agent, other, k)
            if beside:
                found += self._dread(agent, other, here or "", k)
        return found

    def _warm(self, agent: int, other: str, k: int) -> list[Draft]:
        found = []
        for tie in self._ties(self._likings, agent, other, k):
            emotion = Emotion.LOVE if tie.strength > 0 else Emotion.HATE
            if abs(tie.strength) >= LEAST and not self._is_open(agent, emotion, other, tie):
                event = k - 1 if k else None
                size = abs(tie.strength)
                found += self._add(Draft(agent, emotion, other, size, (tie.held,), k, event))
        return found

    def _dread(self, agent: int, other: str, here: str, k: int) -> list[Draft]:
        found, me = [], self.inner.people[agent]
        for tie in self._ties(self._fears, agent, other, k):
            if tie.strength >= LEAST and not self._is_open(agent, Emotion.FEAR, other, tie):
                at = Held(Fact("place", (other,), (me,)), here)
                event = k - 1 if k else None
                beliefs = (tie.held, at)
                draft = Draft(agent, Emotion.FEAR, other, tie.strength, beliefs, k, event)
                found += self._add(draft)
        return found

    def part(self, agent: int, k: int) -> None:
        """Who is afraid of somebody and goes away from them is afraid of them no longer."""
        me = self.inner.people[agent]
        for draft in self.book.open_of(agent, Emotion.FEAR):
            if draft.stake is None and draft.toward is not None:
                here = self.inner.place(agent, me, k)
                if here is None or here != self.inner.place(agent, draft.toward, k):
                    self.book.close(draft, k, Ended.PAST, k - 1)

    def _is_open(self, agent: int, emotion: Emotion, other: str, tie: Tie) -> bool:
        return any(
            d.toward == other and (d.beliefs[0] is tie.held or tie.held in d.beliefs)
            for d in self.book.open_of(agent, emotion)
        )

    def _add(self, draft: Draft) -> list[Draft]:
        kept = self.book.add(draft)
        return [] if kept is None else [kept]


def people_kinds(world: World) -> frozenset[str]:
    """The kinds whose things are people."""
    found = {"person"}
    grown = True
    while grown:
        more = {k.name for k in world.kinds if found & set(k.parents)} - found
        found |= more
        grown = bool(more)
    return frozenset(found)


def _scaled(fluent: Fluent, value: object) -> float:
    """A bond as -1 to 1: its part of the furthest that it can go."""
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    if not isinstance(value, int | float):
        return 0.0
    full = max((abs(b) for b in (fluent.low, fluent.high) if b is not None), default=UNBOUNDED)
    return max(-1.0, min(1.0, value / full)) if full else 0.0
