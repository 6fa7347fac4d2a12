"""Index: the entities of a world as referring needs them, and whom the author's words mention."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from vervain.base.once import once
from vervain.lang.world import Entity, World
from vervain.tell.acquaintance import descriptions
from vervain.tell.called import given_names
from vervain.tell.readings import OF_STRANGER, plain_people
from vervain.tell.tree import NAME, OBJECT, Mention, Token, Words

MOST_FOUND = 8192
"""Pieces of the author's words of which it is remembered whom they mention."""

_Found = tuple[tuple[str, ...], "tuple[Token, ...]", bool]


def _people_in(
    text: str, inside: bool, names: re.Pattern[str] | None
) -> tuple[tuple[str, ...], tuple[Token, ...], bool]:
    """Whoever the author's own words mention (names, pronouns, and the nameless); the words as
    leaves; and whether they end inside quotation marks."""
    people, inside = plain_people(text, inside)
    named = [(m.start(), m[1]) for m in names.finditer(text)] if names else []
    leaves: list[Token] = []
    start = 0
    for at, name in named:
        leaves += [Words(text[start:at])] if at > start else []
        leaves.append(Mention((name,), name, OBJECT, NAME, -1))
        start = at + len(name)
    leaves += [Words(text[start:])] if text[start:] else []
    return tuple(who for _, who in sorted((*named, *people))), tuple(leaves), inside


@dataclass(frozen=True, slots=True)
class Index:
    """The entities of a world: by name, what strangers are called, who is a person, the pronouns
    of people, and the proper names to look for in the author's words."""

    entities: dict[str, Entity]
    called: dict[str, str]
    people: frozenset[str]
    genders: dict[str, str]
    names: re.Pattern[str] | None
    given: dict[str, str]
    found: dict[tuple[str, bool], _Found] = field(default_factory=dict)

    def people_in(self, text: str, inside: bool) -> _Found:
        """`_people_in` the author's words, found once."""
        known = self.found.get((text, inside))
        if known is None:
            if len(self.found) >= MOST_FOUND:
                self.found.clear()
            known = self.found[text, inside] = _people_in(text, inside, self.names)
        return known


@once
def index_of(world: World) -> Index:
    entities = {e.name: e for e in world.entities}
    parents = {k.name: k.parents for k in world.kinds}

    def is_a(kind: str) -> bool:
        return kind == "person" or any(map(is_a, parents.get(kind, ())))

    people = frozenset(e.name for e in world.entities if any(map(is_a, e.kinds)))
    genders = OF_STRANGER | {e.name: e.pronoun for e in world.entities if e.name in people}
    proper = sorted((n for n in entities if n[:1].isupper()), key=len, reverse=True)
    names = re.compile(rf"\b({'|'.join(map(re.escape, proper))})\b") if proper else None
    given = given_names(world.entities, people)
    return Index(entities, descriptions(world.entities), people, genders, names, given)
