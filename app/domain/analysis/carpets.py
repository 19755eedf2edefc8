"""The day-hour heat map (carpet plot): clock times down, days across, by the city's own clock."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np

from app.domain.analysis.calendars import (
    DAY_US,
    HOUR_US,
    QUARTER_US,
    local_date,
    local_us,
    midnight_us,
)
from app.domain.analysis.courses import Course
from app.domain.analysis.integrals import known_and_means
from app.domain.samples import BoolArray, Float64Array, Int64Array

CELL_WIDTHS_US: Final = (HOUR_US, QUARTER_US)
"""What a row may stand for: an hour, or a quarter of one."""

MOST_DAYS: Final = 3_660


@dataclass(frozen=True, slots=True)
class Carpet:
    """Means by clock time (r rows) and local day (c columns).

    Attributes:
        cell_us: What a row stands for.
        days: The local days, c of them.
        mean: Time-weighted mean of each cell, float64[r, c]; NaN where nothing is known. In the
            hour that comes twice when summer time ends it is the mean over both.
        known: Share of the cell's time of which a value is known, float64[r, c].
        begin: When each cell begins (the first time), µs UTC, int64[r, c].
        is_missing: True where the clock does not show that time on that day, as 02:30 does not
            exist when summer time begins, bool[r, c].
        is_double: True where it shows it twice, bool[r, c].
    """

    cell_us: int
    days: tuple[date, ...]
    mean: Float64Array
    known: Float64Array
    begin: Int64Array
    is_missing: BoolArray
    is_double: BoolArray

    @property
    def has_data(self) -> bool:
        """True when at least one cell has a value."""
        return bool(np.isfinite(self.mean).any())

    def usual_range(self) -> tuple[float, float]:
        """Return the range that colours should tell apart; NaN without data.

        It is that of all cells, but cut at the first or last percentile where the few beyond lie
        further out than half of what all others span: one rush hour shall not grey a whole month.
        """
        known = self.mean[np.isfinite(self.mean)]
        if not len(known):
            return float("nan"), float("nan")
        low, first, last, high = np.quantile(known, (0.0, 0.01, 0.99, 1.0)).tolist()
        reach = (last - first) / 2
        is_flat = reach <= 1e-9 * max(abs(low), abs(high))
        return (
            low if is_flat or first - low <= reach else first,
            high if is_flat or high - last <= reach else last,
        )


def carpet(course: Course, zone: ZoneInfo, cell_us: int = HOUR_US) -> Carpet:
    """Return the carpet of a course over all local days it touches, at most `MOST_DAYS`.

    The window is cut into quarter hours, which fit into the hours of every zone; those that show
    the same clock time on the same day belong to one cell.

    Args:
        course: The values; of a tier no coarser than the cell, else cells share their values.
        zone: The zone of the city.
        cell_us: One of `CELL_WIDTHS_US`.
    """
    first = local_date(course.start_us, zone)
    last = min(local_date(course.end_us - 1, zone), first + timedelta(days=MOST_DAYS - 1))
    count = (last - first).days + 1
    days = tuple(first + timedelta(days=i) for i in range(count))
    past = midnight_us(last + timedelta(days=1), zone)
    edges = np.arange(midnight_us(first, zone), past + 1, QUARTER_US, dtype=np.int64)
    known, means = known_and_means(course, edges)
    clock = local_us(edges[:-1], zone)
    day = clock // DAY_US - (first - date(1970, 1, 1)).days
    rows = DAY_US // cell_us
    cell = (clock % DAY_US // cell_us) * count + day
    size = rows * count
    quarters = np.bincount(cell, minlength=size)
    known_us = np.bincount(cell, weights=known, minlength=size)
    total = np.bincount(cell, weights=np.where(known > 0, means * known, 0.0), minlength=size)
    begin = np.zeros(size, np.int64)
    begin[cell[::-1]] = edges[:-1][::-1]
    usual = cell_us // QUARTER_US
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(known_us > 0, total / known_us, np.nan)
        share = np.where(quarters > 0, known_us / (quarters * float(QUARTER_US)), 0.0)
    shape = (rows, count)
    return Carpet(
        cell_us,
        days,
        mean.reshape(shape),
        share.reshape(shape),
        begin.reshape(shape),
        (quarters == 0).reshape(shape),
        (quarters > usual).reshape(shape),
    )
