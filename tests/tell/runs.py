"""Runs of a living world, told: how long, what comes again on a page, how often people are named.

`python -m tests.tell.runs` prints a table of 20 seeds of three towns like `ten_years`;
`python -m tests.tell.runs 5 my_world` of another world as it is; `--read` prints what was told.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from vervain import pipeline
from vervain.lang.variants import AS_IT_IS, read_variants
from vervain.lang.world import World
from vervain.tell.discourse import Discourse
from vervain.tell.proof import PAGE, proof
from vervain.tell.refer import Mentions
from vervain.tell.relation import Kind
from vervain.tell.spin import spin
from vervain.tell.tree import Form
from vervain.ui.run_story import LIVE, run_story

TOWNS = (
    AS_IT_IS,
    "Caroline keeps to herself = yes",
    "Caroline is good to people = no",
)
_NAME = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+\b")


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured of one telling. `again`: wordings that stand twice or more on a page;
    `names` and `whole`: names, and names in full, in a hundred words; `times`: words for time in a
    hundred sentences; `faults`: what the proof finds."""

    words: int
    again: int
    names: float
    whole: float
    times: float
    faults: int


def told(world: World, seed: int) -> tuple[Discourse, Measured]:
    """The telling of a run, and its measures."""
    chronicle, only = run_story(world, LIVE, seed, None)
    how = spin(world, seed=seed, only=only)
    page = pipeline.tell(world, chronicle, how)
    sentences = [s for p in page.paragraphs for t in p for s in t.sentences]
    mentions = [m for s in sentences for m in s.mentions if m.form is Form.NAME]
    timed = sum(any(r.kind in (Kind.TIME, Kind.OFTEN) for r in s.relations) for s in sentences)
    words = page.words() or 1
    whole = len(_NAME.findall(page.text()))
    bad = proof(page, chronicle, how, Mentions(world).gender)
    return page, Measured(
        words,
        len(again(page)),
        100 * len(mentions) / words,
        100 * whole / words,
        100 * timed / (len(sentences) or 1),
        len(bad),
    )


def again(page: Discourse) -> set[object]:
    """The wordings that stand twice or oftener within 300 words."""
    at: list[tuple[int, object]] = []
    words = 0
    for told_ in (t for paragraph in page.paragraphs for t in paragraph):
        if told_.frame is not None or told_.wording:
            at.append((words, told_.frame or told_.wording))
        words += len(told_.text.split())
    pages = (Counter(k for w, k in at if start <= w < start + PAGE) for start, _ in at)
    return {key for page_ in pages for key, count in page_.items() if count > 1}


def table(rows: list[tuple[str, int, Measured]]) -> Iterator[str]:
    """The measures in lines."""
    heads = "town", "seed", "words", "again", "names", "whole", "times", "faults"
    yield "{:32} {:>5} {:>6} {:>6} {:>6} {:>6} {:>6} {:>7}".format(*heads)
    for town, seed, m in rows:
        yield (
            f"{town:32} {seed:5} {m.words:6} {m.again:6} {m.names:6.1f} {m.whole:6.1f} "
            f"{m.times:6.1f} {m.faults:7}"
        )
    every = [m for _, _, m in rows]
    count = len(every) or 1
    names, whole = sum(m.names for m in every) / count, sum(m.whole for m in every) / count
    ordered = sorted(m.words for m in every)
    yield (
        f"{count} tellings of {ordered[0]} to {ordered[-1]} words, {ordered[count // 2]} in the "
        f"middle; {sum(m.again for m in every)} wordings twice on a page; names in a hundred words "
        f"{names:.1f}, in full {whole:.1f}; "
        f"{sum(m.faults for m in every)} faults"
    )


def main() -> int:
    """Tell them, and print the table."""
    given = [a for a in sys.argv[1:] if a != "--read"]
    seeds = int(given[0]) if given else 20
    name = given[1] if len(given) > 1 else "ten_years"
    loaded = pipeline.load(name)
    texts = TOWNS if name == "ten_years" else (AS_IT_IS,)
    towns = [(text, read_variants(loaded, (text,))[0].world) for text in texts]
    rows = []
    for text, world in towns:
        for seed in range(1, seeds + 1):
            page, measured = told(world, seed)
            rows.append((text, seed, measured))
            if "--read" in sys.argv:
                sys.stdout.write(f"\n=== {text}, seed {seed}\n\n{page.text()}\n")
    sys.stdout.write("\n".join(table(rows)) + "\n")
    return 1 if any(m.faults for _, _, m in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
