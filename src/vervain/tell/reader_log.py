"""The reader's log: what whoever reads this has been told, apart from what anybody in the story
knows. So nothing is told twice as new, and what comes again is marked."""

from __future__ import annotations

from dataclasses import dataclass, field

from vervain.story.chronicle import Event, Fact, Plain

REMINDED, FRESH = 300, 150
"""Words after which a want can be named again, as one that lasts; and for which what was told is
still in mind."""

Want = tuple[str, str]
"""Whose it is, and its words."""


@dataclass(slots=True)
class ReaderLog:
    """Events told (from whose mind, and `at` which word), facts as last told, `since` which
    event, wants with the word at which they were last named, and feelings told."""

    events: dict[int, str | None] = field(default_factory=dict)
    facts: dict[tuple[str, tuple[str, ...]], Plain] = field(default_factory=dict)
    wants: dict[Want, int] = field(default_factory=dict)
    felt: set[tuple[str, str, str]] = field(default_factory=set)
    at: dict[int, int] = field(default_factory=dict)
    since: dict[tuple[str, tuple[str, ...]], int] = field(default_factory=dict)

    def tell(self, events: tuple[Event, ...], focaliser: str | None, words: int) -> None:
        """These events have been told, the page having so many words; and with them what they
        changed in the world."""
        for event in events:
            self.events.setdefault(event.id, focaliser)
            self.at[event.id] = words
            for change in event.changes:
                self.learn(change.fact, change.after, event.id)

    def fresh(self, words: int) -> set[int]:
        """The events that were told so lately that they are still in mind."""
        return {event for event, at in self.at.items() if at > words - FRESH}

    def knows_all(self, events: tuple[Event, ...]) -> bool:
        """The reader has been told of these events."""
        return all(event.id in self.events for event in events)

    def holds(self, fact: Fact, value: Plain, before: int | None = None) -> bool:
        """The reader was last told that the fact is so; not by the event `before` which it asks."""
        if before is not None and self.since.get((fact.fluent, fact.args)) == before:
            return False
        known = self.facts.get((fact.fluent, fact.args), _UNTOLD)
        return known == value and type(known) is type(value)

    def learn(self, fact: Fact, value: Plain, event: int) -> None:
        """The reader has been told, by an event, what is so."""
        self.since[fact.fluent, fact.args] = event
        self.facts[fact.fluent, fact.args] = value

    def want(self, want: Want, words: int) -> str:
        """How a want stands: `new`, `known` (named lately), or `reminder`."""
        if want not in self.wants:
            return "new"
        return "reminder" if words - self.wants[want] > REMINDED else "known"


_UNTOLD = object()
