"""What the names of a Sabre problem stand for: types, entities, properties, headings."""

from __future__ import annotations

from dataclasses import dataclass, replace

from vervain.base.diagnostic import Report
from vervain.base.span import Span
from vervain.lang.expr import UNKNOWN, Param, Value
from vervain.lang.sabre_spans import Expr, Form
from vervain.lang.sabre_syntax import EntityDef, Head, PropertyDef, Statement, TypeDef
from vervain.lang.world import Entity, Fluent, FluentType, Hole, Kind, Phrase

CHARACTER = "character"
BOOLEAN = "boolean"
NUMBER = "number"
ENTITY = "entity"
ANY = "?"
"""The type of `?`."""
_PLAIN = (BOOLEAN, NUMBER)
_MOST_KINDS = 2000


def constant_kind(constant: str) -> str:
    """The kind of a slot that takes one constant only."""
    return "=" + constant


class Refused(Exception):
    """The statement has been reported."""


def refuse(report: Report, code: str, span: Span, message: str, hint: str) -> Refused:
    """Note a finding; raise what this returns."""
    report.add(code, span, message, hint)
    return Refused()


class Kinds:
    """Types and entities."""

    def __init__(self, statements: list[Statement], report: Report) -> None:
        self._report = report
        self._parents: dict[str, dict[str, None]] = {ENTITY: {}, CHARACTER: {ENTITY: None}}
        self.entities: dict[str, Entity] = {}
        self._members: dict[str, tuple[str, ...]] = {}
        types = [s for s in statements if isinstance(s, TypeDef)]
        for definition in types:
            self._type(definition)
        for entity in (s for s in statements if isinstance(s, EntityDef)):
            self._entity(entity)
        self._above = {kind: self._ancestors(kind) for kind in self._parents}
        for definition in types:
            if definition.name in self._strictly_above(definition.name):
                report.add(
                    "V612",
                    definition.span,
                    f"{definition.name!r} is a type of itself",
                    "types must not be parents of each other",
                )
        by_rank = sorted(self.entities.values(), key=lambda e: not self.is_a(e.name, CHARACTER))
        self.entities = {entity.name: entity for entity in by_rank}

    def _type(self, definition: TypeDef) -> None:
        for name in (definition.name, *definition.parents):
            if name in _PLAIN:
                self._report.add(
                    "V612",
                    definition.span,
                    f"{name!r} has neither parents nor children",
                    "boolean and number stand for themselves",
                )
                return
            if len(self._parents) > _MOST_KINDS:
                self._report.add("V602", definition.span, "there are too many types", "use fewer")
                return
            self._parents.setdefault(name, {ENTITY: None})
        known = self._parents[definition.name]
        if definition.parents and definition.name not in {ENTITY, CHARACTER}:
            known.pop(ENTITY, None)
        known.update(dict.fromkeys(definition.parents))

    def _entity(self, definition: EntityDef) -> None:
        if definition.name in self.entities:
            self._report.add(
                "V611",
                definition.span,
                f"there are two entities called {definition.name!r}",
                "give one of them another name",
            )
            return
        for name in definition.types:
            if name in _PLAIN:
                self._report.add(
                    "V612", definition.span, f"an entity is no {name}", "give it another type"
                )
                return
            self._parents.setdefault(name, {ENTITY: None})
        self.entities[definition.name] = Entity(
            definition.name, definition.types, span=definition.span
        )

    def _strictly_above(self, kind: str) -> set[str]:
        return {up for parent in self._parents.get(kind, ()) for up in self._above[parent]}

    def _ancestors(self, kind: str) -> frozenset[str]:
        found = {kind}
        todo = [kind]
        for each in todo:  # grows while we walk
            new = [p for p in self._parents.get(each, ()) if p not in found]
            found.update(new)
            todo += new
        return frozenset(found)

    def exists(self, kind: str) -> bool:
        """Whether there is such a type."""
        return kind in self._parents or kind in _PLAIN

    def under(self, kind: str, other: str) -> bool:
        """Whether everything of the kind is of the other, too."""
        if kind == other:
            return True
        if kind[1:] in self.entities and kind.startswith("="):
            return self.is_a(kind[1:], other)
        return other in self._above.get(kind, ())

    def is_a(self, entity: str, kind: str) -> bool:
        """Whether the entity is of the kind."""
        return kind == constant_kind(entity) or any(
            self.under(own, kind) for own in self.entities[entity].kinds
        )

    def members(self, kind: str) -> tuple[str, ...]:
        """The entities of a kind, in order; of a constant's kind the constant."""
        if kind not in self._members:
            self._members[kind] = tuple(e for e in self.entities if self.is_a(e, kind))
        return self._members[kind]

    def listed(self) -> tuple[Kind, ...]:
        """The types, as the World has them."""
        return tuple(Kind(name, tuple(above)) for name, above in self._parents.items())

    def params(self, head: Head) -> tuple[Param, ...] | None:
        """The slots of a heading; None (and a finding) if a type is wrong."""
        params: dict[str, str] = {}
        found = []
        for slot in head.slots:
            kind = constant_kind(slot.name) if slot.type is None else slot.type
            if slot.type is None and not self._is_constant(slot.name):
                self._report.add(
                    "V614",
                    slot.span,
                    f"there is no entity called {slot.name!r}",
                    f"declare it, or give the variable a type: {slot.name} : TYPE",
                )
                return None
            if slot.type is not None and (slot.type == NUMBER or not self.exists(slot.type)):
                self._no_type(slot.span, slot.type)
                return None
            name = f"{slot.name}=" if slot.type is None else slot.name
            if params.setdefault(name, kind) != kind:
                self._report.add(
                    "V611",
                    slot.span,
                    f"there are two variables called {slot.name!r}",
                    "give one of them another name",
                )
                return None
            found.append(Param(name, kind))
        return tuple(found)

    def _is_constant(self, name: str) -> bool:
        return name in self.entities or name in {"True", "False"} or not name[0].isalpha()

    def _no_type(self, span: Span, kind: str) -> None:
        why = "a variable cannot be a number" if kind == NUMBER else f"there is no type {kind!r}"
        self._report.add("V610", span, why, "declare it: type NAME;")

    def check_type(self, span: Span, kind: str) -> bool:
        """Whether the type of a property exists; if not, a finding."""
        if not self.exists(kind):
            self._no_type(span, kind)
        return self.exists(kind)


