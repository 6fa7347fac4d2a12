"""A small builder of Grounds for tests: named fluents, agents and actions instead of arrays.

    w = Builder()
    ann, bob = w.agents("Ann", "Bob")
    coins = w.number("coins", start=5)
    w.start(coins, 0, ann)                            # Ann believes there are none
    w.action("spend", when=coins > 2, then=[sets(coins, coins - 1)], consent=[bob])
    w.utility(bob, coins * -1)
    tables = w.tables()

Agents, entities, actions, reactions and utilities are plain ids. A fluent is a term;
`coins.of(ann, bob)` reads it in what Ann believes that Bob believes. `None` is unknown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

import numpy as np

from vervain.lang.world import FluentType
from vervain.model.ground import (
    NONE,
    UNKNOWN_CODE,
    CondKind,
    Ground,
    GroundEvent,
    GroundFluent,
    GroundGoal,
    OpCode,
    Schedule,
    Tables,
    TermKind,
)

Plain = bool | int | float | None
"""What stands for a value: yes/no, an entity's id, a number, or unknown."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term; `args` are terms, or conditions and terms in turn (CHOICE)."""

    kind: TermKind
    value: float | None = None
    fluent: int = NONE
    minds: tuple[int, ...] = ()
    args: tuple[Term | Cond, ...] = ()

    def of(self, *minds: int) -> Term:
        """This fluent, read in a mind (outermost first)."""
        return Term(TermKind.FLUENT, fluent=self.fluent, minds=minds)

    def __add__(self, other: Term | Plain) -> Term:
        return Term(TermKind.ADD, args=(self, term(other)))

    def __mul__(self, other: Term | Plain) -> Term:
        return Term(TermKind.MUL, args=(self, term(other)))

    def __sub__(self, other: Term | Plain) -> Term:
        return Term(TermKind.SUB, args=(self, term(other)))

    def __truediv__(self, other: Term | Plain) -> Term:
        return Term(TermKind.DIV, args=(self, term(other)))

    def eq(self, other: Term | Plain) -> Cond:
        """The two are the same value."""
        return compare(OpCode.EQ, self, other)

    def ne(self, other: Term | Plain) -> Cond:
        """The two are different values."""
        return compare(OpCode.NE, self, other)

    def __gt__(self, other: Term | Plain) -> Cond:
        return compare(OpCode.GT, self, other)

    def __ge__(self, other: Term | Plain) -> Cond:
        return compare(OpCode.GE, self, other)

    def __lt__(self, other: Term | Plain) -> Cond:
        return compare(OpCode.LT, self, other)

    def __le__(self, other: Term | Plain) -> Cond:
        return compare(OpCode.LE, self, other)


@dataclass(frozen=True, slots=True)
class Cond:
    """A condition; `sides` of an ATOM, `args` of AND and OR."""

    kind: CondKind
    op: OpCode = OpCode.EQ
    sides: tuple[Term, ...] = ()
    args: tuple[Cond, ...] = ()


@dataclass(frozen=True, slots=True)
class Effect:
    """One effect; `chain` are the agents told, outermost first."""

    fluent: int
    term: Term
    when: Cond
    chain: tuple[int, ...]


NEVER = Cond(CondKind.FALSE)
ALWAYS = Cond(CondKind.TRUE)


def term(value: Term | Plain) -> Term:
    """A term as it is; anything else as a constant."""
    if isinstance(value, Term):
        return value
    return Term(TermKind.CONST, value=None if value is None else float(value))


def compare(op: OpCode, left: Term | Plain, right: Term | Plain) -> Cond:
    """A comparison."""
    return Cond(CondKind.ATOM, op=op, sides=(term(left), term(right)))


def all_of(*conds: Cond) -> Cond:
    """And."""
    return Cond(CondKind.AND, args=conds)


def any_of(*conds: Cond) -> Cond:
    """Or."""
    return Cond(CondKind.OR, args=conds)


def if_else(cond: Cond, then: Term | Plain, otherwise: Term | Plain) -> Term:
    """The first term where the condition holds, else the other."""
    return Term(TermKind.CHOICE, args=(cond, term(then), term(otherwise)))


