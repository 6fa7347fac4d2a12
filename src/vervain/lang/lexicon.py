"""The lexicon: every name and phrase that the lines of one world can be made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from vervain.base.span import NOWHERE, Span
from vervain.lang.expr import UNKNOWN, Param
from vervain.lang.kinds import BUILT_IN, SOMETHING, Kinds
from vervain.lang.phrases import DROPPED, Entry, Parts, alike, negations, plural
from vervain.lang.syntax import Token
from vervain.lang.world import (
    NEXT_TO,
    PLACE,
    Entity,
    Fluent,
    FluentType,
    Hole,
    Phrase,
)

_WHO = Hole(Param("it", SOMETHING))
_OTHER = Hole(Param("other", SOMETHING))
_THING = Hole(Param("it", "thing"))
_HOLDER = Hole(Param("holder", "person"))
_P, _Q = Hole(Param("one", "place")), Hole(Param("other", "place"))

PLACE_FLUENT = Fluent(
    PLACE,
    Phrase(("where", _WHO, "is")),
    (_WHO.param,),
    FluentType.ENTITY,
    kinds=("place", "person"),
    default=UNKNOWN,
    or_unknown=True,
    seen_there=True,
)
NEXT_TO_FLUENT = Fluent(
    NEXT_TO,
    Phrase((_P, "is", "next", "to", _Q)),
    (_P.param, _Q.param),
    FluentType.YES_NO,
)

_BUILT_IN_FACTS = (
    Entry((_WHO, "is", "at", _P), PLACE, (0,), value=1),
    Entry((_THING, "is", "held", "by", _HOLDER), PLACE, (0,), value=1),
    Entry((_HOLDER, "has", _THING), PLACE, (1,), value=0),
    Entry((_WHO, "is", "with", _OTHER), PLACE, (0,), value=1, same=True),
    Entry((_P, "is", "next", "to", _Q), NEXT_TO, (0, 1)),
)


@dataclass(slots=True)
class Phrases:
    """Entries, found by the words they can begin with."""

    by_word: dict[str, list[Entry]] = field(default_factory=dict)
    by_second: dict[str, list[Entry]] = field(default_factory=dict)
    positives: list[Entry] = field(default_factory=list)

    def add(self, entry: Entry) -> None:
        """Take in a phrase and its negations."""
        self.positives.append(entry)
        self._index(entry)
        for parts in negations(entry.parts):
            self._index(Entry(parts, entry.name, entry.args, False, entry.value, entry.same))

    def _index(self, entry: Entry) -> None:
        first = entry.parts[0]
        if isinstance(first, str):
            for word in (first, *plural(first)):
                self.by_word.setdefault(word, []).append(entry)
            return
        second = entry.parts[1]
        for word in (second, *plural(second)) if isinstance(second, str) else ("",):
            self.by_second.setdefault(word, []).append(entry)

    def beginning(self, words: tuple[str, ...], i: int, *, exact: bool) -> list[Entry]:
        """Phrases whose first words these may be; `exact`: all up to the first hole."""
        return _leading(self.by_word.get(words[i], []), words, i, exact)

    def going_on(self, words: tuple[str, ...], i: int, *, exact: bool) -> list[Entry]:
        """Phrases that begin with a hole and go on with these words (or another hole)."""
        return [
            *_leading(self.by_second.get(words[i], []), words, i, exact),
            *self.by_second.get("", ()),
        ]

    def all(self, *, hole_first: bool) -> Iterator[Entry]:
        """Every phrase that begins with a hole, or with a word; for reading with mistakes."""
        seen: set[int] = set()
        for entries in (self.by_second if hole_first else self.by_word).values():
            for entry in entries:
                if id(entry) not in seen:
                    seen.add(id(entry))
                    yield entry

    def forget(self, name: str) -> None:
        """Leave out all phrases of a fluent or act."""
        self.positives = [e for e in self.positives if e.name != name]
        for index in (self.by_word, self.by_second):
            for word, entries in index.items():
                index[word] = [e for e in entries if e.name != name]

    def rival(self, parts: Parts, kinds: Kinds) -> Entry | None:
        """A phrase that could be taken for this one."""
        return next((e for e in self.positives if alike(e.parts, parts, kinds)), None)


def _leading(entries: list[Entry], words: tuple[str, ...], i: int, exact: bool) -> list[Entry]:
    if not exact:
        return entries
    return [e for e in entries if words[i : i + len(e.lead)] == e.lead]


@dataclass(slots=True)
class Lexicon:
    """Names and phrases of one world, filled while its declarations are read."""

    kinds: Kinds = field(default_factory=lambda: Kinds(BUILT_IN))
    entities: dict[str, Entity] = field(default_factory=dict)
    fluents: dict[str, Fluent] = field(default_factory=dict)
    facts: Phrases = field(default_factory=Phrases)
    values: Phrases = field(default_factory=Phrases)
    acts: Phrases = field(default_factory=Phrases)
    turn: int | None = None
    """Minutes in a turn, where the file says how long one is."""
    broken: set[str] = field(default_factory=set)
    """Words of declarations that have a mistake: lines that use them may be right."""
    _names: dict[str, list[tuple[tuple[str, ...], str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.fluents[PLACE] = PLACE_FLUENT
        self.fluents[NEXT_TO] = NEXT_TO_FLUENT
        for entry in _BUILT_IN_FACTS:
            self.facts.add(entry)
        self.values.add(Entry(PLACE_FLUENT.phrase.parts, PLACE, (0,)))

    def add_entity(self, entity: Entity, words: tuple[str, ...]) -> None:
        """Take in an entity; `words` are the tokens of its name."""
        self.entities[entity.name] = entity
        self._names.setdefault(words[0], []).append((words, entity.name))

    def add_fluent(self, fluent: Fluent) -> None:
        """Take in a fact, by its phrase and its functional name."""
        self.fluents[fluent.name] = fluent
        if fluent.hidden:
            return
        args = tuple(range(len(fluent.params)))
        where = self.facts if fluent.type is FluentType.YES_NO else self.values
        where.add(Entry(fluent.phrase.parts, fluent.name, args))

    def forget_fluent(self, name: str) -> None:
        """Leave out a fact: another takes its place."""
        del self.fluents[name]
        self.facts.forget(name)
        self.values.forget(name)

    def add_act(self, name: str, phrase: Phrase) -> None:
        """Take in the heading of an act."""
        holes = sum(isinstance(part, Hole) for part in phrase.parts)
        self.acts.add(Entry(phrase.parts, name, tuple(range(holes))))

    def broke(self, heading: tuple[Token, ...]) -> None:
        """Note the telling words of a declaration that has a mistake: not roles, kinds, types."""
        before = ""
        for token in heading:
            if token.text == ":" and before == ")":
                return  # the type
            if token.kind == "word" and len(token.text) > 2 and before not in ("(", ":"):
                self.broken |= {token.text} - DROPPED - set(self.kinds.names())
            before = token.text

    def names_at(self, words: tuple[str, ...], i: int) -> Iterator[tuple[str, int]]:
        """(name, end) of every entity named by the words from `i` on."""
        if i < len(words):
            for name_words, name in self._names.get(words[i], ()):
                end = i + len(name_words)
                if words[i:end] == name_words:
                    yield name, end

    def of_kind(self, kind: str) -> tuple[str, ...]:
        """The entities of a kind, in the order of the world."""
        return tuple(
            e.name for e in self.entities.values() if self.kinds.all_are(e.kinds[:1], (kind,))
        )

    def span_of(self, fluent: str) -> Span:
        """Where a fact was declared."""
        return self.fluents[fluent].span if fluent in self.fluents else NOWHERE
