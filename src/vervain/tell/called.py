"""Called: by how much of their name a reader who has met people knows them again; and in which
words a newcomer is tied to somebody whom the reader knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vervain.base.walk import walk
from vervain.lang.expr import AssertClaim, Assign
from vervain.lang.world import Entity, Fluent, FluentType, Hole, World
from vervain.story.chronicle import Chronicle, Fact
from vervain.tell.acquaintance import knowing
from vervain.tell.lexicon import base_of
from vervain.tell.minds import Minds

FORGOTTEN = 30
"""Sentences after which a reader wants the whole name again."""
NEAR = 12
"""Somebody newer than so many sentences is in mind still, and others can be tied to them."""
_TITLES = frozenset(
    "mr mrs miss ms dr sir lady lord king queen prince princess saint st father mother brother "
    "sister aunt uncle captain doctor professor old young big little great the".split()
)


def given_names(entities: Iterable[Entity], people: frozenset[str]) -> dict[str, str]:
    """The given name of whoever has a surname beside it, and no title before it."""
    every = {e.name for e in entities}
    found = {}
    for name in people:
        first, *rest = name.split()
        plain = rest and all(w[0].isupper() for w in (first, *rest)) and "'" not in name
        if plain and first.lower().rstrip(".") not in _TITLES and first not in every:
            found[name] = first
    return found


def short(name: str, given: Mapping[str, str], met: Mapping[str, int], now: int) -> str:
    """The given name, where the reader knows it and it is nobody else's whom they have met; else
    the whole name."""
    first = given.get(name)
    if first is None or now - met.get(name, now - FORGOTTEN - 1) > FORGOTTEN:
        return name
    near = (o for o, at in met.items() if now - at <= FORGOTTEN)
    return name if any(o != name and given.get(o) == first for o in near) else first


def short_list(
    names: list[str], given: Mapping[str, str], met: Mapping[str, int], now: int
) -> list[str]:
    """Several names in a row: by given names if all are known so; a family's surname once."""
    called = [short(name, given, met, now) for name in names]
    if all(c != n for c, n in zip(called, names, strict=True)):
        return called
    if len(names) > 1 and all(n in given for n in names):
        surnames = {n.split(maxsplit=1)[1] for n in names}
        if len(surnames) == 1 and len({given[n] for n in names}) == len(names):
            return [*(given[n] for n in names[:-1]), names[-1]]
    return names


# ---------------------------------------------------------------- ties


@dataclass(frozen=True, slots=True)
class Tie:
    """That somebody is tied to `other`: in the words of the fact behind its subject, which begin
    with a verb (its base form), or, after `is a`, with a noun (`verb` empty)."""

    fact: Fact
    other: str
    verb: str
    words: str


class Ties:
    """Who is tied to whom by what never changes in a world: family, work, friends."""

    def __init__(self, world: World, chronicle: Chronicle) -> None:
        moved = {
            e.fluent
            for effects in (
                *(a.effects for a in world.actions),
                *(r.effects for r in world.reactions),
            )
            for e in walk(effects)
            if isinstance(e, Assign)
        }
        claims = any(
            isinstance(e, AssertClaim) and not e.minds
            for act in world.actions
            for e in walk(act.effects)
        )
        known = knowing(world)
        self._words = {
            f.name: words
            for f in world.fluents
            if f.name not in moved and not claims and f != known and (words := _words(f))
        }
        self._minds: Minds | None = None
        self._chronicle = chronicle
        self._tied: dict[str, dict[str, str]] = {}
        for fact, value in chronicle.start if self._words else ():
            if value is True and not fact.minds and fact.fluent in self._words:
                self._tied.setdefault(fact.args[0], {}).setdefault(fact.args[1], fact.fluent)

    def of(self, name: str, among: Iterable[str], mind: str | None) -> Tie | None:
        """How somebody is tied to the first of these, as this mind knows."""
        tied = self._tied.get(name)
        for other in among if tied else ():
            fluent = tied.get(other) if tied else None
            if fluent is not None and self._knows(Fact(fluent, (name, other)), mind):
                verb, words = self._words[fluent]
                return Tie(Fact(fluent, (name, other)), other, verb, words)
        return None

    def _knows(self, fact: Fact, mind: str | None) -> bool:
        if mind is None:
            return True
        if self._minds is None:
            self._minds = Minds(self._chronicle)
        return self._minds.value(Fact(fact.fluent, fact.args, (mind,)), 0) is True


def _words(fluent: Fluent) -> tuple[str, str] | None:
    """Of a fact between two people: its verb and the words up to the second (`lives with`), or no
    verb, and the noun (`a friend of`)."""
    parts = fluent.phrase.parts
    ends = len(parts) > 2 and isinstance(parts[0], Hole) and isinstance(parts[-1], Hole)
    if not ends or fluent.type is not FluentType.YES_NO or fluent.hidden:
        return None
    words = [part for part in parts[1:-1] if isinstance(part, str)]
    kinds = {p.param.kind for p in (parts[0], parts[-1]) if isinstance(p, Hole)}
    if len(words) != len(parts) - 2 or len(kinds) > 1:
        return None
    if words[0] == "is":
        noun = words[1:2] in (["a"], ["an"], ["the"])
        return ("", " ".join(words[1:])) if noun else ("be", " ".join(words[1:]))
    base = base_of(words[0])
    return None if base is None else (base, " ".join(words[1:]))
