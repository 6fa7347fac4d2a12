"""Fading: what time makes of the bonds of a running world (semantics, F2)."""

from __future__ import annotations

from collections.abc import Iterator

from vervain.lang.calendar import minute_of
from vervain.lang.fading import Wears
from vervain.lang.wearing import most_steps
from vervain.lang.world import Fluent, World
from vervain.run.live.happen import Told
from vervain.run.live.rules import Rule, Rules
from vervain.run.live.stores import COMMON, Chain, Stores
from vervain.run.live.values import Key, Plain


class Fades:
    """The bonds of one world that fade, and the acts by which they do. Only what is written
    anywhere is looked at: what nobody has an entry for is what it usually is."""

    def __init__(self, world: World, rules: Rules, stores: Stores) -> None:
        self._world, self._stores = world, stores
        self._acts: dict[tuple[str, int], Rule] = {}
        for rule in rules.acts:
            by_itself = getattr(rule.schema, "by_itself", None)
            if isinstance(by_itself, Wears):
                self._acts[by_itself.fluent, by_itself.steps] = rule
        named = {fluent for fluent, _ in self._acts}
        self._bonds = [f for f in world.fluents if f.name in named]

    def due(self, turn: int) -> Iterator[Rule]:
        """The acts for the time between the last turn and this one, the largest steps first."""
        if not self._bonds or not turn:
            return
        before, now = (minute_of(self._world, t) - self._world.clock for t in (turn - 1, turn))
        for fluent in self._bonds:
            if fluent.fades is not None:
                steps = now // fluent.fades.minutes - before // fluent.fades.minutes
                steps = min(steps, most_steps(fluent, fluent.fades))
                for power in reversed(range(steps.bit_length())):
                    if steps >> power & 1:
                        yield self._acts[fluent.name, 1 << power]

    def told(self, rule: Rule) -> list[Told]:
        """What one of these acts makes of the bond: in the world, in what all have in common, and
        in each mind, where anybody holds it otherwise."""
        by_itself = getattr(rule.schema, "by_itself", None)
        fluent = next(f for f in self._bonds if f.name == getattr(by_itself, "fluent", ""))
        steps = getattr(by_itself, "steps", 1)
        found = []
        for chain, key, value in list(self._held(fluent.name)):
            new = _nearer(fluent, value, steps)
            if new != value:
                found.append((chain, key, new, "saw" if chain else ""))
        return found

    def _held(self, fluent: str) -> Iterator[tuple[Chain, Key, Plain]]:
        """What all have in common comes first: it is written over what anybody holds."""
        stores = self._stores
        for chain, facts in (((), stores.world), ((COMMON,), stores.common)):
            for key in facts.by_fluent.get(fluent, ()):
                yield chain, key, facts.entries[key].value
        for person in stores.owners.get(fluent, ()):
            own = stores.own[person]
            for key in own.by_fluent.get(fluent, ()):
                yield (person,), key, own.entries[key].value
        for key, chains in stores.nested_holders.items():
            for person, other in chains if key[0] == fluent else ():
                yield (person, other), key, stores.nested[person][other, key].value


def _nearer(fluent: Fluent, value: Plain, steps: int) -> Plain:
    """The value so many steps nearer to what it usually is; it never passes it."""
    usual = fluent.default if isinstance(fluent.default, int | float) else 0
    if fluent.fades is None or not isinstance(value, int | float) or isinstance(value, bool):
        return value
    by = fluent.fades.by * steps
    return max(usual, value - by) if value > usual else min(usual, value + by)
