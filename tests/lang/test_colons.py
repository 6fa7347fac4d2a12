"""Where the words for the reader begin: a line full of colons is read in good time."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest

import vervain
from vervain.base.diagnostic import Rejected
from vervain.lang.colons import MOST_COLONS, colons
from vervain.lang.expressions import Expressions

WORLD = """
world Colons
place the hut
person Ada, she, at the hut
fact (who: person) is red: yes or no
action (who: person) sneezes
  when who is not red
  then who is red
  agreed by who
"""


def test_colons_in_brackets_are_of_the_condition() -> None:
    assert colons("when every (p: person) is red: {who} {go}: so") == [29, 41]
    assert len(colons(":" * 100)) == MOST_COLONS


@pytest.mark.parametrize(
    "line",
    [
        "  say when {many}{{who}} {{go}}",
        "lexicon\n  shows fear when {many}{{who}} {{go}}",
        "telling now\n  from nobody\n  say between when {many}it rains",
    ],
)
def test_a_line_of_many_colons_is_read_or_refused_at_once(
    line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each colon could end the condition; of thousands a few are tried."""
    tried: list[object] = []
    attempt = Expressions.attempt

    def counted(self: Expressions, *args: Any, **named: Any) -> Any:
        tried.append(args)
        return attempt(self, *args, **named)

    monkeypatch.setattr(Expressions, "attempt", counted)
    with suppress(Rejected):
        vervain.load_text(WORLD + line.format(many="who is red or : " * 1500) + "\n")
    assert 0 < len(tried) < 300
