"""Many moments at once as text and as numbers of a spreadsheet, in local time and in UTC."""

from datetime import timedelta
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np

from app.domain.local_times import at_local
from app.domain.samples import Float64Array, Int64Array

_QUARTER_US: Final = 900_000_000
"""Offsets change at full quarters of an hour at the most."""

_DAY_US: Final = 86_400_000_000
_MINUTE: Final = timedelta(minutes=1)

_SPREADSHEET_EPOCH_DAYS: Final = 25_569
"""Days from 1899-12-30, where spreadsheets begin to count, to 1970-01-01."""


def offsets_us(time: Int64Array, zone: ZoneInfo) -> Int64Array:
    """Return what local time is ahead of UTC at each moment, µs."""
    quarters, at = np.unique(time // _QUARTER_US, return_inverse=True)
    found = [_minutes(int(quarter) * _QUARTER_US, zone) for quarter in quarters]
    offsets: Int64Array = np.array(found, np.int64)[at] * 60_000_000
    return offsets


def _minutes(time_us: int, zone: ZoneInfo) -> int:
    return (at_local(time_us, zone).utcoffset() or timedelta()) // _MINUTE


def utc_texts(time: Int64Array) -> list[str]:
    """Return moments such as `2026-10-25T00:30:00.000000Z`."""
    stamps = np.datetime_as_string(time.astype("datetime64[us]"), unit="us")
    return [f"{stamp}Z" for stamp in stamps.tolist()]


def local_texts(time: Int64Array, zone: ZoneInfo) -> list[str]:
    """Return moments such as `2026-10-25T02:30:00.000+02:00`, by which the double hour is told."""
    offsets = offsets_us(time, zone)
    stamps = np.datetime_as_string((time + offsets).astype("datetime64[us]"), unit="ms")
    words = {int(offset): _offset_text(int(offset)) for offset in np.unique(offsets)}
    pairs = zip(stamps.tolist(), offsets.tolist(), strict=True)
    return [f"{stamp}{words[offset]}" for stamp, offset in pairs]


def _offset_text(offset_us: int) -> str:
    minutes = abs(offset_us) // 60_000_000
    return f"{'-' if offset_us < 0 else '+'}{minutes // 60:02}:{minutes % 60:02}"


def spreadsheet_days(time: Int64Array) -> Float64Array:
    """Return moments as days since 1899-12-30, as spreadsheets keep dates."""
    days: Float64Array = time / _DAY_US + _SPREADSHEET_EPOCH_DAYS
    return days
