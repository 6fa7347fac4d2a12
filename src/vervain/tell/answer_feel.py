"""The words of feelings: what somebody feels, toward whom, and for what reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vervain.story.chronicle import Fact
from vervain.story.feel.feeling import Emotion, Ended, Feeling, Feelings, Felt
from vervain.story.feel.intensity import degree, strength
from vervain.story.feel.ties import BondState, Move
from vervain.tell.answer import Answer, sentence
from vervain.tell.lexicon import number_word
from vervain.tell.refer import REFLEXIVE
from vervain.tell.speaker import Said, Speaker, purpose_of

WORDS = {
    Emotion.JOY: "is glad",
    Emotion.DISTRESS: "is distressed",
    Emotion.HOPE: "hopes",
    Emotion.FEAR: "is afraid",
    Emotion.SATISFACTION: "has what {they} hoped for",
    Emotion.DISAPPOINTMENT: "is disappointed",
    Emotion.FEARS_CONFIRMED: "sees {their} fears confirmed",
    Emotion.RELIEF: "is relieved",
    Emotion.HAPPY_FOR: "is happy for {toward}",
    Emotion.PITY: "is sorry for {toward}",
    Emotion.RESENTMENT: "grudges {toward} what is good for {them}",
    Emotion.GLOATING: "gloats over {toward}",
    Emotion.PRIDE: "is proud",
    Emotion.SHAME: "is ashamed",
    Emotion.ADMIRATION: "thinks well of {toward}",
    Emotion.REPROACH: "reproaches {toward}",
    Emotion.GRATIFICATION: "is pleased with {self}",
    Emotion.REMORSE: "is sorry for what {they} did",
    Emotion.GRATITUDE: "is grateful to {toward}",
    Emotion.ANGER: "is angry with {toward}",
    Emotion.LOVE: "is fond of {toward}",
    Emotion.HATE: "hates {toward}",
}

DEGREES = ("faintly", "clearly", "strongly", "very strongly")

SIMPLE = frozenset({Emotion.JOY, Emotion.DISTRESS})
CLOSINGS = frozenset(
    {
        *(Emotion.SATISFACTION, Emotion.DISAPPOINTMENT),
        *(Emotion.FEARS_CONFIRMED, Emotion.RELIEF),
    }
)
MOST_SAID = 4
"""Clauses of a reason."""

PROSPECTIVE = frozenset({Emotion.HOPE, Emotion.FEAR})


@dataclass(frozen=True, slots=True)
class Group:
    """Feelings of one sort, toward the same person and for the same reason, from several events."""

    feelings: tuple[Feeling, ...]
    strength: float

    @property
    def first(self) -> Feeling:
        """The strongest."""
        return self.feelings[0]


def grouped(felt: Iterable[Felt]) -> list[Group]:
    """What is felt at one time, the strongest first; what differs only in the event or in the
    person, together. Where a hope or fear has come true, that is said, and not joy or sorrow too.
    """
    shown = list(felt)
    closed = {(x.feeling.want, x.feeling.event) for x in shown if x.feeling.emotion in CLOSINGS}
    rows: dict[object, list[Felt]] = {}
    for f in shown:
        if f.feeling.emotion in SIMPLE and (f.feeling.want, f.feeling.event) in closed:
            continue
        rows.setdefault(_reason(f.feeling), []).append(f)
    groups = [
        Group(tuple(f.feeling for f in row), max(f.strength for f in row)) for row in rows.values()
    ]
    return sorted(groups, key=lambda g: (-g.strength, g.first.id))


def _reason(f: Feeling) -> object:
    """Feelings for which this is the same are told together."""
    if f.deed is not None:
        return f.emotion, f.value or f.purpose or f.want, f.deed.act.name, f.deed.event is None
    if f.emotion in CLOSINGS:
        return f.emotion, f.purpose or f.want
    if f.emotion in (Emotion.LOVE, Emotion.HATE):
        return f.emotion, f.beliefs[0].fact.fluent, f.beliefs[0].value
    return f.emotion, f.toward, f.purpose or f.want, f.whose


class Feelingly:
    """Words for the feelings of one story."""

    def __init__(self, say: Speaker, found: Feelings) -> None:
        self.say, self.found = say, found

    def state(self, who: str, felt: Iterable[Felt], when: str) -> Answer:
        """What one person feels at one time, each with its reason."""
        parts = tuple(self.group(g, ends=False) for g in grouped(felt))
        head = f"What {who} feels {when}:" if parts else f"{who} feels nothing {when}."
        return Answer(head, parts=parts)

    def course(self, who: str) -> Answer:
        """What each event newly makes one person feel."""
        rows: dict[int | None, list[Felt]] = {}
        for f in self.found.feelings:
            if f.who == who:
                rows.setdefault(f.event, []).append(Felt(f, f.intensity))
        parts = []
        for event, felt in sorted(rows.items(), key=lambda r: -1 if r[0] is None else r[0]):
            head = "At the start:" if event is None else sentence(f"When {self.say.event(event)}:")
            inner = tuple(self.group(g) for g in grouped(felt))
            parts.append(Answer(head, () if event is None else (event,), (), inner))
        return Answer(f"What {who} feels, and from when:", parts=tuple(parts))

    def group(self, group: Group, *, ends: bool = True) -> Answer:
        """One feeling, or several for one reason, in a sentence; below it how it ended."""
        f = group.first
        words = DEGREES[degree(group.strength)]
        text = f"{self._words(group)} ({words}, {group.strength:.2f}){self._because(group)}"
        events = tuple(dict.fromkeys(x.event for x in group.feelings if x.event is not None))
        facts = tuple(h.fact for x in group.feelings for h in x.beliefs)
        end = self._end(f) if ends else None
        return Answer(sentence(text), events, facts, (end,) if end is not None else ())

    def _words(self, group: Group) -> str:
        say, f = self.say, group.first
        people = list(dict.fromkeys(x.toward for x in group.feelings if x.toward is not None))
        toward = say.names(people) if people else "somebody"
        words = WORDS[f.emotion].format(
            toward=toward,
            they=say.pronoun(f.who),
            their=say.their(f.who),
            them=say.them(people[0]) if len(people) == 1 else "them",
            self=say.pronoun(f.who, REFLEXIVE),
        )
        if f.emotion is Emotion.FEAR and people:
            words += f" of {toward}"
        return f"{f.who} {words}"

    def _because(self, group: Group) -> str:
        f = group.first
        if f.emotion in PROSPECTIVE and f.deed is not None:
            that = " that" if f.emotion is Emotion.HOPE else ": that"
            return f"{that} {self.say.act(f.deed.act)}{self._for(group)}"
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
        inferred = {self.say.act(x.deed.act) for x in group.feelings if x.deed and not _seen(x)}
        if inferred:
            they = self.say.pronoun(group.first.who)
            believed = self.say.verb(group.first.who, "believes")
            first, *more = sorted(inferred)
            others = f" and {number_word(len(more))} more like it" if more else ""
            clauses.append(f"{first}{others} (as {they} {believed})")
        return "; ".join(clauses)

    def _beliefs(self, group: Group) -> str:
        said: dict[Said, None] = {
            (Fact(h.fact.fluent, h.fact.args, h.fact.minds[1:]), h.value): None
            for f in group.feelings
            for h in f.beliefs
        }
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
        of = f" for {self.say.names(others)}" if others else ""
        return f" (at stake{of}: {_stake(f.want, f.purpose)})"

    def _end(self, f: Feeling) -> Answer | None:
        if f.ended in (None, Ended.CHANGED) or f.by is None:
            return None
        when = self.say.event(f.by)
        return Answer(sentence(f"Until {when}: {f.ended}"), (f.by,))


_GOOD = frozenset({Emotion.PRIDE, Emotion.ADMIRATION, Emotion.GRATIFICATION, Emotion.GRATITUDE})


def _seen(f: Feeling) -> bool:
    return f.deed is not None and f.deed.event is not None


def _stake(want: str, purpose: str) -> str:
    """What is at stake: `that she lives`, `life`."""
    words = purpose_of(want, purpose)
    return words.removeprefix("for the sake of ").removeprefix("so ")


def bond_words(say: Speaker, found: tuple[BondState, ...], when: str) -> Answer:
    """Bonds, each with what moved it and who has it wrong."""
    parts = []
    for bond in found:
        moved = tuple(
            Answer(sentence(f"From {m.before} to {m.after}, {_mover(say, m)}"), (m.event,))
            for m in bond.moves
        )
        wrong = tuple(
            Answer(
                sentence(f"{m.person} takes it to be {'unknown' if m.value is None else m.value}")
            )
            for m in bond.mistaken
        )
        start = "" if bond.moves else ", from the start"
        text = sentence(f"{say.clause(bond.fact, bond.value)}{start}")
        parts.append(Answer(text, tuple(m.event for m in bond.moves), (bond.fact,), moved + wrong))
    head = f"What lies between people {when}:" if parts else f"Nothing lies between people {when}."
    return Answer(head, parts=tuple(parts))


def _mover(say: Speaker, move: Move) -> str:
    """What moved a bond: a deed, or time."""
    return "with time" if move.worn else f"when {say.event(move.event)}"


def curve(found: Feelings, feelings: Iterable[Feeling]) -> list[float]:
    """How strong the strongest of these feelings is in each state."""
    rows = [[strength(found, f, k) for k in range(len(found.minutes))] for f in feelings]
    return [max(column) for column in zip(*rows, strict=True)] if rows else []
