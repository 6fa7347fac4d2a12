"""The state of the world after an event, as the chronicle has it."""

from __future__ import annotations

from dataclasses import dataclass, field

from vervain.story.chronicle import Chronicle
from vervain.tell.value import Values


@dataclass(slots=True)
class State:
    """The world's facts; quick while later and later ones are asked for."""

    chronicle: Chronicle
    _after: int = -1
    _values: Values = field(default_factory=dict)

    def after(self, event: int) -> Values:
        """Every fact after the event of that number (-1: at the start)."""
        if not self._values or event < self._after:
            start = self.chronicle.start
            self._values = {(f.fluent, f.args): value for f, value in start if not f.minds}
            self._after = -1
        for passed in self.chronicle.events[self._after + 1 : event + 1]:
            for change in passed.changes:
                self._values[change.fact.fluent, change.fact.args] = change.after
        self._after = event
        return self._values
