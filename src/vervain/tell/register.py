"""Register: the same telling in stiffer English, or as one talks. Quoted speech stays as it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Set
from dataclasses import replace

from vervain.tell.discourse import Discourse, Key, Told
from vervain.tell.readings import unquoted
from vervain.tell.spin import Register
from vervain.tell.tree import Finite, Link, Sentence, Token, Words, worded

_HELPERS = "did does do was were is are has have had could would should might must need"
_NOT = re.compile(rf"\b({'|'.join(_HELPERS.split())}) not\b")
_AFTER = re.compile(r"^ not\b")
_CONTRACTED = re.compile(
    r"\b(\w+)n't\b|\b(it|that|there|he|she|what)'s\b(?= (?:a|an|the|no|not)\b)"
)
_WHOLE = {"ca": "cannot", "wo": "will not", "sha": "shall not"}

_LINKS = {
    Register.FORMAL: {
        "so that": "in order that",
        "So": "Accordingly,",
        "But": "Yet",
        "but": "yet",
        "because": "since",
        "to": "in order to",
    },
    Register.COLLOQUIAL: {"although": "though"},
}


def in_register(page: Discourse, register: Register, left: Set[Key] = frozenset()) -> Discourse:
    """The telling in this register, but for the units that are to be left as they are."""
    if register is Register.PLAIN:
        return page
    paragraphs = (
        tuple(t if left & set(t.tells) else _told(t, register) for t in paragraph)
        for paragraph in page.paragraphs
    )
    return replace(page, paragraphs=tuple(paragraphs))


def _told(told: Told, register: Register) -> Told:
    quoted = False
    sentences = []
    for sentence in told.sentences:
        said, quoted = _sentence(sentence, register, quoted=quoted)
        sentences.append(said)
    return replace(told, sentences=tuple(sentences))


def _sentence(sentence: Sentence, register: Register, *, quoted: bool) -> tuple[Sentence, bool]:
    tokens: list[Token] = []
    wants = any(isinstance(t, Finite) and t.lemma == "want" for t in sentence.tokens)
    for token in sentence.tokens:
        if isinstance(token, Link):
            words = token.text.strip()
            other = _LINKS[register].get(words, words)
            other = words if wants and words == "to" else other
            tokens.append(replace(token, text=token.text.replace(words, other)))
        elif isinstance(token, Words):
            bare, after = unquoted(token.text, quoted)
            tokens.append(worded(token, _words(token.text, bare, register, tokens, quoted=quoted)))
            quoted = after
        else:
            tokens.append(token)
    return Sentence(tuple(t for t in tokens if t.text)), quoted


def _words(text: str, bare: str, register: Register, before: list[Token], *, quoted: bool) -> str:
    """The words of one leaf outside quotation marks in the register. A `not` that follows a verb is
    drawn into it."""
    if register is Register.FORMAL:
        return _each(_CONTRACTED, text, bare, _expanded)
    last = before[-1] if before else None
    helps = isinstance(last, Finite) and last.text in _HELPERS.split()
    if not quoted and helps and isinstance(last, Finite) and _AFTER.match(bare):
        before[-1] = replace(last, text=f"{last.text}n't")
        text, bare = text[4:], bare[4:]
    text, bare = _both(_NOT, text, bare, lambda m: f"{m[1]}n't")
    return _each(re.compile(r"\bcannot\b"), text, bare, lambda _: "can't")


def _expanded(found: re.Match[str]) -> str:
    if found[2]:
        return f"{found[2]} is"
    return _WHOLE.get(found[1], f"{found[1]} not")


def _each(
    pattern: re.Pattern[str], text: str, bare: str, new: Callable[[re.Match[str]], str]
) -> str:
    return _both(pattern, text, bare, new)[0]


def _both(
    pattern: re.Pattern[str], text: str, bare: str, new: Callable[[re.Match[str]], str]
) -> tuple[str, str]:
    """Both texts, with what the second shows outside quotation marks replaced."""
    for found in reversed(list(pattern.finditer(bare))):
        start, end = found.span()
        text = text[:start] + new(found) + text[end:]
        bare = bare[:start] + new(found) + bare[end:]
    return text, bare
