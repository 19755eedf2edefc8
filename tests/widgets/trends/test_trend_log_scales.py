"""A logarithmic axis has round decades, holds what is above zero, and says what is not."""

from math import isnan, nan

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.series import Tier
from tests.fakes.trend_frames import bucket_frame, raw_frame
from widgets.trends.curves import band, columns, mean_line
from widgets.trends.log_scales import log_scale_for, positive_part

MINUTE = 60_000_000
STALE = 3 * MINUTE


@settings(deadline=None, max_examples=300)
@given(st.floats(1e-6, 1e9), st.floats(1.0, 1e9), st.integers(2, 8))
def test_every_value_above_zero_lies_on_the_axis(low: float, factor: float, intervals: int) -> None:
    high = low * factor
    scale = log_scale_for(low, high, intervals)
    assert 0 < scale.low <= low * (1 + 1e-6)
    assert scale.high >= high * (1 - 1e-6)
    ticks = scale.ticks()
    assert len(ticks) >= 2
    assert len(ticks) <= max(intervals + 3, 4)
    assert ticks == sorted(ticks)
    assert all(scale.low * (1 - 1e-6) <= tick <= scale.high * (1 + 1e-6) for tick in ticks)


def test_three_decades_have_a_minor_line_for_each_step_and_labels_a_person_would_write() -> None:
    scale = log_scale_for(0.5, 300.0, 4)
    assert scale.ticks() == [1.0, 10.0, 100.0]
    assert {2.0, 5.0, 0.6, 200.0} <= set(scale.minor_ticks())
    assert [scale.decimals_of(value) for value in (0.001, 0.3, 1.0, 20.0)] == [3, 1, 0, 0]


def test_a_narrow_range_gets_round_labels_in_between() -> None:
    ticks = log_scale_for(400.0, 430.0, 5).ticks()
    assert len(ticks) >= 4
    assert all(tick == round(tick) for tick in ticks)


def test_nothing_known_gives_one_decade() -> None:
    assert log_scale_for(nan, nan, 5).ticks() == [1.0, 10.0]


def test_equal_factors_are_equal_distances() -> None:
    scale = log_scale_for(1.0, 1000.0, 6)
    y = scale.y_of(np.array([2.0, 20.0, 200.0]), 0.0, 300.0)
    assert y[0] - y[1] == y[1] - y[2] or abs((y[0] - y[1]) - (y[1] - y[2])) < 1e-9
    assert isnan(scale.y_at(0.0, 0.0, 300.0))
    assert isnan(scale.y_at(-3.0, 0.0, 300.0))


def test_values_of_zero_and_below_interrupt_the_curve_and_are_counted() -> None:
    time = np.arange(6) * MINUTE
    frame = raw_frame(time, [1.0, 10.0, 0.0, -5.0, 10.0, 1.0])
    part = positive_part(frame, 0, 6 * MINUTE)
    assert part.hidden == 2
    assert (part.low, part.high) == (1.0, 10.0)
    line = columns(part.frame, 0, 6 * MINUTE, 1000, STALE)
    assert np.isnan(line.y).sum() == 1
    assert np.nanmin(line.y) == 1.0
    assert frame.mean[3] == -5.0


def test_only_what_is_in_sight_is_counted() -> None:
    frame = raw_frame(np.arange(4) * MINUTE, [-1.0, 2.0, 3.0, -1.0])
    assert positive_part(frame, MINUTE, 3 * MINUTE).hidden == 0


def test_a_bucket_on_both_sides_of_zero_keeps_its_upper_part() -> None:
    frame = bucket_frame(Tier.MINUTE, np.arange(3) * MINUTE, [1.0, -4.0, 1.0], [3.0, 2.0, 3.0])
    part = positive_part(frame, 0, 3 * MINUTE)
    assert part.hidden == 1
    drawn = band(part.frame, 0, 3 * MINUTE, 300, STALE)
    assert (drawn.high >= 2.0).all()
    assert (drawn.low > 0).all()
    assert np.isnan(mean_line(part.frame, 0, 3 * MINUTE, 300, STALE).y).any()


def test_a_series_below_zero_has_nothing_to_show() -> None:
    part = positive_part(raw_frame([0, MINUTE], [-1.0, -2.0]), 0, 2 * MINUTE)
    assert part.hidden == 2
    assert isnan(part.low)
    assert not len(columns(part.frame, 0, 2 * MINUTE, 100, STALE))
