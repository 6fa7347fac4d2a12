"""Scenario 14, the ensemble: a thousand runs of a small drama, what they come to, and why."""

from __future__ import annotations

import json
import math
import shlex
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner

import vervain
from vervain.tell.speaker import Speaker
from vervain.ui.cli import main

DRAMA = """
world The Inheritance
include seeing, patterns
one turn is 1 day
person Ann, she
person Bob, he
person Cyd, she

fact the testament is found: yes or no, can be told
fact Cyd is sent away: yes or no
fact the house is sold: yes or no

at the start
  the testament is not found
  every (p: person) believes the testament is not found

happening (who: person) finds the testament
  when the testament is not found
   and who is not Cyd
  then the testament is found
  by lot who
  by chance 1 in 6
  seen by who

action (one: person) tells (two: person) that (claim: belief)
  when one believes claim
   and one does not believe two believes claim
   and one is not Cyd
  then two believes claim
   and one believes two believes claim
  agreed by one
  seen by one, two
  counts as one helps two

action (one: person) sends away Cyd
  when one is Bob
   and one does not believe the testament is found
   and the turn is at least 4
   and Cyd is not sent away
  then Cyd is sent away
  agreed by one
  seen by everyone

action (who: person) sells the house
  when who is Bob
   and Cyd is sent away
   and who does not believe the testament is found
   and the turn is at least 6
   and the house is not sold
  then the house is sold
  agreed by who
  seen by everyone

pattern (one: person) spares (two: person)
  first one finds the testament
  then one helps two

wants of Ann
  worth 3 when Bob believes the testament is found
wants of Bob
  worth 2 when Cyd is sent away
  worth 4 when the house is sold
wants of Cyd
  worth 1 when the testament is found
"""

SOLD = "the house is sold"


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("drama")
    text = folder / "drama.world"
    text.write_text(DRAMA, encoding="utf-8")
    words = ["many", str(text), "--runs", "1000", "--for", "12 days", "--until", SOLD]
    words += ["--sift", "-o", str(folder / "drama.duckdb")]
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 0, done.output
    return folder / "drama.duckdb"


def report(runs: Path) -> dict[str, Any]:
    done = CliRunner().invoke(main, ["report", str(runs), "--json"])
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads(done.output)
    return found


def rows(runs: Path, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(runs), read_only=True) as db:
        return db.execute(query).fetchall()


def test_endings_and_patterns_have_their_shares(runs: Path) -> None:
    found = report(runs)
    assert found["runs"] == 1000
    counts = dict(rows(runs, "SELECT ending, count(*) FROM runs GROUP BY ALL"))
    assert {e["ending"]: e["runs"] for e in found["endings"]} == counts
    assert sum(counts.values()) == 1000
    assert 100 < counts[SOLD] < 500
    assert any("spares" in str(story) for story in found["stories"])


def test_what_separates_the_endings_is_what_is_found_early(runs: Path) -> None:
    """Who finds the testament in time keeps the house; the rest only says how it was lost."""
    found = [f for f in report(runs)["findings"] if f["about"] == SOLD]
    kept = [f for f in found if "testament" in f["what"] or "tells" in f["what"]]
    assert kept
    assert all(f["difference"]["high"] < -0.2 for f in kept)
    assert all(f["difference"]["low"] > 0 for f in found if f not in kept)


def profile(runs: Path) -> dict[int, tuple[str, frozenset[str], frozenset[str]]]:
    """For each run its ending, the patterns found in it, and its acts."""
    found: dict[int, tuple[str, frozenset[str], frozenset[str]]] = {}
    query = """SELECT run, ending, list(DISTINCT pattern), list(DISTINCT act) FROM runs
        LEFT JOIN stories USING (run) LEFT JOIN events USING (run) GROUP BY ALL"""
    for run, ending, patterns, acts in rows(runs, query):
        found[run] = (ending, frozenset(patterns) - {None}, frozenset(acts) - {None})
    return found


def surprise(runs: dict[int, frozenset[str]]) -> dict[int, float]:
    """-log2 of the share of runs that have, or lack, the same of all that there is."""
    some = Counter(name for names in runs.values() for name in names)
    return {
        run: -sum(
            math.log2((count if name in names else len(runs) - count) / len(runs))
            for name, count in some.items()
            if (count if name in names else len(runs) - count) < len(runs)
        )
        for run, names in runs.items()
    }


def test_the_report_names_the_rarest_run_by_ending_and_patterns(runs: Path) -> None:
    """Worked out anew: how it ends and what patterns are in it come first, then the acts."""
    of = profile(runs)
    ends = Counter(ending for ending, _, _ in of.values())
    patterns = surprise({run: found for run, (_, found, _) in of.items()})
    acts = surprise({run: done for run, (_, _, done) in of.items()})
    first = {r: round(patterns[r] - math.log2(ends[of[r][0]] / 1000), 6) for r in of}
    rarest = max(of, key=lambda r: (first[r], round(acts[r], 6), -r))
    found = report(runs)["rarest"]
    assert (found["run"], found["seed"]) == (rarest, rarest)
    assert found["alike"] == sum(of[r][:2] == of[rarest][:2] for r in of) < 500
    for trait in found["traits"]:
        assert 0 < trait["runs"] < 500
    words = f"vervain run {runs.with_suffix('.world')} --seed {rarest} --for '12 days' --until"
    assert found["command"].startswith(words)


def test_the_rarest_run_stands_in_text_and_page_and_picture(runs: Path) -> None:
    html, svg = runs.with_suffix(".html"), runs.with_suffix(".svg")
    words = ["report", str(runs), "--html", str(html), "--svg", str(svg)]
    text = CliRunner().invoke(main, words).output
    found = report(runs)["rarest"]
    assert f"The rarest run is seed {found['seed']}." in text
    assert found["command"] in text
    assert "<h2>The rarest run</h2>" in html.read_text(encoding="utf-8")
    assert f"the rarest run: seed {found['seed']}" in svg.read_text(encoding="utf-8")


def test_the_rarest_run_and_any_other_comes_again_from_its_seed_alone(runs: Path) -> None:
    happened: dict[int, list[str]] = {}
    query = "SELECT seed, words FROM events JOIN runs USING (run) ORDER BY seed, event"
    for seed, words in rows(runs, query):
        happened.setdefault(seed, []).append(words)
    found = report(runs)["rarest"]
    said = CliRunner().invoke(main, [*shlex.split(found["command"])[1:], "--json"])
    acts = [e["act"]["name"] for e in json.loads(said.output)["chronicle"]["events"]]
    query = f"SELECT act FROM events WHERE run = {found['run']} ORDER BY event"
    assert acts == [act for (act,) in rows(runs, query)]
    world = vervain.load_text(DRAMA)
    for seed in (0, 499, 999):
        again = vervain.run(world, seed=seed, span="12 days", until=SOLD).chronicle
        say = Speaker(world, again)
        assert [say.act(e.act) for e in again.events] == happened.get(seed, [])
