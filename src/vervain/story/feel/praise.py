"""Praise and blame: pride, shame, admiration and reproach.

An act is judged by the values that the judge holds, and by how it treats those who count for the
judge: the judge's own stakes, and those of people they like, whoever meant it so.
"""

from __future__ import annotations

from vervain.run.parts import Reading
from vervain.story.feel.bonds import LEAST, Bonds
from vervain.story.feel.book import Book, Draft
from vervain.story.feel.dear import Dear
from vervain.story.feel.deeds import Known, Norm
from vervain.story.feel.feeling import Emotion, Held
from vervain.story.feel.inner import Inner
from vervain.story.feel.intensity import saturating
from vervain.story.feel.responsibility import FORESEEN, Responsibility


class Praise:
    """Judgements of deeds, by everybody who knows of them."""

    def __init__(self, inner: Inner, book: Book, bonds: Bonds, theirs: Responsibility) -> None:
        self.inner, self.book, self.bonds, self.theirs = inner, book, bonds, theirs
        self.dear = Dear(inner)

    # ------------------------------------------------------------ by values

    def by_values(self, agent: int, known: Known, k: int, surprise: float) -> list[Draft]:
        """What the agent thinks of a deed for being for or against what they hold dear."""
        norms = [self.theirs.deeds.norms(a) for a in sorted(known.actions)]
        shared = [n for n in norms[0] if all(n in other for other in norms)] if norms else []
        found = []
        for norm in shared:
            weight = self.dear.weight(agent, norm.value, k)
            if weight > 0:
                size = saturating(weight, self.inner.most[agent]) * surprise
                found += self._by_value(agent, known, norm, size, k)
        return found

    def _by_value(self, agent: int, known: Known, norm: Norm, size: float, k: int) -> list[Draft]:
        moved, others = self._moved(agent, known, norm.doer, norm.sign)
        free = size * (1.0 - moved)
        found = self.add(agent, known, norm.doer, norm.sign, free, k, value=norm.value)
        for other in others:
            part = size * moved
            found += self.add(agent, known, other, norm.sign, part, k, value=norm.value)
        return found

    def _moved(
        self, agent: int, known: Known, doer: str, sign: int
    ) -> tuple[float, tuple[str, ...]]:
        """How much of a judgement is not for the doer, and to whom blame goes instead."""
        pressed = self.theirs.pressed(agent, known, doer)
        return pressed.blame() if sign < 0 else (pressed.degree, ())

    # ------------------------------------------------------------ by how it treats somebody

    def by_treatment(
        self,
        agent: int,
        known: Known,
        reading: Reading,
        cause: Draft,
        size: float,
        k: int,
        at: int,
    ) -> list[Draft]:
        """What the agent thinks of a deed for what it brought somebody.

        `cause`: the joy, distress or fellow feeling that it brought the agent, in state `at`. Good
        that nobody foresaw earns no praise.
        """
        sign, found = 1 if size > 0 else -1, list[Draft]()
        for doer in known.deed.doers:
            if not self._counts(agent, known, doer, cause, sign, k):
                continue
            share = self.theirs.share(agent, known, doer, reading, at)
            if sign > 0 and share < FORESEEN:
                continue
            moved, others = self._moved(agent, known, doer, sign)
            free = abs(size) * share * (1.0 - moved)
            found += self.add(agent, known, doer, sign, free, k, cause=cause, share=share)
            for other in others:
                whole = abs(size) * moved
                found += self.add(agent, known, other, sign, whole, k, cause=cause, share=1.0)
        return found

    def _counts(self, agent: int, known: Known, doer: str, cause: Draft, sign: int, k: int) -> bool:
        """Who agreed to it has no complaint; what people do for themselves is nothing to thank them
        for; and oneself one blames for what becomes of those one likes, unless all that one did was
        to be rid of what they had laid on one."""
        me, doers = self.inner.people[agent], known.deed.doers
        whose = me if cause.stake is None else self.inner.people[cause.stake.agent]
        if whose != me:
            if doer == me and sign < 0 and whose in self.theirs.pressed(agent, known, me).rid_of:
                return False
            return doer != whose and (sign > 0 or whose not in doers)
        if doer == me:
            other = cause.toward
            if other is None or other in (*doers, *self.theirs.pressed(agent, known, me).rid_of):
                return False
            return sign < 0 and self._hurt(agent, other, k)
        return sign > 0 or me not in doers

    def price(self, agent: int, action: int, k: int) -> float:
        """What an act would cost the agent in values, were it their own."""
        total = 0.0
        for norm in self.theirs.deeds.norms(action):
            if norm.sign < 0:
                total += self.dear.weight(agent, norm.value, k)
        return total

    def _hurt(self, agent: int, other: str, k: int) -> bool:
        """Somebody whom the agent likes is worse off, in the agent's eyes, by event k - 1."""
        if self.bonds.liking(agent, other, k) < LEAST:
            return False
        before, after = self.inner.nodes[agent][k - 1], self.inner.nodes[agent][k]
        total = 0.0
        for _, gain in self.inner.gains(self.inner.people.index(other), before, after):
            total += gain
        return total < 0

    # ------------------------------------------------------------ both

    def add(
        self,
        agent: int,
        known: Known,
        doer: str,
        sign: int,
        size: float,
        k: int,
        *,
        value: str = "",
        cause: Draft | None = None,
        share: float = 0.0,
    ) -> list[Draft]:
        """The judgement, unless it is too weak to be felt."""
        if self.book.too_weak(size):
            return []
        me = self.inner.people[agent]
        emotion = {
            (True, 1): Emotion.PRIDE,
            (True, -1): Emotion.SHAME,
            (False, 1): Emotion.ADMIRATION,
            (False, -1): Emotion.REPROACH,
        }[doer == me, sign]
        beliefs = () if known.trace is None else (Held(known.trace.fact, known.trace.value, True),)
        toward = doer if doer != me else None
        if toward is None and cause is not None and cause.stake is not None:
            whose = cause.stake.agent
            toward = cause.toward if whose == agent else self.inner.people[whose]
        draft = Draft(
            agent=agent,
            emotion=emotion,
            toward=toward,
            intensity=size,
            beliefs=(*beliefs, *as_past(cause)),
            since=k,
            event=k - 1,
            deed=known.deed,
            value=value,
            stake=cause.stake if cause is not None else None,
            share=share,
            parts=(cause,) if cause is not None else (),
            falls_with=(cause,) if cause is not None else (),
        )
        kept = self.book.add(draft)
        return [] if kept is None else [kept]


def as_past(cause: Draft | None) -> tuple[Held, ...]:
    """The beliefs of a feeling, as what was so."""
    return () if cause is None else tuple(Held(h.fact, h.value, True) for h in cause.beliefs)
