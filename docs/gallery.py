"""Make the gallery page anew: Ten Years, run many times, what that shows, and three told stories.

    .venv/bin/python docs/gallery.py --runs 1000 --file years.duckdb

Runs that are in the file already are not run again, so that it can be stopped and gone on with;
`--runs 0` makes the page of what is there.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import textwrap
from pathlib import Path

from vervain import pipeline
from vervain.lang.variants import AS_IT_IS, read_variants
from vervain.tell.spin import spin
from vervain.ui.many import report_page, report_text
from vervain.ui.many.report import Level, Report, Varied, report
from vervain.ui.many.store import Store
from vervain.ui.run_story import LIVE, run_story

DOCS = Path(__file__).parent
VARY = (
    "Caroline keeps to herself = yes, no",
    "Caroline is good to people = yes, no",
    "the town is close-knit = yes, no",
)
BASE = 4
"""The variant that is the world as it stands: she does not keep to herself, and the rest is so."""


def main() -> None:
    """Run what is missing, and write the page and its picture."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--runs", type=int, default=1000)
    asked.add_argument("--file", type=Path, default=Path("years.duckdb"))
    asked.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    given = asked.parse_args()
    count = 1
    for vary in VARY:
        count *= len(vary.split("=")[1].split(","))
    if given.runs:
        _run(given.file, -(-given.runs // count), given.workers)
    with Store(given.file, writing=False) as store:
        found = report(store)
        seeds = _four(store)
    (DOCS / "gallery.svg").write_text(report_page.curve_svg(found), encoding="utf-8")
    (DOCS / "gallery.md").write_text(_page(found, seeds), encoding="utf-8")
    sys.stdout.write(f"gallery.md and gallery.svg, from {found.runs:,} runs\n")


def _run(file: Path, runs: int, workers: int) -> None:
    words = ["many", "ten_years", "--runs", str(runs), "--workers", str(workers), "-o", str(file)]
    for vary in VARY:
        words += ["--vary", vary]
    subprocess.run([Path(sys.executable).with_name("vervain"), *words], check=True)


def _four(store: Store) -> tuple[tuple[str, int], ...]:
    """Of the world as it is a short run, one of middling length and a long one; and one where not:
    of those that outlasted their time, the one in which most happened."""
    rows = store.all(
        "SELECT seed, minutes, ended FROM runs WHERE variant = ? ORDER BY minutes, acts, seed", BASE
    )
    ended = [row for row in rows if row[2]]
    chosen = [("Short", ended[0]), ("Median", ended[len(ended) // 2]), ("Long", ended[-1])]
    titles = [(f"{name}: {report_text.span(row[1])}", row[0]) for name, row in chosen]
    over = [row for row in rows if not row[2]]
    return (*titles, *(("One where not", row[0]) for row in over[-1:]))


# ---------------------------------------------------------------- the page


def _page(found: Report, seeds: tuple[tuple[str, int], ...]) -> str:
    parts = [
        "# Gallery: ten years in one town",
        _filled(
            "How long can one who does not age live in one place before it notices, and what makes "
            "it longer? `worlds/ten_years.world` is a town of 2,000 "
            "people in 500 families, with work and friends. Whoever sees much of Caroline may "
            "notice; who has noticed tells; who is told may believe, be afraid, and go over to the "
            "hunters; and when thirty have, and know how, the town acts. "
            f"Here are {found.runs:,} such towns, followed for ten years each."
        ),
        "![The share of towns that have not acted, over time](gallery.svg)",
        "## How long",
        _filled(_answer(found)),
        "## What makes it longer",
        *(_filled(_said(v)) for v in found.varied),
        *(_table(v) for v in found.varied),
        "## What goes with it",
        _filled(
            "Of what was drawn at the start, and of what happened and was believed in the first "
            f"{report_text.span(found.early)}, in towns of the same kind (intervals hold for all "
            f"{found.compared:,} comparisons together):"
        ),
        "\n".join(f"- {report_text.said(f)}" for f in found.findings[:8])
        or "- nothing clearly separates them",
        *_rarest(found),
        *(part for title, seed in seeds for part in _story(title, seed)),
        "## How this page is made",
        "    python docs/gallery.py --runs 1000 --file years.duckdb",
        _filled(
            "runs what is missing in the file, and writes this page and its picture. Every run is "
            "its seed's alone: `vervain run ten_years --seed 7` is the same town again. Killed in "
            "the middle, a worker or the whole command, it goes on with nothing lost or counted "
            "twice; this file was made so (see [how to run a world many "
            "times](how-to/run-it-many-times.md))."
        ),
    ]
    return "\n\n".join(parts) + "\n"


def _rarest(found: Report) -> list[str]:
    """The town that is least like the others, and how to see it again."""
    if found.rarest is None:
        return []
    return [
        "## The rarest of them",
        _filled(report_text.rarest(found)),
        f"    {found.rarest.command}",
    ]


def _filled(text: str) -> str:
    return textwrap.fill(text, 100, break_long_words=False, break_on_hyphens=False)


def _share(level: Level) -> str:
    going = level.going
    percent = report_text.percent
    return f"{percent(going.value)} ({percent(going.low)} to {percent(going.high)})"


def _answer(found: Report) -> str:
    last = found.curve[-1].share
    percent = report_text.percent
    sure = f"{percent(last.low)} to {percent(last.high)}"
    return (
        f"{report_text.lasting(found)} {percent(last.value)} ({sure}) of the towns have not acted "
        "after ten years. The rule is that nobody is surprised in the first two years; the first "
        f"town acts after {report_text.span(found.curve[1].time)}."
    )


def _said(varied: Varied) -> str:
    """What one thing that was varied does, in a sentence."""
    one, two = varied.levels[:2]
    shares = f"{_share(one)} against {_share(two)}"
    words = f"**{varied.what[0].upper()}{varied.what[1:]}**: {one.value} against {two.value}, "
    words += f"{shares} of the towns have not acted in ten years"
    if one.lasting is None or two.lasting is None:
        return words + "."
    span = report_text.span
    means = f"{span(one.lasting.value)} against {span(two.lasting.value)}"
    return f"{words}; on average it goes well for {means} of the ten."


def _table(varied: Varied) -> str:
    head = "| " + " | ".join((varied.what, *report_text.VARIED[1:])) + " |"
    rule = "|" + "---|" * len(report_text.VARIED)
    rows = ["| " + " | ".join(row) + " |" for row in report_text.varied_rows(varied)]
    return "\n".join((head, rule, *rows))


def _story(title: str, seed: int) -> list[str]:
    world = read_variants(pipeline.load("ten_years"), (AS_IT_IS,))[0].world
    chronicle, only = run_story(world, LIVE, seed, None)
    told = pipeline.tell(world, chronicle, spin(world, seed=seed, only=only))
    body = told.text().split("\n\n")
    return [
        f"## {title}",
        f"`vervain tell ten_years --run --seed {seed}`",
        "\n>\n".join(textwrap.indent(_filled(part), "> ") for part in body),
    ]


if __name__ == "__main__":
    main()
