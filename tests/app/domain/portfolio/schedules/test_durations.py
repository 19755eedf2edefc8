"""Durations drawn from three estimates: their distribution, and when there is nothing to draw."""

from datetime import date

import numpy as np
import pytest

from app.domain.portfolio.schedules.durations import Distribution, Estimates
from app.domain.portfolio.schedules.networks import compile_network
from app.domain.portfolio.schedules.tasks import Task

DAY = date(2026, 12, 1)
RUNS = 40_000


def _drawn(
    task: Task, distribution: Distribution
) -> np.ndarray[tuple[int, ...], np.dtype[np.int32]]:
    estimates = Estimates.of(compile_network([task], []))
    return estimates.draw(distribution, RUNS, np.random.default_rng(5)).reshape(RUNS)


@pytest.mark.parametrize(
    ("low", "likely", "high"), [(20, 30, 70), (20, 20, 70), (20, 70, 70), (0, 1, 4)]
)
def test_triangular_durations_have_the_mean_and_spread_of_the_triangle(
    low: int, likely: int, high: int
) -> None:
    drawn = _drawn(Task("A", likely, low, high), Distribution.TRIANGULAR)
    variance = (low**2 + likely**2 + high**2 - low * likely - low * high - likely * high) / 18
    assert low <= drawn.min() < drawn.max() <= high
    assert drawn.mean() == pytest.approx((low + likely + high) / 3, abs=0.15)
    # Rounding to whole days adds a twelfth.
    assert drawn.var() == pytest.approx(variance + 1 / 12, rel=0.04)


def test_triangular_durations_lie_below_the_likely_one_as_often_as_the_triangle_says() -> None:
    drawn = _drawn(Task("A", 300, 200, 700), Distribution.TRIANGULAR)
    assert (drawn < 300).mean() == pytest.approx(100 / 500, abs=0.01)


@pytest.mark.parametrize(("low", "likely", "high"), [(20, 30, 70), (20, 20, 70), (20, 70, 70)])
def test_beta_pert_durations_have_the_mean_of_pert(low: int, likely: int, high: int) -> None:
    drawn = _drawn(Task("A", likely, low, high), Distribution.BETA_PERT)
    mean = (low + 4 * likely + high) / 6
    assert low <= drawn.min() < drawn.max() <= high
    assert drawn.mean() == pytest.approx(mean, abs=0.15)
    variance = (mean - low) * (high - mean) / 7
    assert drawn.var() == pytest.approx(variance + 1 / 12, rel=0.05)


@pytest.mark.parametrize(
    "sure",
    [
        Task("A", 5),
        Task("A", 5, 5, 5),
        Task("A", 5, 6, 4),
        Task("A", 0, 0, 9),
        Task("A", 5, 1, 9, actual_finish=DAY),
    ],
)
def test_without_two_different_estimates_there_is_nothing_to_draw(sure: Task) -> None:
    assert len(Estimates.of(compile_network([sure], [])).places) == 0


def test_a_missing_estimate_or_one_on_its_wrong_side_counts_as_the_likely_duration() -> None:
    tasks = [Task("A", 5, 3), Task("B", 5, None, 8), Task("C", 5, 7, 9), Task("D", 5, -2, 4)]
    estimates = Estimates.of(compile_network(tasks, []))
    assert estimates.low.tolist() == [3, 5, 5, 0]
    assert estimates.likely.tolist() == [5, 5, 5, 5]
    assert estimates.high.tolist() == [5, 8, 9, 5]
