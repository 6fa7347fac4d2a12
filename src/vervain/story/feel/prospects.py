"""Prospects: hope and fear, and how they close.

What somebody reckons with in a state: acts that may come next, in their mind (what nobody chooses,
and what they believe the doers to have a reason for), and what is left of plans of their own. What
one could only have by an act that one holds to be too wrong, one does not hope for.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from vervain.model.ground import Ints
from vervain.native.engine import Budget
from vervain.run.parts import Reading
from vervain.run.trace import consenting, follow, ids
from vervain.story.feel.book import Book, Draft
from vervain.story.feel.deeds import Deeds
from vervain.story.feel.feeling import Deed, Emotion, Ended, Held
from vervain.story.feel.inner import Inner, Stake
from vervain.story.feel.praise import Praise

CHANCE, REASON, OWN = 0.3, 0.5, 0.7
"""How likely one holds what nobody chooses, what others have a reason for, and one's own plan."""

LOOK = Budget(nodes=20_000)
"""What asking for one reason may use."""


@dataclass(frozen=True, slots=True)
class Prospect:
    """A stake would be worth `worth`, by the acts of `way`."""

    stake: Stake
    sign: int
    worth: float
    credence: float
    way: tuple[int, ...]

    @property
    def key(self) -> tuple[int, int]:
        """Of one stake there is one hope and one fear."""
        return self.stake.term, self.sign


Reckoned = dict[tuple[int, int], Prospect]


MOST_THOUGHT_OF = 200_000
"""Next acts, over all believed states of a story; where there are more, people think only of acts
that come about in the story."""


