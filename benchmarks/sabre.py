"""The field's planning benchmark: every instance from the command line to the answer.

    .venv/bin/python -m benchmarks.sabre [--verify] [--shortest] [instance ...]

Each instance is planned by `vervain plan` in a process of its own: `seconds` are its whole time,
start-up, parsing and grounding included; `MB` its peak memory. `published` is the best average of
the twelve configurations of the reference planner, search time only, on its authors' machine. The
problems are not ours and not in the project: see tests/sabre/material.py for where they are looked
for.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.sabre.material import ROOT

VERVAIN = str(Path(sys.executable).with_name("vervain"))
COLUMNS = (
    "instance",
    "length",
    "states",
    "steps",
    "steps/s",
    "seconds",
    "MB",
    "published",
    "ratio",
)


def limits(row: dict[str, str]) -> list[str]:
    """The options that set an instance's goal and limits."""
    return [
        *("--goal", row["goal"], "--author-limit", row["author_temporal_limit"]),
        *("--character-limit", row["character_temporal_limit"]),
        *("--belief-limit", row["epistemic_limit"]),
    ]


def measured(words: list[str]) -> tuple[dict[str, object], float, float]:
    """What a command prints as JSON, its seconds, its peak memory in MB."""
    begin = time.perf_counter()
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        text = process.stdout.read()
        _, _, used = os.wait4(process.pid, 0)
        process.returncode = 0
    return json.loads(text), time.perf_counter() - begin, used.ru_maxrss / 1024


def instance(row: dict[str, str], options: list[str], verify: bool) -> list[str]:
    """One line of the table."""
    problem = str(ROOT / "problems" / row["file"])
    words = [VERVAIN, "plan", problem, *limits(row), "--json", *options]
    found, seconds, megabytes = measured(words)
    counters, stories = found["counters"], found["stories"]
    assert isinstance(counters, dict)
    assert isinstance(stories, list)
    steps = counters["transitions"]
    published = float(row["time_ms"]) / 1000 if row["time_ms"] else None
    line = [
        row["name"],
        str(len(stories[0]["events"])) if stories else str(found["outcome"]),
        f"{counters['states']:,}",
        f"{steps:,}",
        f"{steps / seconds:,.0f}",
        f"{seconds:.2f}",
        f"{megabytes:.0f}",
        "none" if published is None else f"{published:,.3f}",
        "" if published is None else f"{published / seconds:,.2f}",
    ]
    if verify and stories:
        with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
            json.dump(stories[0], file)
            file.flush()
            verdict, _, _ = measured(
                [VERVAIN, "verify", problem, file.name, *limits(row), "--json"]
            )
        line.append("accepted" if verdict["accepted"] else f"NOT: {verdict['fault']}")
    return line


def main(words: list[str]) -> None:
    """Print the table, line by line, and the sum."""
    verify, shortest = "--verify" in words, "--shortest" in words
    names = [word for word in words if not word.startswith("--")]
    options = ["--shortest", "--seconds", "60"] if shortest else []
    form = "{:16} {:>8} {:>9} {:>9} {:>9} {:>8} {:>5} {:>10} {:>10}"
    print(form.format(*COLUMNS))
    total = 0.0
    with (ROOT / "instances.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if names and row["name"] not in names:
                continue
            line = instance(row, options, verify)
            total += float(line[5])
            print(form.format(*line[:9]), *line[9:], flush=True)
    print(f"{total:.2f} seconds in all")


if __name__ == "__main__":
    main(sys.argv[1:])
