"""Compounds: gratification, remorse, gratitude and anger: what somebody thinks of a deed, joined
with how they like what came of it. The two may be years apart; the simple feelings stay."""

from __future__ import annotations

from collections.abc import Iterator

from vervain.story.feel.book import Book, Draft
from vervain.story.feel.feeling import Deed, Emotion
from vervain.story.feel.intensity import both
from vervain.story.feel.praise import as_past

Done = set[tuple[Deed, Emotion, str | None]]

JOINED = {
    (Emotion.PRIDE, True): Emotion.GRATIFICATION,
    (Emotion.SHAME, False): Emotion.REMORSE,
    (Emotion.ADMIRATION, True): Emotion.GRATITUDE,
    (Emotion.REPROACH, False): Emotion.ANGER,
}
"""By the judgement, and by whether what came of it is pleasant."""

PLEASANT_ENDS = frozenset({Emotion.JOY, Emotion.HAPPY_FOR})
OF_ONESELF = frozenset({Emotion.GRATIFICATION, Emotion.REMORSE})


def join(book: Book, end: Draft, judgements: list[Draft], k: int, done: Done) -> None:
    """For each person judged the strongest judgement of one deed that agrees with what came of it.

    `done`: what there is already of this event, and is added to.
    """
    for emotion, judgement in _strongest(end, judgements):
        key = (judgement.deed, emotion, judgement.toward)
        share = 1.0 if emotion in OF_ONESELF else _share(end, judgement, judgements)
        if judgement.deed is None or not share or key in done:
            continue
        if book.too_weak(both(judgement.intensity, end.new) * share):
            continue
        if book.add(_compound(emotion, end, judgement, share, k)) is not None:
            done.add((judgement.deed, emotion, judgement.toward))


def _strongest(end: Draft, judgements: list[Draft]) -> Iterator[tuple[Emotion, Draft]]:
    best: dict[tuple[Emotion, str | None], Draft] = {}
    for judgement in judgements:
        emotion = JOINED.get((judgement.emotion, end.emotion in PLEASANT_ENDS))
        if emotion is not None and judgement.open:
            key = (emotion, judgement.toward)
            if key not in best or best[key].intensity < judgement.intensity:
                best[key] = judgement
    yield from ((emotion, judgement) for (emotion, _), judgement in best.items())


def _share(end: Draft, judgement: Draft, judgements: list[Draft]) -> float:
    """How far the one judged is to be held to what came of it; 0: not at all, or it did not come to
    oneself. A judgement of just this has it in its strength already."""
    if end.stake is None or end.stake.agent != end.agent:
        return 0.0
    about = [j for j in judgements if j.toward == judgement.toward and end in j.parts]
    if any(j is judgement for j in about):
        return 1.0
    return max((j.share for j in about), default=0.0)


def _compound(emotion: Emotion, end: Draft, judgement: Draft, share: float, k: int) -> Draft:
    return Draft(
        agent=end.agent,
        emotion=emotion,
        toward=judgement.toward,
        intensity=both(judgement.intensity, end.new) * share,
        beliefs=tuple(dict.fromkeys((*judgement.beliefs, *as_past(end)))),
        since=k,
        event=k - 1,
        deed=judgement.deed,
        value=judgement.value,
        stake=end.stake,
        parts=(judgement, end),
        falls_with=(judgement, end),
    )
