"""Finding: which feeling is meant by `Caroline's horror`, or `Klaus is angry with Caroline`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vervain.base.diagnostic import Diagnostic, Rejected
from vervain.base.span import Span
from vervain.lang.asking import QUESTION
from vervain.lang.nearest import nearest
from vervain.story.feel.feeling import Emotion

WORDS: Mapping[Emotion, str] = {
    Emotion.JOY: "joy joyful glad gladness happy happiness delight delighted comfort comforted",
    Emotion.DISTRESS: "distress distressed grief sorrow sad sadness unhappy horror horrified "
    "despair misery",
    Emotion.HOPE: "hope hopes hopeful",
    Emotion.FEAR: "fear fears afraid fearful scared frightened terror terrified dread dreads",
    Emotion.SATISFACTION: "satisfaction satisfied",
    Emotion.DISAPPOINTMENT: "disappointment disappointed",
    Emotion.FEARS_CONFIRMED: "fears-confirmed",
    Emotion.RELIEF: "relief relieved comfort comforted",
    Emotion.HAPPY_FOR: "happy-for glad-for",
    Emotion.PITY: "pity pities sorry-for compassion",
    Emotion.RESENTMENT: "resentment resents envy envies jealous jealousy grudge grudges",
    Emotion.GLOATING: "gloating gloats",
    Emotion.PRIDE: "pride proud",
    Emotion.SHAME: "shame ashamed",
    Emotion.ADMIRATION: "admiration admires esteem",
    Emotion.REPROACH: "reproach reproaches blame blames horror horrified contempt indignation "
    "outrage",
    Emotion.GRATIFICATION: "gratification pleased-with-herself pleased-with-himself",
    Emotion.REMORSE: "remorse guilt guilty regret regrets",
    Emotion.GRATITUDE: "gratitude grateful thankful thankfulness",
    Emotion.ANGER: "anger angry rage fury furious wrath",
    Emotion.LOVE: "love loves fond fondness affection tenderness tender likes liking",
    Emotion.HATE: "hate hates hatred dislikes dislike loathing",
}
"""What an author may call each; some words can mean more than one."""

TOWARD = r"of|for|to|toward|towards|with|at|about|against|over"


@dataclass(frozen=True, slots=True)
class AskedFeeling:
    """Feelings that are asked about: of whom, which, and toward whom, if that was said."""

    who: str
    emotions: tuple[Emotion, ...]
    toward: str | None = None


def find_feeling(text: str, people: Sequence[str]) -> AskedFeeling | None:
    """The feeling that a phrase names; None if it names no person and feeling. Rejected (V704) if
    it plainly asks for a feeling, and there is none of that name."""
    said = " ".join(text.split()).rstrip("?.")
    for who in sorted(people, key=len, reverse=True):
        rest = _after(who, said)
        if rest is None:
            continue
        plain = rest.removeprefix("feels").strip()
        word, toward = _split(plain, people)
        if rest.startswith("feels") and word in ("", "nothing", "anything"):
            return AskedFeeling(who, tuple(Emotion), toward)
        emotions = meant_by(word)
        if emotions:
            return AskedFeeling(who, emotions, toward)
        if rest.startswith("feels") or re.match(rf"{re.escape(who)}['’]s? \w+$", said):
            raise _unknown(text, word)
    return None


def meant_by(word: str) -> tuple[Emotion, ...]:
    """The emotions that a word can mean."""
    wanted = word.lower().replace(" ", "-")
    return tuple(
        emotion
        for emotion, words in WORDS.items()
        if wanted in words.split() or word.lower() == str(emotion)
    )


def _after(who: str, said: str) -> str | None:
    """What is said of somebody: `Tom's fear of Ida`, `Tom is afraid of Ida`, `what Tom feels`."""
    name = re.escape(who)
    for pattern in (rf"{name}['’]s? (.+)", rf"(?:what |that )?{name} (.+)"):
        if found := re.fullmatch(pattern, said, re.IGNORECASE):
            return re.sub(r"^(?:is|are|was|were|so|very|feels? so)\s+", "", found[1])
    return None


def _split(rest: str, people: Sequence[str]) -> tuple[str, str | None]:
    """The word of the feeling, and toward whom."""
    for toward in sorted(people, key=len, reverse=True):
        name = re.escape(toward)
        if found := re.fullmatch(rf"(.*?)\s*\b(?:(?:{TOWARD})\s+)?{name}", rest, re.IGNORECASE):
            return found[1].strip(), toward
    return rest, None


def _unknown(text: str, word: str) -> Rejected:
    names = sorted({w for words in WORDS.values() for w in words.split()})
    near = nearest(word, tuple(names))
    every = ", ".join(str(e) for e in Emotion)
    hint = f"did you mean `{near}`? " if near else ""
    hint += f"The feelings are {every}"
    message = f"no feeling is called `{word}`"
    return Rejected((Diagnostic("V704", Span(QUESTION, 1, 0, len(text)), message, hint),))
