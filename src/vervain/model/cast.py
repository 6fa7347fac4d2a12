"""Cast: the entities of a world by kind and number, its fluents, and which of them never change."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from vervain.base.walk import walk
from vervain.lang.expr import UNKNOWN, AssertClaim, Assign, Const, EntityRef, Value
from vervain.lang.world import PLACE, Action, Fluent, FluentType, Reaction, StartFact, World
from vervain.model.ground import Claim

Key = tuple[str, tuple[str, ...]]
"""A ground fluent: its name and arguments."""


@dataclass(slots=True)
class Cast:
    """The tables that grounding looks things up in. Agents come first among the entities."""

    world: World
    agents: tuple[str, ...]
    entities: tuple[str, ...]
    number: dict[str, int]
    of_kind: dict[str, tuple[str, ...]]
    fluents: dict[str, Fluent]
    fixed: frozenset[str]
    start: dict[Key, Value]
    disputed: frozenset[Key]
    scale: int

    @staticmethod
    def of(world: World, minds: Collection[str] | None = None) -> Cast:
        """Index a world; with `minds`, only these people have one."""
        of_kind = _of_kind(world)
        agents = of_kind.get("person", ())
        if minds is not None:
            agents = tuple(name for name in agents if name in minds)
        others = tuple(e.name for e in world.entities if e.name not in set(agents))
        entities = (*agents, *others)
        start: dict[Key, Value] = {}
        for fact in world.start:
            if not fact.minds:
                start[fact.fluent, fact.args] = fact.value
        cast = Cast(
            world,
            agents,
            entities,
            {name: i for i, name in enumerate(entities)},
            of_kind,
            {f.name: f for f in world.fluents},
            _fixed(world),
            start,
            frozenset(),
            _scale(world),
        )
        cast.disputed = frozenset(
            (f.fluent, f.args) for f in world.start if f.minds and cast.differs(f)
        )
        return cast

    def among(self, kind: str) -> str:
        """The kind of those of a kind who are no people without a mind."""
        known = self.of_kind.get(kind, ())
        people = frozenset(self.of_kind.get("person", ())) - frozenset(self.agents)
        if people.isdisjoint(known):
            return kind
        self.of_kind[f"{kind} among them"] = tuple(n for n in known if n not in people)
        return f"{kind} among them"

    def differs(self, fact: StartFact) -> bool:
        """Whether what a mind holds at the start is not what is so."""
        return fact.value != self.initial((fact.fluent, fact.args))

    def initial(self, key: Key) -> Value:
        """The value of a ground fluent at the start, in the world."""
        return self.start.get(key, self.fluents[key[0]].default)

    def never_changes(self, key: Key) -> bool:
        """No act touches it, and no mind is wrong about it."""
        return key[0] in self.fixed and key not in self.disputed

    def code(self, value: Value) -> float | None:
        """A value as a constant of the builder."""
        if value is UNKNOWN:
            return None
        if isinstance(value, EntityRef):
            return float(self.number[value.name])
        return float(value)

    def values_of(self, fluent: Fluent) -> list[Value]:
        """What a yes/no or entity fluent can be claimed to be."""
        if fluent.type is FluentType.YES_NO:
            return [True, False]
        kinds = [self.of_kind.get(k, ()) for k in fluent.kinds]
        return [EntityRef(n) for n in dict.fromkeys(name for kind in kinds for name in kind)]

    def claims(self) -> list[Claim]:
        """Everything that one can tell another."""
        found = []
        for fluent in self.world.fluents:
            if fluent.tellable:
                for args in self.tuples([p.kind for p in fluent.params]):
                    found += [Claim(fluent.name, args, value) for value in self.values_of(fluent)]
        return found

    def tuples(self, kinds: list[str]) -> list[tuple[str, ...]]:
        """All arguments of these kinds."""
        rows: list[tuple[str, ...]] = [()]
        for kind in kinds:
            rows = [(*row, name) for row in rows for name in self.of_kind.get(kind, ())]
        return rows


def _of_kind(world: World) -> dict[str, tuple[str, ...]]:
    parents = {k.name: k.parents for k in world.kinds}

    def above(kind: str, seen: frozenset[str] = frozenset()) -> Iterable[str]:
        yield kind
        for parent in parents.get(kind, ()):
            if parent not in seen:
                yield from above(parent, seen | {kind})

    found: dict[str, dict[str, None]] = {}
    for entity in world.entities:
        for kind in entity.kinds:
            for ancestor in above(kind):
                found.setdefault(ancestor, {})[entity.name] = None
    return {kind: tuple(names) for kind, names in found.items()}


def _fixed(world: World) -> frozenset[str]:
    """The fluents that no effect of any act or reaction sets, in the world or in a mind."""
    touched: set[str] = set()
    schemas: tuple[Action | Reaction, ...] = (*world.actions, *world.reactions)
    for schema in schemas:
        parts = (schema.effects, getattr(schema, "glimpsed", ()))
        for item in walk(parts):
            if isinstance(item, Assign):
                touched.add(item.fluent)
            elif isinstance(item, AssertClaim):
                touched.update(f.name for f in world.fluents if f.tellable)
    return frozenset(f.name for f in world.fluents if f.name not in touched)


def _scale(world: World) -> int:
    """The smallest power of ten, up to a thousand, that makes every number of the world whole."""
    numbers = [f.value for f in world.start if isinstance(f.value, float)]
    numbers += [
        n for f in world.fluents for n in (f.low, f.high, f.default) if isinstance(n, float)
    ]
    for part in (world.actions, world.reactions, world.wants, world.outline):
        numbers += [
            c.value for c in walk(part) if isinstance(c, Const) and isinstance(c.value, float)
        ]
    for scale in (1, 10, 100):
        if all(float(n * scale).is_integer() for n in numbers):
            return scale
    return 1000


def is_place(key: Key) -> bool:
    """Whether it says where something is."""
    return key[0] == PLACE
