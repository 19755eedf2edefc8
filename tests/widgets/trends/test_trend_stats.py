"""Statistics of the visible range: by samples, by time, and honest about what they rest on."""

from math import isnan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.samples import Quality
from app.domain.series import Tier
from tests.fakes.trend_frames import bucket_frame, raw_frame
from widgets.trends.splices import range_stats

MINUTE = 60_000_000
STALE = 3 * MINUTE


def test_a_value_that_held_longer_weighs_more_in_the_mean_by_time() -> None:
    frame = raw_frame([0, MINUTE, 3 * MINUTE], [10.0, 20.0, 50.0])
    stats = range_stats(frame, 0, 4 * MINUTE, STALE)
    assert stats.mean == pytest.approx(80 / 3)
    assert stats.weighted == pytest.approx((10 + 2 * 20 + 50) / 4)
    assert stats.deviation == pytest.approx(float(np.std([10.0, 20.0, 50.0])))
    assert not stats.is_rolled_up


def test_a_silent_point_holds_its_value_no_longer_than_it_may_be_trusted() -> None:
    frame = raw_frame([0, MINUTE], [10.0, 20.0])
    stats = range_stats(frame, 0, 60 * MINUTE, STALE)
    assert stats.weighted == pytest.approx((10 + 3 * 20) / 4)


def test_bad_samples_count_in_the_share_and_nowhere_else() -> None:
    quality = [Quality.GOOD, Quality.BAD, Quality.GOOD, Quality.UNCERTAIN]
    frame = raw_frame(np.arange(4) * MINUTE, [1.0, 99.0, 3.0, 5.0], quality=quality)
    stats = range_stats(frame, 0, 4 * MINUTE, STALE)
    assert (stats.minimum, stats.maximum, stats.count, stats.bad) == (1.0, 5.0, 3, 1)
    assert stats.good_share == pytest.approx(0.75)


def test_buckets_weigh_by_their_samples_and_say_that_they_are_buckets() -> None:
    frame = bucket_frame(Tier.MINUTE, np.arange(2) * MINUTE, [0.0, 10.0], [2.0, 12.0], good=[1, 3])
    stats = range_stats(frame, 0, 2 * MINUTE, STALE)
    assert (stats.minimum, stats.maximum) == (0.0, 12.0)
    assert stats.mean == pytest.approx((1 + 3 * 11) / 4)
    assert stats.weighted == pytest.approx(6.0)
    assert stats.is_rolled_up


def test_only_the_range_counts_and_an_empty_one_has_no_figures() -> None:
    frame = raw_frame(np.arange(4) * MINUTE, [1.0, 2.0, 3.0, 4.0])
    assert range_stats(frame, MINUTE, 3 * MINUTE, STALE).count == 2
    empty = range_stats(frame, 10 * MINUTE, 20 * MINUTE, STALE)
    assert isnan(empty.weighted)
    assert isnan(empty.good_share)


@settings(deadline=None, max_examples=80)
@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=100), st.integers(0, 2**31))
def test_every_mean_lies_between_the_extremes(values: list[float], seed: int) -> None:
    time = np.cumsum(np.random.default_rng(seed).integers(1, 5 * MINUTE, len(values)))
    stats = range_stats(raw_frame(time, values), 0, int(time[-1]) + MINUTE, STALE)
    slack = 1e-6 * max(abs(stats.minimum), abs(stats.maximum), 1.0)
    for mean in (stats.mean, stats.weighted):
        assert stats.minimum - slack <= mean <= stats.maximum + slack
    assert 0 <= stats.deviation <= (stats.maximum - stats.minimum) / 2 + slack
