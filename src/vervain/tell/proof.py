"""Proof: the teller re-reads its own tree; what has a fault is told in other words.

It knows nothing of how the words were chosen: it goes by the leaves alone, in the order
of the page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from vervain.story.chronicle import Chronicle
from vervain.tell.discourse import Discourse, Told
from vervain.tell.minds import saw
from vervain.tell.proof_relations import Record, crowded, unproved
from vervain.tell.readings import (
    STRANGERS,
    PronounOf,
    plain_people,
    readings,
    unquoted,
    window,
)
from vervain.tell.spin import Spin, Tense
from vervain.tell.tree import POSSESSIVE, REFLEXIVE, Finite, Form, Mention, Sentence, Words
from vervain.tell.when import APART

PAGE = 300
"""Words on a page, within which no frame stands more than twice."""
TWICE = 2


class Fault(Enum):
    """What can be wrong with a telling."""

    AMBIGUOUS = "a pronoun with more than one reading, or none"
    LEAK = "something that the focaliser does not know"
    TENSE = "a verb in the wrong tense"
    PERSON = "the narrator as somebody else"
    REPEATED = "the same words more than twice on a page"
    DANGLING = "a look back without its return"
    UNFOUNDED = "a connective, a time or a thought that is not on record"
    CROWDED = "words for time oftener than every third sentence"
    UNCLEAN = "a blank, a bracket or an article that is wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: in which sentence (counted from 0 in the whole telling), and of what."""

    fault: Fault
    sentence: int
    words: str


_PRESENT = re.compile(r"\b(is|are|am|has|does)\b")
_ALWAYS = re.compile(r"\b(?:one|some(?:one|body)|any(?:one|body)|no(?:body)|people)\b[^.;:!?]*$")
"""What is said of anybody stands in the present in any story: `as one does`."""
_PROPER = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]+")
_NONE = re.compile(r"\bNone\b")
_DOTS = re.compile(r"\.\.(?!\.)")
_ARTICLES = re.compile(r"\b[aA] (?:[aeioAEIO](?!ne\b|nce\b)|hour\b|honest)")
_MARKS = ("{", "}", "[", "]", "  ", " .", " ,", " ;", " :", " !", " ?")


_BEGINS = re.compile(r"[\"“‘']?[^a-z\s]")

_OF_STRANGER = {name: pronoun for pronoun, name in STRANGERS.items()}


@dataclass(slots=True)
class Reader:
    """What a reader of the page has in mind: who was mentioned in the last sentence, and whom the
    passage is about."""

    candidate: PronounOf
    narrator_is: str = ""
    topic: str | None = None
    named: bool = False
    last: tuple[Mention, ...] = ()
    older: tuple[Mention, ...] = ()
    quoted: bool = False
    stranger: bool = False

    def sentence(self, sentence: Sentence) -> Iterator[tuple[Fault, str]]:
        """The faults of reference in the next sentence."""
        before: list[Mention] = []
        for token in sentence.tokens:
            if isinstance(token, Words):
                yield from self._words(token.text, before)
            elif isinstance(token, Mention):
                yield from self._mention(token, before)
                before.append(token)
                self.named = self.named or self.topic in token.names
        self.older = window(self.older, self.last, before, self.topic)
        self.last = tuple(before)

    def _meant(self, pronoun: str, case: int, clause: int, before: list[Mention]) -> frozenset[str]:
        topic = self.topic if self.named else None
        mine = topic is not None and self.candidate(topic) == pronoun
        last = (*self.older, *self.last) if mine else self.last
        return readings(pronoun, case, clause, before, last, topic, self.candidate)

    def _mention(self, token: Mention, before: list[Mention]) -> Iterator[tuple[Fault, str]]:
        if token.form is not Form.PRONOUN or token.case == REFLEXIVE:
            return
        if token.pronoun in ("I", "you") or len(token.names) > 1:
            return
        meant = self._meant(token.pronoun, token.case, token.clause, before)
        if meant != set(token.names):
            yield Fault.AMBIGUOUS, token.text

    def _words(self, text: str, before: list[Mention]) -> Iterator[tuple[Fault, str]]:
        people, quoted = plain_people(text, self.quoted)
        if self.narrator_is and not self.stranger:
            self.stranger = _PROPER.search(unquoted(text, self.quoted)[0]) is not None
        self.quoted = quoted
        for _, pronoun in people:
            if pronoun in STRANGERS.values():
                before.append(Mention((pronoun,), pronoun, POSSESSIVE, Form.DESCRIPTION, -1))
                self.stranger = self.stranger or pronoun == STRANGERS.get(self.narrator_is)
                continue
            meant = self._meant(pronoun, POSSESSIVE, -1, before)
            if not meant and pronoun == self.narrator_is and not self.stranger:
                yield Fault.PERSON, pronoun
            for who in sorted(meant - {self.topic} if len(meant) > 1 else meant):
                before.append(Mention((who,), pronoun, POSSESSIVE, Form.PRONOUN, -1, pronoun))