@dataclass(frozen=True, slots=True)
class Property:
    """One definition of a property: its fluent and the type of its values."""

    fluent: Fluent
    type: str


class Properties:
    """Properties by name and number of arguments; several may share both."""

    def __init__(self, statements: list[Statement], kinds: Kinds, report: Report) -> None:
        self._kinds, self._report = kinds, report
        self._by_name: dict[tuple[str, int], list[Property]] = {}
        self.unique = UniqueNames()
        for statement in statements:
            if isinstance(statement, PropertyDef):
                self._define(statement)

    def _define(self, definition: PropertyDef) -> None:
        kinds, head = self._kinds, definition.head
        params = kinds.params(head)
        if params is None or not kinds.check_type(definition.span, definition.type):
            return
        same = self._by_name.setdefault((head.name, len(params)), [])
        if any(overlap(kinds, params, other.fluent.params) for other in same):
            self._report.add(
                "V611",
                head.span,
                f"the property {head.name!r} is defined twice for some arguments",
                "give one of them another name",
            )
            return
        fluent = Fluent(
            self.unique.name(head.name),
            phrase(head, params),
            params,
            _TYPES.get(definition.type, FluentType.ENTITY),
            span=head.span,
        )
        if fluent.type is FluentType.NUMBER:
            fluent = replace(fluent, default=0, or_unknown=True)
        elif fluent.type is FluentType.ENTITY:
            default: Value = UNKNOWN
            fluent = replace(fluent, kinds=(definition.type,), default=default, or_unknown=True)
        same.append(Property(fluent, definition.type))

    def listed(self) -> tuple[Fluent, ...]:
        """The fluents, in the order of their definitions."""
        found = [p.fluent for same in self._by_name.values() for p in same]
        return tuple(sorted(found, key=lambda f: f.span))

    def find(self, use: Expr, argument_kinds: list[tuple[str, ...]]) -> Property:
        """The property that a use means; each argument is of one of its kinds. Raises Refused."""
        name = use.words[0]
        same = self._by_name.get((name, len(argument_kinds)), [])
        for candidate in same:
            if all(
                any(self._kinds.under(kind, param.kind) for kind in own)
                for own, param in zip(argument_kinds, candidate.fluent.params, strict=True)
            ):
                return candidate
        known = any(key[0] == name for key in self._by_name)
        why = (
            f"no property {name!r} takes these arguments"
            if known
            else f"there is no property called {name!r}"
        )
        raise refuse(
            self._report,
            "V613",
            use.span,
            why,
            "see its definition" if known else "declare it: property NAME(…) : TYPE;",
        )


_TYPES = {BOOLEAN: FluentType.YES_NO, NUMBER: FluentType.NUMBER}


class UniqueNames:
    """Gives the second of a name another one."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def name(self, wanted: str) -> str:
        """The wanted name, or it with a number behind."""
        name, count = wanted, 1
        while name in self._taken:
            count += 1
            name = f"{wanted}#{count}"
        self._taken.add(name)
        return name


def phrase(head: Head, params: tuple[Param, ...]) -> Phrase:
    """A heading as a phrase: its own name, then its slots."""
    return Phrase((head.name, *(Hole(param) for param in params)))


def overlap(kinds: Kinds, params: tuple[Param, ...], others: tuple[Param, ...]) -> bool:
    """Whether some arguments fit both headings."""
    return all(
        a.kind == b.kind or set(kinds.members(a.kind)) & set(kinds.members(b.kind))
        for a, b in zip(params, others, strict=True)
    )


def constant_kinds(kinds: Kinds, word: Expr) -> tuple[str, ...]:
    """The kinds that a constant is of, its own first."""
    own = constant_kind("?" if word.form is Form.UNKNOWN else word.words[0])
    if word.form is Form.TRUTH:
        return (own, BOOLEAN)
    if word.form is Form.NUMBER:
        return (own, NUMBER)
    if word.form is Form.UNKNOWN:
        return (own,)
    return (own, *kinds.entities[word.words[0]].kinds)
