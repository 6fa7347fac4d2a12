"""Relaxed reachability: what can ever be so, and so what can ever happen.

Nothing is ever lost here: a fluent gathers every value that it may take in the world or in any
mind.
A fluent that gathers two may also become unknown in a mind (surprise, absence). What cannot happen
even so can never happen.
"""

from __future__ import annotations

from itertools import islice, product

from vervain.lang.expr import UNKNOWN
from vervain.lang.world import FluentType
from vervain.model.builder import Number, compare
from vervain.model.cast import Key
from vervain.model.draft import Draft, DraftEvent
from vervain.model.ground import CondKind, TermKind

MOST_VALUES = 24
"""A number that can take more values than this may be anything."""


class Reach:
    """The values each fluent of a draft can take (`None`: any), and which events are possible."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.values: list[set[Number] | None] = []
        self._start()
        self.possible: set[int] = set()
        self._grow([*draft.actions, *draft.reactions])

    def _start(self) -> None:
        cast = self.draft.cast
        self._numbers: list[bool] = []
        self._believed: dict[Key, set[Number]] = {}
        for fact in cast.world.start:
            if fact.minds:
                value = None if fact.value is UNKNOWN else cast.code(fact.value)
                self._believed.setdefault((fact.fluent, fact.args), set()).add(value)
        self.extend()

    def extend(self) -> None:
        """Take in the fluents that have been met since: nothing that happens sets them."""
        cast, fluents = self.draft.cast, self.draft.folder.fluents
        for key in islice(fluents, len(self.values), None):
            self._numbers.append(cast.fluents[key[0]].type is FluentType.NUMBER)
            self.values.append({cast.code(cast.initial(key))})
            self._add(len(self.values) - 1, self._believed.get(key, set()))
            self._may_be_unknown(len(self.values) - 1)

    def _may_be_unknown(self, fluent: int) -> None:
        values = self.values[fluent]
        if values is not None and len(values) > 1:
            values.add(None)

    def _add(self, fluent: int, more: set[Number] | None) -> bool:
        """Note values; True if any is new."""
        values = self.values[fluent]
        if values is None:
            return False
        if more is not None and more <= values:
            return False
        too_many = more is not None and len(values) + len(more) > MOST_VALUES
        if more is None or (too_many and self._numbers[fluent]):
            self.values[fluent] = None
            return True
        values |= more
        self._may_be_unknown(fluent)
        return True

    def _grow(self, events: list[DraftEvent]) -> None:
        """To the fixpoint: an event that is possible adds the values it sets."""
        growing = True
        while growing:
            growing = False
            self._conds: dict[int, bool] = {}
            for number, event in enumerate(events):
                if number not in self.possible and not self.may_hold(event.cond):
                    continue
                self.possible.add(number)
                for effect in event.effects:
                    values = self.values[effect.fluent]
                    if values is None or not self.may_hold(effect.cond):
                        continue
                    if self._add(effect.fluent, self.may_be(effect.term)):
                        growing = True

    # ------------------------------------------------------------ what may be

    def may_hold(self, cond: int) -> bool:
        """Whether a condition may ever hold."""
        found = self._conds.get(cond)
        if found is None:
            found = self._conds[cond] = self._may_hold(cond)
        return found

    def _may_hold(self, cond: int) -> bool:
        key = self.draft.builder.conds[cond]
        match key[0]:
            case CondKind.FALSE:
                return False
            case CondKind.TRUE:
                return True
            case CondKind.ATOM:
                left, right = self.may_be(key[2]), self.may_be(key[3])
                if left is None or right is None:
                    return True
                return any(compare(key[1], a, b) for a in left for b in right)
            case CondKind.AND:
                return all(self.may_hold(item) for item in key[1])
        return any(self.may_hold(item) for item in key[1])

    def may_be(self, term: int) -> set[Number] | None:
        """The values a term may have."""
        key = self.draft.builder.terms[term]
        match key[0]:
            case TermKind.CONST:
                return {key[1]}
            case TermKind.FLUENT:
                return self.values[key[1]]
            case TermKind.CHOICE:
                parts = [self.may_be(t) for _, t in key[1]] + [self.may_be(key[2])]
                if any(p is None for p in parts):
                    return None
                return set().union(*(p for p in parts if p is not None))
        return self._arithmetic(key[0], key[1])

    def _arithmetic(self, kind: TermKind, items: tuple[int, ...]) -> set[Number] | None:
        parts = [self.may_be(item) for item in items]
        if len(parts) != 2 or any(p is None or len(p) > MOST_VALUES for p in parts):
            return None
        left, right = (p for p in parts if p is not None)
        found: set[Number] = set()
        for a, b in product(left, right):
            if a is None or b is None or (kind is TermKind.DIV and b == 0):
                found.add(None)
            elif kind is TermKind.DIV:
                found.add(a / b)
            else:
                found.add(
                    a + b if kind is TermKind.ADD else a - b if kind is TermKind.SUB else a * b
                )
        return found
