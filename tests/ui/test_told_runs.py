"""`tell --run`: how long and until when as in `run`; of a kept run and of a chronicle alike."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from vervain.ui.cli import main

WORLD = """
world Pond
one turn is 1 month
kind frog is a thing
thing frog
person Ada, she
fact croaks: number
happening a frog croaks
  when croaks is less than 100
  then croaks is croaks plus 1
  seen by Ada
  say a frog {croaks}
  say something {croaks} again
plans
  a run lasts 2 years
telling Pond
  from nobody, third person, past tense
  say last: {the month} of year {the year}, and {croaks} times
"""


@pytest.fixture
def pond(tmp_path: Path) -> str:
    file = tmp_path / "pond.world"
    file.write_text(WORLD, encoding="utf-8")
    return str(file)


def said(*words: str) -> str:
    result = CliRunner().invoke(main, ["tell", *words])
    assert result.exit_code == 0, result.output
    return " ".join(result.output.split())


def test_it_is_lived_as_long_as_the_world_says_or_is_asked_for(pond: str) -> None:
    assert said(pond, "--run").endswith("One of year three, and twenty-four times.")
    assert said(pond, "--run", "--for", "5 months").endswith("Six of year one, and five times.")
    assert said(pond, "--run", "--until", "croaks is 3").endswith("and three times.")


def test_a_run_that_was_kept_is_told_as_its_chronicle_is(pond: str, tmp_path: Path) -> None:
    kept, chronicle = str(tmp_path / "kept.json"), str(tmp_path / "chronicle.json")
    ran = ["run", pond, "--for", "7 months", "--save", kept, "-o", chronicle]
    assert CliRunner().invoke(main, ran).exit_code == 0
    assert said(pond, "--run", kept) == said(pond, "--run", chronicle)
    assert said(pond, "--story", kept).endswith("and seven times.")


def test_a_run_that_was_kept_is_sifted_as_its_chronicle_is(pond: str, tmp_path: Path) -> None:
    """The patterns that it is sifted by are no part of the world that was run."""
    kept, chronicle = str(tmp_path / "kept.json"), str(tmp_path / "chronicle.json")
    patterns = tmp_path / "more.world"
    patterns.write_text("pattern croaking\n  first a frog croaks\n", encoding="utf-8")
    ran = ["run", pond, "--for", "2 months", "--save", kept, "-o", chronicle]
    assert CliRunner().invoke(main, ran).exit_code == 0
    sifted = [
        CliRunner().invoke(main, ["sift", pond, "croaking", "--patterns", str(patterns), *how])
        for how in (("--run", kept), ("--story", chronicle))
    ]
    assert [found.exit_code for found in sifted] == [0, 0], sifted[0].output
    assert sifted[0].output == sifted[1].output
    assert "2 events" in sifted[0].output


@pytest.mark.parametrize(
    "words",
    [
        ("--for", "5 months"),
        ("--run", "--for", "5 moons"),
        ("--run", "no such file"),
    ],
)
def test_what_does_not_go_together_is_said(pond: str, words: tuple[str, ...]) -> None:
    result = CliRunner().invoke(main, ["tell", pond, *words])
    assert result.exit_code == 2
    assert "--for" in result.output or "no file" in result.output
