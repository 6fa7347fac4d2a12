"""Explain: of every sentence of a telling what it comes from, and why it stands where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from vervain.tell.discourse import Discourse
from vervain.tell.tree import Mention


@dataclass(frozen=True, slots=True)
class Explained:
    """One sentence. `means`: the words that stand for somebody, with whom they mean. `line` is
    that of the author's frame, or None where the teller used the act's own phrase."""

    text: str
    events: tuple[int, ...]
    why: str
    focaliser: str | None
    means: tuple[tuple[str, tuple[str, ...]], ...]
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
            tuple((t.text, t.names) for t in sentence.tokens if isinstance(t, Mention)),
            told.frame.file if told.frame else None,
            told.frame.line if told.frame else None,
        )
        for paragraph in discourse.paragraphs
        for told in paragraph
        for sentence in told.sentences
    )
