"""Purposes: the author's `so that` words of a want, in the forms in which they can be told.

The words are a clause in the present (`nobody sees what comes ashore`). In them, whoever has the
pronoun of the one whose want it is, is that one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from vervain.tell import lexicon
from vervain.tell.readings import FORMS
from vervain.tell.spin import Tense

_WOULD = {
    "is": "would be",
    "are": "would be",
    "has": "would have",
    "have": "would have",
    "can": "could",
    "cannot": "could not",
    "will": "would",
    "need": "need",
    "must": "must",
}
_WILL = {
    **{"is": "will be", "are": "will be", "has": "will have", "have": "will have"},
    **{verb: verb for verb in ("can", "cannot", "will", "need", "must")},
}
_BASE = {"is": "be", "are": "be", "has": "have", "have": "have"}
_OBJECTS = {"she": "her", "he": "him", "they": "them", "I": "me", "you": "you"}
_OWNERS = ("her", "his", "their", "my", "your", "its", "the", "a", "an", "no", "this", "that")
_PLURALS = ("they", "we", "you", "I", "people")
_JOINED = re.compile(r"\b(?:and|or|but)\b")
_TAIL = re.compile(r"\b(what|who|which|whoever|he|she|it) (is|are|has|[a-z]+s)\b")
_BACK = {"is": "was", "are": "were", "has": "had"}
_FURTHEST = 6
"""The verb is one of so many first words."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """A purpose in its parts; `denied`: a `not` follows the verb."""

    subject: str
    verb: str
    rest: str
    denied: bool

    @property
    def base(self) -> str | None:
        """The base form of the verb; None of a modal."""
        if self.verb in _BASE:
            return _BASE[self.verb]
        if self.verb in _WOULD:
            return None
        return self.verb if self.subject in _PLURALS else lexicon.base_of(self.verb)


def purpose_of(words: str) -> Purpose | None:
    """The parts; None where no verb can be made out."""
    parts = words.split(" ")
    for i in range(1, min(len(parts), _FURTHEST)):
        word, before = parts[i], parts[i - 1]
        plain = before not in _OWNERS and (
            lexicon.base_of(word) is not None or parts[:i] in ([p] for p in _PLURALS)
        )
        if word in _WOULD or word == "does" or plain:
            rest = parts[i + 1 :]
            denied = rest[:1] == ["not"]
            rest = rest[1:] if denied else rest
            if word == "does":
                if not denied or not rest:
                    return None
                third = lexicon.third_singular(rest[0])
                return Purpose(" ".join(parts[:i]), third, " ".join(rest[1:]), denied=True)
            return Purpose(" ".join(parts[:i]), word, " ".join(rest), denied)
    return None


def _hoped(purpose: str, *, past: bool) -> str:
    """`nobody would see what came ashore`; in the present with `will`."""
    found = purpose_of(purpose)
    if found is None or (found.verb not in _WOULD and found.base is None):
        return ""
    helper = (_WOULD if past else _WILL).get(found.verb)
    if helper is None:
        helper = f"{'would' if past else 'will'} {found.base}"
    first, _, more = helper.partition(" ")
    no = ["not"] if found.denied else []
    rest = _TAIL.sub(_shifted, found.rest) if past else found.rest
    return " ".join(w for w in (found.subject, first, *no, more, rest) if w)


def _shifted(found: re.Match[str]) -> str:
    """A verb further on, in the past."""
    base = lexicon.base_of(found[2])
    past = _BACK.get(found[2]) or (lexicon.past(base) if base else found[2])
    return f"{found[1]} {past}"


def gained(purpose: str, *, past: bool, narrator: str = "", person: int = 3) -> str:
    """What would be so, if the want came true: `nobody would look at me`. Empty where it cannot be
    said."""
    words = _hoped(purpose, past=past)
    return as_told_by(words, narrator, person) if narrator else words


def purpose_words(purpose: str, tense: Tense = Tense.PRESENT) -> str:
    """`so that the light burns`; in the past `so that the light would burn`."""
    if tense is Tense.PRESENT:
        return f"so that {purpose}"
    return f"so that {_hoped(purpose, past=True) or purpose}"


def infinitive(purpose: str, pronoun: str) -> str:
    """`to eat something hot`, `so as not to be alone`, where the purpose is about whose want it is;
    else empty."""
    found = purpose_of(purpose)
    if found is None or found.subject != pronoun:
        return ""
    if found.verb == "need" and found.denied:
        return f"so as not to have to {found.rest}".rstrip()
    if found.verb == "can" and not found.denied:
        return f"to be able to {found.rest}".rstrip()
    if found.base is None:
        return ""
    return f"{'so as not to' if found.denied else 'to'} {found.base} {found.rest}".rstrip()


def wanted_words(purpose: str, pronoun: str = "") -> str:
    """What is wanted, after `wants`: `the light burns` gives `the light to burn`, `she is safe`
    gives `her to be safe`, or `to be safe` where it is herself (`pronoun`). Empty for what cannot
    be said so (`nobody can follow`)."""
    found = purpose_of(purpose)
    if found is None or found.base is None or _JOINED.search(found.rest):
        return ""
    if found.subject in _PLURALS and found.verb not in _BASE:
        return ""
    no = "not " if found.denied else ""
    if found.subject == pronoun:
        return f"{no}to {found.base} {found.rest}".rstrip()
    if found.denied:
        return ""
    return f"{_OBJECTS.get(found.subject, found.subject)} to {found.base} {found.rest}".rstrip()


def speaks_of(pronoun: str, purpose: str) -> bool:
    """The author's words have this pronoun, in any case."""
    forms = FORMS.get(pronoun, ())
    return any(word in forms for word in re.findall(r"\w+", purpose))


_MINE = {1: ("I", "me", "my", "mine", "myself"), 2: ("you", "you", "your", "yours", "yourself")}
_AFTER_OBJECT = re.compile(
    r"(?:$|[.,;]| (?:and|or|but|in|at|on|to|from|with|for|by|again|any|back|there|here|now|out)\b)"
)


def as_told_by(words: str, pronoun: str, person: int) -> str:
    """The words with `I` (or `you`) for whoever has the pronoun; empty where that is not clear."""
    if not speaks_of(pronoun, words) or person not in _MINE:
        return words
    if pronoun not in ("he", "she"):
        return ""
    subject, object_, owner, owned, itself = _MINE[person]
    themselves = FORMS[pronoun][3]

    def verb(found: re.Match[str]) -> str:
        word = found[1]
        base = {"is": "am" if person == 1 else "are", "has": "have", "was": "was"}.get(word)
        if word == "was" and person == 2:
            base = "were"
        return f"{subject} {base or lexicon.base_of(word) or word}"

    words = re.sub(rf"\b{pronoun} ([a-z]+)\b", verb, words)
    words = re.sub(rf"\b{themselves}\b", itself, words)
    if pronoun == "he":
        words = re.sub(r"\bhim\b", object_, words)
        return re.sub(r"\bhis\b", owner, words)
    words = re.sub(r"\bhers\b", owned, words)
    words = re.sub(
        r"\bher\b(?=(.*))",
        lambda found: object_ if _AFTER_OBJECT.match(found[1]) else owner,
        words,
    )
    return words
