"""The words of a life: what meant most in it, in order; and an obituary."""

from __future__ import annotations

from vervain.story.chronicle import Act
from vervain.story.lives import Life, Turn
from vervain.tell.answer import Answer, sentence
from vervain.tell.lexicon import listing
from vervain.tell.speaker import Speaker

MOST_TURNS = 12
"""Events of a life that are told."""
MOST_MOURNED = 5
"""Events of an obituary."""


def life_words(say: Speaker, life: Life, most: int = MOST_TURNS) -> Answer:
    """A life, what meant most in it first, each event with what it was for and what came of it."""
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
    if turn.served:
        they = say.pronoun(name)
        wants = listing([_aim(w) for w in dict.fromkeys(turn.served)])
        parts.append(
            Answer(sentence(f"{they} {say.verb(name, 'wants')} it {wants}"), (turn.event,))
        )
    if turn.causes:
        many = "one later event" if turn.causes == 1 else f"{turn.causes} later events"
        parts.append(Answer(sentence(f"without it there would be no reason for {many}")))
    return Answer(sentence(say.event(turn.event)), (turn.event,), (), tuple(parts))


def _aim(words: str) -> str:
    return (
        f"for what is “{words}”" if words.startswith(("worth ", "values ")) else f"so that {words}"
    )


def obituary(say: Speaker, life: Life, epithet: str = "") -> Answer:
    """A paragraph: who they are, what they did that weighed most, in the order in which they did
    it, and how it ends."""
    chosen = sorted(life.weightiest(MOST_MOURNED), key=lambda t: t.event)
    chosen = [t for t in chosen if t.event != life.died]
    name = f"{life.name}, {epithet}," if epithet else life.name
    days = _days(say, life)
    sentences = []
    if life.died is not None:
        death = _clause(say, say.chronicle.events[life.died].act, None)
        sentences.append(f"{name} is dead{days}")
        ending = f"in the end {death}"
    else:
        sentences.append(f"{name} is among the living, so this is written too early")
        ending = ""
    told = say.pronoun(life.name)
    for number, turn in enumerate(chosen):
        act = say.chronicle.events[turn.event].act
        clause = _clause(say, act, life.name if turn.did else None)
        aim = f", {_aim(turn.served[0])}" if turn.served and turn.did else ""
        lead = "" if number == 0 else ("then " if number % 2 else "after that ")
        sentences.append(f"{lead}{clause}{aim}")
    if ending:
        sentences.append(ending)
    if not chosen and not ending:
        sentences.append(f"of what {told} did nothing is on record")
    text = " ".join(sentence(s) for s in sentences)
    return Answer(text, tuple(t.event for t in chosen))


def _clause(say: Speaker, act: Act, who: str | None) -> str:
    """The act; with a pronoun for who did it where the phrase begins with them."""
    words = say.act(act)
    if who is not None and words.startswith(f"{who} ") and say.pronoun(who) != "they":
        return f"{say.pronoun(who)} {words.removeprefix(f'{who} ')}"
    return words


def _days(say: Speaker, life: Life) -> str:
    if life.died is None:
        return ""
    day = say.chronicle.events[life.died].minute // (24 * 60) + 1
    return f", since day {day}"
