"""A run whose felt facts follow what is felt (semantics, L15): each time anything has happened it
is done again, and appraised."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable

from vervain.base.diagnostic import Rejected
from vervain.run.live.feeling import Filled
from vervain.run.live.life import Life
from vervain.story.case import Case
from vervain.story.feel.appraise import appraise
from vervain.story.feel.feeling import Feelings


class FeltRun(ABC):
    """Asked at the beginning of each turn which felt facts have to change."""

    def __init__(self) -> None:
        self._known: tuple[Case, Feelings] | None = None
        self.lost = ""

    def due(self, life: Life) -> tuple[Filled, ...]:
        """The acts that set them, in the order of the facts."""
        if self.lost:
            return ()
        if self._known is None or len(self._known[0].chronicle.events) != len(life.events):
            try:
                case = self.again(life)
            except Rejected as rejected:
                self.lost = rejected.findings[0].message
                return ()
            if case is None:
                return ()
            self._known = case, appraise(case)
        case, found = self._known
        later = max(0, life.minute - found.minutes[-1])
        return tuple(self.changes(life, case, found, later))

    @abstractmethod
    def again(self, life: Life) -> Case | None:
        """The run so far as a planned story; None while nobody has to do with anything. `Rejected`
        where that cannot be."""

    @abstractmethod
    def changes(self, life: Life, case: Case, found: Feelings, later: int) -> Iterable[Filled]:
        """The acts by what is found, so many minutes after the last event."""
