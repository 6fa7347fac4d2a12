"""The picture of what led to what: nothing lost, nothing on top of anything, arrows go down."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ask.stories import case, speaker
from vervain.story.graph import Graph, Node, Sort, behind, graph, rests, thread
from vervain.tell.speaker import Speaker
from vervain.ui.draw import Drawing, dot, svg
from vervain.ui.graphviz import GraphvizError, installed, picture
from vervain.ui.layout import Spot, layered
from vervain.ui.marks import COLUMNS, lines_of

WORLDS = ("gull_point", "always_safe")

needs_graphviz = pytest.mark.skipif(not installed(), reason="Graphviz (dot) is not installed")


def drawn(name: str, events: tuple[int, ...] | None = None) -> Graph:
    chronicle = case(name).chronicle
    chosen = tuple(range(len(chronicle.events))) if events is None else events
    return graph(chronicle, speaker(name).runs(list(chosen)))


@pytest.mark.parametrize("name", WORLDS)
def test_every_event_is_in_the_picture_once(name: str) -> None:
    numbers = [e for node in drawn(name).nodes for e in node.events]
    assert sorted(numbers) == list(range(case(name).last))


@pytest.mark.parametrize("name", WORLDS)
def test_an_arrow_is_a_cause_and_no_cause_is_lost(name: str) -> None:
    """What an event rests on can be reached against the arrows."""
    picture, events = drawn(name), case(name).chronicle.events
    of = {e: i for i, node in enumerate(picture.nodes) for e in node.events}
    above: dict[int, set[int]] = {i: set() for i in range(len(picture.nodes))}
    for a, b in picture.edges:
        above[b].add(a)
        if picture.nodes[a].events:
            assert any(of.get(r) == a for e in picture.nodes[b].events for r in rests(events[e]))

    def reach(i: int) -> set[int]:
        found = set(above[i])
        for j in above[i]:
            found |= reach(j)
        return found

    for event in events:
        for before in rests(event):
            if of[before] != of[event.id]:
                assert of[before] in reach(of[event.id])


def test_wants_and_wrong_beliefs_are_beginnings_and_deaths_are_marked() -> None:
    picture = drawn("always_safe")
    ends = {b for _, b in picture.edges}
    for i, node in enumerate(picture.nodes):
        if node.sort in (Sort.WANT, Sort.BELIEF):
            assert i not in ends
    assert sum(len(node.deaths) for node in picture.nodes) == 13


def test_the_thread_of_one_and_what_lies_behind_one_event() -> None:
    chronicle = case("gull_point").chronicle
    assert behind(chronicle, 4) == (0, 1, 2, 3, 4, 5, 6, 7)
    assert set(thread(chronicle, "Bess")) == {1}
    assert thread(chronicle, "Nobody") == ()


@pytest.mark.parametrize("name", WORLDS)
def test_the_drawing_says_every_number_and_the_same_bytes_twice(name: str) -> None:
    picture: str = svg(speaker(name), drawn(name))
    assert picture == svg(Speaker(case(name).world, case(name).chronicle), drawn(name))
    words = " ".join(ET.fromstring(picture).itertext())
    for node in drawn(name).nodes:
        if node.events:
            assert re.search(rf"\({node.events[0]}\b", words)
    assert dot(speaker(name), drawn(name)).count("->") == len(drawn(name).edges)


@st.composite
def rings_free(draw: st.DrawFn) -> tuple[list[tuple[float, float]], list[tuple[int, int]]]:
    """Marks of odd sizes, and arrows from earlier to later ones."""
    size = st.tuples(st.floats(20, 220), st.floats(15, 70))
    sizes = draw(st.lists(size, max_size=60))
    count = len(sizes)
    pairs = st.tuples(st.integers(0, max(count - 1, 0)), st.integers(0, max(count - 1, 0)))
    edges = {(min(p), max(p)) for p in draw(st.lists(pairs, max_size=90)) if p[0] != p[1]}
    return sizes, sorted(edges)


@given(rings_free())
def test_no_marks_overlap_and_arrows_go_down(
    made: tuple[list[tuple[float, float]], list[tuple[int, int]]],
) -> None:
    sizes, edges = made
    layout = layered(sizes, edges)
    boxes = list(zip(layout.spots, sizes, strict=True))
    for (p, (w, h)), (q, (v, g)) in combinations(boxes, 2):
        apart_x = abs(p.x - q.x) >= (w + v) / 2 - 1e-6
        apart_y = abs(p.y - q.y) >= (h + g) / 2 - 1e-6
        assert apart_x or apart_y
    for (a, b), way in zip(edges, layout.ways, strict=True):
        head, foot = layout.spots[b], layout.spots[a]
        assert (way[0].x, way[0].y) == pytest.approx((foot.x, foot.y + sizes[a][1] / 2))
        assert (way[-1].x, way[-1].y) == pytest.approx((head.x, head.y - sizes[b][1] / 2))
        assert all(p.y <= q.y + 1e-6 for p, q in pairwise(way))


@given(rings_free())
def test_no_arrow_crosses_a_mark(
    made: tuple[list[tuple[float, float]], list[tuple[int, int]]],
) -> None:
    sizes, edges = made
    layout = layered(sizes, edges)
    for way in layout.ways:
        for x, y in walked(way):
            for spot, (w, h) in zip(layout.spots, sizes, strict=True):
                assert abs(x - spot.x) >= w / 2 or abs(y - spot.y) >= h / 2 - 1e-6


def walked(way: tuple[Spot, ...]) -> Iterator[tuple[float, float]]:
    """Points on a Bézier curve."""
    for i in range(0, len(way) - 3, 3):
        for t in (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0):
            u = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
            four = way[i : i + 4]
            yield (
                sum(k * p.x for k, p in zip(u, four, strict=True)),
                sum(k * p.y for k, p in zip(u, four, strict=True)),
            )


def test_no_number_stands_alone_and_no_line_is_too_long() -> None:
    for node in drawn("always_safe").nodes:
        for line in lines_of(speaker("always_safe"), node):
            assert not line.startswith("(")
            assert len(line) <= COLUMNS


@needs_graphviz
@pytest.mark.parametrize("name", WORLDS)
def test_graphviz_finds_a_place_for_everything_and_paints_it(name: str) -> None:
    for theirs in (True, False):
        made = Drawing.of(speaker(name), drawn(name), graphviz=theirs)
        for (a, b), way in zip(made.drawn.edges, made.layout.ways, strict=True):
            assert made.layout.spots[a].y < made.layout.spots[b].y
            assert len(way) % 3 == 1
        png = picture(made.drawn, made.layout, made.sizes, made.lines, "png")
        assert png.startswith(b"\x89PNG\r\n")
        width, height = (int.from_bytes(png[at : at + 4]) for at in (16, 20))
        assert width > 2 * made.layout.width
        assert height > 2 * made.layout.height


@needs_graphviz
def test_quotes_and_backslashes_in_a_mark_are_only_letters() -> None:
    node = Node(Sort.WANT, (), "", 'she says "\\N", or \\')
    one = Graph((node,), ())
    made = Drawing.of(speaker("gull_point"), one)
    painted = picture(one, made.layout, made.sizes, made.lines, "svg").decode()
    assert "she says &quot;\\N&quot;, or \\" in " ".join(
        re.findall(r"<text[^>]*>([^<]*)", painted.replace("&#160;", " "))
    )


@needs_graphviz
def test_what_graphviz_cannot_write_is_said() -> None:
    made = Drawing.of(speaker("gull_point"), drawn("gull_point"))
    with pytest.raises(GraphvizError, match=r"cannot write \.sausage"):
        picture(made.drawn, made.layout, made.sizes, made.lines, "sausage")
