"""The report: what the runs of an ensemble show, with the uncertainty of each figure.

Endings, how long runs last, and what separates them: what was varied, and which early event or
belief goes with a longer run or with an ending. A difference is only told if its interval, widened
for the number of comparisons (Bonferroni), leaves zero out. What the same runs have is one thing,
told by its first name. Runs without a story (none was found) count for endings, not for how long
they last.

What happened early is looked for up to a moment at which nine of ten runs still go on, and only
those that do are compared: what happens in a run that lasts is no cause of its lasting. They are
compared within their variant: what happens in one variant alone does not stand for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from vervain.story.rates import (
    Estimate,
    Flags,
    Point,
    bonferroni,
    mean,
    mean_difference,
    median,
    rate,
    rate_difference,
    survival,
    within_strata,
)
from vervain.ui.many.store import Store
from vervain.ui.many.varied import Factor, factors

RARE = 5
"""What fewer runs have, or all but so many, is not compared."""
MOST_FEATURES = 5_000
MOST_TOLD = 12
LASTING = "how long it lasts"

Runs = npt.NDArray[np.int64]


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
class Finding:
    """`what` goes with a difference of `about`: in share of runs, or in minutes if `minutes`.

    `having` of all runs have it; so many `others` are had by just the same runs.
    """

    what: str
    about: str
    difference: Estimate
    having: int
    minutes: bool
    others: int = 0


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


@dataclass(slots=True)
class _Table:
    """The runs as columns, in the order of their numbers."""

    run: Runs
    seed: Runs
    variant: Runs
    ending: npt.NDArray[np.str_]
    ended: Flags
    minutes: npt.NDArray[np.float64]


def report(store: Store, by: str | None = None) -> Report:
    """What the file shows. `by`: tell endings apart by the last value of this fact (its words).

    ValueError in plain words if there is nothing to tell apart.
    """
    table = _table(store, by)
    names = dict(store.all("SELECT variant, change FROM variants ORDER BY 1"))
    chosen = factors(store.settings.get("vary", ""), names)
    early = _early(table)
    features, left_out = _features(store, table, early)
    findings, compared = _findings(table, chosen, features, early)
    curve = _curve(table, np.ones(len(table.run), dtype=bool))
    return Report(
        store.settings["world"],
        len(table.run),
        tuple(_endings(table, names)),
        curve,
        median(curve),
        tuple(_varied(table, factor) for factor in chosen),
        findings,
        compared,
        early,
        left_out,
        tuple(_sifted(store, table, names)),
    )


def _early(table: _Table) -> int:
    """How long nine of ten runs last at least, and no less than a quarter of a middling run."""
    if np.isnan(table.minutes).all():
        return 0
    quarter, tenth = np.nanmedian(table.minutes) / 4, np.nanquantile(table.minutes, 0.1)
    return int(max(quarter, tenth))


def _varied(table: _Table, factor: Factor) -> Varied:
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


def _curve(table: _Table, which: Flags) -> tuple[Point, ...]:
    lived = which & ~np.isnan(table.minutes)
    return survival(table.minutes[lived], table.ended[lived])


def _table(store: Store, by: str | None) -> _Table:
    rows = store.all(
        "SELECT run, seed, variant, ending, ended, minutes FROM runs WHERE ending <> 'lost' "
        "ORDER BY run"
    )
    if not rows:
        raise ValueError("there are no runs in the file yet")
    run, seed, variant, ending, ended, minutes = (list(c) for c in zip(*rows, strict=True))
    if by is not None:
        last = dict(store.all("SELECT run, words FROM facts WHERE fact = ? OR words = ?", by, by))
        if not last:
            some = [f for (f,) in store.all("SELECT DISTINCT fact FROM facts ORDER BY 1 LIMIT 8")]
            raise ValueError(f"no run has a fact {by!r}; there are: {'; '.join(some)}")
        ending = [last.get(r, "it is not so, or unknown") for r in run]
    return _Table(
        np.array(run),
        np.array(seed),
        np.array(variant),
        np.array(ending, dtype=np.str_),
        np.array(ended, dtype=bool),
        np.array(minutes, dtype=float),
    )


def _endings(table: _Table, names: dict[int, str]) -> list[Ending]:
    found = []
    for name in dict.fromkeys(table.ending.tolist()):
        so = table.ending == name
        hits, total = int(so.sum()), len(so)
        example = _name(table, _middling(table, so), names)
        counter = None if so.all() else _name(table, _middling(table, ~so), names)
        found.append(Ending(str(name), hits, rate(hits, total), example, counter))
    return sorted(found, key=lambda e: (-e.runs, e.name))


def _sifted(store: Store, table: _Table, names: dict[int, str]) -> list[Sifted]:
    """The patterns, those in the most runs first."""
    if store.settings.get("sifted") is None:
        return []
    at = {int(run): k for k, run in enumerate(table.run)}
    rows = store.all(
        "SELECT pattern, count(DISTINCT run), count(*), arg_max(words, (rarity, -run)), "
        "arg_max(run, (rarity, -run)) FROM stories GROUP BY 1 ORDER BY 2 DESC, 1"
    )
    return [
        Sifted(pattern, runs, rate(runs, len(at)), many / runs, words, _name(table, at[run], names))
        for pattern, runs, many, words, run in rows
    ]


def _middling(table: _Table, which: Flags) -> int:
    """Of these runs the one of the middle length."""
    those = np.flatnonzero(which)
    return int(those[np.argsort(table.minutes[those], kind="stable")[len(those) // 2]])


def _name(table: _Table, at: int, names: dict[int, str]) -> str:
    variant = names.get(int(table.variant[at]), "")
    return f"seed {table.seed[at]}" + (f" ({variant})" if len(names) > 1 else "")


# ---------------------------------------------------------------- what separates

_Feature = tuple[str, Flags, int]
"""What it is, which runs have it, and how many others are had by just the same runs."""


def _features(store: Store, table: _Table, early: int) -> tuple[list[_Feature], int]:
    """What a run may have or not: what happened or was believed before `early`."""
    found: list[_Feature] = []
    start = store.all("SELECT min(minute) FROM events")[0][0] or 0
    for sql in (
        "SELECT words, list(DISTINCT run) FROM events WHERE minute < ? GROUP BY words",
        "SELECT who || ' believed that ' || words, list(DISTINCT run) FROM knew "
        "WHERE minute < ? GROUP BY 1",
        "SELECT acts.words, list(DISTINCT run) FROM events JOIN acts USING (act) "
        "WHERE minute < ? GROUP BY 1",
    ):
        if "JOIN acts" in sql and not store.acts():
            continue
        having = f"{sql} HAVING count(DISTINCT run) >= {RARE} ORDER BY 1"
        for words, runs in store.all(having, start + early):
            has = np.isin(table.run, np.array(runs))
            if RARE <= has.sum() <= len(has) - RARE:
                found.append((words, has, 0))
    found = _distinct(found)
    return found[:MOST_FEATURES], max(0, len(found) - MOST_FEATURES)


def _distinct(features: list[_Feature]) -> list[_Feature]:
    """What the same runs have (or the same lack) once, under its first name."""
    found: dict[bytes, _Feature] = {}
    for what, has, _ in features:
        key = (has if has[0] else ~has).tobytes()
        first = found.get(key)
        if first is None:
            found[key] = (what, has, 0)
        elif first[1][0] == has[0]:
            found[key] = (first[0], first[1], first[2] + 1)
    return list(found.values())


def _findings(
    table: _Table, chosen: tuple[Factor, ...], features: list[_Feature], early: int
) -> tuple[tuple[Finding, ...], int]:
    """The differences that are clear, the largest first; and how many were looked at."""
    endings = [n for n in dict.fromkeys(table.ending.tolist()) if (table.ending != n).any()]
    if len(endings) == 2:
        endings = endings[:1]
    levels = [(f, v, np.isin(table.variant, vs)) for f in chosen for v, vs in f.told()]
    compared = (len(levels) + len(features)) * (len(endings) + 1)
    z = bonferroni(compared)
    found: list[Finding] = []
    lived = ~np.isnan(table.minutes)
    for factor, value, has in levels:
        found += _between(table, factor.named(value), has, lived, endings, z)
    going = lived & (table.minutes >= early)
    for what, has, others in features:
        found += _within(table, what, has, going, endings, z, others)
    clear = [f for f in found if f.difference.clear]
    longest = max(float(np.nanmax(table.minutes)), 1.0) if lived.any() else 1.0
    clear.sort(
        key=lambda f: (-abs(f.difference.value) / (longest if f.minutes else 1.0), f.what, f.about)
    )
    return tuple(clear), compared


def _between(
    table: _Table, what: str, has: Flags, lived: Flags, endings: list[str], z: float
) -> Iterator[Finding]:
    """What was varied: all runs that have it, against all that have not."""
    having, lacking = int(has.sum()), int((~has).sum())
    if min(having, lacking) < RARE:
        return
    one, two = table.minutes[has & lived], table.minutes[~has & lived]
    if min(len(one), len(two)) >= RARE:
        yield Finding(what, LASTING, mean_difference(one, two, z), having, minutes=True)
    for name in endings:
        so = table.ending == name
        more = rate_difference(int(so[has].sum()), having, int(so[~has].sum()), lacking, z)
        yield Finding(what, name, more, having, minutes=False)


def _within(
    table: _Table,
    what: str,
    has: Flags,
    going: Flags,
    endings: list[str],
    z: float,
    others: int,
) -> Iterator[Finding]:
    """What happened early: in the runs that still go on, compared within each variant."""
    has, strata = has[going], table.variant[going]
    having = int(has.sum())
    if min(having, len(has) - having) < 2 * RARE:
        return
    longer = within_strata(table.minutes[going], has, strata, z)
    if longer is not None:
        yield Finding(what, LASTING, longer, having, minutes=True, others=others)
    for name in endings:
        more = within_strata((table.ending[going] == name).astype(float), has, strata, z)
        if more is not None:
            more = Estimate(more.value, max(-1.0, more.low), min(1.0, more.high))
            yield Finding(what, name, more, having, minutes=False, others=others)
