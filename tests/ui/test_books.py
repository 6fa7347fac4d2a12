"""`tell --format` and `frames` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from vervain.ui.cli import main


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, list(words))
    return result.exit_code, result.output


def test_a_book_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    page = tmp_path / "hello.html"
    assert run("tell", "hello", "--format", "html", "-o", str(page)) == (0, f"{page} written\n")
    assert page.read_text(encoding="utf-8").endswith("</html>\n")
    code, said = run("tell", "hello", "-o", str(tmp_path / "none" / "x.txt"))
    assert code != 0
    assert "cannot be written" in said
    assert sorted(p.name for p in tmp_path.iterdir()) == ["hello.html"]


def test_an_epub_wants_a_file() -> None:
    code, said = run("tell", "hello", "--format", "epub")
    assert code == 2
    assert "-o FILE" in said


def test_frames_as_table_and_as_data() -> None:
    code, said = run("frames", "gull_point", "--stories", "2")
    assert code == 0
    assert "never used" in said
    code, said = run("frames", "gull_point", "--stories", "1", "--json")
    data = json.loads(said)
    assert {"stories", "tellings", "wordless", "frames"} == data.keys()
    assert any(f["used"] for f in data["frames"])


def test_frames_of_many_seeds_leave_fewer_unused() -> None:
    few = json.loads(run("frames", "gull_point", "--seeds", "1", "--json")[1])
    many = json.loads(run("frames", "gull_point", "--seeds", "8", "--json")[1])
    assert (few["stories"], many["stories"]) == (1, 8)
    never = [sum(not f["used"] for f in data["frames"]) for data in (few, many)]
    assert never[1] < never[0]


def test_frames_of_a_world_without_a_story_say_why() -> None:
    code, said = run("frames", "gull_point", "--seeds", "3", "--nodes", "5")
    assert code != 0
    assert "was not reached" in said


def test_nobody_tells_what_happened() -> None:
    code, said = run("tell", "hello", "--as", "nobody")
    assert code == 0
    assert "waved to Ben" in said
