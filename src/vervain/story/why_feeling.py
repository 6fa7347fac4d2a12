"""Why somebody feels something: the belief that it appraises, the want that is touched, and the
deed, with the reasons of who did it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from vervain.story.case import Case
from vervain.story.feel.feeling import Emotion, Feeling, Feelings, Felt
from vervain.story.feel.intensity import felt, strength
from vervain.story.why import Because, Why, held_because, why


@dataclass(frozen=True, slots=True)
class FeltBecause:
    """One feeling, how strong it is when it is asked about, and what is behind it.

    `beliefs`: what it appraises, each with where it came from. `deed`: why the deed that it is
    about was done, if it was seen. `parts`: the feelings of which it is made.
    """

    felt: Felt
    beliefs: tuple[Because, ...]
    deed: Why | None
    parts: tuple[Felt, ...] = ()


@dataclass(frozen=True, slots=True)
class WhyFeeling:
    """Why `who` feels one of `emotions` (toward somebody, if that was said) in state `at`, the
    strongest first. `course` has all feelings that were meant, at whatever time."""

    who: str
    emotions: tuple[Emotion, ...]
    toward: str | None
    at: int
    found: tuple[FeltBecause, ...]
    course: tuple[Feeling, ...]


def why_feeling(
    case: Case,
    feelings: Feelings,
    who: str,
    emotions: Collection[Emotion],
    toward: str | None = None,
    at: int | None = None,
    depth: int = 1,
) -> WhyFeeling:
    """Why somebody feels this in state `at`; without it, where it is strongest."""
    course = tuple(
        f
        for f in feelings.feelings
        if f.who == who and f.emotion in emotions and toward in (None, f.toward)
    )
    state = peak(feelings, course) if at is None else at
    meant = {f.id for f in course}
    here = [f for f in felt(feelings, state, who) if f.feeling.id in meant]
    whys: dict[int, Why] = {}
    found = tuple(_because(case, feelings, one, state, depth, whys) for one in here)
    return WhyFeeling(who, tuple(emotions), toward, state, found, course)


def peak(feelings: Feelings, course: tuple[Feeling, ...]) -> int:
    """The state in which one of these feelings is strongest; of equals the first."""
    if not course:
        return len(feelings.minutes) - 1
    best = max(course, key=lambda f: (f.intensity, -f.since))
    return best.since


def _because(
    case: Case, feelings: Feelings, one: Felt, at: int, depth: int, whys: dict[int, Why]
) -> FeltBecause:
    feeling = one.feeling
    beliefs = tuple(held_because(case, held, feeling.since) for held in feeling.beliefs)
    deed = None if feeling.deed is None else feeling.deed.event
    if deed is not None and deed not in whys:
        whys[deed] = why(case, deed, depth)
    by_id = {f.id: f for f in feelings.feelings}
    parts = tuple(Felt(by_id[i], strength(feelings, by_id[i], at)) for i in feeling.parts)
    return FeltBecause(one, beliefs, None if deed is None else whys[deed], parts)
