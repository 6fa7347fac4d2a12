"""Handed over: what stands at the end of a run, as a world file that goes on with another story.

Who is whom comes first from names that both worlds have, then from the `hand over to` block of the
world that has run; the others are the crowd: they fill the places of their kind that are left, and
beyond those they are people of their own. A place is for who goes by the same pronoun (`they` goes
with any) and is of the kinds that it has there, as far as their own world knows these. What is so
and what each believes is carried over as far as both worlds have the fact, or the block says by
which words it is said there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from vervain.lang.calendar import CALENDAR
from vervain.lang.handover import HandOver, Place
from vervain.lang.world import Entity, Fluent, Hole, World
from vervain.run.live.life import Life
from vervain.run.live.reading import View
from vervain.run.live.values import Env, Key, Plain


@dataclass(slots=True)
class Handed:
    """The world file, and what became of what: `people` (here, there), who of the other world has
    nobody's place, and why that was so of those who were to have somebody's; how many facts and
    beliefs were carried over, what has no words there."""

    text: str = ""
    people: list[tuple[str, str]] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    unfilled: list[str] = field(default_factory=list)
    nobody: list[tuple[Place, str]] = field(default_factory=list)
    facts: int = 0
    beliefs: int = 0
    dropped: list[str] = field(default_factory=list)


def hand_over(life: Life, other: World, how: HandOver, file: str, when: str) -> Handed:
    """The end of this run as the start of the other world, which is in this file."""
    return _Handing(life, other, how).made(file, when)


class _Handing:
    """One call of `hand_over`."""

    def __init__(self, life: Life, other: World, how: HandOver) -> None:
        self.life, self.other, self.how = life, other, how
        self.found = Handed()
        self.here = {e.name: e for e in life.world.entities}
        self.there = {e.name: e for e in other.entities}
        theirs = self.there.keys()
        self.cast = {e.name: e.name for e in life.world.entities if e.name in theirs}
        self.words = {m.fluent: m for m in how.meanings}
        known = {f.name: f for f in other.fluents}
        self.common = {
            f.name: f
            for f in life.world.fluents
            if f.name in known and not f.hidden and _alike(f, known[f.name])
        }

    def made(self, file: str, when: str) -> Handed:
        """All of it."""
        for place in self.how.places:
            self._fill(place)
        lines = dict.fromkeys((*self._facts(), *self._beliefs(), *self.how.statements))
        self._dropped()
        world = self.life.world.name
        found = self.found
        about = [f"# {there} has the place of {here}." for here, there in found.people]
        new = [self._entity(name) for name in found.added]
        start = ["at the start", *(f"  {line}" for line in lines)] if lines else []
        head = [
            f"world {self.other.name}",
            f"# It goes on from {world}, seed {self.life.seed}, {when}.",
        ]
        plans = ["plans", *(f"  {line}" for line in self.how.plans)] if self.how.plans else []
        parts = (head, [f'include "{file}"'], about, new, start, plans)
        found.text = "\n\n".join("\n".join(part) for part in parts if part) + "\n"
        return found

    # ------------------------------------------------------------ who is who

    def _fill(self, place: Place) -> None:
        fitting = self._fitting(place)
        if place.name is not None:
            first = next((name for name in fitting if self._fits(name, place.name)), None)
            if first is not None:
                self._give(first, place.name)
            else:
                self.found.unfilled.append(place.name)
                self.found.nobody.append((place, self._why_nobody(place.name, fitting)))
            return
        taken = set(self.cast.values())
        named = {p.name for p in self.how.places}
        free = [
            e.name
            for e in self.other.entities
            if place.role.kind in e.kinds
            and e.name not in taken
            and (e.name not in named or e.name in self.found.unfilled)
        ]
        for name in fitting:
            found = next((there for there in free if self._fits(name, there)), None)
            if found is not None:
                free.remove(found)
                self._give(name, found)
            else:
                self.cast[name] = name
                self.found.added.append(name)
        self.found.unfilled = free

    def _fits(self, here: str, there: str) -> bool:
        """Somebody of this world can have that place."""
        one, two = self.here[here], self.there.get(there)
        if two is None:
            return True
        alike = one.pronoun == two.pronoun or "they" in (one.pronoun, two.pronoun)
        return alike and self._wanted(two) <= set(one.kinds)

    def _wanted(self, place: Entity) -> set[str]:
        """The kinds of the place that this world knows."""
        return set(place.kinds) & {k.name for k in self.life.world.kinds}

    def _why_nobody(self, there: str, fitting: list[str]) -> str:
        """Why nobody has the place, in words."""
        if not fitting:
            return "it holds of nobody who has no place yet"
        place = self.there[there]
        held = f"{len(fitting):,} people" if len(fitting) > 1 else fitting[0]
        kinds = sorted(self._wanted(place) - {"person"}) or ["person"]
        wanted = f"a {' and a '.join(kinds)} who goes by `{place.pronoun}`"
        return f"it holds of {held}, but there {there} is {wanted}, and that fits nobody of them"

    def _give(self, here: str, there: str) -> None:
        self.cast[here] = there
        self.found.people.append((here, there))
        if there in self.found.unfilled:
            self.found.unfilled.remove(there)

    def _fitting(self, place: Place) -> list[str]:
        """For whom the condition holds who has no place yet, by how long it has."""
        role, life = place.role.name, self.life
        view = View(life.stores, ())
        holds, atoms = life.rules.asked(place.cond, frozenset((role,)))
        since: dict[str, int] = {}
        for name in life.rules.kinds.get(place.role.kind, ()):
            env: Env = {role: name}
            if name in self.cast or not holds(env, view):
                continue
            spots = [p(env, view) for atom in atoms for p in atom.places]
            entries = [life.stores.entry(s[1], s[0]) for s in spots if s is not None]
            since[name] = max((e.since for e in entries if e and e.since is not None), default=-1)
        return sorted(since, key=lambda name: since[name])

    def _entity(self, name: str) -> str:
        entity = next(e for e in self.life.world.entities if e.name == name)
        known = {k.name for k in self.other.kinds}
        kind = next((k for k in entity.kinds if k in known), "person")
        return f"{kind} {name}, {entity.pronoun}"

    # ------------------------------------------------------------ what is so, and believed

    def _facts(self) -> Iterator[str]:
        entries = self.life.stores.world.entries
        for fluent in (*self.common, *self.words):
            for key in [k for k in entries if k[0] == fluent]:
                said = self._said(key, self.life.stores.value((), key))
                if said is not None:
                    self.found.facts += 1
                    yield said

    def _beliefs(self) -> Iterator[str]:
        """What somebody who has a place believes, and believes that another believes."""
        stores = self.life.stores
        for person, there in self.cast.items():
            own = stores.own.get(person)
            held: list[tuple[str | None, Key, Plain]] = []
            shared = [k for k in stores.common.entries if k[0] in self.words]
            mine = dict.fromkeys((*shared, *(own.entries if own is not None else ())))
            held += [(None, key, stores.value((person,), key)) for key in mine]
            nested = stores.nested.get(person, {})
            held += [(who, key, e.value) for (who, key), e in nested.items()]
            for mind, key, value in held:
                said = None if mind not in (None, *self.cast) else self._said(key, value)
                if said is not None:
                    self.found.beliefs += 1
                    inner = "" if mind is None else f"{self.cast[mind]} believes "
                    yield f"{there} believes {inner}{said}"

    def _said(self, key: Key, value: Plain) -> str | None:
        """A fact in the other world's words; None: it has none, or it is not so."""
        fluent, args = key
        if any(a not in self.cast for a in args) or value is None or value is False:
            return None
        names = [self.cast[a] for a in args]
        meaning = self.words.get(fluent)
        if meaning is not None:
            roles = dict(zip(meaning.roles, names, strict=True))
            return " ".join(roles.get(w, w) for w in meaning.words) if value is True else None
        if fluent not in self.common:
            return None
        given = iter(names)
        parts = [next(given) if isinstance(p, Hole) else p for p in self._phrase(fluent)]
        if value is True:
            return " ".join(parts)
        shown = self.cast.get(value) if isinstance(value, str) else f"{value:g}"
        return None if shown is None else f"{' '.join(parts)} is {shown}"

    def _phrase(self, fluent: str) -> tuple[str | Hole, ...]:
        return next(f for f in self.other.fluents if f.name == fluent).phrase.parts

    def _dropped(self) -> None:
        """Facts that this world has and the other has no words for."""
        calendar = {f.name for f in CALENDAR}
        for fluent in self.life.world.fluents:
            carried = fluent.name in self.common or fluent.name in self.words
            if carried or fluent.hidden or fluent.name in calendar or fluent.span.line == 0:
                continue
            words = (p.param.name if isinstance(p, Hole) else p for p in fluent.phrase.parts)
            self.found.dropped.append(" ".join(words))


def _alike(one: Fluent, two: Fluent) -> bool:
    """The same fact in both worlds: roles of the same kinds, values of the same type."""
    return one.type is two.type and [p.kind for p in one.params] == [p.kind for p in two.params]
