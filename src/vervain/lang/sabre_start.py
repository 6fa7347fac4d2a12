"""The initial statements of a Sabre problem → plain facts.

Statements are carried out in order: the items of a conjunction one by one, anything else as one
block that is computed from the facts so far. Later facts win.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from vervain.base.span import Span
from vervain.lang.expr import (
    UNKNOWN,
    All,
    Any,
    Arith,
    Assign,
    Choice,
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
    Value,
    Var,
    When,
)
from vervain.lang.sabre_effects import effects
from vervain.lang.sabre_expressions import Reader
from vervain.lang.sabre_names import BOOLEAN, Kinds, refuse
from vervain.lang.sabre_spans import Expr, Form
from vervain.lang.world import Fluent, StartFact

MOST_FACTS = 500_000
Scope = dict[str, Value]
Key = tuple[tuple[str, ...], str, tuple[str, ...]]

_ORDERED: dict[str, Callable[[float, float], bool]] = {
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
}


class Facts:
    """The facts so far, and what is so in them."""

    def __init__(self, kinds: Kinds, fluents: Iterable[Fluent]) -> None:
        self._kinds = kinds
        self._default = {fluent.name: fluent.default for fluent in fluents}
        self._table: dict[Key, tuple[Value, Span]] = {}
        self._steps = 0

    def listed(self) -> tuple[StartFact, ...]:
        """All facts, each once."""
        return tuple(
            StartFact(fluent, args, value, minds, span)
            for (minds, fluent, args), (value, span) in self._table.items()
        )

    def take(self, reader: Reader, fact: Expr) -> None:
        """Carry out one initial statement. Raises Refused."""
        items = fact.items if fact.form is Form.AND else (fact,)
        for item in items:
            block = {}
            for assign, scope in self._flat(effects(reader, item, {}), {}):
                self._steps += 1
                if self._steps > MOST_FACTS:
                    raise refuse(
                        reader.report, "V602", fact.span, "these are too many facts", "say less"
                    )
                minds = tuple(_name(self._term(mind, scope)) for mind in assign.minds)
                args = tuple(_name(self._term(arg, scope)) for arg in assign.args)
                block[minds, assign.fluent, args] = (self._term(assign.value, scope), item.span)
            self._table.update(block)

    def _flat(self, found: tuple[Effect, ...], scope: Scope) -> Iterator[tuple[Assign, Scope]]:
        for effect in found:
            match effect:
                case Assign():
                    yield effect, scope
                case When(cond, inner):
                    if self._holds(cond, scope):
                        yield from self._flat(inner, scope)
                case ForEvery(param, inner):
                    for deeper in self._each(param, scope):
                        yield from self._flat(inner, deeper)

    def _each(self, param: Param, scope: Scope) -> Iterator[Scope]:
        values: list[Value] = [False, True]
        if param.kind != BOOLEAN:
            values = [EntityRef(name) for name in self._kinds.members(param.kind)]
        for value in values:
            self._steps += 1
            yield {**scope, param.name: value}

    def _term(self, term: Term, scope: Scope) -> Value:
        match term:
            case Const(value):
                return value
            case Var(name):
                return scope[name]
            case Read(fluent, args, minds):
                who = tuple(_name(self._term(mind, scope)) for mind in minds)
                what = tuple(_name(self._term(arg, scope)) for arg in args)
                return self._look_up(who, fluent, what)
            case Arith(op, left, right):
                return _arithmetic(op, self._term(left, scope), self._term(right, scope))
            case Fold(fold, param, item):
                total: Value = 0 if fold == "+" else 1
                for inner in self._each(param, scope):
                    total = _arithmetic(fold, total, self._term(item, inner))
                return total
            case Choice(branches, otherwise):
                for cond, branch in branches:
                    if self._holds(cond, scope):
                        return self._term(branch, scope)
                return self._term(otherwise, scope)

    def _look_up(self, minds: tuple[str, ...], fluent: str, args: tuple[str, ...]) -> Value:
        """Without an entry the innermost believer is dropped."""
        for length in range(len(minds), -1, -1):
            found = self._table.get((minds[:length], fluent, args))
            if found is not None:
                return found[0]
        return self._default[fluent]

    def _holds(self, cond: Cond, scope: Scope) -> bool:
        match cond:
            case Truth(truth):
                return truth
            case Compare(op, left, right):
                return _compared(op, self._term(left, scope), self._term(right, scope))
            case All(items):
                return all(self._holds(item, scope) for item in items)
            case Any(items):
                return any(self._holds(item, scope) for item in items)
            case Every(param, item):
                return all(self._holds(item, inner) for inner in self._each(param, scope))
            case Some(param, item):
                return any(self._holds(item, inner) for inner in self._each(param, scope))
            case Not(item):
                return not self._holds(item, scope)
            case IsA(term, kind):
                value = self._term(term, scope)
                return isinstance(value, EntityRef) and self._kinds.is_a(value.name, kind)
        return False


def _name(value: Value) -> str:
    return value.name if isinstance(value, EntityRef) else str(value)


def _arithmetic(op: str, left: Value, right: Value) -> Value:
    """Unknown if either side is no number, or for a division by 0."""
    if not isinstance(left, int | float) or not isinstance(right, int | float):
        return UNKNOWN
    match op:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
    return UNKNOWN if right == 0 else left / right


def _compared(op: str, left: Value, right: Value) -> bool:
    if op in {"==", "!="}:
        return (left == right) is (op == "==")
    if isinstance(left, int | float) and isinstance(right, int | float):
        return _ORDERED[op](left, right)
    return op in {">=", "<="} and left == right
