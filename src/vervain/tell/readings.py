"""Readings: whom a pronoun can mean. The one definition that choosing and proof-reading share.

A reader looks for the person with that pronoun
1. earlier in the same sentence: if there is one only, and it has been the subject of a clause
   (or has owned something) there, it is that one;
2. else in the same sentence, in the sentence before, and in whoever the passage is about (the one
   from whose mind it is told, once named).
Who acts in a clause is not its object (that would be `herself`), and what is somebody's own in a
clause is first of all the subject's. A pronoun is clear if this leaves exactly one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from vervain.tell.tree import OBJECT, POSSESSIVE, SUBJECT, Mention

FORMS = {
    "she": ("she", "her", "her", "herself"),
    "he": ("he", "him", "his", "himself"),
    "it": ("it", "it", "its", "itself"),
    "they": ("they", "them", "their", "themselves"),
    "I": ("I", "me", "my", "myself"),
    "you": ("you", "you", "your", "yourself"),
}

_ACTING = (SUBJECT, POSSESSIVE)

PronounOf = Callable[[str], str]


def subject_of(before: Sequence[Mention], clause: int) -> str | None:
    """Who acts in a clause."""
    for mention in reversed(before):
        if mention.clause == clause and mention.case == SUBJECT and len(mention.names) == 1:
            return mention.names[0]
    return None


def readings(
    pronoun: str,
    case: int,
    clause: int,
    before: Sequence[Mention],
    last: Sequence[Mention],
    topic: str | None,
    pronoun_of: PronounOf,
) -> frozenset[str]:
    """Whom `pronoun` in this `case` can mean; `before` are the mentions earlier in its sentence."""
    here = _people(before, pronoun, pronoun_of)
    subject = subject_of(before, clause)
    if case == OBJECT:
        here.discard(subject or "")
    if case == POSSESSIVE and subject in here and len(here) == 1:
        return frozenset(here)
    if len(here) == 1:
        (only,) = here
        for mention in before:
            if mention.case in _ACTING and only in mention.names:
                return frozenset(here)
    wider = here | _people(last, pronoun, pronoun_of)
    if topic is not None and pronoun_of(topic) == pronoun:
        wider.add(topic)
    if case == OBJECT:
        wider.discard(subject or "")
    return frozenset(wider)


def _people(mentions: Iterable[Mention], pronoun: str, pronoun_of: PronounOf) -> set[str]:
    found: set[str] = set()
    for mention in mentions:
        for name in mention.names:
            if pronoun_of(name) == pronoun:
                found.add(name)
    return found


_PLAIN = re.compile(r"\b(she|her|hers|herself|he|him|his|himself)\b", re.IGNORECASE)
_SOMEBODY = {
    "she": re.compile(r"\b(?:mother|woman|sister|wife|daughter|lady|widow)\b"),
    "he": re.compile(r"\b(?:father|man|brother|husband|son|gentleman)\b"),
}
STRANGERS = {"she": "some woman", "he": "some man"}
"""Names for whoever is spoken of without one: `the woman who bakes`."""
OF_STRANGER = {name: pronoun for pronoun, name in STRANGERS.items()}
"""The pronouns of those."""

_MARK = re.compile(r"[\"“”]")


def unquoted(text: str, inside: bool = False) -> tuple[str, bool]:
    """The text with what stands in quotation marks blanked out, and whether it ends inside them.

    `inside`: it begins inside them. Letters keep their places.
    """
    if _MARK.search(text) is None:
        return ("_" * len(text) if inside else text), inside
    kept: list[str] = []
    start = 0
    for mark in _MARK.finditer(text):
        part = text[start : mark.start()]
        kept += ["_" * len(part) if inside else part, "_"]
        inside = not inside if mark[0] == '"' else mark[0] == "“"
        start = mark.end()
    rest = text[start:]
    return "".join((*kept, "_" * len(rest) if inside else rest)), inside


@lru_cache(maxsize=8192)
def plain_people(text: str, inside: bool) -> tuple[tuple[tuple[int, str], ...], bool]:
    """The author's own `she` and `he`, and those of whom the text speaks without a name: where, and
    which; outside quotation marks. And whether it ends inside them, as `unquoted` says."""
    bare, inside = unquoted(text, inside)
    found = [
        (m.start(), "she" if m[1].lower() in ("she", "her", "hers", "herself") else "he")
        for m in _PLAIN.finditer(bare)
    ]
    found += [(m.start(), STRANGERS[p]) for p, who in _SOMEBODY.items() for m in who.finditer(bare)]
    return tuple(sorted(found)), inside


def window(
    older: tuple[Mention, ...],
    last: tuple[Mention, ...],
    ended: Sequence[Mention],
    topic: str | None,
) -> tuple[Mention, ...]:
    """What was mentioned before the sentence that has `ended` and can still be meant where the
    topic could be: everybody since the topic's own last mention."""
    if topic is None:
        return ()
    for mention in ended:
        if topic in mention.names:
            return ()
    return (*older, *last)
