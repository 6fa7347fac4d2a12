"""Responsibility: who brought a thing about, as somebody knows it, and how far it is theirs: meant,
foreseen, or neither; freely, or under pressure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vervain.run.parts import Reading
from vervain.run.trace import follow, ids
from vervain.story.case import LOOK
from vervain.story.feel.deeds import Deeds, Known
from vervain.story.feel.feeling import Deed
from vervain.story.feel.inner import Inner, Stake

MEANT, FORESEEN, NEITHER = 1.0, 0.5, 0.25
"""How far what an act brings is its doer's: meant, foreseen but not meant, not even foreseen."""

ORDERED = 0.5
"""How much of the blame goes to who ordered it, where nothing worse than an order was laid on."""

FURTHEST = 8
"""Happenings between an act and what came of it, at most."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """How far (0 to 1) an act was done only to be rid of what others had laid on its doer, so that
    they should do it; and who these others are. `rid_of`: those of whose doing to be rid was all
    that the doer gained, whether it was done for that or not. `bid`: how far it was done because
    others (`bidders`) had ordered it, or given a reason for it, who gain by it."""

    degree: float = 0.0
    by: tuple[str, ...] = ()
    rid_of: tuple[str, ...] = ()
    bid: float = 0.0
    bidders: tuple[str, ...] = ()

    def blame(self) -> tuple[float, tuple[str, ...]]:
        """How much of the blame for it goes to others, and to whom."""
        others = tuple(dict.fromkeys((*self.by, *self.bidders)))
        return min(1.0, self.degree + ORDERED * self.bid), others


class Responsibility:
    """Reads causes and intentions out of the mind of the one who judges."""

    def __init__(self, inner: Inner, deeds: Deeds) -> None:
        self.inner, self.deeds = inner, deeds
        self.trails: list[list[Known]] = [[] for _ in inner.people]
        self._ways = [
            {(c.fact, c.how) for c in event.minds} for event in inner.case.chronicle.events
        ]
        self._aims: dict[tuple[int, int, int, int], int | None] = {}
        self._leads: dict[tuple[int, int], int] = {}
        self._gained: dict[tuple[int, int, int, int], bool] = {}
        self._pressed: dict[tuple[int, int, str], Pressed] = {}

    # ------------------------------------------------------------ who brought it about

    def behind(self, agent: int, reading: Reading, k: int) -> tuple[Known, ...]:
        """The deed that made so what the agent has come to believe in state k, if they know it;
        several where each of them may have had a part in it."""
        inner, history = self.inner, self.inner.case.history
        code = history.read(inner.nodes[agent][k], reading)
        seen = self.deeds.seen(agent, k)
        fact = inner.case.names.reading(reading, within=(agent,))
        if seen is not None and seen.deed.doers and (fact, "saw") in self._ways[k - 1]:
            (action,) = seen.actions
            if self.deeds.may_set(action, reading, code):
                return (seen,)
        trails = tuple(t for t in self.trails[agent] if self._could(t, reading, code))
        if history.at(reading.minds, reading.fluent, k) == code:
            origin = history.since(reading.minds, reading.fluent, k)
            if origin is not None:
                found = next(self._origins(agent, origin, k, FURTHEST), None)
                if found is not None:
                    added = self.deeds.adds(reading) and found in trails
                    return trails if added else (found,)
        return trails if self.deeds.adds(reading) else trails[:1]

    def _could(self, trail: Known, reading: Reading, code: int) -> bool:
        return any(self.deeds.may_set(action, reading, code) for action in trail.actions)

    def _origins(self, agent: int, event: int, k: int, left: int) -> Iterator[Known]:
        """The deeds from which an event comes: itself, or, where nobody chose it, what made it
        possible, as far as the agent believes in that."""
        inner = self.inner
        happened = inner.case.chronicle.events[event]
        action = int(inner.case.history.actions[event])
        if happened.agreed:
            if inner.people[agent] in (*happened.saw, *happened.agreed):
                deed = Deed(happened.act, happened.agreed, event)
                yield Known(deed, frozenset({action}), event)
            yield from (t for t in self.trails[agent] if action in t.actions)
        elif left:
            for cause in happened.causes:
                if cause.event is not None and not cause.fact.minds:
                    believed = inner.believes(agent, cause.fact.fluent, cause.fact.args, event)
                    if believed == cause.value:
                        yield from self._origins(agent, cause.event, k, left - 1)

    # ------------------------------------------------------------ how far it is theirs

    def share(self, agent: int, known: Known, doer: str, reading: Reading, k: int) -> float:
        """How far the doer is to be held to what came of the deed, in the eyes of the agent."""
        inner, history = self.inner, self.inner.case.history
        other = inner.people.index(doer)
        after = inner.nodes[agent][k]
        code = history.read(after, reading)
        if known.deed.event is not None:
            (action,) = known.actions
            start = self._mind(agent, other, known.state)
            end = self._after(start, action)
            if end >= 0 and history.read(start, reading) != code == history.read(end, reading):
                return MEANT if self._gains(other, reading, start, end) else FORESEEN
            if end >= 0 and self.deeds.may_set(action, reading, code):
                return NEITHER
        before = inner.nodes[agent][k - 1]
        return MEANT if self._gains(other, reading, before, after) else FORESEEN

    def _after(self, start: int, action: int) -> int:
        """Where the act leads from a believed state; below 0: it cannot be done there."""
        key = start, action
        if key not in self._leads:
            self._leads[key] = int(self.inner.engine.successors(ids(start), ids(action))[0])
        return self._leads[key]

    def _mind(self, agent: int, other: int, k: int) -> int:
        """What the agent, in state k, takes the other to believe."""
        node = self.inner.nodes[agent][k]
        return node if other == agent else self.inner.case.history.mind(node, other)

    def _gains(self, other: int, reading: Reading, before: int, after: int) -> bool:
        """Something that the other wants of this very fact has come about."""
        if before == after:
            return False
        key, inner = (other, reading.fluent, before, after), self.inner
        if key not in self._gained:
            self._gained[key] = any(
                inner.gain(stake, before, after) > 0 for stake in inner.reading(other, reading)
            )
        return self._gained[key]

    # ------------------------------------------------------------ under pressure

    def pressed(self, agent: int, known: Known, doer: str) -> Pressed:
        """Whether the doer was coerced: all that they gain is to be rid of what others did to
        them, who gain by the deed themselves."""
        event = known.deed.event
        if event is None:
            return Pressed()
        key = (agent, event, doer)
        if key not in self._pressed:
            self._pressed[key] = self._pressure(agent, known, event, doer)
        return self._pressed[key]

    def _pressure(self, agent: int, known: Known, event: int, doer: str) -> Pressed:
        inner, other = self.inner, self.inner.people.index(doer)
        (action,) = known.actions
        start = self._mind(agent, other, event)
        end = self._aimed(inner.nodes[agent][event], start, action, other)
        if end is None:
            return Pressed()
        total = forced = shed = bid = 0.0
        by, rid_of, bidders = dict[str, None](), dict[str, None](), dict[str, None]()
        for stake, gain in inner.gains(other, start, end):
            if gain > 0:
                total += gain
                earlier = self._laid_on(agent, other, stake.term, event)
                laid = [] if earlier is None else self._others(earlier, doer)
                others = [c for c in laid if self._pays(agent, c, event)]
                began = [c for c in laid if not self._answers(agent, earlier, c, doer)]
                shed += gain if began else 0.0
                forced += gain if others else 0.0
                rid_of |= dict.fromkeys(began)
                by |= dict.fromkeys(others)
                asked = () if laid else self._bidding(agent, other, stake, action, event)
                bid += gain if asked else 0.0
                bidders |= dict.fromkeys(asked)
        whole = tuple(rid_of) if shed and shed == total else ()
        if not total:
            return Pressed()
        return Pressed(forced / total, tuple(by), whole, bid / total, tuple(bidders))

    def _aimed(self, node: int, start: int, action: int, other: int) -> int | None:
        """Where the plan behind an act was to lead, in the mind of its doer; None: nowhere."""
        key = node, start, action, other
        if key not in self._aims:
            engine, reach = self.inner.engine, self.inner.case.reach
            reason = engine.explain(node, action, other, reach, LOOK).plan
            path = follow(engine, start, reason or (action,))
            self._aims[key] = path[-1] if path else None
        return self._aims[key]

    def _others(self, earlier: int, doer: str) -> list[str]:
        return [c for c in self.inner.case.chronicle.events[earlier].agreed if c != doer]

    def _answers(self, agent: int, earlier: int | None, who: str, doer: str) -> bool:
        """Event `earlier` was itself nothing but to be rid of what the doer had laid on them."""
        known = None if earlier is None else self.deeds.seen(agent, earlier + 1)
        return known is not None and doer in self.pressed(agent, known, who).rid_of

    def _laid_on(self, agent: int, other: int, term: int, event: int) -> int | None:
        """The last event before `event` that changed this stake of the other, if it lowered it,
        and the agent knows of it."""
        inner = self.inner
        stake = next(s for s in inner.stakes[other] if s.term == term)
        for s in range(event - 1, -1, -1):
            if inner.nodes[agent][s] == inner.nodes[agent][s + 1]:
                continue
            before, after = self._mind(agent, other, s), self._mind(agent, other, s + 1)
            lost = 0.0 if before == after else inner.gain(stake, before, after)
            if lost:
                return s if lost < 0 and self.deeds.seen(agent, s + 1) is not None else None
        return None

    def _bidding(
        self, agent: int, other: int, stake: Stake, action: int, event: int
    ) -> tuple[str, ...]:
        """Who made the act worth doing for the other, for whom it had not been so, and gains."""
        inner = self.inner
        for s in range(event - 1, -1, -1):
            before, after = self._mind(agent, other, s), self._mind(agent, other, s + 1)
            if before == after or not inner.moved(stake.term, before, after):
                continue
            if self.deeds.seen(agent, s + 1) is None:
                return ()
            end = self._after(before, action)
            if end >= 0 and inner.gain(stake, before, end) > 0:
                return ()
            others = self._others(s, inner.people[other])
            return tuple(c for c in others if self._pays(agent, c, event))
        return ()

    def _pays(self, agent: int, who: str, event: int) -> bool:
        """As the agent sees it, the event brings that person something that they want."""
        number = self.inner.people.index(who)
        before, after = self.inner.nodes[agent][event : event + 2]
        return any(gain > 0 for _, gain in self.inner.gains(number, before, after))
