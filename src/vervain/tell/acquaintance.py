"""Acquaintance: whom somebody knows by name, and by what words others are called.

A world says it with a fact: `fact (one: person) knows (two: person) by name: yes or no, usually
yes` (or `… knows (two: person)`). Whoever is not known so is called by a description: the shortest
that is nobody else's.
"""

from __future__ import annotations

from vervain.lang.world import Entity, Fluent, FluentType, Hole, World
from vervain.tell.value import Values

_PHRASES = (("knows",), ("knows", "by", "name"))
_OWNED = ("her ", "his ", "their ", "its ")


def knowing(world: World) -> Fluent | None:
    """The fact that says who knows whom, if the world has one."""
    for fluent in world.fluents:
        parts = fluent.phrase.parts
        words = tuple(part for part in parts if isinstance(part, str))
        two = [isinstance(part, Hole) for part in parts[:3]] == [True, False, True]
        if fluent.type is FluentType.YES_NO and two and words in _PHRASES:
            return fluent
    return None


def strangers(
    fluent: Fluent, world: World, facts: Values, who: str, people: frozenset[str]
) -> frozenset[str]:
    """Whose name `who` does not know in this state of the world."""
    usual = fluent.default is True
    return frozenset(
        name for name in people if name != who and not facts.get((fluent.name, (who, name)), usual)
    )


def descriptions(entities: tuple[Entity, ...]) -> dict[str, str]:
    """What each is called by whoever does not know them by name: the shortest description that is
    nobody else's. Those that begin with `her` or `his` are of somebody in particular."""
    every = [d for e in entities for d in e.descriptions]
    found: dict[str, str] = {}
    for entity in entities:
        plain = [d for d in entity.descriptions if not d.startswith(_OWNED) and every.count(d) == 1]
        if plain:
            found[entity.name] = min(plain, key=len)
    return found
