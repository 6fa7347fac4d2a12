"""The report, on an ensemble whose truth is known because the test made it."""

from __future__ import annotations

import json
import shlex
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from statistics import NormalDist

import pytest
from click.testing import CliRunner, Result

from vervain.story.rates import bonferroni
from vervain.ui.cli import main
from vervain.ui.many.report import LASTING, report
from vervain.ui.many.report_page import page
from vervain.ui.many.rows import Kept, Row, Task
from vervain.ui.many.store import Store

YEAR = 365 * 24 * 60


def the_truth() -> Iterator[Kept]:
    """Sixty towns. In every second one Joan talked early on: those last three years, the others
    nine, or as long as their ten years. Each third sees a comet, which means nothing."""
    for run in range(60):
        talked, comet = run % 2 == 0, run % 3 == 0
        over = talked or run % 4 == 1
        years = 3 + run % 5 / 10 if talked else 9 if over else 10
        said: list[Row] = [(run, 0, YEAR, "notice", "Joan notices Caroline", "Joan", None)]
        if talked:
            said.append((run, 1, YEAR, "tell", "Joan tells Earl", "Joan", "Main Street"))
        if comet:
            said.append((run, 2, YEAR, "comet", "a comet comes", "", None))
        fact: Row = (run, "alive", "Caroline", "yes", None)
        knew: Row = (run, "Joan", "ages", "Caroline", "no", None, YEAR, "saw", None, 0)
        ending = "the town acts" if over else "the time is over"
        minutes = int(years * YEAR)
        task = Task(run, 0, 100 + run)
        yield Kept(
            task,
            ending,
            over,
            minutes,
            len(said),
            tuple(said),
            began=(fact,),
            learned=(knew,),
        )


def wording(fluent: str, yes: str, no: str) -> Row:
    noun, many = f"whether {{0}} {yes}", f"{{0}} {yes}"
    return (fluent, "yes or no", "people", "somebody", noun, many, f"{{0}} {no}", many, "?", many)


WORDINGS = [wording("alive", "is alive", "is not alive"), wording("ages", "ages", "does not age")]


@pytest.fixture
def towns(tmp_path: Path) -> Path:
    path = tmp_path / "towns.duckdb"
    with Store(path, writing=True) as store:
        store.begin({"world": "Ten Years"}, ["as it is"], wordings=WORDINGS)
        store.put(the_truth())
    return path


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def test_endings_have_a_share_an_example_and_one_where_not(towns: Path) -> None:
    with Store(towns, writing=False) as store:
        acts, over = report(store).endings
    assert (acts.name, acts.runs, over.name, over.runs) == (
        "the town acts",
        45,
        "the time is over",
        15,
    )
    assert acts.share.low < 0.75 < acts.share.high
    seeds = {f"seed {k.task.seed}" for k in the_truth() if k.ended}
    assert acts.example in seeds
    assert acts.counter not in seeds


def test_the_curve_falls_when_runs_end_and_not_when_time_is_over(towns: Path) -> None:
    with Store(towns, writing=False) as store:
        found = report(store)
    assert found.curve[-1].time == 9 * YEAR
    assert found.curve[-1].share.value == pytest.approx(0.25)
    assert found.median == pytest.approx(3.4 * YEAR, abs=1)


def test_what_separates_is_found_and_what_does_not_is_not(towns: Path) -> None:
    with Store(towns, writing=False) as store:
        found = report(store)
    assert {f.what for f in found.findings} == {"Joan tells Earl"}
    lasting = next(f for f in found.findings if f.about == LASTING)
    assert lasting.difference.high < -5 * YEAR
    assert found.compared == 4  # what all runs have is not compared


BEGAN = """world Began
{more}
fact (who: person) is brave: yes or no
fact nerve of (who: person): 0..100
fact (one: person) likes (two: person): yes or no
fact it is over: yes or no
at the start
  every (p: person) is brave by chance 1 in 2
  nerve of every (p: person) is 1..100
  every (p: person) likes 2 others
happening it ends
  when {when}
   and it is not over
  then it is over
  by chance 1 in 2
plans
  a run lasts 6 turns
  a run ends when it is over
"""
CAST = "".join(f"person P{n}, she\n" for n in range(8))
FOUND = [
    ("P3 is brave", "P3 is brave", (), 40),
    ("nerve of P5 is at least 50", "nerve of P5 is more than", (), 40),
    (
        "the number of (p: person) where p is brave is at least 120",
        "more than 117 people are brave",
        (),
        40,
    ),
    ("P1 likes P2", "P1 likes P2", ("more than 2 people like P",), 120),
]
"""When it ends, what is found, what follows from that, and in how many runs."""


