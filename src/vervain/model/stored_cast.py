"""Sabre worlds, compile step: who and what there is, as numbers (semantics, S1)."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from typing import Any

from vervain.lang.expr import EntityRef, Value
from vervain.lang.world import FluentType, World
from vervain.model.stored_atoms import Properties, TooLargeError

CHARACTER = "character"
BOOLEAN = "boolean"
MOST_PROPERTIES = 100_000


@dataclass(slots=True)
class Cast:
    """Entities by number (agents first), kinds as lists of values, properties by instance."""

    world: World
    entities: tuple[str, ...]
    numbers: dict[str, int]
    agents: tuple[str, ...] = ()
    props: Properties = field(default_factory=Properties)
    types: dict[str, FluentType] = field(default_factory=dict)
    instances: dict[str, dict[Any, int]] = field(default_factory=dict)
    """Of each fluent: property by arguments (one argument bare, several as a tuple)."""
    words: dict[str, str] = field(default_factory=dict)
    """The author's word for each fluent, action and reaction."""
    _members: dict[str, tuple[Any, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, world: World) -> Cast:
        """Number the entities and all plain properties of a world."""
        names = tuple(entity.name for entity in world.entities)
        cast = cls(world, names, {name: i for i, name in enumerate(names)})
        cast._kinds()
        cast.agents = tuple(names[i] for i in cast.members(CHARACTER))
        ordered = sorted(world.fluents, key=lambda f: str(f.phrase.parts[0]))
        rank = {fluent.name: n for n, fluent in enumerate(ordered)}
        for fluent in world.fluents:
            word = cast.words[fluent.name] = str(fluent.phrase.parts[0])
            cast.types[fluent.name] = fluent.type
            table = cast.instances[fluent.name] = {}
            domain: tuple[int, ...] = ()
            if fluent.type is FluentType.YES_NO:
                domain = (0, 1)
            elif fluent.type is FluentType.ENTITY:
                domain = cast.members(fluent.kinds[0])
            kinds = {param.name: param.kind for param in fluent.params}
            place = {name: i for i, name in enumerate(kinds)}
            for values in product(*(cast.members(kind) for kind in kinds.values())):
                args = tuple(values[place[param.name]] for param in fluent.params)
                texts = tuple(
                    cast.text(v, p.kind) for v, p in zip(args, fluent.params, strict=True)
                )
                key = (word, args, rank[fluent.name])
                prop = cast.props.plain((fluent.name, texts), fluent.type, domain, key)
                table[args[0] if len(args) == 1 else args] = prop
                if prop > MOST_PROPERTIES:
                    raise TooLargeError(fluent.name)
        return cast

    def _kinds(self) -> None:
        """The members of every kind, in the order of entities."""
        parents = {kind.name: kind.parents for kind in self.world.kinds}
        above: dict[str, list[str]] = {}
        for kind in parents:
            todo = [kind]
            for each in todo:  # grows while we walk
                todo += [p for p in parents.get(each, ()) if p not in todo]
            above[kind] = todo
        members: dict[str, list[int]] = {kind: [] for kind in parents}
        for number, entity in enumerate(self.world.entities):
            for kind in dict.fromkeys(k for own in entity.kinds for k in above.get(own, ())):
                members.setdefault(kind, []).append(number)
        self._members = {kind: tuple(found) for kind, found in members.items()}
        self._members[BOOLEAN] = (0, 1)

    def members(self, kind: str) -> tuple[Any, ...]:
        """The values a parameter of the kind can have; of `=X` only X."""
        if kind not in self._members:
            self._members[kind] = (self._constant(kind[1:]),) if kind.startswith("=") else ()
        return self._members[kind]

    def _constant(self, text: str) -> int | float:
        if text in self.numbers:
            return self.numbers[text]
        return int(text == "True") if text in {"True", "False"} else float(text)

    def code(self, value: Value) -> int | float | None:
        """A value as the compile step has it."""
        if isinstance(value, EntityRef):
            return self.numbers[value.name]
        if isinstance(value, bool):
            return int(value)
        return value if isinstance(value, int | float) else None

    def text(self, value: Any, kind: str) -> str:
        """A value of a kind, as an author writes it."""
        if kind == BOOLEAN or kind in {"=True", "=False"}:
            return "True" if value else "False"
        if kind.startswith("=") and kind[1:] not in self.numbers:
            return kind[1:]
        name: str = self.entities[value]
        return name
