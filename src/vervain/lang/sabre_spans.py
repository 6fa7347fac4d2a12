"""Sabre expressions: ordered choice over whole spans of tokens.

An expression is recognised on a span: the alternatives are tried in a fixed order, and the first
whose pieces all match the entire span wins. Names mean nothing yet. What a span turned out to be is
remembered, so the work is bounded by the number of different spans; it has a limit all the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from vervain.base.span import Span
from vervain.lang.sabre_tokens import Sort, Token

MOST_DEEP = 80
"""Expressions within expressions."""
MOST_WORK = 400_000
"""Tokens looked at for one expression."""


class Form(Enum):
    """What an expression is; the words and items that each has."""

    UNKNOWN = "?"
    TRUTH = "True, False"  # the word
    NUMBER = "number"  # the word
    NAME = "name"  # the word
    USE = "property use"  # the name; arguments
    BELIEVES = "believes"  # who, what
    AND = "&"
    OR = "|"
    NOT = "!"
    IF = "if"  # condition, value, condition, value, …, maybe a last value
    QUANTIFIED = "forall, exists, sum, product"  # which, variable, type; item
    ASSIGN = "="  # property use, value
    COMPARE = "comparison"  # operator; left, right
    IS_A = ":"  # type; item
    ARITHMETIC = "arithmetic"  # operator; left, right


@dataclass(frozen=True, slots=True)
class Expr:
    """One expression as it is written."""

    form: Form
    span: Span
    words: tuple[str, ...] = ()
    items: tuple[Expr, ...] = ()


class TooMuchError(Exception):
    """The expression is nested too deep, or takes too much work."""


QUANTIFIERS = ("forall", "exists", "sum", "product")
_OPEN = {"(": ")", "[": "]", "{": "}"}
_COMPARISONS = ("==", "!=", ">=", "<=", ">", "<")
_ARITHMETIC = ("*", "/", "+", "-")


class Spans:
    """The expressions on spans `[start, end)` of a list of tokens whose brackets match."""

    def __init__(self, tokens: list[Token], texts: list[str], partner: dict[int, int]) -> None:
        self.tokens, self.texts, self.partner = tokens, texts, partner
        self._known: dict[tuple[int, int], Expr | None] = {}
        self._work = self._depth = 0
        self.stuck: tuple[int, int] | None = None
        """The last span that begins like no expression at all."""

    def expr(self, start: int, end: int) -> Expr | None:
        """The expression that the span is, if it is one. Raises TooMuchError."""
        if end - start == 1:
            return self.single(start)
        if end <= start:
            return None
        key = (start, end)
        if key not in self._known:
            self._deeper(end - start)
            found = self._find(start, end)
            self._depth -= 1
            self._known[key] = found
            if found is None:
                self.stuck = self._shorter(key)
        return self._known[key]

    def _deeper(self, work: int) -> None:
        self._depth += 1
        self._work += work
        if self._depth > MOST_DEEP or self._work > MOST_WORK:
            raise TooMuchError

    def _shorter(self, key: tuple[int, int]) -> tuple[int, int]:
        """The shortest span that failed says best what is wrong."""
        old = self.stuck
        return key if old is None or key[1] - key[0] < old[1] - old[0] else old

    def _find(self, start: int, end: int) -> Expr | None:
        for alternative in _ALTERNATIVES:
            found = alternative(self, start, end)
            if found is not None:
                return found
        return None

    def single(self, at: int) -> Expr | None:
        """One token: `?`, True, False, a number, a name."""
        token = self.tokens[at]
        if token.sort is Sort.NUMBER:
            return Expr(Form.NUMBER, token.span, (token.text,))
        if token.text == "?":
            return Expr(Form.UNKNOWN, token.span)
        if token.text in {"True", "False"}:
            return Expr(Form.TRUTH, token.span, (token.text,))
        if token.is_name:
            return Expr(Form.NAME, token.span, (token.text,))
        return None

    def cuts(self, start: int, end: int, symbols: tuple[str, ...], first: bool) -> list[int]:
        """Where one of the symbols stands at bracket depth zero."""
        found = []
        at, texts, partner = start, self.texts, self.partner
        while at < end:
            text = texts[at]
            if text in symbols:
                found.append(at)
                if first:
                    break
            at = partner[at] if text in _OPEN else at
            at += 1
        return found

    def span(self, start: int, end: int) -> Span:
        """The stretch of the source, as far as it is on one line."""
        first, last = self.tokens[start].span, self.tokens[end - 1].span
        end_of = last.end if last.line == first.line else first.end
        return Span(first.file, first.line, first.start, end_of)

    # ------------------------------------------------------------ the alternatives, in order

    def bracketed(self, start: int, end: int) -> Expr | None:
        if self.texts[start] == "(" and self.partner[start] == end - 1:
            return self.expr(start + 1, end - 1)
        return None

    def use(self, start: int, end: int) -> Expr | None:
        """A property use; `believes (term, property use)` is one, too."""
        if not self._is_call(start, end):
            return None
        if self.texts[start] == "believes":
            comma = self.cuts(start + 2, end - 1, (",",), first=True)
            if comma == [start + 3]:
                self._deeper(end - start)
                who, what = self.single(start + 2), self.use(start + 4, end - 1)
                self._depth -= 1
                if who is not None and what is not None:
                    return Expr(Form.BELIEVES, self.span(start, end), (), (who, what))
        arguments: list[Expr] = []
        for at in range(start + 2, end - 1):
            wanted_comma = (at - start) % 2
            found = None if wanted_comma else self.single(at)
            if wanted_comma and self.texts[at] != ",":
                return None
            if not wanted_comma:
                if found is None:
                    return None
                arguments.append(found)
        if end - start > 3 and (end - start) % 2:  # ends with a comma
            return None
        name = self.texts[start]
        return Expr(Form.USE, self.span(start, end), (name,), tuple(arguments))

    def _is_call(self, start: int, end: int) -> bool:
        return (
            end - start >= 3
            and self.tokens[start].is_name
            and self.texts[start + 1] == "("
            and self.partner[start + 1] == end - 1
        )

    def believes(self, start: int, end: int) -> Expr | None:
        if not self._is_call(start, end) or self.texts[start] != "believes":
            return None
        comma = self.cuts(start + 2, end - 1, (",",), first=True)
        if comma != [start + 3]:
            return None
        who, what = self.single(start + 2), self.expr(start + 4, end - 1)
        if who is None or what is None:
            return None
        return Expr(Form.BELIEVES, self.span(start, end), (), (who, what))

    def _list(self, form: Form, start: int, end: int) -> Expr | None:
        cuts = self.cuts(start, end, (form.value,), first=False)
        if not cuts:
            return None
        if cuts[-1] == end - 1 and len(cuts) > 1:  # one more at the end does not matter
            end = cuts.pop()
        items = []
        for before, after in pairwise((start - 1, *cuts, end)):
            item = self.expr(before + 1, after)
            if item is None:
                return None
            items.append(item)
        return Expr(form, items[0].span, (), tuple(items))

    def conjunction(self, start: int, end: int) -> Expr | None:
        return self._list(Form.AND, start, end)

    def disjunction(self, start: int, end: int) -> Expr | None:
        return self._list(Form.OR, start, end)

    def negation(self, start: int, end: int) -> Expr | None:
        item = self.expr(start + 1, end) if self.texts[start] == "!" else None
        return None if item is None else Expr(Form.NOT, self.span(start, end), (), (item,))

    def conditional(self, start: int, end: int) -> Expr | None:
        """Cut at every `elseif`, else at the next `else`, from left to right."""
        if self.texts[start] != "if":
            return None
        bounds = [start]
        while True:
            rest = bounds[-1] + 1
            cut = self.cuts(rest, end, ("elseif",), first=True) or self.cuts(
                rest, end, ("else",), first=True
            )
            if not cut:
                break
            bounds += cut
        items: list[Expr] = []
        for number, (at, until) in enumerate(pairwise((*bounds, end))):
            value_at = at + 1
            if self.texts[at] == "else":
                if number != len(bounds) - 1:
                    return None
            else:
                if at + 1 >= until or self.texts[at + 1] != "(":
                    return None
                close = self.partner[at + 1]
                cond = self.expr(at + 2, close)
                if cond is None:
                    return None
                items.append(cond)
                value_at = close + 1
            value = self.expr(value_at, until)
            if value is None:
                return None
            items.append(value)
        return Expr(Form.IF, self.span(start, end), (), tuple(items))

    def _quantified(self, words: tuple[str, ...], start: int, end: int) -> Expr | None:
        tokens = self.tokens
        if (
            self.texts[start] not in words
            or end - start < 7
            or not (tokens[start + 2].is_name and tokens[start + 4].is_name)
            or [self.texts[start + i] for i in (1, 3, 5)] != ["(", ":", ")"]
        ):
            return None
        item = self.expr(start + 6, end)
        if item is None:
            return None
        head = (self.texts[start], self.texts[start + 2], self.texts[start + 4])
        return Expr(Form.QUANTIFIED, self.span(start, start + 6), head, (item,))

    def quantifier(self, start: int, end: int) -> Expr | None:
        return self._quantified(QUANTIFIERS[:2], start, end)

    def aggregate(self, start: int, end: int) -> Expr | None:
        return self._quantified(QUANTIFIERS[2:], start, end)

    def assignment(self, start: int, end: int) -> Expr | None:
        for cut in self.cuts(start, end, ("=",), first=True):
            target, value = self.use(start, cut), self.expr(cut + 1, end)
            if target is not None and value is not None:
                return Expr(Form.ASSIGN, target.span, (), (target, value))
        return None

    def _binary(self, form: Form, operators: tuple[str, ...], start: int, end: int) -> Expr | None:
        for operator in operators:
            for cut in self.cuts(start, end, (operator,), first=True):
                left = self.expr(start, cut)
                right = None if left is None else self.expr(cut + 1, end)
                if left is not None and right is not None:
                    return Expr(form, self.span(start, end), (operator,), (left, right))
        return None

    def comparison(self, start: int, end: int) -> Expr | None:
        return self._binary(Form.COMPARE, _COMPARISONS, start, end)

    def is_a(self, start: int, end: int) -> Expr | None:
        for cut in self.cuts(start, end, (":",), first=True):
            if cut == end - 2 and self.tokens[end - 1].is_name:
                item = self.expr(start, cut)
                if item is not None:
                    word = self.texts[end - 1]
                    return Expr(Form.IS_A, self.span(start, end), (word,), (item,))
        return None

    def arithmetic(self, start: int, end: int) -> Expr | None:
        return self._binary(Form.ARITHMETIC, _ARITHMETIC, start, end)


_ALTERNATIVES: tuple[Callable[[Spans, int, int], Expr | None], ...] = (
    Spans.bracketed,
    Spans.use,
    Spans.believes,
    Spans.conjunction,
    Spans.disjunction,
    Spans.negation,
    Spans.conditional,
    Spans.quantifier,
    Spans.assignment,
    Spans.comparison,
    Spans.is_a,
    Spans.aggregate,
    Spans.arithmetic,
)
