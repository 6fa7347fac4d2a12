"""States as plain values, and what is read in them: D1-D4 of semantics.md, nothing fast.

A `State` is a whole graph of minds seen from one of its nodes, in canonical form: equal states are
equal objects. Values are codes (see `model/ground.py`); terms are doubles, NaN where unknown.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import TypeVar

from vervain.model.ground import (
    UNKNOWN_CODE,
    CondKind,
    Ints,
    Longs,
    OpCode,
    Schedule,
    Tables,
    TermKind,
)

UNKNOWN_TERM = math.nan
NUMBER_TYPE = 2

Values = tuple[int, ...]
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Node:
    """A valuation, and for every agent the position of the node that it believes in."""

    values: Values
    minds: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class State:
    """D2: a graph of nodes no two of which can be told apart, breadth first from node 0."""

    nodes: tuple[Node, ...]
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash(self.nodes))

    def __hash__(self) -> int:
        """The hash of the nodes, taken once."""
        return self._hash

    @property
    def values(self) -> Values:
        """The value of every fluent here."""
        return self.nodes[0].values

    def mind(self, agent: int) -> State:
        """The state that the agent believes in."""
        return _mind(self, agent)

    def minds(self) -> tuple[State, ...]:
        """The state that each agent believes in."""
        return tuple(self.mind(agent) for agent in range(len(self.nodes[0].minds)))

    def follow(self, chain: tuple[int, ...]) -> State:
        """The state at the end of a chain of minds, outermost first."""
        state = self
        for agent in chain:
            state = state.mind(agent)
        return state


@lru_cache(maxsize=50_000)
def _mind(state: State, agent: int) -> State:
    """The same graph from another node; no two of its nodes were alike, so none are now."""
    nodes = state.nodes
    return _breadth_first(nodes[0].minds[agent], lambda i: (nodes[i].values, nodes[i].minds))


def canonical(root: K, expand: Callable[[K], tuple[Values, tuple[K, ...]]]) -> State:
    """D2: the state at `root` of a graph given by what each key holds and whom it leads to.

    Partition refinement: keys are first told apart by their values, then by the parts that their
    edges lead to, until nothing more can be told apart. Each part becomes one node.
    """
    place = {root: 0}
    values: list[Values] = []
    edges: list[list[int]] = []
    for key in (todo := [root]):  # grows while we walk
        here, keys = expand(key)
        todo += [k for k in dict.fromkeys(keys) if k not in place]
        for k in keys:
            place.setdefault(k, len(place))
        values.append(here)
        edges.append([place[k] for k in keys])
    part, count = _numbered(values)
    while True:
        finer, more = _numbered((part[i], *(part[e] for e in row)) for i, row in enumerate(edges))
        if more == count:
            break
        part, count = finer, more
    merged = {part[i]: (v, tuple(part[e] for e in edges[i])) for i, v in enumerate(values)}
    return _breadth_first(part[0], merged.__getitem__)


def _numbered(labels: Iterable[tuple[int, ...]]) -> tuple[list[int], int]:
    """Small ints for labels, by first appearance, and how many there are."""
    ids: dict[tuple[int, ...], int] = {}
    return [ids.setdefault(label, len(ids)) for label in labels], len(ids)


def _breadth_first(root: int, expand: Callable[[int], tuple[Values, tuple[int, ...]]]) -> State:
    """The graph reachable from `root`, renumbered breadth first, edges in the order of agents."""
    place = {root: 0}
    todo = [root]
    for old in todo:  # grows while we walk
        for edge in expand(old)[1]:
            if edge not in place:
                place[edge] = len(place)
                todo.append(edge)
    return State(
        tuple(Node(expand(old)[0], tuple(place[e] for e in expand(old)[1])) for old in todo)
    )


@dataclass(frozen=True, slots=True)
class Effect:
    """D4: one line of an event's list. `chain` are the agents told; empty: the fluent itself."""

    cond: int
    chain: tuple[int, ...]
    fluent: int
    term: int


def rows(start: Longs, items: Ints) -> list[tuple[int, ...]]:
    """Compressed rows as tuples."""
    bounds = start.tolist()
    flat = items.tolist()
    return [tuple(flat[a:b]) for a, b in pairwise(bounds)]


