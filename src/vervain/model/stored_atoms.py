"""Sabre worlds, compile step: properties and normal forms (semantics, S2 and S3).

Everything here is plain ints and tuples, since a problem has thousands of ground conditions.

- A *property* is an id: a plain ground fluent, or the belief of an agent in a property.
- A *value* is an entity's index, 0 or 1, a number, or None (unknown).
- A *term* is a value or a tuple: `(FLUENT, property)` or `(operator, term, term)`.
- An *atom* is `(property, operator, term)`; a *clause* a tuple of atoms (all hold); a condition in
  normal form, a *dnf*, a tuple of clauses (one holds).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from vervain.lang.world import FluentType
from vervain.model.ground import OpCode

Value = int | float | None
Term = Any
"""A value, or nested tuples (see above)."""
Atom = tuple[int, int, Term]
Clause = tuple[Atom, ...]
Dnf = tuple[Clause, ...]

FALSE: Dnf = ()
TRUE: Dnf = ((),)
FLUENT = "fluent"
MOST_CLAUSES = 5_000

EQ, NE, GT, GE, LT, LE = (int(op) for op in OpCode)
NEGATED = {EQ: NE, NE: EQ, GT: LE, LE: GT, LT: GE, GE: LT}
FLIPPED = {EQ: EQ, NE: NE, GT: LT, LT: GT, GE: LE, LE: GE}


class TooLargeError(Exception):
    """A condition has too many clauses, or a problem too many instances."""


@dataclass(slots=True)
class Properties:
    """All properties by id: plain ones first, then beliefs as they come up."""

    names: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    """Of the plain ones: fluent name and arguments."""
    types: list[FluentType] = field(default_factory=list)
    domains: list[tuple[int, ...]] = field(default_factory=list)
    """The values a property can have, without unknown; of numbers nothing."""
    keys: list[tuple[tuple[int, ...], Any]] = field(default_factory=list)
    """What properties are sorted by: believers, then name and arguments."""
    held: list[tuple[int, int]] = field(default_factory=list)
    """Of a belief: whose it is, and in what; of a plain property (-1, -1)."""
    _beliefs: dict[tuple[int, int], int] = field(default_factory=dict)
    _wrapped: dict[tuple[int, Dnf], Dnf] = field(default_factory=dict)

    def plain(
        self,
        name: tuple[str, tuple[str, ...]],
        type_: FluentType,
        domain: tuple[int, ...],
        key: Any,
    ) -> int:
        """A new plain property."""
        self.names.append(name)
        return self._add(type_, domain, ((), key), (-1, -1))

    def _add(
        self,
        type_: FluentType,
        domain: tuple[int, ...],
        key: tuple[Any, Any],
        held: tuple[int, int],
    ) -> int:
        self.types.append(type_)
        self.domains.append(domain)
        self.keys.append(key)
        self.held.append(held)
        return len(self.types) - 1

    def belief(self, agent: int, inner: int) -> int:
        """What the agent believes of a property."""
        found = self._beliefs.get((agent, inner))
        if found is None:
            believers, key = self.keys[inner]
            found = self._beliefs[agent, inner] = self._add(
                self.types[inner], self.domains[inner], ((agent, *believers), key), (agent, inner)
            )
        return found

    def chain(self, fluent: int) -> tuple[int, ...]:
        """Who believes that who believes …, outermost first."""
        believers: tuple[int, ...] = self.keys[fluent][0]
        return believers

    def term_in_mind(self, agent: int, term: Term) -> Term:
        """The term, with every property replaced by what the agent believes of it."""
        if type(term) is not tuple:
            return term
        if term[0] == FLUENT:
            return (FLUENT, self.belief(agent, term[1]))
        return (term[0], *(self.term_in_mind(agent, t) for t in term[1:]))

    def in_mind(self, agent: int, dnf: Dnf) -> Dnf:
        """The condition, with every property replaced by what the agent believes of it."""
        if dnf in (TRUE, FALSE):
            return dnf
        key = (agent, dnf)
        if key not in self._wrapped:
            self._wrapped[key] = tuple(
                tuple((self.belief(agent, f), op, self.term_in_mind(agent, t)) for f, op, t in c)
                for c in dnf
            )
        return self._wrapped[key]

    def atom_key(self, atom: Atom) -> tuple[Any, ...]:
        """What atoms are sorted by: property, operator, term."""
        fluent, op, term = atom
        return (self.keys[fluent], op, self.term_key(fluent, term))

    def term_key(self, fluent: int, term: Term) -> tuple[Any, ...]:
        """What terms are sorted by: unknown before numbers and entities, all before the rest."""
        if type(term) is tuple:
            return (2, self._order(term))
        if term is None:
            return (1, 0) if self.types[fluent] is FluentType.YES_NO else (0, 0)
        return (0 if self.types[fluent] is FluentType.YES_NO else 1, term)

    def _order(self, term: Term) -> tuple[Any, ...]:
        if type(term) is not tuple:
            return (0, -1e300 if term is None else term)
        if term[0] == FLUENT:
            return (1, self.keys[term[1]])
        return (2, term[0], *(self._order(t) for t in term[1:]))

    def in_order(self, dnf: Dnf) -> Dnf:
        """Atoms sorted within clauses, and clauses by their atoms."""
        if len(dnf) == 1:
            keys = self.keys
            clause = dnf[0]
            if len({atom[0] for atom in clause}) == len(clause):
                return (tuple(sorted(clause, key=lambda atom: keys[atom[0]])),)
        clauses = []
        for clause in dnf:
            keyed = (
                sorted((self.atom_key(atom), atom) for atom in clause)
                if len(clause) > 1
                else [(self.atom_key(atom), atom) for atom in clause]
            )
            clauses.append(([key for key, _ in keyed], tuple(atom for _, atom in keyed)))
        if len(clauses) > 1:
            clauses.sort(key=lambda entry: entry[0])
        return tuple(clause for _, clause in clauses)


# ---------------------------------------------------------------- values


def compare(op: int, left: Value, right: Value) -> bool:
    """D3: two unknowns are the same; unknown beside a number is different from it, in no order."""
    if left is None or right is None:
        return op in {EQ, GE, LE} if left is right else op == NE
    if op == EQ:
        return left == right
    if op == NE:
        return left != right
    if op == GT:
        return left > right
    if op == GE:
        return left >= right
    return left < right if op == LT else left <= right


def arithmetic(op: str, left: Term, right: Term) -> Term:
    """A term of two terms; worked out if both are values."""
    if type(left) is tuple or type(right) is tuple:
        return (op, left, right)
    if left is None or right is None:
        return None
    match op:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
    return None if right == 0 else left / right


# ---------------------------------------------------------------- normal forms


def clause_of(atoms: list[Atom]) -> Clause | None:
    """The clause of these atoms, simplified; None: it never holds."""
    if len({atom[0] for atom in atoms}) == len(atoms):
        return tuple(atoms)
    kept = dict.fromkeys(atoms)
    fixed = {f: term for f, op, term in kept if op == EQ and type(term) is not tuple}
    found = []
    for atom in kept:
        fluent, op, term = atom
        if (fluent, NEGATED[op], term) in kept:
            return None
        if fluent in fixed and type(term) is not tuple:
            if not compare(op, fixed[fluent], term):
                return None
            if op != EQ:
                continue
        found.append(atom)
    return tuple(found)


def all_of(left: Dnf, right: Dnf) -> Dnf:
    """Both hold."""
    if left == TRUE:
        return right
    if right == TRUE:
        return left
    if len(left) * len(right) > MOST_CLAUSES:
        raise TooLargeError
    clauses = (clause_of([*a, *b]) for a in left for b in right)
    return distinct([clause for clause in clauses if clause is not None])


def any_of(dnfs: list[Dnf]) -> Dnf:
    """One of them holds."""
    if len(dnfs) == 1:
        return dnfs[0]
    clauses = [clause for dnf in dnfs for clause in dnf]
    if len(clauses) > MOST_CLAUSES:
        raise TooLargeError
    return distinct(clauses)


def distinct(clauses: list[Clause]) -> Dnf:
    """The clauses, each once; always, if one of them is empty."""
    if len(clauses) < 2:
        return tuple(clauses)
    if () in clauses:
        return TRUE
    return tuple({frozenset(clause): clause for clause in reversed(clauses)}.values())[::-1]
