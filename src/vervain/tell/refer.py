"""Referring expressions: a name, a group or a pronoun, so that nobody has to guess.

A pronoun is used only where it has exactly one reading (`readings.py`). Whoever the passage is
about stays in mind; others are named anew in a paragraph unless the sentence before it had them.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from operator import attrgetter

from vervain.lang.world import Entity, World
from vervain.tell.called import NEAR, Tie, Ties, short, short_list
from vervain.tell.index import Index, index_of
from vervain.tell.lexicon import listing, number_word
from vervain.tell.morphology import possessive
from vervain.tell.readings import (
    FORMS,
    STRANGERS,
    readings,
    subject_of,
    window,
)
from vervain.tell.tree import (
    CHOSEN,
    DESCRIPTION,
    GROUP,
    NAME,
    OBJECT,
    POSSESSIVE,
    PRONOUN,
    REFLEXIVE,
    SUBJECT,
    Form,
    Mention,
    Token,
)

__all__ = ["FORMS", "OBJECT", "POSSESSIVE", "REFLEXIVE", "SUBJECT", "Mentions", "form"]

MOST_LISTED = 4
"""So many names stand in a row; of more, the first two are named and the rest counted."""

MOST_PRONOUNS = 9
"""Pronouns in a row for whom the passage is about, before the name is said again."""


def form(pronoun: str, case: int) -> str:
    """A pronoun in a case (`SUBJECT`, `OBJECT`, `POSSESSIVE`, `REFLEXIVE`)."""
    return FORMS[pronoun][case]


@dataclass(slots=True)
class Mentions:
    """Who has been named lately, while prose is being made: the only state of referring.

    `narrator` is the focaliser of a telling in the first (or second: `person`) person, or None.
    `topic` is whom the passage is about, `parties` are the groups that the reader knows. `bare`:
    for now nobody but the narrator is to be a pronoun. `introduces`: whoever acts and is named for
    the first time is introduced (`Tom, the ferryman,`). `strangers` are not known by name.
    `met`: in which sentence (now: `now`) the reader last heard somebody's name. `ties`, as far as
    `mind` knows them, tie newcomers to others than those who are in the same act (`around`).
    """

    world: World
    narrator: str | None = None
    person: int = 1
    topic: str | None = None
    older: tuple[Mention, ...] = ()
    last: tuple[Mention, ...] = ()
    current: list[Mention] = field(default_factory=list)
    subject: str | None = None
    clause: int = 0
    clauses: int = 0
    named: set[str] = field(default_factory=set)
    fresh: set[str] = field(default_factory=set)
    run: int = 0
    quoted: bool = False
    bare: bool = False
    introduces: bool = False
    strangers: frozenset[str] = frozenset()
    introduced: set[str] = field(default_factory=set)
    parties: list[frozenset[str]] = field(default_factory=list)
    met: dict[str, int] = field(default_factory=dict)
    now: int = 0
    ties: Ties | None = None
    mind: str | None = None
    old: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()
    _entities: dict[str, Entity] = field(default_factory=dict)
    _called: dict[str, str] = field(default_factory=dict)
    _people: frozenset[str] = frozenset()
    _genders: dict[str, str] = field(default_factory=dict)
    _index: Index = field(init=False)

    def __post_init__(self) -> None:
        """Take over what is known of the world."""
        index = self._index = index_of(self.world)
        self._entities, self._called, self._people = index.entities, index.called, index.people
        self._genders = index.genders

    def copy(self) -> Mentions:
        """The same state, to try words on."""
        new = object.__new__(Mentions)
        for slot, value in zip(_SLOTS, _values(self), strict=True):
            setattr(new, slot, value)
        new.current, new.parties = list(self.current), list(self.parties)
        new.named, new.fresh = set(self.named), set(self.fresh)
        new.introduced, new.met = set(self.introduced), dict(self.met)
        return new

    def take(self, other: Mentions) -> None:
        """Go on from where the other is, which was tried out and is kept."""
        for slot in _SLOTS:
            setattr(self, slot, getattr(other, slot))

    # ------------------------------------------------------------ where we are

    def gender(self, name: str) -> str:
        """The pronoun that others have for an entity; only people have one for the teller."""
        return self._genders.get(name, "")

    def candidate(self, name: str) -> str:
        """The pronoun by which a reader could find this one: none for the narrator."""
        return "" if name == self.narrator else self._genders.get(name, "")

    def pronoun_of(self, name: str) -> str:
        """The pronoun for an entity, `I` (or `you`) for the narrator."""
        if name == self.narrator:
            return "you" if self.person == 2 else "I"
        entity = self._entities.get(name)
        return entity.pronoun if entity else "it"

    @property
    def people(self) -> frozenset[str]:
        """Everybody in the world."""
        return self._people

    @property
    def narrators(self) -> str:
        """The pronoun that others have for the narrator; empty without one."""
        return self.gender(self.narrator or "")

    def end_sentence(self) -> None:
        """A sentence has ended: what it mentioned is now what was mentioned last."""
        self.older = window(self.older, self.last, self.current, self.topic)
        self.last, self.current = tuple(self.current), []
        self.now += 1
        self.subject, self.clause, self.clauses = None, 0, 0

    def turn(self) -> None:
        """A new paragraph: of those it is not about, only who was in the last sentence is not
        named anew."""
        self.fresh = {name for mention in self.last for name in mention.names}

    def turn_to(self, focaliser: str | None) -> None:
        """A jump in time or into another mind: nothing may be taken up by a pronoun."""
        self.topic = None if focaliser == self.narrator else focaliser
        self.named.discard(self.topic or "")
        self.older, self.last, self.current, self.fresh = (), (), [], set()
        self.subject, self.clause, self.clauses = None, 0, 0

    def next_clause(self) -> None:
        """Another clause of the same sentence begins."""
        self.clauses += 1
        self.clause = self.clauses

    # ------------------------------------------------------------ mentions

    def note_text(self, text: str) -> tuple[Token, ...]:
        """The author's own words as leaves: the names in them, and their pronouns, are mentions."""
        people, leaves, self.quoted = self._index.people_in(text, self.quoted)
        for words in people:
            if words in ("she", "he"):
                meant = self._readings(words, POSSESSIVE)
                for who in sorted(meant - {self.topic} if len(meant) > 1 else meant):
                    self._add(Mention((who,), words, OBJECT, PRONOUN, -1, words))
                continue
            if words in STRANGERS.values():
                self._add(Mention((words,), words, OBJECT, DESCRIPTION, -1))
                continue
            self._add(Mention((words,), words, OBJECT, NAME, -1))
            self._meet(words)
        return leaves

    def _add(self, mention: Mention) -> None:
        self.current.append(mention)
        self.fresh.update(mention.names)
        self.named.update(mention.names)

    def _meet(self, *names: str) -> None:
        """The reader hears these names."""
        self.met.update((name, self.now) for name in names if name in self._index.given)

    def newcomer(self, mention: Mention) -> Tie | None:
        """How somebody of whom the reader hears for the first time is tied to others whom the
        reader has in mind; the one heard of last first."""
        name = mention.names[0]
        fresh = self.introduces and mention.form is NAME and mention.text == name
        if self.ties is None or not fresh or name in self._called or self.met.get(name) != self.now:
            return None
        if name in self.old:
            return None
        near = [n for n, at in self.met.items() if self.now - at <= NEAR and n not in self.around]
        near.sort(key=lambda n: -self.met[n])
        return self.ties.of(name, near, self.mind)

    def _readings(self, pronoun: str, case: int) -> frozenset[str]:
        topic = self.topic if self.topic in self.named else None
        mine = topic is not None and self.candidate(topic) == pronoun
        last = (*self.older, *self.last) if mine else self.last
        return readings(pronoun, case, self.clause, self.current, last, topic, self.candidate)

    def refer(self, name: str, case: int) -> Mention:
        """The words for an entity in this place; notes the mention."""
        if case == SUBJECT:
            self.next_clause()
        itself = case == OBJECT and subject_of(self.current, self.clause) == name
        mention = self._mention(name, REFLEXIVE if itself else case)
        if case == SUBJECT:
            self.subject = name
        if name == self.topic:
            self.run = self.run + 1 if mention.form is PRONOUN else 0
        self._add(mention)
        return mention

    def chosen(self, name: str, case: int, text: str) -> Mention:
        """Words for an entity that the author has chosen; notes the mention."""
        if case == SUBJECT:
            self.next_clause()
            self.subject = name
        mention = Mention((name,), text, case, CHOSEN, self.clause)
        self._add(mention)
        return mention

    def _mention(self, name: str, case: int) -> Mention:
        pronoun = self.pronoun_of(name)
        if name == self.narrator or (case == REFLEXIVE and name in self._people):
            return Mention((name,), form(pronoun, case), case, PRONOUN, self.clause, pronoun)
        if self._may_be_pronoun(name, pronoun, case):
            return Mention((name,), form(pronoun, case), case, PRONOUN, self.clause, pronoun)
        words, case, kind = self._name(name, case)
        if self.introduces and case == SUBJECT and kind is NAME and self._is_new(name):
            words = f"{words}, {self._called[name]},"
        self.introduced.add(name)
        return Mention((name,), words, case, kind, self.clause)

    def _is_new(self, name: str) -> bool:
        """There is a description of this one that the reader has not been given; whoever the
        passage is about needs none."""
        return name in self._called and name not in self.introduced and name != self.topic

    def _may_be_pronoun(self, name: str, pronoun: str, case: int) -> bool:
        if self.bare or name not in self._people or pronoun not in ("she", "he", "they"):
            return False
        if name == self.topic:
            tired = self.run >= MOST_PRONOUNS and case == SUBJECT and not self.current
            if name not in self.named or tired:
                return False
        elif name not in self.fresh:
            return False
        return self._readings(pronoun, case) == {name}

    def _name(self, name: str, case: int) -> tuple[str, int, Form]:
        """The name, if it is known, else a description; of `Caroline's mother` the owner may be a
        pronoun."""
        if name in self.strangers and name in self._called:
            text = self._called[name]
            return (possessive(text) if case == POSSESSIVE else text), case, DESCRIPTION
        owner, mark, rest = name.partition("'s ")
        text, kind = short(name, self._index.given, self.met, self.now), NAME
        self.old = self.old | {name} if name in self.met else self.old
        self._meet(name)
        if mark and owner in self._people:
            own = self._owner(owner)
            if own:
                text, kind = f"{own} {rest}", DESCRIPTION
        return (possessive(text) if case == POSSESSIVE else text), case, kind

    def _owner(self, owner: str) -> str:
        """`my`, or `her` if that can only be hers."""
        if owner == self.narrator:
            return form(self.pronoun_of(owner), POSSESSIVE)
        pronoun = self.gender(owner)
        if self.bare:
            return ""
        known = owner == self.topic and owner in self.named
        if (known or owner in self.fresh) and self._readings(pronoun, POSSESSIVE) == {owner}:
            return form(pronoun, POSSESSIVE)
        return ""

    # ------------------------------------------------------------ groups

    def refer_all(self, names: tuple[str, ...], case: int, *, listed: bool) -> Mention:
        """The words for several: their names, or who they are among those the reader knows.

        `listed`: the place asks for every name (it comes after a colon).
        """
        if case == SUBJECT:
            self.next_clause()
        text = self._group_words(names, listed_all=listed)
        text = possessive(text) if case == POSSESSIVE else text
        self.introduced.update(names)
        mention = Mention(names, text, case, GROUP, self.clause, "they")
        self._add(mention)
        if len(names) > 2 and frozenset(names) not in self.parties:
            self.parties.append(frozenset(names))
        return mention

    def _in_a_row(self, names: list[str], more: list[str]) -> str:
        words = short_list(names, self._index.given, self.met, self.now)
        self._meet(*names)
        return listing([*words, *more])

    def _group_words(self, names: tuple[str, ...], *, listed_all: bool) -> str:
        me = self.narrator is not None and self.narrator in names
        others = [n for n in names if n != self.narrator]
        group, count = frozenset(names), number_word(len(names))
        own = [self.pronoun_of(self.narrator or "")] if me else []
        if listed_all or len(names) <= MOST_LISTED:
            return self._in_a_row(others, own)
        if group in self.parties:
            return f"all {count} of {'us' if me else 'them'}"
        for party in reversed(self.parties):
            if group < party and not me:
                rest = party - group
                near = {n for m in (*self.last, *self.current) for n in m.names}
                return "the others" if rest <= near else f"{count} of them"
        shown = others[: 2 - len(own)]
        more = number_word(len(names) - len(shown) - len(own))
        return self._in_a_row(shown, [*own, f"{more} others"])


_SLOTS = tuple(f.name for f in fields(Mentions))
_values = attrgetter(*_SLOTS)
