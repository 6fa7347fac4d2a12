"""The report as a page that stands alone, and its curve as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from vervain.story.rates import Point
from vervain.ui.many.report import MOST_TOLD, Ending, Report, Varied
from vervain.ui.many.report_text import (
    STORIES,
    VARIED,
    lasting,
    not_found,
    percent,
    rarest,
    said,
    span,
    stories,
    unit_of,
    varied_rows,
)

WIDTH, HEIGHT, LEFT, BOTTOM, TITLE = 720, 320, 56, 40, 26
Lines = tuple[tuple[str, tuple[Point, ...]], ...]
"""Curves with their names."""
COLOURS = ("#31688e", "#a8483f", "#5b8c5a", "#8a6bb1", "#b8860b", "#4a4a4a")
DASHES = ("", "6 4", "2 3", "10 3 2 3", "1 4", "12 5")

STYLE = """
:root { color-scheme: light dark; }
body { font: 17px/1.55 Georgia, serif; max-width: 46rem; margin: 2.5rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; font-size: 15px; }
th, td { text-align: left; padding: .3rem .6rem .3rem 0; vertical-align: top; }
tr + tr td { border-top: 1px solid color-mix(in srgb, currentColor 20%, transparent); }
svg { width: 100%; height: auto; background: #fff; }
.bar { background: #31688e; height: .8rem; min-width: 2px; }
small, caption { opacity: .75; }
@media print { body { margin: 0; max-width: none; } }
"""


def page(report: Report) -> str:
    """One HTML file without anything from elsewhere."""
    found = "".join(f"<li>{escape(said(f))}.</li>" for f in report.findings[:MOST_TOLD])
    none = f"<p>Nothing of {report.compared:,} comparisons clearly separates them.</p>"
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(report.world)}: {report.runs:,} runs</title><style>{STYLE}</style></head><body>
<h1>{escape(report.world)}</h1><p>{report.runs:,} runs. {escape(lasting(report))}</p>
<h2>How they end</h2><table>
<tr><th>ending</th><th></th><th>share</th><th>95 %</th><th>an example</th><th>one where
not</th></tr>
{"".join(_row(e) for e in report.endings)}</table>
<h2>How long they go on</h2>{curve_svg(report)}
{"".join(_table(v) for v in report.varied)}
<h2>What separates them</h2>{f"<ul>{found}</ul>" if found else none}
{_stories(report)}
{_rarest(report)}
<p><small>Shares and differences with 95 % intervals; those of the differences hold for all
{report.compared:,} comparisons together. “Early on” is in the first
{span(report.early)}.</small></p></body></html>
"""


def _stories(report: Report) -> str:
    if not report.stories:
        return ""
    head = "".join(f"<th>{escape(name)}</th>" for name in STORIES)
    rows = (
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>\n"
        for row in stories(report)
    )
    notes = "".join(f"<p>{escape(line)}.</p>" for line in not_found(report))
    return f"<h2>The stories in them</h2><table>\n<tr>{head}</tr>\n{''.join(rows)}</table>{notes}"


def _rarest(report: Report) -> str:
    if report.rarest is None:
        return ""
    command = f"<pre>{escape(report.rarest.command)}</pre>"
    return f"<h2>The rarest run</h2><p>{escape(rarest(report))}</p>{command}"


def _table(varied: Varied) -> str:
    """What became of each value of one thing that was varied."""
    head = "".join(f"<th>{escape(word)}</th>" for word in VARIED)
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>\n"
        for row in varied_rows(varied)
    )
    title = escape(varied.what or "What was varied")
    return f"<h3>{title}</h3><table><tr>{head}</tr>\n{rows}</table>\n"


def _row(ending: Ending) -> str:
    bar = f'<div class="bar" style="width:{100 * ending.share.value:.1f}%"></div>'
    share = f"{percent(ending.share.low)} to {percent(ending.share.high)}"
    cells = (percent(ending.share.value), share, ending.example, ending.counter or "")
    return (
        f"<tr><td>{escape(ending.name)}</td><td style='width:25%'>{bar}</td>"
        + "".join(f"<td>{escape(cell)}</td>" for cell in cells)
        + "</tr>\n"
    )


def curve_svg(report: Report) -> str:
    """Survival: the share of runs that still go on, over time, with a band for its uncertainty: of
    all runs, then a panel for each thing that was varied."""
    panels: list[tuple[str, Lines]] = [
        (v.what, tuple((level.value, level.curve) for level in v.levels[: len(COLOURS)]))
        for v in report.varied
    ]
    if len(panels) != 1:
        panels.insert(0, ("", (("all runs", report.curve),)))
    end = max((c[-1].time for _, lines in panels for _, c in lines), default=0.0) * 1.02 or 1.0
    talls = [HEIGHT + 20 * len(lines) + (TITLE if title else 0) for title, lines in panels]
    tall = sum(talls)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {tall}" '
        'font-family="Georgia, serif" font-size="13" role="img">',
        "<title>The share of runs that still go on, over time</title>",
        f'<rect width="{WIDTH}" height="{tall}" fill="#fff"/>',
    ]
    top = 0
    for (title, lines), high in zip(panels, talls, strict=True):
        parts += [f'<g transform="translate(0 {top})">', *_panel(title, lines, end), "</g>"]
        parts += _spot(report, lines, end) if not title else []
        top += high
    return "\n".join([*parts, "</svg>"]) + "\n"


