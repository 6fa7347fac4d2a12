"""`vervain draw`: what led to what, as SVG in our own layout, or through Graphviz."""

from __future__ import annotations

import itertools
import shutil
import subprocess
import textwrap
from collections.abc import Sequence
from html import escape
from math import hypot
from pathlib import Path
from typing import Any

import click

from vervain import pipeline
from vervain.story.chronicle import Fact
from vervain.story.graph import Graph, Node, Sort, behind, graph, thread
from vervain.tell.speaker import Speaker
from vervain.ui.ask import Asked, asking
from vervain.ui.layout import Layout, Spot, layered
from vervain.ui.output import Exit

COLUMNS = 26
"""Letters in a line of a mark."""
LETTER, LINE, PAD = 7.0, 15, 9
"""Pixels: width of a letter, height of a line, room around the words."""
PUFF = 22
"""Pixels of a puff of a cloud."""

FILL = {
    Sort.ACT: ("#ffffff", "#333333"),
    Sort.HAPPENING: ("#eef2f7", "#5a6b80"),
    Sort.WANT: ("#fbf3da", "#a8862a"),
    Sort.BELIEF: ("#f8e3df", "#b1503c"),
}
LEGEND = "rounded: a want · box: an act · cut corner: nobody's choice · cloud: a wrong belief"


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


def svg(say: Speaker, drawn: Graph) -> str:
    """The picture. Every mark and arrow says on pointing at it what it stands for."""
    lines = [textwrap.wrap(words_of(say, n), COLUMNS) for n in drawn.nodes]
    sizes = [(max(map(len, ls)) * LETTER + 2 * PAD, len(ls) * LINE + 2 * PAD - 3) for ls in lines]
    layout = layered(sizes, drawn.edges)
    width, height = layout.width + 40, layout.height + 70
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-20 -20 {width:.0f} {height:.0f}" '
        'font-family="Helvetica, Arial, DejaVu Sans, sans-serif" font-size="12" role="img">',
        f"<title>What led to what in {escape(say.world.name)}</title>",
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" '
        'markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="#777"/></marker></defs>',
    ]
    parts += [_arrow(layout, sizes, drawn, i) for i in range(len(drawn.edges))]
    parts += [
        _mark(node, spot, size, said)
        for node, spot, size, said in zip(drawn.nodes, layout.spots, sizes, lines, strict=True)
    ]
    legend = f'<text x="0" y="{layout.height + 32:.0f}" fill="#666">{escape(LEGEND)}</text>'
    return "\n".join([*parts, legend, "</svg>"]) + "\n"


def _arrow(layout: Layout, sizes: Sequence[tuple[float, float]], drawn: Graph, number: int) -> str:
    """A smooth way from the foot of one mark to the head of the other."""
    a, b = drawn.edges[number]
    points = list(layout.paths[number])
    points[0] = Spot(points[0].x, points[0].y + sizes[a][1] / 2)
    points[-1] = Spot(points[-1].x, points[-1].y - sizes[b][1] / 2 - 1)
    way = [f"M{points[0].x:.1f} {points[0].y:.1f}"]
    for p, q in itertools.pairwise(points):
        half = (p.y + q.y) / 2
        way.append(f"C{p.x:.1f} {half:.1f} {q.x:.1f} {half:.1f} {q.x:.1f} {q.y:.1f}")
    dash = ' stroke-dasharray="4 3"' if drawn.nodes[a].sort is Sort.BELIEF else ""
    return f'<path d="{"".join(way)}" fill="none" stroke="#777"{dash} marker-end="url(#tip)"/>'


