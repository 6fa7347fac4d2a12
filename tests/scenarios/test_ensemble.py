"""Scenario 14, the ensemble: a thousand runs of a small drama, what they come to, and why."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner

import vervain
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
    kept = [f for f in found if "testament" in f["what"]]
    assert kept
    assert all(f["difference"]["high"] < -0.2 for f in kept)
    assert all(f["difference"]["low"] > 0 for f in found if f not in kept)


def test_the_rarest_run_and_any_other_comes_again_from_its_seed_alone(runs: Path) -> None:
    happened: dict[int, list[str]] = {}
    query = "SELECT seed, act FROM events JOIN runs USING (run) ORDER BY seed, event"
    for seed, act in rows(runs, query):
        happened.setdefault(seed, []).append(act)
    kinds = Counter(tuple(acts) for acts in happened.values())
    rarest = min(happened, key=lambda seed: (kinds[tuple(happened[seed])], seed))
    assert kinds[tuple(happened[rarest])] * 4 < max(kinds.values())
    world = vervain.load_text(DRAMA)
    for seed in (rarest, 0, 499, 999):
        again = vervain.run(world, seed=seed, span="12 days", until=SOLD).chronicle
        assert [e.act.name for e in again.events] == happened.get(seed, [])
