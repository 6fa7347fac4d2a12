"""Replays what the planner did, and tells every difference."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.sabre.material import ROOT, Names, grounded, number, world
from vervain.model.ground import Ground
from vervain.native.engine import Engine
from vervain.run.trace import ids

SEEN_BY_NOTHING = {
    "lovers": {"believes(C1,believes(C2,at(I2)))"},
    "secretagent": {"believes(Mastermind,at(SecretAgent))"},
    "space": {"believes(Zoe,guardian(Lizard,Surface))"},
}
"""Beliefs of the start that no condition, effect or utility has: they are not stored (S6)."""


@dataclass(slots=True)
class Replay:
    """One file of traces against one engine. `states`, `choices`, `utilities` count comparisons."""

    name: str
    ground: Ground
    engine: Engine
    names: Names
    at: int = 0
    owner: int | None = None
    states: int = 0
    choices: int = 0
    utilities: int = 0
    differences: list[str] = field(default_factory=list)
    _columns: list[tuple[str, int]] = field(default_factory=list)
    _recorded: dict[str, list[str]] = field(default_factory=dict)
    _where: str = ""

    @classmethod
    def of(cls, name: str, engine: Engine) -> Replay:
        """A replay of a problem's traces."""
        made = grounded(name)
        return cls(name, made, engine, Names(world(name), made))

    def run(self, walks: int | None = None) -> Replay:
        """Replay so many walks; None: all."""
        done = 0
        for line in lines(self.name):
            kind, *rest = line
            if kind == "W":
                if done == walks:
                    break
                done += 1
                self._begin(rest[0])
            else:
                getattr(self, f"_line_{kind.lower()}")(rest)
        return self

    def _differ(self, what: str) -> None:
        self.differences.append(f"{self._where}: {what}")

    def _begin(self, walk: str) -> None:
        if not self._columns:
            self._compare_names()
        self.at, self.owner, self._where = 0, None, f"walk {walk}"

    def _compare_names(self) -> None:
        at = {name: i for i, name in enumerate(self.names.fluents)}
        columns = self._recorded.get("F", [])
        missing = {name for name in columns if name not in at}
        if missing != SEEN_BY_NOTHING.get(self.name, set()):
            self._differ(f"fluents {missing}")
        if self.names.fluents != [name for name in columns if name not in missing]:
            self._differ("order of fluents")
        if self.names.actions != self._recorded.get("A", []):
            self._differ("actions")
        if self.names.reactions != self._recorded.get("T", []):
            self._differ("triggers")
        self._columns = [(name, at.get(name, -1)) for name in columns]

    # ------------------------------------------------------------ lines

    def _line_f(self, rest: list[str]) -> None:
        self._recorded.setdefault("F", []).append(rest[0])

    def _line_a(self, rest: list[str]) -> None:
        number = len(self._recorded.setdefault("A", []))
        self._recorded["A"].append(rest[0])
        tables = self.ground.tables
        begin, end = tables.consent_start[number : number + 2].tolist()
        agreed = ",".join(self.ground.agents[c] for c in tables.consent[begin:end].tolist())
        if agreed != rest[1]:
            self._differ(f"{rest[0]} consented by {agreed}, not {rest[1]}")

    def _line_t(self, rest: list[str]) -> None:
        self._recorded.setdefault("T", []).append(rest[0])

    def _line_s(self, rest: list[str]) -> None:
        chain, *recorded = rest
        state = self.at
        for who in chain.split("/")[1:]:
            state = self._mind(state, self.ground.agents.index(who))
        row = self.engine.values(ids(state))[0].tolist()
        self.states += 1
        for (name, fluent), value in zip(self._columns, recorded, strict=True):
            if fluent >= 0 and self.names.value(fluent, row[fluent]) != value:
                self._differ(f"{chain} {name} is not {value}")

    def _line_p(self, rest: list[str]) -> None:
        _, row = self.engine.applicable(ids(self.at))
        self.choices += 1
        if [self.names.actions[a] for a in row.tolist()] != [name for name in rest if name]:
            self._differ("applicable actions")

    def _line_u(self, rest: list[str]) -> None:
        index = len(self.ground.agents) if self.owner is None else self.owner
        value = number(float(self.engine.utilities(ids(self.at), index)[0]))
        self.utilities += 1
        if value != rest[0]:
            self._differ(f"utility {value}, not {rest[0]}")

    def _line_x(self, rest: list[str]) -> None:
        action = self.names.actions.index(rest[0])
        self.at = int(self.engine.successors(ids(self.at), ids(action))[0])
        self._where += f" {rest[0]}"

    def _line_b(self, rest: list[str]) -> None:
        self.owner = self.ground.agents.index(rest[0])
        self.at = self._mind(self.at, self.owner)
        self._where += f" [{rest[0]}]"

    def _mind(self, state: int, agent: int) -> int:
        return int(self.engine.minds(ids(state))[0, agent])


def lines(name: str) -> Iterator[list[str]]:
    """The recorded lines of a problem, as fields."""
    with gzip.open(ROOT / "traces" / f"{name}.tsv.gz", "rt", encoding="utf-8") as file:
        for line in file:
            yield line.rstrip("\n").split("\t")
