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

from vervain.ui.many.rows import Kept

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
    "facts": "run INTEGER, fact VARCHAR, words VARCHAR, value VARCHAR",
    "knew": (
        "run INTEGER, who VARCHAR, words VARCHAR, minute BIGINT, how VARCHAR, teller VARCHAR, "
        "event INTEGER"
    ),
    "stories": (
        "run INTEGER, pattern VARCHAR, words VARCHAR, first INTEGER, last INTEGER, minute BIGINT, "
        "times INTEGER, rarity DOUBLE"
    ),
}
"""Each table and its columns. Minutes count from midnight of the story's first day, but for those
of `runs`: how long the run lasted; NULL where no story was found. A story is there where the runs
were sifted: in which events it begins and ends, and when."""


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
        options = _Options(enable_external_access=False, autoload_known_extensions=False)
        try:
            self._db = duckdb.connect(str(path), read_only=not writing, config=options)
            if writing:
                for name, columns in TABLES.items():
                    self._db.execute(f"CREATE TABLE IF NOT EXISTS {name} ({columns})")
            self.settings = dict(self.all("SELECT name, value FROM settings"))
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
        acts: Sequence[tuple[str, str]] = (),
    ) -> None:
        """Say what the file is an ensemble of, and what its acts are in words; NoStore if it is one
        of something else already."""
        if self.settings:
            for name in {**settings, **self.settings}:
                value = settings.get(name)
                if self.settings.get(name) != value:
                    raise NoStore(
                        f"{self._path} holds runs with another {name} "
                        f"({_short(self.settings.get(name))}, not {_short(value)}); "
                        "name another file with -o"
                    )
            if not self.acts():
                self._put("acts", acts)
            return
        with _Transaction(self._db):
            self._put("settings", list(settings.items()))
            self._put("variants", list(enumerate(variants)))
            self._put("acts", acts)
        self.settings = settings

    def acts(self) -> dict[str, str]:
        """Acts in words, by name; none in a file from before they were kept."""
        known = self.all("SELECT 1 FROM information_schema.tables WHERE table_name = 'acts'")
        return dict(self.all("SELECT act, words FROM acts")) if known else {}

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
            for table in ("events", "facts", "knew", "stories"):
                self._put(table, [row for r in some for row in getattr(r, table)])

    def _put(self, table: str, rows: Sequence[Sequence[object]]) -> None:
        if not rows:
            return
        names = [column.split()[0] for column in TABLES[table].split(", ")]
        columns = zip(names, zip(*rows, strict=True), strict=True)
        arrays = {name: np.array(column, dtype=object) for name, column in columns}
        self._db.register("rows", arrays)
        self._db.execute(f"INSERT INTO {table} SELECT * FROM rows")
        self._db.unregister("rows")

    @_pressed()
    def all(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows that a query finds."""
        return self._db.execute(query, list(values)).fetchall()


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
