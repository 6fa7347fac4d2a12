"""The options of `tell`: a name that is no name is said, never passed over."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from vervain.ui.cli import main


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--as", "Idaa"), "did you mean `Ida`?"),
        (("--as", "Zed"), "there are: Ida, Tom, Bess, nobody"),
        (("--as", "the quay"), "there is nobody called 'the quay'"),
        (("--as", "nobody", "--first"), "in the third person; --as NAME says from whose"),
        (("--second", "--telling", "straight on"), "in the third person; --as NAME"),
        (("--telling", "two finger"), "did you mean `two fingers`?"),
        (("--telling", "x"), "there are: looking back"),
    ],
)
def test_a_telling_that_there_is_not(words: tuple[str, ...], said: str) -> None:
    done = CliRunner().invoke(main, ["tell", "gull_point", *words])
    assert done.exit_code == 2
    assert said in done.output


def test_a_telling_by_its_name() -> None:
    first = CliRunner().invoke(main, ["tell", "gull_point"])
    other = CliRunner().invoke(main, ["tell", "gull_point", "--telling", "two fingers"])
    assert other.exit_code == 0
    assert other.output != first.output
