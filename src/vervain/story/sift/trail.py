"""Trail: the events so far, and what caused what, on paths of any length."""

from __future__ import annotations

from vervain.story.chronicle import Event, Fact
from vervain.story.sift.record import Record, seen_by


class Trail:
    """Grows with each event. Causes are the events that made a condition of an act so, and those
    that gave a belief on which a reason for it rests."""

    def __init__(self) -> None:
        self.events: dict[int, Event] = {}
        self._before: dict[int, tuple[int, ...]] = {}
        self._asked: tuple[int, int] = (-1, -1)
        self._ancestors: set[int] = set()

    def add(self, event: Event) -> None:
        """Take in the next event."""
        self.events[event.id] = event
        causes = [c.event for c in event.causes]
        causes += [b.since for reason in event.reasons for b in reason.beliefs]
        self._before[event.id] = tuple(sorted({c for c in causes if c is not None}))

    def minute(self, number: int) -> int:
        """When the event begins."""
        return self.events[number].minute

    def caused(self, cause: int, event: int) -> bool:
        """There is a path of causes from the one event to the other."""
        asked, floor = self._asked
        if asked != event or cause < floor:
            self._asked = (event, cause)
            self._ancestors = found = set()
            todo = [event]
            while todo:
                for number in self._before.get(todo.pop(), ()):
                    if number >= cause and number not in found:
                        found.add(number)
                        todo.append(number)
        return cause in self._ancestors

    def knows(self, who: str, number: int, record: Record, k: int) -> bool:
        """Who agreed to the event, saw or glimpsed it, or believes what it made so."""
        event = self.events[number]
        if who in event.agreed or seen_by(event.saw, who) or who in event.glimpsed:
            return True
        return any(
            record.read(f.fluent, f.args, (who,), k) == change.after
            for change in event.changes
            for f in [Fact(change.fact.fluent, change.fact.args)]
        )
