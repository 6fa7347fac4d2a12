"""The patterns of the library: twenty, each with examples that hold, and fail when broken."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from click.testing import CliRunner

from tests.sift.test_betrayal import guests
from vervain.story.sift.examples import try_examples
from vervain.ui.cli import main


def test_there_are_twenty_and_each_has_both_sorts_of_example() -> None:
    patterns = guests().patterns
    assert len(patterns) == 20
    for pattern in patterns:
        assert {e.matches for e in pattern.examples} == {True, False}, pattern.words


def test_every_example_holds() -> None:
    world = guests()
    failed = [
        (t.pattern.words, t.example.text)
        for t in try_examples(world, world.patterns)
        if not t.holds
    ]
    assert not failed


def test_an_example_that_says_the_opposite_does_not_hold() -> None:
    """So the test above can fail."""
    world = guests()
    turned = tuple(
        replace(p, examples=tuple(replace(e, matches=not e.matches) for e in p.examples))
        for p in world.patterns
    )
    assert not any(t.holds for t in try_examples(world, turned))


def test_check_names_an_example_that_does_not_hold(tmp_path: Path) -> None:
    file = tmp_path / "wrongs.world"
    file.write_text(
        "world Wrongs\nmotif (one: person) harms (two: person)\n"
        "pattern (one: person) wrongs (two: person)\n  first one harms two\n"
        "  must match two harms one\n  must match one harms two\n",
        encoding="utf-8",
    )
    result = CliRunner().invoke(main, ["check", str(file)])
    assert result.exit_code == 1
    assert f"{file}:5:3: no story of this pattern is found in what it must match" in result.output
