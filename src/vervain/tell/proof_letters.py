"""Proof of letters: a pronoun, a name or a verb is spelt as whom or what it stands for, and
quotation marks come in pairs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from vervain.tell.discourse import Told
from vervain.tell.lexicon import Lexicon
from vervain.tell.morphology import is_plural, possessive
from vervain.tell.readings import FORMS
from vervain.tell.realise import ABSOLUTE, inflect
from vervain.tell.spin import Tense
from vervain.tell.tree import POSSESSIVE, SUBJECT, Finite, Form, Link, Mention, Token, Words
from vervain.tell.when import APART

_FORMS = {pronoun: frozenset((*forms, ABSOLUTE[pronoun])) for pronoun, forms in FORMS.items()}
_PRONOUNS = frozenset(form for forms in _FORMS.values() for form in forms)


def misspelt(told: Told, words: Lexicon) -> Iterator[str]:
    """Leaves that do not read as what they stand for."""
    for sentence in told.sentences:
        subject: Mention | None = None
        would = False
        doer = next((t for t in sentence.tokens if isinstance(t, Mention)), None)
        for token in sentence.tokens:
            kind = type(token)
            if kind is Words or kind is Link:
                both = len(told.tells) > 1 and token.text.endswith(" and ")
                subject = doer if both else subject if token.text == " " else None
                continue
            would = would or token.text == f"would {getattr(token, 'lemma', '')}"
            if not _reads(token, subject, words) and not (would and _habit(token, told)):
                yield token.text
            acts = isinstance(token, Mention) and (token.case == SUBJECT or token.clause == -1)
            subject = token if acts and isinstance(token, Mention) else None
    text = told.text
    if text.count('"') % 2 or text.count("“") != text.count("”"):
        yield "a quotation mark"


def _habit(token: Token, told: Told) -> bool:
    """What somebody would do time and again: `would go and look`; of what happened often."""
    often = isinstance(token, Finite) and token.tense is Tense.PAST and len(told.events) >= APART
    return often and isinstance(token, Finite) and token.text.removeprefix("would ") == token.lemma


def _reads(token: Token, subject: Mention | None, words: Lexicon) -> bool:
    """A verb right after its subject agrees with it."""
    if isinstance(token, Finite):
        text = token.text.removesuffix("n't")
        if subject is None or token.tense is Tense.PERFECT:
            return text in _inflected(token.lemma, token.tense, words)
        many = len(subject.names) > 1 or subject.text.lower() in ("they", "you")
        plural = many or is_plural(f"{subject.text[:1].lower()}{subject.text[1:]}")
        first = subject.text in ("I", "me")
        return text == inflect(token.lemma, token.tense, first=first, plural=plural, words=words)
    return not isinstance(token, Mention) or _names(token)


@lru_cache(maxsize=4096)
def _inflected(lemma: str, tense: Tense, words: Lexicon) -> frozenset[str]:
    """The forms of a verb in a tense, whoever acts."""
    agreeing = ((False, False), (True, False), (False, True))
    found = {inflect(lemma, tense, first=f, plural=p, words=words) for f, p in agreeing}
    if tense is Tense.PERFECT:
        found.add(words.participle(lemma))
    return frozenset({*found, *(f"{form[:1].upper()}{form[1:]}" for form in found)})


def _names(token: Mention) -> bool:
    """The letters of a mention are a form of its pronoun, or its name."""
    text = token.text
    if token.form is Form.PRONOUN:
        low = text if text == "I" else text.lower()
        return not token.pronoun or low in _FORMS[token.pronoun]
    if token.form is not Form.NAME:
        return token.form is not Form.DESCRIPTION or text.lower() not in _PRONOUNS
    (name,) = token.names
    shown = text.partition(",")[0]
    shown = f"{shown[:1].lower()}{shown[1:]}" if name[:1].islower() else shown
    known = (name, name.partition(" ")[0])  # the given name, where that can be one only
    return shown in {possessive(n) if token.case == POSSESSIVE else n for n in known}
