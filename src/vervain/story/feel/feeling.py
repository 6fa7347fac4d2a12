"""Feeling: one dated feeling of one person, with the belief that it appraises.

The words are those of Ortony, Clore and Collins (1988): twenty-two emotions. What each of them
means here, and from where we have it, stands in docs/explanation/feelings.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vervain.story.chronicle import Act, Fact, Plain


class Emotion(StrEnum):
    """The twenty-two."""

    JOY = "joy"
    DISTRESS = "distress"
    HOPE = "hope"
    FEAR = "fear"
    SATISFACTION = "satisfaction"
    DISAPPOINTMENT = "disappointment"
    FEARS_CONFIRMED = "fears confirmed"
    RELIEF = "relief"
    HAPPY_FOR = "happy for"
    PITY = "pity"
    RESENTMENT = "resentment"
    GLOATING = "gloating"
    PRIDE = "pride"
    SHAME = "shame"
    ADMIRATION = "admiration"
    REPROACH = "reproach"
    GRATIFICATION = "gratification"
    REMORSE = "remorse"
    GRATITUDE = "gratitude"
    ANGER = "anger"
    LOVE = "love"
    HATE = "hate"


PLEASANT = frozenset(
    {
        *(Emotion.JOY, Emotion.HOPE, Emotion.SATISFACTION, Emotion.RELIEF, Emotion.HAPPY_FOR),
        *(Emotion.GLOATING, Emotion.PRIDE, Emotion.ADMIRATION, Emotion.GRATIFICATION),
        *(Emotion.GRATITUDE, Emotion.LOVE),
    }
)


class Ended(StrEnum):
    """Why a feeling is over."""

    VOID = "it was not so"
    PAST = "it is no longer so"
    CHANGED = "it has become more, or less"
    CAME_OUT = "it has come out"
    FADED = "it has faded"
    DEAD = "its bearer is dead"
    NUMB = "its bearer has put an end to all feeling"


@dataclass(frozen=True, slots=True)
class Held:
    """A belief of the one who feels: `fact` (whose minds begin with them) is `value`.

    `past`: the belief is that it was so; it does not fall when the world moves on, only when it
    turns out that it never was so.
    """

    fact: Fact
    value: Plain
    past: bool = False


@dataclass(frozen=True, slots=True)
class Deed:
    """An act that a feeling is about, as the one who feels knows it.

    `event`: the event that they saw, or None where they only infer from a fact that `doers` did
    it.
    """

    act: Act
    doers: tuple[str, ...]
    event: int | None


@dataclass(frozen=True, slots=True)
class Feeling:
    """One feeling. It is there in the states `since` … `until` - 1 (None: to the end).

    State k is before event k and after event k - 1. `event` is what called it forth (None: it is
    there at the start), `by` the event that ended it. `intensity` (0 to 1) is that of its
    beginning. `want` and `purpose` are the author's line of the want that is touched, `whose` the
    one who has it; `value` is what is held dear, where an act is for it or against it. `parts` are
    the ids of the feelings of which a compound is made, or from which a closing comes.
    """

    id: int
    who: str
    emotion: Emotion
    toward: str | None
    intensity: float
    beliefs: tuple[Held, ...]
    deed: Deed | None
    value: str
    want: str
    purpose: str
    whose: str | None
    event: int | None
    since: int
    until: int | None
    ended: Ended | None
    by: int | None
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Felt:
    """A feeling and how strong it is in one state."""

    feeling: Feeling
    strength: float


@dataclass(frozen=True, slots=True)
class Stirred:
    """An event that set a felt fact (`felt as anger`), and the id of the feeling behind it; None
    where there never was one."""

    event: int
    feeling: int | None


@dataclass(frozen=True, slots=True)
class Feelings:
    """All feelings of one story. `minutes` dates each state; `moods` has for each person a number
    from -1 to 1 for each state; `stirred` ties events in which a feeling became a fact to it."""

    world: str
    fingerprint: str
    people: tuple[str, ...]
    minutes: tuple[int, ...]
    feelings: tuple[Feeling, ...]
    moods: tuple[tuple[float, ...], ...]
    stirred: tuple[Stirred, ...] = ()
