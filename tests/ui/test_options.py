"""What many commands take: worlds by name, and files to write."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vervain.ui import options
from vervain.ui.cli import main


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("alway_safe", "did you mean 'always_safe'?"),
        ("Hello", "did you mean 'hello'?"),
        ("bithday.world", "did you mean 'birthday.world'?"),
        ("qqq", "the examples are always_safe"),
        ("folder", "'folder' is a folder"),
    ],
)
def test_a_name_that_is_wrong_by_a_letter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "birthday.world").write_text("world Birthday\n", encoding="utf-8")
    done = run("check", name)
    assert done.exit_code == 3
    assert words in done.output


def test_text_of_another_encoding_is_said_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "old.world"
    file.write_bytes("world Old\nperson Zoë, she\n".encode("latin-1"))
    done = run("check", file)
    assert done.exit_code == 3
    assert "line 2" in done.output
    assert "save it as UTF-8" in done.output


@pytest.mark.parametrize(
    "words",
    [
        ("tell", "hello", "-o"),
        ("plan", "hello", "--save"),
        ("run", "gull_point", "--save"),
        ("draw", "hello", "--output"),
        ("draw", "hello", "--out"),
    ],
)
def test_a_file_that_cannot_be_written_is_said_before_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    def never(*_: object) -> None:
        raise AssertionError("the world was loaded")

    monkeypatch.setattr(options.pipeline, "load", never)
    done = run(*words, tmp_path / "no" / "file.svg")
    assert done.exit_code == 3, done.output
    assert "cannot be written: there is no folder" in done.output


def test_a_world_is_not_begun_where_nothing_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vervain.disk.os.access", lambda *_: False)
    done = run("new", tmp_path / "mine")
    assert done.exit_code == 3
    assert "may not be written to" in done.output
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["", ".", "..", "folder/"])
def test_a_world_is_not_begun_without_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("new", name)
    assert done.exit_code == 2
    assert "a world has a name" in done.output
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "hint"),
    [("twon.world", "did you mean `town.world`?"), ("qqq.world", "check the name")],
)
def test_a_file_that_is_included_and_not_there(tmp_path: Path, name: str, hint: str) -> None:
    (tmp_path / "town.world").write_text("world Town\n", encoding="utf-8")
    file = tmp_path / "tale.world"
    file.write_text(f'world Tale\ninclude "{name}"\n', encoding="utf-8")
    done = run("check", file)
    assert done.exit_code == 1
    assert f"there is no file '{name}' beside this one" in done.output
    assert hint in done.output
