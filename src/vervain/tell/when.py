"""Words for time: how long a gap was, how far a look back goes."""

from __future__ import annotations

from vervain.tell.lexicon import number_word

_HOUR, _DAY, _YEAR = 60, 24 * 60, 365 * 24 * 60


def span_words(minutes: int) -> str:
    """`three hours`, `a year`: a span of story time in its largest unit."""
    for size, unit in (
        (_YEAR, "year"),
        (7 * _DAY, "week"),
        (_DAY, "day"),
        (_HOUR, "hour"),
        (1, "minute"),
    ):
        count = minutes // size
        if count >= 1:
            if count == 1:
                return f"{'an' if unit == 'hour' else 'a'} {unit}"
            return f"{number_word(count)} {unit}s"
    return "a moment"


def gap_words(minutes: int) -> str:
    """What to say of a gap between two acts that are told one after the other; nothing if it is
    short."""
    return f"{span_words(minutes).capitalize()} later" if minutes >= 4 * _HOUR else ""


def back_words(minutes: int) -> str:
    """The opening of a look back over `minutes` (negative), when the author gave no words."""
    return f"{span_words(-minutes).capitalize()} earlier," if minutes < -5 else ""
