"""An ensemble is sifted as it is run: its stories are those that sifting each run would find."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner, Result

from tests.sift.test_grouping import FEUD
from vervain import pipeline
from vervain.base.diagnostic import Diagnostic, Rejected
from vervain.base.span import Span
from vervain.story.sift.sift import sift
from vervain.ui.cli import main
from vervain.ui.many import rows
from vervain.ui.many.felt import left_out
from vervain.ui.many.rows import Task
from vervain.ui.many.work import Setting, play


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


HATED = """
world Hated
person Ann, she
person Ben, he
person Cid, he
fact (who: person) is hurt: yes or no
fact (one: person) is even with (two: person): yes or no, usually yes
action (one: person) strikes (two: person)
  when one is not even with two
  then two is hurt
   and one is even with two
  agreed by one
  against kindness
  seen by everyone
happening (one: person) quarrels with (two: person)
  when one is not two
  then one is not even with two
  by chance 1 in 6
  seen by everyone
wants of every (p: person)
  worth 1 for each (q: person) where p is even with q
  worth -2 when p is hurt
  values kindness at 0.5

pattern (one: person) makes (two: person) angry
  first one strikes two
  while two comes to feel anger toward one
pattern (one: person) strikes an angry (two: person)
  first two comes to feel anger toward one
  then one strikes two
  while two feels anger toward one
"""


DANCE = """
fact (who: person) is well: yes or no
fact the hall is open: yes or no
happening (a: person) and (b: person) dance with (c: person) and (d: person)
  when the hall is open
   and a is well
  then d is well
happening the hall opens
  when the hall is not open
  then the hall is open
  by chance 1 in 1000000
pattern the hall is (one: person) and (two: person) alone
  first one strikes two
"""


def found_afterwards(text: str, seeds: range) -> set[tuple[int, int, int]]:
    """What sifting finds in each run, feelings and all."""
    world = pipeline.load_text(text)
    expected = set()
    for seed in seeds:
        made = pipeline.run(world, seed=seed, span=10).chronicle
        felt = pipeline.feelings(pipeline.case(world, made))
        for found in sift(world, made, feelings=felt).found():
            expected.add((seed, found.match.events[0], found.match.events[-1]))
    return expected


def many(folder: Path, text: str, *more: object) -> tuple[Path, Result]:
    world, file = folder / "felt.world", folder / "felt.duckdb"
    world.write_text(text, encoding="utf-8")
    words = ["many", world, "--for", "10 turns", "--runs", "4", "-o", file, "--workers", 1]
    return file, run(*words, "--sift", *more)


def test_what_people_feel_is_looked_at_as_it_is_afterwards(tmp_path: Path) -> None:
    """Where the start is drawn, too: what is felt is felt from the start that there was."""
    drawn = HATED + "at the start\n  every (p: person) is hurt by chance 1 in 2\n"
    for text in (HATED, drawn):
        file, result = many(tmp_path, text)
        assert result.exit_code == 0, result.output
        expected = found_afterwards(text, range(4))
        assert expected
        with duckdb.connect(str(file), read_only=True) as db:
            names = "('one makes two angry', 'one strikes an angry two')"
            kept = db.execute(f"SELECT run, first, last FROM stories WHERE pattern IN {names}")
            assert set(kept.fetchall()) == expected
            assert db.execute("SELECT * FROM unfelt").fetchall() == []
        file.unlink()


def crowd(people: int) -> str:
    """More of them, who have other things to do than to strike each other."""
    text = HATED.replace("person Ann, she\n", f"people {people} person\nperson Ann, she\n")
    each = "worth 1 for each (q: person) where p is even with q"
    return text.replace(each, "worth 1 when p is well") + DANCE


def test_among_many_it_is_not_found_out_and_it_is_said(tmp_path: Path) -> None:
    """What does not ask for it is looked for."""
    file, result = many(tmp_path, crowd(60).replace("1 in 6", "1 in 6000"), "--runs", 1)
    assert result.exit_code == 0, result.output
    for told in (result.output, run("report", file).output):
        words = " ".join(told.split())
        assert "not looked for, since they ask what people feel" in words
        assert "among more than 60 people that takes longer than the run" in words
        assert "one makes two angry; one strikes an angry two" in words
    data = json.loads(run("report", file, "--json").stdout)
    assert "one makes two angry" in data["not_sifted"]
    assert {s["pattern"] for s in data["stories"]} <= {"the hall is one and two alone"}


def refused(*_: object) -> None:
    raise Rejected((Diagnostic("V601", Span("a", 1, 0, 0), "this is too much"),))


def test_where_a_world_is_too_large_it_is_said_why(monkeypatch: pytest.MonkeyPatch) -> None:
    world = pipeline.load_text(HATED)
    assert left_out(world, lived=True) is None
    monkeypatch.setattr(pipeline, "grounded", refused)
    left = left_out(world, lived=True)
    assert left is not None
    assert left.why == "this is too much"
    assert left.patterns == ("one makes two angry", "one strikes an angry two")


def test_a_run_that_cannot_be_done_again_is_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "feelings_of", refused)
    world = pipeline.load_text(HATED)
    made = play(Setting((world,), span="10 turns", sifting=True), Task(0, 0, 1))
    assert made.unfelt == ((0, "this is too much"),)
    assert made.stories == ()


def test_what_people_feel_is_not_looked_for_while_a_world_runs(tmp_path: Path) -> None:
    file = tmp_path / "felt.world"
    file.write_text(HATED, encoding="utf-8")
    said = run("run", file, "--for", "10 turns", "--sift").output
    assert "not looked for while it runs, since they ask what people feel" in said


def test_a_file_is_sifted_whole_or_not_at_all(tmp_path: Path) -> None:
    file, _ = ensemble(tmp_path)
    with duckdb.connect(str(file), read_only=True) as db:
        assert db.execute("SELECT count(*) FROM stories").fetchone() == (0,)
    _, again = ensemble(tmp_path, "--sift")
    assert again.exit_code == 3
    assert "holds runs with another sifted" in again.output
