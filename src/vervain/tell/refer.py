"""Referring expressions: a name, a description or a pronoun, so that nobody has to guess.

A pronoun is used only where exactly one entity with that pronoun has been mentioned in this
sentence
and the last one. The rule is strict on purpose: it costs a few repeated names and no misreading.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from vervain.lang.world import Entity, World
from vervain.tell.morphology import possessive

FORMS = {
    "she": ("she", "her", "her", "herself"),
    "he": ("he", "him", "his", "himself"),
    "it": ("it", "it", "its", "itself"),
    "they": ("they", "them", "their", "themselves"),
    "I": ("I", "me", "my", "myself"),
    "you": ("you", "you", "your", "yourself"),
}
SUBJECT, OBJECT, POSSESSIVE, REFLEXIVE = range(4)


def form(pronoun: str, case: int) -> str:
    """A pronoun in a case (`SUBJECT`, `OBJECT`, `POSSESSIVE`, `REFLEXIVE`)."""
    return FORMS[pronoun][case]


@dataclass(slots=True)
class Mentions:
    """Who has been named lately, while prose is being made: the only state of the teller.

    `narrator` is the focaliser of a telling in the first or second person (`person`), or None.
    """

    world: World
    narrator: str | None = None
    person: int = 1
    last: set[str] = field(default_factory=set)
    current: set[str] = field(default_factory=set)
    subject: str | None = None
    named: set[str] = field(default_factory=set)
    _entities: dict[str, Entity] = field(init=False)
    _proper: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Index the entities by name."""
        self._entities = {e.name: e for e in self.world.entities}
        self._proper = tuple(name for name in self._entities if name[:1].isupper())

    def pronoun_of(self, name: str) -> str:
        """The pronoun for an entity, `I` (or `you`) for the narrator."""
        if name == self.narrator:
            return "you" if self.person == 2 else "I"
        entity = self._entities.get(name)
        return entity.pronoun if entity else "it"

    @property
    def narrators(self) -> str:
        """The pronoun that others have for the narrator; empty without one."""
        entity = self._entities.get(self.narrator or "")
        return entity.pronoun if entity else ""

    def end_sentence(self) -> None:
        """A sentence has ended: what it mentioned is now what was mentioned last."""
        self.last, self.current, self.subject = self.current, set(), None

    def turn_to(self, focaliser: str | None) -> None:
        """A new paragraph: whose mind this is stays in mind once named, if nobody else could be
        meant."""
        self.end_sentence()
        if focaliser is not None and focaliser in self.named and not self._rivals(focaliser):
            self.last.add(focaliser)

    def forget(self) -> None:
        """A jump in time or into another mind: nothing may be taken up by a pronoun."""
        self.last, self.current, self.subject = set(), set(), None

    def note_text(self, text: str) -> None:
        """Names that stand in the author's own words are mentions, too."""
        self.current.update([name for name in self._proper if name in text])

    def _rivals(self, name: str, among: set[str] | None = None) -> set[str]:
        """Who else a pronoun for this entity could mean (`among`: of these only)."""
        pronoun = self.pronoun_of(name)
        lately = self.last | self.current if among is None else among
        return {other for other in lately if other != name and self.pronoun_of(other) == pronoun}

    def refer(self, name: str, case: int) -> str:
        """The words for an entity in this place; notes the mention."""
        pronoun = self.pronoun_of(name)
        known = name in self.last or name in self.current
        is_self = case == OBJECT and self.subject == name
        if case == SUBJECT:
            self.subject = name
        if name == self.narrator:
            self.current.add(name)
            return form(pronoun, REFLEXIVE if is_self else case)
        if is_self:
            return form(pronoun, REFLEXIVE)
        alone = known and not self._rivals(name)
        if case == POSSESSIVE and self.subject == name:  # whoever acts: `she shuts her mouth`
            alone = alone or not self._rivals(name, self.current)
        self.current.add(name)
        self.named.add(name)
        if alone and name in self._entities and "place" not in self._entities[name].kinds:
            return form(pronoun, case)
        return possessive(name) if case == POSSESSIVE else name
