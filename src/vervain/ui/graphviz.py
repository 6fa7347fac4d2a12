"""Graphviz, where it is installed: another layout, and our own drawing as PNG or PDF.

The drawing goes through `neato -n2`, which takes places and curves as they are; what Graphviz has
no shape for (clouds, ends of lives) is painted behind the words with the operators of its `xdot`.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence

from vervain.story.graph import Graph, Sort
from vervain.ui.layout import Layout, Spot
from vervain.ui.marks import FILL, LEGEND, LETTER, outline

INCH = 72.0
DOTS = 144
"""Dots in an inch of a PNG."""
HEAD = 7.0
"""Pixels of the head of an arrow."""
SECONDS = 60
BACKBONE = 20
"""How much straighter an arrow between two events is to be than one from a want."""


class GraphvizError(Exception):
    """Graphviz is not there, or has not done what it was asked for; says which."""


def installed() -> bool:
    """Whether Graphviz is there."""
    return shutil.which("dot") is not None


def arranged(
    sizes: Sequence[tuple[float, float]], edges: Sequence[tuple[int, int]], drawn: Graph
) -> Layout:
    """The layout of `dot`."""
    text = ["digraph story {", "  nodesep=0.3; ranksep=0.5; node [shape=box, fixedsize=true];"]
    for i, (w, h) in enumerate(sizes):
        text.append(f"  n{i} [width={w / INCH:.4f}, height={h / INCH:.4f}];")
    for a, b in edges:
        weight = BACKBONE if drawn.nodes[a].sort in (Sort.ACT, Sort.HAPPENING) else 1
        text.append(f"  n{a} -> n{b} [weight={weight}, arrowhead=none, headport=n, tailport=s];")
    return _read(_run("dot", "plain", "\n".join([*text, "}"])).decode(), len(sizes), edges)


def _read(plain: str, count: int, edges: Sequence[tuple[int, int]]) -> Layout:
    """What `dot -Tplain` says; it measures in inches, and upwards."""
    rows = [line.split() for line in plain.splitlines()]
    width, height = (float(n) * INCH for n in next(r for r in rows if r[0] == "graph")[2:4])

    def spot(x: str, y: str) -> Spot:
        return Spot(float(x) * INCH, height - float(y) * INCH)

    spots = {row[1]: spot(row[2], row[3]) for row in rows if row[0] == "node"}
    ways = {
        (row[1], row[2]): tuple(spot(row[4 + 2 * i], row[5 + 2 * i]) for i in range(int(row[3])))
        for row in rows
        if row[0] == "edge"
    }
    return Layout(
        tuple(spots[f"n{i}"] for i in range(count)),
        tuple(ways[f"n{a}", f"n{b}"] for a, b in edges),
        width,
        height,
    )


def picture(
    drawn: Graph,
    layout: Layout,
    sizes: Sequence[tuple[float, float]],
    lines: Sequence[Sequence[str]],
    kind: str,
) -> bytes:
    """The drawing as a file of this kind (png, pdf and what else Graphviz can write)."""
    text = [
        "digraph story {",
        f"  graph [dpi={DOTS}, pad=0.3, bgcolor=white];",
        f"  graph [_background={_painted(drawn, layout, sizes)}];",
        '  node [shape=none, fixedsize=true, fontname="Helvetica", fontsize=12];',
        f'  edge [color="#777777", arrowsize={HEAD / 10}];',
    ]
    for i, (spot, (w, h), said) in enumerate(zip(layout.spots, sizes, lines, strict=True)):
        text.append(f"  n{i} [{_box(spot, w, h, layout)}, label={quoted(said)}];")
    for (a, b), way in zip(drawn.edges, layout.ways, strict=True):
        tip = way[-1]
        bent = [*way[:-1], Spot(tip.x, tip.y - HEAD)]
        points = " ".join(_at(p, layout) for p in bent)
        dash = ", style=dashed" if drawn.nodes[a].sort is Sort.BELIEF else ""
        text.append(f'  n{a} -> n{b} [pos="e,{_at(tip, layout)} {points}"{dash}];')
    width = len(LEGEND) * LETTER
    foot = Spot(max(width, layout.width) / 2, layout.height + 30)
    text.append(f"  legend [{_box(foot, width, 20, layout)}, label={quoted([LEGEND])}];")
    return _run("neato", kind, "\n".join([*text, "}"]), "-n2")


def _painted(drawn: Graph, layout: Layout, sizes: Sequence[tuple[float, float]]) -> str:
    """The shapes, as operators of xdot; in pieces, for Graphviz reads no long strings."""
    found = []
    for node, spot, (w, h) in zip(drawn.nodes, layout.spots, sizes, strict=True):
        fill, line = FILL[node.sort]
        way = outline(node.sort, spot, (w, h))
        points = " ".join(_at(p, layout, " ") for p in way)
        found.append(f"c 7 -{line} C 7 -{fill} b {len(way)} {points}")
        if node.deaths:
            ends = [Spot(spot.x + side * w / 2, spot.y + h / 2 + 3) for side in (-1, 1)]
            points = " ".join(_at(p, layout, " ") for p in ends)
            found.append(f"S 15 -setlinewidth(3) c 7 -#000000 L 2 {points} S 15 -setlinewidth(1)")
    return " + ".join(f'"{piece} "' for piece in found) or '""'


def _at(spot: Spot, layout: Layout, between: str = ",") -> str:
    return f"{spot.x:.1f}{between}{layout.height - spot.y:.1f}"


def _box(spot: Spot, w: float, h: float, layout: Layout) -> str:
    return f'pos="{_at(spot, layout)}", width={w / INCH:.4f}, height={h / INCH:.4f}'


def quoted(lines: Sequence[str]) -> str:
    """A label; nothing in it is an escape of Graphviz."""
    said = (line.replace("\\", "\\\\").replace('"', '\\"') for line in lines)
    return '"' + "\\n".join(said) + '"'


def _run(program: str, kind: str, text: str, *more: str) -> bytes:
    """What the program makes of the text."""
    found = shutil.which(program)
    if found is None:
        raise GraphvizError(f"this needs Graphviz ({program}), which is not installed")
    try:
        done = subprocess.run(
            [found, *more, f"-T{kind}"],
            input=text.encode(),
            capture_output=True,
            check=False,
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired:
        raise GraphvizError(f"Graphviz took more than {SECONDS} s") from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        raise GraphvizError(f"Graphviz cannot write .{kind} ({said.split('. Use')[0][:200]})")
    return done.stdout
