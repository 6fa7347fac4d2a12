"""Lint: what is not on record of an act that somebody agreed to. Nobody acts without a reason.

Of each who agreed there has to be a plan and a want that it serves; the beliefs it rests on, where
the act needs anything to be so; where the world ran, what else was weighed and by what margin it
was chosen; and every value that the act goes against, or is for, on their part.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from vervain.base.walk import walk
from vervain.lang.calendar import CALENDAR
from vervain.lang.expr import Const, EntityRef, Read, Term, Var
from vervain.lang.values_held import value_of
from vervain.lang.world import Action, Fluent, World
from vervain.story.chronicle import Act, Chronicle, Event, Reason
from vervain.story.norms import counted


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing on the part of `agent` in the record of an event."""

    event: int
    agent: str
    what: str


def gaps(world: World, chronicle: Chronicle) -> Iterator[Gap]:
    """All that is missing in a story, event by event."""
    lint = _Lint(world, lived=chronicle.ran is not None)
    for event in chronicle.events:
        yield from lint.of(event)


class _Lint:
    """Looks at the events of one story."""

    def __init__(self, world: World, *, lived: bool) -> None:
        self.lived = lived
        self.fluents: dict[str, Fluent] = {f.name: f for f in world.fluents}
        self.acts = {a.name: a for a in world.actions}
        self.calendar = {f.name for f in CALENDAR}
        self.needs = {a.name: self._needs(a) for a in world.actions}

    def of(self, event: Event) -> Iterator[Gap]:
        """What is missing of one event."""
        reasons = {reason.agent: reason for reason in event.reasons}
        for agent in event.agreed:
            if agent not in reasons:
                yield Gap(event.id, agent, "a reason")
                continue
            for what in self._missing(event, reasons[agent]):
                yield Gap(event.id, agent, what)

    def _missing(self, event: Event, reason: Reason) -> Iterator[str]:
        if not reason.plan or reason.plan[0] != event.act:
            yield "a plan that begins with it"
        if not reason.wants:
            yield "a want that it serves"
        if not reason.beliefs and self.needs.get(event.act.name, False):
            yield "the beliefs it rests on"
        if self.lived and (
            reason.weighed < 2 or len(reason.alternatives) != min(3, reason.weighed - 2)
        ):
            yield "what else was weighed"
        if self.lived and reason.margin is None:
            yield "the margin"
        for norm in self._norms(event.act, reason.agent):
            if norm not in {(n.value, n.against) for n in reason.norms}:
                value, against = norm
                yield f"that it is {'against' if against else 'for'} {value}"

    def _needs(self, act: Action) -> bool:
        """It needs something to be so that can be otherwise and that anybody speaks of."""
        reads = {r.fluent for r in walk((act.condition,)) if isinstance(r, Read)}
        shown = {f for f in reads - self.calendar if not self.fluents[f].hidden}
        return self.lived and bool(shown)

    def _norms(self, act: Act, agent: str) -> Iterator[tuple[str, bool]]:
        """What the act is against, or for, on this person's part, whatever else is so."""
        schema, roles = self.acts.get(act.name), dict(act.roles)
        for fluent, who in counted(schema.effects, self.fluents, _never) if schema else ():
            norm = value_of(self.fluents[fluent])
            if norm is not None and _named(who, roles) == agent:
                yield norm


def _never(_: object) -> bool:
    return False


def _named(who: Term, roles: Mapping[str, object]) -> object:
    match who:
        case Var(role):
            return roles.get(role)
        case Const(EntityRef(name)):
            return name
    return None
