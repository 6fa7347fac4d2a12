"""Proof: the teller re-reads its own tree; what has a fault is told in other words.

It knows nothing of how the words were chosen: it goes by the leaves alone, in the order
of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from vervain.story.chronicle import Chronicle, Event
from vervain.tell.called import FORGOTTEN
from vervain.tell.discourse import Discourse, Told
from vervain.tell.fault import PAGE as PAGE  # noqa: PLC0414 (offered here)
from vervain.tell.fault import TWICE as TWICE  # noqa: PLC0414 (offered here)
from vervain.tell.fault import Fault, Finding
from vervain.tell.minds import saw
from vervain.tell.proof_page import of_page
from vervain.tell.proof_relations import Record, unproved
from vervain.tell.readings import (
    OF_STRANGER,
    STRANGERS,
    PronounOf,
    plain_people,
    readings,
    unquoted,
    window,
)
from vervain.tell.spin import PRESENT, Register, Spin, Tense
from vervain.tell.tree import (
    DESCRIPTION,
    NAME,
    POSSESSIVE,
    PRONOUN,
    REFLEXIVE,
    Finite,
    Mention,
    Sentence,
)

_PRESENT = re.compile(r"\b(is|are|am|has|does)\b")
_ALWAYS = re.compile(r"\b(?:one|some(?:one|body)|any(?:one|body)|no(?:body)|people)\b[^.;:!?]*$")
"""What is said of anybody stands in the present in any story: `as one does`."""
_PROPER = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]+")
_NONE = re.compile(r"\bNone\b")
_DOTS = re.compile(r"\.\.(?!\.)")
_ARTICLES = re.compile(r"\b[aA] (?:[aeioAEIO](?!ne\b|nce\b)|hour\b|honest)")
_MARKS = ("{", "}", "[", "]", "  ", " .", " ,", " ;", " :", " !", " ?")


_BEGINS = re.compile(r"[\"“‘']?[^a-z\s]")


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
    met: dict[str, int] = field(default_factory=dict)
    now: int = 0

    def sentence(self, sentence: Sentence) -> list[tuple[Fault, str]]:
        """The faults of reference in the next sentence."""
        before: list[Mention] = []
        faults: list[tuple[Fault, str]] = []
        for token in sentence.tokens:
            if type(token) is Mention:
                if not self._is_clear(token, before):
                    faults.append((Fault.AMBIGUOUS, token.text))
                before.append(token)
                self.named = self.named or self.topic in token.names
            elif type(token) is not Finite:
                if self.narrator_is and not self.stranger:
                    self.stranger = _names_somebody(token.text, self.quoted)
                people, self.quoted = plain_people(token.text, self.quoted)
                if people:
                    faults += self._plain(people, before)
        self.older = window(self.older, self.last, before, self.topic)
        self.last = tuple(before)
        self.now += 1
        return faults

    def _half(self, token: Mention) -> bool:
        """Part of a name that is part of another's, whom the reader has met as lately."""
        several = len(token.names) > 1
        for name in token.names:
            if not several or name in token.text:
                self.met[name] = self.now
        if several or token.form is not NAME:
            return False
        name, said = token.names[0], token.text.removesuffix("'s").removesuffix("'")
        if not name.startswith(f"{said} "):
            return False
        near = (o for o, at in self.met.items() if self.now - at <= FORGOTTEN and o != name)
        return any(other.startswith(f"{said} ") for other in near)

    def _meant(self, pronoun: str, case: int, clause: int, before: list[Mention]) -> frozenset[str]:
        topic = self.topic if self.named else None
        mine = topic is not None and self.candidate(topic) == pronoun
        last = (*self.older, *self.last) if mine else self.last
        return readings(pronoun, case, clause, before, last, topic, self.candidate)

    def _is_clear(self, token: Mention, before: list[Mention]) -> bool:
        if self._half(token):
            return False
        if token.form is not PRONOUN or token.case == REFLEXIVE:
            return True
        if token.pronoun in ("I", "you") or len(token.names) > 1:
            return True
        return self._meant(token.pronoun, token.case, token.clause, before) == set(token.names)

    def _plain(
        self, people: tuple[tuple[int, str], ...], before: list[Mention]
    ) -> Iterator[tuple[Fault, str]]:
        """The people in the author's own words."""
        for _, pronoun in people:
            if pronoun in STRANGERS.values():
                before.append(Mention((pronoun,), pronoun, POSSESSIVE, DESCRIPTION, -1))
                self.stranger = self.stranger or pronoun == STRANGERS.get(self.narrator_is)
                continue
            meant = self._meant(pronoun, POSSESSIVE, -1, before)
            if not meant and pronoun == self.narrator_is and not self.stranger:
                yield Fault.PERSON, pronoun
            for who in sorted(meant - {self.topic} if len(meant) > 1 else meant):
                before.append(Mention((who,), pronoun, POSSESSIVE, PRONOUN, -1, pronoun))


