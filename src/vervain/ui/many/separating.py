"""Separating: what goes with a longer run or with an ending, each difference with its uncertainty.

A difference is only told if its interval leaves zero out after it was widened for all that was
tried (Bonferroni). The chance to be wrong is shared out evenly among the families of features, so
that a thousand questions about single people leave room for those about the town (a weighted
Bonferroni: it holds for all of them together).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from vervain.story.rates import (
    Estimate,
    Flags,
    bonferroni,
    mean_difference,
    rate_difference,
    within_strata,
)
from vervain.ui.many.features import RARE, Family, Feature, When
from vervain.ui.many.table import Table
from vervain.ui.many.varied import Factor

LASTING = "how long it lasts"
AT_ONCE = 1_000
"""Features that are compared in one go."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`what` goes with a difference of `about`: in share of runs, or in minutes if `minutes`.

    `having` of all runs have it; so many `others` were had by just the same runs.
    """

    what: str
    about: str
    difference: Estimate
    having: int
    minutes: bool
    others: int = 0
    when: When = When.EARLY


def findings(
    table: Table, chosen: Sequence[Factor], tried: Sequence[Family], early: int
) -> tuple[tuple[Finding, ...], int]:
    """The differences that are clear, the largest first; and how many were looked at.

    What happened early is compared among runs that went on after it (what ends a run does not
    separate the endings); that and what was so at the start within each variant only.
    """
    endings = [n for n in dict.fromkeys(table.ending.tolist()) if (table.ending != n).any()]
    if len(endings) == 2:
        endings = endings[:1]
    levels = [(f, v, np.isin(table.variant, vs)) for f in chosen for v, vs in f.told()]
    each = len(endings) + 1
    share = len(tried) + bool(levels)
    found: list[Finding] = []
    for factor, value, has in levels:
        z = bonferroni(share * len(levels) * each)
        found += _between(table, factor.named(value), has, endings, z)
    after = table.lived & ((table.minutes > early) | ~table.ended)
    for family in tried:
        z = bonferroni(share * len(family.features) * each)
        going = table.lived if family.when is When.START else after
        for at in range(0, len(family.features), AT_ONCE):
            some = family.features[at : at + AT_ONCE]
            found += _within(table, some, family.when, going, endings, z)
    clear = [f for f in found if f.difference.clear]
    longest = max(float(np.nanmax(table.minutes)), 1.0) if table.lived.any() else 1.0
    clear.sort(key=lambda f: (-_surely(f, longest), f.what, f.about))
    compared = (len(levels) + sum(len(f.features) for f in tried)) * each
    return tuple(clear), compared


def _surely(found: Finding, longest: float) -> float:
    """How much it makes at the least: what few runs have may make much or next to nothing."""
    least = min(abs(found.difference.low), abs(found.difference.high))
    return least / longest if found.minutes else least


def _between(
    table: Table, what: str, has: Flags, endings: list[str], z: float
) -> Iterator[Finding]:
    """What was varied: all runs that have it, against all that have not."""
    having, lacking = int(has.sum()), int((~has).sum())
    if min(having, lacking) < RARE:
        return
    one, two = table.minutes[has & table.lived], table.minutes[~has & table.lived]
    if min(len(one), len(two)) >= RARE:
        longer = mean_difference(one, two, z)
        yield Finding(what, LASTING, longer, having, minutes=True, when=When.VARIED)
    for name in endings:
        so = table.ending == name
        more = rate_difference(int(so[has].sum()), having, int(so[~has].sum()), lacking, z)
        yield Finding(what, name, more, having, minutes=False, when=When.VARIED)


def _within(
    table: Table,
    features: Sequence[Feature],
    when: When,
    going: Flags,
    endings: list[str],
    z: float,
) -> Iterator[Finding]:
    """What a run had at its start or early, in the runs that go on, within each variant."""
    having = np.array([f.has for f in features])[:, going]
    counts, strata = having.sum(axis=1), table.variant[going]
    enough = np.minimum(counts, having.shape[1] - counts) >= 2 * RARE
    those = [k for k in range(len(features)) if enough[k]]
    for about in (LASTING, *endings):
        lasting = about is LASTING
        values = table.minutes[going] if lasting else (table.ending[going] == about).astype(float)
        for k, more in zip(those, within_strata(values, having[enough], strata, z), strict=True):
            if more is not None:
                found = more if lasting else _share(more)
                what, count = features[k], int(counts[k])
                yield Finding(what.what, about, found, count, lasting, what.others, when)


def _share(found: Estimate) -> Estimate:
    """A difference of shares is not more than all."""
    return Estimate(found.value, max(-1.0, found.low), min(1.0, found.high))
