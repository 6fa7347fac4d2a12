"""Draw a saved chronicle as a storyline: people are lines, together where they are together.

vervain plan always_safe --save story.json
python docs/storyline.py story.json docs/storyline.svg alive
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from html import escape
from itertools import pairwise
from pathlib import Path

from vervain.story.chronicle import Chronicle
from vervain.story.document import loads

STEP, ROW, LEFT, TOP = 15, 11, 150, 64
COLOURS = ("#8e5fa8", "#3b6ea5", "#b5651d", "#2e8b57", "#a33d5e", "#7a7a2a", "#4a8f8f")
QUIET = "#9a958c"


def places(chronicle: Chronicle) -> list[dict[str, str | None]]:
    """Where everybody is before the first event and after each."""
    now = dict.fromkeys(chronicle.people) | {
        fact.args[0]: str(value)
        for fact, value in chronicle.start
        if fact.fluent == "place" and not fact.minds and fact.args[0] in chronicle.people
    }
    all_places: list[dict[str, str | None]] = [dict(now)]
    for event in chronicle.events:
        for change in event.changes:
            if change.fact.fluent == "place" and change.fact.args[0] in now:
                now[change.fact.args[0]] = None if change.after is None else str(change.after)
        all_places.append(dict(now))
    return all_places


def ends(chronicle: Chronicle, fluent: str) -> dict[str, int]:
    """After which event each person's line ends, because the fact stopped being so."""
    return {
        change.fact.args[0]: event.id + 1
        for event in chronicle.events
        for change in event.changes
        if change.fact.fluent == fluent and change.after is False
    }


def rows(now: dict[str, str | None], order: list[str], homes: list[str | None]) -> dict[str, float]:
    """The height of each person's line: grouped by place, in a fixed order."""
    heights, row = {}, 0.0
    for home in homes:
        here = [p for p in order if now[p] == home]
        for person in here:
            heights[person] = row
            row += 1
        row += 1.2 if here else 0
    return heights


def path(points: list[tuple[float, float]]) -> str:
    """A smooth line through the points: level where nothing changes, a soft step where it does."""
    d = f"M{points[0][0]:.0f},{points[0][1]:.1f}"
    for (x0, y0), (x1, y1) in pairwise(points):
        d += (
            f"L{x1:.0f},{y1:.1f}"
            if y0 == y1
            else f"C{(x0 + x1) / 2:.0f},{y0:.1f} {(x0 + x1) / 2:.0f},{y1:.1f} {x1:.0f},{y1:.1f}"
        )
    return d


def draw(chronicle: Chronicle, fluent: str) -> str:
    """The whole picture as SVG, legible on light and dark pages."""
    moments, end = places(chronicle), ends(chronicle, fluent)
    order = list(chronicle.people)
    homes = list(dict.fromkeys(now[p] for now in moments for p in order))
    heights = [rows(now, order, homes) for now in moments]
    lowest = max(max(h.values()) for h in heights)
    width, height = LEFT + STEP * len(moments) + 20, TOP + ROW * (lowest + 2)
    doers = [p for e in chronicle.events for p in e.agreed]
    main = sorted(order, key=lambda p: -doers.count(p))[: len(COLOURS)]
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" '
        'font-family="Georgia, serif" font-size="10">',
        f"<title>{escape(chronicle.world)}</title>",
        '<rect width="100%" height="100%" fill="#fbf8f2" rx="8"/>',
        *stages(chronicle, height),
    ]
    for person in reversed(order):
        last = end.get(person, len(moments) - 1)
        points = [(LEFT + STEP * i, TOP + ROW * heights[i][person]) for i in range(last + 1)]
        colour = COLOURS[main.index(person)] if person in main else QUIET
        thick = 2.6 if person in main[:3] else 1.3
        out += line(person, points, colour, thick, ended=person in end)
    return "\n".join([*out, "</svg>"]) + "\n"


def stages(chronicle: Chronicle, height: float) -> Iterator[str]:
    """A thin line where each stage of the outline begins, and its name."""
    before = 0
    for name, after in chronicle.stages:
        x, x1 = LEFT + STEP * (before + 0.5), LEFT + STEP * (after + 0.5)
        yield f'<path d="M{x:.0f},{TOP - 12}V{height - 8:.0f}" stroke="#e4dccd"/>'
        yield (
            f'<text transform="translate({(x + x1) / 2:.0f} {TOP - 16}) rotate(-28)" '
            f'fill="#6b6458" font-size="8.5">{escape(name.removeprefix("the "))}</text>'
        )
        before = after


def line(
    person: str, points: list[tuple[float, float]], colour: str, thick: float, *, ended: bool
) -> Iterator[str]:
    """One person's line, with the name before it, and a dot where it ends."""
    yield (
        f'<path d="{path(points)}" fill="none" stroke="{colour}" stroke-width="{thick}" '
        'stroke-linecap="round"/>'
    )
    yield (
        f'<text x="{LEFT - 8}" y="{points[0][1] + 3:.1f}" text-anchor="end" '
        f'fill="{colour}">{escape(person)}</text>'
    )
    if ended:
        x, y = points[-1]
        yield f'<circle cx="{x:.0f}" cy="{y:.1f}" r="2.6" fill="{colour}"/>'


if __name__ == "__main__":
    story, target, ends_with = sys.argv[1:4]
    Path(target).write_text(draw(loads(Path(story).read_text("utf-8"), story), ends_with), "utf-8")
