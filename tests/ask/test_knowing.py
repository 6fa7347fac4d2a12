"""Who knows, and what somebody believes: rightly or wrongly, since when, from whom."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from tests.ask.stories import case, speaker, words
from vervain.base.diagnostic import Rejected
from vervain.story.chronicle import Fact
from vervain.story.knowing import Standing, beliefs, grid, who_knows
from vervain.tell.answer_knowing import belief_words, known_words
from vervain.ui.grid import folded, grid_svg


def fact(name: str, text: str) -> Fact:
    found = words(name).fact(text)
    return Fact(found.fluent, found.args, found.minds)


def who(name: str, text: str, at: int) -> list[str]:
    return known_words(speaker(name), who_knows(case(name), fact(name, text), at)).lines()


def test_from_whom_and_since_when() -> None:
    assert who("gull_point", "the quencher", 11) == [
        "The quencher is Tom, since Tom quenches the lamp (3).",
        "  Tom knows it, by his own doing: Tom quenches the lamp (3).",
        "  Ida wrongly believes that the quencher is Bess, from Tom: "
        "Tom lies to Ida that the quencher is Bess (10).",
        "  Bess does not know, and never has.",
    ]


def test_before_it_happened_nobody_knew() -> None:
    lines = who("gull_point", "the quencher", 3)
    assert lines[0] == "The quencher: nothing has settled it."
    assert lines[1:] == [
        "  Ida, Tom and Bess do not know, and never have.",
    ]


def test_a_belief_can_itself_be_known() -> None:
    lines = who("gull_point", "Tom believes debt of Tom to Ida is 15", 0)
    assert lines[0] == "Tom believes that debt of Tom to Ida is 15, from the start."
    assert any(line.startswith("  Ida wrongly believes that Tom believes") for line in lines)


@pytest.mark.parametrize("text", ["the quenchr", "Ida and Tom", "", "nonsense of all sorts"])
def test_what_is_no_fact_is_said(text: str) -> None:
    with pytest.raises(Rejected):
        words("gull_point").fact(text)


def test_what_is_wrong_stands_first_with_the_truth_beside_it() -> None:
    found = beliefs(case("gull_point"), "Ida", 9)
    lines = belief_words(speaker("gull_point"), "Ida", None, 9, found).lines()
    assert lines[0] == "What Ida believes when Tom pays Ida (9):"
    assert "(wrongly: the cargo is not on the rocks)" in lines[1]
    assert any("she glimpses as much when Tom quenches the lamp (3)" in line for line in lines)


def test_the_grid_agrees_with_the_answers_about_single_facts() -> None:
    story = case("gull_point")
    for at in range(story.last + 1):
        found = grid(story, at)
        for about, cells in zip(found.facts, found.cells, strict=True):
            assert cells == who_knows(story, about, at).holders
            assert any(h.standing is not Standing.RIGHT for h in cells)


def test_the_drawing_has_a_cell_for_everybody_in_every_row() -> None:
    """Facts known alike share a row, and no fact is lost or in two rows."""
    found = grid(case("always_safe"), 61)
    rows = folded(found)
    assert sorted(j for row in rows for j in row) == list(range(len(found.facts)))
    held = [[(h.standing, h.value) for h in cells] for cells in found.cells]
    assert all(held[j] == held[row[0]] for row in rows for j in row)
    drawing = ET.fromstring(grid_svg(speaker("always_safe"), found))
    cells = drawing.findall(".//{http://www.w3.org/2000/svg}g/{http://www.w3.org/2000/svg}rect")
    assert len(cells) == len(rows) * len(found.people)
