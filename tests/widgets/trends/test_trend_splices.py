"""History and live samples become one series; readings and statistics come out of it."""

from zoneinfo import ZoneInfo

import numpy as np
import pytest
from numpy.typing import ArrayLike

from app.domain.local_times import at_local
from app.domain.points import PointKey
from app.domain.samples import NO_TIME, Quality
from app.domain.series import SeriesFrame, Tier
from widgets.trends.splices import (
    Tail,
    extended,
    is_covered,
    range_stats,
    reading_at,
    spliced,
    until,
)

MINUTE = 60_000_000
HOUR = 60 * MINUTE
BERLIN = ZoneInfo("Europe/Berlin")


def frame_of(
    time: ArrayLike, value: ArrayLike, tier: Tier = Tier.RAW, good: int = 1
) -> SeriesFrame:
    time = np.asarray(time, np.int64)
    value = np.asarray(value, np.float64)
    n = len(time)
    return SeriesFrame(
        PointKey(1), tier, 0, 10**18, time, value, value, value, value,
        np.full(n, good, np.int32), np.zeros(n, np.int32), np.zeros(n, np.uint8),
    )  # fmt: skip


def tail_of(time: list[int], value: ArrayLike, quality: ArrayLike | None = None) -> Tail:
    quality = np.zeros(len(time), np.uint8) if quality is None else np.asarray(quality, np.uint8)
    return Tail(np.asarray(time, np.int64), np.asarray(value, np.float64), quality)


def test_neighbouring_windows_become_one_and_the_later_frame_wins() -> None:
    joined = spliced([frame_of([1, 2, 3], [1, 1, 1]), frame_of([3, 4], [9, 9])])
    assert joined is not None
    assert joined.time.tolist() == [1, 2, 3, 4]
    assert joined.low.tolist() == [1, 1, 9, 9]
    assert spliced([]) is None


def test_live_samples_follow_history_and_replace_what_came_twice() -> None:
    frame = frame_of([0, MINUTE], [1, 2])
    grown = extended(frame, tail_of([2 * MINUTE, MINUTE, 3 * MINUTE], [3, 2.5, 4]), BERLIN)
    assert grown.time.tolist() == [0, MINUTE, 2 * MINUTE, 3 * MINUTE]
    assert grown.low.tolist() == [1, 2.5, 3, 4]
    assert frame.low.tolist() == [1, 2]


def test_a_bad_live_sample_has_no_value_but_its_quality() -> None:
    grown = extended(frame_of([0], [1]), tail_of([MINUTE], [7], [int(Quality.BAD)]), BERLIN)
    assert np.isnan(grown.low[1])
    assert grown.quality[1] == Quality.BAD
    assert grown.bad[1] == 1


def test_live_samples_are_rolled_up_like_the_history_before_them() -> None:
    frame = frame_of([0, HOUR], [1, 10], Tier.HOUR, good=2)
    tail = tail_of([HOUR + MINUTE, HOUR + 2 * MINUTE, 2 * HOUR + 1], [4, 16, 7])
    grown = extended(frame, tail, BERLIN)
    assert grown.time.tolist() == [0, HOUR, 2 * HOUR]
    assert (grown.low[1], grown.high[1], grown.last[1], grown.good[1]) == (4, 16, 16, 4)
    assert grown.mean[1] == pytest.approx(10.0)
    assert grown.low[2] == grown.high[2] == 7


def test_late_live_samples_leave_finished_buckets_alone() -> None:
    frame = frame_of([0, HOUR, 2 * HOUR], [1, 2, 3], Tier.HOUR)
    assert extended(frame, tail_of([HOUR + 1], [99]), BERLIN) is frame


def test_live_days_begin_at_local_midnight() -> None:
    """Two samples on both sides of midnight in Hamm, one UTC day: two buckets."""
    before, after = 1_764_021_600_000_000, 1_764_025_200_000_000  # 23:00 and 00:00 in Berlin
    grown = extended(frame_of([], [], Tier.DAY), tail_of([before, after], [1, 2]), BERLIN)
    assert [at_local(int(t), BERLIN).hour for t in grown.time] == [0, 0]
    assert len(grown) == 2


def test_nothing_live_changes_nothing() -> None:
    frame = frame_of([0], [1])
    assert extended(frame, tail_of([], []), BERLIN) is frame


def test_what_lies_after_a_moment_can_be_cut() -> None:
    frame = frame_of([0, 1, 2, 3], [1, 2, 3, 4])
    assert until(frame, 2).time.tolist() == [0, 1]
    assert until(frame, 9) is frame


def test_a_reading_is_the_last_value_unless_it_was_stale_or_in_a_gap() -> None:
    frame = frame_of([0, MINUTE], [1, 2])
    assert reading_at(frame, MINUTE + 5, 3 * MINUTE).value == 2
    assert reading_at(frame, -1, 3 * MINUTE).time_us == NO_TIME
    assert np.isnan(reading_at(frame, 9 * MINUTE, 3 * MINUTE).value)


def test_statistics_cover_the_visible_rows_only_and_weigh_by_samples() -> None:
    frame = frame_of([0, HOUR, 2 * HOUR], [1, 2, 50], Tier.HOUR)
    frame.good[:2] = [3, 1]
    stats = range_stats(frame, 0, 2 * HOUR)
    assert (stats.minimum, stats.maximum, stats.count) == (1, 2, 4)
    assert stats.mean == pytest.approx(1.25)
    assert np.isnan(range_stats(frame, 5 * HOUR, 6 * HOUR).minimum)


def test_coverage_needs_every_moment() -> None:
    assert is_covered([(5, 9), (0, 5)], 1, 9)
    assert not is_covered([(0, 4), (5, 9)], 1, 9)
    assert not is_covered([], 1, 9)
