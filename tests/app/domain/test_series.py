"""Series: how many rows a frame has, and which tier fills a window."""

import numpy as np
import pytest

from app.domain.points import PointKey
from app.domain.series import TIER_WIDTH_US, SeriesFrame, SeriesStats, Tier, tier_for

HOUR_US = 3_600_000_000


def frame_of(rows: int) -> SeriesFrame:
    values = np.arange(rows, dtype=np.float64)
    counts = np.zeros(rows, np.int32)
    return SeriesFrame(
        PointKey(1),
        Tier.RAW,
        0,
        10,
        np.arange(rows),
        *(values, values, values, values),
        *(counts, counts),
        np.zeros(rows, np.uint8),
    )


def test_a_frame_is_as_long_as_its_times() -> None:
    assert len(frame_of(3)) == 3
    stats = SeriesStats(PointKey(1), 3, 0, 0.0, 0.0, 0.0, 0, 2)
    assert (stats.count, stats.bad) == (3, 0)


def test_some_rows_of_a_frame_keep_their_window() -> None:
    frame = frame_of(4)
    part = frame.select(slice(1, 3))
    assert part.time.tolist() == [1, 2]
    assert part.last.tolist() == [1.0, 2.0]
    assert (part.start, part.end, part.tier) == (0, 10, Tier.RAW)
    assert len(frame.select(np.array([True, False, False, True]))) == 2


@pytest.mark.parametrize(
    ("width_us", "positions", "tier"),
    [
        (HOUR_US, 1_000, Tier.RAW),
        (HOUR_US, 60, Tier.MINUTE),
        (24 * HOUR_US, 1_440, Tier.MINUTE),
        (24 * HOUR_US, 96, Tier.QUARTER_HOUR),
        (365 * 24 * HOUR_US, 1_000, Tier.HOUR),
        (365 * 24 * HOUR_US, 365, Tier.DAY),
        (HOUR_US, 0, Tier.HOUR),
        (0, 100, Tier.RAW),
    ],
)
def test_the_coarsest_tier_that_still_fills_each_position(
    width_us: int, positions: int, tier: Tier
) -> None:
    assert tier_for(width_us, positions) is tier
    assert TIER_WIDTH_US[tier] * max(positions, 1) <= width_us
