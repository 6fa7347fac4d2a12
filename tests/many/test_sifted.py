"""An ensemble is sifted as it is run: its stories are those that sifting each run would find."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
from click.testing import CliRunner, Result

from tests.sift.test_grouping import FEUD
from vervain import pipeline
from vervain.story.sift.sift import sift
from vervain.ui.cli import main


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def ensemble(folder: Path, *more: str) -> tuple[Path, Result]:
    world, file = folder / "feud.world", folder / "feud.duckdb"
    world.write_text(FEUD, encoding="utf-8")
    words = ["many", world, "--for", "12 turns", "--runs", "4", "-o", file, "--workers", 1]
    return file, run(*words, *more)


def test_the_stories_are_those_of_each_run(tmp_path: Path) -> None:
    file, result = ensemble(tmp_path, "--sift")
    assert result.exit_code == 0, result.output
    with duckdb.connect(str(file), read_only=True) as db:
        kept = set(db.execute("SELECT run, words, first, last FROM stories").fetchall())
    world = pipeline.load(tmp_path / "feud.world")
    expected = set()
    for seed in range(4):
        made = pipeline.run(world, seed=seed, span=12).chronicle
        for found in sift(world, made).found():
            names = dict(found.match.roles)
            one, two = names["one"], names["two"]
            said = {
                "avenges_it": f"{one} avenges it on {two}",
                "feud": f"there is a feud of {one} and {two}",
            }
            words = next(w for key, w in said.items() if key in found.match.pattern)
            expected.add((seed, words, found.match.events[0], found.match.events[-1]))
    assert kept == expected != set()


def test_the_report_says_in_how_many_runs_a_pattern_is_found(tmp_path: Path) -> None:
    file, _ = ensemble(tmp_path, "--sift")
    told = json.loads(run("report", file, "--json").output)["stories"]
    assert {s["pattern"] for s in told} == {
        "one avenges it on two",
        "there is a feud of one and two",
    }
    assert all(0 < s["runs"] <= 4 and s["example"].startswith("seed ") for s in told)
    page = tmp_path / "page.html"
    assert "the stories in them" in run("report", file, "--html", page).output
    assert "there is a feud of one and two" in page.read_text(encoding="utf-8")


def test_a_file_is_sifted_whole_or_not_at_all(tmp_path: Path) -> None:
    file, _ = ensemble(tmp_path)
    with duckdb.connect(str(file), read_only=True) as db:
        assert db.execute("SELECT count(*) FROM stories").fetchone() == (0,)
    _, again = ensemble(tmp_path, "--sift")
    assert again.exit_code == 3
    assert "holds runs with another sifted" in again.output
