"""Relation: what a connective, or a thought, stands for on the record. What has none is not said.

The teller finds relations (`rhetoric.py`, `inner.py`); the proof looks each up again in the
chronicle (`proof_relations.py`). `--explain` prints them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from vervain.story.chronicle import Fact, Plain


class Kind(Enum):
    """What can lie between what is told. The value is what `--explain` calls it."""

    CAUSED = "came of"
    RESTS = "rests on"
    UNDOES = "undoes"
    DISAPPOINTS = "disappoints"
    UNEXPECTED = "against the belief"
    KNOWING = "in spite of the belief"
    AGAINST = "against a value"
    MEANWHILE = "at the same time as"
    PURPOSE = "serves the want"
    TIME = "minutes after"
    BACK = "minutes before"
    OFTEN = "times"
    BELIEVES = "believes"
    KNOWS = "knows"
    UNAWARE = "does not know of"
    FEELS = "feels"
    SHOWS = "shows"
    BESIDE = "beside what is said"
    UNANSWERED = "leaves unanswered"
    HEARS = "hears, too"
    HOLDS = "has still"
    ALONE = "alone with whoever is spoken to"


BESIDES = (Kind.BESIDE, Kind.UNANSWERED, Kind.HEARS, Kind.HOLDS, Kind.ALONE)
"""Those that stand for what is on record beside a line of speech."""

THOUGHTS = (
    *(Kind.UNEXPECTED, Kind.BELIEVES, Kind.KNOWS, Kind.UNAWARE, Kind.RESTS),
    *(Kind.FEELS, Kind.SHOWS),
    *BESIDES,
)
"""Those that a thought can stand for."""

TIMES = (Kind.TIME, Kind.OFTEN)
"""Those that words for time stand for, as the story goes on."""

WORDS: dict[Kind, tuple[str, ...]] = {
    Kind.CAUSED: ("so", "accordingly"),
    Kind.RESTS: ("because", "for", "in the belief"),
    Kind.UNDOES: ("but", "yet"),
    Kind.DISAPPOINTS: ("but", "yet"),
    Kind.UNEXPECTED: ("but", "yet", "although", "though"),
    Kind.KNOWING: ("although", "though"),
    Kind.AGAINST: ("although", "though"),
    Kind.MEANWHILE: ("meanwhile", "in the meantime", "all the while"),
    Kind.PURPOSE: (
        "so that",
        "so",
        "in order that",
        "to",
        "in order to",
        "so as not to",
        "in order not to",
    ),
}
"""The words that a relation can have, in any register."""


@dataclass(frozen=True, slots=True)
class Relation:
    """Event `to` stands in this relation to event `of`, by a fact with its value, by the want of
    `who`, or by a feeling (its id). For TIME and BACK `value` is minutes, for OFTEN how many times.
    `how`: by which way the fact came into the mind."""

    kind: Kind
    to: int
    of: int | None = None
    who: str = ""
    fact: Fact | None = None
    value: Plain = None
    want: str = ""
    feeling: int | None = None
    how: str = ""

    def __str__(self) -> str:
        """`3 came of 1: place(Bess) = the inn`."""
        words = [str(self.to), self.kind.value]
        if self.of is not None:
            words.append(str(self.of))
        if self.feeling is not None:
            words.append(f"feeling {self.feeling}")
        said = [self.who] if self.who else []
        if self.fact is not None:
            minds = "".join(f"{mind}: " for mind in self.fact.minds)
            value = "unknown" if self.value is None else self.value
            said.append(f"{minds}{self.fact.fluent}({', '.join(self.fact.args)}) = {value}")
        elif self.value is not None:
            said.append(str(self.value))
        said += [f"“{self.want}”"] if self.want else []
        said += [f"({self.how})"] if self.how else []
        return " ".join(words) + (f": {' '.join(said)}" if said else "")
