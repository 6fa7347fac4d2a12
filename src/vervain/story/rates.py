"""Rates: what many runs show, each figure with its uncertainty.

Intervals are 95 %. Sources: Wilson 1927 (a rate), Newcombe 1998 (a difference of rates), Kaplan and
Meier 1958 with Greenwood's variance (a survival curve), Welch 1947 (a difference of means).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from vervain.model.ground import Floats

Flags = npt.NDArray[np.bool_]

Z = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure, and the interval that it lies in 95 times of 100."""

    value: float
    low: float
    high: float

    @property
    def clear(self) -> bool:
        """Zero is outside the interval."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True)
class Point:
    """From `time` on, `share` of all runs are still going on."""

    time: float
    share: Estimate


def rate(hits: int, total: int, z: float = Z) -> Estimate:
    """How often, out of `total` > 0 (Wilson's interval)."""
    p, zz = hits / total, z * z
    middle = (p + zz / (2 * total)) / (1 + zz / total)
    half = z / (1 + zz / total) * math.sqrt(p * (1 - p) / total + zz / (4 * total * total))
    return Estimate(p, max(0.0, middle - half), min(1.0, middle + half))


def rate_difference(hits: int, total: int, others: int, of: int, z: float = Z) -> Estimate:
    """How much more often in the first group than in the second (Newcombe's hybrid interval)."""
    a, b = rate(hits, total, z), rate(others, of, z)
    value = a.value - b.value
    down = math.hypot(a.value - a.low, b.high - b.value)
    up = math.hypot(a.high - a.value, b.value - b.low)
    return Estimate(value, value - down, value + up)


def mean_difference(first: Floats, second: Floats, z: float = Z) -> Estimate:
    """By how much the mean of the first group is larger (Welch; groups of two and more)."""
    value = float(first.mean() - second.mean())
    spread = math.sqrt(first.var(ddof=1) / len(first) + second.var(ddof=1) / len(second))
    return Estimate(value, value - z * spread, value + z * spread)


def mean(values: Floats, z: float = Z) -> Estimate:
    """The mean of some values, by the normal approximation (of one value: no interval)."""
    value = float(values.mean())
    half = z * math.sqrt(values.var(ddof=1) / len(values)) if len(values) > 1 else 0.0
    return Estimate(value, value - half, value + half)


def within_strata(
    values: Floats, having: Flags, strata: npt.NDArray[np.int64], z: float = Z
) -> list[Estimate | None]:
    """By how much values are larger for those who have something, for each of the things (rows) in
    `having`: compared within each stratum only, so that what differs between strata does not count
    (the least squares estimate with an effect of each stratum). None: no stratum has both."""
    shape = len(having)
    total, weight, squares, free = (np.zeros(shape) for _ in range(4))
    for stratum in np.unique(strata):
        here = strata == stratum
        those = values[here] - values[here].mean()  # the spread is small beside the values
        has = having[:, here].astype(float)
        one, all_ = has.sum(axis=1), float(len(those))
        two = all_ - one
        both = (one > 0) & (two > 0)
        first = has @ those
        w = one * two / all_
        mean_one = first / np.where(both, one, 1)
        mean_two = (those.sum() - first) / np.where(both, two, 1)
        left = (those * those).sum() - one * mean_one**2 - two * mean_two**2
        total += np.where(both, w * (mean_one - mean_two), 0)
        weight += np.where(both, w, 0)
        squares += np.where(both, left, 0)
        free += np.where(both, all_ - 2, 0)
    found: list[Estimate | None] = []
    for k in range(shape):
        if not weight[k] or free[k] <= 0:
            found.append(None)
            continue
        value = float(total[k] / weight[k])
        half = z * math.sqrt(max(0.0, squares[k]) / free[k] / weight[k])
        found.append(Estimate(value, value - half, value + half))
    return found


def survival(times: Floats, ended: Flags) -> tuple[Point, ...]:
    """The share of runs that still go on, at each time at which one ended.

    `times` is how long each run lasted; where `ended` is False it only ran out of time (censored).
    The interval is Greenwood's on the log-log scale, which stays between 0 and 1.
    """
    share, spread, points = 1.0, 0.0, [Point(0.0, Estimate(1.0, 1.0, 1.0))]
    for time in np.unique(times[ended]):
        going = int((times >= time).sum())
        ends = int(((times == time) & ended).sum())
        share *= 1 - ends / going
        spread += ends / (going * (going - ends)) if going > ends else math.inf
        points.append(Point(float(time), _log_log(share, spread)))
    return tuple(points)


def _log_log(share: float, spread: float) -> Estimate:
    if not 0 < share < 1 or not math.isfinite(spread):
        return Estimate(share, share, share)
    half = Z * math.sqrt(spread) / abs(math.log(share))
    return Estimate(share, share ** math.exp(half), share ** math.exp(-half))


def median(points: Sequence[Point]) -> float | None:
    """The first time at which no more than half still go on; None: more than half do to the end."""
    return next((p.time for p in points if p.share.value <= 0.5), None)


def bonferroni(comparisons: int) -> float:
    """The z that keeps all of so many intervals right 95 times of 100 together."""
    return NormalDist().inv_cdf(1 - 0.025 / max(1, comparisons))
