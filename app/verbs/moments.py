"""Moments as a person writes them on the command line."""

from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)


def read_moment(text: str, zone: str, now_us: int) -> int:
    """Return a moment in µs UTC.

    Args:
        text: `now`, ISO 8601 such as `2026-11-23T14:30` (a day alone is its first moment, also of
            the future), or words such as `yesterday 14:30` and `gestern 14:30`.
        zone: IANA name of the zone that counts where the text names no offset.
        now_us: The present.

    Raises:
        ValueError: It is neither; the text says so.
    """
    if text.strip().lower() == "now":
        return now_us
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return _in_words(text, zone, now_us)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZoneInfo(zone))
    try:
        return (moment - _EPOCH) // _MICROSECOND
    except OverflowError:
        raise ValueError(f"'{text}' lies outside the calendar.") from None


def _in_words(text: str, zone: str, now_us: int) -> int:
    from app.services.time_words import (  # noqa: PLC0415 - a start without words needs none
        TimeWordsError,
        read_time,
    )

    try:
        return read_time(text, now_us, zone)
    except TimeWordsError as error:
        raise ValueError(
            f"'{text}' is not a moment. Write it like 2026-11-23T14:30 (the city's time), "
            f"2026-11-23T14:30+01:00, 'yesterday 14:30', or now. ({error})"
        ) from None


def write_moment(time_us: int, zone: str) -> str:
    """Return a moment in ISO 8601 with the offset of a zone."""
    return (_EPOCH + timedelta(microseconds=time_us)).astimezone(ZoneInfo(zone)).isoformat()
