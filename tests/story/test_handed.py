"""The end of a run as the beginning of another world's story.

world The Village
one turn is 1 week
person Maud, she
people 6 villager
kind villager is a person
fact (who: villager) is angry: yes or no
fact (who: villager) has a torch: yes or no
fact (who: person) keeps a wolf: yes or no, can be told
fact the weather is bad: yes or no
at the start
  Maud keeps a wolf
  every (v: villager) believes Maud does not keep a wolf
happening (who: villager) hears howling
  when who is not angry
   and the number of (v: villager) where v is angry is less than 4
  then who is angry
   and who has a torch
   and who believes Maud keeps a wolf
  by chance 1 in 3
plans
  a run lasts 1 year
  a run ends when the number of (v: villager) where v is angry is at least 4
hand over to night
  Rolf is the first (v: villager) where v is angry
  the others are every (v: villager) where v is angry
  (w: person) keeps a wolf means w is a danger to all
  there it is dark
  plans a stage takes at most 9 steps
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from vervain import pipeline
from vervain.base.diagnostic import Rejected
from vervain.ui.cli import main

NIGHT = """world Night
kind villager is a person
person Maud, she
villager Rolf, he
villager Britta, she
fact (who: person) is a danger to all: yes or no
fact (who: villager) has a torch: yes or no
fact it is dark: yes or no
fact the hut burns: yes or no
action (who: villager) burns the hut
  when who has a torch
   and who believes Maud is a danger to all
   and it is dark
  then the hut burns
  agreed by who
wants of every (v: villager)
  worth 3 when the hut burns
outline
  the fire: until the hut burns
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    assert __doc__ is not None
    (tmp_path / "village.world").write_text(__doc__.split("\n\n", 1)[1], encoding="utf-8")
    (tmp_path / "night.world").write_text(NIGHT, encoding="utf-8")
    return tmp_path


def handed(folder: Path, *words: object) -> dict[str, object]:
    args = [
        "run",
        folder / "village.world",
        "--hand-over",
        folder / "night.world",
        *words,
        "--json",
    ]
    result = CliRunner().invoke(main, [str(a) for a in args])
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert isinstance(found, dict)
    return found


def test_who_is_there_is_named_by_place_and_the_others_are_the_crowd(folder: Path) -> None:
    found = handed(folder)
    people = found["people"]
    assert isinstance(people, list)
    assert [p["there"] for p in people] == ["Rolf", "Britta"]
    assert found["unfilled"] == []
    assert len(str(found["added"]).split(",")) >= 2
    assert "the weather is bad" in str(found["dropped"])


def test_the_other_world_goes_on_from_there_for_what_each_believes(folder: Path) -> None:
    file = folder / "after.world"
    found = handed(folder, "-o", file)
    text = file.read_text(encoding="utf-8")
    assert text == found["world"]
    assert 'include "night.world"' in text
    assert "Rolf believes Maud is a danger to all" in text
    assert "a stage takes at most 9 steps" in text
    (story,) = pipeline.plan(pipeline.load(file)).chronicles
    (event,) = story.events
    assert event.act.name == "burns_hut"
    assert not pipeline.plan(pipeline.load(folder / "night.world")).chronicles


def test_a_place_is_for_who_goes_by_its_pronoun(folder: Path) -> None:
    """Rolf is a he, Britta a she: whoever was angry first."""
    village = pipeline.load(folder / "village.world")
    here = {e.name: e.pronoun for e in village.entities}
    there = {e.name: e.pronoun for e in pipeline.load(folder / "night.world").entities}
    for seed in range(8):
        people = handed(folder, "--seed", seed)["people"]
        assert isinstance(people, list)
        assert people
        assert all(here[p["here"]] == there[p["there"]] for p in people)


def test_where_nobody_fits_it_is_said_why(folder: Path) -> None:
    """No villager is an it; and of what holds of nobody nobody has the place."""
    night, village = folder / "night.world", folder / "village.world"
    night.write_text(NIGHT.replace("Rolf, he", "Rolf, it"), encoding="utf-8")
    (nobody,) = handed(folder)["nobody"]  # type: ignore[misc]
    assert nobody["place"] == "Rolf"
    assert nobody["line"] == "Rolf is the first (v: villager) where v is angry"
    assert "a villager who goes by `it`, and that fits nobody of them" in nobody["why"]
    text = village.read_text(encoding="utf-8")
    line = "Rolf is the first (v: villager) where v "
    village.write_text(text.replace(f"{line}is angry", f"{line}keeps a wolf"), encoding="utf-8")
    words = ["run", str(village), "--hand-over", str(night), "-o", str(folder / "x.world")]
    said = CliRunner().invoke(main, words)
    assert said.exit_code == 0
    line = next(line for line in said.output.splitlines() if "nobody is Rolf: " in line)
    assert line.startswith(f"{village}:")
    assert "it holds of nobody who has no place yet" in line


def test_a_place_is_for_those_of_its_kind(folder: Path) -> None:
    """The elder of the other world is an elder here, too, who comes later than others."""
    night, village = folder / "night.world", folder / "village.world"
    night.write_text(
        NIGHT.replace("villager Rolf, he", "villager Rolf, he\nelder Vera, they").replace(
            "kind villager is a person\n", "kind villager is a person\nkind elder is a villager\n"
        ),
        encoding="utf-8",
    )
    text = village.read_text(encoding="utf-8")
    for old, new in (
        ("is a person\n", "is a person\nkind elder is a villager\nelder Olga, she\n"),
        ("  the others", "  Vera is the first (v: villager) where v is angry\n  the others"),
        ("is at least 4\nhand", "is at least 7\nhand"),
        ("less than 4", "less than 7"),
    ):
        assert old in text
        text = text.replace(old, new)
    village.write_text(text, encoding="utf-8")
    people = {p["there"]: p["here"] for p in handed(folder)["people"]}  # type: ignore[attr-defined]
    assert people["Vera"] == "Olga"


def test_what_the_other_world_cannot_take_is_a_finding(folder: Path) -> None:
    village = folder / "village.world"
    text = village.read_text(encoding="utf-8").replace("there it is dark", "there it is Tuesday")
    village.write_text(text, encoding="utf-8")
    made = pipeline.run(pipeline.load(village), span=20)
    with pytest.raises(Rejected) as wrong:
        pipeline.hand_over(made, str(folder / "night.world"))
    assert "it is Tuesday" in str(wrong.value.findings)
