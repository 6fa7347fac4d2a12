"""Faults: what can be wrong with a telling, and where one was found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from vervain.tell.relation import Relation

PAGE = 300
"""Words on a page, within which no frame stands more than twice."""
TWICE = 2
ONCE = ("went on",)
"""What stands there once at most."""


class Fault(Enum):
    """What can be wrong with a telling."""

    AMBIGUOUS = "a pronoun, or half a name, with more than one reading, or none"
    LEAK = "something that the focaliser does not know"
    TENSE = "a verb in the wrong tense"
    PERSON = "the narrator as somebody else"
    REPEATED = "the same words more than twice on a page"
    DANGLING = "a look back without its return"
    ORDER = "an event before what it comes after, or told again as new"
    STRAY = "words that are not those of what they tell"
    UNFOUNDED = "a connective, a time or a thought that is not on record"
    CROWDED = "words for time oftener than every third sentence"
    UNCLEAN = "a blank, a bracket or an article that is wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: in which sentence and in which unit (counted from 0 in the whole telling), and of
    what; `relation`: what is not on record, `events`: what is not known."""

    fault: Fault
    sentence: int
    words: str
    told: int = 0
    relation: Relation | None = None
    events: tuple[int, ...] = ()
