"""Arrays: a story as the kernel is asked to appraise it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from vervain.lang.world import FluentType
from vervain.model.ground import NONE, UNKNOWN_CODE, Floats, Ints, Longs
from vervain.native.feeling import Asked
from vervain.story.case import Case
from vervain.story.chronicle import Event, Plain
from vervain.story.feel.bonds import Row, full, rows, scaled
from vervain.story.feel.dear import Dear
from vervain.story.feel.deeds import ANY, Deeds
from vervain.story.feel.feeling import Emotion
from vervain.story.feel.inner import ALIVE, Inner, minutes
from vervain.story.feel.intensity import (
    HALF_LIFE,
    MOOD_HALF_LIFE,
    MOOD_PULL,
    MOOD_SHARE,
    THRESHOLD,
    YEAR,
)
from vervain.story.feel.prospects import CHANCE

Table = dict[str, Any]
"""Arrays, by the name of the field of `Asked`."""


class Arrays:
    """Numbers for all that an appraisal reads, and what they stand for."""

    def __init__(self, case: Case) -> None:
        self.case, self.inner = case, Inner(case)
        self.deeds, self.dear = Deeds(self.inner), Dear(self.inner)
        self.minutes = minutes(case)
        self.bonds = tuple(rows(self.inner))
        self.values = tuple(dict.fromkeys(value for _, value in self.dear.held))
        """What anybody holds dear."""
        self.symbols = list(case.ground.entities)
        self._codes = {name: i for i, name in enumerate(self.symbols)}
        self._spots: dict[int, tuple[int, list[int]]] = {}  # by id(fact); the story keeps it
        self._people = {name: i for i, name in enumerate(self.inner.people)}

    def asked(self) -> Asked:
        """What the kernel has to know."""
        return Asked(
            **self._scales(), **self._facts(), **self._wants(), **self._events(), **self._acts()
        )

    # ------------------------------------------------------------ facts and people

    def _scales(self) -> Table:
        case, reach = self.case, self.case.reach
        return {
            "counts": longs((len(self.values), reach.character, reach.belief)),
            "scale": floats((THRESHOLD, MOOD_SHARE, MOOD_HALF_LIFE, MOOD_PULL, YEAR)),
            "half_life": floats(HALF_LIFE.get(emotion, 0.0) for emotion in Emotion),
            "states": np.ascontiguousarray(case.history.states),
            "actions": np.ascontiguousarray(case.history.actions),
            "minutes": longs(self.minutes),
        }

    def _facts(self) -> Table:
        inner, ground = self.inner, self.case.ground
        about = [[self._people[a] for a in f.args if a in self._people] for f in ground.fluents]
        places = [self._place_fluent(name) for name in inner.people]
        return {
            "feels": ints(is_so for row in inner.feeling for is_so in row),
            "alive": ints(is_so for row in inner.living for is_so in row),
            "shown": ints(self.case.names.shown),
            "felt": ints(inner.felt),
            **table("about", about),
            "alive_fluent": ints(self._fluent(ALIVE, (name,)) for name in inner.people),
            "place_fluent": ints(places),
            "own_place": ints(
                self._place(a, name) if places[a] == NONE else NONE
                for a, name in enumerate(inner.people)
            ),
        }

    def _fluent(self, name: str, args: tuple[str, ...]) -> int:
        return self.case.names.at.get((name, args), NONE)

    def _place_fluent(self, who: str) -> int:
        index = self._fluent("place", (who,))
        fluents = self.case.ground.fluents
        return index if index == NONE or fluents[index].type is FluentType.ENTITY else NONE

    def _place(self, agent: int, who: str) -> int:
        """Where the agent takes somebody to be, who never moves."""
        return self._symbol(self.inner.place(agent, who, 0))

    def _symbol(self, name: str | None) -> int:
        if name is None:
            return NONE
        if name not in self._codes:
            self._codes[name] = len(self.symbols)
            self.symbols.append(name)
        return self._codes[name]

    def _code(self, fluent: int, value: Plain) -> int:
        """The code of a value of a ground fluent."""
        if value is None:
            return UNKNOWN_CODE
        if isinstance(value, str):
            return self._codes[value]
        number = self.case.ground.fluents[fluent].type is FluentType.NUMBER
        return round(value * self.case.ground.scale) if number else int(value)

    # ------------------------------------------------------------ what people want and hold dear

    def _wants(self) -> Table:
        inner = self.inner
        held = list(self.dear.held)
        weight_row = np.full((len(inner.people), len(self.values)), NONE, dtype=np.int32)
        for i, (agent, value) in enumerate(held):
            weight_row[agent, self.values.index(value)] = i
        return {
            **table("stake_want", [[s.want for s in row] for row in inner.stakes], "stake_start"),
            "stake_term": ints(s.term for row in inner.stakes for s in row),
            "most": floats(inner.most),
            **self._bonds(self.bonds),
            "weight_row": weight_row.ravel(),
            "weight": floats(w for a, v in held for w in self.dear.weights(a, v)),
        }

    def _bonds(self, bonds: Sequence[Row]) -> Table:
        names, believes = self.inner.people, self.inner.believes
        return {
            "bond_agent": ints(b.agent for b in bonds),
            "bond_other": ints(b.other for b in bonds),
            "bond_fears": ints(b.fears for b in bonds),
            "bond_fluent": ints(NONE if b.index is None else b.index for b in bonds),
            "bond_sign": ints(b.sign for b in bonds),
            "bond_full": floats(full(b.fluent) for b in bonds),
            "bond_fixed": floats(scaled(b.fluent, b.fixed) for b in bonds),
            "bond_alive": ints(
                believes(b.agent, ALIVE, (names[b.other],), 0) is not False for b in bonds
            ),
            "bond_place": ints(self._place(b.agent, names[b.other]) for b in bonds),
        }

    # ------------------------------------------------------------ events

    def _events(self) -> Table:
        events, people = self.case.chronicle.events, self._people
        seen = np.zeros((len(events), len(people)), dtype=np.int32)
        for k, event in enumerate(events):
            seen[k, [people[n] for n in (*event.saw, *event.agreed) if n in people]] = 1
        saw = [list(self._saw(event)) for event in events]
        causes = [list(self._causes(event)) for event in events]
        plans = [list(self._plans(event)) for event in events]
        return {
            "seen": seen.ravel(),
            **table("agreed", [[people[n] for n in e.agreed] for e in events]),
            **table("role", [list(self._roles(e)) for e in events]),
            **table("saw_fluent", [[fluent for fluent, _ in row] for row in saw], "saw_start"),
            **table("saw_mind", [mind for row in saw for _, mind in row]),
            **table("cause_event", [[c[0] for c in row] for row in causes], "cause_start"),
            "cause_fluent": ints(c[1] for row in causes for c in row),
            "cause_code": ints(c[2] for row in causes for c in row),
            **table("reason_agent", [[agent for agent, _ in row] for row in plans], "reason_start"),
            **table("plan", [plan for row in plans for _, plan in row]),
        }

    def _roles(self, event: Event) -> Iterable[int]:
        """Who did it, or underwent it."""
        roles = (name for _, name in event.act.roles if isinstance(name, str))
        return (self._people[n] for n in (*event.agreed, *roles) if n in self._people)

    def _saw(self, event: Event) -> Iterable[tuple[int, list[int]]]:
        """What anybody came to believe by seeing it: the fluent, and in whose mind."""
        for change in event.minds:
            if change.how == "saw":
                fact = change.fact
                spot = self._spots.get(id(fact))
                if spot is None:
                    index = self._fluent(fact.fluent, fact.args)
                    spot = self._spots[id(fact)] = index, [self._people[m] for m in fact.minds]
                if spot[0] != NONE:
                    yield spot

    def _causes(self, event: Event) -> Iterable[tuple[int, int, int]]:
        """The facts of the world that made it possible, and the events that made them so."""
        for cause in event.causes:
            index = self.case.names.at.get((cause.fact.fluent, cause.fact.args))
            if cause.event is not None and not cause.fact.minds and index is not None:
                yield cause.event, index, self._code(index, cause.value)

    def _plans(self, event: Event) -> Iterable[tuple[int, list[int]]]:
        """Who agreed, and what is left of their plans after it."""
        acts = self.case.acts
        for reason in event.reasons:
            if all(act in acts for act in reason.plan[1:]):
                yield self._people[reason.agent], [acts[act] for act in reason.plan[1:]]

    # ------------------------------------------------------------ acts

    def _acts(self) -> Table:
        deeds, names = self.deeds, self.case.names
        schemas = [names.actions.get(event.name) for event in self.case.ground.actions]
        odds = [s.chance if s is not None else None for s in schemas]
        norms = [[n for n in deeds.norms(a) if n.value in self.values] for a in range(len(schemas))]
        set_ = [list(row.items()) for row in deeds.sets]
        traces = deeds.traces
        return {
            "stirs": ints(s is not None and s.by_itself is not None for s in schemas),
            "chance": floats(o[0] / o[1] if o else CHANCE for o in odds),
            **table(
                "norm_value",
                [[self.values.index(n.value) for n in row] for row in norms],
                "norm_start",
            ),
            "norm_sign": ints(n.sign for row in norms for n in row),
            "norm_doer": ints(self._people[n.doer] for row in norms for n in row),
            **table("sets_fluent", [[fluent for fluent, _ in row] for row in set_], "sets_start"),
            "sets_code": ints(code or 0 for row in set_ for _, code in row),
            "sets_any": ints(code is ANY for row in set_ for _, code in row),
            "trace_fluent": ints(fluent for fluent, _ in traces),
            "trace_code": ints(code for _, code in traces),
            **table(
                "trace_action", [sorted(actions) for actions in traces.values()], "trace_start"
            ),
        }


def ints(items: Iterable[int]) -> Ints:
    """An array that the kernel takes."""
    return np.array(list(items), dtype=np.int32)


def longs(items: Iterable[int]) -> Longs:
    """An array of 64 bits."""
    return np.array(list(items), dtype=np.int64)


def floats(items: Iterable[float]) -> Floats:
    """An array of numbers."""
    return np.array(list(items), dtype=np.float64)


def table(name: str, rows_: Sequence[Sequence[int]], start: str = "") -> Table:
    """Compressed rows: `name` and `name_start`."""
    ends = longs((0, *(len(row) for row in rows_)))
    return {
        start or f"{name}_start": np.cumsum(ends),
        name: ints(item for row in rows_ for item in row),
    }
