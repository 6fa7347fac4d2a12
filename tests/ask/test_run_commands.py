"""Questions to runs, as commands: `--run`, `--trail`, `--from` a time, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from vervain.ui.cli import main

LIVED = ("--run", "40 turns", "--seed", "3")


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def data(*words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(*words, *LIVED, "--json").output)
    return found


def test_a_run_is_kept_and_asked_about_by_its_file(tmp_path: Path) -> None:
    file = str(tmp_path / "night.json")
    assert run("run", "gull_point", "--for", "40 turns", "--seed", "3", "-o", file).exit_code == 0
    lived = run("why", "gull_point", "2", *LIVED).output
    assert lived.startswith("Tom lies to Ida that the quencher is Bess (2)")
    for option in ("--run", "--story"):
        assert run("why", "gull_point", "2", option, file).output == lived


def test_answers_from_runs_name_their_evidence() -> None:
    why = data("why", "gull_point", "12")
    assert why["answer"]["events"] == [12]
    beliefs = why["found"]["motives"][0]["beliefs"]
    assert {b["since"] for b in beliefs} >= {None, 10, 11}
    way = data("who", "gull_point", "the quencher", "--trail", "Ida")
    assert [hop["teller"] for hop in way["found"]["hops"]] == ["Tom"]
    assert way["answer"]["events"] == [2]
    assert way["answer"]["facts"] == [{"fluent": "quencher", "args": [], "minds": ["Ida"]}]
    other = data("what-if", "gull_point", "without 2", "--from", "day 1")
    assert other["found"]["same"] == 2
    assert [lost["event"] for lost in other["found"]["lost"]] == [2]
    assert other["story"]["ran"]["span"] == 40
    not_so = data("why-not", "gull_point", "Bess quenches the lamp")
    assert not_so["found"]["refusals"][0]["agent"] == "Bess"


def test_a_run_can_be_drawn_and_compared(tmp_path: Path) -> None:
    target = tmp_path / "night.svg"
    assert run("draw", "gull_point", *LIVED, "--layout", "own", "-o", str(target)).exit_code == 0
    assert "Tom quenches the lamp" in target.read_text(encoding="utf-8").replace("</tspan>", "")
    table = run("what-if", "gull_point", "without 2", "the lamp is not lit", "--compare", *LIVED)
    assert table.output.splitlines()[1].rstrip().endswith("Tom pays Ida (11)")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("why", "gull_point", "2", "--run", "nosuch"), "no span of time"),
        (("who", "gull_point", "--trail", "Ida", *LIVED), "needs a FACT"),
        (("who", "gull_point", "the quencher", "--trail", "the inn", *LIVED), "nobody who can"),
        (("what-if", "gull_point", "without 2", "--from", "year 80", *LIVED), "the story is over"),
        (("what-if", "gull_point", "without 2", "--from", "year 80"), "the story is over"),
        (("why", "gull_point", "2", "--story", __file__, *LIVED), "do not go together"),
    ],
)
def test_what_cannot_be_asked_is_said(words: tuple[str, ...], said: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert said in " ".join(result.output.split())
