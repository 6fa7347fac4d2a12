"""The belief graph of the start (D6), before anything reacts."""

from __future__ import annotations

from dataclasses import dataclass

from vervain.lang.expr import Value
from vervain.model.cast import Cast, Key

Chain = tuple[str, ...]
Table = dict[tuple[Chain, Key], Value]
"""What was said of the start: values by chain of believers and fluent."""


@dataclass(frozen=True, slots=True)
class StartGraph:
    """`values[k][f]` and `minds[k][agent]` for each node; node 0 is the world."""

    values: list[list[Value]]
    minds: list[list[int]]


def start_graph(cast: Cast, fluents: list[Key]) -> StartGraph:
    """One node for each table of entries that following minds leads to."""
    kept = set(fluents)
    world: Table = {}
    for fact in cast.world.start:
        key = (fact.fluent, fact.args)
        if key in kept and all(cast.number[name] < len(cast.agents) for name in fact.minds):
            world[fact.minds, key] = fact.value
    base = [cast.initial(key) for key in fluents]
    at = {key: i for i, key in enumerate(fluents)}
    found: dict[frozenset[tuple[tuple[Chain, Key], Value]], int] = {}
    graph = StartGraph([], [])
    queue = [_tidy(world, cast)]
    found[frozenset(queue[0].items())] = 0
    for table in queue:
        row = list(base)
        for (chain, key), value in table.items():
            if not chain:
                row[at[key]] = value
        graph.values.append(row)
        edges = []
        for agent in cast.agents:
            mind = _tidy(_mind(table, agent), cast)
            name = frozenset(mind.items())
            if name not in found:
                found[name] = len(queue)
                queue.append(mind)
            edges.append(found[name])
        graph.minds.append(edges)
    return graph


def _mind(table: Table, agent: str) -> Table:
    """D6: entries without a believer and the agent's own, held both as facts and as the agent's
    beliefs."""
    mind: Table = {name: value for name, value in table.items() if not name[0]}
    for (chain, key), value in table.items():
        if chain[:1] == (agent,):
            mind[chain, key] = value
            mind[chain[1:], key] = value
    return mind


def _tidy(table: Table, cast: Cast) -> Table:
    """Without entries that say what would be so anyway: equal tables are then equal states."""
    kept: Table = {}
    for (chain, key), value in sorted(table.items(), key=lambda item: len(item[0][0])):
        if value != _default(kept, chain, key, cast):
            kept[chain, key] = value
    return kept


def _default(table: Table, chain: Chain, key: Key, cast: Cast) -> Value:
    """What a chain without an entry holds: what it holds without its innermost believer."""
    while chain:
        chain = chain[:-1]
        if (chain, key) in table:
            return table[chain, key]
    return cast.initial(key)
