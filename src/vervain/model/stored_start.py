"""Sabre worlds, compile step: the start, settled (semantics, S8).

Here beliefs are read from minds; what comes out has them stored, too.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from heapq import heappop, heappush

from vervain.base.diagnostic import Rejected
from vervain.model.stored_atoms import EQ, FLUENT, Dnf, Properties, Term, Value, arithmetic, compare
from vervain.model.stored_cast import Cast
from vervain.model.stored_events import Event

MOST_FIRINGS = 20_000
MOST_NODES = 2_000
SELF = -1
"""An edge to the state that it starts from."""

Table = dict[tuple[int, ...], dict[int, Value]]
"""Values by believers (outermost first) and plain property."""


class NeverRestsError(Exception):
    """The triggers of the start never come to rest."""


class TooManyMindsError(Exception):
    """The start has too many different minds."""


@dataclass(slots=True)
class Node:
    """The values of all plain properties, and the node each agent believes in."""

    values: list[Value]
    edges: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes that differ; 0 is the world. Values of all tracked properties, by property."""

    values: tuple[dict[int, Value], ...]
    edges: tuple[tuple[int, ...], ...]


def start_graph(cast: Cast, tracked: list[int], triggers: list[Event]) -> Graph:
    """The start at rest; `tracked` are all plain properties and stored beliefs."""
    settler = _Settler(cast.props, triggers, _given(cast))
    root = settler.settled(0)
    nodes = settler.done
    return _graph(cast.props, tracked, nodes, root)


# ---------------------------------------------------------------- the start as given


def _given(cast: Cast) -> list[Node]:
    """The nodes of the start before any trigger (S8.1); 0 is the world."""
    defaults: list[Value] = []
    declared = {fluent.name: cast.code(fluent.default) for fluent in cast.world.fluents}
    defaults = [declared[name] for name, _ in cast.props.names]
    find = {name: prop for prop, name in enumerate(cast.props.names)}
    table: Table = {}
    for fact in cast.world.start:
        chain = tuple(cast.numbers[mind] for mind in fact.minds)
        prop = find.get((fact.fluent, fact.args))
        if prop is None:
            continue
        table.setdefault(chain, {})[prop] = cast.code(fact.value)
    nodes: list[Node] = []
    ids: dict[object, int] = {}
    todo = [table]
    ids[_key(table)] = 0
    for each in todo:  # grows while we walk
        values = list(defaults)
        for prop, value in each.get((), {}).items():
            values[prop] = value
        edges = []
        for agent in range(len(cast.agents)):
            inner = _mind(each, agent)
            number = ids.setdefault(_key(inner), len(ids))
            if number == len(todo):
                todo.append(inner)
            edges.append(number)
        nodes.append(Node(values, edges))
        if len(todo) > MOST_NODES:
            raise TooManyMindsError
    return _merged(nodes)


def _key(table: Table) -> object:
    return frozenset(
        (chain, prop, value) for chain, facts in table.items() for prop, value in facts.items()
    )


def _mind(table: Table, agent: int) -> Table:
    """What the agent believes: what has no believer, and what it believes itself, as it is and
    once more as a fact."""
    found: Table = {(): dict(table.get((), {}))}
    for chain, facts in table.items():
        if chain[:1] == (agent,):
            found[chain] = dict(facts)
    for chain, facts in table.items():
        if chain[:1] == (agent,):
            found.setdefault(chain[1:], {}).update(facts)
    return {chain: facts for chain, facts in found.items() if facts}


def _merged(nodes: list[Node]) -> list[Node]:
    """Nodes that cannot be told apart made one; 0 stays first."""
    part = _parts([tuple(node.values) for node in nodes], [node.edges for node in nodes])
    first: dict[int, int] = {}
    for i, p in enumerate(part):
        first.setdefault(p, i)
    renumbered = {p: n for n, p in enumerate(first)}
    return [
        Node(nodes[i].values, [renumbered[part[e]] for e in nodes[i].edges]) for i in first.values()
    ]


def _parts(values: list[tuple[object, ...]], edges: list[list[int]]) -> list[int]:
    """Which nodes can be told apart by values and edges: a number for each."""
    ids: dict[object, int] = {}
    part = [ids.setdefault(v, len(ids)) for v in values]
    while True:
        finer: dict[object, int] = {}
        new = [
            finer.setdefault((part[i], *(part[e] for e in row)), len(finer))
            for i, row in enumerate(edges)
        ]
        if len(finer) == len(ids):
            return part
        ids, part = finer, new


# ---------------------------------------------------------------- settling


