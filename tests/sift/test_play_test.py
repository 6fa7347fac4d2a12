"""`vervain test`: the checks of a world on many stories, the shortest that fails, coverage."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from vervain.ui.cli import main

WORLD = """
world Doors
person Ann, she
fact the door is open: yes or no
fact the window is open: yes or no
fact Ann is cold: yes or no

action (who: person) opens the door
  when the door is not open
  then the door is open
  say {who} {open} the door
  say when the window is open: {who} {open} the door as well

action (who: person) opens the window
  when the window is not open
  then the window is open
   and Ann is cold

action (who: person) sings
  when Ann is cold
   and the door is not open
   and the window is not open
  then Ann is not cold

wants of Ann
  worth 1 when the door is open
  worth 1 when the window is open

outline
  air: until (the door is open or the window is open)

check no one acts without a reason, in 2 stories
check in every story the door is open
check in some story Ann is cold, in 3 stories
"""


def run(tmp_path: Path, *words: str) -> tuple[int, str]:
    (tmp_path / "doors.world").write_text(WORLD, encoding="utf-8")
    result = CliRunner().invoke(main, ["test", str(tmp_path / "doors.world"), *words])
    return result.exit_code, result.output


def test_what_fails_is_shown_with_its_shortest_story(tmp_path: Path) -> None:
    code, text = run(tmp_path, "--save", str(tmp_path / "bad.json"))
    assert code == 6
    lines = [line.split(maxsplit=1) for line in text.splitlines() if line[:3] in ("yes", "NO ")]
    assert [word for word, _ in lines] == ["yes", "NO", "yes"]
    assert "The shortest story that fails" in text
    saved = json.loads((tmp_path / "bad.json").read_text(encoding="utf-8"))
    assert [e["act"]["name"] for e in saved["events"]] == ["opens_window"]


def test_coverage_names_the_act_that_never_happens(tmp_path: Path) -> None:
    code, text = run(tmp_path, "--json")
    found = json.loads(text)
    assert code == 6
    assert {c["act"]: c["events"] > 0 for c in found["coverage"]} == {
        "opens_door": True,
        "opens_window": True,
        "sings": False,
    }
    assert found["coverage"][0]["unused"] == [12]


def test_a_world_that_lives_is_tested_on_one_life_for_each_seed(tmp_path: Path) -> None:
    code, text = run(tmp_path, "--for", "3 turns", "--seed", "5", "--json")
    found = json.loads(text)
    assert (code, found["stories"], found["seed"]) == (0, 3, 5)
    held = {c["text"]: (c["holds"], c["story"]) for c in found["checks"]}
    assert held["no one acts without a reason, in 2 stories"] == (True, None)
    assert held["in some story Ann is cold, in 3 stories"][0] is True
    (tmp_path / "never.world").write_text(
        WORLD + "check in every story Ann is not cold\n", encoding="utf-8"
    )
    result = CliRunner().invoke(
        main, ["test", str(tmp_path / "never.world"), "--for", "3 turns", "--until", "Ann is cold"]
    )
    assert result.exit_code == 6
    assert "The shortest story that fails" in result.output


def test_an_end_without_a_life_is_refused(tmp_path: Path) -> None:
    code, text = run(tmp_path, "--until", "Ann is cold")
    assert code == 2
    assert "--until goes with --for" in text
