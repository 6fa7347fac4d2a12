"""Skeletons: a frame, and a told sentence, as one string each, so that they can be laid over one
another: words as they are, whoever is meant by name, verbs in their base form.

How somebody is called and how a verb is inflected is not in a skeleton; which words, who, which
verb, and in which order, is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from vervain.lang.expr import Var
from vervain.lang.frame import ClaimHole, FramePart
from vervain.lang.wording import fact_words
from vervain.lang.world import World
from vervain.story.chronicle import Claimed, Plain
from vervain.tell import lexicon
from vervain.tell.claims import claimed
from vervain.tell.shape import NounShape, TextShape, VerbShape, shape_of
from vervain.tell.speech import line, parties
from vervain.tell.tree import Finite, Form, Link, Mention, Sentence, Token, Words
from vervain.tell.value import Bound, Values, value_of

LINK = "\x01"
"""Where a connective stands."""

_BLANKS = re.compile(r"\s+")
_ARTICLE = re.compile(r"\ban ")
_NOW = re.compile(r"\b(is|are|has)\b")
_BACK = {"is": "was", "are": "were", "has": "had"}


def person(names: Iterable[str]) -> str:
    """Whoever is meant."""
    return f"<{'|'.join(names)}>"


def plainly(text: str) -> str:
    """Words without what may differ: a capital, doubled blanks, a or an, the last stop."""
    text = text.lower()
    if "an " in text:
        text = _ARTICLE.sub("a ", text)
    if "  " in text or "\n" in text:
        text = _BLANKS.sub(" ", text)
    return text.strip().rstrip(".")


def of_tokens(tokens: Iterable[Token]) -> str:
    """What told words say."""
    return plainly("".join([_of(token) for token in tokens]))


def of_sentences(said: Iterable[Sentence]) -> str:
    """What several sentences say."""
    return plainly(" ".join(["".join([_of(k) for k in s.tokens]) for s in said]))


def _of(token: Token) -> str:
    kind = type(token)
    if kind is Words:
        return token.text
    if isinstance(token, Finite):
        return f"[{token.lemma}]"
    if isinstance(token, Mention) and not (token.clause == -1 and token.form is Form.NAME):
        return f"<{token.names[0]}>" if len(token.names) == 1 else person(token.names)
    return LINK if kind is Link else token.text


@dataclass(frozen=True, slots=True)
class Filling:
    """What the holes of a frame stand for."""

    world: World
    people: frozenset[str]
    roles: dict[str, Bound] = field(default_factory=dict)
    facts: Values = field(default_factory=dict)
    before: Values = field(default_factory=dict)

    def says(self, parts: tuple[FramePart, ...]) -> str:
        """What a frame says of these."""
        return plainly("".join(self._filled(parts)))

    def _filled(self, parts: tuple[FramePart, ...]) -> Iterator[str]:
        for part in shape_of(parts, lexicon.lexicon_of(self.world)):
            if isinstance(part, TextShape):
                yield "".join((*part.ended, part.rest))
            elif isinstance(part, VerbShape):
                yield f"[{part.lemma}]"
            elif isinstance(part, NounShape):
                yield self._noun(part)
            else:
                claim = self.roles.get(part.name)
                known = claimed(self.world).parts(claim) if isinstance(claim, Claimed) else None
                if known is not None and not part.spoken:
                    yield from self._filled(known)
                else:
                    yield self._claim(part, claim)

    def _noun(self, part: NounShape) -> str:
        hole = part.hole
        if isinstance(hole.term, Var):
            bound: Bound | Plain = self.roles.get(hole.term.name)
        else:
            was = self.before if hole.form == "before" else {}
            bound = value_of(hole.term, self.roles, self.facts, self.world, was)
        if isinstance(bound, tuple):
            return person(bound)
        if isinstance(bound, bool) or bound is None or isinstance(bound, Claimed):
            return "somebody"
        return person((bound,)) if isinstance(bound, str) else lexicon.count_word(bound)

    def _claim(self, part: ClaimHole, claim: Bound | None) -> str:
        if not isinstance(claim, Claimed):
            return "it"
        if part.spoken:
            return line(claim, *parties(self.roles, self.people), self.world)
        fluent = next(f for f in self.world.fluents if f.name == claim.fluent)
        return fact_words(fluent.phrase, claim.args, claim.value)


def in_past(skeleton: str) -> str:
    """The same with its first written-out helper in the past, as a claim is told."""
    return _NOW.sub(lambda found: _BACK[found[1]], skeleton, count=1)
