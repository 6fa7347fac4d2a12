"""History: the values of every fact through a Trace, in the world and in every mind.

A *chain* is a mind in a mind (agents, outermost first; () is the world). For each chain that is
asked for there is one array of its nodes and one of its values, a row for each state of the story.
"""

from __future__ import annotations

import numpy as np

from vervain.model.ground import Ints
from vervain.native.engine import Engine
from vervain.run.parts import Reading
from vervain.run.trace import Trace, ids

Chain = tuple[int, ...]


class History:
    """The states of one Trace. `k` is a state: before event k, and after event k - 1."""

    def __init__(self, engine: Engine, trace: Trace) -> None:
        self.engine = engine
        self.states: Ints = np.array(trace.states, dtype=np.int32)
        self.actions: Ints = np.array(trace.actions, dtype=np.int32)
        self._seers = engine.observers(self.states[:-1], self.actions).tolist()
        self._edges: dict[Chain, Ints] = {}
        self._values: dict[Chain, Ints] = {}
        self._columns: dict[tuple[Chain, int], list[int]] = {}
        self._changed: dict[Chain, dict[int, frozenset[int]]] = {}
        self._node_values: dict[int, list[int]] = {}
        self._node_minds: dict[int, list[int]] = {}

    def sees(self, agent: int, k: int) -> bool:
        """The agent sees event k happen."""
        return bool(self._seers[k][agent])

    def nodes(self, chain: Chain) -> Ints:
        """[n+1]: the node that is the mind reached by the chain."""
        if not chain:
            return self.states
        outer = chain[:-1]
        if outer not in self._edges:
            self._edges[outer] = self.engine.minds(np.ascontiguousarray(self.nodes(outer)))
        return self._edges[outer][:, chain[-1]]

    def values(self, chain: Chain) -> Ints:
        """[n+1, F]: every value code there."""
        if chain not in self._values:
            self._values[chain] = self.engine.values(np.ascontiguousarray(self.nodes(chain)))
        return self._values[chain]

    def at(self, chain: Chain, fluent: int, k: int) -> int:
        """One value code."""
        column = self._columns.get((chain, fluent))
        return (self._column(chain, fluent) if column is None else column)[k]

    def changed(self, chain: Chain, k: int) -> frozenset[int]:
        """The fluents that event k - 1 changed there."""
        return self.changes(chain).get(k, frozenset())

    def changes(self, chain: Chain) -> dict[int, frozenset[int]]:
        """The fluents that were changed there, by the state in which they are so first."""
        if chain not in self._changed:
            values = self.values(chain)
            rows, fluents = (values[1:] != values[:-1]).nonzero()
            found: dict[int, list[int]] = {}
            for row, fluent in zip(rows.tolist(), fluents.tolist(), strict=True):
                found.setdefault(row + 1, []).append(fluent)
            self._changed[chain] = {k: frozenset(row) for k, row in found.items()}
        return self._changed[chain]

    def column(self, chain: Chain, fluent: int) -> list[int]:
        """Its value code in each state."""
        return self._column(chain, fluent)

    def since(self, chain: Chain, fluent: int, k: int) -> int | None:
        """The event that gave the value there is in state k; None: it was so from the start."""
        column = self._column(chain, fluent)
        return next((i for i in range(k - 1, -1, -1) if column[i] != column[k]), None)

    def _column(self, chain: Chain, fluent: int) -> list[int]:
        key = (chain, fluent)
        if key not in self._columns:
            self._columns[key] = self.values(chain)[:, fluent].tolist()
        return self._columns[key]

    # ------------------------------------------------- states that are only imagined

    def mind(self, node: int, agent: int) -> int:
        """The node that the agent believes in at any node."""
        if node not in self._node_minds:
            self._node_minds[node] = self.engine.minds(ids(node))[0].tolist()
        return self._node_minds[node][agent]

    def preload(self, nodes: list[int]) -> None:
        """Read these nodes all at once."""
        new = [node for node in dict.fromkeys(nodes) if node not in self._node_values]
        if new:
            rows = self.engine.values(np.array(new, dtype=np.int32)).tolist()
            self._node_values |= dict(zip(new, rows, strict=True))

    def read(self, node: int, reading: Reading) -> int:
        """The value code read at any node."""
        for agent in reading.minds:
            node = self.mind(node, agent)
        if node not in self._node_values:
            self._node_values[node] = self.engine.values(ids(node))[0].tolist()
        return self._node_values[node][reading.fluent]