class Rules:
    """The tables as Python lists, and how to read terms and conditions (D3) in a state."""

    def __init__(self, tables: Tables) -> None:
        counts = tables.counts.tolist()
        self.agents, self.entities, self.fluents = counts[:3]
        self.actions, self.reactions = counts[5:7]
        self.scale: int = counts[9]
        self.schedule = Schedule(counts[10])
        self.fluent_type: list[int] = tables.fluent_type.tolist()
        self.low: list[int] = tables.fluent_low.tolist()
        self.high: list[int] = tables.fluent_high.tolist()
        self.term_kind = [TermKind(k) for k in tables.term_kind.tolist()]
        self.term_value: list[float] = tables.term_value.tolist()
        self.term_fluent: list[int] = tables.term_fluent.tolist()
        self.term_args = rows(tables.term_start, tables.term_args)
        self.cond_kind = [CondKind(k) for k in tables.cond_kind.tolist()]
        self.cond_op = tables.cond_op.tolist()
        self.cond_left: list[int] = tables.cond_left.tolist()
        self.cond_right: list[int] = tables.cond_right.tolist()
        self.cond_args = rows(tables.cond_start, tables.cond_args)
        self.event_cond: list[int] = tables.event_cond.tolist()
        self.effects = _effects(tables)
        self.consent = rows(tables.consent_start, tables.consent)
        agents = rows(tables.observe_start, tables.observe_agent)
        conds = rows(tables.observe_start, tables.observe_cond)
        self.observe = [dict(zip(a, c, strict=True)) for a, c in zip(agents, conds, strict=True)]
        self.agent_where: list[int] = tables.agent_where.tolist()
        self.agent_sight: list[int] = tables.agent_sight.tolist()
        self.entity_where: list[int] = tables.entity_where.tolist()
        seen = (tables.seen_fluent, tables.seen_subject, tables.seen_is_place)
        self.seen = list(zip(*(column.tolist() for column in seen), strict=True))
        self.utility: list[int] = tables.utility.tolist()
        holders: list[int] = tables.mirror_agent.tolist()
        self.mirror = list(zip(holders, tables.mirror_fluent.tolist(), strict=True))
        """S11: of each fluent, whose belief it stores, and in what; else NONE twice."""
        self.tree: list[int] = tables.tree.tolist()

    def term(self, term: int, state: State) -> float:
        """D3: a term, read in a state."""
        kind, args = self.term_kind[term], self.term_args[term]
        if kind is TermKind.CONST:
            return self.term_value[term]
        if kind is TermKind.FLUENT:
            fluent = self.term_fluent[term]
            return self.from_code(fluent, state.follow(args).values[fluent])
        if kind is TermKind.CHOICE:
            for cond, value in zip(args[:-1:2], args[1::2], strict=True):
                if self.holds(cond, state):
                    return self.term(value, state)
            return self.term(args[-1], state)
        return _arithmetic(kind, [self.term(arg, state) for arg in args])

    def holds(self, cond: int, state: State) -> bool:
        """D3: whether a condition holds in a state."""
        kind = self.cond_kind[cond]
        if kind is CondKind.ATOM:
            left = self.term(self.cond_left[cond], state)
            right = self.term(self.cond_right[cond], state)
            return compared(OpCode(self.cond_op[cond]), left, right)
        if kind is CondKind.AND:
            return all(self.holds(part, state) for part in self.cond_args[cond])
        if kind is CondKind.OR:
            return any(self.holds(part, state) for part in self.cond_args[cond])
        return kind is CondKind.TRUE

    def from_code(self, fluent: int, code: int) -> float:
        """D3.1: the value of a fluent as a term."""
        if code == UNKNOWN_CODE:
            return UNKNOWN_TERM
        return code / self.scale if self.fluent_type[fluent] == NUMBER_TYPE else float(code)

    def to_code(self, fluent: int, value: float) -> int:
        """D3.2, D4: the value of a term as stored in a fluent."""
        if math.isnan(value):
            return UNKNOWN_CODE
        if self.fluent_type[fluent] != NUMBER_TYPE:
            return int(value)
        return round(min(max(value * self.scale, self.low[fluent]), self.high[fluent]))


def _arithmetic(kind: TermKind, operands: list[float]) -> float:
    """D3.1: sums, products, differences and quotients of doubles; NaN spreads by itself."""
    if kind is TermKind.ADD:
        total = 0.0
        for operand in operands:
            total += operand
        return total
    if kind is TermKind.MUL:
        product = 1.0
        for operand in operands:
            product *= operand
        return product
    left, right = operands
    if kind is TermKind.SUB:
        return left - right
    return left / right if right != 0 else UNKNOWN_TERM


def same(left: float, right: float) -> bool:
    """D3: the two are one value; unknown is the same as unknown."""
    return left == right or (math.isnan(left) and math.isnan(right))


def compared(op: OpCode, left: float, right: float) -> bool:
    """D3: a comparison. NaN is neither greater nor smaller than anything."""
    match op:
        case OpCode.EQ:
            return same(left, right)
        case OpCode.NE:
            return not same(left, right)
        case OpCode.GT:
            return left > right
        case OpCode.LT:
            return left < right
        case OpCode.GE:
            return left > right or same(left, right)
        case OpCode.LE:
            return left < right or same(left, right)


def start_state(tables: Tables) -> State:
    """D6: the start as given, before anything reacts."""
    agents, _, fluents = tables.counts.tolist()[:3]
    values: list[int] = tables.start_values.tolist()
    minds: list[int] = tables.start_minds.tolist()

    def expand(node: int) -> tuple[Values, tuple[int, ...]]:
        return (
            tuple(values[node * fluents : (node + 1) * fluents]),
            tuple(minds[node * agents : (node + 1) * agents]),
        )

    return canonical(0, expand)


def _effects(tables: Tables) -> list[list[Effect]]:
    """The effects of every event, in order."""
    chains = rows(tables.chain_start, tables.chain)
    columns = (tables.effect_cond, tables.effect_fluent, tables.effect_term)
    every = [
        Effect(cond, chain, fluent, term)
        for chain, cond, fluent, term in zip(chains, *(c.tolist() for c in columns), strict=True)
    ]
    bounds = tables.effect_start.tolist()
    return [every[a:b] for a, b in pairwise(bounds)]