class Prospects:
    """Hopes and fears of everybody."""

    def __init__(self, inner: Inner, book: Book, deeds: Deeds, praise: Praise) -> None:
        self.inner, self.book, self.deeds, self.praise = inner, book, deeds, praise
        t = inner.case.ground.tables
        self._consents = [consenting(inner.case.ground, a) for a in range(len(inner.case.acts))]
        self._conds = t.event_cond
        self._chosen = np.array(
            [not self._stirs(a) for a in range(len(self._consents))], dtype=bool
        )
        self._plans: list[list[tuple[int, ...]]] = [[] for _ in inner.people]
        self.planned = set[int]()
        """Whose plans the last event has changed."""
        self._ways: dict[int, tuple[Ints, Ints]] = {}
        self._ends: dict[tuple[int, tuple[int, ...]], int | None] = {}
        self._moving: dict[tuple[int, int], list[tuple[int, int, float]]] = {}
        self._reasons: dict[tuple[int, int], bool] = {}
        self._needs: dict[tuple[int, int], tuple[Reading, ...]] = {}
        self._by_node: dict[tuple[int, int], Reckoned] = {}
        self._open: dict[int, Prospect] = {}  # id(draft)
        self._utility = {a: s for a, s in enumerate(inner.stakes) if s}

    # ------------------------------------------------------------ what one reckons with

    def reckon(self, agent: int, k: int) -> Reckoned:
        """The prospects of each stake in state k, the likeliest way to each."""
        node = self.inner.nodes[agent][k]
        key = (agent, node)
        if key not in self._by_node:
            self._by_node[key] = self._next_acts(agent, node, k)
        found = dict(self._by_node[key])
        for plan in self._plans[agent]:
            end = self._end(node, plan)
            if end is not None:
                self._note(found, agent, node, end, OWN, plan)
        return found

    def prepare_all(self) -> None:
        """What anybody who wants anything can reckon with in any state that they believe in while
        they feel, and what it is worth to them. All at once is several times faster."""
        inner = self.inner
        states = range(inner.last + 1)
        felt = {
            a: list(dict.fromkeys(inner.nodes[a][k] for k in states if inner.feels(a, k)))
            for a in self._utility
        }
        self.prepare([node for nodes in felt.values() for node in nodes])
        for agent, nodes in felt.items():
            self._find_moving(agent, nodes)
            steps = list(pairwise(inner.nodes[agent]))
            rows = [(node, end) for node in nodes for _, end, _ in self._moving[agent, node]]
            inner.weigh(agent, [*inner.nodes[agent], *(end for _, end in rows)])
            inner.compare(agent, [*steps, *rows])

    def _find_moving(self, agent: int, nodes: list[int]) -> None:
        """In each of these states: the acts that would make the agent better or worse off, where
        each leads, and how much better."""
        engine = self.inner.engine
        ways = [self._ways[node] for node in nodes]
        sizes = [len(actions) for actions, _ in ways]
        ends = np.concatenate([np.zeros(0, dtype=np.int32), *(ends for _, ends in ways)])
        now = np.repeat(engine.utilities(np.array(nodes, dtype=np.int32), agent), sizes)
        better = engine.utilities(np.ascontiguousarray(ends), agent) - now
        start = 0
        for node, size, (actions, _) in zip(nodes, sizes, ways, strict=True):
            there = slice(start, start + size)
            moved = better[there] != 0
            columns = actions[moved], ends[there][moved], better[there][moved]
            self._moving[agent, node] = list(zip(*(c.tolist() for c in columns), strict=True))
            start += size

    def prepare(self, nodes: list[int]) -> None:
        """Find out what can be done next in these believed states, and where it leads, all at
        once."""
        new = [node for node in dict.fromkeys(nodes) if node not in self._ways]
        if not new:
            return
        engine, states = self.inner.engine, np.array(new, dtype=np.int32)
        rows, actions = engine.applicable(states)
        from_ = np.repeat(states, np.diff(rows)).astype(np.int32)
        ends = np.full(len(actions), -1, dtype=np.int32)
        chosen = np.flatnonzero(self._chosen[actions])
        if len(chosen) > MOST_THOUGHT_OF:
            chosen = chosen[np.isin(actions[chosen], self.inner.case.history.actions)]
        ends[chosen] = engine.successors(from_[chosen], np.ascontiguousarray(actions[chosen]))
        for i, node in enumerate(new):
            row = slice(int(rows[i]), int(rows[i + 1]))
            possible = ends[row] >= 0
            self._ways[node] = actions[row][possible], ends[row][possible]

    def _stirs(self, action: int) -> bool:
        """It is a feeling that comes or goes; nobody reckons with that."""
        names = self.inner.case.names
        schema = names.actions.get(names.ground.actions[action].name)
        return schema is not None and schema.by_itself is not None

    def _next_acts(self, agent: int, node: int, k: int) -> Reckoned:
        if agent not in self._utility:
            return {}
        found: Reckoned = {}
        for action, end, gain in self._moving[agent, node]:
            if 0 < gain <= self.praise.price(agent, action, k):
                continue
            if agent in self._consents[action] and self._only_losses(agent, node, end):
                continue
            credence = self._credence(agent, node, action)
            if credence:
                self._note(found, agent, node, end, credence, (action,))
        return found

    def _only_losses(self, agent: int, node: int, end: int) -> bool:
        """Nothing that the agent wants would be better; who has to agree need not fear it."""
        return all(gain < 0 for _, gain in self.inner.gains(agent, node, end))

    def _credence(self, agent: int, node: int, action: int) -> float:
        """How likely the agent holds it that the act is done next; 0: nobody would."""
        inner, doers = self.inner, self._consents[action]
        if not doers:
            schema = inner.case.names.actions.get(inner.case.ground.actions[action].name)
            odds = schema.chance if schema is not None else None
            return odds[0] / odds[1] if odds else CHANCE
        if (node, action) not in self._reasons:
            reach, explain = inner.case.reach, inner.engine.explain
            self._reasons[node, action] = all(
                explain(node, action, doer, reach, LOOK).plan for doer in doers
            )
        if not self._reasons[node, action]:
            return 0.0
        return OWN if agent in doers else REASON

    def _note(
        self,
        found: Reckoned,
        agent: int,
        node: int,
        end: int,
        credence: float,
        way: tuple[int, ...],
    ) -> None:
        """Enter what a way leads to; of several ways the likeliest counts, then the best."""
        for stake, gain in self.inner.gains(agent, node, end):
            if gain < 0 and agent in self._consents[way[0]]:
                continue
            worth = self.inner.worth(stake, end)
            new = Prospect(stake, 1 if gain > 0 else -1, worth, credence, way)
            old = found.get(new.key)
            if old is None or (credence, abs(gain)) > (old.credence, abs(self._size(old, node))):
                found[new.key] = new

    def _size(self, prospect: Prospect, node: int) -> float:
        return prospect.worth - self.inner.worth(prospect.stake, node)

    def plan_on(self, k: int) -> None:
        """Take up the plans of those who agreed to event k - 1; drop what is done or undone."""
        event = self.inner.case.chronicle.events[k - 1]
        done = int(self.inner.case.history.actions[k - 1])
        acts = self.inner.case.acts
        before = [list(plans) for plans in self._plans]
        for agent in range(len(self.inner.people)):
            if self.deeds.seen(agent, k) is not None:
                self._plans[agent] = [
                    plan[1:] if plan[0] == done else plan for plan in self._plans[agent]
                ]
            kept = dict.fromkeys(p for p in self._plans[agent] if p and self._possible(agent, p, k))
            self._plans[agent] = list(kept)
        for reason in event.reasons:
            agent = self.inner.people.index(reason.agent)
            plan = tuple(acts[act] for act in reason.plan[1:] if act in acts)
            if plan and len(plan) == len(reason.plan) - 1 and self._possible(agent, plan, k):
                self._plans[agent] = list(dict.fromkeys((*self._plans[agent], plan)))
        self.planned = {a for a, plans in enumerate(self._plans) if plans != before[a]}

    def _possible(self, agent: int, plan: tuple[int, ...], k: int) -> bool:
        return self._end(self.inner.nodes[agent][k], plan) is not None

    def _end(self, node: int, plan: tuple[int, ...]) -> int | None:
        """Where a plan leads from a believed state; None: it cannot be done there."""
        key = node, plan
        if key not in self._ends:
            path = follow(self.inner.engine, node, plan)
            self._ends[key] = path[-1] if len(path) == len(plan) else None
        return self._ends[key]

    # ------------------------------------------------------------ hopes and fears

    def settle(self, agent: int, k: int, found: Reckoned) -> list[Draft]:
        """Close what has come out in state k, by how it came out."""
        closed = []
        for draft in self.book.open_of(agent, Emotion.HOPE, Emotion.FEAR):
            prospect = self._open.get(id(draft))
            if prospect is None:
                continue
            before, after = self.inner.nodes[agent][k - 1 : k + 1]
            if self.inner.stirred(prospect.stake, before, after):
                self.book.close(draft, k, Ended.CHANGED, k - 1)
                continue
            now = self.inner.worth(prospect.stake, after)
            base, hope = draft.base, draft.emotion is Emotion.HOPE
            came = (now - base) * prospect.sign
            if came > 0:
                realised = min(1.0, came / abs(prospect.worth - base))
                emotion = Emotion.SATISFACTION if hope else Emotion.FEARS_CONFIRMED
                closed += self._close(draft, prospect, emotion, realised, k)
            elif prospect.key not in found:
                emotion = Emotion.DISAPPOINTMENT if hope else Emotion.RELIEF
                closed += self._close(draft, prospect, emotion, 1.0, k)
        return closed

    def _close(
        self, draft: Draft, prospect: Prospect, emotion: Emotion, part: float, k: int
    ) -> list[Draft]:
        inner, agent = self.inner, draft.agent
        self.book.close(draft, k, Ended.CAME_OUT, k - 1)
        node = inner.nodes[agent][k]
        moved = inner.moved(prospect.stake.term, inner.nodes[agent][k - 1], node)
        moved = moved or self._lost(agent, draft, k) or self._readings(prospect.stake)
        size = draft.intensity / prospect.credence
        new = Draft(
            agent=agent,
            emotion=emotion,
            toward=draft.toward,
            intensity=min(1.0, size) * part,
            beliefs=tuple(inner.held(agent, r, node, past=True) for r in moved),
            since=k,
            event=k - 1,
            stake=prospect.stake,
            parts=(draft,),
        )
        return [] if self.book.add(new) is None else [new]

    def _lost(self, agent: int, draft: Draft, k: int) -> tuple[Reading, ...]:
        """Of what the prospect rested on, what is no longer so."""
        at = self.inner.case.names.at
        return tuple(
            Reading(at[h.fact.fluent, h.fact.args], self._chain(agent, h))
            for h in draft.beliefs
            if not self.inner.holds(h, k)
        )

    def _chain(self, agent: int, held: Held) -> tuple[int, ...]:
        return tuple(map(self.inner.people.index, held.fact.minds[1:]))

    def _readings(self, stake: Stake) -> tuple[Reading, ...]:
        shown = self.inner.case.names.shown
        return tuple(r for r in self.inner.case.parts.readings(stake.term) if shown[r.fluent])

    def expect(self, agent: int, k: int, found: Reckoned) -> list[Draft]:
        """Open what is newly reckoned with; what rests on another belief now is opened again."""
        inner, node = self.inner, self.inner.nodes[agent][k]
        held = {
            self._open[id(d)].key: d
            for d in self.book.open_of(agent, Emotion.HOPE, Emotion.FEAR)
            if id(d) in self._open
        }
        opened, touched = [], set[int]()
        for key, prospect in sorted(found.items()):
            old = held.get(key)
            if old is not None:
                same = self._open[id(old)]
                if same.way == prospect.way and same.worth == prospect.worth:
                    touched = touched or {d.order for d in self.book.touched(agent, k)}
                    if old.order not in touched or all(inner.holds(h, k) for h in old.beliefs):
                        continue
                self.book.close(old, k, Ended.CHANGED, k - 1)
            size = inner.share(agent, self._size(prospect, node)) * prospect.credence
            draft = self._draft(agent, prospect, size, k)
            if self.book.add(draft) is not None:
                self._open[id(draft)] = prospect
                opened.append(draft)
        return opened

    def _draft(self, agent: int, prospect: Prospect, size: float, k: int) -> Draft:
        inner, first = self.inner, prospect.way[0]
        doers = self.deeds.agreed[first]
        others = [d for d in doers if d != inner.people[agent]]
        return Draft(
            agent=agent,
            emotion=Emotion.HOPE if prospect.sign > 0 else Emotion.FEAR,
            toward=others[0] if others else None,
            intensity=size,
            beliefs=self._grounds(agent, prospect, k),
            since=k,
            event=k - 1 if k else None,
            deed=Deed(inner.case.names.act(first), doers, None),
            stake=prospect.stake,
            base=inner.worth(prospect.stake, inner.nodes[agent][k]),
        )

    def _grounds(self, agent: int, prospect: Prospect, k: int) -> tuple[Held, ...]:
        """What there is, as the agent believes, that makes it possible; else how the stake
        stands."""
        inner, node = self.inner, self.inner.nodes[agent][k]
        readings = self._needed(node, prospect.way[0])
        held = tuple(inner.held(agent, r, node) for r in readings)
        there = tuple(h for h in held if h.value not in (None, False, 0))
        return there or tuple(inner.held(agent, r, node) for r in self._readings(prospect.stake))

    def _needed(self, node: int, action: int) -> tuple[Reading, ...]:
        """What makes an act possible in a believed state."""
        key = node, action
        if key not in self._needs:
            case, cond = self.inner.case, int(self._conds[action])
            readings = dict.fromkeys(
                r
                for atom in case.parts.true_atoms(case.engine, cond, ids(node))
                for r in case.parts.compared(atom)
                if case.names.shown[r.fluent]
            )
            self._needs[key] = tuple(readings)
        return self._needs[key]
