"""Ensembles: what is killed loses nothing, nothing is counted twice, and every run is its seed's.

world Lamp
include travel
place the quay
place the inn, next to the quay
person Ida, she, at the inn
person Tom, he, at the quay
fact the lamp is lit: yes or no
fact (who: person) is glad: yes or no
action (who: person) lights the lamp
  when who is at the quay
  then the lamp is lit
  agreed by who
action (who: person) rejoices
  when the lamp is lit
  then who is glad
  agreed by who
wants of Ida
  worth 2 when the lamp is lit
wants of Tom
  worth 1 when Tom is glad
outline
  the light: until the lamp is lit
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner, Result

import vervain
from vervain.lang.variants import read_variants
from vervain.pipeline import load
from vervain.tell.speaker import Speaker
from vervain.ui.cli import main
from vervain.ui.many import work
from vervain.ui.many.rows import Kept, Row, Task
from vervain.ui.many.store import NoStore, Store
from vervain.ui.many.work import Setting, on_dask, on_this_machine, play

VERVAIN = str(Path(sys.executable).with_name("vervain"))
VARY = "Tom wants worth 2 when the lamp is lit | as it is"


@pytest.fixture
def lamp(tmp_path: Path) -> Path:
    file = tmp_path / "lamp.world"
    assert __doc__ is not None
    file.write_text(__doc__.split("\n\n", 1)[1], encoding="utf-8")
    return file


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def rows(file: Path, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(file), read_only=True) as db:
        return db.execute(query).fetchall()


def test_all_is_in_one_file_and_more_can_be_asked_for(lamp: Path) -> None:
    file = lamp.with_suffix(".duckdb")
    first = run("many", lamp, "--runs", 2, "--vary", VARY, "-o", file, "--workers", 1)
    assert first.exit_code == 0, first.output
    before = rows(file, "SELECT * FROM events ORDER BY run, event")
    assert run("many", lamp, "--runs", 3, "--vary", VARY, "-o", file).exit_code == 0
    seeds = rows(file, "SELECT run, variant, seed FROM runs ORDER BY run")
    assert seeds == [(0, 0, 0), (1, 1, 0), (2, 0, 1), (3, 1, 1), (4, 0, 2), (5, 1, 2)]
    assert rows(file, "SELECT * FROM events WHERE run < 4 ORDER BY run, event") == before
    assert rows(file, "SELECT DISTINCT words FROM facts WHERE fact = 'whether the lamp is lit'")
    assert rows(file, "SELECT who FROM knew WHERE words = 'the lamp is lit' AND how <> ''")


DRAWN = """
world Drawn
one turn is 1 day
place the quay
person Ann, she, at the quay
person Bob, he, at the quay
thing bell, at the quay
fact (who: person) is brave: yes or no
fact age of (who: person): 0..90
fact (who: person) trusts (two: person): yes or no
fact friend of (who: person): person, or unknown
at the start
  Ann is brave
  every (p: person) is brave by chance 1 in 2
  age of every (p: person) is 20..60
  every (p: person) trusts 1 others
action (who: person) takes the bell
  when who is brave and bell is at the quay
  then who has bell
   and friend of who is Ann
   and who is not brave
  agreed by who
wants of every (p: person)
  worth 1 when p has bell
