"""Deeds: who did what, as somebody knows it: because they saw it, or because a fact that they
believe can only have come about in one way."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from vervain.lang.values_held import value_of
from vervain.lang.world import FluentType
from vervain.model.ground import TermKind
from vervain.run.parts import Reading
from vervain.run.trace import consenting
from vervain.story.feel.feeling import Deed, Held
from vervain.story.feel.inner import Inner
from vervain.story.feel.makers import makers
from vervain.story.naming import claim_of
from vervain.story.norms import counted

Shared = dict[tuple[int, int], frozenset[int]]
ANY = None
"""A value that is not the same each time the act is done."""


@dataclass(frozen=True, slots=True)
class Norm:
    """An act is against a value (-1) or for it (1), on the part of `doer`."""

    value: str
    sign: int
    doer: str


@dataclass(frozen=True, slots=True)
class Known:
    """A deed that somebody knows of. `actions`: the ground action, or those that it may have been;
    `state`: before it, for the one who saw it; `trace`: the belief from which it is inferred."""

    deed: Deed
    actions: frozenset[int]
    state: int
    trace: Held | None = None


class Deeds:
    """What acts do to the world, forwards and backwards."""

    def __init__(self, inner: Inner) -> None:
        self.inner = inner
        case = inner.case
        self.agreed = [self._names(consenting(case.ground, a)) for a in range(len(case.acts))]
        self.sets: list[dict[int, int | None]] = [self._effects(a) for a in range(len(case.acts))]
        self.traces: Shared = self._traces()
        self.telltale = frozenset(fluent for fluent, _ in self.traces)
        """The fluents that give a deed away."""
        self._seen: dict[int, Known] = {}
        self._likely: dict[tuple[frozenset[int], int], int] = {}
        self._norms: dict[int, tuple[Norm, ...]] = {}
        self._counted = {
            a.name: tuple(counted(a.effects, case.names.fluents, lambda _: True))
            for a in case.world.actions
        }

    def _names(self, agents: Iterable[int]) -> tuple[str, ...]:
        return tuple(self.inner.people[a] for a in agents)

    def _effects(self, action: int) -> dict[int, int | None]:
        """What the action may set in the world: by fluent the code, or ANY."""
        ground = self.inner.case.ground
        t, found = ground.tables, dict[int, int | None]()
        for e in range(int(t.effect_start[action]), int(t.effect_start[action + 1])):
            if t.chain_start[e] == t.chain_start[e + 1]:
                fluent, term = int(t.effect_fluent[e]), int(t.effect_term[e])
                const = self.inner.case.parts.kind(term) is TermKind.CONST
                value = float(t.term_value[term])  # NaN: unknown
                code = int(value) if const and not math.isnan(value) else ANY
                found[fluent] = ANY if fluent in found and found[fluent] != code else code
        return found

    def _traces(self) -> Shared:
        """The facts (fluent, code) that only acts of one and the same doers bring about."""
        by = defaultdict[tuple[int, int], set[int]](set)
        open_ended = set[int]()
        for action, sets_ in enumerate(self.sets):
            for fluent, code in sets_.items():
                if code is ANY:
                    open_ended.add(fluent)
                else:
                    by[fluent, code].add(action)
        ground = self.inner.case.ground
        t, first = ground.tables, len(self.sets)
        reacted = set(t.effect_fluent[int(t.effect_start[first]) :].tolist())
        return {
            key: frozenset(actions)
            for key, actions in by.items()
            if key[0] not in open_ended | reacted
            and self.inner.case.names.shown[key[0]]
            and len({self.agreed[a] for a in actions}) == 1
            and self.agreed[next(iter(actions))]
            and (ground.whole or self._only_by(*key, self.agreed[next(iter(actions))]))
        }

    def _only_by(self, fluent: int, code: int, doers: tuple[str, ...]) -> bool:
        """Nobody else could bring the fact about, by acts that did not come about either."""
        case = self.inner.case
        fact, value = case.ground.fluents[fluent], case.names.value(fluent, code)
        by = makers(case.world, case.evaluator, fact.name, fact.args, value)
        return by is not None and by <= {doers}

    def may_set(self, action: int, reading: Reading, code: int) -> bool:
        """The action can make it so."""
        sets_ = self.sets[action]
        return (
            not reading.minds and reading.fluent in sets_ and sets_[reading.fluent] in (ANY, code)
        )

    def adds(self, reading: Reading) -> bool:
        """Several acts may each have a part in it: it is a number that they move."""
        kind = self.inner.case.ground.fluents[reading.fluent].type
        return kind is FluentType.NUMBER

    def norms(self, action: int) -> tuple[Norm, ...]:
        """The values that the action is against, or for."""
        case = self.inner.case
        counts = self._counted.get(case.ground.actions[action].name, ())
        if counts and action not in self._norms:
            roles = case.names.act(action).roles
            env = {n: b if isinstance(b, str) else claim_of(b) for n, b in roles}
            whose = ((fluent, str(case.evaluator.term(who, env, 0))) for fluent, who in counts)
            found = []
            for fluent, doer in dict.fromkeys(whose):
                held = value_of(case.names.fluents[fluent])
                if held is not None:
                    value, against = held
                    found.append(Norm(value, -1 if against else 1, doer))
            self._norms[action] = tuple(found)
        return self._norms.get(action, ())

    def seen(self, agent: int, k: int) -> Known | None:
        """Event k - 1, if the agent saw it, or did it."""
        event = self.inner.case.chronicle.events[k - 1]
        me = self.inner.people[agent]
        if me not in event.saw and me not in event.agreed:
            return None
        if k not in self._seen:
            action = int(self.inner.case.history.actions[k - 1])
            deed = Deed(event.act, event.agreed, event.id)
            self._seen[k] = Known(deed, frozenset({action}), k - 1)
        return self._seen[k]

    def traced(self, agent: int, reading: Reading, k: int) -> Known | None:
        """The deed that a belief gives away in state k."""
        if reading.minds:
            return None
        node = self.inner.nodes[agent][k]
        code = self.inner.case.history.read(node, reading)
        actions = self.traces.get((reading.fluent, code))
        if actions is None:
            return None
        likely = self._likeliest(actions, node)
        deed = Deed(self.inner.case.names.act(likely), self.agreed[likely], None)
        return Known(deed, actions, k, self.inner.held(agent, reading, node))

    def _likeliest(self, actions: frozenset[int], node: int) -> int:
        """The one that is named: whose effects agree best with what is believed."""
        read = self.inner.case.history.read

        def agreeing(action: int) -> int:
            sets_ = self.sets[action].items()
            return sum(code is ANY or read(node, Reading(f)) == code for f, code in sets_)

        key = actions, node
        if key not in self._likely:
            self._likely[key] = max(sorted(actions), key=agreeing)
        return self._likely[key]
