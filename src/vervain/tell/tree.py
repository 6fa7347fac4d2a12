"""The tree of a told sentence: who is meant by which words, which verb stands in which tense.

Realisation makes it, the proof re-reads it, the page is its leaves one after the other. So nothing
that is printed has to be guessed back from its letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from vervain.story.chronicle import Fact
from vervain.tell.relation import Relation
from vervain.tell.spin import Tense

SUBJECT, OBJECT, POSSESSIVE, REFLEXIVE = range(4)

_BLANKS = re.compile(r"\s+")
_FIRST_LETTER = re.compile(r"^([\"“‘']?)([a-z])")
_MARKS = "\"“‘'"
_STOPPED = re.compile(r"[.!?…][\"”’']?$")
SENTENCE_END = re.compile(r"[.!?…][\"”’']?(?=\s|$)")


class Form(Enum):
    """What kind of words stands for somebody."""

    NAME = "name"
    DESCRIPTION = "description"
    PRONOUN = "pronoun"
    GROUP = "group"
    CHOSEN = "the author's choice"


NAME, DESCRIPTION, PRONOUN, GROUP, CHOSEN = Form
"""By themselves, for a member takes long to find in its class."""


class Words(NamedTuple):
    """Words as they are: the author's own, or a connective of the teller's. `kept`: they were
    written with this first letter, so that it is a capital in the middle of a sentence, too.
    `relation` and `fact` are for the kinds of words below."""

    text: str
    kept: bool = False
    relation: Relation | None = None
    fact: Fact | None = None


class Link(Words):
    """A connective of the teller's, or a word for time, and what it stands for on the record."""

    __slots__ = ()


class Aside(Words):
    """The opening words of what is said beside of somebody (`, who lived with`): that `fact` is so;
    or, without one, its end."""

    __slots__ = ()


class Mention(NamedTuple):
    """Words that stand for `names` (several: a group), in a `case` of the clause numbered `clause`
    of its sentence. `pronoun` is the nominative of the pronoun used, or empty."""

    names: tuple[str, ...]
    text: str
    case: int
    form: Form
    clause: int = 0
    pronoun: str = ""


class Finite(NamedTuple):
    """A verb that the teller has inflected."""

    lemma: str
    text: str
    tense: Tense


Token = Words | Mention | Finite
_STOP = Words(".")


@dataclass(slots=True, unsafe_hash=True)
class Sentence:
    """One sentence: its leaves joined are its `text`, as it is printed; `links` are its
    connectives. Nobody changes one; it is not frozen, for that makes it slow to make."""

    tokens: tuple[Token, ...]
    text: str = field(init=False, compare=False)
    links: tuple[Link, ...] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """The text and the links are asked for again and again."""
        self.text = "".join([token.text for token in self.tokens])
        self.links = tuple([token for token in self.tokens if type(token) is Link])

    @property
    def relations(self) -> tuple[Relation, ...]:
        """What its connectives stand for."""
        return tuple([k.relation for k in self.links if k.relation is not None])

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Who is meant in it, in order."""
        return tuple(t for t in self.tokens if isinstance(t, Mention))


@lru_cache(maxsize=8192)
def pieces(text: str) -> tuple[str, ...]:
    """A text parted after the stops in it; the last piece has none, and may be empty."""
    ends = [0, *(end.end() for end in SENTENCE_END.finditer(text)), len(text)]
    return tuple(text[start:end] for start, end in pairwise(ends))


def lead(sentence: Sentence, words: str, relation: Relation | None = None) -> Sentence:
    """The sentence with words before it: `Three hours later, `; they are a link if they stand for
    a relation."""
    first, *rest = sentence.tokens
    named = isinstance(first, Mention) and first.form in (Form.NAME, Form.GROUP)
    names_begin = isinstance(first, Words) and first.text[:1].isupper() and first.kept
    if not (named or names_begin or re.match(r"[\"“‘']|I\b", first.text)):
        first = worded(first, first.text[:1].lower() + first.text[1:])
    opening = Words(words) if relation is None else Link(words, relation=relation)
    return Sentence((opening, first, *rest))


_MARK = "\x01"
_MARKED = re.compile(f"{_MARK}([^{_MARK}]*){_MARK}")


def marked(word: str) -> str:
    """A connective in the words of a frame, to be found again by `linked`."""
    return f"{_MARK}{word}{_MARK}"


def linked(said: tuple[Sentence, ...], relations: Sequence[Relation]) -> tuple[Sentence, ...]:
    """The sentences with each marked connective as the link it is, for the relations in order."""
    left = list(relations)
    return tuple(Sentence(tuple(_links(sentence.tokens, left))) for sentence in said)


def _links(tokens: tuple[Token, ...], left: list[Relation]) -> Iterator[Token]:
    for token in tokens:
        if not isinstance(token, Words) or _MARK not in token.text:
            yield token
            continue
        for i, piece in enumerate(_MARKED.split(token.text)):
            if piece and i % 2:
                yield Link(piece, relation=left.pop(0))
            elif piece:
                yield Words(piece, token.kept and i == 0)


def sentences(tokens: list[Token]) -> tuple[Sentence, ...]:
    """Leaves parted into sentences: blanks single, a capital first, a stop at the end."""
    parted: list[list[Token]] = [[]]
    for token in tokens:
        if not isinstance(token, Words):
            parted[-1].append(token)
            continue
        text = token.text
        *ended, rest = pieces(text if _single(text) else _BLANKS.sub(" ", text))
        for piece in ended:
            parted[-1].append(token if piece == token.text else Words(piece))
            parted.append([])
        if rest:
            parted[-1].append(token if rest == token.text else Words(rest))
    return tuple(Sentence(finished(part)) for part in parted if _has_words(part))


def _single(text: str) -> bool:
    """No blank in it is doubled, or other than a blank."""
    return "  " not in text and text.isprintable()


def _has_words(tokens: list[Token]) -> bool:
    return any(token.text and not token.text.isspace() for token in tokens)


def finished(tokens: list[Token]) -> tuple[Token, ...]:
    """The leaves of one sentence: no blank twice, a capital first, a stop at the end."""
    done: list[Token] = []
    after_blank = True
    for token in tokens:
        text = token.text
        if after_blank and text[:1] == " ":
            text = text.lstrip(" ")
            if text:
                done.append(worded(token, text))
        elif text:
            done.append(token)
        if text:
            after_blank = text[-1] == " "
    first = done[0]
    text = first.text
    if text[0].islower() or text[0] in _MARKS:
        text = _FIRST_LETTER.sub(lambda m: m[1] + m[2].upper(), text)
    if isinstance(first, Link):
        done[0] = Link(text, text == first.text, first.relation)
    elif isinstance(first, Words):
        done[0] = Words(text, kept=text == first.text)
    elif text != first.text:
        done[0] = worded(first, text)
    if after_blank:
        done[-1] = worded(done[-1], done[-1].text.rstrip(" "))
    if not _STOPPED.search(done[-1].text[-2:]):
        done.append(_STOP)
    return tuple(done)


def worded(token: Token, text: str) -> Token:
    """The same leaf with other letters."""
    if isinstance(token, Mention):
        return Mention(token.names, text, token.case, token.form, token.clause, token.pronoun)
    if isinstance(token, Finite):
        return Finite(token.lemma, text, token.tense)
    if isinstance(token, Link):
        return Link(text, token.kept, token.relation)
    return Words(text, token.kept)
