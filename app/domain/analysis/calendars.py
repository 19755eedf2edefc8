"""Local time for many moments at once: what the clock on the wall of the city shows.

Offsets from UTC are looked up per quarter hour; all zones of the present change on quarter hours.
"""

from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np

from app.domain.local_times import at_local, to_us
from app.domain.samples import Int64Array

QUARTER_US: Final = 900_000_000
HOUR_US: Final = 4 * QUARTER_US
DAY_US: Final = 24 * HOUR_US

_MICROSECOND: Final = timedelta(microseconds=1)


def local_us(times: Int64Array, zone: ZoneInfo) -> Int64Array:
    """Return what the local clock shows, as µs since 1970-01-01 00:00 of that clock.

    Where the clock is put back two moments show the same; where it is put forward some clock
    times do not occur.

    Args:
        times: µs UTC, ascending, int64[n].
        zone: The zone of the city.
    """
    if not len(times):
        return times
    first = int(times[0]) // DAY_US
    days = np.arange(first, int(times[-1]) // DAY_US + 2, dtype=np.int64)
    offsets = np.array([_offset_us(int(day) * DAY_US, zone) for day in days], np.int64)
    place = times // DAY_US - first
    found = offsets[place]
    for changed in np.flatnonzero(np.diff(offsets)):
        here = slice(*np.searchsorted(place, [changed, changed + 1]).tolist())
        quarters = times[here] // QUARTER_US
        known = {int(q): _offset_us(int(q) * QUARTER_US, zone) for q in np.unique(quarters)}
        found[here] = [known[int(q)] for q in quarters]
    moved: Int64Array = times + found
    return moved


def local_date(time_us: int, zone: ZoneInfo) -> date:
    """Return the local day of a moment."""
    return at_local(time_us, zone).date()


def midnight_us(day: date, zone: ZoneInfo) -> int:
    """Return when a local day begins, µs UTC."""
    return to_us(datetime(day.year, day.month, day.day, tzinfo=zone))


def _offset_us(time_us: int, zone: ZoneInfo) -> int:
    offset = at_local(time_us, zone).utcoffset() or timedelta()
    return offset // _MICROSECOND
