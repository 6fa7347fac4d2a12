"""Desirability: joy and distress, from what each stake of the agent becomes worth in the state that
they believe in. A stake that moves on in the same direction makes the feeling more."""

from __future__ import annotations

from vervain.story.feel.book import Book, Draft
from vervain.story.feel.feeling import Emotion, Ended, Held
from vervain.story.feel.inner import Inner, Stake
from vervain.story.feel.intensity import unexpected

SIMPLE = (Emotion.JOY, Emotion.DISTRESS)


class Desires:
    """Joy and distress of everybody."""

    def __init__(self, inner: Inner, book: Book) -> None:
        self.inner, self.book = inner, book

    def appraise(self, agent: int, k: int, credence: dict[tuple[int, int], float]) -> list[Draft]:
        """What event k - 1 made of each stake. `credence`: by term and sign (1 or -1), how likely
        the agent held it before that the stake would rise, or fall."""
        inner, book = self.inner, self.book
        before, after = inner.nodes[agent][k - 1], inner.nodes[agent][k]
        if before == after:
            return []
        found = []
        for stake, gain in inner.gains(agent, before, after):
            base = inner.worth(stake, before)
            sign = 1 if gain > 0 else -1
            for old in book.about(stake, agent, SIMPLE):
                if (old.emotion is Emotion.JOY) == (gain > 0):
                    base = old.base
                    book.close(old, k, Ended.CHANGED, k - 1)
                else:
                    book.end(old, k)
            draft = self._draft(stake, base, k, credence.get((stake.term, sign), 0.0))
            if draft is not None and (kept := book.add(draft)) is not None:
                found.append(kept)
        return found

    def _draft(self, stake: Stake, base: float, k: int, credence: float) -> Draft | None:
        inner, agent = self.inner, stake.agent
        before, after = inner.nodes[agent][k - 1], inner.nodes[agent][k]
        gain = inner.worth(stake, after) - base
        if self.book.too_weak(inner.share(agent, gain)):
            return None
        moved = inner.moved(stake.term, before, after)
        if not moved or not gain:
            return None
        beliefs = tuple(inner.held(agent, r, after) for r in moved)
        return Draft(
            agent=agent,
            emotion=Emotion.JOY if gain > 0 else Emotion.DISTRESS,
            toward=other_in(inner, agent, beliefs),
            intensity=inner.share(agent, gain) * unexpected(credence),
            beliefs=beliefs,
            step=inner.share(agent, inner.gain(stake, before, after)) * unexpected(credence),
            since=k,
            event=k - 1,
            stake=stake,
            base=base,
        )


def other_in(inner: Inner, agent: int, beliefs: tuple[Held, ...]) -> str | None:
    """The one other person whom the beliefs are about, if it is one."""
    me = inner.people[agent]
    named = {
        name
        for held in beliefs
        for name in (*held.fact.args, *held.fact.minds[1:], held.value)
        if isinstance(name, str) and name in inner.people and name != me
    }
    return named.pop() if len(named) == 1 else None
