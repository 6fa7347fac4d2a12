"""The words of chance: the odds of what did not happen, and what was drawn."""

from __future__ import annotations

from vervain.lang.calendar import DAY, YEAR
from vervain.story.verdict import Draw, Odds
from vervain.tell.answer import Answer, sentence
from vervain.tell.lexicon import listing
from vervain.tell.speaker import Speaker

MOST_DRAWS = 12
"""Draws that are told; more of them are counted."""


def draws(say: Speaker, odds: Odds) -> list[Answer]:
    """What was drawn each time that it could have happened, in a story that was lived."""
    drawn = [d for d in odds.draws if not d.lot]
    lots = [d for d in odds.draws if d.lot]
    found = [_drawn(say, odds, drawn)] if drawn else []
    if lots:
        first = lots[0]
        times = "once" if len(lots) == 1 else f"{len(lots)} times"
        text = f"The lot fell to another {times}: to {listing(list(first.lot))} {_time(say, first)}"
        found.append(Answer(sentence(text)))
    return found


def _drawn(say: Speaker, odds: Odds, drawn: list[Draw]) -> Answer:
    near = min(drawn, key=lambda d: d.number)
    need = "0" if odds.hits == 1 else f"less than {odds.hits}"
    head = f"The odds were {odds.hits} in {odds.of}"
    if odds.hits == odds.of:
        return Answer(sentence(f"{head}, and something that came first kept it from happening"))
    if len(drawn) == 1:
        text = f"{head}, and the draw was {near.number} where it takes {need} ({_time(say, near)})"
        return Answer(sentence(text))
    text = (
        f"{head} each time; it could have {len(drawn)} times between {_date(say, drawn[0])} "
        f"and {_date(say, drawn[-1])}"
    )
    shown = listing([str(d.number) for d in drawn[:MOST_DRAWS]])
    rest = f", and {len(drawn) - MOST_DRAWS} more" if len(drawn) > MOST_DRAWS else ""
    close = f"the nearest was {near.number}, {_time(say, near)}"
    parts = (
        Answer(sentence(f"What was drawn, where it takes {need}: {shown}{rest}; {close}")),
        Answer(sentence(f"{share(odds.spared)} through all of that without it")),
    )
    return Answer(sentence(text), (), (), parts)


def _time(say: Speaker, draw: Draw) -> str:
    """When something was drawn, as a circumstance."""
    return f"{'in' if say.world.living.minutes >= 28 * DAY else 'on'} {_date(say, draw)}"


def _date(say: Speaker, draw: Draw) -> str:
    """When something was drawn, in the words that the turns of this world are counted in."""
    day = draw.minute // DAY
    length = say.world.living.minutes
    if length % YEAR == 0:
        return f"year {day // 365 + 1}"
    if length >= 28 * DAY:
        return f"month {min(11, day % 365 * 12 // 365) + 1} of year {day // 365 + 1}"
    if length >= DAY:
        return f"day {day + 1}"
    return f"day {day + 1} at {draw.minute % DAY // 60:02}:{draw.minute % 60:02}"


def share(part: float) -> str:
    """Of many stories, so many."""
    for of in (100, 1000, 10_000, 1_000_000):
        if round(part * of) >= 1:
            count = round(part * of)
            return f"1 story in {of:,} goes" if count == 1 else f"{count} stories in {of:,} go"
    return "fewer than one story in a million goes"
