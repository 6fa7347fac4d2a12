"""Sabre expressions → conditions and values: names resolved, types checked.

Negation is pushed inwards on the way (`positive` false means: what is wanted is the opposite),
since `!(n > 1)` and "not n > 1" differ where n is unknown. So a World read from a Sabre problem has
no `Not`, but on the question whether a constant is of a type.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from vervain.base.diagnostic import Report
from vervain.base.span import Span
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
from vervain.lang.sabre_names import (
    ANY,
    BOOLEAN,
    CHARACTER,
    NUMBER,
    Kinds,
    Properties,
    Refused,
    constant_kinds,
    refuse,
)
from vervain.lang.sabre_spans import Expr, Form

MOST_WORK = 100_000
"""Expressions made from one statement."""
_LONGEST_NUMBER = 18
_OPPOSITE: dict[Op, Op] = {"==": "!=", "!=": "==", ">": "<=", "<=": ">", "<": ">=", ">=": "<"}
_ARITHMETIC: dict[str, Literal["+", "-", "*", "/"]] = {"+": "+", "-": "-", "*": "*", "/": "/"}
_OPS: dict[str, Op] = {op: op for op in _OPPOSITE}

Scope = dict[str, Param]
"""The variables of an expression, by the name they are written with."""
Minds = tuple[Term, ...]


@dataclass(slots=True)
class Reader:
    """Reads the expressions of one problem; raises Refused where it has reported a mistake."""

    kinds: Kinds
    properties: Properties
    report: Report
    work: int = field(default=0)

    def refused(self, code: str, span: Span, message: str, hint: str) -> Refused:
        """Note a finding; raise what this returns."""
        return refuse(self.report, code, span, message, hint)

    def begin(self) -> None:
        """A new statement begins: the limit of work is for each."""
        self.work = 0

    def _step(self, expr: Expr) -> None:
        self.work += 1
        if self.work > MOST_WORK:
            raise self.refused("V602", expr.span, "this is too much for one statement", "divide it")

    # ------------------------------------------------------------ types

    def type_of(self, expr: Expr, scope: Scope) -> str:
        """`boolean`, `number`, `?`, or a kind (of a constant: its own)."""
        while expr.form is Form.BELIEVES:
            expr = expr.items[1]
        match expr.form:
            case Form.UNKNOWN:
                return ANY
            case Form.NUMBER | Form.ARITHMETIC:
                return NUMBER
            case Form.NAME:
                return self._kinds_of(expr, scope)[0]
            case Form.USE:
                return self._property(expr, scope)
            case Form.QUANTIFIED:
                return NUMBER if expr.words[0] in {"sum", "product"} else BOOLEAN
            case Form.IF:
                inner = [self.type_of(e, scope) for e in expr.items[1::2]]
                return next((t for t in inner if t != ANY), ANY)
        return BOOLEAN

    def _property(self, use: Expr, scope: Scope) -> str:
        kinds = [self._kinds_of(argument, scope) for argument in use.items]
        return self.properties.find(use, kinds).type

    def _kinds_of(self, word: Expr, scope: Scope) -> tuple[str, ...]:
        if word.form is Form.NAME:
            name = word.words[0]
            if name in scope:
                return (scope[name].kind,)
            if name not in self.kinds.entities:
                raise self.refused(
                    "V614",
                    word.span,
                    f"there is no variable and no entity called {name!r}",
                    f"declare it: entity {name} : TYPE;",
                )
        return constant_kinds(self.kinds, word)

    # ------------------------------------------------------------ values

    def value(self, expr: Expr, scope: Scope, minds: Minds = ()) -> Term:
        """An expression where a value is wanted."""
        self._step(expr)
        match expr.form:
            case Form.UNKNOWN:
                return Const(UNKNOWN)
            case Form.TRUTH:
                return Const(expr.words[0] == "True")
            case Form.NUMBER:
                return Const(self._number(expr))
            case Form.NAME:
                return self.word(expr, scope)
            case Form.USE:
                return self._read(expr, scope, minds)
            case Form.BELIEVES:
                return self.value(expr.items[1], scope, (*minds, self.believer(expr, scope)))
            case Form.ARITHMETIC:
                left, right = (self.number(e, scope, minds) for e in expr.items)
                return Arith(_ARITHMETIC[expr.words[0]], left, right)
            case Form.QUANTIFIED if expr.words[0] in {"sum", "product"}:
                param, inner = self.bound(expr, scope)
                op = "+" if expr.words[0] == "sum" else "*"
                return Fold(
                    "+" if op == "+" else "*", param, self.number(expr.items[0], inner, minds)
                )
            case Form.IF if self.type_of(expr, scope) != BOOLEAN:
                return self._choice(expr, scope, minds)
        return Choice(((self.condition(expr, scope, minds), Const(True)),), Const(False))

    def number(self, expr: Expr, scope: Scope, minds: Minds) -> Term:
        """An expression where a number is wanted."""
        if self.type_of(expr, scope) not in {NUMBER, ANY}:
            raise self.refused("V615", expr.span, "this is no number", "only numbers are added up")
        return self.value(expr, scope, minds)

    def _number(self, expr: Expr) -> int | float:
        text = expr.words[0]
        if len(text) > _LONGEST_NUMBER:
            raise self.refused("V602", expr.span, "this number is too long", "use fewer digits")
        return float(text) if "." in text else int(text)

    def word(self, expr: Expr, scope: Scope) -> Term:
        """A variable or a constant."""
        if expr.form is not Form.NAME:
            return self.value(expr, scope)
        self._kinds_of(expr, scope)
        name = expr.words[0]
        return Var(scope[name].name) if name in scope else Const(EntityRef(name))

    def _read(self, use: Expr, scope: Scope, minds: Minds) -> Read:
        kinds = [self._kinds_of(argument, scope) for argument in use.items]
        fluent = self.properties.find(use, kinds).fluent
        return Read(fluent.name, tuple(self.word(a, scope) for a in use.items), minds)

    def believer(self, expr: Expr, scope: Scope) -> Term:
        """Who believes, in `believes(who, what)`."""
        who = expr.items[0]
        if not any(self.kinds.under(kind, CHARACTER) for kind in self._kinds_of(who, scope)):
            raise self.refused(
                "V616", who.span, "only characters believe anything", "name a character"
            )
        return self.word(who, scope)

    def bound(self, expr: Expr, scope: Scope) -> tuple[Param, Scope]:
        """The variable of a quantifier, and the scope inside it."""
        _, name, kind = expr.words
        if kind == NUMBER or not self.kinds.exists(kind):
            raise self.refused(
                "V610",
                expr.span,
                f"there is no type {kind!r} that can be listed",
                "declare it: type NAME;",
            )
        taken = {param.name for param in scope.values()}
        unique = name
        while unique in taken:
            unique += "'"
        param = Param(unique, kind)
        return param, {**scope, name: param}

    def _choice(self, expr: Expr, scope: Scope, minds: Minds) -> Term:
        items = expr.items
        if len(items) % 2 == 0:
            raise self.refused(
                "V617", expr.span, "without an else this has no value", "add: else VALUE"
            )
        branches = tuple(
            (self.condition(c, scope, minds), self.value(v, scope, minds))
            for c, v in zip(items[:-1:2], items[1::2], strict=True)
        )
        return Choice(branches, self.value(items[-1], scope, minds))

    # ------------------------------------------------------------ conditions

    def condition(
        self, expr: Expr, scope: Scope, minds: Minds = (), *, positive: bool = True
    ) -> Cond:
        """An expression where a condition is wanted, or (not `positive`) its opposite."""
        self._step(expr)
        match expr.form:
            case Form.TRUTH:
                return Truth((expr.words[0] == "True") is positive)
            case Form.USE | Form.NAME if self.type_of(expr, scope) == BOOLEAN:
                return Compare("==", self.value(expr, scope, minds), Const(positive))
            case Form.BELIEVES:
                deeper = (*minds, self.believer(expr, scope))
                return self.condition(expr.items[1], scope, deeper, positive=positive)
            case Form.NOT:
                return self.condition(expr.items[0], scope, minds, positive=not positive)
            case Form.AND | Form.OR:
                items = tuple(
                    self.condition(e, scope, minds, positive=positive) for e in expr.items
                )
                return All(items) if (expr.form is Form.AND) is positive else Any(items)
            case Form.QUANTIFIED if expr.words[0] in {"forall", "exists"}:
                param, inner = self.bound(expr, scope)
                item = self.condition(expr.items[0], inner, minds, positive=positive)
                every = (expr.words[0] == "forall") is positive
                return Every(param, item) if every else Some(param, item)
            case Form.IF:
                return self._branches(expr, scope, minds, positive)
            case Form.COMPARE:
                return self._compare(expr, scope, minds, positive)
            case Form.IS_A:
                return self._is_a(expr, scope, minds, positive)
        hint = "write ==" if expr.form is Form.ASSIGN else "a condition can be true or false"
        raise self.refused("V618", expr.span, "this is no condition", hint)

    def guards(self, expr: Expr, scope: Scope, minds: Minds) -> list[tuple[Cond, Expr | None]]:
        """When each branch of a conditional counts: its condition holds, and the opposite of all
        earlier ones. The last entry is the `else`; None: there is none."""
        found: list[tuple[Cond, Expr | None]] = []
        earlier: list[Cond] = []
        for at in range(0, len(expr.items) - 1, 2):
            cond = self.condition(expr.items[at], scope, minds)
            self.work += len(earlier)
            found.append((All((*earlier, cond)), expr.items[at + 1]))
            earlier.append(self.condition(expr.items[at], scope, minds, positive=False))
        found.append((All(tuple(earlier)), expr.items[-1] if len(expr.items) % 2 else None))
        return found

    def _branches(self, expr: Expr, scope: Scope, minds: Minds, positive: bool) -> Cond:
        cases = []
        for guard, value in self.guards(expr, scope, minds):
            holds = (
                Truth(positive)
                if value is None
                else self.condition(value, scope, minds, positive=positive)
            )
            cases.append(All((guard, holds)))
        return Any(tuple(cases))

    def _compare(self, expr: Expr, scope: Scope, minds: Minds, positive: bool) -> Cond:
        left, right = expr.items
        op = _OPS[expr.words[0]]
        op = op if positive else _OPPOSITE[op]
        types = (self.type_of(left, scope), self.type_of(right, scope))
        if types == (BOOLEAN, BOOLEAN) and not (self._is_plain(left) and self._is_plain(right)):
            a, not_a, b, not_b = (
                self.condition(e, scope, minds, positive=p)
                for e in (left, right)
                for p in (True, False)
            )
            if op not in {"==", "!="}:
                raise self.refused("V615", expr.span, "conditions have no order", "use == or !=")
            if op == "!=":
                b, not_b = not_b, b
            return Any((All((a, b)), All((not_a, not_b))))
        plain = {BOOLEAN, NUMBER}
        if ANY not in types and types[0] != types[1] and plain & set(types):
            raise self.refused(
                "V615",
                expr.span,
                f"a {_worded(types[0])} is compared with a {_worded(types[1])}",
                "compare things of one type",
            )
        if op not in {"==", "!="} and not set(types) <= {NUMBER, ANY}:
            raise self.refused("V615", expr.span, "only numbers have an order", "use == or !=")
        return Compare(op, self.value(left, scope, minds), self.value(right, scope, minds))

    def _is_plain(self, expr: Expr) -> bool:
        while expr.form is Form.BELIEVES:
            expr = expr.items[1]
        return expr.form in {Form.USE, Form.NAME, Form.TRUTH}

    def _is_a(self, expr: Expr, scope: Scope, minds: Minds, positive: bool) -> Cond:
        kind = expr.words[0]
        if not self.kinds.exists(kind):
            raise self.refused(
                "V610", expr.span, f"there is no type {kind!r}", "declare it: type NAME;"
            )
        term = self.value(expr.items[0], scope, minds)
        if isinstance(term, Read):
            members = (Const(EntityRef(e)) for e in self.kinds.members(kind))
            if positive:
                return Any(tuple(Compare("==", term, member) for member in members))
            return All(tuple(Compare("!=", term, member) for member in members))
        return IsA(term, kind) if positive else Not(IsA(term, kind))


def _worded(kind: str) -> str:
    return kind.lstrip("=")
