"""Rates, against figures worked out by hand or printed in the literature."""

from __future__ import annotations

import numpy as np
import pytest

from vervain.story.rates import (
    bonferroni,
    mean_difference,
    median,
    rate,
    rate_difference,
    survival,
    within_strata,
)


def test_a_rate_has_wilsons_interval() -> None:
    """Newcombe 1998, table I: 81 of 263 is 0.2553 to 0.3662; 0 of 20 is 0 to 0.1611."""
    found = rate(81, 263)
    assert (found.low, found.high) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    none = rate(0, 20)
    assert (none.value, none.low, none.high) == pytest.approx((0, 0, 0.1611), abs=5e-5)


def test_a_difference_of_rates_has_newcombes_interval() -> None:
    """Newcombe 1998, table II: 56/70 less 48/80 is 0.0524 to 0.3339."""
    found = rate_difference(56, 70, 48, 80)
    assert (found.value, found.low, found.high) == pytest.approx((0.2, 0.0524, 0.3339), abs=5e-5)
    assert found.clear
    assert not rate_difference(5, 10, 5, 10).clear


def test_a_difference_of_means_is_signed() -> None:
    found = mean_difference(np.array([3.0, 5.0]), np.array([1.0, 1.0]))
    assert found.value == 3
    assert found.low == pytest.approx(3 - 1.96, abs=0.01)


def test_survival_counts_those_whose_time_ran_out_as_long_as_they_were_there() -> None:
    """Ends at 1 and 3; time ran out at 2 and 4: 3/4 go on after 1, and half of these after 3."""
    times, ended = np.array([1.0, 2.0, 3.0, 4.0]), np.array([True, False, True, False])
    points = survival(times, ended)
    assert [(p.time, p.share.value) for p in points] == [(0, 1), (1, 0.75), (3, 0.375)]
    assert all(p.share.low <= p.share.value <= p.share.high for p in points)
    assert median(points) == 3


def test_without_an_end_nothing_is_known_of_the_median() -> None:
    points = survival(np.array([5.0, 5.0]), np.array([False, False]))
    assert median(points) is None


def test_more_comparisons_make_wider_intervals() -> None:
    assert bonferroni(1) == pytest.approx(1.96, abs=0.001)
    assert bonferroni(100) > bonferroni(10) > bonferroni(1)


def test_what_differs_between_strata_does_not_count_within_them() -> None:
    """By hand: the first stratum says 2 (of 4 runs, weight 1), the second 3 (weight 0.5); what only
    one stratum has, or all have, says nothing."""
    values = np.array([10.0, 12.0, 8.0, 10.0, 100.0, 103.0])
    strata = np.array([0, 0, 0, 0, 1, 1])
    having = np.array([[1, 1, 0, 0, 0, 1], [1, 1, 1, 1, 0, 0], [1] * 6], dtype=bool)
    first, second, third = within_strata(values, having, strata)
    assert first is not None
    assert first.value == pytest.approx((1 * 2 + 0.5 * 3) / 1.5)
    half = 1.959964 * ((2 + 2) / 2 / 1.5) ** 0.5  # squares 4, of 6 - 2 * 2 = 2 free; weight 1.5
    assert first.high - first.value == pytest.approx(half, abs=1e-5)
    assert second is None
    assert third is None
