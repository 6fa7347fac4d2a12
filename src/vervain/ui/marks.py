"""Marks: what stands for what in a drawing: shapes, colours, and the words in them."""

from __future__ import annotations

import itertools
import textwrap
from math import hypot

from vervain.story.chronicle import Fact
from vervain.story.graph import Node, Sort
from vervain.tell.speaker import Speaker
from vervain.ui.layout import Spot

COLUMNS = 26
"""Letters in a line of a mark."""
LETTER, LINE, PAD = 7.0, 15, 9
"""Pixels: width of a letter, height of a line, room around the words."""
PUFF, CUT, ROUND = 22, 9, 0.5523
"""Pixels of a puff of a cloud, and of a cut corner; how far a curve reaches for a quarter."""

FILL = {
    Sort.ACT: ("#ffffff", "#333333"),
    Sort.HAPPENING: ("#eef2f7", "#5a6b80"),
    Sort.WANT: ("#fbf3da", "#a8862a"),
    Sort.BELIEF: ("#f8e3df", "#b1503c"),
}
"""The colour of each sort of mark, and of its edge."""
LEGEND = (
    "rounded: a want · box: an act · cut corner: nobody's choice · cloud: a wrong belief · "
    "heavy line: a life ends"
)

FIXED = "\u00a0"
"""A blank at which no line is broken."""


def words_of(say: Speaker, node: Node) -> str:
    """What stands in a mark; an event carries its number."""
    if node.sort is Sort.WANT:
        return f"{node.agent + ': ' if node.agent else ''}so that {node.text}"
    if node.belief is not None:
        fact, value = node.belief.fact, node.belief.value
        if len(fact.minds) > 1:
            return say.belief(fact, value)
        return say.knowing(node.agent, [(Fact(fact.fluent, fact.args), value)], right=False)
    return say.events(list(node.events))[0]


def lines_of(say: Speaker, node: Node) -> list[str]:
    """The same, broken into lines; a number is never alone in one."""
    words = words_of(say, node)
    if node.events:
        words = FIXED.join(words.rsplit(" ", 1))
    return [line.replace(FIXED, " ") for line in textwrap.wrap(words, COLUMNS)]


def size_of(lines: list[str]) -> tuple[float, float]:
    """Width and height of a mark with these lines."""
    return max(map(len, lines)) * LETTER + 2 * PAD, len(lines) * LINE + 2 * PAD - 3


def outline(sort: Sort, at: Spot, size: tuple[float, float]) -> list[Spot]:
    """The edge of a mark: from its second point on every three are the controls and the end of a
    Bézier curve."""
    (w, h), left, top = size, at.x - size[0] / 2, at.y - size[1] / 2
    right, foot = left + w, top + h
    match sort:
        case Sort.WANT:
            return _rounded(left, top, right, foot)
        case Sort.BELIEF:
            return _cloud(left, top, w, h)
        case Sort.HAPPENING:
            corners = [(left + CUT, top), (right, top), (right, foot - CUT), (right - CUT, foot)]
            corners += [(left, foot), (left, top + CUT)]
        case _:
            corners = [(left, top), (right, top), (right, foot), (left, foot)]
    return _straight([Spot(x, y) for x, y in [*corners, corners[0]]])


def _straight(points: list[Spot]) -> list[Spot]:
    way = points[:1]
    for p, q in itertools.pairwise(points):
        way += [p, q, q]
    return way


def _rounded(left: float, top: float, right: float, foot: float) -> list[Spot]:
    """A box with half circles for its sides."""
    r, y = (foot - top) / 2, (top + foot) / 2
    a, b, k = left + r, right - r, r * (1 - ROUND)
    way = _straight([Spot(a, top), Spot(b, top)])
    way += [Spot(right - k, top), Spot(right, top + k), Spot(right, y)]
    way += [Spot(right, foot - k), Spot(right - k, foot), Spot(b, foot)]
    way += _straight([Spot(b, foot), Spot(a, foot)])[1:]
    way += [Spot(left + k, foot), Spot(left, foot - k), Spot(left, y)]
    return [*way, Spot(left, top + k), Spot(left + k, top), Spot(a, top)]


def _cloud(left: float, top: float, w: float, h: float) -> list[Spot]:
    """A cloud that just holds the box: a puff for every so many pixels of its edge."""
    across, down = max(3, round(w / PUFF)), max(2, round(h / PUFF))
    steps = [(w / across, 0.0)] * across + [(0.0, h / down)] * down
    steps += [(-w / across, 0.0)] * across + [(0.0, -h / down)] * down
    x, y = left, top
    way = [Spot(x, y)]
    for dx, dy in steps:
        out = 0.4 * hypot(dx, dy)
        ox, oy = dy / hypot(dx, dy) * out, -dx / hypot(dx, dy) * out
        way += [Spot(x + ox, y + oy), Spot(x + dx + ox, y + dy + oy), Spot(x + dx, y + dy)]
        x, y = x + dx, y + dy
    return way
