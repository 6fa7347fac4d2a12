"""Conditions of a Sabre problem made plain: what is decided is left out, what has no words here is
said in cases (a comparison of two yes/no facts, a value that depends on a condition)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from vervain.lang.convert_words import Words
from vervain.lang.expr import (
    UNKNOWN,
    All,
    Any,
    Arith,
    Choice,
    Compare,
    Cond,
    Const,
    EntityRef,
    Every,
    Fold,
    IsA,
    Not,
    Op,
    Param,
    Read,
    Some,
    Term,
    Truth,
    Var,
)
from vervain.lang.minds import OPPOSITE
from vervain.lang.sabre_names import BOOLEAN
from vervain.lang.substitute import in_cond, in_term
from vervain.lang.world import FluentType

NO = Truth(False)
YES = Truth(True)
_MIRRORED: dict[Op, Op] = {"==": "==", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}


def opposite(cond: Cond) -> Cond:
    """The opposite as that planner has it: pushed to the comparisons (S3)."""
    match cond:
        case Truth(value):
            return Truth(not value)
        case Compare("==" | "!=", left, Const(bool() as value)):
            return Compare("==", left, Const(value is (cond.op == "!=")))
        case Compare(op, left, right):
            return Compare(OPPOSITE[op], left, right)
        case All(items):
            return Any(tuple(opposite(c) for c in items))
        case Any(items):
            return All(tuple(opposite(c) for c in items))
        case Every(param, item):
            return Some(param, opposite(item))
        case Some(param, item):
            return Every(param, opposite(item))
        case Not(item):
            return item
    return Not(cond)


def is_sharp(cond: Cond) -> bool:
    """Whether its opposite holds wherever it does not: so but for the order of numbers."""
    match cond:
        case Compare(op, left, right):
            plain = not isinstance(left, Choice | Fold) and not isinstance(right, Choice | Fold)
            return op in ("==", "!=") and plain
        case All(items) | Any(items):
            return all(is_sharp(c) for c in items)
        case Every(_, item) | Some(_, item) | Not(item):
            return is_sharp(item)
    return True


@dataclass(frozen=True, slots=True)
class Simple:
    """Makes the conditions of one world plain; `variables`: the kinds of those in sight."""

    words: Words
    types: dict[str, FluentType]
    kinds: dict[str, tuple[str, ...]]
    variables: dict[str, str]

    def within(self, *params: Param) -> Simple:
        """Where these variables are in sight, too."""
        return replace(self, variables={**self.variables, **{p.name: p.kind for p in params}})

    def all(self, conds: tuple[Cond, ...]) -> Cond:
        """Each of them."""
        return self._joined(conds, every=True)

    def _joined(self, conds: tuple[Cond, ...], *, every: bool) -> Cond:
        found: dict[Cond, None] = {}
        for cond in conds:
            made = self.cond(cond)
            if made == Truth(not every):
                return made
            if made != Truth(every):
                inner: tuple[Cond, ...] = (made,)
                if isinstance(made, All | Any) and isinstance(made, All) is every:
                    inner = made.items
                found |= dict.fromkeys(inner)
        items = tuple(found)
        if len(items) == 1:
            return items[0]
        return (All(items) if every else Any(items)) if items else Truth(every)

    def cond(self, cond: Cond) -> Cond:
        """The condition, plain."""
        match cond:
            case All(items):
                return self._joined(items, every=True)
            case Any(items):
                return self._joined(items, every=False)
            case Compare(op, left, right):
                return self._compare(op, left, right)
            case Every(param, item) | Some(param, item):
                return self._quantified(param, item, every=isinstance(cond, Every))
            case Not(item):
                inner = self.cond(item)
                return Truth(not inner.value) if isinstance(inner, Truth) else Not(inner)
            case IsA(Const(EntityRef(name)), kind):
                return Truth(name in self.words.members(kind))
        return cond

    def _quantified(self, param: Param, item: Cond, *, every: bool) -> Cond:
        if param.kind == BOOLEAN:
            cases = tuple(in_cond(item, {param.name: Const(v)}) for v in (False, True))
            return self._joined(cases, every=every)
        inner = self.within(param).cond(item)
        if not self.words.members(param.kind):
            return Truth(every)
        if isinstance(inner, Truth):
            return inner
        return Every(param, inner) if every else Some(param, inner)

    # ------------------------------------------------------------ comparisons

    def _compare(self, op: Op, left: Term, right: Term) -> Cond:
        for at, term in enumerate((left, right)):
            if isinstance(term, Choice):
                other = (right, left)[at]
                return self._cases(term, lambda t, a=at, o=other: (
                    Compare(op, o, t) if a else Compare(op, t, o)
                ))  # fmt: skip
        if not isinstance(left, Read) and isinstance(right, Read):
            left, right, op = right, left, _MIRRORED[op]
        if self._is_fact(left):
            return self._of_facts(op, left, right)
        if isinstance(left, Const) and isinstance(right, Const):
            same = left.value == right.value
            if op in ("==", "!="):
                return Truth(same is (op == "=="))
        if left == right and isinstance(left, Var):
            return Truth(op in ("==", ">=", "<="))
        if op in ("==", "!=") and self._apart(left, right):
            if isinstance(left, Read) and isinstance(right, Read):
                unknown = tuple(Compare("==", read, Const(UNKNOWN)) for read in (left, right))
                return All(unknown) if op == "==" else opposite(All(unknown))
            return NO if op == "==" else YES
        return Compare(op, left, right)

    def _is_fact(self, term: Term) -> bool:
        return isinstance(term, Read) and self.types[term.fluent] is FluentType.YES_NO

    def _of_facts(self, op: Op, left: Term, right: Term) -> Cond:
        """A yes/no fact against a truth, or against another."""
        if isinstance(right, Const):
            if not isinstance(right.value, bool):
                return Truth(op == "!=")
            return Compare("==", left, Const(right.value is (op == "==")))
        same = op == "=="
        yes, no = Const(True), Const(False)
        cases = [
            All((Compare("==", left, a), Compare("==", right, b if same else c)))
            for a, b, c in ((yes, yes, no), (no, no, yes))
        ]
        return self.cond(Any(tuple(cases)))

    def _apart(self, left: Term, right: Term) -> bool:
        """Two values that can never be the same (but for both being unknown)."""
        one, two = self._kinds_of(left), self._kinds_of(right)
        if not one or not two:
            return False
        return not self.words.kinds.any_overlap(one, two)

    def _kinds_of(self, term: Term) -> tuple[str, ...]:
        if isinstance(term, Const) and isinstance(term.value, EntityRef):
            return (self.words.kind_of[term.value.name],)
        if isinstance(term, Read):
            return tuple(self.words.kind[k] for k in self.kinds[term.fluent])
        kind = self.variables.get(term.name, "") if isinstance(term, Var) else ""
        if kind.startswith("="):
            kind = self.words.kind_of.get(kind[1:], "")
            return (kind,) if kind else ()
        return (self.words.kind[kind],) if kind in self.words.kind else ()

    def cases(self, term: Choice) -> list[tuple[Cond, Term]]:
        """When a value is which: its condition holds, and the opposites of the earlier ones."""
        found: list[tuple[Cond, Term]] = []
        before: list[Cond] = []
        for cond, value in term.branches:
            found.append((self.all((*before, cond)), value))
            before.append(opposite(cond))
        found.append((self.all(tuple(before)), term.otherwise))
        return [(cond, value) for cond, value in found if cond != NO]

    def _cases(self, term: Choice, say) -> Cond:  # type: ignore[no-untyped-def]
        return self.cond(Any(tuple(All((c, say(value))) for c, value in self.cases(term))))

    # ------------------------------------------------------------ values

    def term(self, term: Term) -> Term:
        """The value, its sums written out where they are not plain counts."""
        match term:
            case Arith(op, left, right):
                return Arith(op, self.term(left), self.term(right))
            case Fold(op, param, inner) if not is_count(term):
                return self.sum([self.term(t) for t in self.each(param, inner)], op)
        return term

    def each(self, param: Param, term: Term) -> list[Term]:
        """The term for everything of a kind."""
        if param.kind == BOOLEAN:
            return [in_term(term, {param.name: Const(v)}) for v in (False, True)]
        names = self.words.members(param.kind)
        return [in_term(term, {param.name: Const(EntityRef(name))}) for name in names]

    def sum(self, terms: list[Term], op: str = "+") -> Term:
        """All of them added up (or multiplied), from left to right."""
        if not terms:
            return Const(0 if op == "+" else 1)
        total = terms[0]
        for term in terms[1:]:
            total = Arith("+" if op == "+" else "*", total, term)
        return total


def is_count(term: Term) -> bool:
    """`the number of (v: KIND) where COND`."""
    match term:
        case Fold("+", Param(kind=kind), Choice(((_, Const(1)),), Const(0))):
            return kind != BOOLEAN
    return False


def is_unknown(term: Term) -> bool:
    """The unknown, as a plain value."""
    return isinstance(term, Const) and term.value is UNKNOWN
