"""Sabre worlds, compile step: the decision tree that says which trigger fires (semantics, S10).

The layout is that of `Tables.tree`. A *test* is a property that is no number, or a whole atom of a
number. At a node the test is the one that most of the triggers there mention.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from vervain.lang.world import FluentType
from vervain.model.ground import NONE
from vervain.model.stored_atoms import (
    EQ,
    Atom,
    Clause,
    Dnf,
    Properties,
    TooLargeError,
    Value,
    compare,
)

LEAF, PROPERTY, ATOM = 0, 1, 2
MOST_INTS = 4_000_000
Test = Any
"""A property, or an atom."""
Remaining = tuple[int, Dnf]
"""A trigger, and what of its condition is still to be decided; never False."""


class Tree:
    """Builds the tree. `code` gives the code of a value of a property, `cond` the id of an atom."""

    def __init__(
        self,
        props: Properties,
        code: Callable[[int, Value], int],
        cond: Callable[[Atom], int],
        number: Callable[[int], int],
    ) -> None:
        self._code, self._cond, self._number = code, cond, number
        self._is_number = [t is FluentType.NUMBER for t in props.types]
        self._branches = [
            2 if t is not FluentType.ENTITY else len(d) + 1
            for t, d in zip(props.types, props.domains, strict=True)
        ]
        self.out: list[int] = []
        self._todo: list[tuple[int, list[Remaining]]] = []

    def build(self, conditions: Iterable[Dnf]) -> list[int]:
        """The whole tree for conditions in normal form, by trigger; its root is at 0."""
        found = [(number, dnf) for number, dnf in enumerate(conditions)]
        self._node(found)
        while self._todo:
            place, remaining = self._todo.pop()
            self.out[place] = self._node(remaining) if remaining else NONE
            if len(self.out) > MOST_INTS:
                raise TooLargeError("reactions")
        return self.out

    def _node(self, remaining: list[Remaining]) -> int:
        """A node, and the nodes of those that mention no test so far; where the first one is."""
        first = len(self.out)
        for trigger, dnf in remaining:
            if () in dnf:
                self.out += (LEAF, trigger)
                return first
        if len(remaining) == 1 and len(remaining[0][1]) == 1:
            ((trigger, (clause,)),) = remaining
            if len({atom[0] for atom in clause}) == len(clause):
                self._alone(trigger, clause)
                return first
        mentions = {trigger: self._tests(dnf) for trigger, dnf in remaining}
        counts: dict[Test, int] = {}
        for tests in mentions.values():
            for test in tests:
                counts[test] = counts.get(test, 0) + 1
        while remaining:
            test = self._best(counts, remaining, mentions)
            mentioned = [r for r in remaining if test in mentions[r[0]]]
            remaining = [r for r in remaining if test not in mentions[r[0]]]
            for trigger, _ in mentioned:
                for other in mentions[trigger]:
                    if counts[other] == 1:
                        del counts[other]
                    else:
                        counts[other] -= 1
            if type(test) is tuple:
                rest = self._on_atom(test, mentioned)
            else:
                rest = self._on_property(test, mentioned)
            self.out[rest] = len(self.out) if remaining else NONE
        if first == len(self.out):
            self.out += (LEAF, NONE)
        return first

    def _alone(self, trigger: int, clause: Clause) -> None:
        """The nodes for one trigger only: a test for each atom, those with most branches first."""
        numbers, branches = self._is_number, self._branches
        for atom in sorted(
            clause, key=lambda a: 2 if numbers[a[0]] else branches[a[0]], reverse=True
        ):
            fluent, op, value = atom
            at = len(self.out)
            if numbers[fluent]:
                self.out += (ATOM, self._cond(atom), NONE, at + 5, NONE)
            else:
                equal, other = (at + 7, NONE) if op == EQ else (NONE, at + 7)
                self.out += (PROPERTY, self._number(fluent), NONE, other, 1)
                self.out += (self._code(fluent, value), equal)
        self.out += (LEAF, trigger)

    def _tests(self, dnf: Dnf) -> dict[Test, None]:
        """What a condition mentions, in order."""
        numbers = self._is_number
        return dict.fromkeys(
            [atom if numbers[atom[0]] else atom[0] for clause in dnf for atom in clause]
        )

    def _best(
        self, counts: dict[Test, int], remaining: list[Remaining], mentions: dict[int, Any]
    ) -> Test:
        """In most conditions; then with most branches; then first."""
        most = max(counts.values())
        best = [test for test, count in counts.items() if count == most]
        if len(best) > 1:
            branches = [2 if type(t) is tuple else self._branches[t] for t in best]
            widest = max(branches)
            best = [test for test, n in zip(best, branches, strict=True) if n == widest]
        if len(best) == 1:
            return best[0]
        wanted = set(best)
        return next(test for r in remaining for test in mentions[r[0]] if test in wanted)

    # ------------------------------------------------------------ branches

    def _on_atom(self, test: Atom, mentioned: list[Remaining]) -> int:
        """[ATOM, condition, rest, if it holds, if not]; returns the place of rest."""
        at = len(self.out)
        self.out += (ATOM, self._cond(test), NONE, NONE, NONE)
        for place, truth in ((at + 3, True), (at + 4, False)):
            self._later(place, [(n, _decided(dnf, test, truth)) for n, dnf in mentioned])
        return at + 2

    def _on_property(self, test: int, mentioned: list[Remaining]) -> int:
        """[PROPERTY, fluent, rest, otherwise, n, n codes, n nodes]; returns the place of rest."""
        values = dict.fromkeys(
            term for _, dnf in mentioned for c in dnf for f, _, term in c if f == test
        )
        at, count = len(self.out), len(values)
        self.out += (PROPERTY, self._number(test), NONE, NONE, count)
        self.out += [self._code(test, value) for value in values]
        self.out += [NONE] * count
        for i, value in enumerate(values):
            self._later(at + 5 + count + i, _substituted(mentioned, test, value))
        self._later(at + 3, _substituted(mentioned, test, _OTHER))
        return at + 2

    def _later(self, place: int, remaining: list[Remaining]) -> None:
        kept = [entry for entry in remaining if entry[1]]
        if kept:
            self._todo.append((place, kept))


class _Other:
    """A value that no condition names."""


_OTHER = _Other()


def _substituted(mentioned: list[Remaining], test: int, value: Any) -> list[Remaining]:
    """The conditions where the property has the value."""
    found: list[Remaining] = []
    for trigger, dnf in mentioned:
        if len(dnf) == 1:
            clause = _clause(dnf[0], test, value)
            if clause is not None:
                found.append((trigger, (clause,)))
        else:
            clauses = [_clause(clause, test, value) for clause in dnf]
            found.append((trigger, tuple(c for c in clauses if c is not None)))
    return found


def _clause(clause: Clause, test: int, value: Any) -> Clause | None:
    kept = []
    for atom in clause:
        if atom[0] != test:
            kept.append(atom)
        elif value is _OTHER:
            if atom[1] == EQ:  # to a value that is named
                return None
        elif not compare(atom[1], value, atom[2]):
            return None
    return tuple(kept)


def _decided(dnf: Dnf, test: Atom, truth: bool) -> Dnf:
    """The condition where the atom holds, or does not."""
    if truth:
        return tuple(tuple(atom for atom in clause if atom != test) for clause in dnf)
    return tuple(clause for clause in dnf if test not in clause)
