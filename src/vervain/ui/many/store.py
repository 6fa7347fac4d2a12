"""The store: one DuckDB file that holds an ensemble, written run by run.

A run is in the file whole or not at all, and once at most: its number is a primary key, and all
its rows are written in the transaction that writes it. So whatever is killed, and whenever, the
file can be gone on with. Nothing in a file from a stranger can reach other files.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

from vervain.ui.many.rows import Kept, Row
from vervain.ui.many.wordings import BETWEEN, clause_in_sql, filled_in_sql, names_in

TABLES = {
    "settings": "name VARCHAR PRIMARY KEY, value VARCHAR",
    "variants": "variant INTEGER PRIMARY KEY, change VARCHAR",
    "runs": (
        "run INTEGER PRIMARY KEY, variant INTEGER, seed BIGINT, ending VARCHAR, ended BOOLEAN, "
        "minutes BIGINT, acts INTEGER"
    ),
    "events": (
        "run INTEGER, event INTEGER, minute BIGINT, act VARCHAR, words VARCHAR, who VARCHAR, "
        "place VARCHAR"
    ),
    "acts": "act VARCHAR PRIMARY KEY, words VARCHAR",
    "wordings": (
        "fluent VARCHAR PRIMARY KEY, type VARCHAR, first VARCHAR, open VARCHAR[], noun VARCHAR, "
        "yes VARCHAR, no VARCHAR, other VARCHAR, unknown VARCHAR, many VARCHAR"
    ),
    "base": "fluent VARCHAR, args VARCHAR[], value VARCHAR, words VARCHAR",
    "began": "run INTEGER, fluent VARCHAR, args VARCHAR[], value VARCHAR, words VARCHAR",
    "became": "run INTEGER, fluent VARCHAR, args VARCHAR[], value VARCHAR, words VARCHAR",
    "learned": (
        "run INTEGER, who VARCHAR, fluent VARCHAR, args VARCHAR[], value VARCHAR, words VARCHAR, "
        "minute BIGINT, how VARCHAR, teller VARCHAR, event INTEGER"
    ),
    "stories": (
        "run INTEGER, pattern VARCHAR, words VARCHAR, first INTEGER, last INTEGER, minute BIGINT, "
        "times INTEGER, rarity DOUBLE"
    ),
    "unfelt": "run INTEGER, why VARCHAR",
}
"""Each table and its columns. Minutes count from midnight of the story's first day, but for those
of `runs`: how long the run lasted; NULL where no story was found. A story is there where the runs
were sifted: in which events it begins and ends, and when; `unfelt` names the runs in which it could
not be found out what people feel. Facts: `base` is so at the start of every
run, `began` of this one (and goes before), `became` is otherwise at its end; their words are made
from `wordings`, but where they are given."""

PER_RUN = ("events", "began", "became", "learned", "stories", "unfelt")

_STATES = """
SELECT * FROM became
UNION ALL SELECT * FROM began ANTI JOIN became USING (run, fluent, args)
UNION ALL SELECT * FROM (SELECT run, base.* FROM runs, base WHERE minutes IS NOT NULL)
    ANTI JOIN became USING (run, fluent, args) ANTI JOIN began USING (run, fluent, args)
