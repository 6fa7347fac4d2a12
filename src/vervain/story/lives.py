"""Lives: all events of one person, and which of them meant most."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import log2

from vervain.story.chronicle import Chronicle, Event, Fact

OTHERS = 0.1
"""How much of its weight an event has in the life of somebody who was told of it, or looked on."""


@dataclass(frozen=True, slots=True)
class Turn:
    """An event in somebody's life, by the name of its act. `did`: they agreed to it. `weight`: what
    came of it (events it caused), what they wanted with it, and how much it changed in their mind;
    of what others did to others a part only."""

    event: int
    act: str
    did: bool
    weight: float
    causes: int
    served: tuple[str, ...]
    learnt: int


@dataclass(frozen=True, slots=True)
class Life:
    """One person's whole story: `turns` in order of time."""

    name: str
    turns: tuple[Turn, ...]
    died: int | None

    def weightiest(self, most: int) -> tuple[Turn, ...]:
        """The turns that meant most, the first of them first; the second of a kind counts half, the
        third a third."""
        left, seen, chosen = list(self.turns), Counter[str](), list[Turn]()
        while left and len(chosen) < most:
            best = max(left, key=lambda t: (t.weight / (1 + seen[t.act]), -t.event))
            left.remove(best)
            seen[best.act] += 1
            chosen.append(best)
        return tuple(chosen)


class Lives:
    """An index over one chronicle: built once, then every life is at hand."""

    def __init__(self, chronicle: Chronicle) -> None:
        self.chronicle = chronicle
        self._events: dict[str, list[int]] = {}
        self._effects: Counter[int] = Counter()
        for event in chronicle.events:
            for name in _people(event):
                self._events.setdefault(name, []).append(event.id)
            behind = {c.event for c in event.causes}
            behind |= {b.since for r in event.reasons for b in r.beliefs}
            self._effects.update(number for number in behind if number is not None)

    def events(self, name: str) -> tuple[int, ...]:
        """Everything that the person did, underwent, or learnt something from."""
        return tuple(self._events.get(name, ()))

    def life(self, name: str) -> Life:
        """The whole of it."""
        turns, died = [], None
        for number in self._events.get(name, ()):
            event = self.chronicle.events[number]
            turns.append(self._turn(name, event))
            if died is None and any(_dies(c.fact, c.after, name) for c in event.changes):
                died = number
        return Life(name, tuple(turns), died)

    def _turn(self, name: str, event: Event) -> Turn:
        did = name in event.agreed
        own = [r for r in event.reasons if r.agent == name]
        served = tuple(w.purpose or w.text for r in own for w in r.wants)
        gain = sum(max(0.0, (w.after or 0) - (w.before or 0)) for r in own for w in r.wants)
        learnt = sum(c.fact.minds[:1] == (name,) for c in event.minds)
        named = name in {v for _, v in event.act.roles}
        causes = self._effects[event.id]
        changed = sum(name in c.fact.args for c in event.changes)
        part = 1.0 if did or named else OTHERS
        weight = part * (log2(1 + causes) + changed + 1.0) + gain + 0.25 * learnt
        return Turn(event.id, event.act.name, did, round(weight, 3), causes, served, learnt)


def _people(event: Event) -> dict[str, None]:
    """Whose event it is."""
    names = dict.fromkeys(event.agreed)
    names |= dict.fromkeys(v for _, v in event.act.roles if isinstance(v, str))
    names |= dict.fromkeys(a for c in event.changes for a in c.fact.args)
    return names | dict.fromkeys(c.fact.minds[0] for c in event.minds)


def _dies(fact: Fact, value: object, name: str) -> bool:
    return fact.fluent == "alive" and fact.args == (name,) and value is False
