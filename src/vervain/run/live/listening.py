"""Listening: who has to weigh again when a fact has changed, so that all others are left alone.

What somebody weighs hangs on two things. *What they can do*: the conditions of their acts. Who can
do something since a fact has changed is looked for by a join from that fact; who no longer can is
one of those who weighed an act with whom the fact is about. *What it would bring*: whatever
effects, reactions and wants read; that matters to those who can do something.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from vervain.base.walk import walk
from vervain.lang.expr import Read, Var
from vervain.run.live.kept import Partial, Pattern, patterns_of
from vervain.run.live.reading import Rows, View
from vervain.run.live.rules import Rule, Rules
from vervain.run.live.stores import COMMON, Stores
from vervain.run.live.values import Env, Key

ANYBODY: tuple[int, ...] = ()


@dataclass(slots=True)
class Hearing:
    """An act whose condition reads a fluent, and how."""

    rules: Rules
    rule: Rule
    patterns: tuple[Pattern, ...]
    joins: dict[frozenset[str], Rows | None] = field(default_factory=dict)

    def rows(self, known: frozenset[str]) -> Rows | None:
        """The bindings with which it is possible; None where too much would have to be tried."""
        if known not in self.joins:
            schema = self.rule.schema
            params = tuple((p.name, p.kind) for p in schema.params)
            self.joins[known] = self.rules.joiner.found(schema.condition, params, known)
        return self.joins[known]


class Listening:
    """Made once for the rules of a world."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.hearings: dict[str, list[Hearing]] = {}
        self.promises: dict[str, tuple[int, ...]] = {}
        further = rules.world.living.horizon > 1
        joint = any(len(rule.agreed) > 1 for rule in rules.acts)
        for rule in rules.acts:
            if rule.agreed:
                self._hear(rule)
                schema, role = rule.schema, rule.agreed[0][0]
                self._note((schema.effects, getattr(schema, "seen", ())), role)
                self._note(getattr(schema, "glimpsed", ()), role)
                if further:
                    self._note(schema.condition, role)
        for reaction in rules.reactions:
            self._note((reaction.schema.condition, reaction.schema.effects), None)
        for want in rules.world.wants:
            holder = None if isinstance(want.holder, str) or joint else want.holder.name
            self._note(want.value, holder)
        if rules.world.sight is not None:
            self._note(rules.world.sight.cond, None)
        self.heard = frozenset(self.hearings) | frozenset(self.promises)

    def _hear(self, rule: Rule) -> None:
        roles = tuple((p.name, p.kind) for p in rule.schema.params)
        for fluent, found in patterns_of(rule.schema.condition, roles, self.rules.joiner).items():
            self.hearings.setdefault(fluent, []).append(Hearing(self.rules, rule, found))

    def _note(self, part: object, role: str | None) -> None:
        """The places of a fluent that name who reads it; `ANYBODY` if one does not."""
        for read in walk((part,)):
            if isinstance(read, Read):
                at = {i for i, a in enumerate(read.args) if isinstance(a, Var) and a.name == role}
                before = self.promises.get(read.fluent)
                anybody = not at or before == ANYBODY
                both = at.union(before or ())
                self.promises[read.fluent] = ANYBODY if anybody else tuple(sorted(both))

    # ------------------------------------------------------------ who has to weigh again

    def able(self, key: Key, stores: Stores) -> Iterator[str]:
        """Those who can do something that they could not do before, now that everybody has this
        fact otherwise (and some who could)."""
        for hearing in self.hearings.get(key[0], ()):
            role, name = hearing.rule.agreed[0]
            if role is None:
                yield name
                continue
            for partial in {p.anywhere(key): None for p in hearing.patterns if not p.claim}:
                if partial is not None:
                    yield from self._actors(hearing, role, partial, stores)
            if any(p.claim for p in hearing.patterns):
                yield from self._minders(hearing.rule, stores)

    def involved(self, key: Key) -> Iterator[Partial]:
        """What an act is about whose condition this fact may have broken."""
        for hearing in self.hearings.get(key[0], ()):
            for pattern in hearing.patterns:
                found = None if pattern.claim else pattern.anywhere(key)
                if found is not None:
                    yield found

    def _actors(
        self, hearing: Hearing, role: str, partial: Partial, stores: Stores
    ) -> Iterator[str]:
        env: Env = {r: str(what) for r, what in partial}
        if role in env:
            yield str(env[role])
            return
        rows, own = hearing.rows(frozenset(env)), hearing.rows(frozenset((*env, role)))
        if rows is None or own is None:
            yield from self.rules.people
            return
        yield from dict.fromkeys(str(row[role]) for row in rows(env, View(stores, (COMMON,))))
        for person in self._minders(hearing.rule, stores):
            if next(own({**env, role: person}, View(stores, (person,))), None) is not None:
                yield person

    def _minders(self, rule: Rule, stores: Stores) -> dict[str, None]:
        """Those who hold something that the condition reads otherwise than everybody."""
        return dict.fromkeys(p for f in sorted(rule.reads) for p in stores.minders.get(f, ()))

    def moved(self, key: Key) -> Iterator[str]:
        """Those to whom an act may promise something else, now that everybody has this fact
        otherwise."""
        places = self.promises.get(key[0])
        if places is not None:
            yield from (key[1][i] for i in places) if places else self.rules.people


__all__ = ["Listening"]
