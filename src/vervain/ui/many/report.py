"""The report: what the runs of an ensemble show, with the uncertainty of each figure.

Endings, how long runs last, and what separates them (`separating`): what was varied, what was so at
the start, and which early event or belief goes with a longer run or with an ending. What the same
runs have is one thing, told by its first name. Runs without a story (none was found) count for
endings, not for how long they last.

What happened early is looked for up to a moment after which nine of ten runs still go on, and only
those that do are compared: what happens in a run that lasts is no cause of its lasting. They are
compared within their variant: what happens in one variant alone does not stand for it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from vervain.story.rates import Estimate, Flags, Point, mean, median, rate, survival
from vervain.ui.many.features import families
from vervain.ui.many.rarest import Rarest, rarest
from vervain.ui.many.separating import LASTING, Finding, findings
from vervain.ui.many.store import Store
from vervain.ui.many.table import Table, table_of
from vervain.ui.many.varied import Factor, factors

MOST_TOLD = 12


@dataclass(frozen=True, slots=True)
class Ending:
    """How often runs end so; `example` and `counter` are seeds, with the variant where there are
    several: a run of middling length that ends so, and one that does not."""

    name: str
    runs: int
    share: Estimate
    example: str
    counter: str | None


@dataclass(frozen=True, slots=True)
class Sifted:
    """In how many runs a pattern is found, how often in each of them, and the rarest find: in
    words, and the run it is of."""

    pattern: str
    runs: int
    share: Estimate
    each: float
    words: str
    example: str


@dataclass(frozen=True, slots=True)
class Level:
    """The runs in which something that was varied is so: how many, their curve, the share that
    still goes on at the end, and how long they last on average, as far as they were followed."""

    value: str
    runs: int
    curve: tuple[Point, ...]
    going: Estimate
    lasting: Estimate | None

    @property
    def median(self) -> float | None:
        """When half of them are over."""
        return median(self.curve)


@dataclass(frozen=True, slots=True)
class Varied:
    """One thing that was varied, with what became of each of its values."""

    what: str
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All that is said of an ensemble. Times are in minutes."""

    world: str
    runs: int
    endings: tuple[Ending, ...]
    curve: tuple[Point, ...]
    median: float | None
    varied: tuple[Varied, ...]
    findings: tuple[Finding, ...]
    compared: int
    early: int
    left_out: int = field(default=0)
    stories: tuple[Sifted, ...] = ()
    rarest: Rarest | None = None
    sifted: bool = False
    not_sifted: tuple[str, ...] = ()
    why_not: str = ""
    unfelt: int = 0


def report(store: Store, by: str | None = None) -> Report:
    """What the file shows. `by`: tell endings apart by the last value of this fact (its words).

    ValueError in plain words if there is nothing to tell apart.
    """
    table = table_of(store, by)
    chosen = factors(store.settings.get("vary", ""), table.names)
    early = _early(table)
    tried, left_out = families(store, table, early)
    found, compared = findings(table, chosen, tried, early)
    curve = _curve(table, np.ones(len(table.run), dtype=bool))
    return Report(
        store.settings["world"],
        len(table.run),
        tuple(_endings(table)),
        curve,
        median(curve),
        tuple(_varied(table, factor) for factor in chosen),
        found,
        compared,
        early,
        left_out,
        tuple(_sifted(store, table)),
        rarest(store, table),
        store.settings.get("sifted") is not None,
        tuple(filter(None, store.settings.get("not sifted", "").split("\n"))),
        store.settings.get("why not", ""),
        0 if store.old else store.all("SELECT count(*) FROM unfelt")[0][0],
    )


def _early(table: Table) -> int:
    """How long is early: as long as nine of ten runs go on after it, and no less than a quarter of
    a middling run; in whole turns, so that what ends a run is not among what came before."""
    if not table.lived.any():
        return 0
    minutes = table.minutes[table.lived].astype(np.int64)
    turn = int(np.gcd.reduce(minutes)) or 1
    tenth = int(np.quantile(minutes, 0.1, method="lower")) - turn
    quarter = int(np.median(minutes)) // 4 // turn * turn
    return max(turn, tenth, quarter)


def _varied(table: Table, factor: Factor) -> Varied:
    levels = []
    for value, variants in factor.values:
        those = np.isin(table.variant, variants)
        if not those.any():
            continue
        lived = table.minutes[those & ~np.isnan(table.minutes)]
        going = rate(int((~table.ended[those]).sum()), int(those.sum()))
        last = mean(lived) if len(lived) else None
        levels.append(Level(value, int(those.sum()), _curve(table, those), going, last))
    return Varied(factor.what, tuple(levels))


def _curve(table: Table, which: Flags) -> tuple[Point, ...]:
    lived = which & ~np.isnan(table.minutes)
    return survival(table.minutes[lived], table.ended[lived])


def _endings(table: Table) -> list[Ending]:
    found = []
    for name in dict.fromkeys(table.ending.tolist()):
        so = table.ending == name
        hits, total = int(so.sum()), len(so)
        example = table.name(_middling(table, so))
        counter = None if so.all() else table.name(_middling(table, ~so))
        found.append(Ending(str(name), hits, rate(hits, total), example, counter))
    return sorted(found, key=lambda e: (-e.runs, e.name))


def _sifted(store: Store, table: Table) -> list[Sifted]:
    """The patterns, those in the most runs first."""
    if store.settings.get("sifted") is None:
        return []
    at = {int(run): k for k, run in enumerate(table.run)}
    rows = store.all(
        "SELECT pattern, count(DISTINCT run), count(*), arg_max(words, (rarity, -run)), "
        "arg_max(run, (rarity, -run)) FROM stories GROUP BY 1 ORDER BY 2 DESC, 1"
    )
    return [
        Sifted(pattern, runs, rate(runs, len(at)), many / runs, words, table.name(at[run]))
        for pattern, runs, many, words, run in rows
    ]


def _middling(table: Table, which: Flags) -> int:
    """Of these runs the one of the middle length."""
    those = np.flatnonzero(which)
    return int(those[np.argsort(table.minutes[those], kind="stable")[len(those) // 2]])


__all__ = ["LASTING", "MOST_TOLD", "Ending", "Finding", "Level", "Report", "Varied", "report"]
