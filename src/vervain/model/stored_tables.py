"""Sabre worlds, compile step: everything as flat arrays (semantics, S11)."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import fields
from operator import itemgetter
from typing import Any

import numpy as np

from vervain.lang.world import FluentType
from vervain.model.ground import (
    NONE,
    UNKNOWN_CODE,
    CondKind,
    Schedule,
    Tables,
    TermKind,
)
from vervain.model.stored_atoms import (
    FALSE,
    FLUENT,
    TRUE,
    Atom,
    Clause,
    Dnf,
    Properties,
    Term,
    Value,
)
from vervain.model.stored_events import CHOICE, PRODUCT, SUM, Event
from vervain.model.stored_start import Graph
from vervain.model.stored_tree import Tree

_TYPE = {FluentType.YES_NO: 0, FluentType.ENTITY: 1, FluentType.NUMBER: 2}
_KINDS = {
    "+": TermKind.ADD,
    "-": TermKind.SUB,
    "*": TermKind.MUL,
    "/": TermKind.DIV,
    SUM: TermKind.ADD,
    PRODUCT: TermKind.MUL,
}
_LONG = {
    "counts",
    "term_start",
    "cond_start",
    "effect_start",
    "chain_start",
    "consent_start",
    "observe_start",
}
_MOST_CODE = 2**31 - 1
_SCALES = (1, 10, 100, 1000, 10_000)


class Emitter:
    """Collects terms and conditions, each once; `fluents` are the properties that are kept."""

    def __init__(self, props: Properties, fluents: list[int], scale: int) -> None:
        self._props, self.fluents, self.scale = props, fluents, scale
        self.number = {fluent: n for n, fluent in enumerate(fluents)}
        self._terms: dict[Term, int] = {}
        self._term_rows: list[tuple[TermKind, float, int, tuple[int, ...]]] = []
        self._atoms: dict[Atom, int] = {}
        self._clauses: dict[Clause, int] = {}
        self._dnfs: dict[Dnf, int] = {FALSE: 0, TRUE: 1}
        self._by_id: dict[int, tuple[Dnf, int]] = {}
        never, always = (CondKind.FALSE, 0, NONE, NONE, ()), (CondKind.TRUE, 0, NONE, NONE, ())
        self._cond_rows: list[tuple[CondKind, int, int, int, tuple[int, ...]]] = [never, always]

    # ------------------------------------------------------------ terms and conditions

    def term(self, term: Term) -> int:
        """The id of a term."""
        found = self._terms.get(term)
        if found is None:
            row = self._term_row(term)
            found = self._terms[term] = len(self._term_rows)
            self._term_rows.append(row)
        return found

    def _term_row(self, term: Term) -> tuple[TermKind, float, int, tuple[int, ...]]:
        if type(term) is not tuple:
            return TermKind.CONST, math.nan if term is None else float(term), NONE, ()
        if term[0] == FLUENT:
            return TermKind.FLUENT, 0.0, self.number[term[1]], ()
        if term[0] == CHOICE:
            row = [i for q, t in term[1] for i in (self.dnf(q), self.term(t))]
            return TermKind.CHOICE, 0.0, NONE, (*row, self.term(term[2]))
        return _KINDS[term[0]], 0.0, NONE, tuple([self.term(part) for part in term[1:]])

    def _add(self, *row: Any) -> int:
        self._cond_rows.append(row)
        return len(self._cond_rows) - 1

    def atom(self, atom: Atom) -> int:
        """The id of an atom."""
        found = self._atoms.get(atom)
        if found is None:
            fluent, op, term = atom
            left, right = self.term((FLUENT, fluent)), self.term(term)
            found = self._atoms[atom] = self._add(CondKind.ATOM, op, left, right, ())
        return found

    def _clause(self, clause: Clause) -> int:
        if len(clause) == 1:
            return self.atom(clause[0])
        found = self._clauses.get(clause)
        if found is None:
            parts = tuple([self.atom(atom) for atom in clause])
            found = self._clauses[clause] = self._add(CondKind.AND, 0, NONE, NONE, parts)
        return found

    def dnf(self, dnf: Dnf) -> int:
        """The id of a condition: its clauses, and its atoms, in order."""
        here = self._by_id.get(id(dnf))
        if here is not None:
            return here[1]
        found = self._dnfs.get(dnf)
        if found is None:
            parts = tuple([self._clause(clause) for clause in self._props.in_order(dnf)])
            if len(parts) > 1:
                parts = (self._add(CondKind.OR, 0, NONE, NONE, parts),)
            found = self._dnfs[dnf] = parts[0]
        self._by_id[id(dnf)] = (dnf, found)
        return found

    def code(self, fluent: int, value: Value) -> int:
        """A value as the kernel has it."""
        if value is None:
            return UNKNOWN_CODE
        if self._props.types[fluent] is not FluentType.NUMBER:
            return int(value)
        return round(min(max(value * self.scale, -_MOST_CODE), _MOST_CODE))

    # ------------------------------------------------------------ events

    def effects(self, event: Event) -> list[tuple[int, int, int, tuple[int, ...]]]:
        """Condition, fluent, term, chain; sorted by property and term. What sets a stored belief
        also tells, unless no condition reads it and only an observer's view sets it."""
        props = self._props
        number = self.number
        entries = [(number[f], f, t, q, True) for q, f, t in event.entries]
        entries += [(number[f], f, t, q, False) for q, f, t in event.unread]
        if len({entry[0] for entry in entries}) == len(entries):
            entries.sort(key=itemgetter(0))
        else:
            entries.sort(key=lambda e: (e[0], props.term_key(e[1], e[2])))
        found: list[tuple[int, int, int, tuple[int, ...]]] = []
        for at, fluent, term, dnf, own in entries:
            cond, value = self.dnf(dnf), self.term(term)
            found.append((cond, at, value, ()))
            agent, inner = props.held[fluent]
            if own and agent >= 0:
                found.append((cond, number[inner], value, (agent,)))
        return found

    def tables(
        self,
        counts: tuple[int, int],
        actions: list[Event],
        triggers: list[Event],
        utilities: list[Term],
        start: Graph,
    ) -> Tables:
        """All arrays; `counts` are agents and entities."""
        columns: dict[str, Any] = {f.name: () for f in fields(Tables)}
        conditions = [self._props.in_order(event.condition) for event in triggers]
        tree = Tree(self._props, self.code, self.atom, self.number.__getitem__)
        columns["tree"] = tree.build(conditions)
        columns["event_cond"] = [self.dnf(event.condition) for event in (*actions, *triggers)]
        rows = [self.effects(event) for event in (*actions, *triggers)]
        columns["effect_start"] = _starts(rows)
        flat = [effect for row in rows for effect in row]
        for name, column in zip(
            ("effect_cond", "effect_fluent", "effect_term", ""),
            zip(*flat, strict=True),
            strict=False,
        ):
            columns[name] = column
        columns["chain_start"], columns["chain"] = _rows([chain for *_, chain in flat])
        columns["consent_start"], columns["consent"] = _rows([e.consent for e in actions])
        seen = [
            [(agent, self.dnf(dnf)) for agent, dnf in enumerate(e.observe) if dnf != FALSE]
            for e in actions
        ]
        columns["observe_start"] = _starts(seen)
        columns["observe_agent"] = [agent for row in seen for agent, _ in row]
        columns["observe_cond"] = [cond for row in seen for _, cond in row]
        columns["utility"] = [self.term(term) for term in utilities]
        columns.pop("", None)
        self._fluents(columns, start, counts)
        self._store(columns)
        columns["counts"] = (
            *counts,
            *(len(self.fluents), len(self._term_rows), len(self._cond_rows)),
            *(len(actions), len(triggers), len(utilities), len(start.values)),
            *(self.scale, int(Schedule.SEQUENCE)),
        )
        return Tables(**{name: _array(name, column) for name, column in columns.items()})

    def _fluents(self, columns: dict[str, Any], start: Graph, counts: tuple[int, int]) -> None:
        props, kept = self._props, self.fluents
        held = [props.held[fluent] for fluent in kept]
        columns["fluent_type"] = [_TYPE[props.types[fluent]] for fluent in kept]
        columns["fluent_low"] = [-_MOST_CODE] * len(kept)
        columns["fluent_high"] = [_MOST_CODE] * len(kept)
        columns["mirror_agent"] = [agent if agent >= 0 else NONE for agent, _ in held]
        columns["mirror_fluent"] = [self.number[f] if a >= 0 else NONE for a, f in held]
        columns["agent_where"] = [NONE] * counts[0]
        columns["agent_sight"] = [0] * counts[0]
        columns["entity_where"] = [NONE] * counts[1]
        columns["start_values"] = [
            self.code(fluent, row[fluent]) for row in start.values for fluent in kept
        ]
        columns["start_minds"] = [edge for row in start.edges for edge in row]

    def _store(self, columns: dict[str, Any]) -> None:
        kinds, values, read, args = (
            zip(*self._term_rows, strict=True) if self._term_rows else ((),) * 4
        )
        columns["term_kind"], columns["term_value"], columns["term_fluent"] = kinds, values, read
        columns["term_start"], columns["term_args"] = _rows(args)
        names = ("cond_kind", "cond_op", "cond_left", "cond_right")
        *plain, parts = zip(*self._cond_rows, strict=True)
        for name, column in zip(names, plain, strict=True):
            columns[name] = column
        columns["cond_start"], columns["cond_args"] = _rows(parts)


def scale_of(numbers: Iterable[Value]) -> int:
    """The least scale that keeps all these numbers exact, or the largest there is."""
    found = {abs(n) for n in numbers if isinstance(n, float) and n != math.floor(n)}
    for scale in _SCALES:
        if all((n * scale) == math.floor(n * scale) for n in found):
            return scale
    return _SCALES[-1]


def _starts(rows: Iterable[Any]) -> list[int]:
    found = [0]
    for row in rows:
        found.append(found[-1] + len(row))
    return found


def _rows(rows: Iterable[tuple[int, ...]]) -> tuple[list[int], list[int]]:
    listed = list(rows)
    return _starts(listed), [item for row in listed for item in row]


def _array(name: str, column: Any) -> Any:
    kind: Any = np.int64 if name in _LONG else np.float64 if name == "term_value" else np.int32
    array = np.array(column, dtype=kind)
    array.setflags(write=False)
    return array
