"""Series: how many rows a frame has, and which tier fills a window."""

import numpy as np
import pytest

from app.domain.points import PointKey
from app.domain.series import TIER_WIDTH_US, SeriesFrame, SeriesStats, Tier, tier_for

HOUR_US = 3_600_000_000


def test_a_frame_is_as_long_as_its_times() -> None:
    values = np.zeros(3)
    counts = np.zeros(3, np.int32)
    frame = SeriesFrame(
        PointKey(1),
        Tier.RAW,
        0,
        10,
        np.arange(3),
        *(values, values, values, values),
        *(counts, counts),
        np.zeros(3, np.uint8),
    )
    assert len(frame) == 3
    stats = SeriesStats(PointKey(1), 3, 0, 0.0, 0.0, 0.0, 0, 2)
    assert (stats.count, stats.bad) == (3, 0)


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
