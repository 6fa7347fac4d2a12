"""The words of why somebody feels something: the deed or the belief, and the want behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vervain.story.chronicle import Fact
from vervain.story.feel.feeling import Emotion, Feeling
from vervain.tell.speaker import Said, Speaker, purpose_of

MOST_SAID = 4
"""Clauses of a reason."""

PROSPECTIVE = frozenset({Emotion.HOPE, Emotion.FEAR})

DASHED = {Emotion.DISAPPOINTMENT: "hoped", Emotion.RELIEF: "feared"}

BONDS = frozenset({Emotion.LOVE, Emotion.HATE})

_GOOD = frozenset({Emotion.PRIDE, Emotion.ADMIRATION, Emotion.GRATIFICATION, Emotion.GRATITUDE})


@dataclass(frozen=True, slots=True)
class Group:
    """Feelings of one sort, toward the same person and for the same reason, from several events."""

    feelings: tuple[Feeling, ...]
    strength: float

    @property
    def first(self) -> Feeling:
        """The strongest."""
        return self.feelings[0]


def felt_because(say: Speaker, feeling: Feeling) -> str:
    """What follows `Ann is angry with Tom`: `, because Tom burns the barn (1); what she …`."""
    return Reasons(say).of(Group((feeling,), feeling.intensity))


def want_words(say: Speaker, who: str, whose: list[str], want: str, purpose: str) -> str:
    """`what she wants is that the hay is dry`: the want that a feeling touches, and whose it is."""
    words = purpose_of(want, purpose)
    names = say.names(whose) if whose else say.pronoun(who)
    wants = "want" if len(whose) > 1 else say.verb(whose[0] if whose else who, "wants")
    if words.startswith("so that "):
        return f"what {names} {wants} is {words.removeprefix('so ')}"
    if words.startswith("lest "):
        does = "do" if len(whose) > 1 else say.verb(whose[0] if whose else who, "does")
        return f"what {names} {does} not want is that {words.removeprefix('lest ')}"
    if words.startswith("for the sake of "):
        holds = "hold" if len(whose) > 1 else say.verb(whose[0] if whose else who, "holds")
        return f"{names} {holds} {words.removeprefix('for the sake of ')} dear"
    return f"at stake is {words.removeprefix('for ')}"


class Reasons:
    """Words for the reasons of the feelings of one story."""

    def __init__(self, say: Speaker, feelings: Sequence[Feeling] = ()) -> None:
        self.say, self._feelings = say, feelings

    def of(self, group: Group) -> str:
        """Why somebody feels it, to follow what they feel."""
        f = group.first
        if f.emotion is Emotion.HOPE and f.deed is not None and f.deed.doers[:1] == (f.who,):
            return f" to {self.say.doing(f.deed.act, f.who)}{self._for(group)}"
        if f.emotion in PROSPECTIVE and f.deed is not None:
            that = " that" if f.emotion is Emotion.HOPE else ": that"
            return f"{that} {self.say.act(f.deed.act)}{self._for(group)}"
        if f.emotion in DASHED and f.parts and self._feelings:
            before = self._feelings[f.parts[0]]
            return f", having {DASHED[f.emotion]}{self.of(Group((before,), 0.0)).removeprefix(':')}"
        if f.deed is not None:
            value = ""
            if f.value:
                side = "for" if f.emotion in _GOOD else "against"
                value = f": that is {side} {f.value}"
            return f", because {self._deeds(group)}{value}{'' if value else self._for(group)}"
        return f", because {self._beliefs(group)}{self._for(group)}"

    def _deeds(self, group: Group) -> str:
        seen = sorted({x.deed.event for x in group.feelings if x.deed and x.deed.event is not None})
        clauses = self.say.events(seen)
        inferred = dict.fromkeys(x.deed.act for x in group.feelings if x.deed and not _seen(x))
        if inferred:
            they = self.say.pronoun(group.first.who)
            believed = self.say.verb(group.first.who, "believes")
            clauses.append(f"{self.say.acts(tuple(inferred))} (as {they} {believed})")
        return "; ".join(clauses)

    def _beliefs(self, group: Group) -> str:
        if group.first.emotion in BONDS and len(group.feelings) > 1:
            held = [f.beliefs[0] for f in group.feelings]
            return self.say.toward([h.fact for h in held], held[0].value)
        last = {
            Fact(h.fact.fluent, h.fact.args, h.fact.minds[1:]): h.value
            for f in sorted(group.feelings, key=lambda f: f.id)
            for h in f.beliefs
        }
        said: list[Said] = list(last.items())
        plain = [s for s in said if not s[0].minds]
        nested = [self.say.belief(fact, value) for fact, value in said if fact.minds]
        words = [*self.say.clauses(plain), *nested]
        return " and ".join(words[:MOST_SAID]) or "of how things stand"

    def _for(self, group: Group) -> str:
        """The want that is touched, and whose it is."""
        f = group.first
        if not f.want:
            return ""
        whose = dict.fromkeys(x.whose for x in group.feelings if x.whose is not None)
        others = [name for name in whose if name != f.who]
        return f"; {want_words(self.say, f.who, others, f.want, f.purpose)}"


def _seen(f: Feeling) -> bool:
    return f.deed is not None and f.deed.event is not None
