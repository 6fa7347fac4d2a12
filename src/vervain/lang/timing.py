"""How long an act takes, when a clock shows what, and how likely a happening is."""

from __future__ import annotations

import re

from vervain.lang.context import Context
from vervain.lang.phrases import span_of, text_of
from vervain.lang.syntax import Clause
from vervain.lang.turns import UNITS
from vervain.lang.world import Minutes, Until

CLOCK = re.compile(r"(\d{1,2}):(\d{2})")


def duration(context: Context, lines: tuple[Clause, ...]) -> Minutes | Until:
    for line in lines:
        words = [t.text for t in line.tokens]
        if words[:1] == ["until"] and (minute := minute_of_day("".join(words[1:]))) is not None:
            return Until(minute)
        minutes = span(words)
        if minutes is None:
            hint = "write, say: takes 5 minutes, or: takes until 02:00"
            context.add(
                "V410",
                span_of(line.tokens, line.span),
                f"`{text_of(line.tokens)}` is no time that something takes",
                hint,
            )
            return Minutes(5)
        return Minutes(minutes)
    return Minutes(5)


def span(words: list[str]) -> int | None:
    """`7 days` in minutes."""
    unit = UNITS.get(words[1].removesuffix("s")) if len(words) == 2 else None
    return None if unit is None or not words[0].isdigit() else int(words[0]) * unit


def lasting(duration: Minutes | Until, minute: int) -> int:
    """Minutes from this minute on; `until` an hour that it is now means a whole day."""
    if isinstance(duration, Minutes):
        return duration.count
    return (duration.minute_of_day - minute - 1) % UNITS["day"] + 1


def minute_of_day(text: str) -> int | None:
    """`HH:MM` in minutes since midnight."""
    found = CLOCK.fullmatch(text)
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        return None
    return int(found[1]) * 60 + int(found[2])


def chance(context: Context, lines: tuple[Clause, ...]) -> tuple[int, int] | None:
    for line in lines:
        odds = re.fullmatch(r"(\d+) in (\d+)", " ".join(t.text for t in line.tokens))
        if odds is not None and 0 < int(odds[1]) <= int(odds[2]):
            return int(odds[1]), int(odds[2])
        said = text_of(line.tokens)
        context.add(
            "V411",
            span_of(line.tokens, line.span),
            f"`{said}` is no chance",
            "write, say: by chance 1 in 3",
        )
    return None