def _mark(node: Node, spot: Spot, size: tuple[float, float], said: list[str]) -> str:
    """A mark with its words; a heavy line under it ends a life."""
    (w, h), x, y = size, spot.x, spot.y
    fill, line = FILL[node.sort]
    left, top = x - w / 2, y - h / 2
    style = f'fill="{fill}" stroke="{line}"'
    if node.sort is Sort.HAPPENING:
        cut = 9
        shape = (
            f'<path d="M{left + cut:.1f} {top:.1f}H{left + w:.1f}V{top + h - cut:.1f}'
            f'L{left + w - cut:.1f} {top + h:.1f}H{left:.1f}V{top + cut:.1f}Z" {style}/>'
        )
    elif node.sort is Sort.BELIEF:
        shape = f'<path d="{_cloud(left, top, w, h)}" {style}/>'
    else:
        round_ = h / 2 if node.sort is Sort.WANT else 2
        shape = (
            f'<rect x="{left:.1f}" y="{top:.1f}" width="{w:.1f}" height="{h:.1f}" '
            f'rx="{round_:g}" {style}/>'
        )
    if node.deaths:
        foot = top + h + 3
        shape += (
            f'<path d="M{left:.1f} {foot:.1f}H{left + w:.1f}" stroke="#000" stroke-width="3">'
            f"<title>{escape(', '.join(node.deaths))}</title></path>"
        )
    first = y - (len(said) - 1) * LINE / 2 + 4
    text = "".join(
        f'<tspan x="{x:.1f}" y="{first + i * LINE:.1f}">{escape(line)}</tspan>'
        for i, line in enumerate(said)
    )
    title = f"<title>{escape(node.sort.value)}</title>"
    return f'<g>{title}{shape}<text text-anchor="middle">{text}</text></g>'


def _cloud(left: float, top: float, w: float, h: float) -> str:
    """The outline of a cloud that just holds the box: an arc for every so many pixels of it."""
    across, down = max(3, round(w / PUFF)), max(2, round(h / PUFF))
    steps = [(w / across, 0.0)] * across + [(0.0, h / down)] * down
    steps += [(-w / across, 0.0)] * across + [(0.0, -h / down)] * down
    arcs = (
        f"a{hypot(x, y) * 0.6:.1f} {hypot(x, y) * 0.6:.1f} 0 0 1 {x:.1f} {y:.1f}" for x, y in steps
    )
    return f"M{left:.1f} {top:.1f}{''.join(arcs)}Z"


def dot(say: Speaker, drawn: Graph) -> str:
    """The picture in the language of Graphviz."""
    shapes = {
        Sort.ACT: "box",
        Sort.HAPPENING: "octagon",
        Sort.WANT: "ellipse",
        Sort.BELIEF: "note",
    }
    lines = ["digraph story {", '  node [fontname="Helvetica", fontsize=11];']
    for i, node in enumerate(drawn.nodes):
        text = "\\n".join(textwrap.wrap(words_of(say, node), COLUMNS)).replace('"', '\\"')
        ends = ", peripheries=2" if node.deaths else ""
        lines.append(f'  n{i} [shape={shapes[node.sort]}, label="{text}"{ends}];')
    lines += [f"  n{a} -> n{b};" for a, b in drawn.edges]
    return "\n".join([*lines, "}"]) + "\n"


@click.command("draw")
@asking
@click.argument("what", metavar="[EVENT|NAME]", required=False)
@click.option(
    "-o",
    "--output",
    "out",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="The file: .svg, .dot, or (with Graphviz) .png or .pdf.",
)
def draw_command(world: str, what: str | None, out: Path, **how: Any) -> None:
    """Draw what led to what: in the whole story, to one EVENT, or in the thread of one NAME."""
    to = Asked.of(world, how)
    chronicle = to.case.chronicle
    if what is None:
        events = tuple(range(len(chronicle.events)))
    elif what in chronicle.people:
        events = thread(chronicle, what)
    else:
        events = behind(chronicle, to.event(what))
    drawn = graph(chronicle, to.speaker.runs(list(events)))
    if out.suffix == ".svg":
        pipeline.write_text(out, svg(to.speaker, drawn))
    elif out.suffix == ".dot":
        pipeline.write_text(out, dot(to.speaker, drawn))
    else:
        _graphviz(dot(to.speaker, drawn), out)


def _graphviz(text: str, out: Path) -> None:
    program = shutil.which("dot")
    if program is None:
        click.echo(f"vervain: {out.suffix or 'this'} needs Graphviz (dot); write .svg", err=True)
        raise SystemExit(Exit.NO_FILE)
    kind = out.suffix.removeprefix(".") or "svg"
    done = subprocess.run(
        [program, f"-T{kind}"], input=text.encode(), capture_output=True, check=False
    )
    if done.returncode:
        click.echo(f"vervain: Graphviz does not know {out.suffix}", err=True)
        raise SystemExit(Exit.NO_FILE)
    out.write_bytes(done.stdout)
