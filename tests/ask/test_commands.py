"""The commands: answers as trees and as JSON with their evidence, and what bad questions get."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.ask.stories import case
from vervain.story.document import dumps
from vervain.ui.cli import main
from vervain.ui.graphviz import installed


def run(*words: str) -> Result:
    return CliRunner().invoke(main, [*words])


def document(*words: str) -> dict[str, Any]:
    result = run(*words, "--json")
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.output)
    return found


def answers(tree: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield tree
    for part in tree["parts"]:
        yield from answers(part)


@pytest.mark.parametrize(
    "question",
    [
        ("why", "gull_point", "8", "--depth", "9", "--effects"),
        ("why-not", "gull_point", "Bess quenches the lamp", "--mend"),
        ("why-not", "gull_point", "Tom pays Ida", "--at", "3"),
        ("who", "gull_point", "the quencher"),
        ("believes", "gull_point", "Ida", "--about", "Tom", "--at", "9"),
        ("what-if", "gull_point", "without 3"),
        ("what-if", "gull_point", "debt of Tom to Ida is 0", "--from", "9"),
    ],
)
def test_every_answer_names_its_evidence(question: tuple[str, ...]) -> None:
    found = document(*question)
    tree = list(answers(found["answer"]))
    evidence = [a for a in tree if a["events"] or a["facts"]]
    assert evidence
    for answer in evidence:
        assert all(isinstance(number, int) for number in answer["events"])
        for fact in answer["facts"]:
            assert fact.keys() == {"fluent", "args", "minds"}
    assert found["world"] == "The Lamp at Gull Point"
    assert run(*question).output.strip()


def test_the_grid_as_text_as_data_and_drawn(tmp_path: Path) -> None:
    assert "✗ Bess" in run("who", "gull_point").output
    found = document("who", "gull_point", "--at", "9")["found"]
    assert len(found["cells"]) == len(found["facts"])
    target = tmp_path / "grid.svg"
    assert run("who", "gull_point", "--svg", str(target)).exit_code == 0
    assert target.read_text(encoding="utf-8").startswith("<svg")
    assert "believes otherwise" in run("who", "always_safe").output


def test_several_changes_in_one_table_and_both_stories_side_by_side() -> None:
    table = run("what-if", "gull_point", "without 3", "without 1", "--compare").output
    assert "without 3" in table
    assert "without 1" in table
    rows = document("what-if", "gull_point", "without 3", "without 1", "--compare")["found"]
    assert [row["change"] for row in rows] == ["without 3", "without 1"]
    beside = run("what-if", "gull_point", "without 9", "--beside").output
    assert "as it was" in beside
    assert "Tom pays Ida (9)" in beside


def test_the_story_ends_where_it_was_asked_to() -> None:
    early = run("what-if", "gull_point", "without 5", "--until", "the Petrel is not afloat").output
    assert "There the story ends, as was asked." in early
    never = run("what-if", "gull_point", "Tom values honesty at 5", "--until", "the lamp is lit")
    assert "What the story was to end with is so from the start." in never.output


def test_facts_that_are_known_alike_share_a_row_of_the_drawing(tmp_path: Path) -> None:
    target = tmp_path / "grid.svg"
    assert run("who", "always_safe", "--at", "49", "--svg", str(target)).exit_code == 0
    drawn = target.read_text(encoding="utf-8")
    assert "Sheila, Danny and eleven others are at the gymnasium" in drawn
    assert "Ray is at the gymnasium" not in drawn


def test_a_saved_story_is_asked_without_planning(tmp_path: Path) -> None:
    saved = tmp_path / "lamp.json"
    saved.write_text(dumps(case("gull_point").chronicle), encoding="utf-8")
    plain = run("why", "gull_point", "8")
    assert run("why", "gull_point", "8", "--story", str(saved)).output == plain.output


def test_a_story_of_another_world_is_refused(tmp_path: Path) -> None:
    saved = tmp_path / "lamp.json"
    saved.write_text(dumps(case("gull_point").chronicle), encoding="utf-8")
    result = run("why", "always_safe", "8", "--story", str(saved))
    assert result.exit_code == 1
    assert "V703" in result.output


@pytest.mark.parametrize(
    ("question", "code"),
    [
        (("why", "gull_point", "99"), "V704"),
        (("why", "gull_point", "11"), "V704"),
        (("why", "gull_point", "99999999999999999999"), "V704"),
        (("why", "gull_point", "8.5"), "V704"),
        (("why", "gull_point", ""), "V704"),
        (("why", "gull_point", " "), "V704"),
        (("why", "gull_point", "3", "--at", ""), "V704"),
        (("why", "gull_point", "Sheila is angry with Tom"), "V704"),
        (("why-not", "gull_point", ""), "V301"),
        (("why-not", "gull_point", "Bob quenches the lamp"), "V304"),
        (("why-not", "gull_point", "Bess quenches the lamp", "--at", "42"), "V704"),
        (("who", "gull_point", ""), "V301"),
        (("who", "gull_point", "the quencher", "--at", "50"), "V704"),
        (("believes", "gull_point", ""), "V701"),
        (("what-if", "gull_point", ""), "V702"),
        (("what-if", "gull_point", "without"), "V301"),
        (("what-if", "gull_point", "Tom pays Ida at 77"), "V704"),
        (("what-if", "gull_point", "without 3", "--from", "88"), "V704"),
        (("what-if", "gull_point", "without 3", "--until", "the lamp is lid"), "V30"),
        (("draw", "gull_point", "", "-o", "never.svg"), "V704"),
        (("feel", "gull_point", "Bob"), "V701"),
        (("why", "gull_point", "Klaus comes"), "V704"),
        (("why-not", "gull_point", "Tom flies"), "V30"),
        (("who", "gull_point", "the quenchr"), "V30"),
        (("believes", "gull_point", "Idda"), "V701"),
        (("believes", "gull_point", "Ida", "--about", "Idda"), "V701"),
        (("what-if", "gull_point", "the lamp is lid"), "V30"),
        (("what-if", "gull_point", "Tom does not want sausages"), "V705"),
        (("what-if", "gull_point", "without 99"), "V704"),
    ],
)
def test_a_bad_question_gets_a_finding(question: tuple[str, ...], code: str) -> None:
    result = run(*question)
    assert result.exit_code == 1
    assert f"[{code}" in result.output
    assert "way out" in result.output
    assert "declare" not in result.output
    found = json.loads(run(*question, "--json").output)
    assert found["findings"][0]["code"].startswith(code)


def test_only_the_nearest_rules_are_offered() -> None:
    output = run("what-if", "gull_point", "without the rule goes of watch").output
    assert "the nearest rules are: “goes off watch”; `vervain show WORLD acts` has all" in output


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (("draw", "gull_point", "-o", "no such folder/x.svg"), "no such folder/x.svg"),
        (("who", "gull_point", "--svg", "no such folder/x.svg"), "no such folder/x.svg"),
        (("draw", "gull_point", "-o", "story"), "no suffix"),
        (("why", "nowhere", "3"), "the examples are"),
    ],
)
def test_a_file_that_cannot_be_is_said(question: tuple[str, ...], said: str) -> None:
    result = run(*question)
    assert result.exit_code == 3
    assert said in result.output


def test_a_story_that_is_not_there_or_is_none(tmp_path: Path) -> None:
    assert run("why", "gull_point", "3", "--story", str(tmp_path / "none")).exit_code == 2
    other = tmp_path / "story.json"
    other.write_text("world Hello", encoding="utf-8")
    result = run("why", "gull_point", "3", "--story", str(other))
    assert result.exit_code == 1
    assert "vervain plan WORLD --save FILE" in result.output


def test_names_are_known_whatever_their_capitals_and_a_stage_is_a_time() -> None:
    assert "What Tom believes" in run("believes", "gull_point", "tom").output
    asked = ("why-not", "gull_point", "Bess quenches the lamp", "--at", "the reckoning")
    assert "at the end" in run(*asked).output


def test_what_cannot_believe_is_refused() -> None:
    result = run("believes", "gull_point", "the quay")
    assert result.exit_code == 2
    assert "nobody who can believe" in result.output


@pytest.mark.parametrize("what", [(), ("8",), ("Tom",)])
def test_a_drawing_is_written(tmp_path: Path, what: tuple[str, ...]) -> None:
    for suffix, begins in ((".svg", "<svg"), (".dot", "digraph")):
        target = tmp_path / f"story{suffix}"
        assert run("draw", "gull_point", *what, "-o", str(target)).exit_code == 0
        assert target.read_text(encoding="utf-8").startswith(begins)


@pytest.mark.skipif(not installed(), reason="Graphviz (dot) is not installed")
def test_a_drawing_is_painted(tmp_path: Path) -> None:
    target = tmp_path / "story.png"
    assert run("draw", "gull_point", "8", "-o", str(target)).exit_code == 0
    assert target.read_bytes().startswith(b"\x89PNG")


def test_what_graphviz_is_needed_for_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    result = run("draw", "gull_point", "-o", str(tmp_path / "story.png"))
    assert result.exit_code == 3
    assert "Graphviz" in result.output


def test_what_is_drawn_is_said(tmp_path: Path) -> None:
    file = tmp_path / "lamp.svg"
    assert run("draw", "gull_point", "-o", str(file)).output == f"{file} written\n"
    said = json.loads(run("draw", "gull_point", "4", "-o", str(file), "--json").output)
    assert said["file"] == str(file)
    assert said["events"] == list(range(8))
