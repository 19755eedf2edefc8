"""One number of the course of a point, and how much of its window holds values."""

from collections.abc import Sequence

import numpy as np
import pytest

from app.domain.points import PointKey, PointKind
from app.domain.portfolio.evidence.courses import Figure, combined, figure, tier_of
from app.domain.portfolio.evidence.questions import (
    Chosen,
    Combination,
    Direction,
    OfHistory,
    Statistic,
    Step,
)
from app.domain.samples import Quality
from app.domain.series import TIER_WIDTH_US, SeriesFrame, Tier

HOUR = TIER_WIDTH_US[Tier.HOUR]
DAY = TIER_WIDTH_US[Tier.DAY]
POINT = Chosen(("p",))


def course(
    means: Sequence[float],
    *,
    tier: Tier = Tier.HOUR,
    good: Sequence[int] | None = None,
    bad: Sequence[int] | None = None,
    spread: float = 0.0,
    start: int = 0,
) -> SeriesFrame:
    """Return a course with a bucket for each mean; NaN is one without good values."""
    n, mean = len(means), np.array(means, np.float64)
    filled = np.where(np.isnan(mean), 0, 1) if good is None else np.array(good)
    return SeriesFrame(
        PointKey(1),
        tier,
        start,
        start + n * TIER_WIDTH_US[tier],
        time=start + np.arange(n) * TIER_WIDTH_US[tier],
        low=mean - spread,
        high=mean + spread,
        mean=mean,
        last=mean,
        good=filled.astype(np.int32),
        bad=np.zeros(n, np.int32) if bad is None else np.array(bad, np.int32),
        quality=np.full(n, Quality.GOOD, np.uint8),
    )


def value(of: OfHistory, frame: SeriesFrame, kind: PointKind = PointKind.ANALOG) -> float | None:
    return figure(of, frame, (frame.start, frame.end), kind).value


@pytest.mark.parametrize(
    ("statistic", "expected"),
    [
        (Statistic.MEAN, 20.0),
        (Statistic.MAX, 30.0),
        (Statistic.MIN, 10.0),
        (Statistic.LAST, 30.0),
        (Statistic.AVAILABILITY, 100.0),
    ],
)
def test_statistics_of_hours_weigh_every_hour_the_same(
    statistic: Statistic, expected: float
) -> None:
    frame = course([10.0, 20.0, 30.0], good=[100, 1, 1], spread=5.0)
    assert value(OfHistory(POINT, statistic), frame) == expected


def test_statistics_of_values_weigh_every_value_the_same_and_see_extremes() -> None:
    frame = course([10.0, 40.0], good=[3, 1], spread=5.0)
    found = [
        value(OfHistory(POINT, one, step=Step.VALUE), frame)
        for one in (Statistic.MEAN, Statistic.MAX, Statistic.MIN)
    ]
    assert found == [17.5, 45.0, 5.0]


def test_hours_above_a_limit_are_counted_not_those_at_it() -> None:
    of = OfHistory(POINT, Statistic.ABOVE, limit=200.0)
    assert value(of, course([199.0, 200.0, 200.1, 300.0])) == 2.0


def test_percentile_of_hours() -> None:
    of = OfHistory(POINT, Statistic.PERCENTILE, percent=50.0)
    assert value(of, course([1.0, 2.0, 9.0])) == 2.0


def test_sum_adds_quantities_and_sees_how_far_a_counter_went() -> None:
    of = OfHistory(POINT, Statistic.SUM)
    assert value(of, course([10.0, 20.0], good=[4, 2])) == 80.0
    grown = course([100.0, 130.0, 5.0, 25.0])
    assert value(of, grown, PointKind.COUNTER) == 30.0 + 5.0 + 20.0


def test_coverage_is_the_share_of_hours_that_hold_values() -> None:
    frame = course([1.0, float("nan"), 3.0, float("nan")])
    found = figure(OfHistory(POINT), frame, (0, 4 * HOUR), PointKind.ANALOG)
    assert found == Figure(2.0, 0.5, 2, 3 * HOUR)


def test_a_window_that_reaches_into_the_future_is_not_covered() -> None:
    found = figure(OfHistory(POINT), course([1.0, 1.0]), (0, 8 * HOUR), PointKind.ANALOG)
    assert found.coverage == 0.25


def test_rows_outside_the_window_and_gaps_do_not_count() -> None:
    frame = course([1.0, 2.0, 3.0, 4.0])
    frame.quality[2] = Quality.GAP
    found = figure(OfHistory(POINT), frame, (HOUR, 3 * HOUR), PointKind.ANALOG)
    assert (found.value, found.coverage) == (2.0, 0.5)


def test_no_values_give_no_number() -> None:
    frame = course([float("nan"), float("nan")])
    found = figure(OfHistory(POINT), frame, (0, 2 * HOUR), PointKind.ANALOG)
    assert found == Figure(None, 0.0)


def test_an_empty_window_has_neither_number_nor_coverage() -> None:
    for statistic in (Statistic.MEAN, Statistic.AVAILABILITY):
        of = OfHistory(POINT, statistic)
        assert figure(of, course([1.0]), (HOUR, HOUR), PointKind.ANALOG) == Figure(None, 0.0)


def test_availability_counts_hours_without_anything_as_lost() -> None:
    of = OfHistory(POINT, Statistic.AVAILABILITY)
    frame = course([1.0, 1.0], good=[3, 1], bad=[1, 0])
    found = figure(of, frame, (0, 4 * HOUR), PointKind.ANALOG)
    assert found.value == 100.0 * 1.75 / 4
    assert found.coverage == 1.0


def test_a_local_day_belongs_to_the_window_that_holds_most_of_it() -> None:
    of = OfHistory(POINT, step=Step.DAY)
    assert tier_of(of) is Tier.DAY
    # Days begin an hour before the window does, as in winter time.
    frame = course([1.0, 2.0, 3.0], tier=Tier.DAY, start=-HOUR)
    assert figure(of, frame, (0, 2 * DAY), PointKind.ANALOG).value == 1.5


def test_several_points_are_combined() -> None:
    worst, mean, added = (
        OfHistory(POINT, combination=one)
        for one in (Combination.WORST, Combination.MEAN, Combination.SUM)
    )
    figures = [1.0, 2.0, 6.0]
    assert combined(worst, figures, Direction.AT_MOST) == 6.0
    assert combined(worst, figures, Direction.NONE) == 6.0
    assert combined(worst, figures, Direction.AT_LEAST) == 1.0
    assert combined(mean, figures, Direction.AT_MOST) == 3.0
    assert combined(added, figures, Direction.AT_MOST) == 9.0
    assert combined(mean, [], Direction.AT_MOST) is None
