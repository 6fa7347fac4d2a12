"""The sentence tree: what a sentence says, before it has words in order (see `clause_text`).

Built by the stages that make sentences of their own; frames are the author's and need none.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Time(Enum):
    """When: the tense of a finite verb."""

    PRESENT = "present"
    PAST = "past"
    FUTURE = "future"


class Ask(Enum):
    """What a question asks for. SUBJECT and OBJECT by `who`, or `what` of a thing."""

    YES_NO = ""
    WHO = "who"
    WHOM = "whom"
    WHAT = "what"
    WHERE = "where"
    WHEN = "when"
    WHY = "why"
    HOW = "how"


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is. `pronoun` is what takes its place where it acts on itself."""

    text: str
    pronoun: str = "it"
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Pronoun:
    """I, you, she, he, it, we, they: in the case that its place wants."""

    text: str


@dataclass(frozen=True, slots=True)
class Noun:
    """A common noun: `determiner` (`a` by sound, `the`, `no`, …) or `owner`, `count`, adjectives,
    and what is said of it by a relative clause."""

    lemma: str
    determiner: str = "the"
    adjectives: tuple[str, ...] = ()
    plural: bool = False
    count: int | None = None
    owner: Nominal | None = None
    relative: Relative | None = None


@dataclass(frozen=True, slots=True)
class Several:
    """Coordinated: `Ida, Tom and Bess`."""

    items: tuple[Nominal, ...]
    joiner: str = "and"


@dataclass(frozen=True, slots=True)
class EachOther:
    """The reciprocal, for an object."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause. `verb` is the base form, a particle behind a blank (`put out`).

    `complement` stands behind the verb as it is, `modifiers` (words, `Prep`, or clauses opened by
    their own word, `Sub`) at the end; `adverb` (`never`) before the full verb. A passive clause has
    its doer in `by`.
    """

    subject: Nominal
    verb: str
    object: Nominal | That | EachOther | None = None
    to: Nominal | None = None
    complement: str = ""
    modifiers: tuple[str | Prep | Sub, ...] = ()
    adverb: str = ""
    time: Time = Time.PRESENT
    modal: str = ""
    perfect: bool = False
    progressive: bool = False
    passive: bool = False
    by: Nominal | None = None
    negated: bool = False
    ask: Ask | None = None


@dataclass(frozen=True, slots=True)
class That:
    """A clause as an object: `that` (or `whether`, `why`, `where`) and the clause."""

    clause: Clause
    word: str = "that"


@dataclass(frozen=True, slots=True)
class Sub:
    """A clause as a modifier: `because`, `when`, `although`, `so that`."""

    word: str
    clause: Clause


@dataclass(frozen=True, slots=True)
class Prep:
    """A preposition and its noun: `to the quay`."""

    word: str
    noun: Nominal


@dataclass(frozen=True, slots=True)
class Relative:
    """`who put out the lamp`: a clause without its subject (or, `of_object`, its object)."""

    clause: Clause
    word: str = "who"
    of_object: bool = False


@dataclass(frozen=True, slots=True)
class Joined:
    """Clauses joined; what they have in common at the beginning is said once."""

    clauses: tuple[Clause, ...]
    joiner: str = "and"


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words and who says them; `first`: the speaker stands before the words."""

    words: str
    speaker: Nominal
    verb: str = "say"
    time: Time = Time.PAST
    first: bool = False


Nominal = Name | Pronoun | Noun | Several
Sentence = Clause | Joined | Quote
