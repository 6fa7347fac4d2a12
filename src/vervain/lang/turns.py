"""How a world runs, turn by turn, and what is drawn before it does."""

from __future__ import annotations

from dataclasses import dataclass

from vervain.lang.expr import Value

UNITS = {
    "minute": 1,
    "hour": 60,
    "day": 1440,
    "week": 7 * 1440,
    "month": 30 * 1440,
    "year": 365 * 1440,
}
"""Minutes in each."""


@dataclass(frozen=True, slots=True)
class Living:
    """How the world runs: minutes in a turn, how many steps everybody looks ahead, and tempers by
    name (PRUDENT where nothing is said). `calendar`: the file says how long a turn is. `span` and
    `until`: how long a run lasts, and at which condition it ends sooner, where the file says so."""

    minutes: int = 24 * 60
    horizon: int = 1
    tempers: tuple[tuple[str, int], ...] = ()
    calendar: bool = False
    span: str | None = None
    until: str | None = None

    def temper_of(self, person: str) -> int:
        """The power to which what an act promises is raised; 0: always the best."""
        return next((t for name, t in reversed(self.tempers) if name == person), 0)


@dataclass(frozen=True, slots=True)
class Draw:
    """What is drawn at the start for each of `people`, from the seed of a run (`crowds`).

    In `args` WHO stands for whom it is drawn, ANOTHER for who is drawn. `kind` with its `numbers`:
    `others` and `neighbours` (how many), `groups` and `lots` (from, to so many in each), `range`
    (from, to), `chance` (n, in m).
    """

    number: int
    kind: str
    numbers: tuple[int, ...]
    people: tuple[str, ...]
    fluent: str
    args: tuple[str, ...]
    value: Value
    both: bool = False
