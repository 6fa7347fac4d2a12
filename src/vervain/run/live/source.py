"""Source: conditions and terms written out as Python expressions that read facts.

The text is built from our own words and from numbered names (`v3` a role, `c7` a fixed thing) and
from nothing else: whatever an author wrote, a name of a fact or of a person too, is a value that a
`c7` stands for, and never part of the text (`docs/explanation/decisions/0009`). What is rare is not
written out: it stays the function that `reading` makes of it, and is called.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from vervain.lang.expr import (
    All,
    Any,
    Arith,
    Claimed,
    ClaimIs,
    Compare,
    Cond,
    Const,
    EntityRef,
    IsA,
    Not,
    Read,
    Term,
    Truth,
    Var,
)
from vervain.lang.world import Fluent, FluentType
from vervain.run.live.conditions import is_unknown
from vervain.run.live.reading import Reader, opposite
from vervain.run.live.values import calculated, compare, plain

ORDERS = {"<": "<", "<=": "<=", ">": ">", ">=": ">="}
ANYWHERE = ("value = view.value",)
PRELUDE = (
    "stores = view.stores",
    "world, common = stores.world, stores.common",
    "in_world, in_common, mind_of = world.entries.get, common.entries.get, stores.own.get",
)


class Source:
    """Writes expressions. `slots`: the variable of each role that is bound; claims also have one
    for their fact (`k3`) and one for its value (`x3`). `known`: the roles that `reading` is told
    are bound. `anywhere`: what is read may be in a mind, or imagined."""

    def __init__(self, reader: Reader, fluents: dict[str, Fluent], anywhere: bool) -> None:
        self.reader, self.fluents, self.anywhere = reader, fluents, anywhere
        self.slots: dict[str, str] = {}
        self.known: frozenset[str] = frozenset()
        self.claims: set[str] = set()
        self.fixed: dict[str, object] = {}
        self.named: dict[tuple[type, object], str] = {}

    # ------------------------------------------------------------ names

    def const(self, value: object) -> str:
        """A name for a thing that can be hashed."""
        key = (type(value), value)
        if key not in self.named:
            self.named[key] = self.thing(value)
        return self.named[key]

    def thing(self, value: object) -> str:
        """A name for any thing."""
        name = f"c{len(self.fixed)}"
        self.fixed[name] = value
        return name

    def bind(self, role: str, claim: bool) -> str:
        """A variable for a role."""
        slot = self.slots.setdefault(role, f"v{len(self.slots)}")
        if claim:
            self.claims.add(role)
        return slot

    def fact_of(self, role: str) -> str:
        """The variable of the fact that a claim is about."""
        return "k" + self.slots[role][1:]

    def value_of(self, role: str) -> str:
        """The variable of what a claim says."""
        return "x" + self.slots[role][1:]

    def text_of(self, role: str) -> str:
        """The variable of a claim as text."""
        return "t" + self.slots[role][1:]

    def bound(self) -> str:
        """All roles that are bound, as an environment."""
        pairs = (f"{self.const(role)}: {slot}" for role, slot in self.slots.items())
        return "{**env, " + ", ".join(pairs) + "}"

    def called(self, function: Callable[..., object]) -> str:
        """What a function of `reading` finds."""
        return f"{self.thing(function)}({self.bound()}, view)"

    # ------------------------------------------------------------ terms

    def name(self, term: Term) -> str | None:
        """Somebody or something that needs not be looked up, and is known."""
        match term:
            case Var(role) if role in self.slots and role not in self.claims:
                return self.slots[role]
            case Const(EntityRef(name)):
                return self.const(name)
        return None

    def names(self, terms: Iterable[Term]) -> list[str] | None:
        """The same for several; None if one has to be looked up."""
        found = [self.name(t) for t in terms]
        return None if None in found else [f for f in found if f is not None]

    def term(self, term: Term) -> str:
        """The value of a term."""
        match term:
            case Const(value):
                return self.const(plain(value))
            case Read():
                return self._read(term)
            case Arith(op, left, right):
                sides = f"{self.term(left)}, {self.term(right)}"
                return f"{self.const(calculated)}({self.const(op)}, {sides})"
        return self.name(term) or self.called(self.reader.term(term, self.known))

    def _read(self, read: Read) -> str:
        args, minds = self.names(read.args), self.names(read.minds)
        if args is None or minds is None:
            return self.called(self.reader.term(read, self.known))
        key = self.key(read.fluent, args)
        default = self.const(plain(self.fluents[read.fluent].default))
        if self.anywhere or len(minds) > 1:
            return f"view.value({key}, {tupled(minds)})" if minds else f"value({key})"
        if not minds:
            return f"({default} if (e := in_world({key})) is None else e.value)"
        return f"({default} if {self._entry(key, minds[0])} is None else e.value)"

    def key(self, fluent: str, args: list[str]) -> str:
        """A fact."""
        return f"({self.const(fluent)}, {tupled(args)})"

    def _entry(self, key: str, mind: str) -> str:
        return (
            f"(e := in_common({key}) if (o := mind_of({mind})) is None "
            f"else o.entries.get(k := {key}) or in_common(k))"
        )

    def _held(self, role: str, minds: list[str]) -> str:
        """What a mind takes a claim's fact to be."""
        key = self.fact_of(role)
        if self.anywhere or len(minds) > 1:
            return f"view.value({key}, {tupled(minds)})"
        return f"(stores.defaults[{key}[0]] if {self._entry(key, minds[0])} is None else e.value)"

    # ------------------------------------------------------------ conditions

    def asked(self, conds: Iterable[Cond]) -> str:
        """Whether several hold: what costs little is asked first."""
        return " and ".join(sorted(map(self.cond, conds), key=_cost))

    def cond(self, cond: Cond) -> str:
        """Whether a condition holds."""
        match cond:
            case Truth(value):
                return str(value is True)
            case Compare("==" | "!=" as op, left, Const(bool(wanted))):
                return f"{self.term(left)} {'is' if op == '==' else 'is not'} {wanted is True}"
            case Compare(op, left, right):
                return self._compare(op, left, right)
            case All(items) if items:
                return "(" + " and ".join(map(self.cond, items)) + ")"
            case Any(items) if items:
                return "(" + " or ".join(map(self.cond, items)) + ")"
            case Not(IsA() | Claimed() | ClaimIs() as item):
                return f"(not {self.cond(item)})"
            case Not(item):
                return self.cond(opposite(item))
            case IsA(term, kind):
                members = self.reader.members.get(kind, frozenset())
                return f"({self.term(term)} in {self.const(members)})"
            case Claimed(role, minds) if role in self.claims:
                return self._claimed(cond, role, minds)
            case ClaimIs(role, test, terms) if role in self.claims:
                return self._claim_is(cond, role, test, terms)
        return self._other(cond)

    def _other(self, cond: Cond) -> str:
        return self.called(self.reader.cond(cond, self.known))

    def _compare(self, op: str, left: Term, right: Term) -> str:
        one, two = self.term(left), self.term(right)
        if is_unknown(right) and op in {"==", "!="}:
            return f"{one} {'is' if op == '==' else 'is not'} None"
        if op not in {"==", "!="} and self._number(left) and _is_number(right):
            return f"((n := {one}) is not None and n {ORDERS[op]} {two})"
        if op in {"==", "!="} and (self.name(left) or self.name(right)):
            return f"{one} {'==' if op == '==' else '!='} {two}"
        return f"{self.const(compare)}({self.const(op)}, {one}, {two})"

    def _number(self, term: Term) -> bool:
        """It is a number, or unknown."""
        if isinstance(term, Read):
            return self.fluents[term.fluent].type is FluentType.NUMBER
        return isinstance(term, Arith)

    def _claimed(self, cond: Cond, role: str, terms: tuple[Term, ...]) -> str:
        minds, value = self.names(terms), self.value_of(role)
        if not minds:
            return self._other(cond)
        held, same = self._held(role, minds), f"type(h) is type({value})"
        if not (len(terms) == 1 and isinstance(terms[0], Var)):
            same = f"(type(h) is bool) == (type({value}) is bool)"
        return f"((h := {held}) == {value} and {same})"

    def _claim_is(self, cond: Cond, role: str, test: str, terms: tuple[Term, ...]) -> str:
        """D3.3, L13."""
        names, key = self.names(terms), self.fact_of(role)
        if test == "about" and names:
            return f"({names[0]} in {key}[1] or {names[0]} == {self.value_of(role)})"
        if test not in {"settled", "first hand", "hearsay"} or not names or len(names) > 1:
            return self._other(cond)
        if test == "settled":
            return f"({self._held(role, names)} is not None)"
        if self.anywhere:
            return self._other(cond)
        how = "e.how == 'told'" if test == "hearsay" else "e.how not in ('told', 'inferred')"
        entry = self._entry(key, names[0])
        return f"({entry} is not None and e.value is not None and {how})"


def _cost(text: str) -> int:
    return text.count("(") + 8 * text.count("view")


def _is_number(term: Term) -> bool:
    return isinstance(term, Const) and type(term.value) in {int, float}


def tupled(names: list[str]) -> str:
    """A tuple of these."""
    return f"({', '.join(names)}{',' if len(names) == 1 else ''})"


__all__ = ["ANYWHERE", "PRELUDE", "Source", "tupled"]
