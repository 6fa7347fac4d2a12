"""Sabre problem text → statements; one that cannot be read is reported, the rest is read."""

from __future__ import annotations

from itertools import pairwise

from vervain.base.diagnostic import Report
from vervain.base.span import Span
from vervain.lang.sabre_spans import Expr, Form, Spans, TooMuchError
from vervain.lang.sabre_syntax import (
    EntityDef,
    EventDef,
    Head,
    Init,
    PropertyDef,
    Slot,
    Statement,
    TypeDef,
    UtilityDef,
)
from vervain.lang.sabre_tokens import Sort, Token, shown, tokens_of

_OPEN = {"(": ")", "[": "]", "{": "}"}
_PARTS = ("precondition", "effect", "consenting", "observing")
_MOST_FINDINGS = 50


class _NoStatementError(Exception):
    """The statement has been reported."""


def parse_sabre(text: str, file: str, report: Report) -> list[Statement]:
    """All statements, in order. Findings go to the report."""
    tokens = tokens_of(text, file, report)
    partner = _partners(tokens, report)
    if report.findings:
        return []
    parser = _Parser(tokens, partner, report)
    found = []
    for start, end in parser.pieces(0, len(tokens)):
        try:
            found.append(parser.statement(start, end))
        except _NoStatementError:
            if len(report.findings) > _MOST_FINDINGS:
                break
    return found


def _partners(tokens: list[Token], report: Report) -> dict[int, int]:
    """The closing bracket of every opening one."""
    partner: dict[int, int] = {}
    open_at: list[int] = []
    for at, token in enumerate(tokens):
        if token.text in _OPEN:
            open_at.append(at)
        elif token.text in {")", "]", "}"}:
            if not open_at or _OPEN[tokens[open_at[-1]].text] != token.text:
                _bracket(report, token)
                return partner
            partner[open_at.pop()] = at
    if open_at:
        _bracket(report, tokens[open_at[-1]])
    return partner


def _bracket(report: Report, token: Token) -> None:
    report.add("V603", token.span, f"{token.text!r} has no partner", "every bracket is closed")


