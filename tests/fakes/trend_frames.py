"""Series and points for plots, made by hand."""

from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from app.domain.points import EngineeringUnit, Point, PointId, PointKey, PointKind, point_key
from app.domain.samples import Quality
from app.domain.series import SeriesFrame, Tier
from app.domain.texts import Text
from tests.fakes.city import make_city


def analog_point(name: str, unit: str = "µg/m³", *, decimals: int = 1) -> Point:
    """Return an analogue point that reports once a minute."""
    one = next(p for p in make_city(12).points if p.kind is PointKind.ANALOG)
    return replace(
        one,
        id=PointId(name),
        name=Text(name, name),
        unit=EngineeringUnit(unit, unit, Text(f"Einheit {unit}", f"unit {unit}"), unit),
        interval_s=60.0,
        decimals=decimals,
    )


def raw_frame(
    time: ArrayLike, value: ArrayLike, *, quality: ArrayLike | None = None, name: str = "x"
) -> SeriesFrame:
    """Return raw samples; BAD ones and gap markers have no value."""
    times = np.asarray(time, np.int64)
    values = np.asarray(value, np.float64)
    n = len(times)
    worst = np.zeros(n, np.uint8) if quality is None else np.asarray(quality, np.uint8)
    values = np.where(worst >= Quality.BAD, np.nan, values)
    return SeriesFrame(
        PointKey(point_key(PointId(name))), Tier.RAW,
        int(times[0]) if n else 0, int(times[-1]) + 1 if n else 1,
        times, values, values, values, values,
        (worst < Quality.BAD).astype(np.int32), (worst == Quality.BAD).astype(np.int32), worst,
    )  # fmt: skip


def bucket_frame(
    tier: Tier, time: ArrayLike, low: ArrayLike, high: ArrayLike, *, good: ArrayLike | None = None
) -> SeriesFrame:
    """Return buckets whose mean lies in the middle; those with NaN hold no sample."""
    times = np.asarray(time, np.int64)
    lows, highs = np.asarray(low, np.float64), np.asarray(high, np.float64)
    mean = (lows + highs) / 2
    n = len(times)
    counts = np.where(np.isnan(lows), 0, 4) if good is None else np.asarray(good)
    return SeriesFrame(
        PointKey(1), tier, int(times[0]) if n else 0, int(times[-1]) + 1 if n else 1,
        times, lows, highs, mean, mean,
        counts.astype(np.int32), np.zeros(n, np.int32), np.zeros(n, np.uint8),
    )  # fmt: skip
