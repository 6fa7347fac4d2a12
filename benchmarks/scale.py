"""How planning grows: with characters, depth of minds, length of the story, things and places.

    .venv/bin/python -m benchmarks.scale [--write]

One world, a parcel that is handed on from house to house, is made larger in one way at a time. For
the depth of minds all are in one house, and everybody cares for the last of a row of people only:
whoever hands the parcel on counts on the next, who counts on the next, so that the depth is just
enough. Each row is a process of its own; `seconds` is the search and the recording, `ground` the
making ready.
`--write` puts the table and a plot into docs/explanation/.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.plot import panels
from vervain.native.engine import Budget
from vervain.pipeline import grounded, load_text, plan

PAGES = Path(__file__).parents[1] / "docs" / "explanation"
BEGIN, END = "<!-- scale -->\n", "<!-- /scale -->\n"


@dataclass(frozen=True, slots=True)
class Size:
    """How large the world is, and what of it is being varied."""

    varied: str
    people: int = 4
    stages: int = 1
    places: int = 4
    things: int = 1
    depth: int = 2

    @property
    def value(self) -> int:
        """The number that is being varied."""
        return int(getattr(self, self.varied))


def sizes() -> Iterator[Size]:
    """Every row of the table."""
    for people in (2, 5, 10, 20, 40):
        yield Size("people", people=people, places=people)
    for depth in (0, 1, 2, 3, 4):
        yield Size("depth", people=6, places=1, depth=depth)
    for stages in (1, 5, 10, 20):
        yield Size("stages", people=stages + 1, places=stages + 1, stages=stages)
    for places in (4, 10, 40, 100):
        yield Size("places", places=places)
    for things in (1, 5, 20, 50):
        yield Size("things", things=things)


def world(size: Size) -> str:
    """Houses in a row; each person wants the parcel to get to the next one."""
    deep = size.varied == "depth"
    ahead = {i: f", next to House{i + 1}" for i in range(size.places - 1)}
    lines = ["world Row", "include travel"]
    lines += [f"place House{i}{ahead.get(i, '')}" for i in range(size.places)]
    lines += [f"person P{i}, she, at House{i % size.places}" for i in range(size.people)]
    lines += ["thing the parcel, held by P0"]
    lines += [f"thing Box{i}, at House{i % size.places}" for i in range(size.things - 1)]
    lines += [
        *(["fact (one: person) knows (two: person): yes or no", "at the start"] if deep else []),
        *(f"  P{i} knows P{i + 1}" for i in range(size.people - 1) if deep),
        "action (one: person) hands (two: person) (what: thing)",
        "  when one is with two",
        *(["   and one knows two"] if deep else []),
        "   and one has what",
        "  then two has what",
        "  agreed by one",
        "plans",
        f"  everyone thinks {size.depth} minds deep",
        *(["  everyone looks 6 steps ahead"] if deep else []),
        "outline",
    ]
    last = size.depth + 1
    ends = [last] if deep else [i + 1 for i in range(size.stages)]
    lines += [f"  stage{i}: until P{end} has the parcel" for i, end in enumerate(ends)]
    for i in range(last if deep else size.people - 1):
        lines += [f"wants of P{i}", f"  worth 1 when P{last if deep else i + 1} has the parcel"]
    return "\n".join(lines) + "\n"


def measured(size: Size) -> list[str]:
    """One row, from a process of its own."""
    words = [sys.executable, "-m", "benchmarks.scale", "--one", json.dumps(_fields(size))]
    result = subprocess.run(words, capture_output=True, text=True, check=True)
    return [size.varied, str(size.value), *json.loads(result.stdout)]


def one(size: Size) -> list[str]:
    """Plan one world: acts found, states, seconds to ground and to search, memory."""
    loaded = load_text(world(size), "row.world")
    begin = time.perf_counter()
    grounded(loaded)
    ground = time.perf_counter() - begin
    begin = time.perf_counter()
    found = plan(loaded, budget=Budget(seconds=60))
    seconds = time.perf_counter() - begin - ground
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    acts = str(len(found.chronicles[0].events)) if found.chronicles else found.outcome.value
    states = f"{found.counters['states']:,}"
    return [acts, states, f"{ground:.2f}", f"{max(seconds, 0):.2f}", f"{megabytes:.0f}"]


def _fields(size: Size) -> dict[str, object]:
    return {name: getattr(size, name) for name in Size.__dataclass_fields__}


def table(rows: list[list[str]]) -> str:
    """As Markdown."""
    heads = ("varied", "to", "acts", "states", "ground", "seconds", "MB")
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def plot(rows: list[list[str]]) -> str:
    """Seconds over what is varied, a small panel for each, as SVG."""
    names = dict.fromkeys(row[0] for row in rows)
    return panels(
        {
            name: [(int(r[1]), float(r[4]) + float(r[5])) for r in rows if r[0] == name]
            for name in names
        }
    )


def main(words: list[str]) -> None:
    """Print the table; with `--write` put it into the page."""
    if words[:1] == ["--one"]:
        sys.stdout.write(json.dumps(one(Size(**json.loads(words[1])))))
        return
    rows = []
    for size in sizes():
        rows.append(measured(size))
        print(*(f"{cell:>9}" for cell in rows[-1]), flush=True)
    if "--write" in words:
        page = PAGES / "performance.md"
        head, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
        tail = rest.partition(END)[2]
        page.write_text(head + BEGIN + table(rows) + END + tail, encoding="utf-8")
        (PAGES / "scale.svg").write_text(plot(rows), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
