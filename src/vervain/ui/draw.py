"""`vervain draw`: what led to what, as SVG in our own layout, or through Graphviz."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import click

from vervain import disk
from vervain.story.graph import Graph, Node, Sort, behind, graph, thread
from vervain.tell.speaker import Speaker
from vervain.ui import output
from vervain.ui.asked import Asked, asking
from vervain.ui.graphviz import GraphvizError, arranged, installed, picture, quoted
from vervain.ui.layout import Layout, Spot, layered
from vervain.ui.marks import FILL, LEGEND, LETTER, LINE, lines_of, outline, size_of
from vervain.ui.options import with_out
from vervain.ui.output import Exit


@dataclass(frozen=True, slots=True)
class Drawing:
    """A graph with a place for everything: what is in each mark, how big it is, and where."""

    drawn: Graph
    lines: tuple[list[str], ...]
    sizes: tuple[tuple[float, float], ...]
    layout: Layout

    @staticmethod
    def of(say: Speaker, drawn: Graph, *, graphviz: bool = False) -> Drawing:
        """The drawing in our own layout, or in that of Graphviz (GraphvizError)."""
        lines = tuple(lines_of(say, node) for node in drawn.nodes)
        sizes = tuple(size_of(said) for said in lines)
        layout = arranged(sizes, drawn.edges, drawn) if graphviz else layered(sizes, drawn.edges)
        return Drawing(drawn, lines, sizes, layout)


def svg(say: Speaker, drawn: Graph) -> str:
    """The picture in our own layout."""
    return svg_of(say, Drawing.of(say, drawn))


def svg_of(say: Speaker, it: Drawing) -> str:
    """The picture. Every mark says on pointing at it what it stands for."""
    width = max(it.layout.width, len(LEGEND) * LETTER * 0.85) + 40
    height = it.layout.height + 70
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-20 -20 {width:.0f} {height:.0f}" '
        f'width="{width:.0f}" height="{height:.0f}" '
        'font-family="Helvetica, Arial, DejaVu Sans, sans-serif" font-size="12" role="img">',
        f"<title>What led to what in {escape(say.world.name)}</title>",
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" '
        'markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="#777"/></marker></defs>',
        f'<rect x="-20" y="-20" width="{width:.0f}" height="{height:.0f}" fill="#ffffff"/>',
    ]
    for (a, _), way in zip(it.drawn.edges, it.layout.ways, strict=True):
        dash = ' stroke-dasharray="4 3"' if it.drawn.nodes[a].sort is Sort.BELIEF else ""
        parts.append(
            f'<path d="{_path(way)}" fill="none" stroke="#777"{dash} marker-end="url(#tip)"/>'
        )
    parts += [
        _mark(node, spot, size, said)
        for node, spot, size, said in zip(
            it.drawn.nodes, it.layout.spots, it.sizes, it.lines, strict=True
        )
    ]
    legend = f'<text x="0" y="{it.layout.height + 32:.0f}" fill="#666">{escape(LEGEND)}</text>'
    return "\n".join([*parts, legend, "</svg>"]) + "\n"


def _path(way: Sequence[Spot]) -> str:
    """A Bézier curve in the words of SVG."""
    said = [f"{p.x:.1f} {p.y:.1f}" for p in way]
    return f"M{said[0]}" + "".join(
        f"C{said[i]} {said[i + 1]} {said[i + 2]}" for i in range(1, len(said) - 2, 3)
    )


def _mark(node: Node, spot: Spot, size: tuple[float, float], said: list[str]) -> str:
    """A mark with its words; a heavy line under it ends a life."""
    (w, h), x, y = size, spot.x, spot.y
    fill, line = FILL[node.sort]
    path = _path(outline(node.sort, spot, size))
    shape = f'<path d="{path}Z" fill="{fill}" stroke="{line}"/>'
    if node.deaths:
        shape += (
            f'<path d="M{x - w / 2:.1f} {y + h / 2 + 3:.1f}h{w:.1f}" stroke="#000" '
            f'stroke-width="3"><title>{escape(", ".join(node.deaths))}</title></path>'
        )
    first = y - (len(said) - 1) * LINE / 2 + 4
    text = "".join(
        f'<tspan x="{x:.1f}" y="{first + i * LINE:.1f}">{escape(line)}</tspan>'
        for i, line in enumerate(said)
    )
    title = f"<title>{escape(node.sort.value)}</title>"
    return f'<g>{title}{shape}<text text-anchor="middle">{text}</text></g>'


def dot(say: Speaker, drawn: Graph) -> str:
    """The picture in the language of Graphviz, for somebody who wants to go on with it there."""
    shapes = {
        Sort.ACT: "box",
        Sort.HAPPENING: "octagon",
        Sort.WANT: "ellipse",
        Sort.BELIEF: "note",
    }
    lines = ["digraph story {", '  node [fontname="Helvetica", fontsize=11, style=filled];']
    for i, node in enumerate(drawn.nodes):
        fill, line = FILL[node.sort]
        ends = ", peripheries=2" if node.deaths else ""
        lines.append(
            f"  n{i} [shape={shapes[node.sort]}, label={quoted(lines_of(say, node))}, "
            f'fillcolor="{fill}", color="{line}"{ends}];'
        )
    lines += [f"  n{a} -> n{b};" for a, b in drawn.edges]
    return "\n".join([*lines, "}"]) + "\n"


@click.command("draw")
@asking
@click.argument("what", metavar="[EVENT|NAME]", required=False)
@with_out("The file: .svg, .dot, or (with Graphviz) .png or .pdf.", required=True)
@click.option(
    "--layout",
    type=click.Choice(["own", "graphviz"]),
    help="Who finds a place for everything; without it Graphviz where it is installed. Our own is "
    "the same, to the byte, on every machine.",
)
def draw_command(world: str, what: str | None, out: Path, layout: str | None, **how: Any) -> None:
    """Draw what led to what: in the whole story, to one EVENT, or in the thread of one NAME."""
    to = Asked.of(world, how)
    chronicle = to.case.chronicle
    if what is None:
        events = tuple(range(len(chronicle.events)))
    elif what in chronicle.people:
        events = thread(chronicle, what)
        if not events:
            raise click.BadParameter(f"{what} has no part in this story", param_hint="NAME")
    else:
        events = behind(chronicle, to.event(what))
    drawn = graph(chronicle, to.speaker.runs(list(events)))
    _draw(to, drawn, out, layout)
    if to.as_json:
        head = {"question": "draw", "world": to.world.name, "what": what}
        output.put_json({**head, "file": str(out), "events": list(events)})
    else:
        click.echo(f"{out} written")


def _draw(to: Asked, drawn: Graph, out: Path, layout: str | None) -> None:
    """Write the drawing, as the suffix of the file says."""
    if out.suffix == ".dot":
        disk.write_text(out, dot(to.speaker, drawn))
        return
    try:
        theirs = layout == "graphviz" or (layout is None and installed())
        drawing = Drawing.of(to.speaker, drawn, graphviz=theirs)
        if out.suffix == ".svg":
            disk.write_text(out, svg_of(to.speaker, drawing))
            return
        kind = out.suffix.removeprefix(".")
        if not kind:
            raise GraphvizError(f"{out} has no suffix, which says what to write")
        made = picture(drawn, drawing.layout, drawing.sizes, drawing.lines, kind)
    except GraphvizError as error:
        click.echo(f"vervain: {error}; .svg is written without it", err=True)
        raise SystemExit(Exit.NO_FILE) from None
    disk.write_bytes(out, made)
