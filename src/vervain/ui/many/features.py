"""Features: what a run may have or not, that may be what its ending hangs on.

What was drawn for it at its start: of whom a thing is so, of how many, how much on average. What
happened in it early on, which acts, how often. Who believed what early on, and how many did.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

import numpy as np

from vervain.story.rates import Flags
from vervain.ui.many.store import Store
from vervain.ui.many.table import Table
from vervain.ui.many.wordings import clause_in_sql, filled_in_sql

RARE = 5
"""What fewer runs have, or all but so many, is not compared."""
MOST_FEATURES = 20_000
MOST_EACH = 2_500
"""A fact that so many of have in a run is not looked at person by person."""


class When(Enum):
    """Since when a run has a thing."""

    VARIED = "varied"
    START = "at the start"
    EARLY = "early on"


@dataclass(frozen=True, slots=True)
class Feature:
    """What it is, which runs have it, and how many others are had by just the same runs."""

    what: str
    has: Flags
    others: int = 0


@dataclass(frozen=True, slots=True)
class Family:
    """Features of one sort."""

    when: When
    features: tuple[Feature, ...]


def families(store: Store, table: Table, early: int) -> tuple[tuple[Family, ...], int]:
    """All that is tried, what is said in general first; and how many features were left out."""
    seek = _Seeking(store, table, early)
    variants = [table.variant == v for v in np.unique(table.variant)]
    seen: set[bytes] = set()
    found, left_out = [], 0
    for when, sort in seek.sorts():
        features = _distinct((f for f in sort() if _differs(f.has, variants)), seen)
        left_out += max(0, len(features) - MOST_FEATURES)
        if features:
            found.append(Family(when, tuple(features[:MOST_FEATURES])))
    return tuple(found), left_out


def _differs(has: Flags, variants: list[Flags]) -> bool:
    """It is had by several runs and not by all, and in some variant by some."""
    several = RARE <= has.sum() <= len(has) - RARE
    return bool(several) and any(has[those].any() and not has[those].all() for those in variants)


def _distinct(features: Iterable[Feature], seen: set[bytes]) -> list[Feature]:
    """What the same runs have (or the same lack) once, by its first name."""
    found: dict[bytes, Feature] = {}
    for feature in features:
        has = feature.has
        key = (has if has[0] else ~has).tobytes()
        first = found.get(key)
        if first is not None and first.has[0] == has[0]:
            found[key] = Feature(first.what, first.has, first.others + 1)
        elif first is None and key not in seen:
            found[key] = feature
    seen.update(found)
    return list(found.values())


class _Seeking:
    """Reads features from one file."""

    def __init__(self, store: Store, table: Table, early: int) -> None:
        self.store, self.table = store, table
        first = store.all("SELECT min(minute) FROM events")[0][0] or 0
        self.until = int(store.settings.get("clock", first)) + early
        self.clause = clause_in_sql(store.roles)
        self.at = {int(run): k for k, run in enumerate(table.run)}

    def sorts(self) -> Iterator[tuple[When, Callable[[], Iterable[Feature]]]]:
        """Each sort of feature."""
        if not self.store.old:
            yield When.START, self.counts
            yield When.START, self.facts
        if self.store.acts():
            yield When.EARLY, self.acts
        if not self.store.old:
            yield When.EARLY, self.believers
        yield When.EARLY, self.events
        yield When.EARLY, self.beliefs

    # ------------------------------------------------------------ at the start

    def counts(self) -> Iterator[Feature]:
        """Of how many a thing is so; how much it is on average."""
        open_ = filled_in_sql("yes", "open", self.store.roles)
        many = filled_in_sql("many", "list_concat(['{0}'], args[2:])", self.store.roles)
        rows = self.store.all(
            f"SELECT min({many}), first, run, count(*) FILTER (value = 'yes') "
            "- count(*) FILTER (value = 'no') + coalesce(any_value(n), 0) "
            "FROM began JOIN wordings USING (fluent) LEFT JOIN (SELECT fluent, args[2:] AS rest, "
            "count(*) AS n FROM base WHERE value = 'yes' GROUP BY ALL) AS same "
            "ON began.fluent = same.fluent AND args[2:] = rest "
            f"WHERE type = 'yes or no' AND first <> '' AND NOT ({self._too_many()}) "
            "GROUP BY began.fluent, args[2:], first, run ORDER BY 1, 3"
        )
        yield from self._more(rows, lambda m, w, first: w.replace("{0}", f"more than {m} {first}"))
        rows = self.store.all(
            f"SELECT {open_}, first, run, count(*) FROM began JOIN wordings USING (fluent) "
            f"WHERE type = 'yes or no' AND {self._too_many()} GROUP BY ALL ORDER BY 1, 3"
        )
        yield from self._more(rows, lambda m, w, _: f"in more than {m} cases {w}")
        rows = self.store.all(
            f"SELECT {filled_in_sql('noun', 'open', self.store.roles)}, first, run, "
            "avg(CAST(value AS DOUBLE)) FROM began JOIN wordings USING (fluent) "
            "WHERE type = 'number' GROUP BY ALL HAVING count(*) > 1 ORDER BY 1, 3"
        )
        yield from self._more(rows, lambda m, w, _: f"{w} is more than {m} on average")

    def facts(self) -> Iterator[Feature]:
        """Of whom it is so."""
        rows = self.store.all(
            f"SELECT min(coalesce(words, {self.clause})), list(run) FROM began "
            f"JOIN wordings USING (fluent) WHERE type <> 'number' AND NOT ({self._too_many()}) "
            f"GROUP BY fluent, args, value HAVING count(*) >= {RARE} ORDER BY 1"
        )
        yield from (Feature(words, self.table.having(runs)) for words, runs in rows)
        noun = filled_in_sql("noun", "args", self.store.roles)
        rows = self.store.all(
            f"SELECT {noun}, '', run, CAST(value AS DOUBLE) FROM began "
            f"JOIN wordings USING (fluent) WHERE type = 'number' ORDER BY 1, 3"
        )
        yield from self._more(rows, lambda m, w, _: f"{w} is more than {m}")

    def _too_many(self) -> str:
        """There are so many of such facts in a run that who has them is not looked at."""
        many = MOST_EACH * len(self.at)
        return f"fluent IN (SELECT fluent FROM began GROUP BY 1 HAVING count(*) > {many})"

    # ------------------------------------------------------------ early on

    def acts(self) -> Iterator[Feature]:
        """Which acts there were, and how often."""
        rows = self.store.all(
            "SELECT acts.words, '', run, count(*) FROM events JOIN acts USING (act) "
            "WHERE minute < ? GROUP BY 1, 3 ORDER BY 1, 3",
            self.until,
        )
        yield from self._some(rows, lambda w: w)
        yield from self._more(rows, lambda m, w, _: f"{w} more than {_times(m)}", least=1)

    def believers(self) -> Iterator[Feature]:
        """How many believed a thing."""
        words = clause_in_sql(self.store.roles, "open")
        rows = self.store.all(
            f"SELECT {words}, '', run, count(DISTINCT who) FROM learned "
            "JOIN wordings USING (fluent) WHERE minute < ? GROUP BY 1, 3 ORDER BY 1, 3",
            self.until,
        )
        yield from self._some(rows, lambda w: f"somebody believed that {w}")
        yield from self._more(rows, lambda m, w, _: f"more than {m} believed that {w}", least=1)

    def events(self) -> Iterator[Feature]:
        """What happened, with names."""
        yield from self._named("SELECT words, list(DISTINCT run) FROM events")

    def beliefs(self) -> Iterator[Feature]:
        """What each believed."""
        yield from self._named(
            "SELECT who || ' believed that ' || words, list(DISTINCT run) FROM knew"
        )

    def _named(self, select: str) -> Iterator[Feature]:
        rows = self.store.all(
            f"{select} WHERE minute < ? GROUP BY 1 HAVING count(DISTINCT run) >= {RARE} ORDER BY 1",
            self.until,
        )
        yield from (Feature(words, self.table.having(runs)) for words, runs in rows)

    # ------------------------------------------------------------ more than usual

    def _columns(
        self, rows: list[tuple[str, str, int, float]]
    ) -> Iterator[tuple[str, str, np.ndarray[tuple[int], np.dtype[np.float64]]]]:
        """For each wording what each run has of it."""
        found: dict[tuple[str, str], np.ndarray[tuple[int], np.dtype[np.float64]]] = {}
        for words, first, run, number in rows:
            if run in self.at:
                column = found.setdefault((words, first), np.zeros(len(self.at)))
                column[self.at[run]] += number
        yield from ((words, first, column) for (words, first), column in found.items())

    def _some(
        self, rows: list[tuple[str, str, int, float]], say: Callable[[str], str]
    ) -> Iterator[Feature]:
        yield from (Feature(say(words), column > 0) for words, _, column in self._columns(rows))

    def _more(
        self,
        rows: list[tuple[str, str, int, float]],
        say: Callable[[str, str, str], str],
        least: float = 0,
    ) -> Iterator[Feature]:
        """The runs that have more of it than half of the runs have."""
        for words, first, column in self._columns(rows):
            middle = max(float(np.median(column)), least)
            if (column == column.round()).all():
                middle = float(int(middle))  # nobody has half of it
            whole = f"{int(middle):,}" if middle == int(middle) else f"{middle:.1f}"
            yield Feature(say(whole, words, first), column > middle)


def _times(count: str) -> str:
    return "once" if count == "1" else f"{count} times"