"""


def test_what_is_so_at_the_end_is_kept_whatever_is_drawn(tmp_path: Path) -> None:
    """Only what a run has of its own is kept with it; what is read is all of it, in words."""
    file, path = tmp_path / "drawn.duckdb", tmp_path / "drawn.world"
    path.write_text(DRAWN, encoding="utf-8")
    words = ("many", path, "--runs", 12, "--for", "3 days", "-o", file, "--workers", 1)
    done = run(*words, "--vary", "age of Bob = 30, 50")
    assert done.exit_code == 0, done.output
    worlds = [v.world for v in read_variants(load(path), ("age of Bob = 30, 50",))]
    expected = []
    for number in range(24):
        chronicle = vervain.run(worlds[number % 2], seed=number // 2, span="3 days").chronicle
        say = Speaker(worlds[number % 2], chronicle)
        last = {fact: value for fact, value in chronicle.start if not fact.minds}
        for event in chronicle.events:
            last |= {change.fact: change.after for change in event.changes}
        expected += [(number, say.noun(f), say.clause(f, v)) for f, v in last.items()]
    assert sorted(rows(file, "SELECT run, fact, words FROM facts")) == sorted(expected)
    assert rows(file, "SELECT count(*) FROM became") < rows(file, "SELECT count(*) FROM facts")
    assert rows(file, "SELECT * FROM began WHERE fluent = 'the_turn'") == []


def test_a_file_of_an_earlier_version_can_be_reported_on_and_not_added_to(
    lamp: Path, tmp_path: Path
) -> None:
    file, new = tmp_path / "old.duckdb", lamp.with_suffix(".duckdb")
    assert run("many", lamp, "--runs", 12, "-o", new, "--workers", 1).exit_code == 0
    with duckdb.connect(str(file)) as db:
        db.execute(f"ATTACH '{new}' AS new (READ_ONLY)")
        for table in ("settings", "variants", "runs", "events", "acts", "facts", "knew", "stories"):
            db.execute(f"CREATE TABLE {table} AS SELECT * FROM new.{table}")
    for more in ((), ("--by", "whether the lamp is lit"), ("--by", "the lamp is lit")):
        assert run("report", file, *more).exit_code == 0
        old, now = (json.loads(run("report", f, *more, "--json").stdout) for f in (file, new))
        assert old["endings"] == now["endings"]
    before = file.read_bytes()
    again = run("many", lamp, "--runs", 20, "-o", file)
    assert again.exit_code == 3
    assert "written by an earlier version" in again.output
    assert file.read_bytes() == before


def test_words_that_few_rows_have_are_kept(tmp_path: Path) -> None:
    """A column is what it is declared to be, whatever stands in most of it."""
    path = tmp_path / "rare.duckdb"
    last = 20_000
    events: list[Row] = [(0, n, n, "wait", "time passes", "", None) for n in range(last)]
    events.append((0, last, last, "come", "Ann comes", "Ann", "the quay"))
    with Store(path, writing=True) as store:
        store.begin({"world": "Rare"}, ["as it is"])
        store.put([Kept(Task(0, 0, 0), "over", True, 5, len(events), tuple(events))])
        assert store.all("SELECT event, place FROM events WHERE place <> ''") == [
            (last, "the quay")
        ]


def test_acts_and_facts_are_in_the_words_that_they_have_now(tmp_path: Path) -> None:
    """A file is gone on with, and acts and facts are worded otherwise: the report has the new
    words."""
    path = tmp_path / "words.duckdb"
    began: tuple[Row, ...] = ((0, "lit", "the lamp", "yes", None),)
    for words, lit in (("somebody tells", "burns"), ("somebody says", "is lit")):
        clauses = (f"{{0}} {lit}", f"{{0}} {lit} no more", "", "?", "")
        wording = ("lit", "yes or no", "things", "something", f"whether {{0}} {lit}", *clauses)
        with Store(path, writing=True) as store:
            store.begin({"world": "Words"}, ["as it is"], [("tell", words)], [wording])
            assert store.acts() == {"tell": words}
            if not store.done():
                store.put([Kept(Task(0, 0, 0), "over", True, 5, 0, began=began)])
            assert store.all("SELECT fact, words FROM facts") == [
                (f"whether the lamp {lit}", f"the lamp {lit}")
            ]


def test_a_run_is_its_seeds_whoever_does_it(lamp: Path) -> None:
    setting = Setting((load(lamp),))
    tasks = [Task(i, 0, i) for i in range(4)]
    alone = [play(setting, task) for task in tasks]
    beside = sorted(on_this_machine(setting, tasks, 2), key=lambda kept: kept.task.run)
    assert beside == alone


def test_the_file_of_another_ensemble_is_left_alone(lamp: Path) -> None:
    file = lamp.with_suffix(".duckdb")
    assert run("many", lamp, "--runs", 1, "-o", file, "--workers", 1).exit_code == 0
    other = run("many", "hello", "--runs", 1, "-o", file)
    assert other.exit_code == 3
    assert "name another file" in other.output
    assert rows(file, "SELECT count(*) FROM runs") == [(1,)]


def test_what_is_no_ensemble_is_said(lamp: Path, tmp_path: Path) -> None:
    for command in (("report", lamp), ("report", tmp_path / "none"), ("report", tmp_path)):
        found = run(*command)
        assert found.exit_code in (2, 3), command
        assert "Traceback" not in found.output
    with pytest.raises(NoStore):
        Store(lamp, writing=False)


def test_killing_a_worker_loses_and_doubles_nothing(
    lamp: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Run 1 kills the process that does it: it alone is lost, after three tries."""
    monkeypatch.setattr(work, "_play", _deadly)
    tasks = [Task(i, 0, i) for i in range(6)]
    found = sorted(on_this_machine(Setting((load(lamp),)), tasks, 2), key=lambda k: k.task.run)
    assert [k.task.run for k in found] == [0, 1, 2, 3, 4, 5]
    assert [k.task.run for k in found if k.ending == "lost"] == [1]


