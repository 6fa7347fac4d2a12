"""Discourse: what is told, in the order in which it is told (the sjuzhet).

Every sentence keeps the events it tells and the author's line it was made from, so that any mark on
the page can be asked for its reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vervain.base.span import Span
from vervain.story.chronicle import Act, Event
from vervain.tell.relation import Relation
from vervain.tell.spin import Tense
from vervain.tell.thought import Thought
from vervain.tell.tree import Sentence
from vervain.tell.value import Values

Key = tuple[str | None, int, str, tuple[str, ...]]
"""A thing to tell, known again when the story is told anew: from whose mind, the first event, the
act (or the words of passage), and of a thought what it is."""


def before(events: Sequence[Event]) -> Values:
    """The world's facts that these changed, as they were before them."""
    changes = (c for event in reversed(events) for c in reversed(event.changes))
    return {(c.fact.fluent, c.fact.args): c.before for c in changes if not c.fact.minds}


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing to tell: an event, a run of like events (`varying` names the role), or a reaction
    to one.

    `minute` is when the first of it happened; `glimpsed`: the focaliser did not see it, only its
    glimpse; `thought`: it is not the event that is told but what went on in a mind at it; `also`:
    other roles that vary, of a run that is told as what happened time and again (`again`);
    `dwelt`: the telling dwells on it.
    """

    events: tuple[Event, ...]
    act: Act
    varying: str | None = None
    reaction: bool = False
    glimpsed: bool = False
    thought: Thought | None = None
    also: tuple[str, ...] = ()
    dwelt: bool = False
    again: bool = False

    @property
    def knows(self) -> str:
        """How whoever tells it knows it."""
        if self.thought is not None:
            return self.thought.sort.value
        return "glimpsed" if self.glimpsed else "felt" if self.reaction else "saw"

    def key(self, mind: str | None) -> Key:
        """By what it is known again, told from this mind."""
        about = self.thought.key if self.thought is not None else ()
        return mind, self.events[0].id, self.act.name, about

    @property
    def minute(self) -> int:
        """When it began."""
        return self.events[0].minute

    def undone(self) -> Values:
        """The world's facts that this changed, as they were before it."""
        return before(self.events)


@dataclass(frozen=True, slots=True)
class Passage:
    """Units told together from one mind in one tense; `look_back` marks a departure from lived
    order, `earlier` a stage told after a later one when the story is told backwards."""

    stage: str | None
    focaliser: str | None
    tense: Tense
    units: tuple[Unit, ...]
    look_back: bool = False
    returning: bool = False
    earlier: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """The sentences of one unit, with what they come from.

    `knows`: how the focaliser knows it (saw, glimpsed, felt, was told, inferred, …; empty for words
    of passage). `why`: why it is told here. `opens`: it begins a passage: `on`, `back` (a look
    back), `return`. `thinks`: what the whole of it stands for, where it is a thought; `reminds`:
    the reader has been told of it before. `wording`: where there is no frame, which of the teller's
    own ways to say it this is. `tells`: the units, or the words of passage, that it is;
    `also`: the wordings of those that share its sentence.
    """

    sentences: tuple[Sentence, ...]
    events: tuple[int, ...]
    frame: Span | None
    focaliser: str | None
    tense: Tense = Tense.PAST
    knows: str = ""
    why: str = ""
    opens: str = ""
    wording: str = ""
    thinks: Relation | None = None
    reminds: bool = False
    tells: tuple[Key, ...] = ()
    also: tuple[Span | str, ...] = ()

    @property
    def relations(self) -> tuple[Relation, ...]:
        """Every relation that its words stand for."""
        found = [self.thinks] if self.thinks is not None else []
        for sentence in self.sentences:
            found += sentence.relations
        return tuple(found)

    @property
    def wordings(self) -> tuple[Span | str, ...]:
        """The author's lines it was made from, or the teller's own ways."""
        first = self.frame or self.wording
        return (first, *self.also) if first else self.also

    @property
    def text(self) -> str:
        """As it is printed."""
        return " ".join([sentence.text for sentence in self.sentences])

    @property
    def length(self) -> int:
        """How many words it has."""
        return sum([sentence.text.count(" ") + 1 for sentence in self.sentences])


@dataclass(frozen=True, slots=True)
class Discourse:
    """A whole telling: a title, and paragraphs of told units."""

    title: str
    paragraphs: tuple[tuple[Told, ...], ...]

    def text(self) -> str:
        """The prose, paragraphs parted by blank lines, without the title."""
        return "\n\n".join(
            " ".join(told.text for told in paragraph) for paragraph in self.paragraphs
        )

    def words(self) -> int:
        """How many words it has."""
        return len(self.text().split())
