"""Expressions as lines of our language (see `convert`)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from vervain.lang.convert_simple import NO, YES, Simple, is_unknown
from vervain.lang.convert_words import NotSayable, Words, unused
from vervain.lang.expr import (
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
    Value,
    Var,
    When,
)
from vervain.lang.kinds import a
from vervain.lang.phrases import negations
from vervain.lang.world import Action, Fluent, FluentType, Hole, Reaction

_ORDER = {"==": "is", "!=": "is not", ">": "is more than", "<": "is less than"}
_ORDER |= {">=": "is at least", "<=": "is at most"}
_SIGNS = {"+": "plus", "-": "minus", "*": "times", "/": "divided by"}


@dataclass(frozen=True, slots=True)
class Say:
    """Says the expressions of one statement; `roles`: what its variables are called."""

    words: Words
    simple: Simple
    fluents: dict[str, Fluent]
    roles: dict[str, str]

    def inside(self, of: Fluent | Action | Reaction) -> Say:
        """For the lines of an event."""
        params = [p for p in dict.fromkeys(of.params) if not p.kind.startswith("=")]
        holes = [hole.param.name for hole in self.words.holes(of) if isinstance(hole, Hole)]
        names = {p.name: name for p, name in zip(params, holes, strict=True)}
        simple = self.simple.within(*of.params)
        return replace(self, roles={**self.roles, **names}, simple=simple)

    def bound(self, param: Param) -> tuple[str, Say]:
        """`(v: KIND)`, and what speaks of v."""
        wanted = "".join(c for c in param.name if c.isalnum() or c == "_") or "it"
        taken = {*self.roles.values(), *self.words.name.values()}
        clean = self.words.role(wanted)
        name = unused(clean, taken)
        kind = self.words.kind[param.kind]
        roles = {**self.roles, param.name: name}
        return f"({name}: {kind})", replace(self, roles=roles, simple=self.simple.within(param))

    # ------------------------------------------------------------ values

    def value(self, term: Term) -> str:
        """A value that can stand anywhere: sums have brackets."""
        match self.simple.term(term):
            case Const(value):
                return self.constant(value)
            case Var(name):
                return self.roles[name]
            case Read(fluent, args, minds):
                text = self.phrase(fluent, args)
                return text + "".join(f" in the mind of {self.value(m)}" for m in reversed(minds))
            case Arith(op, left, right):
                return f"({self.value(left)} {_SIGNS[op]} {self.value(right)})"
            case Fold(_, param, Choice(((cond, _),), _)):
                hole, say = self.bound(param)
                return f"(the number of {hole} where {say.one(say.simple.cond(cond))})"
            case Choice(branches, otherwise):
                cases = [
                    f"{self.value(t)} when {self.one(self.simple.cond(c))}" for c, t in branches
                ]
                return f"({', '.join(cases)}, otherwise {self.value(otherwise)})"
        raise TypeError(term)

    def constant(self, value: Value) -> str:
        """A plain value."""
        if isinstance(value, EntityRef):
            return self.words.name[value.name]
        if isinstance(value, float):
            return format(value, "f").rstrip("0").rstrip(".")
        return str(value) if isinstance(value, int) else "unknown"

    def phrase(self, fluent: str, args: tuple[Term, ...], *, positive: bool = True) -> str:
        """A fact in its own words."""
        params = self.fluents[fluent].params
        first = {param: i for i, param in reversed(tuple(enumerate(params)))}
        filling = iter(
            self.value(args[i])
            for param, i in sorted(first.items(), key=lambda item: item[1])
            if not param.kind.startswith("=")
        )
        parts = self.words.facts[fluent]
        holes = [next(filling) for part in parts if isinstance(part, Hole)]
        said = parts if positive else negations(parts)[0]
        left = iter(holes)
        return " ".join(next(left) if isinstance(part, Hole) else part for part in said)

    # ------------------------------------------------------------ conditions

    def lines(self, cond: Cond) -> list[str]:
        """A plain condition as lines that are joined by `and`."""
        if cond == YES:
            return []
        items = cond.items if isinstance(cond, All) else (cond,)
        return [self._within(item) if isinstance(item, Any) else self.one(item) for item in items]

    def one(self, cond: Cond) -> str:
        """A plain condition in one line."""
        match cond:
            case All(items):
                return " and ".join(self._within(item) for item in items)
            case Any(items):
                return " or ".join(self._within(item) for item in items)
            case Every(param, item) | Some(param, item):
                hole, say = self.bound(param)
                word = "every" if isinstance(cond, Every) else "some"
                return f"for {word} {hole}: {say.one(item)}"
            case IsA(term, kind):
                return f"{self.value(term)} is {a(self.words.kind[kind])}"
            case Not(IsA(term, kind)):
                return f"{self.value(term)} is not {a(self.words.kind[kind])}"
            case Compare():
                return self._compared(cond)
        return "1 is 1" if cond == YES else "1 is 2"

    def _within(self, cond: Cond) -> str:
        """A condition among others."""
        text = self.one(cond)
        return f"({text})" if isinstance(cond, All | Any | Every | Some) else text

    def _compared(self, cond: Compare) -> str:
        left, right = cond.left, cond.right
        if isinstance(left, Read):
            who = self._believers(left.minds)
            if self.fluents[left.fluent].type is FluentType.YES_NO:
                yes = isinstance(right, Const) and right.value is True
                return who + self.phrase(left.fluent, left.args, positive=yes)
            if left.minds and cond.op in ("==", "!=") and isinstance(right, Const | Var):
                return self._believed(left, right, same=cond.op == "==")
        return f"{self.value(left)} {_ORDER[cond.op]} {self.value(right)}"

    def _believed(self, left: Read, right: Term, *, same: bool) -> str:
        """What somebody believes a fact to be, or not to be."""
        phrase = self.phrase(left.fluent, left.args)
        *outer, last = left.minds
        who = self._believers(tuple(outer))
        if is_unknown(right):
            knows = "does not know" if same else "knows"
            return f"{who}{self.value(last)} {knows} {phrase}"
        if same or not outer:
            believes = "believes" if same else "does not believe"
            return f"{who}{self.value(last)} {believes} {phrase} is {self.value(right)}"
        return f"{self.value(left)} is not {self.value(right)}"

    def _believers(self, minds: tuple[Term, ...]) -> str:
        return "".join(f"{self.value(mind)} believes " for mind in minds)

    # ------------------------------------------------------------ effects

    def effects(self, effects: tuple[Effect, ...]) -> list[str]:
        """Effects as lines that are joined by `and`."""
        return [line for effect in effects for line in self._effect(effect)]

    def _effect(self, effect: Effect) -> list[str]:
        match effect:
            case Assign(value=Choice() as value):
                cases = self.simple.cases(value)
                whens = (When(cond, (replace(effect, value=t),)) for cond, t in cases)
                return self.effects(tuple(whens))
            case Assign():
                return [self._assign(effect)]
            case When(cond, inner):
                plain = self.simple.cond(cond)
                lines = [] if plain == NO else self.effects(inner)
                if plain == YES or not lines:
                    return lines
                return [f"if {self.one(plain)}: {_chained(lines)}"]
            case ForEvery(param, inner):
                hole, say = self.bound(param)
                lines = say.effects(inner) if self.simple.words.members(param.kind) else []
                return [f"for every {hole}: {_chained(lines)}"] if lines else []
        raise NotSayable("this effect", next(iter(self.fluents.values())).span)

    def _assign(self, effect: Assign) -> str:
        value, minds = self.simple.term(effect.value), effect.minds
        who = self._believers(minds)
        if self.fluents[effect.fluent].type is FluentType.YES_NO:
            yes = isinstance(value, Const) and value.value is True
            return who + self.phrase(effect.fluent, effect.args, positive=yes)
        phrase = self.phrase(effect.fluent, effect.args)
        if is_unknown(value) and minds:
            who = self._believers(minds[:-1])
            return f"{who}{self.value(minds[-1])} does not know {phrase}"
        if isinstance(value, Arith) and value.left == Read(effect.fluent, effect.args):
            if not minds and value.op in ("+", "-"):
                rises = "rises" if value.op == "+" else "falls"
                return f"{phrase} {rises} by {self.value(value.right)}"
            if minds:  # the number as it is, not as it is believed to be
                value = Arith(value.op, Arith("+", Const(0), value.left), value.right)
        return f"{who}{phrase} is {self.value(value)}"


def _chained(lines: list[str]) -> str:
    """Several effects in one line; what would reach to its end has brackets."""
    if len(lines) == 1:
        return lines[0]
    return " and ".join(f"({x})" if x.startswith(("if ", "for every ")) else x for x in lines)
