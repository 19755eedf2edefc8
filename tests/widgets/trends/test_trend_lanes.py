"""Lanes show which state held, for how long it may be trusted, and never hide a fault."""

import numpy as np
from numpy.typing import ArrayLike

from app.domain.points import PointKey
from app.domain.samples import Quality
from app.domain.series import SeriesFrame, Tier
from widgets.trends.lanes import bars

MINUTE = 60_000_000
STALE = 3 * MINUTE


def frame_of(
    time: ArrayLike,
    code: ArrayLike,
    tier: Tier = Tier.RAW,
    *,
    quality: ArrayLike | None = None,
    low: ArrayLike | None = None,
    high: ArrayLike | None = None,
) -> SeriesFrame:
    time = np.asarray(time, np.int64)
    code = np.asarray(code, np.float64)
    n = len(time)
    quality = np.zeros(n, np.uint8) if quality is None else np.asarray(quality, np.uint8)
    return SeriesFrame(
        PointKey(1), tier, 0, 10**18, time,
        code if low is None else np.asarray(low, np.float64),
        code if high is None else np.asarray(high, np.float64),
        code, code, np.ones(n, np.int32), np.zeros(n, np.int32), quality,
    )  # fmt: skip


def test_equal_neighbours_are_one_bar() -> None:
    found = bars(frame_of(np.arange(4) * MINUTE, [1, 1, 2, 2]), 0, 4 * MINUTE, 100, STALE)
    assert found.begin.tolist() == [0, 2 * MINUTE]
    assert found.end.tolist() == [2 * MINUTE, 4 * MINUTE]
    assert found.code.tolist() == [1, 2]


def test_a_state_is_not_held_longer_than_it_is_trusted() -> None:
    found = bars(frame_of([0, 60 * MINUTE], [1, 1]), 0, 61 * MINUTE, 100, STALE)
    assert found.end.tolist() == [STALE, 61 * MINUTE]


def test_a_gap_marker_ends_a_bar_and_bad_quality_is_its_own() -> None:
    frame = frame_of(
        np.arange(4) * MINUTE, [1, np.nan, np.nan, 1], quality=[0, Quality.BAD, Quality.GAP, 0]
    )
    found = bars(frame, 0, 4 * MINUTE, 100, STALE)
    assert found.is_bad.tolist() == [False, True, False]
    assert found.begin.tolist() == [0, MINUTE, 3 * MINUTE]


def test_a_bucket_with_several_states_is_mixed_and_a_fault_in_it_is_shown() -> None:
    frame = frame_of([0, MINUTE], [1, 1], Tier.MINUTE, low=[0, 1], high=[1, 2])
    found = bars(frame, 0, 2 * MINUTE, 100, STALE, abnormal={2})
    assert found.is_mixed.tolist() == [True, True]
    assert found.code.tolist() == [1, 2]


def test_no_more_bars_than_pixels_and_the_one_fault_survives() -> None:
    code = np.arange(10_000) % 2
    code[4321] = 2
    frame = frame_of(np.arange(10_000) * MINUTE, code)
    found = bars(frame, 0, 10_000 * MINUTE, 200, STALE, abnormal={2})
    assert len(found) <= 200
    assert 2 in found.code
    assert found.is_mixed.any()


def test_an_empty_series_has_no_bars() -> None:
    assert not len(bars(frame_of([], []), 0, 1, 100, STALE))
