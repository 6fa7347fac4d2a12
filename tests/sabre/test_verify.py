"""Solutions that others published, and plans with something wrong, before the verifier."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.sabre.material import ROOT, needed, path
from vervain.ui.cli import main

SLOW = {"aladdin_any", "aladdin_both"}
"""The published plans of these rest on reasons that take long to look through."""


def instances() -> list[dict[str, str]]:
    """The benchmark's instances, with their limits."""
    if not ROOT.is_dir():
        return []
    with (ROOT / "instances.csv").open(encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if row["name"] not in SLOW]


def limits(row: dict[str, str]) -> list[str]:
    """The options that set an instance's goal and limits."""
    return [
        *("--goal", row["goal"], "--author-limit", row["author_temporal_limit"]),
        *("--character-limit", row["character_temporal_limit"]),
        *("--belief-limit", row["epistemic_limit"]),
    ]


def run(*words: str, text: str | None = None) -> Result:
    return CliRunner().invoke(main, [*words], input=text)


@needed
@pytest.mark.parametrize("row", instances(), ids=lambda row: row["name"])
def test_the_known_solution_is_accepted(row: dict[str, str]) -> None:
    problem = str(path(row["file"].removesuffix(".txt")))
    known = ROOT / "solutions" / f"{row['name']}.txt"
    result = run("verify", problem, str(known), *limits(row))
    assert result.exit_code == 0, result.output
    assert result.output.startswith("accepted")


@needed
@pytest.mark.parametrize("row", instances(), ids=lambda row: row["name"])
def test_every_instance_is_solved_and_its_plan_accepted(
    row: dict[str, str], tmp_path: Path
) -> None:
    problem = str(path(row["file"].removesuffix(".txt")))
    story = str(tmp_path / "story.json")
    found = run("plan", problem, *limits(row), "--save", story)
    assert found.exit_code == 0, found.output
    assert run("verify", problem, story, *limits(row)).output.startswith("accepted")


DEEP = ("--belief-limit", "3")
TREASURE = ("rumor()", "sail()", "dig()", "take(Hawkins, Treasure)")


@needed
@pytest.mark.parametrize(
    ("acts", "verdict"),
    [
        (TREASURE, "accepted: 4 acts"),
        (TREASURE[1:], "not accepted: step 1, sail(), is not explained for Silver"),
        (TREASURE[2:], "not accepted: step 1, dig(), cannot happen here"),
        (TREASURE[:3], "not accepted: the plan ends with 0, and the goal is 1"),
        (("rumor()", *TREASURE), "not accepted: step 2, rumor(), is not explained for Hawkins"),
    ],
)
def test_the_verdict_says_where_and_for_whom(acts: tuple[str, ...], verdict: str) -> None:
    result = run("verify", str(path("treasure")), "-", *DEEP, text="\n".join(acts))
    assert result.output.startswith(verdict)
    assert result.exit_code == (0 if verdict.startswith("accepted") else 6)


@needed
def test_a_line_that_is_no_act_is_a_finding() -> None:
    result = run("verify", str(path("treasure")), "-", text="sail()\ndigg()\n")
    assert result.exit_code == 1
    assert "V905" in result.output
    assert "perhaps: dig" in result.output


@needed
def test_all_solutions_are_found_and_told_so() -> None:
    result = run("plan", str(path("treasure")), "--all", "--belief-limit", "3")
    assert result.exit_code == 0
    assert "there are no more within the limits" in result.output
