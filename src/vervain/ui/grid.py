"""The grid of who knows what: people across, facts down; as a table and as SVG."""

from __future__ import annotations

from html import escape

from rich.table import Table

from vervain.story.knowing import Grid, Holder, Standing
from vervain.tell.speaker import Speaker
from vervain.ui.answers import console

MARKS = {Standing.RIGHT: "·", Standing.WRONG: "✗", Standing.UNKNOWN: "?"}
FILL = {Standing.RIGHT: "#dfeee0", Standing.WRONG: "#f6d5cf", Standing.UNKNOWN: "#ececec"}
LEGEND = "· knows it   ✗ believes otherwise   ? does not know"

MOST_COLUMNS = 6
"""Columns that a terminal has room for."""

CELL, ROW, LETTER, EDGE = 30, 22, 6.4, 12
"""Pixels: width and height of a cell, width of a letter, room around everything."""
MOST_LETTERS = 66


def put_grid(say: Speaker, grid: Grid) -> None:
    """The grid in the terminal; people who hold the same to be so share a column.

    Where that leaves too many columns, a list: each fact with those who have it wrong.
    """
    columns = _columns(grid)
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("fact", ratio=2)
    if len(columns) <= MOST_COLUMNS:
        for column in columns:
            table.add_column(say.names([grid.people[i] for i in column]), justify="center")
        for fact, truth, cells in zip(grid.facts, grid.truths, grid.cells, strict=True):
            table.add_row(say.belief(fact, truth), *(_mark(cells[c[0]]) for c in columns))
    else:
        table.add_column(f"{MARKS[Standing.WRONG]} believes otherwise", ratio=1)
        table.add_column(f"{MARKS[Standing.UNKNOWN]} does not know", ratio=1)
        for row in _rows(say, grid):
            table.add_row(*row)
    out = console()
    out.print(table)
    if len(columns) <= MOST_COLUMNS:
        out.print(LEGEND)


def _rows(say: Speaker, grid: Grid) -> list[tuple[str, str, str]]:
    """A row for each group of facts."""
    rows = []
    for group in folded(grid):
        facts = say.facts([(grid.facts[j], grid.truths[j]) for j in group])
        cells = grid.cells[group[0]]
        rows.append(
            (facts, _names(say, cells, Standing.WRONG), _names(say, cells, Standing.UNKNOWN))
        )
    return rows


def folded(grid: Grid) -> list[list[int]]:
    """Facts that differ in one name, and are known alike, together."""
    groups: dict[object, list[int]] = {}
    for j, (fact, truth) in enumerate(zip(grid.facts, grid.truths, strict=True)):
        held = tuple((h.standing, str(h.value)) for h in grid.cells[j])
        groups.setdefault((fact.fluent, fact.args[1:], str(truth), held), []).append(j)
    return list(groups.values())


def _names(say: Speaker, cells: tuple[Holder, ...], standing: Standing) -> str:
    """Those of this standing, with what they hold to be so unless it is yes or no."""
    groups: dict[str, list[str]] = {}
    for h in cells:
        if h.standing is standing:
            held = "" if isinstance(h.value, bool) or h.value is None else f": {h.value}"
            groups.setdefault(held, []).append(h.person)
    return "; ".join(say.names(people) + held for held, people in groups.items())


def _columns(grid: Grid) -> list[list[int]]:
    """People by what they hold to be so."""
    columns: dict[object, list[int]] = {}
    for i in range(len(grid.people)):
        key = tuple((row[i].standing, str(row[i].value)) for row in grid.cells)
        columns.setdefault(key, []).append(i)
    return list(columns.values())


def _mark(holder: Holder) -> str:
    mark = MARKS[holder.standing]
    shown = holder.standing is Standing.WRONG and not isinstance(holder.value, bool)
    return f"{mark} {holder.value}" if shown else mark


def grid_svg(say: Speaker, grid: Grid) -> str:
    """The grid as a drawing; each cell says on pointing at it since when and from whom. Facts that
    are known alike share a row."""
    groups = folded(grid)
    labels = [_short(say.facts([(grid.facts[j], grid.truths[j]) for j in g])) for g in groups]
    left = round(max((len(words) for words in labels), default=0) * LETTER) + 2 * EDGE
    top = round(max((len(name) for name in grid.people), default=0) * LETTER) + 2 * EDGE
    width = max(left + CELL * len(grid.people) + top, round(len(LEGEND) * LETTER) + 2 * EDGE)
    height = top + ROW * len(groups) + 3 * EDGE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" font-family="Georgia, serif" font-size="12" role="img">',
        f"<title>Who knows what in {escape(say.world.name)}</title>",
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
    ]
    for i, name in enumerate(grid.people):
        x = left + CELL * i + CELL / 2
        parts.append(
            f'<text transform="translate({x + 4:g},{top - 8}) rotate(-60)">{escape(name)}</text>'
        )
    for row, (group, words) in enumerate(zip(groups, labels, strict=True)):
        y = top + ROW * row
        whole = escape(say.facts([(grid.facts[j], grid.truths[j]) for j in group]))
        parts.append(
            f'<text x="{left - 8}" y="{y + ROW - 7}" text-anchor="end">{escape(words)}'
            f"<title>{whole}</title></text>"
        )
        cells = grid.cells[group[0]]
        parts += [
            _cell(say, grid, group[0], holder, (left + CELL * i, y))
            for i, holder in enumerate(cells)
        ]
    legend = escape(LEGEND)
    parts.append(f'<text x="{EDGE}" y="{height - EDGE}" fill="#555">{legend}</text></svg>')
    return "\n".join(parts) + "\n"


def _cell(say: Speaker, grid: Grid, fact: int, holder: Holder, at: tuple[int, int]) -> str:
    x, y = at
    since = "from the start" if holder.since is None else f"since {say.event(holder.since)}"
    title = f"{holder.person}: {holder.standing.value}, {since}"
    if holder.standing is Standing.WRONG:
        title = f"{holder.person}: {say.belief(grid.facts[fact], holder.value)} (wrong), {since}"
    return (
        f'<g><title>{escape(title)}</title><rect x="{x}" y="{y}" width="{CELL - 2}" '
        f'height="{ROW - 2}" fill="{FILL[holder.standing]}"/>'
        f'<text x="{x + CELL / 2 - 1:g}" y="{y + ROW - 7}" text-anchor="middle">'
        f"{MARKS[holder.standing]}</text></g>"
    )


def _short(text: str) -> str:
    return text if len(text) <= MOST_LETTERS else text[: MOST_LETTERS - 1] + "…"
