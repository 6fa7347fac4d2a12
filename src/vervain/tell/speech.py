"""Speech: who speaks to whom in an act, and a claim as it is said aloud.

A line is in the present, whoever speaks is `I` and whoever is spoken to `you`. It is what is said,
not what is believed: a lie is told as said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vervain.lang.wording import fact_words
from vervain.lang.world import PLACE, Fluent, FluentType, Hole, World
from vervain.story.chronicle import Claimed
from vervain.tell.clause import Clause, Name, Nominal, Noun, Pronoun
from vervain.tell.clause_text import Writer
from vervain.tell.discourse import Told, Unit
from vervain.tell.irregular import PARTICIPLES
from vervain.tell.lexicon import MODALS, count_word, lexicon_of
from vervain.tell.value import Bound

_SHORT = (
    ("I am", "I'm"),
    ("you are", "you're"),
    *((f"{v} not", f"{v}n't") for v in ("do", "does", "is", "are", "has", "have", "did", "would")),
    ("cannot", "can't"),
    ("will not", "won't"),
)
QUOTES = ('"', "“", "”")
_DETERMINERS = ("the", "a", "an", "no", "every", "his", "her", "their", "what", "where", "who")


@dataclass(frozen=True, slots=True)
class Turn:
    """Who spoke, and to whom: what can be answered."""

    speaker: str
    hearers: frozenset[str]

    def answered_by(self, other: Turn) -> bool:
        """The other turn is an answer to this one."""
        return other.speaker in self.hearers and self.speaker in other.hearers


def turn_of(unit: Unit, people: frozenset[str]) -> Turn | None:
    """The turn of a conversation that an act is; None if nothing is claimed in it."""
    if not any(isinstance(bound, Claimed) for _, bound in unit.act.roles):
        return None
    events = unit.events
    named = [b for e in events for _, b in e.act.roles if isinstance(b, str) and b in people]
    agreed = events[0].agreed
    speaker = agreed[0] if agreed else named[0] if named else ""
    hearers = frozenset(named) - {speaker}
    return Turn(speaker, hearers) if speaker and hearers else None


def speaks_up(before: Told, now: Told, *, other: bool, leads: bool = False) -> bool:
    """Whether somebody begins to speak after another has spoken: that opens a paragraph. `other`:
    it is another's act; `leads`: it is what they do right before they speak."""
    spoken, speaks = (any(mark in told.text for mark in QUOTES) for told in (before, now))
    return spoken and ((speaks and (other or now.text.startswith(QUOTES))) or leads)


def leads_to(unit: Unit, then: Unit | None, people: frozenset[str]) -> bool:
    """The act is of whoever says something next: it belongs to that line."""
    turn = turn_of(then, people) if then is not None and then.thought is None else None
    plain = unit.thought is None and turn_of(unit, people) is None
    return plain and turn is not None and turn.speaker in unit.events[-1].agreed


def parties(roles: dict[str, Bound], people: frozenset[str]) -> tuple[str, frozenset[str]]:
    """Who speaks (whoever is first named) and who is spoken to."""
    named: list[str] = []
    for bound in roles.values():
        if not isinstance(bound, Claimed):
            named += [bound] if isinstance(bound, str) else bound
    found = [name for name in named if name in people]
    return (found[0], frozenset(found[1:])) if found else ("", frozenset())


def line(claim: Claimed, speaker: str, hearers: frozenset[str], world: World) -> str:
    """What is claimed, in the words of whoever says it: `I don't love you`."""
    fluent = next(f for f in world.fluents if f.name == claim.fluent)
    said = _Line(claim, speaker, hearers, world, fluent).sentence()
    text = Writer(lexicon_of(world)).clause(said) if isinstance(said, Clause) else said
    for long, short in _SHORT:
        text = text.replace(f"{long} ", f"{short} ")
    return text[:1].upper() + text[1:]