def sets(fluent: Term, value: Term | Plain, when: Cond = ALWAYS) -> Effect:
    """The fluent takes the value."""
    return Effect(fluent.fluent, term(value), when, ())


def tells(
    chain: int | Sequence[int], fluent: Term, value: Term | Plain, when: Cond = ALWAYS
) -> Effect:
    """The fluent takes the value in a mind."""
    told = (chain,) if isinstance(chain, int) else tuple(chain)
    return Effect(fluent.fluent, term(value), when, told)


@dataclass(frozen=True, slots=True)
class _Fluent:
    name: str
    type: FluentType
    low: Plain
    high: Plain
    start: Plain


@dataclass(frozen=True, slots=True)
class _Event:
    name: str
    when: Cond
    effects: tuple[Effect, ...]
    consent: tuple[int, ...] = ()
    seen: tuple[tuple[int, Cond], ...] = ()


@dataclass(slots=True)
class Builder:
    """Collects a world; `tables()` and `ground()` give what it amounts to."""

    scale: int = 1
    _agents: list[str] = field(default_factory=list)
    _entities: list[str] = field(default_factory=list)
    _fluents: list[_Fluent] = field(default_factory=list)
    _facts: list[tuple[tuple[int, ...], int, Plain]] = field(default_factory=list)
    _actions: list[_Event] = field(default_factory=list)
    _reactions: list[_Event] = field(default_factory=list)
    _where: dict[int, int] = field(default_factory=dict)
    _sight: dict[int, Cond] = field(default_factory=dict)
    _shown: list[tuple[int, int]] = field(default_factory=list)
    _wants: dict[int, Term] = field(default_factory=dict)
    _goals: list[Term] = field(default_factory=list)
    _start: tuple[list[int], list[int]] | None = None

    def agents(self, *names: str) -> tuple[int, ...]:
        """New agents; all of them before any entity."""
        if self._entities:
            raise ValueError("agents come before the other entities")
        self._agents += names
        return tuple(range(len(self._agents) - len(names), len(self._agents)))

    def entities(self, *names: str) -> tuple[int, ...]:
        """New entities (places, things)."""
        self._entities += names
        last = len(self._agents) + len(self._entities)
        return tuple(range(last - len(names), last))

    def yes_no(self, name: str, start: Plain = False) -> Term:
        """A new yes/no fluent."""
        return self._fluent(_Fluent(name, FluentType.YES_NO, 0, 1, start))

    def entity(self, name: str, start: Plain = None) -> Term:
        """A new fluent whose value is an entity."""
        return self._fluent(_Fluent(name, FluentType.ENTITY, None, None, start))

    def number(self, name: str, start: Plain = 0, low: float = -1000, high: float = 1000) -> Term:
        """A new fluent whose value is a number between `low` and `high`."""
        return self._fluent(_Fluent(name, FluentType.NUMBER, low, high, start))

    def _fluent(self, fluent: _Fluent) -> Term:
        self._fluents.append(fluent)
        return Term(TermKind.FLUENT, fluent=len(self._fluents) - 1)

    def start(self, fluent: Term, value: Plain, *minds: int) -> None:
        """An initial fact, in the mind reached by `minds` (D6); later ones win."""
        self._facts.append((minds, fluent.fluent, value))

    def start_graph(
        self, values: Sequence[Sequence[Plain]], minds: Sequence[Sequence[int]]
    ) -> None:
        """The start as it is: for each node its values, and the node each agent believes in."""
        flat = [self._code(f, v) for row in values for f, v in zip(self._fluents, row, strict=True)]
        self._start = flat, [m for row in minds for m in row]

    def action(
        self,
        name: str,
        when: Cond = ALWAYS,
        then: Sequence[Effect] = (),
        consent: Sequence[int] = (),
        seen: Mapping[int, Cond] | Sequence[int] | None = None,
    ) -> int:
        """A new action; `seen`: who observes it (None: everybody, always)."""
        who = range(len(self._agents)) if seen is None else seen
        conds = dict(who) if isinstance(who, Mapping) else dict.fromkeys(who, ALWAYS)
        self._actions.append(_Event(name, when, tuple(then), tuple(consent), tuple(conds.items())))
        return len(self._actions) - 1

    def reaction(self, name: str, when: Cond, then: Sequence[Effect]) -> int:
        """A new reaction."""
        self._reactions.append(_Event(name, when, tuple(then)))
        return len(self._reactions) - 1

    def place(self, entity: int, where: Term, sight: Cond | None = None) -> None:
        """`where` is the entity's place; `sight`: when it can see (agents only; None: never)."""
        self._where[entity] = where.fluent
        if sight is not None:
            self._sight[entity] = sight

    def seen_there(self, fluent: Term, subject: int) -> None:
        """Whoever is where `subject` is sees this fluent (D8)."""
        self._shown.append((fluent.fluent, subject))

    def utility(self, agent: int, value: Term | Plain) -> None:
        """What the agent wants, as one term (default 0)."""
        self._wants[agent] = term(value)

    def goal(self, goal: Cond | Term) -> int:
        """What the author wants; its utility index."""
        self._goals.append(if_else(goal, 1, 0) if isinstance(goal, Cond) else goal)
        return len(self._agents) + len(self._goals) - 1

    def tables(self) -> Tables:
        """The arrays."""
        return _Arrays(self).tables()

    def ground(self) -> Ground:
        """The arrays with names."""
        shown = tuple(GroundFluent(f.name, (), f.type) for f in self._fluents)
        tables = self.tables()
        first = len(self._agents)
        goals = (GroundGoal(f"goal {i}", NONE, first + i) for i in range(len(self._goals)))
        return Ground(
            agents=tuple(self._agents),
            entities=(*self._agents, *self._entities),
            fluents=shown,
            actions=tuple(GroundEvent(e.name, ()) for e in self._actions),
            reactions=tuple(GroundEvent(e.name, ()) for e in self._reactions),
            wants=(),
            goals=tuple(goals),
            tables=tables,
            scale=self.scale,
            fingerprint="",
        )

    def _code(self, fluent: _Fluent, value: Plain) -> int:
        if value is None:
            return UNKNOWN_CODE
        return round(value * self.scale) if fluent.type is FluentType.NUMBER else int(value)

    def _graph(self) -> tuple[list[int], list[int]]:
        """D6: the nodes of the start, each a table of facts (chain, fluent) -> value."""
        if self._start is not None:
            return self._start
        world: _Facts = {((), i): self._code(f, f.start) for i, f in enumerate(self._fluents)}
        world |= {(c, i): self._code(self._fluents[i], v) for c, i, v in self._facts}
        nodes = [world]
        minds: list[int] = []
        for node in nodes:  # grows while we walk
            for agent in range(len(self._agents)):
                mind = _mind(node, agent)
                if mind not in nodes:
                    nodes.append(mind)
                minds.append(nodes.index(mind))
        return [n[(), i] for n in nodes for i in range(len(self._fluents))], minds


