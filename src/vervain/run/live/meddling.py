"""Meddling: what is done to a life from outside: acts that must happen, and acts that must not.

Nothing else is touched: chance is drawn as ever, and whoever acts afterwards chooses anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from vervain.run.live.rules import Rule
from vervain.run.live.values import Bound, Env

Roles = tuple[tuple[str, str | Bound], ...]
"""What roles are bound to, by name."""


@dataclass(frozen=True, slots=True)
class Moment:
    """The place of a life where `events` have happened and the turn is at least `turn`."""

    turn: int
    events: int

    def reached(self, turn: int, events: int) -> bool:
        """The life is there, or beyond."""
        return turn > self.turn or (turn == self.turn and events >= self.events)


@dataclass(frozen=True, slots=True)
class Forced:
    """An act that is done at that moment, wanted or not, if it is possible. Roles that are not
    given may be anybody's."""

    at: Moment
    name: str
    roles: Roles


@dataclass(frozen=True, slots=True)
class Barred:
    """An act that is never done from that moment on."""

    at: Moment
    name: str
    roles: Roles


class Meddling:
    """All that is done to one life. `only`: acts that never happen but where they are forced.
    `done`: of those in `forced` that had their moment, the event that came of it, if any."""

    def __init__(
        self,
        forced: tuple[Forced, ...] = (),
        barred: tuple[Barred, ...] = (),
        only: frozenset[str] = frozenset(),
    ) -> None:
        self.forced, self.only = forced, only
        self.barred: dict[tuple[str, Roles], Moment] = {(b.name, b.roles): b.at for b in barred}
        self.done: dict[int, int | None] = {}

    def due(self, turn: int, events: Callable[[], int]) -> Iterator[tuple[int, Forced]]:
        """What is to be done now, each once."""
        for number, one in enumerate(self.forced):
            if number not in self.done and one.at.reached(turn, events()):
                yield number, one

    def bars(self, rule: Rule, env: Env, turn: int, events: int) -> bool:
        """The act must not happen now."""
        if rule.schema.name in self.only:
            return True
        if not self.barred:
            return False
        at = self.barred.get((rule.schema.name, tuple((p, env[p]) for p in rule.params)))
        return at is not None and at.reached(turn, events)