@dataclass(frozen=True, slots=True)
class _Line:
    claim: Claimed
    speaker: str
    hearers: frozenset[str]
    world: World
    fluent: Fluent

    def sentence(self) -> Clause | str:
        """The claim as a clause tree, where its phrase begins with somebody; else as words."""
        claim, fluent = self.claim, self.fluent
        if claim.fluent == PLACE and isinstance(claim.value, str):
            where = f"at {claim.value}"
            return Clause(self._noun(claim.args[0]), "be", complement=where)
        if fluent.type is FluentType.YES_NO and isinstance(claim.value, bool):
            found = self._predicated(denied=not claim.value)
            return found or fact_words(fluent.phrase, self._objects(), claim.value)
        if isinstance(claim.value, str) and self._is_person(claim.value):
            return Clause(self._noun(claim.value), "be", complement=self._thing())
        value = claim.value
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = count_word(value)
        if value is None:
            return fact_words(fluent.phrase, self._objects(), None)
        return f"{self._thing()} is {value}"

    def _predicated(self, *, denied: bool) -> Clause | str | None:
        """`HOLE verb …`: its first role is the subject."""
        parts = self.fluent.phrase.parts
        if len(parts) < 2 or not isinstance(parts[0], Hole) or not isinstance(parts[1], str):
            return None
        subject, verb = self._noun(self.claim.args[0]), parts[1]
        rest = list(self._rest(2, 1))
        words = " ".join(rest)
        lexicon = lexicon_of(self.world)
        if verb in ("is", "are"):
            return Clause(subject, "be", complement=words, negated=denied)
        if verb in MODALS and rest:
            after = " ".join(rest[1:])
            return Clause(subject, rest[0], complement=after, modal=verb, negated=denied)
        base = lexicon.base_of(verb)
        if base == "have" and rest and (rest[0] in PARTICIPLES or rest[0].endswith("ed")):
            have = "has" if isinstance(subject, Name) else "have"
            return f"{Writer().noun(subject)} {have}{' not' if denied else ''} {words}"
        return Clause(subject, base, complement=words, negated=denied) if base else None

    def _rest(self, first: int, arg: int) -> Iterator[str]:
        """The words of the phrase from `first` on, with people in the case of an object."""
        writer = Writer()
        for part in self.fluent.phrase.parts[first:]:
            if isinstance(part, str):
                yield part
                continue
            name = self.claim.args[arg]
            itself = arg and name == self.claim.args[0]
            yield self._itself(name) if itself else writer.noun(self._noun(name), 1)
            arg += 1

    def _itself(self, name: str) -> str:
        """`myself`, `yourself`, `herself`."""
        noun = self._noun(name)
        clause = Clause(noun, "be", noun)
        return Writer().clause(clause).rsplit(" ", 1)[-1]

    def _objects(self) -> tuple[str, ...]:
        """The roles as they read in the middle of a clause."""
        return tuple(Writer().noun(self._noun(name), 1) for name in self.claim.args)

    def _thing(self) -> str:
        """The noun phrase of a fact that has a value: `the quencher`, `my debt to you`."""
        parts = self.fluent.phrase.parts
        writer = Writer()
        if len(parts) > 2 and parts[1] == "of" and isinstance(parts[2], Hole):
            owner = self._noun(self.claim.args[0])
            if isinstance(owner, Pronoun):
                return " ".join([writer.noun(owner, 2), str(parts[0]), *self._rest(3, 1)])
        text = " ".join(self._rest(0, 0))
        return text if text.split(" ", 1)[0] in _DETERMINERS else f"the {text}"

    def _noun(self, name: str) -> Nominal:
        if name == self.speaker:
            return Pronoun("I")
        if name in self.hearers:
            return Pronoun("you")
        entity = next((e for e in self.world.entities if e.name == name), None)
        if entity is not None and name[:1].islower() and not self._is_person(name):
            return Noun(name.removeprefix("the "), "the" if name.startswith("the ") else "")
        return Name(name, entity.pronoun if entity is not None else "it")

    def _is_person(self, name: str) -> bool:
        parents = {kind.name: kind.parents for kind in self.world.kinds}
        entity = next((e for e in self.world.entities if e.name == name), None)
        kinds = list(entity.kinds) if entity is not None else []
        for kind in kinds:  # grows while we walk
            kinds += [p for p in parents.get(kind, ()) if p not in kinds]
        return "person" in kinds
