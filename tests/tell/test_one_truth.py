"""One truth: the pictures of a story say what the export, the answers and the prose say.

A hundred random facts at random times, asked of the grid as it is drawn; every event and mood of
the chart; every thought of a telling against what the answers say that this mind holds.
"""

from __future__ import annotations

import random
import re
import xml.etree.ElementTree as ET
from html import escape, unescape
from itertools import pairwise

import pytest

from tests.tell.minds import BLUFF, DOUBLE
from tests.tell.minds import story as made
from tests.tell.test_checks import WORLDS, opened, story, values
from vervain.pipeline import _felt, case, tell
from vervain.story.chronicle import Fact
from vervain.story.document import dumps, loads
from vervain.story.knowing import Holder, Standing, grid, who_knows
from vervain.story.why import why
from vervain.tell.relation import Kind
from vervain.tell.speaker import Speaker
from vervain.tell.spin import Distance, spin
from vervain.ui.chart import HEIGHT, STEP, Row, chart_svg
from vervain.ui.grid import FILL, MARKS, grid_svg

SVG = "{http://www.w3.org/2000/svg}"


def cells(drawing: str) -> list[tuple[str, str, str]]:
    """Of each cell of a drawn grid what it says on pointing at it, its colour and its mark."""
    found = []
    for group in ET.fromstring(drawing).iter(f"{SVG}g"):
        title, box, mark = (group.find(f"{SVG}{tag}") for tag in ("title", "rect", "text"))
        assert title is not None
        assert box is not None
        assert mark is not None
        found.append((title.text or "", box.get("fill") or "", mark.text or ""))
    return found


def drawn_as(say: Speaker, fact: Fact, holder: Holder) -> str:
    """What the cell of somebody has to say."""
    since = "from the start" if holder.since is None else f"since {say.event(holder.since)}"
    if holder.standing is Standing.WRONG:
        return f"{holder.person}: {say.belief(fact, holder.value)} (wrong), {since}"
    return f"{holder.person}: {holder.standing.value}, {since}"


@pytest.mark.parametrize("name", WORLDS)
def test_the_drawn_grid_says_what_export_answers_and_reasons_say(name: str) -> None:
    world, chronicle = story(name)
    asked, saved, say = opened(name), loads(dumps(chronicle)), Speaker(world, chronicle)
    facts = sorted({c.fact for e in chronicle.events for c in e.changes}, key=str)
    chance = random.Random(12)
    wrong = unknown = 0
    for _ in range(100):
        fact, at = chance.choice(facts), chance.randrange(len(chronicle.events) + 1)
        said = who_knows(asked, fact, at)
        drawing = grid_svg(say, grid(asked, at, (fact,)))
        label = escape(say.facts([(fact, said.truth)]))
        assert f"<title>{label}</title>" in drawing
        assert said.truth == values(saved, at).get(fact, said.truth if at == 0 else None)
        for (title, fill, mark), holder in zip(cells(drawing), said.holders, strict=True):
            assert title == drawn_as(say, fact, holder)
            assert (fill, mark) == (FILL[holder.standing], MARKS[holder.standing])
            wrong += holder.standing is Standing.WRONG
            unknown += holder.standing is Standing.UNKNOWN
            if holder.since is not None:
                assert say.event(holder.since) == say.event(why(asked, holder.since, 1).event)
    assert wrong > 0 or unknown > 0


@pytest.mark.parametrize("name", WORLDS)
def test_the_chart_has_every_event_in_its_place_and_every_mood_as_it_is(name: str) -> None:
    world, chronicle = story(name)
    say, found = Speaker(world, chronicle), _felt(world, chronicle)
    assert found is not None
    events = [say.event(event.id) for event in chronicle.events]
    pairs = zip(found.people, found.moods, strict=True)
    rows = [Row(who, tuple(mood)) for who, mood in pairs if any(mood)]
    drawing = chart_svg("Moods", rows, chronicle.stages, events)
    boxes = list(ET.fromstring(drawing).iter(f"{SVG}rect"))
    told = [r for r in boxes if r.find(f"{SVG}title") is not None]
    titles = [unescape(next(r.iter(f"{SVG}title")).text or "") for r in told]
    assert titles == events
    assert all(float(b.get("x", 0)) - float(a.get("x", 0)) == STEP for a, b in pairwise(told))
    left = float(told[0].get("x", 0))
    scale = HEIGHT / 2 - 2
    for i, row in enumerate(rows):
        drawn = [0.0] * len(row.values)
        for box in (b for b in boxes if b not in told and b.get("fill-opacity")):
            top, high = float(box.get("y", 0)), float(box.get("height", 0))
            middle = zero_of(drawing, i)
            if not (middle - HEIGHT / 2 <= top and top + high <= middle + HEIGHT / 2):
                continue
            first = round((float(box.get("x", 0)) - left) / STEP)
            for k in range(first, first + round(float(box.get("width", 0)) / STEP)):
                drawn[k] = (1 if top < middle - 0.05 else -1) * high / scale
        assert all(abs(a - b) < 0.01 for a, b in zip(drawn, row.values, strict=True)), row.label


def zero_of(drawing: str, row: int) -> float:
    """Where the zero of a row is."""
    lines = re.findall(r'y1="([\d.]+)" y2="\1" stroke="#e6e2da"', drawing)
    return float(lines[row])


@pytest.mark.parametrize("text", [BLUFF, DOUBLE])
def test_what_is_thought_in_prose_is_what_the_answers_say_is_held(text: str) -> None:
    world, chronicle = made(text)
    asked, thoughts = case(world, chronicle), 0
    for who in ("nobody", *chronicle.people):
        how = spin(world, focaliser=who, distance=Distance.SCENE, dwells=("beliefs",))
        page = tell(world, chronicle, how)
        for told in (t for paragraph in page.paragraphs for t in paragraph):
            r = told.thinks
            if r is None or r.fact is None or r.kind not in (Kind.KNOWS, Kind.BELIEVES):
                continue
            if len(r.fact.minds) != 1:
                continue
            known = who_knows(asked, Fact(r.fact.fluent, r.fact.args), r.to + 1)
            (holder,) = [h for h in known.holders if h.person == r.fact.minds[0]]
            assert holder.value == r.value, told.text
            assert r.kind is not Kind.KNOWS or holder.standing is Standing.RIGHT, told.text
            thoughts += 1
    assert thoughts
