"""The words of feelings: what somebody feels, toward whom, and for what reason."""

from __future__ import annotations

from collections.abc import Iterable

from vervain.story.feel.feeling import Emotion, Ended, Feeling, Feelings, Felt
from vervain.story.feel.intensity import degree, strength
from vervain.story.feel.ties import BondState, Move
from vervain.tell.answer import Answer, sentence
from vervain.tell.answer_feel_reason import Group, Reasons
from vervain.tell.refer import REFLEXIVE
from vervain.tell.speaker import Speaker

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
        self.say, self.found, self.reasons = say, found, Reasons(say, found.feelings)

    def state(self, who: str, felt: Iterable[Felt], when: str) -> Answer:
        """What one person feels at one time, each with its reason."""
        parts = tuple(self.group(g, ends=False) for g in grouped(felt))
        head = f"What {who} feels {when}:" if parts else f"{who} feels nothing {when}."
        return Answer(head, parts=parts)

    def course(self, who: str) -> Answer:
        """What each event newly makes one person feel; events of one sort are told together, and
        what has only become more, or less, not again while it is of the same degree."""
        own = [f for f in self.found.feelings if f.who == who]
        events = sorted({f.event for f in own if f.event is not None})
        parts = []
        for run in [[], *self.say.runs(events)]:
            new = [f for f in own if (f.event in run if run else f.event is None)]
            felt = [Felt(f, f.intensity) for f in new if not self._goes_on(f, own)]
            if felt:
                head = f"When {self.say.events(run)[0]}:" if run else "At the start:"
                inner = tuple(self.group(g) for g in grouped(felt))
                parts.append(Answer(sentence(head), tuple(run), (), inner))
        return Answer(f"What {who} feels, and from when:", parts=tuple(parts))

    def _goes_on(self, f: Feeling, own: list[Feeling]) -> bool:
        """It takes the place of the same feeling, of the same degree."""
        now = f.emotion, f.toward, f.want, f.whose, degree(f.intensity)
        return any(
            old.ended is Ended.CHANGED
            and old.until == f.since
            and now
            == (
                old.emotion,
                old.toward,
                old.want,
                old.whose,
                degree(strength(self.found, old, f.since - 1)),
            )
            for old in own
        )

    def group(self, group: Group, *, ends: bool = True) -> Answer:
        """One feeling, or several for one reason, in a sentence; below it how it ended."""
        f = group.first
        words = DEGREES[degree(group.strength)]
        text = f"{self._words(group)} ({words}, {group.strength:.2f}){self.reasons.of(group)}"
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

    def _end(self, f: Feeling) -> Answer | None:
        if f.ended in (None, Ended.CHANGED) or f.by is None:
            return None
        when = self.say.event(f.by)
        return Answer(sentence(f"Until {when}: {f.ended}"), (f.by,))


def bond_words(say: Speaker, found: tuple[BondState, ...], when: str) -> Answer:
    """Bonds, each with what moved it and who has it wrong; those that nothing has moved are told
    together where they are equal."""
    rows: dict[object, list[BondState]] = {}
    for bond in found:
        still = not bond.moves and not bond.mistaken
        key = (bond.fact.fluent, bond.one, bond.value) if still else bond.fact
        rows.setdefault(key, []).append(bond)
    parts = tuple(_bond(say, row) for row in rows.values())
    head = f"What lies between people {when}:" if parts else f"Nothing lies between people {when}."
    return Answer(head, parts=parts)


def _bond(say: Speaker, row: list[BondState]) -> Answer:
    first, facts = row[0], tuple(bond.fact for bond in row)
    moved = tuple(
        Answer(sentence(f"From {m.before} to {m.after}, {_mover(say, m)}"), (m.event,))
        for m in first.moves
    )
    held = (
        "does not know it" if m.value is None else f"believes it is {m.value}"
        for m in first.mistaken
    )
    wrong = tuple(
        Answer(sentence(f"{m.person} {words}"))
        for m, words in zip(first.mistaken, held, strict=True)
    )
    start = "" if first.moves else ", from the start"
    words = say.toward(facts, first.value) if len(row) > 1 else say.clause(first.fact, first.value)
    events = tuple(m.event for m in first.moves)
    return Answer(sentence(f"{words}{start}"), events, facts, moved + wrong)


def _mover(say: Speaker, move: Move) -> str:
    """What moved a bond: a deed, or time."""
    return "with time" if move.worn else f"when {say.event(move.event)}"


def curve(found: Feelings, feelings: Iterable[Feeling]) -> list[float]:
    """How strong the strongest of these feelings is in each state."""
    rows = [[strength(found, f, k) for k in range(len(found.minutes))] for f in feelings]
    return [max(column) for column in zip(*rows, strict=True)] if rows else []
