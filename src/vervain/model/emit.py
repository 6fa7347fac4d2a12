"""Emit: what is left of a draft becomes the flat arrays of Ground, with dense ids."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from vervain.lang.expr import UNKNOWN, Value
from vervain.lang.world import PLACE, Fluent, FluentType
from vervain.model.builder import FALSE, TRUE, Builder
from vervain.model.cast import Key
from vervain.model.draft import Draft, DraftEvent
from vervain.model.fold import Effects
from vervain.model.ground import UNKNOWN_CODE, CondKind, TermKind
from vervain.model.reach import Reach

HIGHEST = 2**31 - 1


class Emitter:
    """Rebuilds what is kept over a second builder, in which everything has its final id."""

    def __init__(self, draft: Draft, reach: Reach) -> None:
        self.draft, self.reach = draft, reach
        self.old = draft.builder
        self.new = Builder()
        self.fluents: dict[Key, int] = {}
        self._keys: list[Key] = []
        self._terms: dict[int, int] = {}
        self._conds: dict[int, int] = {FALSE: FALSE, TRUE: TRUE}
        self.events = [
            (e, self.cond(e.cond), self._effects(e)) for e in self._possible() if self._holds(e)
        ]
        self.actions = [x for x in self.events if x[0].event in self._action_names]
        self.reactions = [x for x in self.events if x[0].event not in self._action_names and x[2]]

    def _possible(self) -> list[DraftEvent]:
        both = [*self.draft.actions, *self.draft.reactions]
        self._action_names = {e.event for e in self.draft.actions}
        return [event for number, event in enumerate(both) if number in self.reach.possible]

    def _holds(self, event: DraftEvent) -> bool:
        return self.cond(event.cond) != FALSE

    def _key(self, fluent: int) -> Key:
        """The name of a fluent of the draft."""
        keys = self.draft.folder.fluents
        if len(self._keys) < len(keys):
            self._keys += islice(keys, len(self._keys), None)
        return self._keys[fluent]

    def fluent(self, key: Key) -> int:
        """The final id of a fluent."""
        return self.fluents.setdefault(key, len(self.fluents))

    # ------------------------------------------------------------ terms and conditions

    def term(self, term: int) -> int:
        """The final id of a term; a fluent that only ever has one value is that value."""
        found = self._terms.get(term)
        if found is None:
            found = self._terms[term] = self._term(term)
        return found

    def _term(self, term: int) -> int:
        key = self.old.terms[term]
        match key[0]:
            case TermKind.CONST:
                return self.new.constant(key[1])
            case TermKind.FLUENT:
                values = self.reach.values[key[1]]
                if values is not None and len(values) == 1:
                    return self.new.constant(next(iter(values)))
                return self.new.fluent(self.fluent(self._key(key[1])), key[2])
            case TermKind.ADD | TermKind.MUL:
                return self.new.fold(key[0], [self.term(t) for t in key[1]])
            case TermKind.CHOICE:
                branches = [(self.cond(c), t) for c, t in key[1]]
                kept = [(c, self.term(t)) for c, t in branches if c != FALSE]
                return self.new.choice(kept, self.term(key[2]))
        return self.new.pair(key[0], self.term(key[1][0]), self.term(key[1][1]))

    def cond(self, cond: int) -> int:
        """The final id of a condition; what can never hold is *never*."""
        found = self._conds.get(cond)
        if found is None:
            found = self._cond(cond) if self.reach.may_hold(cond) else FALSE
            self._conds[cond] = found
        return found

    def _cond(self, cond: int) -> int:
        key = self.old.conds[cond]
        if key[0] is CondKind.ATOM:
            return self.new.atom(key[1], self.term(key[2]), self.term(key[3]))
        items = [self.cond(item) for item in key[1]]
        return self.new.both(items) if key[0] is CondKind.AND else self.new.either(items)

    def _effects(self, event: DraftEvent) -> list[Effects]:
        """The effects that may happen and may change something, with final ids."""
        kept = []
        for effect in event.effects:
            values = self.reach.values[effect.fluent]
            cond = self.cond(effect.cond)
            if cond != FALSE and (values is None or len(values) > 1):
                fluent = self.fluent(self._key(effect.fluent))
                kept.append(Effects(cond, effect.chain, fluent, self.term(effect.term)))
        return kept

    def seen(self, event: DraftEvent) -> list[tuple[int, int]]:
        """Who may see an event."""
        seen = self.draft.seen(event)
        self.reach.extend()
        found = ((agent, self.cond(seen[agent])) for agent in sorted(seen))
        return [(agent, cond) for agent, cond in found if cond != FALSE]

    # ------------------------------------------------------------ perception

    def perceived(self) -> list[tuple[int, int, int]]:
        """Fluents seen there: (fluent, subject, whether it is the subject's place)."""
        cast = self.draft.cast
        seen = [(k, i) for k, i in self.fluents.items() if cast.fluents[k[0]].seen_there and k[1]]
        if not seen:
            return []
        for entity in cast.entities:
            if PLACE in cast.fluents and entity not in cast.of_kind.get("place", ()):
                self.fluent((PLACE, (entity,)))
        found = []
        for key, fluent in self.fluents.items():
            declared = cast.fluents[key[0]]
            if declared.seen_there and key[1]:
                found.append((fluent, cast.number[key[1][0]], int(key[0] == PLACE)))
        return found

    def code(self, declared: Fluent, value: Value) -> int:
        """The int32 code of a start value."""
        number = self.draft.cast.code(value)
        if value is UNKNOWN or number is None:
            return UNKNOWN_CODE
        return round(number * self.draft.cast.scale) if is_number(declared) else int(number)

    def bounds(self, declared: Fluent) -> tuple[int, int]:
        """The lowest and highest code of a fluent."""
        scale = self.draft.cast.scale
        if not is_number(declared):
            return -HIGHEST, HIGHEST
        low = -HIGHEST if declared.low is None else round(declared.low * scale)
        return low, HIGHEST if declared.high is None else round(declared.high * scale)


def is_number(declared: Fluent) -> bool:
    """Whether a fluent's values are numbers."""
    return declared.type is FluentType.NUMBER


def rows(lists: Iterable[Iterable[int]]) -> tuple[list[int], list[int]]:
    """Compressed rows: starts and items."""
    starts, items = [0], list[int]()
    for row in lists:
        items.extend(row)
        starts.append(len(items))
    return starts, items