@lru_cache(maxsize=8192)
def _names_somebody(text: str, inside: bool) -> bool:
    """A proper name stands outside quotation marks."""
    return _PROPER.search(unquoted(text, inside)[0]) is not None


@lru_cache(maxsize=8192)
def _presents(text: str, inside: bool) -> tuple[tuple[str, ...], bool]:
    """Verbs in the present outside quotation marks that are not said of anybody."""
    bare, inside = unquoted(text, inside)
    found = _PRESENT.finditer(bare)
    return tuple(m[1] for m in found if not _ALWAYS.search(bare[: m.start()])), inside


def verbs(sentences: Sequence[Sentence], tense: Tense) -> list[tuple[Fault, str]]:
    """Verbs that stand in the present where the story is told in the past, or the other way."""
    now, quoted = tense is PRESENT, False
    slips: list[tuple[Fault, str]] = []
    for sentence in sentences:
        for token in sentence.tokens:
            if type(token) is Finite:
                if not quoted and (token.tense is PRESENT) != now:
                    slips.append((Fault.TENSE, token.text))
            elif type(token) is not Mention:
                found, quoted = _presents(token.text, quoted)
                if found and not now:
                    slips += [(Fault.TENSE, verb) for verb in found]
    return slips


def clean(sentence: Sentence) -> list[tuple[Fault, str]]:
    """What no page should show."""
    found = _unclean(sentence.text)
    return [(Fault.UNCLEAN, words) for words in found] if found else []


@lru_cache(maxsize=8192)
def _unclean(text: str) -> tuple[str, ...]:
    found = [mark for mark in _MARKS if mark in text]
    for hint, pattern in (("None", _NONE), ("..", _DOTS), ("a ", _ARTICLES), ("A ", _ARTICLES)):
        wrong = pattern.search(text) if hint in text else None
        if wrong is not None:
            found.append(wrong[0])
    return tuple(found) if _BEGINS.match(text) else (*found, text[:20])


def _leaked(told: Told, chronicle: Chronicle) -> tuple[int, ...]:
    """The events that it tells and its focaliser neither saw, nor glimpsed, nor felt."""
    mind = told.focaliser
    if mind is None or told.thinks is not None:
        return ()
    if told.knows == "felt":
        events = (chronicle.events[i] for i in told.events)
        return tuple(e.id for e in events if not _felt_in(e, mind))
    glimpsed = told.knows == "glimpsed"
    known = (chronicle.events[i] for i in told.events)
    return tuple(e.id for e in known if not saw(e, mind) and not (glimpsed and mind in e.glimpsed))


def _felt_in(event: Event, mind: str) -> bool:
    """A reaction in this mind came of it."""
    return any(act.roles[:1] and act.roles[0][1] == mind for act in event.reactions)


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
    page = [t for p in discourse.paragraphs for t in p]
    reader, number, starts = Reader(who), 0, list[int]()
    minds = {view.focaliser for view in spin.views}
    mind = spin.views[0].focaliser
    for at, told in enumerate(page):
        starts.append(number)
        if told.opens:
            reader, mind = _turned(told, spin, who), told.focaliser
        leaked = _leaked(told, chronicle)
        strange = bool(told.tells) and (told.focaliser != mind or mind not in minds)
        if leaked or strange:
            found.append(Finding(Fault.LEAK, number, told.text, at, None, leaked))
        if record is not None:
            unfounded = list(unproved(told, record))
            found += [Finding(Fault.UNFOUNDED, number, text, at, r) for text, r in unfounded]
            if spin.register is Register.PLAIN and not unfounded:
                stray = record.strays(told, spin)
                found += [Finding(Fault.STRAY, number, text, at) for text in stray]
        reader.quoted = reader.stranger = False
        slips = verbs(told.sentences, told.tense)
        found += [Finding(fault, number, text, at) for fault, text in slips]
        for sentence in told.sentences:
            faults = reader.sentence(sentence) + clean(sentence)
            found += [Finding(fault, number, text, at) for fault, text in faults]
            number += 1
    found += [replace(f, sentence=starts[f.told]) for f in of_page(page)]
    return found


def _turned(told: Told, spin: Spin, who: PronounOf) -> Reader:
    """A reader at the beginning of a passage."""
    mine = spin.person != 3
    narrator = told.focaliser if mine else None

    def candidate(name: str) -> str:
        pronoun = known.get(name)
        if pronoun is None:
            pronoun = known[name] = OF_STRANGER.get(name) or who(name)
        return pronoun

    known = {narrator: ""} if narrator else dict[str, str]()
    return Reader(
        candidate,
        who(narrator) if narrator else "",
        None if mine else told.focaliser or spin.about,
    )