@lru_cache(maxsize=8192)
def _presents(text: str, inside: bool) -> tuple[tuple[str, ...], bool]:
    """Verbs in the present outside quotation marks that are not said of anybody."""
    bare, inside = unquoted(text, inside)
    found = _PRESENT.finditer(bare)
    return tuple(m[1] for m in found if not _ALWAYS.search(bare[: m.start()])), inside


def verbs(sentences: Sequence[Sentence], tense: Tense) -> Iterator[tuple[Fault, str]]:
    """Verbs that stand in the present where the story is told in the past, or the other way."""
    now, quoted = tense is Tense.PRESENT, False
    for sentence in sentences:
        for token in sentence.tokens:
            if isinstance(token, Words):
                found, quoted = _presents(token.text, quoted)
                if found and not now:
                    yield from ((Fault.TENSE, verb) for verb in found)
            elif isinstance(token, Finite) and not quoted and (token.tense is Tense.PRESENT) != now:
                yield Fault.TENSE, token.text


def clean(sentence: Sentence) -> Iterator[tuple[Fault, str]]:
    """What no page should show."""
    text = sentence.text
    for mark in _MARKS:
        if mark in text:
            yield Fault.UNCLEAN, mark
    for hint, pattern in (("None", _NONE), ("..", _DOTS), ("a ", _ARTICLES), ("A ", _ARTICLES)):
        found = pattern.search(text) if hint in text else None
        if found is not None:
            yield Fault.UNCLEAN, found[0]
    if not _BEGINS.match(text):
        yield Fault.UNCLEAN, text[:20]


def _leaks(told: Told, chronicle: Chronicle) -> bool:
    """Whether it tells an event that its focaliser neither saw, nor glimpsed, nor felt."""
    if told.focaliser is None or told.knows == "felt" or told.thinks is not None:
        return False
    known = (chronicle.events[i] for i in told.events)
    return any(not saw(e, told.focaliser) and told.focaliser not in e.glimpsed for e in known)


def proof(
    discourse: Discourse,
    chronicle: Chronicle,
    spin: Spin,
    who: PronounOf,
    record: Record | None = None,
) -> list[Finding]:
    """Every fault of a telling; `who` gives the pronoun that others have for a person. With a
    `record` every relation that the words stand for is looked up in it."""
    found: list[Finding] = []
    reader = Reader(who)
    number = 0
    frames: list[tuple[int, object]] = []
    words = 0
    for told in (t for p in discourse.paragraphs for t in p):
        if told.opens:
            reader = _turned(told, spin, who)
        if _leaks(told, chronicle):
            found.append(Finding(Fault.LEAK, number, told.text))
        if record is not None:
            found += [Finding(Fault.UNFOUNDED, number, text) for text in unproved(told, record)]
        if told.frame is not None or told.wording:
            frames.append((words, told.frame or told.wording))
        reader.quoted = reader.stranger = False
        found += [Finding(fault, number, text) for fault, text in verbs(told.sentences, told.tense)]
        for sentence in told.sentences:
            faults = [*reader.sentence(sentence), *clean(sentence)]
            found += [Finding(fault, number, text) for fault, text in faults]
            number += 1
        words += len(told.text.split())
    found += _repeated(frames)
    found += _dangling(discourse)
    everything = tuple(t for p in discourse.paragraphs for t in p)
    found += [Finding(Fault.CROWDED, 0, text) for text in crowded(everything, APART)]
    return found


def _turned(told: Told, spin: Spin, who: PronounOf) -> Reader:
    """A reader at the beginning of a passage."""
    mine = spin.person != 3
    narrator = told.focaliser if mine else None
    return Reader(
        lambda name: "" if name == narrator else _OF_STRANGER.get(name) or who(name),
        who(narrator) if narrator else "",
        None if mine else told.focaliser,
    )


def _repeated(frames: Sequence[tuple[int, object]]) -> Iterator[Finding]:
    for i, (start, _) in enumerate(frames):
        page = Counter(f for at, f in frames[i:] if at < start + PAGE)
        if page[frames[i][1]] > TWICE and all(f != frames[i][1] for _, f in frames[:i]):
            yield Finding(Fault.REPEATED, i, str(frames[i][1]))


def _dangling(discourse: Discourse) -> Iterator[Finding]:
    """Look backs that do not come back to where the story was."""
    opened: Told | None = None
    for told in (t for p in discourse.paragraphs for t in p):
        if opened is not None and told.opens in ("back", "on"):
            yield Finding(Fault.DANGLING, 0, opened.text)
        if told.opens:
            opened = told if told.opens == "back" else None
    if opened is not None:
        yield Finding(Fault.DANGLING, 0, opened.text)
