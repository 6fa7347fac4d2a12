"""The one door to the readers: tokens in, typed expressions out, one finding a line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from vervain.base.diagnostic import Diagnostic, Report
from vervain.base.span import Span
from vervain.lang.brackets import unbalanced
from vervain.lang.effects import EffectRules, Effects
from vervain.lang.expr import UNKNOWN, Cond, Const, Param, Truth
from vervain.lang.filling import AMOUNTS, Filled
from vervain.lang.kinds import a
from vervain.lang.lexicon import Lexicon
from vervain.lang.naming_acts import SOMEONE, acts
from vervain.lang.phrases import hole_at, kind_of, span_of, text_of
from vervain.lang.reading import Ends, Found, Scope, TooMuch, Typed
from vervain.lang.suggest import key_of
from vervain.lang.syntax import Token
from vervain.lang.values import PRODUCTS, SUMS

N = TypeVar("N")
Tokens = tuple[Token, ...]
Rule = Callable[[EffectRules], Ends[N]]

MOST_TOKENS = 2000
"""A line with more words than this is refused."""

MOST_SIGNS = 100
"""So many words for sums and products it may have: each holds what stands before it."""
SIGNS = frozenset(words[0] for words in (*SUMS, *PRODUCTS))

WANTED = {
    "condition": ("V301", "this is no condition", "write, say: the lamp is lit"),
    "effect": ("V301", "this is no effect", "write, say: the lamp is not lit"),
    "value": ("V301", "this is no value", "write a name, a number, or a fact that has a value"),
    "act": (
        "V301",
        "this is no act of this world",
        "write the heading of an act with names for its roles",
    ),
    "step": (
        "V301",
        "this is no step of a pattern",
        "write an act, a motif, or: it comes about that …",
    ),
}


@dataclass(slots=True)
class Expressions:
    """Reads lines with the words of one world, and reports each mistake once."""

    lexicon: Lexicon
    report: Report
    said: dict[str, int] = field(default_factory=dict)

    def condition(self, tokens: Tokens, params: Scope, where: Span) -> Cond:
        """A condition; `Truth(True)` after a mistake."""
        found = self.read(tokens, params, where, "condition", lambda r: r.conditions(0, ()))
        return Truth(True) if found is None else found

    def effects(self, tokens: Tokens, params: Scope, where: Span) -> Effects:
        """Effects; none after a mistake."""
        found = self.read(tokens, params, where, "effect", lambda r: r.effects(0, ()))
        return () if found is None else found

    def value(self, tokens: Tokens, params: Scope, where: Span) -> Typed:
        """A value; `unknown`, which fits everywhere, after a mistake."""
        found = self.read(tokens, params, where, "value", lambda r: r.value(0, ()))
        return Typed(Const(UNKNOWN), "anything") if found is None else found

    def number(self, tokens: Tokens, params: Scope, where: Span) -> Typed:
        """A value that must be a number."""
        value = self.value(tokens, params, where)
        if value.sort not in ("number", "anything"):
            message = f"`{text_of(tokens)}` is {value.described()}, and a number is wanted here"
            self.report.add(
                "V309", span_of(tokens, where), message, "write a number, or a fact that is one"
            )
        return value

    def somebody(
        self,
        tokens: Tokens,
        params: Scope,
        where: Span,
        kind: str = "person",
        of_all: str = "",
    ) -> Typed | None:
        """A value that must be of the kind, or None after a mistake. `of_all` is how many are meant
        in that place, if they can be."""
        reader = EffectRules(tokens, self.lexicon, params)
        value = self._value_of(kind, tokens, params, where, of_all)
        if value.sort == "anything":
            return None
        misfit = reader.misfit(value, kind)
        if misfit:
            message = f"`{text_of(tokens)}` is {value.described()}, and {a(kind)} is wanted here"
            hint = misfit if misfit.startswith("write") else f"name {a(kind)}"
            self.report.add("V305", span_of(tokens, where), message, hint)
            return None
        return value

    def _value_of(
        self, kind: str, tokens: Tokens, params: Scope, where: Span, of_all: str
    ) -> Typed:
        """A value where the kind is wanted: an unknown name would be declared as one."""
        before = len(self.report.findings)
        value = self.value(tokens, params, where)
        for i in range(before, len(self.report.findings)):
            problem = self.report.findings[i]
            if problem.code == "V304" and problem.hint.startswith("declare it"):
                hint = f"declare it with: {kind} {text_of(tokens)}"
                self.report.findings[i] = replace(problem, hint=hint)
            elif problem.code == "V304" and text_of(tokens) in AMOUNTS:
                hint = f"write: {of_all}" if of_all else f"name {a(kind)}"
                self.report.findings[i] = replace(problem, hint=hint)
        return value

    # ------------------------------------------------------------- reading

    def attempt(
        self,
        tokens: Tokens,
        params: Scope,
        rule: Rule[N],
        groups: dict[str, tuple[str, ...]] | None = None,
        *,
        loose: bool = False,
    ) -> N | None:
        """What the tokens are by the rule, without any mistake; else None. Reports nothing."""
        if _too_much(tokens):
            return None
        reader = EffectRules(tokens, self.lexicon, params, groups=groups, loose=loose)
        try:
            found = rule(reader).get(len(tokens))
        except TooMuch:
            return None
        return found.node if found is not None else None

    def is_condition(self, tokens: Tokens, params: Scope) -> bool:
        """The tokens are a condition, without any mistake."""
        return self.attempt(tokens, params, lambda r: r.conditions(0, ())) is not None

    def read(
        self,
        tokens: Tokens,
        params: Scope,
        where: Span,
        wanted: str,
        rule: Rule[N],
        groups: dict[str, tuple[str, ...]] | None = None,
    ) -> N | None:
        """What the tokens are by the rule; or what was meant, with the mistake reported."""
        if not tokens:
            code, what, hint = WANTED[wanted]
            self.report.add(code, where, f"something is missing: {what}", hint)
            return None
        found = self.attempt(tokens, params, rule, groups)
        if found is not None:
            return found
        bracket = unbalanced(tokens)
        if bracket is not None:
            self.report.findings.append(bracket)
            return None
        meant, problem = self._meant(tokens, params, where, rule, groups)
        self._tell(problem or self._no_reading(tokens, where, wanted), tokens, params)
        return None if meant is None else meant.node

    def _meant(
        self,
        tokens: Tokens,
        params: Scope,
        where: Span,
        rule: Rule[N],
        groups: dict[str, tuple[str, ...]] | None,
    ) -> tuple[Found[N] | None, Diagnostic | None]:
        """The cheapest reading with mistakes."""
        reader = EffectRules(tokens, self.lexicon, params, lenient=True, where=where, groups=groups)
        try:
            ends = None if _too_much(tokens) else rule(reader)
        except TooMuch:
            ends = None
        if ends is None:
            return None, Diagnostic(
                "V312",
                span_of(tokens, where),
                "this line says too much at once to be understood",
                "divide it, with `and` at the head of a new line",
            )
        found = ends.get(len(tokens))
        if found is not None:
            return found, found.problem
        return None, _left_over(reader, ends, len(tokens))

    def _no_reading(self, tokens: Tokens, where: Span, wanted: str) -> Diagnostic:
        code, what, hint = WANTED[wanted]
        return Diagnostic(code, span_of(tokens, where), f"`{text_of(tokens)}`: {what}", hint)

    def _tell(self, problem: Diagnostic, tokens: Tokens, params: Scope) -> None:
        """Report a mistake, unless the same has been reported: one mistake, one message."""
        key = f"{problem.code} {problem.message}"
        if problem.code in ("V301", "V303") and self.lexicon.broken & {t.text for t in tokens}:
            return  # its declaration has been found fault with
        if problem.code == "V301":
            reader = EffectRules(tokens, self.lexicon, params)
            i = next((k for k, t in enumerate(tokens) if t.span.start >= problem.span.start), 0)
            j = next(
                (
                    k
                    for k in range(len(tokens), i, -1)
                    if tokens[k - 1].span.end <= problem.span.end
                ),
                len(tokens),
            )
            key = f"{problem.code} {key_of(reader, i, j)}"
        findings = self.report.findings
        before = self.said.setdefault(key, len(findings))
        if before == len(findings):
            findings.append(problem)
        elif problem.span < findings[before].span:
            findings[before] = problem

    # ------------------------------------------------------------- acts

    def act(
        self, tokens: Tokens, params: Scope, where: Span, *, report: bool = True
    ) -> Filled | None:
        """The heading of an act, with names for its roles (or `someone`)."""
        scope = (*params, *SOMEONE)
        if not report:
            return self.attempt(tokens, scope, acts, loose=True)
        return self.read(tokens, scope, where, "act", acts)

    def condition_or_act(self, tokens: Tokens, where: Span) -> Cond:
        """Report what is neither, by what it is more like."""
        if tokens and unbalanced(tokens) is None:
            cond, _ = self._meant(tokens, (), where, lambda r: r.conditions(0, ()), None)
            act, problem = self._meant(tokens, SOMEONE, where, acts, None)
            if problem is not None and act is not None and (cond is None or act.cost < cond.cost):
                self._tell(problem, tokens, ())
                return Truth(True)
        return self.condition(tokens, (), where)

    # ------------------------------------------------------------- roles in conditions

    def inline_roles(self, tokens: Tokens, known: Scope) -> Scope:
        """The roles that a condition declares, `(here: place)`; mistakes in them are reported."""
        found: list[Param] = []
        for i in range(len(tokens)):
            hole = hole_at(tokens, i)
            if hole is None or hole.name is None or not hole.colon or bound_at(tokens, i):
                continue
            name = hole.name.text
            if any(p.name == name for p in (*known, *found)):
                continue
            if hole.kind:
                found.append(Param(name, kind_of(hole.kind, self.lexicon.kinds, self.report)))
            else:
                self.report.add(
                    "V205",
                    hole.span,
                    f"`({name}:)` does not say who or what it can be",
                    f"write ({name}: person)",
                )
                found.append(Param(name, "person"))
        return tuple(found)


def _too_much(tokens: Tokens) -> bool:
    """To be read without running out of time or of room."""
    signs = sum(t.text in SIGNS and t.kind != "string" for t in tokens)
    return len(tokens) > MOST_TOKENS or signs > MOST_SIGNS


def bound_at(tokens: Tokens, i: int) -> bool:
    """The hole at `i` belongs to a quantifier, so it declares nothing outside."""
    before = [t.text for t in tokens[max(0, i - 2) : i]]
    return before[-1:] in (["every"], ["some"], ["no"], ["each"], ["everyone"]) or before == [
        "number",
        "of",
    ]


def _left_over(reader: EffectRules, ends: Ends[N], length: int) -> Diagnostic | None:
    """What to say when only the first part of the line was understood."""
    correct = [end for end, found in ends.items() if not found.cost and end < length]
    if not correct:
        return None
    end = max(correct)
    rest = reader.text(end, length)
    return reader.problem(
        "V301",
        end,
        length,
        f"`{rest}` is left over and fits nothing",
        "take it out, or begin a line with `and`",
    )
