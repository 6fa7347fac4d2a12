"""A saved story that cannot be read is said, and never a traceback."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
from click.testing import CliRunner

from vervain import disk
from vervain.ui import options
from vervain.ui.cli import main


@pytest.mark.parametrize(
    "command", [("tell", "hello"), ("why", "hello", "0"), ("who", "hello", "Ben has been greeted")]
)
def test_too_large_or_no_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.setattr(options, "MOST_SAVED", 1_000_000)
    file = tmp_path / "story.json"
    for content, words in ((b" " * 1_000_001, "more than 1 MB"), (b"\xff\xfe", "not UTF-8")):
        file.write_bytes(content)
        done = CliRunner().invoke(main, [*command, "--story", str(file)])
        assert done.exit_code == 3, done.output
        assert words in done.output


@pytest.mark.parametrize("command", ["plan", "tell"])
def test_a_world_with_nothing_to_plan_for_is_said(tmp_path: Path, command: str) -> None:
    """
    world Aimless
    person Ada, she
    fact the lamp is lit: yes or no
    action (who: person) lights it
      then the lamp is lit
    """
    file = tmp_path / "aimless.world"
    text = dedent(test_a_world_with_nothing_to_plan_for_is_said.__doc__ or "")
    file.write_text(text, encoding="utf-8")
    done = CliRunner().invoke(main, [command, str(file)])
    assert done.exit_code == 1, done.output
    assert "let it live: vervain run" in done.output


@pytest.mark.parametrize(
    "command",
    [
        ("tell", "hello", "--story"),
        ("tell", "hello", "--run"),
        ("life", "hello", "Ada", "--run"),
        ("life", "hello", "Ada", "--story"),
        ("sift", "hello", "--story"),
    ],
)
def test_a_story_of_another_world_is_not_told(tmp_path: Path, command: tuple[str, ...]) -> None:
    file = tmp_path / "story.json"
    assert CliRunner().invoke(main, ["plan", "gull_point", "--save", str(file)]).exit_code == 0
    done = CliRunner().invoke(main, [*command, str(file)])
    assert done.exit_code == 1, done.output
    assert "V703" in done.output


def test_a_story_of_people_who_are_not_there_is_not_told(tmp_path: Path) -> None:
    file, world = tmp_path / "story.json", tmp_path / "other.world"
    assert CliRunner().invoke(main, ["plan", "hello", "--save", str(file)]).exit_code == 0
    text = disk.find("hello").read_text(encoding="utf-8").replace("Ben", "Bob")
    world.write_text(text, encoding="utf-8")
    done = CliRunner().invoke(main, ["tell", str(world), "--story", str(file)])
    assert done.exit_code == 1, done.output
    assert "Ben, of this story of Hello, is not in this world" in done.output


def test_a_life_is_told_of_a_run_that_is_lived_now() -> None:
    done = CliRunner().invoke(main, ["life", "gull_point", "Tom", "--run", "40 turns"])
    assert done.exit_code == 0, done.output
    assert "The life of Tom" in done.output


def test_a_saved_story_in_the_place_of_the_world_is_said(tmp_path: Path) -> None:
    file = tmp_path / "story.json"
    CliRunner().invoke(main, ["plan", "hello", "--save", str(file)])
    done = CliRunner().invoke(main, ["tell", str(file)])
    assert done.exit_code == 1
    assert f"is a saved story, no world: vervain tell WORLD --story {file}" in done.output
    assert '"findings"' in CliRunner().invoke(main, ["tell", str(file), "--json"]).output
