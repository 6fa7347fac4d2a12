"""The words of a life: what meant most in it, in order; and an obituary."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from vervain.lang.calendar import season_of
from vervain.lang.fading import Wears
from vervain.story.chronicle import Act, Fact
from vervain.story.lives import Life, Turn
from vervain.tell.answer import Answer, sentence
from vervain.tell.lexicon import listing, number_word
from vervain.tell.plain import frame_of
from vervain.tell.realise import Scene, realise
from vervain.tell.refer import Mentions
from vervain.tell.speaker import Speaker
from vervain.tell.spin import Distance, Order, Spin, Tense
from vervain.tell.teller import tell
from vervain.tell.value import Bound
from vervain.tell.when import DAY, YEAR, year_words

MOST_TURNS = 12
"""Events of a life that are told."""
MOST_MOURNED = 8
"""Events of an obituary."""
MOST_ALIKE = 5
"""So many of a kind are told in one breath at most."""
OFTEN = 5
"""What was done so often with somebody is worth a word."""


def life_words(say: Speaker, life: Life, most: int = MOST_TURNS) -> Answer:
    """A life, what meant most in it first, each event with when it was, what it was for and what
    came of it."""
    life = _told(say, life)
    chosen = life.weightiest(most)
    parts = tuple(_turn(say, life.name, turn) for turn in chosen)
    if not parts:
        return Answer(sentence(f"nothing has ever happened to {life.name}"))
    count = len(life.turns)
    events = "one event" if count == 1 else f"{count} events"
    left = ", of which these meant most to what came after" if count > len(parts) else ""
    head = f"The life of {life.name}, in {events}{left}:"
    return Answer(head, tuple(t.event for t in chosen), (), parts)


def _turn(say: Speaker, name: str, turn: Turn) -> Answer:
    parts = []
    purposes = [w for w in dict.fromkeys(turn.served) if not w.startswith(("worth ", "values "))]
    if purposes:
        they = say.pronoun(name)
        wants = listing([f"so that {words}" for words in purposes])
        parts.append(
            Answer(sentence(f"{they} {say.verb(name, 'wants')} it {wants}"), (turn.event,))
        )
    if turn.causes:
        many = "one later event" if turn.causes == 1 else f"{turn.causes} later events"
        parts.append(Answer(sentence(f"without it there would be no reason for {many}")))
    when = f", {_date(say, turn.event)}" if say.chronicle.ran is not None else ""
    return Answer(sentence(f"{say.event(turn.event)}{when}"), (turn.event,), (), tuple(parts))


def obituary(say: Speaker, life: Life, epithet: str = "") -> Answer:
    """Who they were and when they died; then, as a story, what meant most, in the order in which it
    came; and whom they had most to do with."""
    life = _told(say, life)
    if life.died is not None:  # what is said of them afterwards is no part of it
        died = life.died
        life = replace(life, turns=tuple(t for t in life.turns if t.event <= died))
    chosen = {t.event for t in life.weightiest(MOST_MOURNED)}
    chosen |= set() if life.died is None else {life.died}
    chosen |= {n for number in chosen for n in _likewise(say, life, number)}
    name = f"{life.name}, {epithet}" if epithet else life.name
    parted = "," if epithet else ""
    if life.died is None:
        head = f"{name}{parted} is among the living, so this is written too early"
    else:
        head = f"{name}{parted} died {_date(say, life.died)}{_age(say, life)}"
    how = Spin(
        life.name,
        order=Order.STRAIGHT,
        seed=life.turns[0].event if life.turns else 0,
        only=frozenset(chosen),
        about=life.name,
        distance=Distance.SCENE,
    )
    body = tell(say.world, say.chronicle, how).text() if chosen else ""
    if not body:
        body = sentence(f"of what {say.pronoun(life.name)} did nothing is on record")
    company = _company(say, life)
    parts = [sentence(head), *body.split("\n\n"), *([company] if company else [])]
    return Answer("\n\n".join(parts), tuple(sorted(chosen)))


def _told(say: Speaker, life: Life) -> Life:
    """Without what goes by itself and is never told."""
    by_itself = {a.name for a in say.world.actions if isinstance(a.by_itself, Wears)}
    return replace(life, turns=tuple(t for t in life.turns if t.act not in by_itself))


def _likewise(say: Speaker, life: Life, number: int) -> list[int]:
    """What is told in one breath with an event of a life: the same act, of the same people but
    one; none where it came every day."""
    act = say.chronicle.events[number].act
    roles = set(act.roles)
    alike = [
        t.event
        for t in life.turns
        if t.act == act.name
        and len(roles & set(say.chronicle.events[t.event].act.roles)) == len(roles) - 1
    ]
    return alike if len(roles) > 1 and len(alike) <= MOST_ALIKE else []


def _date(say: Speaker, number: int) -> str:
    minute = say.chronicle.events[number].minute
    world = say.world
    if world.living.calendar and world.living.minutes >= DAY and say.chronicle.ran is not None:
        return f"in the {season_of(minute)} of {year_words(minute)}"
    return f"on day {minute // DAY + 1}"


def _age(say: Speaker, life: Life) -> str:
    """How old they were, if their birth is on record."""
    events = say.chronicle.events
    born = next((t.event for t in life.turns if _is_born(say, t.event, life.name)), None)
    if born is None or life.died is None:
        return ""
    years = (events[life.died].minute - events[born].minute) // YEAR
    return f", {number_word(years)} {'year' if years == 1 else 'years'} old" if years else ""


def _is_born(say: Speaker, number: int, name: str) -> bool:
    changes = say.chronicle.events[number].changes
    return any(c.fact == Fact("alive", (name,)) and c.after is True for c in changes)


def _company(say: Speaker, life: Life) -> str:
    """What they did oftenest with somebody: that, in all, he called on Anna forty-one times."""
    people = set(say.chronicle.people)
    acts = Counter(
        event.act
        for event in (say.chronicle.events[t.event] for t in life.turns if t.did)
        if event.agreed == (life.name,) and _other(event.act, life.name, people)
    )
    if not acts:
        return ""
    act, times = max(acts.items(), key=lambda item: item[1])
    if times < OFTEN:
        return ""
    mentions = Mentions(say.world)
    mentions.turn_to(life.name)
    mentions.named.add(life.name)
    roles: dict[str, Bound] = dict(act.roles)
    phrase = next(a.phrase for a in say.world.actions if a.name == act.name)
    first, *_ = realise(frame_of(phrase), Scene(roles, {}, Tense.PAST, mentions))
    words = first.text.rstrip(".")
    return f"In all, {words[0].lower()}{words[1:]} {number_word(times)} times."


def _other(act: Act, name: str, people: set[str]) -> bool:
    """Exactly they and one other are in it, they first."""
    bound = [value for _, value in act.roles]
    return len(bound) == 2 and bound[0] == name and bound[1] in people and bound[1] != name
