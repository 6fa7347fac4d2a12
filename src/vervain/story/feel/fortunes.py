"""The fortunes of others: happy for, pity, resentment and gloating, by what the agent believes to
have become of what the other wants, and by what lies between them."""

from __future__ import annotations

from itertools import pairwise

from vervain.story.feel.bonds import LEAST, Bonds
from vervain.story.feel.book import Book, Draft
from vervain.story.feel.feeling import Emotion
from vervain.story.feel.inner import Inner, Stake

EMOTION = {
    (True, True): Emotion.HAPPY_FOR,
    (True, False): Emotion.PITY,
    (False, True): Emotion.RESENTMENT,
    (False, False): Emotion.GLOATING,
}
"""By whether the other is liked, and whether it is good for them."""

FELLOW = tuple(EMOTION.values())


class Fortunes:
    """What everybody feels at the good and bad luck of others."""

    def __init__(self, inner: Inner, book: Book, bonds: Bonds) -> None:
        self.inner, self.book, self.bonds = inner, book, bonds
        self._about: dict[Stake, frozenset[str]] = {}

    def prepare(self) -> None:
        """Weigh what others want in the minds of those who care, all at once."""
        inner = self.inner
        looked: list[list[int]] = [[] for _ in inner.people]
        for agent, nodes in enumerate(inner.nodes):
            for name in self.bonds.known(agent):
                looked[inner.people.index(name)] += dict.fromkeys(nodes)
        for other, nodes in enumerate(looked):
            inner.weigh(other, nodes)
        for agent, nodes in enumerate(inner.nodes):
            for name in self.bonds.known(agent):
                inner.compare(inner.people.index(name), list(pairwise(nodes)))

    def appraise(self, agent: int, k: int) -> list[Draft]:
        """What event k - 1 made of the stakes of those whom the agent likes or dislikes.

        What others want of oneself is felt for oneself where it touches oneself, and not for them;
        what they want of third people is felt for these, where one feels anything for them.
        """
        inner = self.inner
        before, after = inner.nodes[agent][k - 1], inner.nodes[agent][k]
        if before == after:
            return []
        found = []
        likings = self._likings(agent, k)
        met = {n for n in likings if inner.gains(inner.people.index(n), before, after)}
        if inner.gains(agent, before, after):
            met.add(inner.people[agent])
        for name, liking in likings.items():
            other = inner.people.index(name)
            for stake, gain in inner.gains(other, before, after):
                if not self._is_of_others(agent, stake, met):
                    for old in self.book.about(stake, agent, FELLOW):
                        self.book.end(old, k)
                    draft = self._draft(agent, stake, gain, liking, k)
                    if draft is not None and (kept := self.book.add(draft)) is not None:
                        found.append(kept)
        return found

    def _likings(self, agent: int, k: int) -> dict[str, float]:
        """Those whom the agent likes or dislikes, and does not take to have been dead before."""
        found = {}
        for name in self.bonds.known(agent):
            liking = self.bonds.liking(agent, name, k)
            if abs(liking) >= LEAST and self.inner.thinks_alive(agent, name, k - 1):
                found[name] = liking
        return found

    def _is_of_others(self, agent: int, stake: Stake, met: set[str]) -> bool:
        """What somebody wants is something about the agent, or about third people only; and these
        are met by it themselves (`met`)."""
        named = self._people_in(stake)
        me, whose = self.inner.people[agent], self.inner.people[stake.agent]
        return (me in named and me in met) or (whose not in named and bool(named) and named <= met)

    def _people_in(self, stake: Stake) -> frozenset[str]:
        """The people whom a stake is about."""
        if stake not in self._about:
            case = self.inner.case
            args = (case.ground.fluents[r.fluent].args for r in case.parts.readings(stake.term))
            named = {name for row in args for name in row}
            self._about[stake] = frozenset(named & set(self.inner.people))
        return self._about[stake]

    def _draft(self, agent: int, stake: Stake, gain: float, liking: float, k: int) -> Draft | None:
        inner = self.inner
        emotion = EMOTION[liking > 0, gain > 0]
        merit = self._merit(agent, stake.agent, good=gain > 0)
        size = inner.share(stake.agent, gain) * abs(liking) * _part(emotion, merit)
        if self.book.too_weak(size):
            return None
        moved = inner.moved(stake.term, inner.nodes[agent][k - 1], inner.nodes[agent][k])
        if not moved:
            return None
        return Draft(
            agent=agent,
            emotion=emotion,
            toward=inner.people[stake.agent],
            intensity=size,
            beliefs=tuple(inner.held(agent, r, inner.nodes[agent][k]) for r in moved),
            since=k,
            event=k - 1,
            stake=stake,
        )

    def _merit(self, agent: int, other: int, *, good: bool) -> float:
        """How far the agent thinks that the other has deserved it, 0 to 1: by what the agent
        admires or blames them for."""
        name = self.inner.people[other]
        admired = self.book.most(agent, Emotion.ADMIRATION, name)
        lean = (admired - self.book.most(agent, Emotion.REPROACH, name)) / 2
        return 0.5 + (lean if good else -lean)


def _part(emotion: Emotion, merit: float) -> float:
    """How much of somebody's luck is felt for, or against, them who deserve it so far."""
    match emotion:
        case Emotion.PITY:
            return 1.0 - 0.5 * merit
        case Emotion.RESENTMENT:
            return 1.0 - merit
    return 0.5 + 0.5 * merit