_Facts = dict[tuple[tuple[int, ...], int], int]


def _mind(facts: _Facts, agent: int) -> _Facts:
    """D6: what is held in the mind of `agent`."""
    kept = {(c, f): v for (c, f), v in facts.items() if not c or c[0] == agent}
    return kept | {(c[1:], f): v for (c, f), v in facts.items() if c and c[0] == agent}


class _Rows:
    """Compressed rows in the making."""

    def __init__(self) -> None:
        self.start = [0]
        self.items: list[int] = []

    def add(self, row: Sequence[int] = ()) -> None:
        self.items += row
        self.start.append(len(self.items))


class _Arrays:
    """Emits terms and conditions once each, arguments first."""

    def __init__(self, builder: Builder) -> None:
        self.b = builder
        self.terms: dict[Term, int] = {}
        self.conds: dict[Cond, int] = {}
        self.term_rows = _Rows()
        self.cond_rows = _Rows()
        self.cond_sides: list[tuple[int, int]] = []

    def term(self, t: Term) -> int:
        if t not in self.terms:
            row = [self.term(a) if isinstance(a, Term) else self.cond(a) for a in t.args]
            self.term_rows.add(row or t.minds)
            self.terms[t] = len(self.terms)
        return self.terms[t]

    def cond(self, c: Cond) -> int:
        if c not in self.conds:
            row = [self.cond(a) for a in c.args]
            sides = [self.term(s) for s in c.sides] or [NONE, NONE]
            self.cond_rows.add(row)
            self.cond_sides.append((sides[0], sides[1]))
            self.conds[c] = len(self.conds)
        return self.conds[c]

    def tables(self) -> Tables:
        found = self._events() | self._perception() | self._fluents()
        b = self.b
        wants = [self.term(b._wants.get(a, term(0))) for a in range(len(b._agents))]
        found["utility"] = wants + [self.term(g) for g in b._goals]
        found["start_values"], found["start_minds"] = b._graph()
        found |= self._terms() | {"tree": []}
        agents = len(b._agents)
        found["counts"] = [
            *(agents, agents + len(b._entities), len(b._fluents), len(self.terms), len(self.conds)),
            *(len(b._actions), len(b._reactions), len(found["utility"])),
            *(len(found["start_minds"]) // agents, b.scale, Schedule.ROUNDS),
        ]
        arrays: Any = {f.name: _array(f.type, found[f.name]) for f in fields(Tables)}
        return Tables(**arrays)

    def _fluents(self) -> dict[str, Sequence[float]]:
        b = self.b
        low = [0 if f.low is None else b._code(f, f.low) for f in b._fluents]
        last = len(b._agents) + len(b._entities) - 1
        high = [last if f.high is None else b._code(f, f.high) for f in b._fluents]
        none = [NONE] * len(low)
        order = list(FluentType)
        return {
            "fluent_type": [order.index(f.type) for f in b._fluents],
            "fluent_low": low,
            "fluent_high": high,
            "mirror_agent": none,
            "mirror_fluent": none,
        }

    def _terms(self) -> dict[str, Sequence[float]]:
        values = [float("nan") if t.value is None else t.value for t in self.terms]
        return {
            "term_kind": [t.kind for t in self.terms],
            "term_value": values,
            "term_fluent": [t.fluent for t in self.terms],
            "term_start": self.term_rows.start,
            "term_args": self.term_rows.items,
            "cond_kind": [c.kind for c in self.conds],
            "cond_op": [c.op for c in self.conds],
            "cond_left": [left for left, _ in self.cond_sides],
            "cond_right": [right for _, right in self.cond_sides],
            "cond_start": self.cond_rows.start,
            "cond_args": self.cond_rows.items,
        }

    def _events(self) -> dict[str, Sequence[float]]:
        events = [*self.b._actions, *self.b._reactions]
        per_event, chains, consent, observers = _Rows(), _Rows(), _Rows(), _Rows()
        effects = [effect for event in events for effect in event.effects]
        for event in events:
            per_event.add([0] * len(event.effects))
        for effect in effects:
            chains.add(effect.chain)
        for action in self.b._actions:
            consent.add(action.consent)
            observers.add([agent for agent, _ in action.seen])
        return {
            "event_cond": [self.cond(e.when) for e in events],
            "effect_start": per_event.start,
            "effect_cond": [self.cond(e.when) for e in effects],
            "effect_fluent": [e.fluent for e in effects],
            "effect_term": [self.term(e.term) for e in effects],
            "chain_start": chains.start,
            "chain": chains.items,
            "consent_start": consent.start,
            "consent": consent.items,
            "observe_start": observers.start,
            "observe_agent": observers.items,
            "observe_cond": [self.cond(c) for a in self.b._actions for _, c in a.seen],
        }

    def _perception(self) -> dict[str, Sequence[float]]:
        b = self.b
        where = [b._where.get(e, NONE) for e in range(len(b._agents) + len(b._entities))]
        return {
            "agent_where": where[: len(b._agents)],
            "agent_sight": [self.cond(b._sight.get(a, NEVER)) for a in range(len(b._agents))],
            "entity_where": where,
            "seen_fluent": [f for f, _ in b._shown],
            "seen_subject": [s for _, s in b._shown],
            "seen_is_place": [int(where[s] == f) for f, s in b._shown],
        }


def _array(
    annotation: object, items: Sequence[float]
) -> np.ndarray[tuple[int], np.dtype[np.generic]]:
    """A read-only array of the type that `Tables` declares."""
    kinds = {"Ints": np.int32, "Longs": np.int64, "Floats": np.float64}
    array = np.array(items, dtype=kinds[str(annotation)])
    array.setflags(write=False)
    return array