class _Parser:
    def __init__(self, tokens: list[Token], partner: dict[int, int], report: Report) -> None:
        self.tokens, self.partner, self.report = tokens, partner, report
        self.texts = [token.text for token in tokens]

    def pieces(self, start: int, end: int) -> list[tuple[int, int]]:
        """What stands between the semicolons at bracket depth zero; empty pieces are left out."""
        found = []
        begin = at = start
        while at < end:
            if self.texts[at] == ";":
                found.append((begin, at))
                begin = at + 1
            at = self.partner.get(at, at) + 1
        return [(a, b) for a, b in (*found, (begin, end)) if a < b]

    def _refuse(self, code: str, span: Span, message: str, hint: str) -> _NoStatementError:
        self.report.add(code, span, message, hint)
        return _NoStatementError()

    # ------------------------------------------------------------ statements

    def statement(self, start: int, end: int) -> Statement:
        """The statement on the span."""
        word = self.texts[start]
        if start + 1 < end and self.tokens[start + 1].sort is Sort.WORD:
            if word == "type":
                name, names = self._declared(start, end, "type NAME : PARENT", optional=True)
                return TypeDef(name, names, self.tokens[start + 1].span)
            if word == "entity":
                name, names = self._declared(start, end, "entity NAME : TYPE", optional=False)
                return EntityDef(name, names, self.tokens[start + 1].span)
            if word == "property":
                return self._property(start, end)
            if word in {"action", "trigger"}:
                return self._event(start, end)
        if word == "utility" and start + 1 < end and self.texts[start + 1] == "(":
            close = self.partner[start + 1]
            if close + 1 < end and self.texts[close + 1] == ":":
                return self._utility(start, close, end)
        return Init(self.expr(start, end))

    def _declared(
        self, start: int, end: int, wanted: str, *, optional: bool
    ) -> tuple[str, tuple[str, ...]]:
        name = self._name(start + 1)
        if start + 2 == end and optional:
            return name, ()
        if start + 3 >= end or self.texts[start + 2] != ":" or (end - start) % 2:
            raise self._unlike(start, end, wanted)
        commas = all(self.texts[at] == "," for at in range(start + 4, end, 2))
        if not commas:
            raise self._unlike(start, end, wanted)
        return name, tuple(self._name(at) for at in range(start + 3, end, 2))

    def _unlike(self, start: int, end: int, wanted: str) -> _NoStatementError:
        what = shown(self.tokens[start:end][:20])
        return self._refuse(
            "V604", self.tokens[start].span, f"{what!r} is no statement", f"write: {wanted}"
        )

    def _name(self, at: int) -> str:
        token = self.tokens[at]
        if not token.is_name:
            raise self._refuse(
                "V605", token.span, f"{token.text[:40]!r} is no name", "a name begins with a letter"
            )
        return token.text

    def _property(self, start: int, end: int) -> PropertyDef:
        head, at = self._head(start + 1, end)
        if at + 2 != end or self.texts[at] != ":":
            raise self._unlike(start, end, "property NAME(variable : TYPE, …) : TYPE;")
        return PropertyDef(head, self._name(at + 1), self.tokens[at + 1].span)

    def _head(self, start: int, end: int) -> tuple[Head, int]:
        """A heading, and where it ends."""
        name = self._name(start)
        if start + 1 >= end or self.texts[start + 1] != "(":
            raise self._unlike(start, end, "NAME(variable : TYPE, …)")
        close = self.partner[start + 1]
        slots = []
        at = start + 2
        while at < close:
            token = self.tokens[at]
            if at + 2 < close and self.texts[at + 1] == ":":
                slots.append(Slot(self._name(at), self._name(at + 2), token.span))
                at += 3
            elif token.is_name or token.sort is Sort.NUMBER:
                slots.append(Slot(token.text, None, token.span))
                at += 1
            else:
                raise self._unlike(start, end, "NAME(variable : TYPE, …)")
            if at < close and self.texts[at] != ",":
                raise self._unlike(start, end, "NAME(variable : TYPE, …)")
            at += 1
        return Head(name, tuple(slots), self.tokens[start].span), close + 1

    def _event(self, start: int, end: int) -> EventDef:
        is_action = self.texts[start] == "action"
        head, at = self._head(start + 1, end)
        wanted = f"{self.texts[start]} NAME(variable : TYPE, …) {{ precondition: …; effect: …; }};"
        if at >= end or self.texts[at] != "{":
            raise self._unlike(start, end, wanted)
        close = self.partner[at]
        if close + 1 != end:
            after = self.tokens[close + 1]
            raise self._refuse(
                "V606", after.span, f"a semicolon is missing before {after.text!r}", "write };"
            )
        parts = {"precondition": None, "effect": None} | dict.fromkeys(_PARTS[2:])
        found: dict[str, Expr | None] = {}
        consenting: tuple[Expr, ...] = ()
        observing: tuple[Slot, Expr] | None = None
        for a, b in self.pieces(at + 1, close):
            part = self.texts[a]
            if part not in parts or (not is_action and part in _PARTS[2:]):
                raise self._no_part(a, is_action)
            if part == "observing":
                observing = self._observing(a, b)
            elif a + 1 >= b or self.texts[a + 1] != ":":
                raise self._no_part(a, is_action)
            elif part == "consenting":
                consenting = self._people(a + 2, b)
            else:
                found[part] = self.expr(a + 2, b)
        return EventDef(
            is_action, head, found.get("precondition"), found.get("effect"), consenting, observing
        )

    def _no_part(self, at: int, is_action: bool) -> _NoStatementError:
        token = self.tokens[at]
        names = _PARTS if is_action else _PARTS[:2]
        return self._refuse(
            "V607",
            token.span,
            f"{token.text[:40]!r} begins no part of {'an action' if is_action else 'a trigger'}",
            f"the parts are {', '.join(name + ': …' for name in names)}",
        )

    def _observing(self, start: int, end: int) -> tuple[Slot, Expr]:
        if end - start < 8 or [self.texts[start + i] for i in (1, 3, 5, 6)] != ["(", ":", ")", ":"]:
            raise self._unlike(start, end, "observing(variable : character) : CONDITION;")
        slot = Slot(self._name(start + 2), self._name(start + 4), self.tokens[start + 2].span)
        return slot, self.expr(start + 7, end)

    def _people(self, start: int, end: int) -> tuple[Expr, ...]:
        while start < end and self.texts[start] == "(" and self.partner[start] == end - 1:
            start, end = start + 1, end - 1
        people = []
        for at in range(start, end):
            if (at - start) % 2:
                if self.texts[at] != ",":
                    raise self._unlike(start, end, "consenting: NAME, NAME;")
            else:
                self._name(at)
                people.append(Expr(Form.NAME, self.tokens[at].span, (self.texts[at],)))
        return tuple(people)

    def _utility(self, start: int, close: int, end: int) -> UtilityDef:
        if close - start > 3:
            raise self._unlike(start, end, "utility(NAME): VALUE;")
        owner = self._name(start + 2) if close - start == 3 else None
        return UtilityDef(owner, self.expr(close + 2, end), self.tokens[start].span)

    # ------------------------------------------------------------ expressions

    def expr(self, start: int, end: int) -> Expr:
        """The expression on the span, or a finding."""
        if start >= end:
            token = self.tokens[start - 1]
            raise self._refuse(
                "V608", token.span, f"nothing stands after {token.text!r}", "write an expression"
            )
        spans = Spans(self.tokens, self.texts, self.partner)
        try:
            found = spans.expr(start, end)
        except TooMuchError:
            raise self._refuse(
                "V602",
                self.tokens[start].span,
                "this expression is too long or nested too deep",
                "divide it",
            ) from None
        if found is None:
            a, b = spans.stuck or (start, end)
            what = shown(self.tokens[a:b][:20])
            raise self._refuse(
                "V609", self.tokens[a].span, f"{what!r} is no expression", _way_out(self.texts[a:b])
            )
        return found


def _way_out(texts: list[str]) -> str:
    """What to do about a stretch that is no expression."""
    if ("else", "if") in pairwise(texts):
        return "write elseif, or put the if that is inside into brackets: else (if …)"
    return "mind the brackets; a minus before a digit belongs to the number: x() - 1"
