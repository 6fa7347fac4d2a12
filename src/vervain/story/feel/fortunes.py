"""The fortunes of others: happy for, pity, resentment and gloating, by what the agent believes to
have become of what the other wants, and by what lies between them."""

from __future__ import annotations

from vervain.story.feel.bonds import LEAST, Bonds
from vervain.story.feel.book import Book, Draft
from vervain.story.feel.feeling import Emotion, Ended
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

    def appraise(self, agent: int, k: int) -> list[Draft]:
        """What event k - 1 made of the stakes of those whom the agent likes or dislikes.

        What others want of oneself is felt for oneself where it touches oneself, and not for them.
        """
        inner = self.inner
        before, after = inner.nodes[agent][k - 1], inner.nodes[agent][k]
        if before == after:
            return []
        found = []
        touched = bool(inner.gains(agent, before, after))
        for name in self.bonds.known(agent):
            other = inner.people.index(name)
            if not inner.thinks_alive(agent, name, k - 1):
                continue
            liking = self.bonds.liking(agent, name, k)
            if abs(liking) < LEAST:
                continue
            for stake, gain in inner.gains(other, before, after):
                if not (touched and self._about_me(agent, stake)):
                    self._close(agent, stake, k)
                    draft = self._draft(agent, stake, gain, liking, k)
                    if draft is not None and (kept := self.book.add(draft)) is not None:
                        found.append(kept)
        return found

    def _about_me(self, agent: int, stake: Stake) -> bool:
        """What the other wants is something about the agent."""
        case, me = self.inner.case, self.inner.people[agent]
        return any(
            me in case.ground.fluents[r.fluent].args for r in case.parts.readings(stake.term)
        )

    def _close(self, agent: int, stake: Stake, k: int) -> None:
        """What was felt about the same stake before."""
        inner = self.inner
        for old in self.book.open_of(agent, *FELLOW):
            if old.stake == stake:
                fallen = [h for h in old.beliefs if not inner.holds(h, k)]
                void = any(not inner.was_so(h, old.since, k) for h in fallen)
                self.book.close(old, k, Ended.VOID if void else Ended.PAST, k - 1)

    def _draft(self, agent: int, stake: Stake, gain: float, liking: float, k: int) -> Draft | None:
        inner = self.inner
        moved = inner.moved(stake.term, inner.nodes[agent][k - 1], inner.nodes[agent][k])
        if not moved:
            return None
        good, liked = gain > 0, liking > 0
        merit = self._merit(agent, stake.agent, good=good)
        part = {
            Emotion.HAPPY_FOR: 0.5 + 0.5 * merit,
            Emotion.PITY: 1.0 - 0.5 * merit,
            Emotion.RESENTMENT: 1.0 - merit,
            Emotion.GLOATING: 0.5 + 0.5 * merit,
        }
        emotion = EMOTION[liked, good]
        size = inner.share(stake.agent, gain) * abs(liking) * part[emotion]
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

        def most(emotion: Emotion) -> float:
            felt = (d.intensity for d in self.book.open_of(agent, emotion) if d.toward == name)
            return max(felt, default=0.0)

        lean = (most(Emotion.ADMIRATION) - most(Emotion.REPROACH)) / 2
        return 0.5 + (lean if good else -lean)
