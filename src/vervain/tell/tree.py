"""The tree of a told sentence: who is meant by which words, which verb stands in which tense.

Realisation makes it, the proof re-reads it, the page is its leaves one after the other. So nothing
that is printed has to be guessed back from its letters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum

from vervain.tell.spin import Tense

SUBJECT, OBJECT, POSSESSIVE, REFLEXIVE = range(4)

SENTENCE_END = re.compile(r"[.!?…][\"”’']?(?=\s|$)")


class Form(Enum):
    """What kind of words stands for somebody."""

    NAME = "name"
    DESCRIPTION = "description"
    PRONOUN = "pronoun"
    GROUP = "group"
    CHOSEN = "the author's choice"


@dataclass(frozen=True, slots=True)
class Words:
    """Words as they are: the author's own, or a connective of the teller's. `kept`: they were
    written with this first letter, so that it is a capital in the middle of a sentence, too."""

    text: str
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for `names` (several: a group), in a `case` of the clause numbered `clause`
    of its sentence. `pronoun` is the nominative of the pronoun used, or empty."""

    names: tuple[str, ...]
    text: str
    case: int
    form: Form
    clause: int = 0
    pronoun: str = ""


@dataclass(frozen=True, slots=True)
class Finite:
    """A verb that the teller has inflected."""

    lemma: str
    text: str
    tense: Tense


Token = Words | Mention | Finite


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its leaves joined are its text."""

    tokens: tuple[Token, ...]

    @property
    def text(self) -> str:
        """As it is printed."""
        return "".join(token.text for token in self.tokens)

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Who is meant in it, in order."""
        return tuple(t for t in self.tokens if isinstance(t, Mention))


def lead(sentence: Sentence, words: str) -> Sentence:
    """The sentence with words before it: `Three hours later, `."""
    first, *rest = sentence.tokens
    named = isinstance(first, Mention) and first.form in (Form.NAME, Form.GROUP)
    names_begin = isinstance(first, Words) and first.text[:1].isupper() and first.kept
    if not (named or names_begin or re.match(r"[\"“‘']|I\b", first.text)):
        first = replace(first, text=first.text[:1].lower() + first.text[1:])
    return Sentence((Words(words), first, *rest))


def trail(sentence: Sentence, tokens: tuple[Token, ...]) -> Sentence:
    """The sentence with more at its end, before the stop."""
    *rest, last = sentence.tokens
    stop = last.text[-1:]
    body = (*rest, replace(last, text=last.text[:-1])) if last.text != stop else tuple(rest)
    return Sentence((*body, *tokens, Words(stop)))


def sentences(tokens: list[Token]) -> tuple[Sentence, ...]:
    """Leaves parted into sentences: blanks single, a capital first, a stop at the end."""
    parted: list[list[Token]] = [[]]
    for token in tokens:
        if not isinstance(token, Words):
            parted[-1].append(token)
            continue
        start = 0
        text = re.sub(r"\s+", " ", token.text)
        for end in SENTENCE_END.finditer(text):
            parted[-1].append(Words(text[start : end.end()]))
            parted.append([])
            start = end.end()
        if text[start:]:
            parted[-1].append(Words(text[start:]))
    return tuple(Sentence(_finished(part)) for part in parted if _has_words(part))


def _has_words(tokens: list[Token]) -> bool:
    return any(token.text.strip() for token in tokens)


def _finished(tokens: list[Token]) -> tuple[Token, ...]:
    done: list[Token] = []
    for token in tokens:
        text = token.text
        if not done or done[-1].text.endswith(" "):
            text = text.lstrip(" ")
        if text:
            done.append(replace(token, text=text))
    text = re.sub(r"^([\"“‘']?)([a-z])", lambda m: m[1] + m[2].upper(), done[0].text)
    first = done[0]
    if isinstance(first, Words):
        done[0] = Words(text, kept=text == first.text)
    else:
        done[0] = replace(first, text=text)
    done[-1] = replace(done[-1], text=done[-1].text.rstrip(" "))
    if not re.search(r"[.!?…][\"”’']?$", done[-1].text):
        done.append(Words("."))
    return tuple(done)