"""


def _views(roles: int) -> Iterator[str]:
    """What is so at the end of each run, as it is kept and in words; and what was learnt, in
    words."""
    yield f"CREATE OR REPLACE VIEW states AS {_STATES}"
    words, fact = clause_in_sql(roles), filled_in_sql("noun", "args", roles)
    yield (
        f"CREATE OR REPLACE VIEW facts AS SELECT run, {fact} AS fact, coalesce(words, {words}) "
        "AS words, value FROM states JOIN wordings USING (fluent)"
    )
    yield (
        f"CREATE OR REPLACE VIEW knew AS SELECT run, who, coalesce(words, {words}) AS words, "
        "minute, how, teller, event FROM learned JOIN wordings USING (fluent)"
    )


_Options = dict[str, str | bool | int | float | list[str]]


@contextmanager
def _pressed() -> Iterator[None]:
    """Ctrl-C while DuckDB works is an error of its own there; here it is what it is."""
    try:
        yield
    except (RuntimeError, duckdb.Error) as error:
        if "interrupt" in str(error).lower():
            raise KeyboardInterrupt from None
        raise


class NoStore(ValueError):
    """What is wrong with a file, in plain words."""


class Store:
    """An ensemble's file, open."""

    @_pressed()
    def __init__(self, path: Path, *, writing: bool) -> None:
        self._path = path
        if not writing and not path.is_file():
            raise NoStore(f"there is no file {str(path)!r}")
        options = _Options(
            enable_external_access=False,
            autoload_known_extensions=False,
            pandas_analyze_sample=0,  # else a column's type is guessed from some of its rows
        )
        try:
            self._db = duckdb.connect(str(path), read_only=not writing, config=options)
            if writing and self.old:
                raise NoStore(
                    f"{path} was written by an earlier version, which kept facts otherwise: it can "
                    "be reported on, but not added to; name another file with -o"
                )
            if writing:
                for name, columns in TABLES.items():
                    self._db.execute(f"CREATE TABLE IF NOT EXISTS {name} ({columns})")
            self.settings: dict[str, str] = dict(self.all("SELECT name, value FROM settings"))
        except duckdb.Error as error:
            first = str(error).splitlines()[0]
            if "interrupt" in first.lower():
                raise
            raise NoStore(f"{path} is no ensemble that can be opened: {first}") from None

    def __enter__(self) -> Store:
        """An open store closes itself."""
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    @_pressed()
    def begin(
        self,
        settings: dict[str, str],
        variants: Sequence[str],
        acts: Sequence[Row] = (),
        wordings: Sequence[Row] = (),
    ) -> None:
        """Say what the file is an ensemble of, and how its acts and facts are worded by now;
        NoStore if it is one of something else already. Where the world was found may differ."""
        if self.settings:
            self._refuse_other(settings)
        with _Transaction(self._db):
            if not self.settings:
                self._put("settings", list(settings.items()))
                self._put("variants", list(enumerate(variants)))
            for table, rows in (("acts", acts), ("wordings", wordings)):
                self._db.execute(f"DELETE FROM {table}")
                self._put(table, rows)
            for view in _views(max((str(row[4]).count("{") for row in wordings), default=0)):
                self._db.execute(view)
        self.settings = self.settings or settings

    def _refuse_other(self, settings: dict[str, str]) -> None:
        """The runs that are there and those that are to come have all in common."""
        for name in {**settings, **self.settings}.keys() - {"file"}:
            value = settings.get(name)
            if self.settings.get(name) != value:
                raise NoStore(
                    f"{self._path} holds runs with another {name} "
                    f"({_short(self.settings.get(name))}, not {_short(value)}); "
                    "name another file with -o"
                )

    @property
    def old(self) -> bool:
        """The file is from before facts were kept as differences: it has them all, in words."""
        return ("facts", "BASE TABLE") in self.all(
            "SELECT table_name, table_type FROM information_schema.tables"
        )

    def acts(self) -> dict[str, str]:
        """Acts in words, by name; none in a file from before they were kept."""
        known = self.all("SELECT 1 FROM information_schema.tables WHERE table_name = 'acts'")
        return dict(self.all("SELECT act, words FROM acts")) if known else {}

    @property
    def roles(self) -> int:
        """The most roles that a fact has."""
        if self.old:
            return 0
        most = self.all("SELECT max(len(open)) FROM wordings")[0][0]
        return int(most or 0)

    def last(self, said: str) -> dict[int, str]:
        """The last value of a fact in each run, in words; ValueError if no run has it. `said`: what
        it is called, or a clause that says it."""
        if self.old:
            rows = self.all("SELECT run, words FROM facts WHERE fact = ? OR words = ?", said, said)
        else:
            rows = [row for fluent, args in self._meant(said) for row in self._last(fluent, args)]
        if not rows:
            some = [f for (f,) in self.all("SELECT DISTINCT fact FROM facts ORDER BY 1 LIMIT 8")]
            raise ValueError(f"no run has a fact {said!r}; there are: {'; '.join(some)}")
        return dict(rows)

    def _meant(self, said: str) -> Iterator[tuple[str, list[str]]]:
        """The facts that are said so."""
        for fluent, *wordings in self.all("SELECT fluent, noun, yes, no, other FROM wordings"):
            for names in dict.fromkeys(n for w in wordings if (n := names_in(w, said)) is not None):
                yield fluent, list(names)
        given = "SELECT DISTINCT fluent, args FROM {} WHERE words = ?"
        for table in ("base", "began", "became"):
            yield from self.all(given.format(table), said)

    def _last(self, fluent: str, args: list[str]) -> list[tuple[int, str]]:
        words = clause_in_sql(self.roles)
        return self.all(
            f"SELECT run, coalesce(words, {words}) FROM states JOIN wordings USING (fluent) "
            "WHERE fluent = ? AND args = ?",
            fluent,
            args,
        )

    def done(self) -> set[int]:
        """The runs that are there."""
        return {run for (run,) in self.all("SELECT run FROM runs")}

    @_pressed()
    def put(self, results: Iterable[Kept]) -> None:
        """Add runs, all of them or none."""
        some = list(results)
        with _Transaction(self._db):
            self._put(
                "runs",
                [
                    (r.task.run, r.task.variant, r.task.seed, r.ending, r.ended, r.minutes, r.acts)
                    for r in some
                ],
            )
            if not self.all("SELECT 1 FROM base LIMIT 1"):
                self._put("base", next((r.base for r in some if r.base), ()))
            for table in PER_RUN:
                self._put(table, [row for r in some for row in getattr(r, table)])

    def _put(self, table: str, rows: Sequence[Sequence[object]]) -> None:
        if not rows:
            return
        names = [column.split()[0] for column in TABLES[table].split(", ")]
        columns = zip(names, zip(*rows, strict=True), strict=True)
        arrays = {name: np.array(column, dtype=object) for name, column in columns}
        self._db.register("rows", arrays)
        lists = {c.split()[0] for c in TABLES[table].split(", ") if c.endswith("[]")}
        taken = ", ".join(_names(name) if name in lists else name for name in names)
        self._db.execute(f"INSERT INTO {table} SELECT {taken} FROM rows")
        self._db.unregister("rows")

    @_pressed()
    def all(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows that a query finds."""
        return self._db.execute(query, list(values)).fetchall()


def _names(column: str) -> str:
    return f"CASE WHEN {column} = '' THEN [] ELSE string_split({column}, '{BETWEEN}') END"


class _Transaction:
    def __init__(self, db: duckdb.DuckDBPyConnection) -> None:
        self._db = db

    def __enter__(self) -> None:
        self._db.begin()

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self._db.commit()
        else:
            self._db.rollback()


def export(path: Path, folder: Path) -> tuple[Path, ...]:
    """Write every table as a Parquet file into a folder, each whole or not at all."""
    written = []
    with duckdb.connect(str(path), read_only=True) as db:
        for (table,) in sorted(db.execute("SHOW TABLES").fetchall()):
            target = folder / f"{table}.parquet"
            beside = folder / f".{table}.parquet.{os.getpid()}"
            db.execute(f"COPY {table} TO '{_quoted(beside)}' (FORMAT parquet, COMPRESSION zstd)")
            os.replace(beside, target)
            written.append(target)
    return tuple(written)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _short(text: str | None) -> str:
    return json.dumps(text if text is None or len(text) < 40 else text[:37] + "...")
