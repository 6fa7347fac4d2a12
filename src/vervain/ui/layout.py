"""Layout: marks in layers, each below what leads to it, with as few crossings as a few sweeps give.

The way of Sugiyama, Tagawa and Toda (1981): layers by the longest way, stand-ins where an arrow
passes a layer, orders by barycentre up and down, places by pulling each mark towards its
neighbours.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

SWEEPS = 12
PULLS = 16


@dataclass(frozen=True, slots=True)
class Spot:
    """The middle of a mark."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Where every mark is, and the way of each arrow, both in the order given. A way begins at the
    foot of one mark and ends at the head of another; from its second point on every three are the
    controls and the end of a Bézier curve."""

    spots: tuple[Spot, ...]
    ways: tuple[tuple[Spot, ...], ...]
    width: float
    height: float


@dataclass(slots=True)
class _Layers:
    """Marks and stand-ins by layer; `above` and `below` are the neighbours of each."""

    widths: list[float]
    rows: list[list[int]]
    above: list[list[int]] = field(default_factory=list)
    below: list[list[int]] = field(default_factory=list)
    chains: list[list[int]] = field(default_factory=list)


def layered(
    sizes: Sequence[tuple[float, float]],
    edges: Sequence[tuple[int, int]],
    *,
    gap: float = 24,
    rise: float = 44,
) -> Layout:
    """A place for marks of these sizes (width, height); `edges` have no ring. Pixels."""
    layer = _layer(len(sizes), edges)
    layers = _divided(sizes, edges, layer)
    for sweep in range(SWEEPS):
        _order(layers, down=sweep % 2 == 0)
    xs = _places(layers, gap)
    bands = _bands(sizes, layer, len(layers.rows), rise)
    spots = tuple(Spot(xs[i], sum(bands[layer[i]]) / 2) for i in range(len(sizes)))
    level = {v: number for number, row in enumerate(layers.rows) for v in row}
    ways = tuple(
        _way([Spot(xs[v], y) for v in chain for y in bands[level[v]]], sizes[a][1], sizes[b][1])
        for (a, b), chain in zip(edges, layers.chains, strict=True)
    )
    width = max((x + w / 2 for x, w in zip(xs, layers.widths, strict=True)), default=0)
    return Layout(spots, ways, width, bands[-1][1] if bands else 0.0)


def _layer(count: int, edges: Sequence[tuple[int, int]]) -> list[int]:
    """The longest way from a beginning; beginnings stand just above what they lead to."""
    after: list[list[int]] = [[] for _ in range(count)]
    waiting = [0] * count
    for a, b in edges:
        after[a].append(b)
        waiting[b] += 1
    starts = [v for v in range(count) if not waiting[v]]
    layer, todo = [0] * count, list(starts)
    for v in todo:  # grows while we walk
        for w in after[v]:
            layer[w] = max(layer[w], layer[v] + 1)
            waiting[w] -= 1
            if not waiting[w]:
                todo.append(w)
    for v in starts:
        if after[v]:
            layer[v] = min(layer[w] for w in after[v]) - 1
    return layer


def _divided(
    sizes: Sequence[tuple[float, float]], edges: Sequence[tuple[int, int]], layer: list[int]
) -> _Layers:
    """Every arrow as a chain from layer to layer."""
    found = _Layers([w for w, _ in sizes], [[] for _ in range(max(layer, default=-1) + 1)])
    for v, number in enumerate(layer):
        found.rows[number].append(v)
    links: list[tuple[int, int]] = []
    for a, b in edges:
        chain = [a]
        for number in range(layer[a] + 1, layer[b]):
            found.rows[number].append(len(found.widths))
            chain.append(len(found.widths))
            found.widths.append(8)
        chain.append(b)
        found.chains.append(chain)
        links += itertools.pairwise(chain)
    found.above = [[] for _ in found.widths]
    found.below = [[] for _ in found.widths]
    for a, b in links:
        found.below[a].append(b)
        found.above[b].append(a)
    return found


def _order(layers: _Layers, *, down: bool) -> None:
    """Each layer in the order of the middles of its neighbours."""
    rows = layers.rows if down else layers.rows[::-1]
    near = layers.above if down else layers.below
    for before, row in itertools.pairwise(rows):
        at = {v: i for i, v in enumerate(before)}
        own = {v: i for i, v in enumerate(row)}

        def middle(v: int, at: dict[int, int] = at, own: dict[int, int] = own) -> float:
            places = [at[w] for w in near[v] if w in at]
            return sum(places) / len(places) if places else own[v]

        row.sort(key=lambda v: (middle(v), own[v]))


def _places(layers: _Layers, gap: float) -> list[float]:
    """Where everything is from the left: side by side first, then pulled towards the neighbours."""
    xs = [0.0] * len(layers.widths)
    for row in layers.rows:
        _spread(row, dict.fromkeys(row, 0.0), layers.widths, gap, xs)
    for pull in range(PULLS):
        rows = layers.rows if pull % 2 == 0 else layers.rows[::-1]
        near = layers.above if pull % 2 == 0 else layers.below
        for row in rows:
            wanted = {v: _middle(layers, near[v], xs, xs[v]) for v in row}
            _aside(layers, row, wanted, gap)
            _spread(row, wanted, layers.widths, gap, xs)
    left = min((x - w / 2 for x, w in zip(xs, layers.widths, strict=True)), default=0)
    return [x - left for x in xs]


def _middle(layers: _Layers, near: list[int], xs: list[float], otherwise: float) -> float:
    """The middle of the neighbours; a beginning pulls only where it is alone."""
    kept = [w for w in near if layers.above[w]] or near
    return sum(xs[w] for w in kept) / len(kept) if kept else otherwise


def _aside(layers: _Layers, row: list[int], wanted: dict[int, float], gap: float) -> None:
    """Beginnings step aside, so that they do not push what stands in their row."""
    for order, sign in ((row, 1), (row[::-1], -1)):
        edge: float | None = None
        for v in order:
            half = layers.widths[v] / 2
            if layers.above[v]:
                edge = wanted[v] + sign * (half + gap)
            elif edge is not None and not _has_anchor(layers, row, v, sign):
                wanted[v] = sign * max(sign * wanted[v], sign * edge + half)
                edge = wanted[v] + sign * (half + gap)


def _has_anchor(layers: _Layers, row: list[int], v: int, sign: int) -> bool:
    """Going left, a beginning with something on its left has stepped aside already."""
    return sign < 0 and any(layers.above[w] for w in row[: row.index(v)])


def _spread(
    row: list[int], wanted: dict[int, float], widths: list[float], gap: float, xs: list[float]
) -> None:
    """As near to where they want to be as their order and widths allow: the mean of the tightest
    placing from the left and from the right."""
    from_left, at = [], float("-inf")
    for v in row:
        at = max(wanted[v], at + widths[v] / 2)
        from_left.append(at)
        at += widths[v] / 2 + gap
    from_right, at = [], float("inf")
    for v in reversed(row):
        at = min(wanted[v], at - widths[v] / 2)
        from_right.append(at)
        at -= widths[v] / 2 + gap
    for v, a, b in zip(row, from_left, reversed(from_right), strict=True):
        xs[v] = (a + b) / 2


def _bands(
    sizes: Sequence[tuple[float, float]], layer: list[int], count: int, rise: float
) -> list[tuple[float, float]]:
    """Where each layer begins and ends, from the top."""
    tall = [0.0] * count
    for (_, height), number in zip(sizes, layer, strict=True):
        tall[number] = max(tall[number], height)
    bands, at = [], 0.0
    for height in tall:
        bands.append((at, at + height))
        at += height + rise
    return bands


def _way(edges: list[Spot], from_height: float, to_height: float) -> tuple[Spot, ...]:
    """Straight down through every layer, so that no mark is in the way, and bent between them.
    `edges`: of each layer on the way its upper and its lower edge."""
    first, last = edges[:2], edges[-2:]
    foot = Spot(first[0].x, (first[0].y + first[1].y + from_height) / 2)
    head = Spot(last[0].x, (last[0].y + last[1].y - to_height) / 2)
    points = [foot, *edges[1:-1], head]
    way = [foot]
    for p, q in itertools.pairwise(points):
        half = (p.y + q.y) / 2
        way += [Spot(p.x, half), Spot(q.x, half), q]
    return tuple(way)
