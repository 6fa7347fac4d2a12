"""Motives: the reason for an act in the sentence that tells it, or in one beside it.

Whoever's mind we are in knows why they act; nobody's telling knows why everybody does. Only wants
on record, in the author's own words, and each once; after a long while again, as one that lasts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vervain.tell.discourse import Unit
from vervain.tell.purpose import as_told_by, gained, infinitive, speaks_of, wanted_words
from vervain.tell.reader_log import ReaderLog, Want
from vervain.tell.relation import Kind, Relation
from vervain.tell.spin import Tense
from vervain.tell.tree import SUBJECT, Finite, Sentence, marked

_MOST_WORDS = 18


@dataclass(frozen=True, slots=True)
class Motive:
    """A want that an act serves, and whether the reader has been told of it before."""

    agent: str
    purpose: str
    relation: Relation
    reminder: bool = False

    @property
    def want(self) -> Want:
        """As the reader's log has it."""
        return self.agent, self.purpose


def motives(
    unit: Unit, focaliser: str | None, log: ReaderLog, words: int, *, every: bool = False
) -> Iterator[Motive]:
    """Why this was done, where this telling knows it and the reader does not: the wants of the
    first who agreed. `words`: how many have been told; `every`: known wants, too."""
    if unit.reaction or unit.glimpsed or unit.thought is not None:
        return
    event = unit.events[-1 if unit.varying is None else 0]
    for reason in event.reasons[:1]:
        for want in reason.wants if focaliser in (None, reason.agent) else ():
            standing = log.want((reason.agent, want.purpose), words)
            if want.purpose and (standing != "known" or every):
                relation = Relation(Kind.PURPOSE, event.id, who=reason.agent, want=want.purpose)
                yield Motive(reason.agent, want.purpose, relation, standing != "new")


def is_short(sentence: Sentence) -> bool:
    """There is room for a reason in it."""
    return len(sentence.text.split()) <= _MOST_WORDS and sentence.text.endswith(".")


def is_simple(sentence: Sentence) -> bool:
    """It has one clause, so that another after it can only belong to that."""
    verbs = sum(isinstance(token, Finite) for token in sentence.tokens)
    return verbs == 1 and not re.search(r"[,;:\"“]| (?:and|or|but|who|which|that) ", sentence.text)


def embedded(
    sentence: Sentence, motive: Motive, tense: Tense, pronoun: str, person: int, *, me: bool
) -> str:
    """What follows in the sentence, its connective marked: `, to eat something hot`, `, so that
    nobody would look at him`; empty where it cannot be said. `pronoun` is what others have for the
    agent; `me`: it is who tells it."""
    words = infinitive(motive.purpose, pronoun) if _acts(sentence, motive.agent) else ""
    if me:
        words = as_told_by(words, pronoun, person)
    if words:
        mark = "so as not to" if words.startswith("so as not to") else "to"
        return f", {marked(mark)}{words.removeprefix(mark)}"
    if tense is Tense.PRESENT:
        words = as_told_by(motive.purpose, pronoun, person) if me else motive.purpose
    else:
        narrator = pronoun if me else ""
        words = gained(motive.purpose, past=True, narrator=narrator, person=person)
    return f", {marked('so that')} {words}" if words else ""


def apart(motive: Motive, pronoun: str, person: int, *, me: bool) -> str:
    """What the agent wants, for a sentence of its own: `to owe nobody`. Empty where it cannot be
    said so."""
    words = wanted_words(motive.purpose, pronoun)
    if me and words:
        words = as_told_by(words, pronoun, person)
    if me and speaks_of(pronoun, words):
        return ""
    before, to, after = words.partition("to ")
    return f"{before}{marked('to')} {after}" if to else ""


def _acts(sentence: Sentence, agent: str) -> bool:
    """The agent is the subject of all that the sentence tells, and its first word."""
    mentions = sentence.mentions
    if not mentions or mentions[0].names != (agent,):
        return False
    return all(m.names == (agent,) for m in mentions if m.case == SUBJECT)