def _deadly(task: Task) -> object:
    if task.run == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return work._play(task)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_killing_the_whole_command_loses_and_doubles_nothing(lamp: Path, how: int) -> None:
    file = lamp.with_suffix(".duckdb")
    words = [VERVAIN, "many", str(lamp), "--runs", "400", "-o", str(file), "--workers", "2"]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not (file.exists() and process.poll() is None):
        time.sleep(0.05)
    time.sleep(2.5)
    workers = _children(process.pid)
    process.send_signal(how)
    assert process.wait(30) in (-how, 130, 0)
    while time.monotonic() < deadline and any(Path(f"/proc/{w}").exists() for w in workers):
        time.sleep(0.05)
    assert not any(Path(f"/proc/{w}").exists() for w in workers)
    again = subprocess.run([*words, "--json"], capture_output=True, text=True, check=True)
    assert json.loads(again.stdout)["runs"] == 400
    assert rows(file, "SELECT count(*), count(DISTINCT run), count(DISTINCT seed) FROM runs") == [
        (400, 400, 400)
    ]
    doubled = "SELECT run, event FROM events GROUP BY ALL HAVING count(*) > 1"
    assert rows(file, doubled) == []


def _children(process: int) -> list[str]:
    """The processes that it has begun (where the system says so)."""
    listed = Path(f"/proc/{process}/task/{process}/children")
    return listed.read_text(encoding="ascii").split() if listed.exists() else []


def test_a_dask_cluster_does_the_same(lamp: Path) -> None:
    distributed = pytest.importorskip("distributed")
    setting = Setting((load(lamp),))
    tasks = [Task(i, 0, i) for i in range(5)]
    options = {"n_workers": 1, "threads_per_worker": 1, "dashboard_address": None}
    with distributed.LocalCluster(processes=False, **options) as cluster:
        found = sorted(
            on_dask(setting, tasks, cluster.scheduler_address), key=lambda kept: kept.task.run
        )
    assert found == [play(setting, task) for task in tasks]


def test_tables_can_be_had_as_parquet(lamp: Path, tmp_path: Path) -> None:
    file = lamp.with_suffix(".duckdb")
    words = ("many", lamp, "--runs", 1, "-o", file, "--workers", 1, "--parquet", tmp_path)
    assert run(*words).exit_code == 0
    runs = duckdb.sql(f"SELECT count(*) FROM '{tmp_path / 'runs.parquet'}'").fetchall()
    assert runs == [(1,)]


def test_the_parents_worker_function_can_be_sent() -> None:
    assert work._play.__module__ == "vervain.ui.many.work"


RAIN = """
world Rain
one turn is 1 day
place the field
person Ann, she, at the field
fact the field is wet: yes or no
happening the rain comes
  when the field is not wet
  then the field is wet
  by chance 1 in 4
  seen by everyone
"""


def test_a_world_can_be_lived_many_times(tmp_path: Path) -> None:
    file, world = tmp_path / "rain.duckdb", tmp_path / "rain.world"
    world.write_text(RAIN, encoding="utf-8")
    words = ("many", world, "--runs", 40, "-o", file, "--workers", 1)
    done = run(*words, "--for", "10 days", "--until", "the field is wet")
    assert done.exit_code == 0, done.output
    ends = rows(file, "SELECT ending, ended, max(minutes) FROM runs GROUP BY ALL ORDER BY 1")
    assert ends[0][:2] == ("the field is wet", True)
    assert all(minutes <= 10 * 24 * 60 for _, _, minutes in ends)
    assert rows(file, "SELECT DISTINCT who, how FROM knew WHERE who = 'Ann'") == [("Ann", "saw")]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--until", "the field is wet"), 2),
        (("--for", "soon"), 2),
        (("--for", "3 days", "--until", "the field is wett"), 1),
    ],
)
def test_what_cannot_be_run_is_said_before_anything_is(
    tmp_path: Path, options: tuple[str, ...], code: int
) -> None:
    file, world = tmp_path / "rain.duckdb", tmp_path / "rain.world"
    world.write_text(RAIN, encoding="utf-8")
    done = run("many", world, "-o", file, *options)
    assert done.exit_code == code, done.output
    assert not file.exists()
