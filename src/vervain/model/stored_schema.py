"""Sabre worlds, compile step: every binding of every action and trigger (semantics, S2 to S5).

A schema is compiled once to functions of an environment (a list of the values of its variables and
constants), since there are thousands of bindings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import product
from operator import itemgetter
from typing import Any

from vervain.lang.expr import (
    UNKNOWN,
    All,
    Arith,
    Assign,
    Choice,
    Compare,
    Cond,
    Const,
    Effect,
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
    Value,
    Var,
    When,
)
from vervain.lang.expr import Any as Either
from vervain.lang.world import FluentType
from vervain.model.ground import OpCode
from vervain.model.stored_atoms import (
    EQ,
    FALSE,
    FLUENT,
    NE,
    TRUE,
    Atom,
    Dnf,
    TooLargeError,
    all_of,
    any_of,
    clause_of,
    compare,
)
from vervain.model.stored_atoms import Term as Ground
from vervain.model.stored_cases import Entry, assigned, combined, flat
from vervain.model.stored_cast import Cast
from vervain.model.stored_compare import comparison

Env = list[Any]
ValueOf = Callable[[Env], Ground]
DnfOf = Callable[[Env], Dnf]

MOST_INSTANCES = 200_000
_OPS = {
    "==": OpCode.EQ,
    "!=": OpCode.NE,
    ">": OpCode.GT,
    ">=": OpCode.GE,
    "<": OpCode.LT,
    "<=": OpCode.LE,
}


class NoInstanceError(Exception):
    """A property is used with arguments for which it has no instance."""


@dataclass(slots=True)
class Compiler:
    """Compiles the expressions of one schema; `slots` is where its variables stand."""

    cast: Cast
    env: Env = field(default_factory=list)
    slots: dict[str, int] = field(default_factory=dict)
    constants: dict[Value, int] = field(default_factory=dict)
    believes: bool = False
    """Whether anything is read or set in a mind."""

    def variable(self, param: Param) -> int:
        """A slot for a variable."""
        self.slots[param.name] = len(self.env)
        self.env.append(None)
        return self.slots[param.name]

    def slot(self, term: Term) -> int:
        """The slot of a variable or constant."""
        if isinstance(term, Var):
            return self.slots[term.name]
        if not isinstance(term, Const):
            raise TypeError(term)
        key = term.value
        if key not in self.constants:
            self.constants[key] = len(self.env)
            self.env.append(self.cast.code(key))
        return self.constants[key]

    # ------------------------------------------------------------ properties and values

    def fluent(self, name: str, args: tuple[Term, ...], minds: tuple[Term, ...]) -> ValueOf:
        """The property that a use means."""
        table = self.cast.instances[name]
        belief = self.cast.props.belief
        who = [self.slot(mind) for mind in reversed(minds)]
        self.believes = self.believes or bool(who)
        if not args:
            only = table.get(())
            key: Callable[[Env], Any] = lambda env: ()  # noqa: E731
            if only is not None and not who:
                return lambda env: only
        else:
            key = itemgetter(*(self.slot(arg) for arg in args))

        def plain(env: Env) -> int:
            found = table.get(key(env))
            if found is None:
                raise NoInstanceError(name)
            return found

        if not who:
            return plain
        if len(who) == 1:
            (one,) = who
            return lambda env: belief(env[one], plain(env))

        def nested(env: Env) -> int:
            inner = plain(env)
            for agent in who:
                inner = belief(env[agent], inner)
            return inner

        return nested

    def value(self, term: Term) -> ValueOf:
        """The value of a term, or what it reads."""
        match term:
            case Const() | Var():
                slot = self.slot(term)
                return lambda env: env[slot]
            case Read(name, args, minds):
                fluent = self.fluent(name, args, minds)
                return lambda env: (FLUENT, fluent(env))
            case Arith(op, left, right):
                a, b = self.value(left), self.value(right)
                return lambda env: combined(op, a(env), b(env))
            case Fold(fold, param, item):
                slot, each = self.variable(param), self.cast.members(param.kind)
                inner = self.value(item)

                def total(env: Env) -> Ground:
                    found = []
                    for value in each:
                        env[slot] = value
                        found.append(inner(env))
                    while len(found) > 1:  # in pairs, so that the term is not deep
                        pairs = zip(found[::2], found[1::2], strict=False)
                        odd = found[-1:] if len(found) % 2 else []
                        found = [combined(fold, a, b) for a, b in pairs] + odd
                    return found[0] if found else (0 if fold == "+" else 1)

                return total
            case Choice(branches, otherwise):
                return self._choice(branches, otherwise)

    def _choice(self, branches: tuple[tuple[Cond, Term], ...], otherwise: Term) -> ValueOf:
        compiled = [
            (self.condition(c), self.condition(negated(c)), self.value(t)) for c, t in branches
        ]
        last = self.value(otherwise)

        def cases(env: Env) -> Ground:
            found = []
            before = TRUE
            for holds, fails, term in compiled:
                now = all_of(before, holds(env))
                if now != FALSE:
                    found.append((now, term(env)))
                before = all_of(before, fails(env))
            if before != FALSE:
                found.append((before, last(env)))
            if len(found) == 1 and found[0][0] == TRUE:
                return found[0][1]
            return flat(tuple(found))

        return cases

    # ------------------------------------------------------------ conditions

    def atom(self, cond: Cond) -> Callable[[Env], Atom] | None:
        """A function that makes the atom of the plainest comparisons; None: it is not so plain."""
        if not isinstance(cond, Compare) or cond.op not in {"==", "!="}:
            return None
        left, right = cond.left, cond.right
        if not isinstance(left, Read):
            left, right = right, left
        if not isinstance(left, Read) or not isinstance(right, Const | Var):
            return None
        kind = self.cast.types[left.fluent]
        if kind is FluentType.NUMBER and not isinstance(right, Const):
            return None
        fluent, slot = self.fluent(left.fluent, left.args, left.minds), self.slot(right)
        op = EQ if cond.op == "==" else NE
        if kind is FluentType.YES_NO and op == NE and right != Const(UNKNOWN):
            return lambda env: (fluent(env), EQ, 1 - env[slot])
        return lambda env: (fluent(env), op, env[slot])

    def condition(self, cond: Cond) -> DnfOf:
        """The normal form of a condition."""
        atom = self.atom(cond)
        if atom is not None:
            return lambda env: ((atom(env),),)
        match cond:
            case Truth(value):
                return lambda env: TRUE if value else FALSE
            case Compare(op, left, right):
                a, b, code = self.value(left), self.value(right), int(_OPS[op])
                props = self.cast.props
                if isinstance(left, Const | Var) and isinstance(right, Const | Var):
                    return lambda env: TRUE if compare(code, a(env), b(env)) else FALSE
                return lambda env: comparison(props, code, a(env), b(env))
            case All(items):
                return self.conjunction(items)
            case Either(items):
                parts = [self.condition(item) for item in items]
                return lambda env: any_of([part(env) for part in parts]) if parts else FALSE
            case Every(param, item) | Some(param, item):
                return self._quantified(param, item, isinstance(cond, Every))
            case IsA(term, kind):
                members, what = frozenset(self.cast.members(kind)), self.slot(term)
                return lambda env: TRUE if env[what] in members else FALSE
            case Not(IsA() as item):
                is_a = self.condition(item)
                return lambda env: FALSE if is_a(env) else TRUE
        raise TypeError(cond)

    def _quantified(self, param: Param, item: Cond, every: bool) -> DnfOf:
        slot, each = self.variable(param), self.cast.members(param.kind)
        inner = self.condition(item)

        def found(env: Env) -> Dnf:
            parts = []
            for value in each:
                env[slot] = value
                parts.append(inner(env))
            if not every:
                return any_of(parts) if parts else FALSE
            together = TRUE
            for part in parts:
                together = all_of(together, part)
            return together

        return found

    def conjunction(self, items: Iterable[Cond]) -> DnfOf:
        """All of the items; plain atoms are gathered first."""
        flat_items = list(_conjuncts(items))
        atoms, tests, others = [], [], []
        for item in flat_items:
            atom = self.atom(item)
            if atom is not None:
                atoms.append(atom)
            elif _is_static(item):
                tests.append(self.condition(item))
            else:
                others.append(self.condition(item))

        def found(env: Env) -> Dnf:
            for test in tests:
                if not test(env):
                    return FALSE
            clause = clause_of([atom(env) for atom in atoms])
            if clause is None:
                return FALSE
            together: Dnf = (clause,)
            for other in others:
                together = all_of(together, other(env))
            return together

        return found

    # ------------------------------------------------------------ effects

    def effects(self, effects: Iterable[Effect]) -> list[Callable[[Env], list[Entry]]]:
        """Functions that make the entries of the effects."""
        return [self._effect(effect) for effect in effects]

    def _effect(self, effect: Effect) -> Callable[[Env], list[Entry]]:
        match effect:
            case Assign(name, args, value, minds):
                fluent, term = self.fluent(name, args, minds), self.value(value)
                props = self.cast.props
                return lambda env: assigned(props, fluent(env), term(env))
            case When(cond, inner):
                holds, parts = self.condition(cond), self.effects(inner)

                def when(env: Env) -> list[Entry]:
                    dnf = holds(env)
                    if dnf == FALSE:
                        return []
                    every = (entry for part in parts for entry in part(env))
                    joined = ((all_of(dnf, q), f, t) for q, f, t in every)
                    return [entry for entry in joined if entry[0] != FALSE]

                return when
            case ForEvery(param, inner):
                slot, each = self.variable(param), self.cast.members(param.kind)
                parts = self.effects(inner)

                def for_every(env: Env) -> list[Entry]:
                    found = []
                    for value in each:
                        env[slot] = value
                        found += [entry for part in parts for entry in part(env)]
                    return found

                return for_every
        raise TypeError(effect)


def bindings(cast: Cast, params: tuple[Param, ...], name: str) -> tuple[list[str], Iterable[Any]]:
    """The names of the variables of a heading (each once), and all their values in list order."""
    kinds = {param.name: param.kind for param in params}
    domains = [cast.members(kind) for kind in kinds.values()]
    count = 1
    for domain in domains:
        count *= len(domain)
    if count > MOST_INSTANCES:
        raise TooLargeError(name)
    return list(kinds), product(*domains)


def negated(cond: Cond) -> Cond:
    """The opposite, pushed to the comparisons."""
    match cond:
        case Truth(value):
            return Truth(not value)
        case Compare(op, left, right):
            return Compare(_OPPOSITE[op], left, right)
        case All(items):
            return Either(tuple(negated(item) for item in items))
        case Either(items):
            return All(tuple(negated(item) for item in items))
        case Every(param, item):
            return Some(param, negated(item))
        case Some(param, item):
            return Every(param, negated(item))
        case Not(item):
            return item
    return Not(cond)


_OPPOSITE: dict[Any, Any] = {
    "==": "!=", "!=": "==", ">": "<=", "<=": ">", "<": ">=", ">=": "<",
}  # fmt: skip


def _conjuncts(items: Iterable[Cond]) -> Iterable[Cond]:
    for item in items:
        if isinstance(item, All):
            yield from _conjuncts(item.items)
        else:
            yield item


def _is_static(cond: Cond) -> bool:
    """Whether a condition is decided by the binding alone."""
    match cond:
        case Compare(_, left, right):
            return isinstance(left, Const | Var) and isinstance(right, Const | Var)
        case Not(IsA()) | IsA() | Truth():
            return True
    return False
