"""Expressions with bound parameters become terms and conditions; what is static is decided here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from vervain.base.walk import walk
from vervain.lang.claims import name_of, swapped
from vervain.lang.expr import (
    UNKNOWN,
    All,
    Any,
    Arith,
    AssertClaim,
    Assign,
    Choice,
    Claimed,
    ClaimIs,
    Compare,
    Cond,
    Const,
    Effect,
    EntityRef,
    Every,
    Fold,
    ForEvery,
    IsA,
    Not,
    Param,
    Read,
    Some,
    Term,
    Truth,
    Turned,
    Var,
    When,
)
from vervain.lang.world import FluentType
from vervain.model.builder import FALSE, TRUE, Builder
from vervain.model.cast import Cast, Key
from vervain.model.ground import Claim, OpCode, TermKind

Bound = str | Claim
Bindings = dict[str, Bound]
Chain = tuple[int, ...]

OPS = {
    "==": OpCode.EQ,
    "!=": OpCode.NE,
    ">": OpCode.GT,
    ">=": OpCode.GE,
    "<": OpCode.LT,
    "<=": OpCode.LE,
}
_PAIRS = {"-": TermKind.SUB, "/": TermKind.DIV}
_FOLDS = {"+": TermKind.ADD, "*": TermKind.MUL}


def variables(item: object) -> frozenset[str]:
    """The names of the parameters that a piece of a world speaks of (bound inside it or not)."""
    return frozenset(
        part.name for part in walk(item) if isinstance(part, Var | Claimed | ClaimIs | AssertClaim)
    )


@dataclass(frozen=True, slots=True)
class Effects:
    """One ground effect: if `cond`, the fluent at the end of the chain of minds takes the term."""

    cond: int
    chain: Chain
    fluent: int
    term: int


class Folder:
    """Turns expressions into ids of one builder; numbers ground fluents as they are met."""

    def __init__(self, cast: Cast, builder: Builder) -> None:
        self.cast = cast
        self.builder = builder
        self.fluents: dict[Key, int] = {}
        self._speaks: dict[int, tuple[str, ...]] = {}
        self._built: dict[tuple[object, ...], int] = {}
        self._reads: dict[tuple[object, ...], int] = {}
        self.candidates: Callable[[Param, Cond | None, Bindings], Iterator[str]] = self._all

    def _all(self, param: Param, cond: Cond | None, bound: Bindings) -> Iterator[str]:
        del cond, bound
        return iter(self.cast.of_kind.get(param.kind, ()))

    def fluent(self, key: Key) -> int:
        """The id of a ground fluent."""
        return self.fluents.setdefault(key, len(self.fluents))

    # ------------------------------------------------------------ terms

    def term(self, term: Term, bound: Bindings) -> int:
        """A term with its parameters bound."""
        build = self.builder
        match term:
            case Const(value):
                return build.constant(self.cast.code(value))
            case Var(name):
                who = bound[name]
                return build.constant(
                    float(self.cast.number[who]) if isinstance(who, str) else None
                )
            case Read(fluent, args, minds):
                return self._read(fluent, args, minds, bound)
            case Arith(op, left, right):
                a, b = self.term(left, bound), self.term(right, bound)
                return (
                    build.pair(_PAIRS[op], a, b) if op in _PAIRS else build.fold(_FOLDS[op], (a, b))
                )
            case Fold(op, param, inner):
                return build.fold(
                    _FOLDS[op], [self.term(inner, b) for b in self._each(param, inner, bound)]
                )
            case Choice(branches, otherwise):
                cases = [(self.cond(c, bound), t) for c, t in branches]
                kept = [(c, self.term(t, bound)) for c, t in cases if c != FALSE]
                return build.choice(kept, self.term(otherwise, bound))

    def _each(self, param: Param, inner: Term | Cond, bound: Bindings) -> Iterator[Bindings]:
        """The bindings of a parameter for which the inner part may be more than nothing."""
        cond: Cond | None = None
        if isinstance(inner, Choice) and len(inner.branches) == 1 and inner.otherwise == Const(0):
            cond = inner.branches[0][0]
        elif not isinstance(inner, Const | Var | Read | Arith | Fold | Choice):
            cond = inner
        for name in self.candidates(param, cond, bound):
            yield {**bound, param.name: name}

    def _read(
        self, fluent: str, args: tuple[Term, ...], minds: tuple[Term, ...], bound: Bindings
    ) -> int:
        names = [self._name(term, bound) for term in (*args, *minds)]
        if None not in names:
            key = (fluent, len(args), *names)
            found = self._reads.get(key)
            if found is None:
                found = self._reads[key] = self._cases(fluent, args, minds, bound)
            return found
        return self._cases(fluent, args, minds, bound)

    def _name(self, term: Term, bound: Bindings) -> Bound | None:
        """The entity of a term that plainly names one."""
        if isinstance(term, Var):
            return bound[term.name]
        if isinstance(term, Const) and isinstance(term.value, EntityRef):
            return term.value.name
        return None

    def _cases(
        self, fluent: str, args: tuple[Term, ...], minds: tuple[Term, ...], bound: Bindings
    ) -> int:
        branches = [
            (cond, self._plain_read((fluent, names), chain))
            for cond, names, chain in self.places(args, minds, bound)
        ]
        return self.builder.choice(branches, self.builder.constant(None))

    def _plain_read(self, key: Key, chain: Chain) -> int:
        if self.cast.never_changes(key):
            return self.builder.constant(self.cast.code(self.cast.initial(key)))
        return self.builder.fluent(self.fluent(key), chain)

    def places(
        self, args: tuple[Term, ...], minds: tuple[Term, ...], bound: Bindings
    ) -> list[tuple[int, tuple[str, ...], Chain]]:
        """What arguments and minds can be, each with the condition under which they are that."""
        plain = [self._name(term, bound) for term in args]
        if not minds and None not in plain:
            return [(TRUE, tuple(str(name) for name in plain), ())]
        found: list[tuple[int, tuple[str, ...]]] = [(TRUE, ())]
        for term in (*args, *minds):
            found = [
                (self.builder.both((cond, extra)), (*names, name))
                for cond, names in found
                for extra, name in self._who(term, bound)
            ]
        split = len(args)
        number = self.cast.number
        return [
            (cond, names[:split], tuple(number[n] for n in names[split:]))
            for cond, names in found
            if cond != FALSE and all(number[n] < len(self.cast.agents) for n in names[split:])
        ]

    def _who(self, term: Term, bound: Bindings) -> list[tuple[int, str]]:
        """The entities a term can stand for."""
        built = self.term(term, bound)
        fixed, value = self.builder.value(built)
        if fixed:
            return [] if value is None else [(TRUE, self.cast.entities[int(value)])]
        constants = [
            (self.builder.constant(float(i)), name) for i, name in enumerate(self.cast.entities)
        ]
        return [(self.builder.atom(OpCode.EQ, built, c), name) for c, name in constants]

    # ------------------------------------------------------------ conditions

    def cond(self, cond: Cond, bound: Bindings) -> int:
        """A condition with its parameters bound; built once for each binding of what it speaks
        of."""
        key = (id(cond), *[bound.get(name) for name in self._names(cond)])
        found = self._built.get(key)
        if found is None:
            found = self._built[key] = self._cond(cond, bound)
        return found

    def _names(self, cond: Cond) -> tuple[str, ...]:
        """The parameters a condition speaks of. The world keeps it alive, so its id stays its
        own."""
        names = self._speaks.get(id(cond))
        if names is None:
            names = self._speaks[id(cond)] = tuple(sorted(variables(cond)))
        return names

    def _cond(self, cond: Cond, bound: Bindings) -> int:
        build = self.builder
        match cond:
            case Truth(value):
                return TRUE if value else FALSE
            case Compare(op, left, right):
                return build.atom(OPS[op], self.term(left, bound), self.term(right, bound))
            case All(items):
                return self._junction(items, bound, FALSE)
            case Any(items):
                return self._junction(items, bound, TRUE)
            case Not(item):
                return build.negate(self.cond(item, bound))
            case Every(param, item):
                names = self.cast.of_kind.get(param.kind, ())
                return build.both(self.cond(item, {**bound, param.name: n}) for n in names)
            case Some(param, item):
                return build.either(self.cond(item, b) for b in self._each(param, item, bound))
            case IsA(term, kind):
                members = set(self.cast.of_kind.get(kind, ()))
                return build.either(c for c, name in self._who(term, bound) if name in members)
            case Claimed(name, minds):
                claim = bound[name]
                assert isinstance(claim, Claim)
                return self._claimed(claim, minds, bound)
            case ClaimIs(name, test, terms):
                claim = bound[name]
                assert isinstance(claim, Claim)
                return self._claim_is(claim, test, terms, bound)

    def _junction(self, items: tuple[Cond, ...], bound: Bindings, final: int) -> int:
        """All or any of the items; stops at the first that settles it."""
        found = []
        for item in items:
            built = self.cond(item, bound)
            if built == final:
                return final
            found.append(built)
        return self.builder.both(found) if final == FALSE else self.builder.either(found)

    def _claimed(self, claim: Claim, minds: tuple[Term, ...], bound: Bindings) -> int:
        args: tuple[Term, ...] = tuple(Const(EntityRef(a)) for a in claim.args)
        left = self._read(claim.fluent, args, minds, bound)
        return self.builder.atom(
            OpCode.EQ, left, self.builder.constant(self.cast.code(claim.value))
        )

    def _claim_is(self, claim: Claim, test: str, terms: tuple[Term, ...], bound: Bindings) -> int:
        """D3.3."""
        if test == "about":
            met = {*claim.args, name_of(claim.value)}
            return self.builder.either(c for c, name in self._who(terms[0], bound) if name in met)
        if test in ("first hand", "hearsay"):
            return FALSE
        if test == "number":
            return TRUE if self.cast.fluents[claim.fluent].type is FluentType.NUMBER else FALSE
        args: tuple[Term, ...] = tuple(Const(EntityRef(a)) for a in claim.args)
        left = self._read(claim.fluent, args, terms, bound)
        return self.builder.atom(OpCode.NE, left, self.builder.constant(self.cast.code(UNKNOWN)))

    # ------------------------------------------------------------ effects

    def effects(
        self, effects: tuple[Effect, ...], bound: Bindings, given: int = TRUE, told: Chain = ()
    ) -> Iterator[Effects]:
        """The ground effects, in order; `given` holds for all of them, `told` comes before their
        minds."""
        for effect in effects:
            match effect:
                case Assign(fluent, args, value, minds):
                    term = self.term(value, bound)
                    yield from self._assign(fluent, args, minds, term, bound, given, told)
                case AssertClaim(name, minds, turned):
                    claim = bound[name]
                    assert isinstance(claim, Claim)
                    for also, names, term in self._turned(claim, turned, bound):
                        args = tuple(Const(EntityRef(a)) for a in names)
                        both = self.builder.both((given, also))
                        yield from self._assign(claim.fluent, args, minds, term, bound, both, told)
                case When(cond, inner):
                    also = self.builder.both((given, self.cond(cond, bound)))
                    if also != FALSE:
                        yield from self.effects(inner, bound, also, told)
                case ForEvery(param, inner):
                    first = inner[0] if len(inner) == 1 else None
                    guard = first.cond if isinstance(first, When) else None
                    for name in self.candidates(param, guard, bound):
                        yield from self.effects(inner, {**bound, param.name: name}, given, told)

    def _turned(
        self, claim: Claim, turned: Turned | None, bound: Bindings
    ) -> Iterator[tuple[int, tuple[str, ...], int]]:
        """When it is told, about what, and which value (D4.3)."""
        value, fluent = claim.value, self.cast.fluents[claim.fluent]
        if turned is None or turned.how == "forgotten":
            kept = UNKNOWN if turned is not None else value
            yield TRUE, claim.args, self.builder.constant(self.cast.code(kept))
        elif turned.how == "raised" and isinstance(value, int | float):
            if fluent.type is FluentType.NUMBER:
                more = Arith("+", Const(value), turned.terms[0])
                yield TRUE, claim.args, self.term(more, bound)
        elif turned.how == "swapped":
            new, old = turned.terms
            for one, name in self._who(new, bound):
                for two, other in self._who(old, bound):
                    held, names = name_of(value), (name, other)
                    found = swapped(fluent, claim.args, held, names, self.cast.of_kind)
                    if found is not None:
                        become = value if found[1] is None else EntityRef(found[1])
                        term = self.builder.constant(self.cast.code(become))
                        yield self.builder.both((one, two)), found[0], term

    def _assign(
        self,
        fluent: str,
        args: tuple[Term, ...],
        minds: tuple[Term, ...],
        term: int,
        bound: Bindings,
        given: int,
        told: Chain,
    ) -> Iterator[Effects]:
        for cond, names, chain in self.places(args, minds, bound):
            also = self.builder.both((given, cond))
            if also != FALSE:
                yield Effects(also, (*told, *chain), self.fluent((fluent, names)), term)
