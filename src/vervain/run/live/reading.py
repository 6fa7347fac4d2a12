"""Reading: terms and conditions of the language as functions of the roles and of a view.

A view is a place to read from: the world or a mind, and on top of it what is only imagined.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from vervain.lang.expr import (
    All,
    Any,
    Arith,
    Choice,
    Claimed,
    ClaimIs,
    Compare,
    Cond,
    Const,
    Every,
    Fold,
    IsA,
    Not,
    Op,
    Read,
    Some,
    Term,
    Truth,
    Var,
)
from vervain.run.live.stores import COMMON, Chain, Stores
from vervain.run.live.values import Bound, Env, Key, Plain, calculated, compare, plain

OPPOSITE: dict[Op, Op] = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}

Imagined = dict[tuple[Chain, Key], Plain]


@dataclass(slots=True)
class View:
    """Where something is read: in the mind reached by `chain`, with what is `imagined` there.

    Not frozen: millions are made, which would cost twice as much. Nobody changes one."""

    stores: Stores
    chain: Chain
    imagined: Imagined | None = None

    def value(self, key: Key, minds: tuple[str, ...] = ()) -> Plain:
        """What a fact is."""
        chain = self.chain
        if minds:
            chain = inward(chain, minds) if chain or len(minds) > 1 else minds
        imagined, stores = self.imagined, self.stores
        if imagined and (chain, key) in imagined:
            return imagined[chain, key]
        if not chain:
            entry = stores.world.entries.get(key)
        elif len(chain) == 1:  # as in `Stores.value`, without the call
            own = stores.own.get(chain[0])
            entry = None if own is None else own.entries.get(key)
            if entry is None:
                entry = stores.common.entries.get(key)
        else:
            entry = stores.entry(chain, key)
        return stores.defaults[key[0]] if entry is None else entry.value

    def found(self, fluent: str, args: tuple[str | None, ...], minds: Chain) -> Iterator[Key]:
        """Facts that may be other than by default, with these arguments; some twice."""
        chain = inward(self.chain, minds)
        yield from self.stores.found(chain, fluent, args)
        if self.imagined:
            yield from (k for c, k in self.imagined if c == chain and k[0] == fluent)

    def found_valued(self, fluent: str, value: Plain, minds: Chain) -> Iterator[Key]:
        """Facts that may have this entity as their value; some twice."""
        chain = inward(self.chain, minds)
        yield from self.stores.found_valued(chain, fluent, value)
        if self.imagined:
            yield from (k for c, k in self.imagined if c == chain and k[0] == fluent)


def inward(chain: Chain, minds: tuple[str, ...]) -> Chain:
    """The mind of a mind, two deep: what one thinks one thinks is what one thinks (L3)."""
    for mind in minds:
        if chain[:1] == (COMMON,) or len(chain) == 2:
            return chain
        if chain[-1:] != (mind,):
            chain = (*chain, mind)
    return chain


TermFn = Callable[[Env, View], Plain]
CondFn = Callable[[Env, View], bool]
Rows = Callable[[Env, View], Iterator[Env]]


class Reader:
    """Makes the functions. `kinds`: the entities of each kind; `rows` makes the bindings of a
    condition that a role is looked for in (see `joining`)."""

    def __init__(self, kinds: dict[str, tuple[str, ...]]) -> None:
        self.kinds = kinds
        self.members = {kind: frozenset(names) for kind, names in kinds.items()}
        self.rows: Callable[[Cond, tuple[tuple[str, str], ...], frozenset[str]], Rows]

    # ------------------------------------------------------------ terms

    def term(self, term: Term, bound: frozenset[str]) -> TermFn:
        """The value of a term; None where it is unknown."""
        match term:
            case Const(value):
                fixed = plain(value)
                return lambda env, view: fixed
            case Var(name):
                return lambda env, view: env[name]  # type: ignore[return-value]
            case Read():
                return self._read(term, bound)
            case Arith(op, left, right):
                return self._arith(op, self.term(left, bound), self.term(right, bound))
            case Fold():
                return self._fold(term, bound)
            case Choice(branches, otherwise):
                made = [(self.cond(c, bound), self.term(t, bound)) for c, t in branches]
                last = self.term(otherwise, bound)

                def choose(env: Env, view: View) -> Plain:
                    for cond, then in made:
                        if cond(env, view):
                            return then(env, view)
                    return last(env, view)

                return choose

    def _read(self, term: Read, bound: frozenset[str]) -> TermFn:
        fluent = term.fluent
        match term.args, term.minds:
            case (), ():
                fixed: Key = (fluent, ())
                return lambda env, view: view.value(fixed)
            case (Var(one),), ():
                return lambda env, view: view.value((fluent, (env[one],)))  # type: ignore[arg-type]
            case (Var(one), Var(two)), ():
                return lambda env, view: view.value((fluent, (env[one], env[two])))  # type: ignore[arg-type]
            case (Var(one),), (Var(who),):
                return lambda env, view: view.value((fluent, (env[one],)), (env[who],))  # type: ignore[arg-type]
        place = self.place(term, bound)

        def read(env: Env, view: View) -> Plain:
            found = place(env, view)
            return None if found is None else view.value(*found)

        return read

    def place(
        self, term: Read, bound: frozenset[str]
    ) -> Callable[[Env, View], tuple[Key, tuple[str, ...]] | None]:
        """Which fact a reading is of, and in whose mind; None if an argument is unknown."""
        fluent = term.fluent
        args = [self.term(a, bound) for a in term.args]
        minds = [self.term(m, bound) for m in term.minds]

        def place(env: Env, view: View) -> tuple[Key, tuple[str, ...]] | None:
            names = tuple([a(env, view) for a in args])
            if not minds:
                return None if None in names else ((fluent, names), ())  # type: ignore[return-value]
            chain = tuple([m(env, view) for m in minds])
            if None in names or None in chain:
                return None
            return (fluent, names), chain  # type: ignore[return-value]

        return place

    def _arith(self, op: str, left: TermFn, right: TermFn) -> TermFn:
        return lambda env, view: calculated(op, left(env, view), right(env, view))

    def _fold(self, term: Fold, bound: frozenset[str]) -> TermFn:
        name, kind = term.param.name, term.param.kind
        inner_bound = bound | {name}
        match term.term:
            case Choice(((cond, amount),), Const(0)) if term.op == "+":
                rows = self.rows(cond, ((name, kind),), bound)
                each = self.term(amount, inner_bound)

                def total(env: Env, view: View) -> Plain:
                    found: Plain = 0
                    for row in rows(env, view):
                        found = calculated("+", found, each(row, view))
                    return found

                return total
        inner, names, op = self.term(term.term, inner_bound), self.kinds.get(kind, ()), term.op

        def fold(env: Env, view: View) -> Plain:
            found: Plain = 0 if op == "+" else 1
            for one in names:
                found = calculated(op, found, inner({**env, name: one}, view))
            return found

        return fold

    # ------------------------------------------------------------ conditions

    def cond(self, cond: Cond, bound: frozenset[str]) -> CondFn:
        """Whether a condition holds."""
        match cond:
            case Truth(value):
                return lambda env, view: value
            case Compare("==", Read(fluent, (Var(role),), ()), Const(bool(wanted))):
                return lambda env, view: view.value((fluent, (env[role],))) is wanted  # type: ignore[arg-type]
            case Compare("==" | "!=", left, Const(bool(wanted))):
                flag = self.term(left, bound)
                if cond.op == "==":
                    return lambda env, view: flag(env, view) is wanted
                return lambda env, view: flag(env, view) is not wanted
            case Compare(op, left, right):
                one, two = self.term(left, bound), self.term(right, bound)
                return lambda env, view: compare(op, one(env, view), two(env, view))
            case All(items):
                return every_one([self.cond(c, bound) for c in items])
            case Any(items):
                some = [self.cond(c, bound) for c in items]
                return lambda env, view: any(c(env, view) for c in some)
            case Not(IsA() | Claimed() | ClaimIs() as item):
                inside = self.cond(item, bound)
                return lambda env, view: not inside(env, view)
            case Not(item):
                return self.cond(opposite(item), bound)
            case Some(param, item):
                rows = self.rows(item, ((param.name, param.kind),), bound)
                return lambda env, view: next(rows(env, view), None) is not None
            case Every(param, item):
                others = self.rows(opposite(item), ((param.name, param.kind),), bound)
                return lambda env, view: next(others(env, view), None) is None
            case IsA(term, kind):
                who, members = self.term(term, bound), self.members.get(kind, frozenset())
                return lambda env, view: who(env, view) in members
            case Claimed(name, minds):
                return self._claimed(name, minds, bound)
            case ClaimIs(name, test, terms):
                said = [self.term(t, bound) for t in terms]
                return lambda env, view: _claim_is(
                    env[name], test, [s(env, view) for s in said], view
                )

    def _claimed(self, name: str, minds: tuple[Term, ...], bound: frozenset[str]) -> CondFn:
        whose = [self.term(m, bound) for m in minds]
        match minds:
            case (Var(who),):

                def held_by(env: Env, view: View) -> bool:
                    claim, mind = env[name], env[who]
                    if not isinstance(claim, Bound):
                        return False
                    held = view.value((claim.fluent, claim.args), (mind,))  # type: ignore[arg-type]
                    return held == claim.value and type(held) is type(claim.value)

                return held_by

        def claimed(env: Env, view: View) -> bool:
            claim, chain = env[name], tuple([m(env, view) for m in whose])
            if not isinstance(claim, Bound) or None in chain:
                return False
            held = view.value((claim.fluent, claim.args), chain)  # type: ignore[arg-type]
            return held == claim.value and isinstance(held, bool) == isinstance(claim.value, bool)

        return claimed


def every_one(conds: list[CondFn]) -> CondFn:
    """All of them hold."""
    if len(conds) == 1:
        return conds[0]
    if len(conds) == 2:
        one, two = conds
        return lambda env, view: one(env, view) and two(env, view)

    def every(env: Env, view: View) -> bool:
        for cond in conds:  # noqa: SIM110 (twice as fast as all())
            if not cond(env, view):
                return False
        return True

    return every


def _claim_is(claim: object, test: str, names: list[Plain], view: View) -> bool:
    """D3.3, L13."""
    if not isinstance(claim, Bound) or None in names:
        return False
    if test == "about":
        return names[0] in claim.args or names[0] == claim.value
    if test == "number":
        return isinstance(claim.value, int | float) and not isinstance(claim.value, bool)
    key, minds = (claim.fluent, claim.args), tuple(map(str, names))
    held = view.value(key, minds)
    if test == "settled" or held is None:
        return held is not None
    entry = view.stores.entry(inward(view.chain, minds), key)
    if entry is None or entry.value != held:
        return False
    return (entry.how == "told") is (test == "hearsay") and entry.how != "inferred"


def opposite(cond: Cond) -> Cond:
    """It does not hold; negation is pushed to the comparisons."""
    match cond:
        case Truth(value):
            return Truth(not value)
        case Compare(op, left, right):
            return Compare(OPPOSITE[op], left, right)
        case All(items):
            return Any(tuple(map(opposite, items)))
        case Any(items):
            return All(tuple(map(opposite, items)))
        case Not(item):
            return item
        case Every(param, item):
            return Some(param, opposite(item))
        case Some(param, item):
            return Every(param, opposite(item))
        case IsA() | Claimed() | ClaimIs():
            return Not(cond)
