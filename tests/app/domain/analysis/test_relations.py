"""Correlation, line and lag against formulas and made-up pairs; and the words of warning."""

from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.analysis.courses import Course, course_of
from app.domain.analysis.relations import Caveat, pearson, ranks, relation, spearman
from app.domain.samples import Float64Array
from tests.fakes.series import raw_frame

BERLIN = ZoneInfo("Europe/Berlin")
MINUTE, HOUR = 60_000_000, 3_600_000_000
NUMBERS = st.lists(st.integers(-20, 20), min_size=3, max_size=30)


def course_with(values: Float64Array, step: int = HOUR, hold: int | None = None) -> Course:
    rows = [(i * step, float(v)) for i, v in enumerate(values) if np.isfinite(v)]
    end = len(values) * step
    return course_of([raw_frame(rows, 0, end)], 0, end, step if hold is None else hold)


@given(NUMBERS)
def test_pearson_equals_numpy_and_spearman_that_of_ranks(numbers: list[int]) -> None:
    x = np.array(numbers, np.float64)
    y = np.roll(x, 1) + np.arange(len(x))
    if np.ptp(x) and np.ptp(y):
        assert pearson(x, y) == pytest.approx(np.corrcoef(x, y)[0, 1])
        slow = [1 + sum(b < a for b in x) + (sum(b == a for b in x) - 1) / 2 for a in x]
        assert ranks(x).tolist() == slow
    if np.ptp(x):
        assert spearman(np.exp(x), x) == pytest.approx(1.0)


def test_pairs_line_and_lag_of_a_point_that_follows_another() -> None:
    x = np.random.default_rng(2).normal(10, 3, 200)
    y = 5 + 2 * np.roll(x, 3)
    y[:3] = np.nan
    found = relation(course_with(x), course_with(y), BERLIN)
    assert found.step_us == HOUR
    assert len(found) == 197
    assert found.lag_us == 3 * HOUR
    assert found.lag_pearson == pytest.approx(1)
    assert abs(found.pearson) < 0.3
    back = relation(course_with(y), course_with(x), BERLIN)
    assert back.lag_us == -3 * HOUR


def test_the_line_is_that_of_least_squares() -> None:
    rng = np.random.default_rng(3)
    x = rng.normal(0, 1, 300)
    y = 4 - 2 * x + rng.normal(0, 0.5, 300)
    found = relation(course_with(x), course_with(y), BERLIN)
    slope, intercept = np.polyfit(x, y, 1)
    assert (found.slope, found.intercept) == pytest.approx((slope, intercept))
    assert found.independent == pytest.approx(300, rel=0.1)
    assert found.caveats == ()


def test_points_of_different_rhythm_meet_at_the_coarser_one() -> None:
    fine = course_with(np.arange(240.0), MINUTE)
    coarse = course_with(np.arange(16.0), 15 * MINUTE)
    found = relation(fine, coarse, BERLIN)
    assert found.step_us == 15 * MINUTE
    assert found.x.tolist() == pytest.approx([7 + 15 * i for i in range(16)])
    assert Caveat.FEW_PAIRS in found.caveats


def test_a_shared_daily_rhythm_is_said_and_what_is_left_without_it() -> None:
    rng = np.random.default_rng(5)
    hours = np.arange(24 * 20)
    day = 10 * np.sin(hours / 24 * 2 * np.pi)
    x, y = day + rng.normal(0, 1, len(day)), day + rng.normal(0, 1, len(day))
    found = relation(course_with(x), course_with(y), BERLIN)
    assert found.pearson > 0.9
    assert abs(found.without_rhythm) < 0.2
    assert Caveat.SHARED_RHYTHM in found.caveats


def test_neighbours_that_resemble_each_other_are_few_independent_pairs() -> None:
    walk = np.cumsum(np.random.default_rng(1).normal(0, 1, 60))
    found = relation(course_with(walk), course_with(walk + 0.01 * np.arange(60)), BERLIN)
    assert found.independent < 30
    assert Caveat.FEW_INDEPENDENT in found.caveats


def test_the_greatest_lag_at_the_edge_is_said() -> None:
    rng = np.random.default_rng(6)
    x = rng.normal(0, 1, 40)
    y = np.roll(x, 10)
    assert Caveat.LAG_AT_EDGE in relation(course_with(x), course_with(y), BERLIN).caveats


def test_a_constant_point_has_no_correlation_and_says_so() -> None:
    x, y = np.arange(50.0), np.full(50, 3.0)
    found = relation(course_with(x), course_with(y), BERLIN)
    assert np.isnan(found.pearson)
    assert found.slope == 0
    assert Caveat.CONSTANT in found.caveats
    assert np.isnan(relation(course_with(y), course_with(x), BERLIN).slope)


def test_nothing_in_common_gives_no_figures() -> None:
    nothing = course_of([raw_frame([], 0, 10 * HOUR)], 0, 10 * HOUR, HOUR)
    found = relation(nothing, nothing, BERLIN)
    assert len(found) == 0
    assert np.isnan(found.pearson)
    assert np.isnan(found.lag_pearson)


def test_a_window_of_many_years_is_paired_by_days_at_most() -> None:
    day = 24 * HOUR
    course = course_with(np.arange(3_400.0), 3 * day)
    assert relation(course, course, BERLIN).step_us == day


def test_a_few_outliers_make_values_and_ranks_disagree_and_that_is_said() -> None:
    x = np.arange(60.0)
    y = x.copy()
    y[:3] = 1_000
    found = relation(course_with(x), course_with(y), BERLIN)
    assert found.spearman > 0.7
    assert found.pearson < 0.1
    assert Caveat.DISAGREEING in found.caveats
