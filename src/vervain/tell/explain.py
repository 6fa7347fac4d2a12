"""Explain: of every sentence of a telling what it comes from, and why it stands where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vervain.tell.discourse import Discourse, Told
from vervain.tell.tree import Link, Mention, Sentence


@dataclass(frozen=True, slots=True)
class Explained:
    """One sentence. `means`: the words that stand for somebody, with whom they mean. `knows`: how
    whoever tells it knows it. `rests_on`: its connectives, words for time and thoughts, with what
    each stands for on the record. `reminds`: the reader was told of it before. `line` is that of
    the author's frame, or None where the teller used the act's own phrase."""

    text: str
    events: tuple[int, ...]
    why: str
    focaliser: str | None
    knows: str
    means: tuple[tuple[str, tuple[str, ...]], ...]
    rests_on: tuple[tuple[str, str], ...]
    reminds: bool
    file: str | None
    line: int | None


def explained(discourse: Discourse) -> tuple[Explained, ...]:
    """Every sentence of a telling, in the order of the page."""
    return tuple(
        Explained(
            sentence.text,
            told.events,
            told.why,
            told.focaliser,
            told.knows,
            tuple((t.text, t.names) for t in sentence.tokens if isinstance(t, Mention)),
            tuple(_rests(told, sentence)),
            told.reminds,
            told.frame.file if told.frame else None,
            told.frame.line if told.frame else None,
        )
        for paragraph in discourse.paragraphs
        for told in paragraph
        for sentence in told.sentences
    )


def _rests(told: Told, sentence: Sentence) -> Iterator[tuple[str, str]]:
    """The words of a sentence that stand for something on record, and for what."""
    if told.thinks is not None:
        yield told.knows, str(told.thinks)
    for token in sentence.tokens:
        if isinstance(token, Link) and token.relation is not None:
            yield token.text.strip(" ,"), str(token.relation)