class _Settler:
    """Runs the triggers in every node: the world first, then what everyone believes there."""

    def __init__(self, props: Properties, triggers: list[Event], nodes: list[Node]) -> None:
        self._props, self._triggers, self._nodes = props, triggers, nodes
        self._names: dict[int, int] = {}
        self.done: list[Node] = []
        self._firings = 0

    def settled(self, root: int) -> int:
        """The node at rest, with everything it leads to; its place in `done`."""
        self._names[root] = 0
        self.done.append(Node([]))
        todo = [root]
        for old in todo:  # grows while we walk
            node = self._at_rest(old)
            here = self._names[old]
            edges = []
            for target in node.edges:
                if target != SELF and target not in self._names:
                    self._names[target] = len(self.done)
                    self.done.append(Node([]))
                    todo.append(target)
                edges.append(here if target == SELF else self._names[target])
            self.done[here] = Node(node.values, edges)
            if len(todo) > MOST_NODES:
                raise TooManyMindsError
        return 0

    def _at_rest(self, old: int) -> Node:
        """A copy in which no trigger applies; edges lead to nodes that are not at rest yet."""
        source = self._nodes[old]
        node = Node(list(source.values), [SELF if e == old else e for e in source.edges])
        waiting: dict[int, list[int]] = {}
        ready: list[int] = []
        for number in range(len(self._triggers)):
            self._park(node, number, waiting, ready)
        while ready:
            number = heappop(ready)
            missing = self._missing(node, self._triggers[number].condition)
            if missing is not None:
                waiting.setdefault(missing, []).append(number)
                continue
            self._firings += 1
            if self._firings > MOST_FIRINGS:
                raise NeverRestsError(self._triggers[number].name)
            heappush(ready, number)
            for prop in self._fire(node, self._triggers[number]):
                for other in waiting.pop(prop, ()):
                    self._park(node, other, waiting, ready)
        return node

    def _park(
        self, node: Node, number: int, waiting: dict[int, list[int]], ready: list[int]
    ) -> None:
        """Ready if the trigger applies; else it waits for a plain property that forbids it."""
        missing = self._missing(node, self._triggers[number].condition)
        if missing is None:
            heappush(ready, number)
        else:
            waiting.setdefault(missing, []).append(number)

    def _missing(self, node: Node, dnf: Dnf) -> int | None:
        """None if the condition holds; else a plain property that has to change first, or (where
        there are several clauses or terms) one that stands for any change."""
        for clause in dnf:
            for prop, op, term in clause:
                here, value = self._read(node, prop)
                if not compare(op, value, self._term(node, term)):
                    if len(dnf) == 1 and type(term) is not tuple:
                        return here
                    break
            else:
                return None
        return _ANY_CHANGE

    def _read(self, node: Node, prop: int) -> tuple[int, Value]:
        """The plain property that is read, and its value in the mind it is read in."""
        agent, inner = self._props.held[prop]
        if agent < 0:
            return prop, node.values[prop]
        while agent >= 0:
            edge = node.edges[agent]
            node = node if edge == SELF else self._nodes[edge]
            prop = inner
            agent, inner = self._props.held[prop]
        return prop, node.values[prop]

    def _term(self, node: Node, term: Term) -> Value:
        if type(term) is not tuple:
            return term  # type: ignore[no-any-return]
        if term[0] == FLUENT:
            return self._read(node, term[1])[1]
        return arithmetic(term[0], self._term(node, term[1]), self._term(node, term[2]))  # type: ignore[no-any-return]

    def _holds(self, node: Node, dnf: Dnf) -> bool:
        return self._missing(node, dnf) is None

    def _fire(self, node: Node, trigger: Event) -> list[int]:
        """Carry out a trigger; the plain properties that may have changed somewhere."""
        entries = sorted(
            trigger.entries,
            key=lambda e: (self._props.keys[e[1]], self._props.term_key(e[1], e[2])),
        )
        new = [(f, self._term(node, t)) for q, f, t in entries if self._holds(node, q)]
        changed = []
        told = []
        for prop, value in new:
            if self._props.held[prop][0] < 0:
                node.values[prop] = value
                changed.append(prop)
            else:
                told.append((prop, value))
        for prop, value in told:
            changed.append(self._tell(node, prop, value))
        changed.append(_ANY_CHANGE)
        return changed

    def _tell(self, node: Node, prop: int, value: Value) -> int:
        """Set a belief in the minds that hold it; the plain property it is about."""
        agent, inner = self._props.held[prop]
        if agent < 0:
            node.values[prop] = value
            return prop
        plain, old = self._read(node, prop)
        if old == value:
            return plain
        mind = self._copy_of(node, agent)
        self._tell(self._nodes[mind], inner, value)
        node.edges[agent] = mind
        return plain

    def _copy_of(self, node: Node, agent: int) -> int:
        """A new node: the agent's mind, which believes of itself what it is."""
        edge = node.edges[agent]
        number = len(self._nodes)
        if edge == SELF:  # the mind was the state itself: others in it stay as it was
            self._nodes.append(
                Node(list(node.values), [number if e == SELF else e for e in node.edges])
            )
            edge = number
            number += 1
        source = self._nodes[edge]
        self._nodes.append(Node(list(source.values), list(source.edges)))
        if source.edges[agent] == edge:
            self._nodes[number].edges[agent] = number
        return number


_ANY_CHANGE = -2


# ---------------------------------------------------------------- the result


def _graph(props: Properties, tracked: list[int], nodes: list[Node], root: int) -> Graph:
    """The nodes with stored beliefs, those that cannot be told apart made one, breadth first."""
    chains = {f: _steps(props, f) for f in tracked}

    def value(node: int, fluent: int) -> Value:
        chain, plain = chains[fluent]
        for agent in chain:
            node = nodes[node].edges[agent]
        return nodes[node].values[plain]

    rows = [{f: value(n, f) for f in tracked} for n in range(len(nodes))]
    part = _parts([tuple(row.values()) for row in rows], [node.edges for node in nodes])
    order = {part[root]: 0}
    kept = [root]
    for node in kept:  # grows while we walk
        for edge in nodes[node].edges:
            if part[edge] not in order:
                order[part[edge]] = len(order)
                kept.append(edge)
    edges = tuple(tuple(order[part[e]] for e in nodes[n].edges) for n in kept)
    return Graph(tuple(rows[n] for n in kept), edges)


def _steps(props: Properties, fluent: int) -> tuple[tuple[int, ...], int]:
    chain: tuple[int, ...] = ()
    agent, inner = props.held[fluent]
    while agent >= 0:
        chain = (*chain, agent)
        fluent = inner
        agent, inner = props.held[fluent]
    return chain, fluent


__all__ = ["EQ", "Graph", "NeverRestsError", "Rejected", "start_graph"]