@pytest.mark.parametrize(("when", "what", "also", "seeds"), FOUND)
def test_what_was_drawn_at_the_start_is_found_and_nothing_else(
    tmp_path: Path, when: str, what: str, also: tuple[str, ...], seeds: int
) -> None:
    """The truth is known, because the world says it: the end hangs on this alone."""
    world, file = tmp_path / "began.world", tmp_path / "began.duckdb"
    more = "people 240 person" if "number" in when else CAST
    world.write_text(BEGAN.format(more=more, when=when), encoding="utf-8")
    assert run("many", world, "--runs", seeds, "-o", file, "--workers", 1).exit_code == 0
    findings = json.loads(run("report", file, "--json").stdout)["findings"]
    assert findings[0]["what"].startswith(what)
    assert {f["when"] for f in findings} == {"at the start"}
    stems = {f["what"].rstrip("0123456789., ") for f in findings}
    assert stems <= {what.rstrip("0123456789."), *also}
    text = run("report", file).output
    assert f"Where at the start {what}" in text


def test_many_questions_about_persons_leave_room_for_those_about_all() -> None:
    """A family of ten thousand does not widen the interval of a family of two by more than its
    share; together they are as sure as one."""
    alone, beside = bonferroni(2), bonferroni(2 * 2)
    assert beside < bonferroni(10_002)
    wrong = sum(2 * (1 - NormalDist().cdf(bonferroni(2 * n))) * n for n in (2, 10_000))
    assert alone < beside
    assert wrong == pytest.approx(0.05)


TOWNS = """world Towns
person Ann, she
fact (who: person) is wary: yes or no
fact the town is old: yes or no
fact it is over: yes or no
happening (who: person) grows wary
  when who is not wary
  then who is wary
  by chance 1 in 3
happening it ends
  when Ann is wary
   and it is not over
  then it is over
  by chance 1 in 4
happening it ends at once
  when the town is old
   and Ann is wary
   and it is not over
  then it is over
  by chance 1 in 2
plans
  a run lasts 8 turns
  a run ends when it is over
"""


def test_what_was_varied_stands_by_itself_each_with_its_own_curve(tmp_path: Path) -> None:
    world, file = tmp_path / "towns.world", tmp_path / "towns.duckdb"
    world.write_text(TOWNS, encoding="utf-8")
    vary = ("--vary", "the town is old = yes, no", "--vary", "Ann is wary = yes, no")
    assert run("many", world, "--runs", 60, *vary, "-o", file, "--workers", 1).exit_code == 0
    document = json.loads(run("report", file, "--json").stdout)
    old, wary = document["varied"]
    assert (old["what"], wary["what"]) == ("the town is old", "Ann is wary")
    assert [v["runs"] for v in (*old["values"], *wary["values"])] == [120] * 4
    yes, no = old["values"]
    assert yes["minutes"]["high"] < no["minutes"]["low"]
    assert yes["going"]["value"] < no["going"]["value"]
    told = run("report", file).output
    assert "Where “the town is old” is yes, it lasts" in told
    assert "the variant" not in told


PLANS = """world Plans
person Ann, she
fact the door is open: yes or no
fact the hall is warm: yes or no
action (who: person) opens the door
  when the door is not open
  then the door is open
  agreed by who
action (who: person) lights the fire
  when the hall is not warm
  then the hall is warm
  agreed by who
wants of Ann
  worth 1 when the door is open
  worth 1 when the hall is warm
outline
  the end: until the door is open and the hall is warm
"""


