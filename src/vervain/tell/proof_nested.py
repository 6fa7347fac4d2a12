"""Proof of minds in minds: whoever is said to think, or to know, what another thinks is looked up
through every clause: in the right order, and *knowing* only what is so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vervain.story.chronicle import Fact
from vervain.tell.discourse import Told
from vervain.tell.nested_words import Reads, right
from vervain.tell.relation import Kind, Relation
from vervain.tell.tree import SUBJECT, Finite, Mention, Token, Words

KNOWING = frozenset({"know", "see", "learn", "notice", "find", "realise", "understand"})
"""Verbs that say of what is believed that it is so."""
THINKING = frozenset({"believe", "think", "suppose"})
_DENIED = re.compile(r"^ not know\b")
_UNTIL_NOW = re.compile(r"^ (?:believed until now|thought all along) that\b")
_NOTHING = re.compile(r"^ (?:nothing of it|better)\b")


@dataclass(frozen=True, slots=True)
class _Level:
    """One verb of the mind: whose it is (None: it is not clear), whether it says that it is so, and
    whether it is denied."""

    who: tuple[str, ...]
    knows: bool
    denied: bool = False


def misled(told: Told, reads: Reads) -> Iterator[tuple[str, Relation]]:
    """What is said of minds in minds, and is not so in them; with the relation it stands for."""
    if told.thinks is not None and _is_deep(told.thinks):
        for sentence in told.sentences:
            for text in _faults(sentence.tokens, told.thinks, reads, told.focaliser):
                yield text, told.thinks
    for sentence in told.sentences:
        for link in sentence.links:
            relation = link.relation
            if relation is not None and relation.kind is Kind.RESTS and _is_deep(relation):
                at = next(i for i, token in enumerate(sentence.tokens) if token is link)
                rest = sentence.tokens[at + 1 :]
                for text in _faults(rest, relation, reads, told.focaliser):
                    yield text, relation


def _is_deep(relation: Relation) -> bool:
    return relation.fact is not None and len(relation.fact.minds) > 1


def _faults(
    tokens: tuple[Token, ...], relation: Relation, reads: Reads, mind: str | None
) -> Iterator[str]:
    """The verbs of the mind in one clause against the minds on record."""
    said = "".join(token.text for token in tokens)
    levels = _levels(tokens)
    minds = _minds(relation, mind)
    if relation.kind is Kind.UNEXPECTED:
        levels = levels[: len(minds)]
    if len(levels) > len(minds) or len(levels) < len(minds) - 1 or not levels:
        yield said
        return
    rest = minds[len(minds) - len(levels) :]
    so = relation.kind in (Kind.KNOWS, Kind.UNAWARE) or (
        relation.kind is Kind.RESTS
        and relation.fact is not None
        and right(reads, relation.fact, relation.value, relation.to)
    )
    if len(rest) < len(minds) and not so:
        yield said  # what only somebody believes is told as if it were so
    swapped = (rest[1], rest[0], *rest[2:]) if len(rest) > 1 else rest
    order = tuple(level.who[0] if len(level.who) == 1 else "" for level in levels)
    if order not in (rest, swapped):
        yield said
    fact = relation.fact
    k = relation.to + (relation.kind not in (Kind.RESTS, Kind.UNEXPECTED))
    for i, level in enumerate(levels):
        if fact is None or not level.knows or level.denied:
            continue
        about = Fact(fact.fluent, fact.args, rest[i:])
        value = reads(about, k) if _denies(levels[:i]) else relation.value
        if not right(reads, about, value, k):
            yield said


def _denies(levels: list[_Level]) -> bool:
    """What comes after is what somebody does not know: it is so."""
    return any(level.denied for level in levels)


def _minds(relation: Relation, mind: str | None) -> tuple[str, ...]:
    """The minds that the words go through: of what is told as so from a mind, without that mind."""
    minds = relation.fact.minds if relation.fact is not None else ()
    if relation.kind is Kind.UNAWARE and mind is not None:
        return minds[1:]
    return minds


def _levels(tokens: tuple[Token, ...]) -> list[_Level]:
    """The verbs of the mind in these words, outermost first, each with its subject."""
    found: list[_Level] = []
    waiting: list[Mention] = []
    subject: Mention | None = None
    for token, after in zip(tokens, (*tokens[1:], None), strict=True):
        follows = after.text if isinstance(after, Words) else ""
        if isinstance(token, Mention):
            if token.case == SUBJECT:
                waiting, subject = [*waiting, token], token
            continue
        if isinstance(token, Finite) and token.lemma == "do" and _DENIED.match(follows):
            found.append(_Level(_names(subject), knows=True, denied=True))
            waiting = []
        elif isinstance(token, Finite) and token.lemma == "have" and _UNTIL_NOW.match(follows):
            found.append(_Level(_names(subject), knows=False))
            waiting = []
        elif isinstance(token, Finite) and token.lemma in KNOWING | THINKING:
            whose = subject
            if len(waiting) > 1:  # `Bob, she thought,`: his own verb is still to come
                waiting, whose = waiting[:-1], waiting[-1]
                subject = waiting[-1]
            else:
                waiting = []
            denied = _NOTHING.match(follows) is not None
            found.append(_Level(_names(whose), token.lemma in KNOWING, denied))
    return found


def _names(mention: Mention | None) -> tuple[str, ...]:
    return mention.names if mention is not None else ()
