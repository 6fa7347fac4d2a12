"""The report in words: tables for the terminal, and the sentences that the page shares."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from vervain.lang.calendar import DAY, YEAR
from vervain.story.rates import Estimate, Point
from vervain.ui import output
from vervain.ui.many.features import When
from vervain.ui.many.rarest import Rarest
from vervain.ui.many.report import MOST_TOLD, Finding, Report, Varied

BAR = 12


def lasting(report: Report) -> str:
    """How long runs last, in a sentence."""
    if not any(p.time for p in report.curve):
        return "No run came to an end before its time was over."
    if report.median is None:
        last = report.curve[-1].share
        return f"{percent(last.value)} of the runs still go on at the end of their time."
    return f"Half of the runs are over after {span(report.median)}."


def said(finding: Finding) -> str:
    """A finding as a sentence."""
    d = finding.difference
    low, high = sorted((abs(d.low), abs(d.high)))
    if finding.minutes:
        way = "longer" if d.value > 0 else "shorter"
        lasts = f"it lasts {span(abs(d.value))} {way}"
        return f"{_what(finding)}, {lasts} ({span(low, high)} to {span(high)})"
    way = "more" if d.value > 0 else "less"
    points = f"{100 * abs(d.value):.0f} points {way} often ({100 * low:.0f} to {100 * high:.0f})"
    return f"{_what(finding)}, it ends with “{finding.about}” {points}"


def _what(finding: Finding) -> str:
    if finding.when is not When.VARIED:
        words = f"Where {finding.when.value} {finding.what}"
    elif finding.what.startswith("the variant "):
        words = f"In {finding.what}"
    else:
        words = f"Where {finding.what}"
    return words + (f" (and {finding.others} more, in the same runs)" if finding.others else "")


def rarest(report: Report) -> str:
    """The rarest run, in a few sentences."""
    found = report.rarest
    if found is None:
        return ""
    same = " with the same stories in them" if report.sifted else ""
    if found.alike == report.runs:
        ends = f"All runs end so{same}."
    elif found.alike == 1:
        ends = f"No other run ends so{same.replace('them', 'it')}."
    else:
        ends = f"It is one of {found.alike:,} that end so{same}."
    traits = "; ".join(f"{t.what} ({_of(t.runs, report.runs)})" for t in found.traits)
    rare = f" What is rare about it: {traits}." if traits else ""
    return f"The rarest run is {found.name}. {ends}{rare}"


def left(patterns: Sequence[str], why: str) -> str:
    """What is not looked for, and why."""
    names = "; ".join(patterns)
    return f"not looked for, since they ask what people feel, and {why}: {names}"


def not_found(report: Report) -> list[str]:
    """What the figures of the stories leave out."""
    found = [left(report.not_sifted, report.why_not)] if report.not_sifted else []
    if report.unfelt:
        runs = f"{report.unfelt:,} of {report.runs:,} runs"
        found.append(
            f"patterns that ask what people feel are not looked for in {runs}: they could "
            "not be done again step by step"
        )
    return found


def _of(runs: int, total: int) -> str:
    return "so in no other run" if runs == 1 else f"so in {runs:,} of {total:,} runs"


def unit_of(minutes: float) -> tuple[float, str]:
    """The unit in which a time is well told, in minutes, and its name."""
    units = ((YEAR, "year"), (DAY, "day"), (60, "hour"), (1, "minute"))
    return next((u for u in units if minutes >= u[0]), units[-1])


def span(minutes: float, like: float | None = None) -> str:
    """`3.4 years`, `1 day`; in the unit that tells `like` well."""
    size, name = unit_of(minutes if like is None else like)
    count = f"{minutes / size:.1f}".removesuffix(".0")
    return f"{count} {name}" + ("" if count == "1" else "s")


def percent(share: float) -> str:
    """A share of all."""
    return f"{100 * share:.0f} %" if share in (0, 1) or 0.01 <= share <= 0.99 else f"{share:.2%}"


def show(report: Report) -> None:
    """Print it."""
    output.put_table(
        f"{report.world}: {report.runs:,} runs",
        ("ending", "", "share", "95 %", "an example", "one where not"),
        [
            (
                e.name,
                "█" * max(1, round(BAR * e.share.value)),
                percent(e.share.value),
                f"{percent(e.share.low)} to {percent(e.share.high)}",
                e.example,
                e.counter or "",
            )
            for e in report.endings
        ],
    )
    click.echo(lasting(report) + "\n")
    output.put_table(
        "still going on",
        ("after", "share", "95 %"),
        [
            (
                span(p.time),
                percent(p.share.value),
                f"{percent(p.share.low)} to {percent(p.share.high)}",
            )
            for p in tenths(report.curve)
        ],
    )
    if report.stories:
        output.put_table("the stories in them", STORIES, stories(report))
    for line in not_found(report):
        click.echo(f"{line}\n")
    if report.rarest is not None:
        click.echo(f"{rarest(report)}\n\n  {report.rarest.command}\n")
    for varied in report.varied:
        output.put_table(varied.what or "what was varied", VARIED, varied_rows(varied))
    if report.findings:
        click.echo(f"what separates them ({report.compared:,} comparisons, all allowed for):\n")
        for finding in report.findings[:MOST_TOLD]:
            click.echo(f"  {said(finding)}.")
        if len(report.findings) > MOST_TOLD:
            click.echo(f"  … and {len(report.findings) - MOST_TOLD} more (--json has all)")
    else:
        click.echo(
            f"Nothing that was looked at ({report.compared:,} comparisons) clearly separates them."
        )
    if report.left_out:
        click.echo(f"\nNot looked at: {report.left_out:,} more that some runs have and others not.")


STORIES = ("pattern", "share", "95 %", "in each", "the rarest", "where")


def stories(report: Report) -> list[tuple[str, ...]]:
    """What sifting found, a row for each pattern."""
    return [
        (
            s.pattern,
            percent(s.share.value),
            f"{percent(s.share.low)} to {percent(s.share.high)}",
            f"{s.each:.1f}",
            s.words,
            s.example,
        )
        for s in report.stories
    ]


VARIED = ("", "runs", "half over after", "still going on", "95 %", "lasts, on average", "95 %")


def varied_rows(varied: Varied) -> list[tuple[str, ...]]:
    """What became of each value: how long half of the runs last, how many are still going on at the
    end of their time, and how long they last on average (those that still go on: until then)."""
    rows: list[tuple[str, ...]] = []
    for level in varied.levels:
        half = "" if level.median is None else span(level.median)
        share, last = level.going, level.lasting
        mean = ("", "")
        if last is not None:
            mean = (
                span(last.value),
                f"{span(last.low, last.value)} to {span(last.high, last.value)}",
            )
        rows.append(
            (
                level.value,
                f"{level.runs:,}",
                half or "(more than half go on)",
                percent(share.value),
                f"{percent(share.low)} to {percent(share.high)}",
                *mean,
            )
        )
    return rows


def tenths(curve: tuple[Point, ...]) -> list[Point]:
    """A few points of a curve: the last of each tenth that is passed."""
    found: dict[int, Point] = {int(point.share.value * 10): point for point in curve[1:]}
    return list(found.values())


def plain(report: Report) -> dict[str, Any]:
    """The report as one JSON document; times in minutes, shares from 0 to 1."""

    def interval(e: Estimate) -> dict[str, float]:
        return {"value": e.value, "low": e.low, "high": e.high}

    def curve(points: tuple[Point, ...]) -> list[dict[str, float]]:
        return [{"minutes": p.time, **interval(p.share)} for p in points]

    return {
        "world": report.world,
        "runs": report.runs,
        "endings": [
            {
                "ending": e.name,
                "runs": e.runs,
                "share": interval(e.share),
                "example": e.example,
                "counterexample": e.counter,
            }
            for e in report.endings
        ],
        "median": report.median,
        "survival": curve(report.curve),
        "varied": [
            {
                "what": v.what,
                "values": [
                    {
                        "value": level.value,
                        "runs": level.runs,
                        "median": level.median,
                        "going": interval(level.going),
                        "minutes": None if level.lasting is None else interval(level.lasting),
                        "survival": curve(level.curve),
                    }
                    for level in v.levels
                ],
            }
            for v in report.varied
        ],
        "early": report.early,
        "comparisons": report.compared,
        "left_out": report.left_out,
        "findings": [
            {
                "what": f.what,
                "when": f.when.value,
                "about": f.about,
                "minutes": f.minutes,
                "difference": interval(f.difference),
                "runs": f.having,
                "others": f.others,
            }
            for f in report.findings
        ],
        "stories": [
            {
                "pattern": s.pattern,
                "runs": s.runs,
                "share": interval(s.share),
                "each": s.each,
                "words": s.words,
                "example": s.example,
            }
            for s in report.stories
        ],
        "not_sifted": list(report.not_sifted),
        "unfelt": report.unfelt,
        "rarest": None if report.rarest is None else _plain_rarest(report.rarest),
    }


def _plain_rarest(found: Rarest) -> dict[str, Any]:
    return {
        "run": found.run,
        "seed": found.seed,
        "variant": found.variant,
        "bits": found.bits,
        "alike": found.alike,
        "traits": [{"what": t.what, "runs": t.runs} for t in found.traits],
        "command": found.command,
    }