@pytest.mark.parametrize(
    ("text", "vary"),
    [
        (TOWNS, ("the town is old = yes, no", "Ann is wary = yes, no")),
        (PLANS, ("the hall is warm = yes, no",)),
        (PLANS, ("as it is | Ann wants worth 2 when the door is open",)),
    ],
)
def test_the_command_beside_the_rarest_run_lets_it_happen_again(
    tmp_path: Path, text: str, vary: tuple[str, ...]
) -> None:
    """In whichever variant, lived or planned."""
    world, file = tmp_path / "a.world", tmp_path / "a.duckdb"
    world.write_text(text, encoding="utf-8")
    options = [word for change in vary for word in ("--vary", change)]
    done = run("many", world, "--runs", 6, *options, "-o", file, "--workers", 1)
    assert done.exit_code == 0, done.output
    rarest = json.loads(run("report", file, "--json").stdout)["rarest"]
    again = run(*shlex.split(rarest["command"])[1:], "--json")
    assert again.exit_code == 0, again.output
    found = json.loads(again.stdout)
    story = found["chronicle"] if "chronicle" in found else found["stories"][0]
    with Store(file, writing=False) as store:
        acts = store.all("SELECT act FROM events WHERE run = ? ORDER BY event", rarest["run"])
    assert [e["act"]["name"] for e in story["events"]] == [act for (act,) in acts]


@pytest.mark.parametrize("change", ["the town is old = yes, no", "as it is | Ann is wary"])
def test_a_run_has_one_change_not_several(tmp_path: Path, change: str) -> None:
    world = tmp_path / "towns.world"
    world.write_text(TOWNS, encoding="utf-8")
    wrong = run("run", world, "--change", change)
    assert wrong.exit_code == 2
    assert "is several changes" in " ".join(wrong.output.replace("│", " ").split())
    unknown = run("run", world, "--change", "the moon is old = yes")
    assert unknown.exit_code == 1
    assert "Traceback" not in unknown.output


def test_early_events_are_compared_within_their_variant_only(tmp_path: Path) -> None:
    """Of variant 0 every run lasts 9 years and sees a comet in the second half of them; of variant
    1 each lasts 3 years and sees none: the comet means nothing."""
    path = tmp_path / "comets.duckdb"
    with Store(path, writing=True) as store:
        store.begin({"world": "Comets", "vary": "x = a, b"}, ["x is a", "x is b"])
        for n in range(80):
            first = n % 2 == 0
            said: list[Row] = [(n, 0, 0, "begin", "it begins", "", None)]
            said += [(n, 1, 5, "comet", "a comet comes", "", None)] if n % 4 == 0 else []
            years = (9 if first else 3) * YEAR + n
            store.put([Kept(Task(n, n % 2, n), "over", True, years, len(said), tuple(said))])
    with Store(path, writing=False) as store:
        found = report(store)
    assert not [f for f in found.findings if "comet" in f.what]
    assert [f for f in found.findings if "variant" in f.what]


def test_endings_can_be_told_apart_by_a_fact(towns: Path) -> None:
    with Store(towns, writing=False) as store:
        found = report(store, "whether Caroline is alive")
    assert [e.name for e in found.endings] == ["Caroline is alive"]
    wrong = run("report", towns, "--by", "whether Klaus is alive")
    assert wrong.exit_code == 3
    assert "whether Caroline is alive" in wrong.output


def test_it_is_a_table_a_document_a_page_and_a_picture(towns: Path, tmp_path: Path) -> None:
    html, svg = tmp_path / "towns.html", tmp_path / "towns.svg"
    text = run("report", towns, "--html", html, "--svg", svg)
    assert text.exit_code == 0, text.output
    assert "Where early on Joan tells Earl, it lasts" in text.output
    assert "Half of the runs are over after 3.4 years." in text.output
    document = json.loads(run("report", towns, "--json").stdout)
    assert document["runs"] == 60
    assert document["survival"][0] == {"minutes": 0, "value": 1, "low": 1, "high": 1}
    assert "http" not in html.read_text(encoding="utf-8").replace("http://www.w3.org", "")
    ET.fromstring(svg.read_text(encoding="utf-8"))


def test_names_on_the_page_are_text(towns: Path) -> None:
    with Store(towns, writing=True) as store:
        store.put([Kept(Task(99, 0, 9), "<script>", ended=True, minutes=5, acts=0)])
        assert "<script>" not in page(report(store))


def test_a_file_without_runs_says_so(tmp_path: Path) -> None:
    path = tmp_path / "none.duckdb"
    with Store(path, writing=True) as store:
        store.begin({"world": "Nothing"}, ["as it is"])
    found = run("report", path)
    assert found.exit_code == 3
    assert "no runs" in found.output
