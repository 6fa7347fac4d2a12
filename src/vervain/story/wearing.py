"""Wearing: what time makes of the bonds of a story (semantics, F2)."""

from __future__ import annotations

from collections.abc import Iterator

from vervain.lang.fading import Wears
from vervain.lang.timing import lasting
from vervain.lang.wearing import most_steps
from vervain.native.engine import Engine
from vervain.run.outline import Plans
from vervain.run.trace import ids
from vervain.story.naming import Names


class Wearing:
    """The bonds of one Ground that fade, and the acts by which they do."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._bonds = [f for f in names.world.fluents if f.fades is not None]
        self._acts: dict[tuple[str, int], int] = {}
        for action, event in enumerate(names.ground.actions):
            schema = names.actions.get(event.name)
            if schema is not None and isinstance(schema.by_itself, Wears):
                self._acts[schema.by_itself.fluent, schema.by_itself.steps] = action
        self.acts = frozenset(self._acts.values())
        """Acts that no story may use but for the time that has passed."""

    def due(self, engine: Engine, state: int, plans: Plans) -> Iterator[int]:
        """What has to be done in the state to which the plans have led, for the time that the last
        of them took."""
        now = self._minutes(plans)
        before = self._minutes(plans[:-1])
        for fluent in self._bonds:
            if fluent.fades is None:
                continue
            steps = now // fluent.fades.minutes - before // fluent.fades.minutes
            steps = min(steps, most_steps(fluent, fluent.fades))
            for power in reversed(range(steps.bit_length())):
                action = self._acts.get((fluent.name, 1 << power))
                if steps >> power & 1 and action is not None:
                    end = int(engine.successors(ids(state), ids(action))[0])
                    if end not in (state, -1, -2):
                        state = end
                        yield action

    def _minutes(self, plans: Plans) -> int:
        """How long the plans take, one after the other."""
        clock = minute = self._names.world.clock
        for action in (a for plan in plans for a in plan):
            schema = self._names.actions.get(self._names.ground.actions[action].name)
            minute += lasting(schema.duration, minute) if schema is not None else 0
        return minute - clock
