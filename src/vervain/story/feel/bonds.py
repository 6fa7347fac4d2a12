"""Bonds as feelings need them: whom somebody likes, dislikes or fears.

A bond is a number between two people, or a yes/no of two people; what sort it is its first word
says (`care of A for B`, `A hates B`). Which words there are is a convention, as in the library.
"""

from __future__ import annotations

from collections.abc import Iterator
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
class Row:
    """One bond of one person to another: the ground fluent, or what it always is."""

    agent: int
    other: int
    fears: bool
    fluent: Fluent
    sign: int
    index: int | None
    fixed: Plain


def rows(inner: Inner) -> Iterator[Row]:
    """The bonds of every pair of people that move, or stand at something."""
    for fluent in between_people(inner.case.world):
        word = fluent.name.split("_")[0]
        if fluent.type is not FluentType.ENTITY and (word in LIKING or word in FEARING):
            yield from _between(inner, fluent, word in FEARING, LIKING.get(word, 1))


def _between(inner: Inner, fluent: Fluent, fears: bool, sign: int) -> Iterator[Row]:
    for agent, me in enumerate(inner.people):
        for other, name in enumerate(inner.people):
            index = inner.case.names.at.get((fluent.name, (me, name)))
            fixed = None
            if index is None:
                fixed = inner.believes(agent, fluent.name, (me, name), 0)
            if other != agent and (index is not None or scaled(fluent, fixed)):
                yield Row(agent, other, fears, fluent, sign, index, fixed)


class Bonds:
    """The bonds of one world, read in each mind; and love, hate and fear that come of them."""

    def __init__(self, inner: Inner, book: Book) -> None:
        self.inner, self.book = inner, book
        self._known: dict[tuple[str, int, str, Plain], Tie] = {}
        self._likings: list[dict[str, list[Row]]] = [{} for _ in inner.people]
        self._fears: list[dict[str, list[Row]]] = [{} for _ in inner.people]
        for row in rows(inner):
            table = self._fears if row.fears else self._likings
            table[row.agent].setdefault(inner.people[row.other], []).append(row)

    def liking(self, agent: int, other: str, k: int) -> float:
        """How much the agent likes the other in state k, -1 to 1."""
        total = 0.0
        for row in self._likings[agent].get(other, ()):
            total += self._strength(row, agent, k)
        return max(-1.0, min(1.0, total))

    def _strength(self, row: Row, agent: int, k: int) -> float:
        return scaled(row.fluent, self._value(row, agent, k)) * row.sign

    def _value(self, row: Row, agent: int, k: int) -> Plain:
        """What the bond is, in the mind of the one who has it."""
        if row.index is None:
            return row.fixed
        case = self.inner.case
        return case.names.value(row.index, case.history.at((agent,), row.index, k))

    def known(self, agent: int) -> tuple[str, ...]:
        """Those whom the agent may like or dislike."""
        return tuple(self._likings[agent])

    def _ties(
        self, tables: list[dict[str, list[Row]]], agent: int, other: str, k: int
    ) -> list[Tie]:
        me, found = self.inner.people[agent], []
        for row in tables[agent].get(other, ()):
            value = self._value(row, agent, k)
            key = row.fluent.name, agent, other, value
            if key not in self._known:
                held = Held(Fact(row.fluent.name, (me, other), (me,)), value)
                self._known[key] = Tie(scaled(row.fluent, value) * row.sign, held)
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


def between_people(world: World) -> tuple[Fluent, ...]:
    """The facts of two people that may be a bond: not what one feels toward the other."""
    kinds = people_kinds(world)
    return tuple(
        f
        for f in world.fluents
        if len(f.params) == 2
        and all(p.kind in kinds for p in f.params)
        and not (f.hidden or f.felt)
    )


def people_kinds(world: World) -> frozenset[str]:
    """The kinds whose things are people."""
    found = {"person"}
    grown = True
    while grown:
        more = {k.name for k in world.kinds if found & set(k.parents)} - found
        found |= more
        grown = bool(more)
    return frozenset(found)


def full(fluent: Fluent) -> float:
    """The furthest that a bond can go."""
    return max((abs(b) for b in (fluent.low, fluent.high) if b is not None), default=UNBOUNDED)


def scaled(fluent: Fluent, value: object) -> float:
    """A bond as -1 to 1: its part of the furthest that it can go."""
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    if not isinstance(value, int | float):
        return 0.0
    most = full(fluent)
    return max(-1.0, min(1.0, value / most)) if most else 0.0
