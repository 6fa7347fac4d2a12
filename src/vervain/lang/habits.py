"""What is written by habit in other words than the language has, put in its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vervain.lang.kinds import Kinds
from vervain.lang.world import Hole

NEARBY = ("in", "on", "inside", "within")
"""Words for being somewhere; the language has `at`."""

_THINKS = frozenset(
    "think thinks suppose supposes assume assumes suspect suspects learn learns realise realises "
    "realize realizes".split()
)
_REWRITTEN: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), mend)
    for pattern, mend in (
        (r"^that (?=\S)", ""),
        (r" \.$", ""),
        (r"\b(is|are|was|were|has|have|had|does|do)n't\b", r"\1 not"),
        (r" (?:increases?|grows?|goes up)(?: by)? (?=\S)", " rises by "),
        (r" (?:decreases?|shrinks?|drops?|goes down)(?: by)? (?=\S)", " falls by "),
        (r" (rises|falls) (?!by\b)(?=\d)", r" \1 by "),
        (r" > ?= ", " is at least "),
        (r" < ?= ", " is at most "),
        (r" > ", " is more than "),
        (r" < ", " is less than "),
        (r" =(?: ?=)? ", " is "),
        (r" (?:greater|bigger|higher|larger) than ", " more than "),
        (r" (?:smaller|lower|fewer) than ", " less than "),
        (r"^if (.+?) then (.+)$", r"if \1: \2"),
    )
)


def habit(said: str, parts: Sequence[str | Hole], kinds: Kinds) -> str | None:
    """The words as the language has them; None where they are none of these habits. `parts` are
    the same words, with a hole wherever somebody or something is named."""
    if len(parts) > 2 and isinstance(parts[0], Hole) and parts[1] in _THINKS:
        return re.sub(rf"\b{parts[1]}(?: that)? ", "believes ", said, count=1)
    where = _somewhere(said, parts, kinds)
    if where is not None:
        return where
    for pattern, mend in _REWRITTEN:
        found = pattern.sub(mend, said, count=1)
        if found != said:
            return found
    return None


def _somewhere(said: str, parts: Sequence[str | Hole], kinds: Kinds) -> str | None:
    """`Tom is in the inn`, `Tom at the inn`: at a place."""
    if len(parts) < 3 or not (isinstance(parts[0], Hole) and isinstance(parts[-1], Hole)):
        return None
    if not kinds.is_a(parts[-1].param.kind, "place"):
        return None
    between = [str(p) for p in parts[1:-1]]
    if between == ["at"]:
        return said.replace(" at ", " is at ", 1)
    if between[-1] in NEARBY and between[:-1] in (["is"], ["is", "not"], ["are"], ["are", "not"]):
        return said.replace(f" {between[-1]} ", " at ", 1)
    return None
