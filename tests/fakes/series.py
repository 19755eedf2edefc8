"""Series frames made by hand."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from app.domain.points import PointKey
from app.domain.samples import Quality
from app.domain.series import SeriesFrame, Tier

KEY = PointKey(7)


def raw_frame(rows: Sequence[tuple[Any, ...]], start: int, end: int) -> SeriesFrame:
    """Return samples as (time, value) or (time, value, quality)."""
    time = np.array([row[0] for row in rows], np.int64)
    quality = np.array([row[2] if len(row) > 2 else 0 for row in rows], np.uint8)
    value = np.array([row[1] for row in rows], np.float64)
    value[quality >= Quality.BAD] = np.nan
    good = (quality < Quality.BAD).astype(np.int32)
    bad = (quality == Quality.BAD).astype(np.int32)
    return SeriesFrame(
        KEY, Tier.RAW, start, end, time, value, value, value, value, good, bad, quality
    )


def bucket_frame(
    rows: Sequence[tuple[int, float, int, int]], start: int, end: int, tier: Tier
) -> SeriesFrame:
    """Return buckets as (begin, mean, good, bad); low and high lie 1 beside the mean."""
    time = np.array([row[0] for row in rows], np.int64)
    mean = np.array([row[1] for row in rows], np.float64)
    good = np.array([row[2] for row in rows], np.int32)
    bad = np.array([row[3] for row in rows], np.int32)
    quality = np.where(bad > 0, Quality.BAD, Quality.GOOD).astype(np.uint8)
    return SeriesFrame(
        KEY, tier, start, end, time, mean - 1, mean + 1, mean, mean + 0.5, good, bad, quality
    )
