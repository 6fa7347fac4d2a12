"""Wordings: facts as rows that are short, and the words that make sentences of them again.

A town has thousands of facts at its start, and most of them are so in every run. What every run has
is kept once, what a run has of its own beside it; neither has its sentence written out: that is
made from the wording of the fact and the names in its roles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vervain.base.once import once
from vervain.lang.calendar import calendar_facts
from vervain.lang.crowds import certain
from vervain.lang.world import PLACE, FluentType, World
from vervain.story.chronicle import Chronicle, Fact, Plain
from vervain.story.naming import plain_value
from vervain.tell.speaker import Speaker

BETWEEN = "\t"
"""Stands between the names in the roles of a fact, which cannot have it."""
VALUE = "{value}"

Row = tuple[object, ...]


class Usual:
    """What a world has at its start whatever the seed."""

    def __init__(self, world: World) -> None:
        self._defaults = {f.name: plain_value(f.default) for f in world.fluents}
        self._facts = {
            (f.fluent, f.args): plain_value(f.value) for f in certain(world) if not f.minds
        }
        for key, value in calendar_facts(world, 0):
            self._facts[key] = plain_value(value)

    def expects(self, fact: Fact, value: Plain) -> bool:
        """It is so in every run."""
        known = self._facts.get((fact.fluent, fact.args), self._defaults.get(fact.fluent))
        return text_of(known) == text_of(value)


@once
def usual(world: World) -> Usual:
    """What is usual in this world."""
    return Usual(world)


def fact_row(said: Speaker, fact: Fact, value: Plain) -> Row:
    """Its fluent, the names in its roles, its value; and its words, if they are not those that the
    wording of the fluent makes."""
    words = said.clause(fact, value) if fact.fluent == PLACE else None
    return (fact.fluent, BETWEEN.join(fact.args), text_of(value), words)


def text_of(value: object) -> str | None:
    """A value as it is kept."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return None if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def wordings(world: World) -> Iterator[Row]:
    """For each fact: its fluent and type; what its first role is filled with (people, places,
    things), and who is meant in each role where it is open; what it is called; how it is said to be
    so, not so, of some value, and unknown; and how it is said of many. `{0}` is the name in its
    first role."""
    said = Speaker(world, Chronicle(world.name, "", 0, (), 0, (), (), ()))
    for fluent in world.fluents:
        fact = Fact(fluent.name, tuple(f"{{{n}}}" for n in range(len(fluent.params))))
        clauses = (said.clause(fact, value) for value in (True, False, VALUE, None))
        many = said.of_many(fact, True if fluent.type is FluentType.YES_NO else VALUE)
        first = _plural(world, fluent.params[0].kind) if fluent.params else ""
        whom = BETWEEN.join(somebody(world, p.kind) for p in fluent.params)
        noun = said.noun(fact)
        yield (fluent.name, fluent.type.value, first, whom, noun, *clauses, many)


def _plural(world: World, kind: str) -> str:
    """What those of a kind are on the whole."""
    sorts = next(((k.name, *k.parents) for k in world.kinds if k.name == kind), (kind,))
    plurals = {"person": "people", "place": "places"}
    return next((word for sort, word in plurals.items() if sort in sorts), "things")


def somebody(world: World, kind: str) -> str:
    """Who is meant by an open role: the name, where one only could fill it."""
    if kind == "belief":
        return "something is so"
    fits = [e.name for e in world.entities if kind in e.kinds]
    if len(fits) == 1:
        return fits[0]
    return "somebody" if _plural(world, kind) == "people" else "something"


def names_in(wording: str, said: str) -> tuple[str, ...] | None:
    """The names in the roles, where something is said by this wording."""
    parts = re.split(r"(\{\w+\})", wording)
    holes = [part for part in parts if part.startswith("{")]
    match = re.fullmatch("".join("(.+)" if p in holes else re.escape(p) for p in parts), said)
    if match is None:
        return None
    return tuple(name for hole, name in zip(holes, match.groups(), strict=True) if hole != VALUE)


def filled_in_sql(words: str, names: str, roles: int) -> str:
    """An expression for a wording with these names in its roles, and what is in the column `value`
    for its value."""
    for number in range(roles):
        words = f"replace({words}, '{{{number}}}', coalesce({names}[{number + 1}], ''))"
    return f"replace({words}, '{VALUE}', coalesce(value, ''))"


def clause_in_sql(roles: int, names: str = "args") -> str:
    """An expression for the sentence that a row is, with its wording."""
    clause = (
        "CASE WHEN value IS NULL THEN unknown WHEN type <> 'yes or no' THEN other "
        "WHEN value = 'yes' THEN yes ELSE no END"
    )
    return filled_in_sql(f"({clause})", names, roles)
