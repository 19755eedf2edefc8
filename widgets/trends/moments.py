"""Moments: µs UTC to local time and back, exactly."""

from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)


def from_us(time_us: int, zone: ZoneInfo) -> datetime:
    """Return the local time of a moment, with `fold` set in the hour that comes twice."""
    return (_EPOCH + time_us * _MICROSECOND).astimezone(zone)


def to_us(moment: datetime) -> int:
    """Return the µs UTC of an aware time."""
    return (moment.astimezone(UTC) - _EPOCH) // _MICROSECOND


def is_ambiguous(local: datetime) -> bool:
    """Tell whether a local time comes twice, as 02:30 does when summer time ends."""
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
