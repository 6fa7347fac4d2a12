"""Charts over a story: one row for each series, events from left to right, as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

STEP, HEIGHT, LEFT, TOP = 12, 34, 210, 96
"""Pixels: width of an event, height of a row, room for labels and for the names of stages."""
LETTER = 6.5
"""Pixels: about the width of a letter of a label; for longer ones there is more room."""

PLEASANT, UNPLEASANT = "#5b8c5a", "#a8483f"


@dataclass(frozen=True, slots=True)
class Row:
    """A series: a value from -1 to 1 for each state."""

    label: str
    values: tuple[float, ...]


def chart_svg(
    title: str, rows: Sequence[Row], stages: Sequence[tuple[str, int]], events: Sequence[str]
) -> str:
    """The chart; pointing at an event says what happens."""
    states = len(events) + 1
    left = max([LEFT, *(round(LETTER * len(row.label)) + 20 for row in rows)])
    width, height = left + STEP * states + 40, TOP + HEIGHT * len(rows) + 24
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" style="max-width: 100%" '
        f'font-family="Georgia, serif" font-size="12" role="img">',
        f"<title>{escape(title)}</title>",
        f'<text x="8" y="20" font-size="15">{escape(title)}</text>',
    ]
    parts += _stages(stages, height, left)
    for i, row in enumerate(rows):
        parts += _row(row, TOP + HEIGHT * i, left)
    for k, event in enumerate(events):
        x = left + STEP * k
        parts.append(
            f'<rect x="{x}" y="{TOP}" width="{STEP}" height="{height - TOP - 24}" '
            f'fill="transparent"><title>{escape(event)}</title></rect>'
        )
    return "\n".join([*parts, "</svg>"]) + "\n"


def _stages(stages: Sequence[tuple[str, int]], height: int, left: int) -> list[str]:
    """A line at the end of each stage, and its name over it."""
    parts, start = [], 0
    for name, end in stages:
        x, middle = left + STEP * end, left + STEP * (start + end) / 2
        parts.append(
            f'<line x1="{x}" x2="{x}" y1="{TOP - 6}" y2="{height - 24}" stroke="#d8d4cc"/>'
            f'<text transform="translate({middle:g},{TOP - 10}) rotate(-40)" fill="#777" '
            f'font-size="11">{escape(name)}</text>'
        )
        start = end
    return parts


def _row(row: Row, y: int, left: int) -> list[str]:
    """A step line round its own zero: above it what is good, below it what is not."""
    middle = y + HEIGHT / 2
    scale = HEIGHT / 2 - 2
    parts = [
        f'<text x="{left - 10}" y="{middle + 4:g}" text-anchor="end">{escape(row.label)}</text>',
        f'<line x1="{left}" x2="{left + STEP * len(row.values)}" y1="{middle:g}" '
        f'y2="{middle:g}" stroke="#e6e2da"/>',
    ]
    k = 0
    for value, same in groupby(round(v, 3) for v in row.values):
        wide = len(list(same))
        if value:
            top = middle - max(0.0, value) * scale
            colour = PLEASANT if value > 0 else UNPLEASANT
            parts.append(
                f'<rect x="{left + STEP * k}" y="{top:.1f}" width="{STEP * wide}" '
                f'height="{abs(value) * scale:.1f}" fill="{colour}" fill-opacity="0.75" '
                'shape-rendering="crispEdges"/>'
            )
        k += wide
    return parts
