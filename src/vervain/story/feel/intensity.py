"""Intensity: how strong a feeling begins, how it wears off, and what mood it leaves behind."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from vervain.story.feel.feeling import Emotion, Feeling, Feelings, Felt

THRESHOLD = 0.05
"""What is weaker is not felt."""

DEGREES = (0.2, 0.45, 0.75)
"""From where on a feeling is clear, strong, very strong."""
STRONG = DEGREES[1]

HOUR, DAY = 60, 24 * 60
YEAR = 365 * DAY

HALF_LIFE: dict[Emotion, float] = {
    Emotion.JOY: 12 * HOUR,
    Emotion.DISTRESS: 2 * DAY,
    Emotion.SATISFACTION: 2 * HOUR,
    Emotion.DISAPPOINTMENT: 12 * HOUR,
    Emotion.FEARS_CONFIRMED: 6 * HOUR,
    Emotion.RELIEF: 3 * HOUR,
    Emotion.HAPPY_FOR: 12 * HOUR,
    Emotion.PITY: 7 * DAY,
    Emotion.RESENTMENT: 4 * DAY,
    Emotion.GLOATING: DAY,
    Emotion.PRIDE: 4 * DAY,
    Emotion.SHAME: 14 * DAY,
    Emotion.ADMIRATION: 7 * DAY,
    Emotion.REPROACH: 14 * DAY,
    Emotion.GRATIFICATION: 2 * DAY,
    Emotion.REMORSE: 14 * DAY,
    Emotion.GRATITUDE: 14 * DAY,
    Emotion.ANGER: 4 * DAY,
}
"""Minutes of story time in which a feeling loses half its strength. Hope, fear, love and hate are
not here: they last as long as what they are about."""

MOOD_SHARE = 0.3
"""How much of a feeling goes into the mood (FAtiMA)."""
MOOD_HALF_LIFE = DAY
MOOD_PULL = 0.1
"""How much a mood of 1 adds to a feeling that agrees with it, and takes from one that does not."""


def saturating(weight: float, scale: float) -> float:
    """A weight without bounds as 0 to 1: one half where it is as great as the scale."""
    return weight / (weight + scale) if weight > 0 else 0.0


def both(one: float, other: float) -> float:
    """Two strengths that make one feeling: their geometric mean."""
    return float((one * other) ** 0.5)


def unexpected(credence: float) -> float:
    """½ to 1: what was foreseen as certain moves half as much as what nobody thought of."""
    return 0.5 + 0.5 * (1.0 - credence)


def fading(emotion: Emotion, minutes: float) -> float:
    """What is left of a feeling after so many minutes, 0 to 1."""
    half = HALF_LIFE.get(emotion)
    return 1.0 if half is None else float(0.5 ** (minutes / half))


def lasting(emotion: Emotion, intensity: float) -> float | None:
    """The minutes after which so strong a feeling has faded; None: it does not fade by time."""
    half = HALF_LIFE.get(emotion)
    return None if half is None else half * math.log2(intensity / THRESHOLD)


def degree(strength: float) -> int:
    """0: faint or nothing, 1: clear, 2: strong, 3: very strong."""
    return sum(strength >= least for least in DEGREES)


def strength(found: Feelings, feeling: Feeling, k: int) -> float:
    """How strong the feeling is in state k; 0 where it is not there."""
    if k < feeling.since or (feeling.until is not None and k >= feeling.until):
        return 0.0
    passed = found.minutes[k] - found.minutes[feeling.since]
    return feeling.intensity * fading(feeling.emotion, passed)


def present(found: Feelings, among: Iterable[Feeling], k: int, later: float = 0) -> Iterator[Felt]:
    """Those of them that are there in state k, as strong as they are then, or so many minutes
    later."""
    for f in among:
        if f.since <= k and (f.until is None or k < f.until):
            yield Felt(f, strength(found, f, k) * fading(f.emotion, later))


def felt(found: Feelings, k: int, who: str | None = None) -> tuple[Felt, ...]:
    """What is felt in state k, by one or by all, the strongest first."""
    here = present(found, (f for f in found.feelings if who in (None, f.who)), k)
    return tuple(sorted(here, key=lambda f: (-f.strength, f.feeling.id)))
