"""Naming: from the ids and codes of a Ground to the names and values of a Chronicle."""

from __future__ import annotations

import math
from collections.abc import Iterator

from vervain.base.diagnostic import Report
from vervain.base.span import Span
from vervain.lang.expr import UNKNOWN, EntityRef, Value
from vervain.lang.world import Action, FluentType, Reaction, World
from vervain.model.ground import UNKNOWN_CODE, Claim, Ground, GroundEvent
from vervain.run.live.values import Bound
from vervain.run.parts import Reading
from vervain.story.chronicle import Act, Chronicle, Claimed, Fact, Plain


def plain_value(value: Value) -> Plain:
    """A value of the language, as a Chronicle has it."""
    if isinstance(value, EntityRef):
        return value.name
    return None if value is UNKNOWN else value


def full_value(value: Plain) -> Value:
    """A value of a Chronicle, as the language has it."""
    if isinstance(value, str):
        return EntityRef(value)
    return UNKNOWN if value is None else value


def claim_of(bound: Claimed | Bound) -> Claim:
    """What a claim role was bound to, as grounding has it."""
    return Claim(bound.fluent, bound.args, full_value(bound.value))


def number(value: float) -> float | None:
    """A number of an engine; what is no number (unknown, or without end) is None."""
    return value if math.isfinite(value) else None


class Names:
    """The names of one World and its Ground."""

    def __init__(self, world: World, ground: Ground) -> None:
        self.world, self.ground = world, ground
        self.actions = {action.name: action for action in world.actions}
        self.reactions = {reaction.name: reaction for reaction in world.reactions}
        self.fluents = {fluent.name: fluent for fluent in world.fluents}
        self.at = {(f.name, f.args): i for i, f in enumerate(ground.fluents)}
        self._values: dict[tuple[int, int], Plain] = {}
        self._facts: dict[tuple[int, tuple[int, ...]], Fact] = {}
        self._acts: dict[int, Act] = {}
        self.shown = [not f.hidden for f in ground.fluents]

    def value(self, fluent: int, code: int) -> Plain:
        """What a value code of the ground fluent stands for."""
        key = fluent, code
        if key not in self._values:
            self._values[key] = self._value(fluent, code)
        return self._values[key]

    def _value(self, fluent: int, code: int) -> Plain:
        if code == UNKNOWN_CODE:
            return None
        match self.ground.fluents[fluent].type:
            case FluentType.YES_NO:
                return bool(code)
            case FluentType.ENTITY:
                return self.ground.entities[code]
            case FluentType.NUMBER:
                value = code / self.ground.scale
                return int(value) if value.is_integer() else value

    def fact(self, fluent: int, minds: tuple[int, ...] = ()) -> Fact:
        """The ground fluent, in the mind reached by `minds`."""
        key = fluent, minds
        if key not in self._facts:
            ground, people = self.ground.fluents[fluent], self.ground.agents
            self._facts[key] = Fact(ground.name, ground.args, tuple(people[m] for m in minds))
        return self._facts[key]

    def reading(self, reading: Reading, within: tuple[int, ...] = ()) -> Fact:
        """What is read, by somebody in the mind reached by `within`."""
        return self.fact(reading.fluent, (*within, *reading.minds))

    def act(self, action: int) -> Act:
        """A ground action."""
        if action not in self._acts:
            event = self.ground.actions[action]
            self._acts[action] = _act(event, self.actions.get(event.name))
        return self._acts[action]

    def shown_reactions(self, fired: list[int]) -> Iterator[Act]:
        """Those of the reactions that an author has written."""
        for number in fired:
            schema = self.reactions.get(self.ground.reactions[number].name)
            if schema is None or not schema.hidden:
                yield self.reaction(number)

    def reaction(self, reaction: int) -> Act:
        """A ground reaction."""
        event = self.ground.reactions[reaction]
        return _act(event, self.reactions.get(event.name))


def _act(event: GroundEvent, schema: Action | Reaction | None) -> Act:
    """An event without a schema (hand-made Grounds) has its roles numbered."""
    names = [p.name for p in schema.params] if schema else [str(i) for i in range(len(event.args))]
    return Act(event.name, tuple(zip(names, map(_role, event.args), strict=True)))


def _role(bound: str | Claim) -> str | Claimed:
    if isinstance(bound, str):
        return bound
    return Claimed(bound.fluent, bound.args, plain_value(bound.value))


def numbered(chronicle: Chronicle, names: Names) -> tuple[tuple[int, ...], ...]:
    """The ground actions of a saved story; Rejected if it has acts that this world has not."""
    report = Report()
    known = {names.act(action): (action,) for action in range(len(names.ground.actions))}
    for event in chronicle.events:
        if event.act not in known:
            message = f"event {event.id}, {event.act.name}, is no act of {names.world.name}"
            report.add("V905", Span(f"chronicle of {chronicle.world}", 1, 0, 0), message)
    report.settle()
    return tuple(known[event.act] for event in chronicle.events)
