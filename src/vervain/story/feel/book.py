"""Book: the feelings of one story while it is appraised; each is opened and closed once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from heapq import heappop, heappush

from vervain.story.feel.feeling import PLEASANT, Deed, Emotion, Ended, Feeling, Held
from vervain.story.feel.inner import Inner, Stake
from vervain.story.feel.intensity import (
    MOOD_HALF_LIFE,
    MOOD_PULL,
    MOOD_SHARE,
    THRESHOLD,
    YEAR,
    fading,
    lasting,
)
from vervain.story.history import Chain

LASTING = frozenset({Emotion.LOVE, Emotion.HATE})
"""What lies between people leaves the mood as it is."""

JUDGEMENTS = frozenset({Emotion.PRIDE, Emotion.SHAME, Emotion.ADMIRATION, Emotion.REPROACH})
"""What is thought of a deed."""

Spot = tuple[Held, Chain, int, int]
"""A belief, where in the history it stands (mind, fluent), and the code it has to keep."""


@dataclass(slots=True, eq=False)
class Draft:
    """A feeling that may still change. `agent` feels it, since state `since`; `event` called it
    forth. `share`: of a judgement, how far what came of the deed is its doer's. `falls_with`:
    feelings that take this one with them when they are void. `step`: of a joy or sorrow that has
    become more, what was new. `base`: of a joy, sorrow, hope or fear, what its stake was worth
    before it."""

    agent: int
    emotion: Emotion
    toward: str | None
    intensity: float
    beliefs: tuple[Held, ...]
    since: int
    event: int | None
    deed: Deed | None = None
    value: str = ""
    stake: Stake | None = None
    share: float = 0.0
    step: float = 0.0
    base: float = 0.0
    parts: tuple[Draft, ...] = ()
    falls_with: tuple[Draft, ...] = ()
    until: int | None = None
    ended: Ended | None = None
    by: int | None = None
    number: int = -1
    order: int = -1
    watched: list[Spot] = field(default_factory=list)

    @property
    def new(self) -> float:
        """How strong it is by what was new in it."""
        return self.step or self.intensity

    @property
    def open(self) -> bool:
        """It is still there."""
        return self.until is None


def _simple(draft: Draft) -> bool:
    return draft.emotion in (Emotion.JOY, Emotion.DISTRESS)


class Book:
    """Keeps the drafts and the moods. States have to be visited in order."""

    def __init__(self, inner: Inner, minutes: tuple[int, ...]) -> None:
        self.inner, self.minutes = inner, minutes
        self._open: list[dict[int, Draft]] = [{} for _ in inner.people]
        self._kinds: list[dict[Emotion, dict[int, Draft]]] = [{} for _ in inner.people]
        self._stakes: list[dict[Stake, dict[int, Draft]]] = [{} for _ in inner.people]
        self._judged: list[dict[Deed, dict[int, Draft]]] = [{} for _ in inner.people]
        self._watched: list[dict[Chain, dict[int, dict[int, Draft]]]] = [{} for _ in inner.people]
        self._fading: list[list[tuple[float, int]]] = [[] for _ in inner.people]
        self._most: dict[tuple[int, Emotion, str | None], float] = {}
        self._faded: list[dict[int, Draft]] = [{} for _ in inner.people]
        self._all: dict[int, Draft] = {}
        self._count = 0
        self._mood = [0.0] * len(inner.people)
        self._moods: list[list[float]] = [[] for _ in inner.people]

    def open_of(self, agent: int, *emotions: Emotion) -> list[Draft]:
        """The open feelings of one person, of these kinds (none given: all)."""
        if not emotions:
            return list(self._open[agent].values())
        found = [d for e in emotions for d in self._kinds[agent].get(e, {}).values()]
        return found if len(emotions) == 1 else sorted(found, key=lambda d: d.order)

    def judgements(self, agent: int, deed: Deed) -> list[Draft]:
        """What one person thinks of a deed: the open judgements of it, in order."""
        return list(self._judged[agent].get(deed, {}).values())

    def about(self, stake: Stake, agent: int, emotions: tuple[Emotion, ...]) -> list[Draft]:
        """The open feelings of one person about one stake, of these kinds."""
        found = self._stakes[agent].get(stake, {}).values()
        return [d for d in found if d.emotion in emotions]

    def most(self, agent: int, emotion: Emotion, toward: str) -> float:
        """How strong the strongest open feeling of this kind toward somebody began."""
        key = agent, emotion, toward
        if key not in self._most:
            felt = self._kinds[agent].get(emotion, {}).values()
            self._most[key] = max((d.intensity for d in felt if d.toward == toward), default=0.0)
        return self._most[key]

    def too_weak(self, size: float) -> bool:
        """No mood could make so little felt."""
        return size * (1.0 + MOOD_PULL) < THRESHOLD

    def add(self, draft: Draft) -> Draft | None:
        """Open a feeling; None if it is too weak to be felt. The mood lends to what agrees with it
        and takes from what does not."""
        if not self.inner.feels(draft.agent, draft.since):
            return None
        sign = 1 if draft.emotion in PLEASANT else -1
        mood = self._mood[draft.agent]
        draft.intensity = min(1.0, draft.intensity * (1.0 + MOOD_PULL * mood * sign))
        if draft.intensity < THRESHOLD:
            return None
        draft.watched = list(self._spots(draft))
        draft.order, self._count = self._count, self._count + 1
        self._enter(draft)
        if draft.emotion in LASTING:
            return draft
        gain = MOOD_SHARE * draft.intensity
        self._mood[draft.agent] += sign * gain * (1.0 - abs(mood) if mood * sign > 0 else 1.0)
        self._mood[draft.agent] = max(-1.0, min(1.0, self._mood[draft.agent]))
        return draft

    def _enter(self, draft: Draft) -> None:
        """Put it where it will be looked for."""
        agent, order = draft.agent, draft.order
        self._all[order] = self._open[agent][order] = draft
        self._kinds[agent].setdefault(draft.emotion, {})[order] = draft
        self._most.pop((agent, draft.emotion, draft.toward), None)
        if draft.stake is not None:
            self._stakes[agent].setdefault(draft.stake, {})[order] = draft
        if draft.deed is not None and draft.emotion in JUDGEMENTS:
            self._judged[agent].setdefault(draft.deed, {})[order] = draft
        for _, chain, fluent, _ in draft.watched:
            watched = self._watched[agent].setdefault(chain, {})
            watched.setdefault(fluent, {})[order] = draft
        lasts = lasting(draft.emotion, draft.intensity)
        if lasts is not None:
            heappush(self._fading[agent], (self.minutes[draft.since] + lasts, order))

    def faded(self, agent: int) -> list[Draft]:
        """The joys and sorrows of one person that have faded, and of which they believe all
        still."""
        return [d for _, d in sorted(self._faded[agent].items())]

    def relive(self, old: Draft, k: int) -> Draft | None:
        """Live through a faded joy or sorrow again in state k: half of it for each year."""
        if not all(self.inner.holds(h, k) for h in old.beliefs):
            return None
        years = (self.minutes[k] - self.minutes[old.since]) / YEAR
        size = old.intensity * 0.5**years
        again = replace(old, intensity=size, since=k, event=k - 1, parts=(old,), watched=[])
        again.until = again.ended = again.by = None
        return again if self.add(again) is not None else None

    def close(self, draft: Draft, k: int, ended: Ended, by: int | None) -> None:
        """End a feeling in state k, because of event `by`. What is void takes with it what rests
        on it."""
        if not draft.open:
            return
        draft.until, draft.ended, draft.by = k, ended, by
        self._leave(draft)
        if ended is Ended.FADED and _simple(draft):
            self._faded[draft.agent][draft.order] = draft
        if ended is Ended.VOID:
            for other in self.open_of(draft.agent):
                if draft in other.falls_with:
                    self.close(other, k, Ended.VOID, by)

    def end(self, draft: Draft, k: int) -> None:
        """What pleased or hurt is gone: it was so, or it never was."""
        fallen = [h for h in draft.beliefs if not self.inner.holds(h, k)]
        void = any(not self.inner.was_so(h, draft.since, k) for h in fallen)
        self.close(draft, k, Ended.VOID if void else Ended.PAST, k - 1)

    def retract(self, draft: Draft) -> None:
        """It is not felt after all."""
        self._leave(draft)
        del self._all[draft.order]

    def _leave(self, draft: Draft) -> None:
        agent, order = draft.agent, draft.order
        del self._open[agent][order]
        del self._kinds[agent][draft.emotion][order]
        self._most.pop((agent, draft.emotion, draft.toward), None)
        if draft.stake is not None:
            del self._stakes[agent][draft.stake][order]
        if draft.deed is not None and draft.emotion in JUDGEMENTS:
            del self._judged[agent][draft.deed][order]
        for _, chain, fluent, _ in draft.watched:
            self._watched[agent][chain][fluent].pop(order, None)

    def pass_to(self, k: int) -> None:
        """Come to state k: what the time that has passed wears away, and whose feelings end."""
        event = k - 1 if k else None
        for agent in range(len(self.inner.people)):
            self._age(agent, k, event)
            if k:
                passed = self.minutes[k] - self.minutes[k - 1]
                self._mood[agent] *= 0.5 ** (passed / MOOD_HALF_LIFE)

    def note_moods(self) -> None:
        """The moods of the state that was appraised."""
        for agent, mood in enumerate(self._mood):
            self._moods[agent].append(round(mood, 4))

    def _age(self, agent: int, k: int, event: int | None) -> None:
        """End what has worn down to nothing; everything, if its bearer feels no longer."""
        if not self._open[agent]:
            return
        if not self.inner.feels(agent, k):
            self._mood[agent] = 0.0
            ended = Ended.NUMB if self.inner.alive(agent, k) else Ended.DEAD
            for draft in self.open_of(agent):
                self.close(draft, k, ended, event)
            return
        heap, due, now = self._fading[agent], list[int](), self.minutes[k]
        while heap and heap[0][0] <= now:
            due.append(heappop(heap)[1])
        for order in sorted(due):
            if order in self._open[agent]:
                self._fade(self._open[agent][order], k, event)

    def _fade(self, draft: Draft, k: int, event: int | None) -> None:
        passed = self.minutes[k] - self.minutes[draft.since]
        if draft.intensity * fading(draft.emotion, passed) < THRESHOLD:
            self.close(draft, k, Ended.FADED, event)
        else:  # to the minute
            heappush(self._fading[draft.agent], (self.minutes[k] + 1, draft.order))

    def drop_fallen(self, agent: int, k: int) -> None:
        """End what rests on a belief that the agent has no longer in state k."""
        at, event = self.inner.case.history.at, k - 1
        for draft in self.touched(agent, k):
            fallen = [s for s in draft.watched if at(s[1], s[2], k) != s[3]]
            if not fallen or not draft.open:
                continue
            if any(not self.inner.was_so(s[0], draft.since, k) for s in fallen):
                self.close(draft, k, Ended.VOID, event)
            elif any(not s[0].past for s in fallen):
                self.close(draft, k, Ended.PAST, event)
            else:
                draft.watched = [s for s in draft.watched if s not in fallen]
                for _, chain, fluent, _ in fallen:
                    self._watched[agent][chain][fluent].pop(draft.order, None)

    def touched(self, agent: int, k: int) -> list[Draft]:
        """The open feelings that rest on anything that event k - 1 has changed, in order."""
        nodes = self.inner.nodes[agent]
        if not k or nodes[k - 1] == nodes[k]:
            return []
        changes, found = self.inner.case.history.changes, dict[int, Draft]()
        for chain, watched in self._watched[agent].items():
            changed = changes(chain).get(k)
            for fluent in changed & watched.keys() if changed else ():
                found.update(watched[fluent])
        return [found[order] for order in sorted(found)]

    def _spots(self, draft: Draft) -> Iterator[Spot]:
        """The beliefs of a feeling that can fall."""
        at = self.inner.case.history.at
        for held in draft.beliefs:
            spot = self.inner.spot(held.fact)
            if spot is not None:
                yield held, *spot, at(*spot, draft.since)

    # ------------------------------------------------------------ the result

    def feelings(self) -> tuple[Feeling, ...]:
        """All of them, in the order in which they began."""
        kept = [d for d in self._all.values() if d.until is None or d.until > d.since]
        for number, draft in enumerate(kept):
            draft.number = number
        return tuple(map(self._record, kept))

    def moods(self) -> tuple[tuple[float, ...], ...]:
        """Of each person in each state."""
        return tuple(map(tuple, self._moods))

    def _record(self, d: Draft) -> Feeling:
        want = None if d.stake is None else self.inner.case.world.wants[d.stake.want]
        return Feeling(
            id=d.number,
            who=self.inner.people[d.agent],
            emotion=d.emotion,
            toward=d.toward,
            intensity=round(d.intensity, 4),
            beliefs=d.beliefs,
            deed=d.deed,
            value=d.value,
            want=want.text if want else "",
            purpose=want.purpose if want else "",
            whose=None if d.stake is None else self.inner.people[d.stake.agent],
            event=d.event,
            since=d.since,
            until=d.until,
            ended=d.ended,
            by=d.by,
            parts=tuple(self._numbers(d)),
        )

    def _numbers(self, d: Draft) -> Iterator[int]:
        yield from (part.number for part in d.parts if part.number >= 0)
