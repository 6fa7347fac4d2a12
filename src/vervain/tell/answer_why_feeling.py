"""The words of *why* about a feeling: what it is, the beliefs it appraises, the deed behind it."""

from __future__ import annotations

from dataclasses import replace

from vervain.story.feel.feeling import Ended, Feeling, Feelings
from vervain.story.why_feeling import FeltBecause, WhyFeeling
from vervain.tell.answer import Answer, sentence
from vervain.tell.answer_feel import Feelingly, grouped
from vervain.tell.answer_feel_reason import Group, want_words
from vervain.tell.answer_why import Telling
from vervain.tell.lexicon import listing, number_word
from vervain.tell.speaker import Speaker

MOST_TOLD = 3
"""Feelings that are told with all that is behind them; of the fainter ones only the reason."""

MOST_FAINT = 5

MOST_TIMES = 6
"""Times that are named where somebody felt it at another time than was asked about."""


def feeling_words(
    say: Speaker, feelings: Feelings, found: WhyFeeling, *, deeper: bool = False, peak: bool = False
) -> Answer:
    """The whole answer. `deeper`: also what the deeds rested on; `peak`: nobody asked when."""
    name = _name(found)
    if not found.course:
        return Answer(sentence(f"{found.who} never feels {name}"))
    when = _when(say, found.at, peak=peak)
    if not found.found:
        head = f"{found.who} does not feel {name} {when}"
        return Answer(sentence(head), (), (), tuple(_times(say, feelings, found)))
    words, by_id = Feelingly(say, feelings), {f.felt.feeling.id: f for f in found.found}
    groups = grouped(f.felt for f in found.found)
    told = _Telling(words, by_id, deeper)
    parts = [told.group(group) for group in groups[:MOST_TOLD]]
    if len(groups) > MOST_TOLD:
        parts.append(_fainter(words, groups[MOST_TOLD:]))
    facts = tuple(dict.fromkeys(fact for part in parts for fact in part.facts))
    events = tuple(dict.fromkeys(event for part in parts for event in part.events))
    return Answer(f"What {found.who} feels of this {when}:", events, facts, tuple(parts))


def _fainter(words: Feelingly, groups: list[Group]) -> Answer:
    parts = [words.group(group, ends=False) for group in groups[:MOST_FAINT]]
    more = len(groups) - len(parts)
    if more:
        parts.append(Answer(f"And {number_word(more)} fainter still."))
    return Answer("And fainter:", (), (), tuple(parts))


def _when(say: Speaker, at: int, *, peak: bool) -> str:
    """How the time is called: what is asked about is the state before an event."""
    if peak:
        return f"at its strongest, once {say.event(at - 1)}" if at else "from the start"
    return "at the end" if at == len(say.chronicle.events) else f"when {say.event(at)}"


def _name(found: WhyFeeling) -> str:
    """`fear of Klaus`; of many, `anything`."""
    many = len(found.emotions) > 3
    word = "anything" if many else listing([str(e) for e in found.emotions], "or")
    return f"{word} toward {found.toward}" if found.toward else word


def _times(say: Speaker, feelings: Feelings, found: WhyFeeling) -> list[Answer]:
    """When somebody does feel it."""
    shown = found.course[:MOST_TIMES]
    parts = [Answer(sentence(_time(say, f)), _events(f)) for f in shown]
    more = len(found.course) - len(shown)
    if more:
        parts.append(Answer(f"And {more} more times: vervain feel shows them all."))
    return parts


def _events(f: Feeling) -> tuple[int, ...]:
    return tuple(e for e in (f.event, f.by) if e is not None)


def _time(say: Speaker, f: Feeling) -> str:
    toward = f" toward {f.toward}" if f.toward else ""
    began = "from the start" if f.event is None else f"from when {say.event(f.event)}"
    if f.by is None or f.ended in (None, Ended.CHANGED):
        return f"{f.emotion}{toward}: {began}"
    return f"{f.emotion}{toward}: {began} until {say.event(f.by)}, as {f.ended}"


class _Telling:
    """The sentences of one answer; each deed is told once."""

    def __init__(self, words: Feelingly, found: dict[int, FeltBecause], deeper: bool) -> None:
        self.words, self.say = words, words.say
        self._found, self._deeper = found, deeper
        self._told = set[int]()

    def group(self, group: Group) -> Answer:
        """Feelings of one sort for one reason, and what is behind them."""
        found = [self._found[f.id] for f in group.feelings if f.id in self._found]
        plain = self.words.group(group)
        parts = [*self._beliefs(group.first, found), *self._stake(group.first)]
        parts += [*self._deeds(found), *self._made_of(found)]
        return Answer(plain.text, plain.events, plain.facts, (*parts, *plain.parts))

    def _beliefs(self, first: Feeling, found: list[FeltBecause]) -> list[Answer]:
        """What is appraised; what goes without saying only where there is nothing else."""
        beliefs = tuple(dict.fromkeys(b for one in found for b in one.beliefs))
        told = Telling(self.say).beliefs(first.who, beliefs)
        return told or Telling(self.say, everything=True).beliefs(first.who, beliefs)

    def _stake(self, f: Feeling) -> list[Answer]:
        """The want that is touched, where the head names a value instead."""
        if not f.want or not f.value:
            return []
        whose = f.whose or f.who
        return [Answer(sentence(want_words(self.say, f.who, [whose], f.want, f.purpose)))]

    def _deeds(self, found: list[FeltBecause]) -> list[Answer]:
        """Why it was done by who did it."""
        deeds = {one.deed.event: one.deed for one in found if one.deed is not None}
        new = tuple(why for event, why in deeds.items() if event not in self._told)
        self._told.update(deeds)
        told = Telling(self.say).earlier(new)
        return told if self._deeper else [replace(answer, parts=()) for answer in told]

    def _made_of(self, found: list[FeltBecause]) -> list[Answer]:
        """The feelings of which a compound is made, or from which it comes."""
        own = {one.felt.feeling.id for one in found}
        made = [part for one in found for part in one.parts if part.feeling.id not in own]
        groups = grouped(dict.fromkeys(made))
        inner = tuple(self.words.group(group, ends=False) for group in groups)
        return [Answer("It comes of this:", (), (), inner)] if inner else []
