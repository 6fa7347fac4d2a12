"""`vervain feel` and `vervain bonds`."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

from click.testing import CliRunner, Result

from vervain.story.feel.document import loads
from vervain.ui.cli import main


def run(*args: str, code: int = 0) -> Result:
    result = CliRunner().invoke(main, list(args))
    assert result.exit_code == code, result.output
    return result


def test_what_one_feels_at_the_end_of_a_stage() -> None:
    out = " ".join(run("feel", "gull_point", "Ida", "--at", "the reckoning").output.split())
    assert "What Ida feels at the end of “the reckoning”:" in out
    assert "Ida is angry with Bess" in out
    assert "Bess quenches the lamp (as she believes)" in out


def test_the_course_of_it() -> None:
    out = run("feel", "gull_point", "Tom").output
    assert out.index("Tom hopes") < out.index("Tom is ashamed")


def test_all_of_it_as_a_document_that_can_be_read_back() -> None:
    found = loads(run("feel", "gull_point", "--json").output)
    assert found.world == "The Lamp at Gull Point"
    assert {f.who for f in found.feelings} == {"Ida", "Tom", "Bess"}


def test_one_time_as_data() -> None:
    data = json.loads(run("feel", "gull_point", "Ida", "--at", "10", "--json").output)
    assert data["person"] == "Ida"
    assert {"gratitude", "joy"} <= {f["feeling"]["emotion"] for f in data["found"]}


def test_bonds_and_what_moved_them() -> None:
    out = run("bonds", "gull_point").output
    assert "Trust of Ida in Tom is 5, from the start." in out
    assert "From 40 to 0, when Tom pays Ida (9)." in out


def test_charts_are_drawings(tmp_path: Path) -> None:
    for args in (("feel", "gull_point", "Ida"), ("feel", "gull_point"), ("bonds", "gull_point")):
        out = tmp_path / "chart.svg"
        run(*args, "-o", str(out))
        root = ElementTree.fromstring(out.read_text("utf-8"))
        assert root.tag.endswith("svg")
        assert len(root.findall(".//{*}title")) > 10


def test_what_goes_the_same_way_is_one_row_of_a_chart(tmp_path: Path) -> None:
    out = tmp_path / "chart.svg"
    run("feel", "always_safe", "Caroline", "-o", str(out))
    labels = [e.text for e in ElementTree.fromstring(out.read_text("utf-8")).findall(".//{*}text")]
    assert "love: Danny, Joan and ten others" in labels
    assert "pity: Danny, Joan and ten others" in labels
    assert "shame" in labels
    run("bonds", "always_safe", "-o", str(out))
    labels = [e.text for e in ElementTree.fromstring(out.read_text("utf-8")).findall(".//{*}text")]
    assert "care: Caroline → Danny, Joan and ten others" in labels


def test_who_cannot_feel_is_said() -> None:
    assert "nobody who can feel" in run("feel", "gull_point", "the quay", code=2).output
