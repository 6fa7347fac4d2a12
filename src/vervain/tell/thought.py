"""Thought: something to tell beside the events: what somebody came to believe, what they felt, and
what showed of what others felt. Each with the relation that it stands for."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from vervain.base.span import Span
from vervain.lang.frame import FramePart
from vervain.story.chronicle import Act
from vervain.tell.relation import Relation
from vervain.tell.value import Bound


class Sort(Enum):
    """What is told. The value is how whoever tells it has it."""

    EXPECTED = "found otherwise"
    THERE = "perceived"
    TOLD = "was told"
    INFERRED = "inferred"
    GLIMPSED = "glimpsed"
    BELIEVED = "believes"
    OTHERS = "takes others to believe"
    FEELING = "felt"
    SIGN = "saw"
    BEAT = "between lines"


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to put a thought. `pattern` is what the page remembers of it (`frame`: the author's
    line, if it is theirs); `links`: for what its marked connectives stand, in order; of several the
    one with the lowest `rank` is tried first."""

    parts: tuple[FramePart, ...]
    pattern: str = ""
    links: tuple[Relation, ...] = ()
    roles: dict[str, Bound] = field(default_factory=dict)
    frame: Span | None = None
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Thought:
    """A thought of `who` (of a sign: the one who shows it). `weight`: how much it means, so that
    of several the heaviest is told. `key`: what is not told twice; `known`: how to put it where the
    reader has been told before that it is so; `want`: the want it is about, not put into words
    again where it has just been; `deed`: the act it is about, not given away where that comes next.
    """

    sort: Sort
    who: str
    relation: Relation
    wordings: tuple[Wording, ...]
    weight: float = 0.0
    key: tuple[str, str, str] = ("", "", "")
    known: tuple[Wording, ...] = ()
    want: tuple[str, str] = ("", "")
    deed: Act | None = None
