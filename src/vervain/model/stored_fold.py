"""Sabre worlds, compile step: what can never change is replaced by its value (semantics, S9).

Conditions, effects and utilities are simplified, given what is reachable; events that can never
happen, or do nothing, are dropped.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from vervain.model.stored_atoms import (
    EQ,
    FALSE,
    FLUENT,
    GE,
    LE,
    NEGATED,
    TRUE,
    Atom,
    Clause,
    Dnf,
    Term,
    all_of,
    any_of,
    arithmetic,
    clause_of,
    compare,
    distinct,
)
from vervain.model.stored_cases import Entry
from vervain.model.stored_compare import comparison
from vervain.model.stored_events import CHOICE, PRODUCT, SUM, Event, joined
from vervain.model.stored_reach import Reachable


class Folder:
    """Simplifies conditions, effects and utilities, given what is reachable."""

    def __init__(self, reachable: Reachable) -> None:
        self.reachable = reachable
        self.constants: dict[int, Any] = {}
        for fluent in (*reachable.sets, *reachable.ranges):
            fixed, value = reachable.constant(fluent)
            if fixed:
                self.constants[fluent] = value
        self._dnfs: dict[Dnf, Dnf] = {TRUE: TRUE, FALSE: FALSE}
        self._by_id: dict[int, tuple[Dnf, Dnf]] = {}
        """A condition many events share is found without looking at it; it is kept alive here."""
        self._atoms: dict[Atom, Dnf] = {}
        self._reads: dict[Dnf, set[int]] = {}
        self._assumed: dict[tuple[Dnf, Clause], Dnf] = {}

    def term(self, term: Term) -> Term:
        """The term with constants put in."""
        if type(term) is not tuple:
            return term
        if term[0] == FLUENT:
            return self.constants.get(term[1], term)
        if term[0] == CHOICE:
            cases = tuple((self.dnf(q), self.term(t)) for q, t in term[1])
            return (CHOICE, cases, self.term(term[2]))
        if term[0] in {SUM, PRODUCT}:
            return (term[0], *(self.term(part) for part in term[1:]))
        return arithmetic(term[0], self.term(term[1]), self.term(term[2]))

    def dnf(self, dnf: Dnf) -> Dnf:
        """The condition with constants put in; what can never hold is left out."""
        here = self._by_id.get(id(dnf))
        if here is not None:
            return here[1]
        found = self._dnfs.get(dnf)
        if found is None:
            clauses = [self._clause(clause) for clause in dnf]
            found = any_of([c for c in clauses if c != FALSE]) if clauses else FALSE
            self._dnfs[dnf] = found
        self._by_id[id(dnf)] = (dnf, found)
        return found

    def _clause(self, clause: Clause) -> Dnf:
        plain: list[Atom] = []
        others: list[Dnf] = []
        for atom in clause:
            found = self._atoms.get(atom)
            if found is None:
                found = self._atoms[atom] = self._atom(atom)
            if not found:
                return FALSE
            if len(found) == 1 and len(found[0]) < 2:
                plain += found[0]
            else:
                others.append(found)
        one = clause_of(plain)
        if one is None:
            return FALSE
        together: Dnf = (one,)
        for other in others:
            together = all_of(together, other)
        return together

    def _atom(self, atom: Atom) -> Dnf:
        if not self.reachable.satisfiable(atom):
            return FALSE
        fluent, op, term = atom
        term = self.term(term)
        if fluent not in self.constants:
            if (FLUENT, fluent) == term:
                return TRUE if op in {EQ, GE, LE} else FALSE
            return (((fluent, op, term),),)
        if type(term) is not tuple:
            return TRUE if compare(op, self.constants[fluent], term) else FALSE
        return comparison(self.reachable.props, op, self.constants[fluent], term)

    def entries(self, entries: list[Entry], assumed: Clause) -> list[Entry]:
        """The effects that can happen; those on constants are left out."""
        found = []
        for dnf, fluent, term in entries:
            if fluent not in self.constants:
                cond = self.given(dnf, assumed)
                if cond != FALSE:
                    found.append((cond, fluent, self.term(term)))
        return found if len(found) < 2 else joined(found)

    def given(self, dnf: Dnf, assumed: Clause) -> Dnf:
        """The condition, folded, where all the atoms of `assumed` hold."""
        dnf = self.dnf(dnf)
        if not assumed or dnf in (TRUE, FALSE):
            return dnf
        reads = self._reads.get(dnf)
        if reads is None:
            reads = self._reads[dnf] = {atom[0] for clause in dnf for atom in clause}
        known = tuple([atom for atom in assumed if atom[0] in reads])
        if not known:
            return dnf
        found = self._assumed.get((dnf, known))
        if found is None:
            found = self._assumed[dnf, known] = _assuming(dnf, known)
        return found

    def action(self, event: Event) -> Event | None:
        """The action, folded; None: it can never happen, or does nothing."""
        condition = self.dnf(event.condition)
        if condition == FALSE:
            return None
        common = condition[0]
        if len(condition) > 1:
            shared = set(common).intersection(*condition[1:])
            common = tuple(atom for atom in common if atom in shared)
        entries = self.entries(event.entries, common)
        unread = self.entries(event.unread, common)
        if not entries and not unread:
            return None
        observe = tuple(self.given(dnf, common) for dnf in event.observe)
        return replace(event, condition=condition, entries=entries, unread=unread, observe=observe)

    def trigger(self, event: Event) -> Event | None:
        """The trigger, folded; None: it can never happen, or does nothing."""
        condition = self.dnf(event.condition)
        if condition == FALSE:
            return None
        entries = self.entries(event.entries, ())
        if not entries:
            return None
        return Event(
            *(event.name, event.args, condition, entries, event.believes),
            believers=event.believers,
        )


def _assuming(dnf: Dnf, known: Clause) -> Dnf:
    """The condition where these atoms hold."""
    atoms = set(known)
    fixed = {f: term for f, op, term in known if op == EQ and type(term) is not tuple}
    clauses = []
    for clause in dnf:
        kept: list[Atom] | None = []
        for atom in clause:
            fluent, op, term = atom
            if atom in atoms:
                continue
            if (fluent, NEGATED[op], term) in atoms:
                kept = None
                break
            if fluent in fixed and type(term) is not tuple:
                if not compare(op, fixed[fluent], term):
                    kept = None
                    break
                continue
            if kept is not None:
                kept.append(atom)
        if kept is not None:
            clauses.append(tuple(kept))
    return distinct(clauses)
