"""Sabre worlds, compile step: stored beliefs, derived entries, believed copies (semantics, S6, S7).

A belief that occurs in a condition is *read*; one that occurs at all is *stored*. Both grow while
entries and copies are added, so everything is repeated until nothing is new.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from vervain.model.stored_atoms import (
    FALSE,
    FLUENT,
    TRUE,
    Dnf,
    Properties,
    Term,
    TooLargeError,
    all_of,
)
from vervain.model.stored_cases import Entry
from vervain.model.stored_events import CHOICE, Event, joined

MOST_STORED = 20_000
MOST_NESTED = 8
"""Beliefs about beliefs; more come about only where copies of triggers make copies for ever."""


@dataclass(slots=True)
class Beliefs:
    """Which beliefs are stored, and which of them are read, in the order of their appearance."""

    props: Properties
    read: dict[int, None]
    stored: dict[int, None]

    def see_condition(self, dnf: Dnf) -> None:
        """Note what a condition reads, in the order of its atoms."""
        held = self.props.held
        beliefs = [
            tuple([atom for atom in clause if held[atom[0]][0] >= 0 or type(atom[2]) is tuple])
            for clause in dnf
        ]
        for clause in self.props.in_order(tuple(filter(None, beliefs))):
            for fluent, _, term in clause:
                self._note(fluent, self.read)
                self.see_term(term, self.read)

    def see_term(self, term: Term, where: dict[int, None] | None = None) -> None:
        """Note what a term reads."""
        if type(term) is tuple:
            if term[0] == FLUENT:
                self._note(term[1], self.stored if where is None else where)
            else:
                for part in term[1:]:
                    self.see_term(part, where)

    def see_utility(self, term: Term) -> None:
        """Note what a utility reads."""
        if type(term) is not tuple or term[0] != CHOICE:
            parts = term[1:] if type(term) is tuple and term[0] != FLUENT else ()
            for part in parts:
                self.see_utility(part)
            self.see_term(term if not parts else None)
            return
        for dnf, value in term[1]:
            self.see_condition(dnf)
            self.see_utility(value)
        self.see_utility(term[2])

    def see_stored(self, dnf: Dnf) -> None:
        """Note what a condition mentions that counts for values only."""
        for clause in dnf:
            for fluent, _, term in clause:
                self._note(fluent, self.stored)
                self.see_term(term)

    def see_target(self, fluent: int) -> None:
        """Note that a property is set."""
        self._note(fluent, self.stored)

    def depth(self) -> int:
        """How many minds the deepest stored belief is in."""
        held, deepest = self.props.held, 0
        for fluent in self.stored:
            inner, depth = fluent, 0
            while held[inner][0] >= 0:
                inner, depth = held[inner][1], depth + 1
            deepest = max(deepest, depth)
        return deepest

    def _note(self, fluent: int, where: dict[int, None]) -> None:
        held = self.props.held
        while held[fluent][0] >= 0:
            where.setdefault(fluent)
            self.stored.setdefault(fluent)
            where = self.stored
            fluent = held[fluent][1]  # what is believed is tracked, too


def with_beliefs(
    props: Properties, actions: list[Event], triggers: list[Event], utilities: list[Term]
) -> tuple[Beliefs, list[Event], list[Event]]:
    """All actions with their derived entries, and all triggers with their believed copies."""
    beliefs = Beliefs(props, {}, {})
    for event in (*actions, *triggers):
        if event.believes:
            _see(beliefs, event)
    for utility in utilities:
        beliefs.see_utility(utility)
    all_actions, all_triggers = actions, triggers
    before = (0, 0)
    while before != (len(beliefs.read), len(beliefs.stored)):
        before = (len(beliefs.read), len(beliefs.stored))
        by_inner: dict[int, list[tuple[int, int]]] = {}
        for fluent in beliefs.stored:
            agent, inner = props.held[fluent]
            by_inner.setdefault(inner, []).append((agent, fluent))
        all_actions = [_derived(beliefs, by_inner, event) for event in actions]
        all_triggers = list(_copied(beliefs, triggers))
        for event in all_triggers:
            if event.believers:
                _see(beliefs, event)
        if len(beliefs.stored) > MOST_STORED or beliefs.depth() > MOST_NESTED:
            raise TooLargeError
    return beliefs, all_actions, all_triggers


def _see(beliefs: Beliefs, event: Event) -> None:
    """Note everything that occurs in an event: precondition, effect conditions, observing."""
    beliefs.see_condition(event.condition)
    for dnf, fluent, term in event.entries:
        beliefs.see_condition(dnf)
        beliefs.see_target(fluent)
        beliefs.see_term(term)
    for dnf in event.observe:
        beliefs.see_condition(dnf)


def _derived(beliefs: Beliefs, by_inner: dict[int, list[tuple[int, int]]], event: Event) -> Event:
    """The action with what its observers come to believe: each entry they see, they see happen in
    what they believe. What that makes occur is noted."""
    props = beliefs.props
    entries = list(event.entries)
    unread: list[Entry] = []
    todo: list[Entry] = list(event.entries)
    for dnf, inner, term in todo:  # grows while we walk
        for agent, fluent in by_inner.get(inner, ()):
            cond = event.observe[agent]
            if dnf != TRUE:
                cond = all_of(cond, props.in_mind(agent, dnf))
            if cond == FALSE:
                continue
            entry = (cond, fluent, props.term_in_mind(agent, term))
            todo.append(entry)
            read = fluent in beliefs.read
            (entries if read else unread).append(entry)
            beliefs.see_term(entry[2])
            if read and dnf != TRUE:
                beliefs.see_condition(cond)
            elif dnf != TRUE:
                beliefs.see_stored(cond)
    if len(todo) == len(event.entries):
        return event
    return Event(
        *(event.name, event.args, event.condition, joined(entries), True),
        *(event.consent, event.observe, joined(unread)),
    )


def _copied(beliefs: Beliefs, triggers: list[Event]) -> Iterator[Event]:
    """Each trigger, followed by its believed copies."""
    props = beliefs.props
    by_inner: dict[int, list[tuple[int, int, tuple[int, ...]]]] = {}
    for order, fluent in enumerate(beliefs.read):
        chain: tuple[int, ...] = ()
        inner = fluent
        while props.held[inner][0] >= 0:
            agent, inner = props.held[inner]
            chain = (*chain, agent)
            by_inner.setdefault(inner, []).append((order, 0, chain))
    for event in triggers:
        yield event
        found: list[tuple[int, int, tuple[int, ...]]] = []
        for at, (_, fluent, _) in enumerate(event.entries):
            found += [(order, at, chain) for order, _, chain in by_inner.get(fluent, ())]
        for chain in dict.fromkeys(chain for _, _, chain in sorted(found)):
            yield _copy(props, event, chain)


def _copy(props: Properties, event: Event, chain: tuple[int, ...]) -> Event:
    """The trigger as it happens in what agents believe."""
    condition, entries = event.condition, event.entries
    for agent in reversed(chain):
        condition = props.in_mind(agent, condition)
        entries = [
            (props.in_mind(agent, q), props.belief(agent, f), props.term_in_mind(agent, t))
            for q, f, t in entries
        ]
    return replace(event, condition=condition, entries=entries, believes=True, believers=chain)
