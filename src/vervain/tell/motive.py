"""Rhetoric, first form: the reason for an act in the sentence that tells it.

Whoever's mind we are in knows why they act; nobody's telling knows why everybody does. Only the
author's own words for a want are used, only in one short sentence, and a want is named once.
"""

from __future__ import annotations

import re

from vervain.tell import lexicon
from vervain.tell.discourse import Unit
from vervain.tell.realise import inflect
from vervain.tell.refer import FORMS
from vervain.tell.spin import Tense

_MOST_WORDS = 18
_AUXILIARY = {"is": "was", "are": "were", "has": "had", "can": "could", "will": "would"}
_SUBJECT_AND_VERB = re.compile(
    r"\b(he|she|it|who|what|that|nobody|somebody|everybody|everyone|nothing|[A-Z]\w+) ([a-z]+s)\b"
)


def motive(
    text: str,
    unit: Unit,
    focaliser: str | None,
    named: set[tuple[str, str]],
    tense: Tense,
    narrator: str = "",
) -> str:
    """The sentence, with why it was done where this telling knows it and the reader does not yet.

    `named` are the wants (who, words) that have been named; this one is added. `narrator` is the
    pronoun of who tells it in the first person, or empty.
    """
    short = len(text.split()) <= _MOST_WORDS and text.count(".") == 1 and text.endswith(".")
    if unit.reaction or unit.glimpsed or not short:
        return text
    for reason in unit.events[0].reasons[:1]:
        for want in reason.wants if focaliser in (None, reason.agent) else ():
            key = (reason.agent, want.purpose)
            if want.purpose and key not in named and not told_by(narrator, want.purpose):
                named.add(key)
                return f"{text[:-1]}, {purpose_words(want.purpose, tense)}."
    return text


def told_by(narrator: str, purpose: str) -> bool:
    """The author's words speak of somebody who would have to be `I`."""
    forms = FORMS.get(narrator, ())
    return any(word in forms for word in re.findall(r"\w+", purpose))


def purpose_words(purpose: str, tense: Tense = Tense.PRESENT) -> str:
    """`so that the light burns`; in the past `so that the light burned`."""
    if tense is not Tense.PRESENT:
        purpose = re.sub(r"\b(is|are|has|can|will)\b", lambda m: _AUXILIARY[m[1]], purpose)
        purpose = _SUBJECT_AND_VERB.sub(_past, purpose)
    return f"so that {purpose}"


def _past(found: re.Match[str]) -> str:
    base = None if found[2] in _AUXILIARY.values() else lexicon.base_of(found[2])
    return f"{found[1]} {inflect(base, Tense.PAST)}" if base else found[0]
