"""The calendar: turns, and what the clock says of season, day and hour."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vervain.lang.expr import Value
from vervain.lang.phrases import functional_name
from vervain.lang.turns import UNITS
from vervain.lang.world import Fluent, FluentType, Phrase, World

DAY = 24 * 60
YEAR = 365 * DAY
MONTH = 30 * DAY
SEASONS = ("winter", "spring", "summer", "autumn")
COUNTS = ("year", "month", "day", "hour", "turn")


def _said(*words: str) -> Fluent:
    return Fluent(functional_name(words, whole=True), Phrase(words), (), FluentType.YES_NO)


def _counted(word: str) -> Fluent:
    words = ("the", word)
    name = functional_name(words, whole=True)
    return Fluent(name, Phrase(words), (), FluentType.NUMBER, default=0)


CALENDAR = (
    *(_said("it", "is", season) for season in SEASONS),
    _said("it", "is", "night"),
    *(_counted(word) for word in COUNTS),
)
"""Facts that a world with turns has: whoever lives in it knows them."""


def minute_of(world: World, turn: int) -> int:
    """When a turn begins, in minutes since midnight of day 1; twelve months are a year."""
    length = world.living.minutes
    if length % YEAR == 0 or length % MONTH:
        return world.clock + turn * length
    months = turn * (length // MONTH)
    return world.clock + (months // 12) * YEAR + -(-(months % 12) * 365 // 12) * DAY


def turn_at(world: World, minute: int) -> int:
    """The first turn that begins at this minute, or later."""
    turn = max(0, (minute - world.clock) // world.living.minutes)
    while turn and minute_of(world, turn - 1) >= minute:
        turn -= 1
    while minute_of(world, turn) < minute:
        turn += 1
    return turn


def turns_in(world: World, span: str) -> int:
    """How many turns a span like `10 years` has; ValueError if it is no span."""
    found = re.fullmatch(r"\s*(\d{1,6})\s+([a-z]+?)s?\s*", span)
    if found is None or (found[2] not in UNITS and found[2] != "turn"):
        raise ValueError(f"`{span}` is no span of time; write, say: 10 years, or 40 turns")
    if found[2] == "turn":
        return int(found[1])
    minutes = int(found[1]) * UNITS[found[2]]
    turns = minutes // world.living.minutes
    while minute_of(world, turns) - world.clock > minutes:
        turns -= 1
    while minute_of(world, turns) - world.clock < minutes:
        turns += 1
    return turns


def moment_in(world: World, text: str) -> int | None:
    """The minute that words of time mean: `7 years` is so long after the beginning; `year 8`,
    `month 3 of year 8`, `day 2` (`at 17:30`) and `turn 40` are when these begin. None: no such
    words."""
    said = " ".join(text.lower().replace(",", " ").split())
    if re.fullmatch(r"\d{1,6} [a-z]+", said):
        number, unit = said.split()
        unit = unit.removesuffix("s")
        if unit == "turn":
            return minute_of(world, int(number))
        return world.clock + int(number) * UNITS[unit] if unit in UNITS else None
    if found := re.fullmatch(r"turn (\d{1,6})", said):
        return minute_of(world, int(found[1]))
    if found := re.fullmatch(r"(?:month (\d{1,2}) of )?year (\d{1,5})", said):
        months = int(found[1] or 1) - 1
        return (int(found[2]) - 1) * YEAR + -(-months * 365 // 12) * DAY
    if found := re.fullmatch(r"day (\d{1,6})(?: (?:at )?(\d{1,2}):(\d{2}))?", said):
        return (int(found[1]) - 1) * DAY + int(found[2] or 0) * 60 + int(found[3] or 0)
    return None


def moment_words(world: World, minute: int) -> str:
    """When something is in a run, in words that `moment_in` takes: the calendar as finely as turns
    are long."""
    length, day = world.living.minutes, minute // DAY
    if length >= YEAR:
        return f"year {day // 365 + 1}"
    if length >= MONTH:
        return f"month {min(11, day % 365 * 12 // 365) + 1} of year {day // 365 + 1}"
    if length >= DAY:
        return f"day {day + 1}"
    return f"day {day + 1} {minute // 60 % 24:02}:{minute % 60:02}"


def calendar_facts(world: World, turn: int) -> Iterator[tuple[tuple[str, tuple[str, ...]], Value]]:
    """What is so of the calendar in a turn."""
    if not world.living.calendar:
        return
    minute = minute_of(world, turn)
    season, hour = season_of(minute), minute % DAY // 60
    for name in SEASONS:
        yield (f"it_is_{name}", ()), season == name
    yield ("it_is_night", ()), hour < 6 or hour >= 21
    day = minute // DAY
    counts = (day // 365 + 1, min(11, day % 365 * 12 // 365) + 1, day + 1, hour, turn)
    for name, count in zip(COUNTS, counts, strict=True):
        yield (f"the_{name}", ()), count


def season_of(minute: int) -> str:
    """Day 1 is the first of January; winter is December to February."""
    month = min(11, minute // DAY % 365 * 12 // 365)
    return SEASONS[(month + 1) % 12 // 3]


def due(world: World, schema: object, turn: int) -> bool:
    """Whether it is the time for an act that comes round: the first turn of each time."""
    rhythm: tuple[int, str] | None = getattr(schema, "every", None)
    if rhythm is None:
        return True
    count, unit = rhythm
    if turn == 0:
        return False
    before, now = minute_of(world, turn - 1), minute_of(world, turn)
    if unit in SEASONS:
        return season_of(now) == unit and season_of(before) != unit
    if unit == "turn":
        return turn % count == 0
    return _number_of(now, unit) // count != _number_of(before, unit) // count


def _number_of(minute: int, unit: str) -> int:
    day = minute // DAY
    match unit:
        case "year":
            return day // 365
        case "month":
            return day // 365 * 12 + min(11, day % 365 * 12 // 365)
        case "week":
            return day // 7
        case "day":
            return day
        case "night":
            return (minute + 3 * 60) // DAY
    return minute // 60
