"""What has come of what everybody wanted, at the end of a run."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

import vervain
from tests.live.test_run import VILLAGE
from tests.scenarios.test_grudge import FEUD
from tests.scenarios.test_lie import IAGO
from vervain.run.live.reading import View
from vervain.story.standing import standing, worths
from vervain.ui.cli import main


def test_each_want_has_what_it_was_and_is_worth_and_what_they_take_it_for() -> None:
    made = vervain.run(vervain.load_text(IAGO), span=0)
    before = worths(made.life)
    made.go_on(1)
    rows = {(r.people[0], r.purpose or r.text): r for r in standing(made.life, before)}
    friend = rows["Othello", "his friend is not wronged"]
    assert (friend.before, friend.now, friend.believed) == (0, -6, -6)
    made = vervain.run(vervain.load_text(IAGO.replace("worth 2 when", "worth 0 when")), span=1)
    rows = {(r.people[0], r.purpose or r.text): r for r in standing(made.life, before)}
    assert (rows["Othello", "she is his"].now, rows["Othello", "she is his"].believed) == (0, -8)
    assert rows["Iago", "values honesty at 1"].believed is None
    assert rows["Iago", "Cassio falls"].better == 1


def test_wants_of_a_kind_stand_together() -> None:
    made = vervain.run(vervain.load_text(VILLAGE), seed=7, span=0)
    before = worths(made.life)
    made.go_on(24)
    (row,) = standing(made.life, before)
    assert row.people == ("Ada", "Ben", "Cleo", "Dan")
    view = View(made.life.stores, ("Ada",))
    assert (row.better, row.worse) == (3, 0)
    assert row.now == sum(worths(made.life).values()) == row.believed
    assert view.value(("thief", ())) == "Dan"


def test_the_command_tells_them_in_the_words_of_the_calendar(tmp_path: Path) -> None:
    file = tmp_path / "feud.world"
    file.write_text(FEUD, encoding="utf-8")
    done = CliRunner().invoke(main, ["run", str(file), "--for", "45 turns"])
    assert done.exit_code == 0, done.output
    assert "0  year 1   Bob wrongs Ann" in done.output
    assert "9 events, 1 of them acts" in done.output
    assert "what has come of their wants" in done.output
    assert "better for 2" in done.output
    data = json.loads(CliRunner().invoke(main, ["run", str(file), "--json"]).output)
    assert {w["now"] for w in data["wants"]} == {6.0, -4.0}
