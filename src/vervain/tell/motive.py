"""Rhetoric, first form: the reason for an act in the sentence that tells it.

Whoever's mind we are in knows why they act; nobody's telling knows why everybody does. Only the
author's own words for a want are used, only in one short sentence, and a want is named once.
"""

from __future__ import annotations

import re

from vervain.tell import lexicon
from vervain.tell.discourse import Unit
from vervain.tell.readings import FORMS
from vervain.tell.spin import Tense
from vervain.tell.tree import Sentence, Words, trail

_MOST_WORDS = 18
_JOINED = re.compile(r"\b(?:and|or|but)\b")
_WOULD = {
    "is": "would be",
    "are": "would be",
    "has": "would have",
    "can": "could",
    "will": "would",
    "need": "need",
}
_SUBJECT_AND_VERB = re.compile(
    r"\b(he|she|it|who|what|that|nobody|somebody|everybody|everyone|nothing|[A-Z]\w+) ([a-z]+s)\b"
)


def motive(
    sentence: Sentence,
    unit: Unit,
    focaliser: str | None,
    named: set[tuple[str, str]],
    tense: Tense,
    narrator: str = "",
) -> tuple[Sentence, tuple[str, str] | None]:
    """The sentence, with why it was done where this telling knows it and the reader does not yet.

    `named` are the wants (who, words) that the reader knows; the one that is added is returned.
    `narrator` is the pronoun of who tells it in the first person, or empty.
    """
    short = len(sentence.text.split()) <= _MOST_WORDS and sentence.text.endswith(".")
    if unit.reaction or unit.glimpsed or not short:
        return sentence, None
    for reason in unit.events[0].reasons[:1]:
        for want in reason.wants if focaliser in (None, reason.agent) else ():
            key = (reason.agent, want.purpose)
            if want.purpose and key not in named and not told_by(narrator, want.purpose):
                words = f", {purpose_words(want.purpose, tense)}"
                return trail(sentence, (Words(words),)), key
    return sentence, None


def told_by(narrator: str, purpose: str) -> bool:
    """The author's words speak of somebody who would have to be `I`."""
    forms = FORMS.get(narrator, ())
    return any(word in forms for word in re.findall(r"\w+", purpose))


_OBJECTS = {"she": "her", "he": "him", "they": "them"}
_BASE = {"is": "be", "are": "be", "has": "have"}
_CLAUSE = re.compile(r"((?:the |no |her |his |their )?[\w']+) ([a-z]+)\b(.*)")


def wanted_words(purpose: str) -> str:
    """What is wanted, after `wants`: `the light burns` gives `the light to burn`, `she is safe`
    gives `her to be safe`. Empty for what cannot be said so (`nobody can follow`)."""
    found = _CLAUSE.fullmatch(purpose)
    base = _BASE.get(found[2]) or lexicon.base_of(found[2]) if found else None
    if found is None or base is None or base in lexicon.MODALS or _JOINED.search(found[3]):
        return ""
    return f"{_OBJECTS.get(found[1], found[1])} to {base}{found[3]}"


def purpose_words(purpose: str, tense: Tense = Tense.PRESENT) -> str:
    """`so that the light burns`; in the past `so that the light would burn`."""
    if tense is Tense.PRESENT:
        return f"so that {purpose}"
    subject, blank, rest = purpose.partition(" ")
    auxiliary = re.search(r"\b(is|are|has|can|will|need)\b", purpose)
    verb = _SUBJECT_AND_VERB.search(purpose)
    if auxiliary and (verb is None or auxiliary.start() <= verb.start(2)):
        said = purpose[: auxiliary.start()] + _WOULD[auxiliary[1]] + purpose[auxiliary.end() :]
        return f"so that {said}"
    base = lexicon.base_of(verb[2]) if verb else None
    if verb and base:
        return f"so that {purpose[: verb.start(2)]}would {base}{purpose[verb.end(2) :]}"
    if subject.lower() in ("they", "we", "you", "i"):
        return f"so that {subject}{blank}would {rest}"
    noun = re.match(r"((?:the |no |her |his )?[a-z]+) ([a-z]+s)\b(.*)", purpose)
    base = lexicon.base_of(noun[2]) if noun else None
    return f"so that {noun[1]} would {base}{noun[3]}" if noun and base else f"so that {purpose}"
