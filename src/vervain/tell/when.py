"""Words for time: how long a gap was, how far a look back goes, how often something happened."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from vervain.lang.calendar import season_of
from vervain.tell.lexicon import MOST_ORDINAL, number_word, ordinal_word

HOUR, DAY, WEEK, MONTH, YEAR = 60, 24 * 60, 7 * 24 * 60, 30 * 24 * 60, 365 * 24 * 60
SEASON, MOST_OF_YEAR = 91 * DAY, 8 * MONTH

APART = 3
"""One sentence in so many may have words for time."""


def span_words(minutes: int) -> str:
    """`three hours`, `a year`: a span of story time in its largest unit."""
    if 4 * WEEK <= minutes < YEAR:
        count = max(1, round(minutes / (YEAR / 12)))
        return "a month" if count == 1 else f"{number_word(count)} months"
    for size, unit in ((YEAR, "year"), (WEEK, "week"), (DAY, "day"), (HOUR, "hour"), (1, "minute")):
        count = minutes // size
        if count >= 1:
            if count == 1:
                return f"{'an' if unit == 'hour' else 'a'} {unit}"
            return f"{number_word(count)} {unit}s"
    return "a moment"


def another(span: str) -> str:
    """`another year`, `another three hours`: as much again as this span."""
    return f"another {span.removeprefix('a ').removeprefix('an ')}"


def gap_words(minutes: int) -> str:
    """What to say of a gap between two acts that are told one after the other; nothing if it is
    short."""
    return f"{span_words(minutes).capitalize()} later" if minutes >= 4 * HOUR else ""


def is_ellipsis(minutes: int, turn: int = 0) -> bool:
    """So much time is passed over that it is worth telling: `Three weeks …` went by. From one
    `turn` (minutes) of a calendar to the next is no time."""
    return minutes >= max(2 * DAY, turn + turn // 2)


def date_words(before: int, now: int) -> tuple[str, ...]:
    """What the calendar says of a time after `before`, without a comma: `in the spring of the third
    year`, `that winter`, `the next summer`. Nothing that would not tell the two apart."""
    year, season = now // YEAR + 1, season_of(now)
    seasons = [season_of(at) for at in range(before, now, MONTH)]
    absolute = f"in the {season} of {_year_words(year)}"
    if now - before >= YEAR or (season not in seasons[1:] and season == seasons[0]):
        return (absolute, f"in {_year_words(year)}") if year != before // YEAR + 1 else ()
    if season == seasons[0]:
        return (f"the next {season}", absolute)
    return (f"that {season}", absolute) if year != before // YEAR + 1 else (f"that {season}",)


def year_words(minute: int) -> str:
    """`the third year`, `year 122`."""
    return _year_words(minute // YEAR + 1)


def _year_words(year: int) -> str:
    return f"the {ordinal_word(year)} year" if year <= MOST_ORDINAL else f"year {year}"


def back_words(minutes: int) -> str:
    """The opening of a look back over `minutes` (negative), when the author gave no words."""
    return f"{span_words(-minutes).capitalize()} earlier," if minutes < -5 else ""


def period(minutes: int) -> int:
    """The stretches in which a story so long is told, where much in it repeats itself: days, weeks,
    months or years."""
    for size, unit in ((2 * YEAR, YEAR), (2 * MONTH, MONTH), (2 * WEEK, WEEK)):
        if minutes >= size:
            return unit
    return DAY


_AGAIN = (
    (DAY, ("Day after day", "Every day or so")),
    (WEEK, ("Week after week", "Every week or so")),
    (MONTH, ("Month after month", "Every month or so")),
)
_AT_TIMES = ("Time and again", "Again and again")


def yearly(minutes: Sequence[int]) -> str:
    """The season in which all of it happened, where that was in three years or more, and once in
    each; else empty."""
    seasons = {season_of(minute) for minute in minutes}
    years = {(minute + MONTH) // YEAR for minute in minutes}  # December goes with January
    once = len(minutes) == len(years) >= APART
    return seasons.pop() if once and len(seasons) == 1 else ""


def often_words(minutes: Sequence[int]) -> tuple[str, ...]:
    """How often, in as many ways as there are: `Day after day` for what came at least three times,
    at about such distances; `Every summer`; `Time and again` where there is no rule in it. Nothing
    for what happened at one time."""
    times = sorted(dict.fromkeys(minutes))
    if len(times) < APART:
        return ()
    season = yearly(times)
    if season:
        return (f"Every {season}", "Year after year")
    gaps = [b - a for a, b in pairwise(times)]
    mean = sum(gaps) / len(gaps)
    if max(gaps) > 2.5 * mean or min(gaps) < 0.25 * mean:
        return _AT_TIMES
    for size, words in _AGAIN:
        if mean <= 1.6 * size:
            return words if mean >= 0.4 * size else _AT_TIMES
    return ("Year after year",) if mean >= 0.4 * YEAR else _AT_TIMES