def _spot(report: Report, lines: Lines, end: float) -> list[str]:
    """Where the rarest run is over, on the curve of all runs."""
    found = report.rarest
    if found is None:
        return []
    share = next((p.share.value for p in reversed(lines[0][1]) if p.time <= found.minutes), 1.0)
    x, y = _x(min(found.minutes, end), end), _y(share)
    side = "end" if x > WIDTH / 2 else "start"
    return [
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{COLOURS[1]}"/>',
        f'<text x="{x:.1f}" y="{y - 9:.1f}" text-anchor="{side}">'
        f"the rarest run: {escape(found.name)}</text>",
    ]


def _panel(title: str, lines: Lines, end: float) -> list[str]:
    """One chart: its title, the axes, the lines and what they are."""
    parts, down = [], 0
    if title:
        down = TITLE
        parts.append(f'<text x="{LEFT}" y="18" font-weight="bold">{escape(title)}</text>')
    parts.append(f'<g transform="translate(0 {down})">')
    for tenth in range(0, 11, 2):
        y = _y(tenth / 10)
        parts.append(
            f'<line x1="{LEFT}" x2="{WIDTH - 16}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ddd"/>'
            f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{10 * tenth} %</text>'
        )
    size, unit = unit_of(end)
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) if end / size / s <= 10.5)
    for count in range(0, int(end / size) + 1, step):
        x = _x(count * size, end)
        parts.append(
            f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{count}</text>'
        )
    parts.append(f'<text x="{WIDTH - 16}" y="{HEIGHT}" text-anchor="end">{unit}s</text>')
    for number, (name, points) in enumerate(lines):
        parts += _curve(number, name, points, end)
    return [*parts, "</g>"]


def _curve(number: int, name: str, points: Sequence[Point], end: float) -> list[str]:
    colour, dash = COLOURS[number], DASHES[number]
    line = _steps([(p.time, p.share.value) for p in points], end)
    high = _steps([(p.time, p.share.high) for p in points], end)
    low = _steps([(p.time, p.share.low) for p in points], end)
    y = HEIGHT + 20 * number
    return [
        f'<polygon points="{" ".join([*high, *reversed(low)])}" fill="{colour}" '
        'fill-opacity="0.12"/>',
        f'<polyline points="{" ".join(line)}" fill="none" stroke="{colour}" stroke-width="2" '
        f'stroke-dasharray="{dash}"/>',
        f'<line x1="{LEFT}" x2="{LEFT + 30}" y1="{y}" y2="{y}" stroke="{colour}" '
        f'stroke-width="2" stroke-dasharray="{dash}"/>'
        f'<text x="{LEFT + 38}" y="{y + 4}">{escape(name)}</text>',
    ]


def _steps(points: Sequence[tuple[float, float]], end: float) -> list[str]:
    """The corners of a step line."""
    corners, before = [], 1.0
    for time, share in points:
        corners += [(time, before), (time, share)]
        before = share
    corners.append((end, before))
    return [f"{_x(t, end):.1f},{_y(s):.1f}" for t, s in corners]


def _x(time: float, end: float) -> float:
    return LEFT + (WIDTH - LEFT - 16) * time / end


def _y(share: float) -> float:
    return 12 + (HEIGHT - BOTTOM - 12) * (1 - share)
