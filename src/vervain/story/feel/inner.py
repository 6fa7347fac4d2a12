"""Inner: what everybody believes in every state, and what it is worth to them.

A want is taken apart into *stakes*: `worth -1 for each (t: townsperson) where …` is one stake for
each of them. A stake has a worth in every believed state; what is desirable is what raises it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from vervain.lang.acts import NUMB
from vervain.lang.felt import MOST
from vervain.lang.world import FluentType
from vervain.model.ground import Floats, TermKind
from vervain.run.parts import Reading
from vervain.run.trace import ids
from vervain.story.case import Case
from vervain.story.chronicle import Fact, Plain
from vervain.story.feel.feeling import Held
from vervain.story.history import Chain

ALIVE = "alive"
"""The fact `(who: person) is alive`, where a world has it: the dead feel nothing."""


def minutes(case: Case) -> tuple[int, ...]:
    """When each state of a story is."""
    events = case.chronicle.events
    if not events:
        return (case.chronicle.clock,)
    return (*(e.minute for e in events), events[-1].minute + events[-1].duration)


@dataclass(frozen=True, slots=True)
class Stake:
    """A part of one want of `agent`: a term of the ground. `want` is an index into World.wants."""

    agent: int
    want: int
    term: int


class Inner:
    """All believed states of one story."""

    def __init__(self, case: Case) -> None:
        self.case, self.engine = case, case.engine
        self.people = case.ground.agents
        self.last = case.last
        agents = range(len(self.people))
        self.nodes = [case.history.nodes((a,)).tolist() for a in agents]
        self.stakes: list[list[Stake]] = [[] for _ in agents]
        for want in case.ground.wants:
            for term in self._atoms(want.term):
                if any(case.names.shown[r.fluent] for r in case.parts.readings(term)) and not any(
                    case.ground.fluents[r.fluent].hidden for r in case.parts.readings(term)
                ):
                    self.stakes[want.agent].append(Stake(want.agent, want.want, term))
        felt = {f.name for f in case.names.world.fluents if f.felt}
        self.felt = [f.name in felt for f in case.ground.fluents]
        self._has_felt = any(self.felt)
        self.most = [self._most(a) for a in agents]
        self._column = {s: i for row in self.stakes for i, s in enumerate(row)}
        self._worth: list[dict[int, Floats]] = [{} for _ in agents]
        self._alone: dict[tuple[int, int], float] = {}
        self._alive: dict[tuple[int, str], list[bool]] = {}
        self._spots: dict[Fact, tuple[Chain, int] | None] = {}
        self._readers: dict[tuple[int, int], tuple[Stake, ...]] = {}
        self._gains: dict[tuple[int, int, int], list[tuple[Stake, float]]] = {}
        mortal = ALIVE in case.names.fluents
        self.living = [
            self._column_of(ALIVE, a) if mortal else [True] * (self.last + 1) for a in agents
        ]
        self.feeling = [
            [
                alive and not numb
                for alive, numb in zip(living, self._column_of(NUMB, a), strict=True)
            ]
            for a, living in enumerate(self.living)
        ]

    def _atoms(self, term: int) -> Iterator[int]:
        """The summands of a want."""
        if self.case.parts.kind(term) is TermKind.ADD:
            for part in self.case.parts.row(term):
                yield from self._atoms(part)
        elif self.case.parts.readings(term):
            yield term

    # ------------------------------------------------------------ worth

    def worth(self, stake: Stake, node: int) -> float:
        """What the stake is worth in a believed state; NaN where unknown."""
        row = self._worth[stake.agent].get(node)
        if row is not None:
            return float(row[self._column[stake]])
        key = stake.term, node
        if key not in self._alone:
            self._alone[key] = float(self.engine.terms(ids(node), stake.term)[0])
        return self._alone[key]

    def reading(self, agent: int, reading: Reading) -> tuple[Stake, ...]:
        """The stakes of a person that read this fact, be it in whatever mind."""
        key = agent, reading.fluent
        if key not in self._readers:
            readings = self.case.parts.readings
            self._readers[key] = tuple(
                s
                for s in self.stakes[agent]
                if any(r.fluent == reading.fluent for r in readings(s.term))
            )
        return self._readers[key]

    def weigh(self, agent: int, nodes: list[int]) -> None:
        """Find out what every stake of a person is worth in these states, all at once."""
        rows = self._worth[agent]
        new = [node for node in dict.fromkeys(nodes) if node not in rows]
        if new:
            states = np.array(new, dtype=np.int32)
            columns = [self.engine.terms(states, s.term) for s in self.stakes[agent]]
            table = np.stack(columns, axis=1) if columns else np.zeros((len(new), 0))
            rows |= dict(zip(new, table, strict=True))

    def gain(self, stake: Stake, before: int, after: int) -> float:
        """How much better off the stake is in the second state; what is unknown moves nothing."""
        gain = self.worth(stake, after) - self.worth(stake, before)
        return 0.0 if before == after or math.isnan(gain) else gain

    def gains(self, agent: int, before: int, after: int) -> list[tuple[Stake, float]]:
        """The stakes of a person that are worth more, or less, in the second state."""
        if before == after:
            return []
        key = agent, before, after
        if key not in self._gains:
            self.weigh(agent, [before, after])
            self.compare(agent, [(before, after)])
        return self._gains[key]

    def compare(self, agent: int, pairs: list[tuple[int, int]]) -> None:
        """Find out the gains of a person between states that are weighed, all at once."""
        new = [p for p in dict.fromkeys(pairs) if p[0] != p[1] and (agent, *p) not in self._gains]
        if not new:
            return
        rows = self._worth[agent]
        gains = np.stack([rows[a] for _, a in new]) - np.stack([rows[b] for b, _ in new])
        found: list[list[tuple[Stake, float]]] = [[] for _ in new]
        at, columns = ((gains != 0) & ~np.isnan(gains)).nonzero()
        for i, column, gain in zip(
            at.tolist(), columns.tolist(), gains[at, columns].tolist(), strict=True
        ):
            found[i].append((self.stakes[agent][column], gain))
        for (before, after), moved in zip(new, found, strict=True):
            lucky = [row for row in moved if not self.stirred(row[0], before, after)]
            self._gains[agent, before, after] = lucky

    def stirred(self, stake: Stake, before: int, after: int) -> bool:
        """A feeling has changed what the stake weighs: that is neither luck nor misfortune."""
        read = self.case.history.read
        return self._has_felt and any(
            self.felt[r.fluent] and read(before, r) != read(after, r)
            for r in self.case.parts.readings(stake.term)
        )

    def share(self, agent: int, gain: float) -> float:
        """A gain (or loss) as 0 to 1: the part it has of the most that one thing is worth to
        them."""
        return min(1.0, abs(gain) / self.most[agent])

    def _most(self, agent: int) -> float:
        return max((self._weight(s.term) for s in self.stakes[agent]), default=1.0) or 1.0

    def _weight(self, term: int) -> float:
        """What a stake weighs at most, by the numbers that the author wrote."""
        parts = self.case.parts
        kind, row = parts.kind(term), parts.row(term)
        value = float(self.case.ground.tables.term_value[term])
        match kind:
            case TermKind.CONST:
                return abs(value) if math.isfinite(value) else 0.0
            case TermKind.CHOICE:
                return max(self._weight(t) for t in (*row[1::2], row[-1]))
            case TermKind.MUL:
                return math.prod(self._weight(t) for t in row)
            case TermKind.DIV:
                return self._weight(row[0]) / (self._weight(row[1]) or 1.0)
            case TermKind.ADD | TermKind.SUB:
                return max((self._weight(t) for t in row), default=0.0)
        felt = self.case.parts.readings(term)
        return float(MOST) if felt and self.felt[felt[0].fluent] else 1.0

    # ------------------------------------------------------------ beliefs

    def moved(self, term: int, before: int, after: int) -> tuple[Reading, ...]:
        """What a term reads that differs between two believed states."""
        read, shown = self.case.history.read, self.case.names.shown
        return tuple(
            r
            for r in self.case.parts.readings(term)
            if shown[r.fluent] and read(before, r) != read(after, r)
        )

    def held(self, agent: int, reading: Reading, node: int, *, past: bool = False) -> Held:
        """What the agent believes of it in a believed state."""
        code = self.case.history.read(node, reading)
        fact = self.case.names.reading(reading, within=(agent,))
        return Held(fact, self.case.names.value(reading.fluent, code), past)

    def spot(self, fact: Fact) -> tuple[Chain, int] | None:
        """Where a fact stands in the history: the mind, and the fluent; None: it never moves."""
        if fact not in self._spots:
            index = self.case.names.at.get((fact.fluent, fact.args))
            chain = tuple(map(self.case.agent, fact.minds))
            self._spots[fact] = None if index is None else (chain, index)
        return self._spots[fact]

    def holds(self, held: Held, k: int) -> bool:
        """It is believed in state k."""
        value = self.case.value(held.fact, k)
        return value == held.value and isinstance(value, bool) is isinstance(held.value, bool)

    def was_so(self, held: Held, since: int, k: int) -> bool:
        """What was believed was so at some time from the event that called the feeling forth until
        state k."""
        inner = Held(Fact(held.fact.fluent, held.fact.args, held.fact.minds[1:]), held.value)
        return any(self.holds(inner, s) for s in range(since, k + 1))

    def believes(self, agent: int, fluent: str, args: tuple[str, ...], k: int) -> Plain:
        """What the agent takes a fact to be in state k; None where it is unknown, or no fact of
        this world."""
        if fluent not in self.case.names.fluents:
            return None
        return self.case.evaluator.read(fluent, args, (self.people[agent],), k)

    def place(self, agent: int, who: str, k: int) -> str | None:
        """Where the agent believes somebody to be."""
        where = self.believes(agent, "place", (who,), k)
        return where if isinstance(where, str) else None

    def feels(self, agent: int, k: int) -> bool:
        """Alive, and not without feeling, in the world."""
        return self.feeling[agent][k]

    def alive(self, agent: int, k: int) -> bool:
        """Not dead; where a world knows no death everybody is alive."""
        return self.living[agent][k]

    def _column_of(self, fluent: str, agent: int) -> list[bool]:
        """Whether this is so of a person, in each state of the world."""
        known, states = self.case.names.fluents.get(fluent), range(self.last + 1)
        if known is None or len(known.params) != 1:
            return [False for _ in states]
        args = (self.people[agent],)
        index = self.case.names.at.get((fluent, args))
        if index is not None and known.type is FluentType.YES_NO:
            return [code == 1 for code in self.case.history.column((), index)]
        return [self.case.evaluator.read(fluent, args, (), 0) is True for _ in states]

    def thinks_alive(self, agent: int, other: str, k: int) -> bool:
        """The agent does not take the other to be dead."""
        key = agent, other
        if key not in self._alive:
            index = self.case.names.at.get((ALIVE, (other,)))
            known = None if index is None else self.case.history.column((agent,), index)
            fixed = [self.believes(agent, ALIVE, (other,), 0) is not False] * (self.last + 1)
            self._alive[key] = fixed if known is None else [code != 0 for code in known]
        return self._alive[key][k]
