"""Reads a moment of the past as a person says it: `gestern 14:30`, `2 hours ago`, `3.11. 8 Uhr`.

Without a time of day, words that look back from now keep it (`gestern`, `letzte Woche`), and days
that are named begin at midnight (`Montag`, `3.11.`). Without a day the last such time is meant, and
without a year the last such date. A time that comes twice is its first one; MEZ and MESZ (CET and
CEST) tell the two apart.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import Final
from zoneinfo import ZoneInfo

from app.domain.local_times import at_local, days_on, is_skipped, months_on, to_us
from app.services.time_vocabulary import (
    AFTERNOON,
    AGO,
    AMOUNT,
    BARE_HOUR,
    CLOCK,
    CLOCK_US,
    DATES,
    DAYS_AGO,
    LAST,
    MONTHS,
    NOW,
    NUMBERS,
    OFFSETS,
    UNITS,
    WEEKDAY,
    WEEKDAYS,
    Unit,
)

_LONGEST: Final = 80
_NOON: Final = 12
_DAY: Final = timedelta(days=1)
_WEEK: Final = 7
_YEARS: Final = 9
"""29 February is at most eight years away."""

_CENTURY: Final = 2_000
_MONTHS_A_YEAR: Final = 12


class TimeWordsError(ValueError):
    """The words name no moment that can be shown; the text is a German sentence that says why."""


@dataclass(frozen=True, slots=True)
class _Clock:
    """A time of day, and how far the clock that is meant is ahead of UTC, if that was said."""

    time: time
    is_next_day: bool = False
    offset: timedelta | None = None


@dataclass(frozen=True, slots=True)
class _Day:
    """A day that was named.

    Attributes:
        dates: The days that may be meant, the newest first.
        bare_us: The moment that is meant where no time of day is named; None for midnight.
    """

    dates: tuple[date, ...]
    bare_us: int | None = None


def read_time(text: str, now_us: int, zone: str) -> int:
    """Return the moment that words name, µs UTC.

    Args:
        text: What a person wrote.
        now_us: The present, µs UTC.
        zone: IANA name of the zone whose clocks count.

    Raises:
        TimeWordsError: It is no moment, never was, or has not come yet; the sentence says which.
    """
    words = _normal(text)
    if words in NOW:
        return now_us
    if not words or len(words) > _LONGEST:
        raise _unknown(text)
    place = ZoneInfo(zone)
    try:
        time_us = _read(words, now_us, place)
        written = "" if time_us is None else f"{at_local(time_us, place):%d.%m.%Y %H:%M}"
    except (OverflowError, ValueError) as error:
        if isinstance(error, TimeWordsError):
            raise
        raise TimeWordsError(
            f"„{text.strip()}“ gibt es in keinem Kalender und auf keiner Uhr. "
            "Schreiben Sie zum Beispiel: 3.11.2025 14:30."
        ) from None
    if time_us is None:
        raise _unknown(text)
    if time_us > now_us:
        raise TimeWordsError(
            f"{written} Uhr liegt in der Zukunft. "
            "Zeigen lässt sich nur, was schon war, zum Beispiel: gestern 14:30."
        )
    return time_us


def _unknown(text: str) -> TimeWordsError:
    shown = text.strip()[:_LONGEST]
    if not shown:
        return TimeWordsError("Nennen Sie einen Zeitpunkt, zum Beispiel: gestern 14:30.")
    return TimeWordsError(
        f"„{shown}“ nennt keinen Zeitpunkt. Schreiben Sie zum Beispiel: "
        "gestern 14:30, vor 2 Stunden, Montag 6 Uhr oder 3.11. 14:30."
    )


def _normal(text: str) -> str:
    """Return words in small letters, with plain minus signs and single spaces."""
    words = text.strip().lower().replace("\u2212", "-").replace("–", "-")
    words = re.sub(r"(?<=\d)t(?=\d)", " ", words)
    return re.sub(r"\s+", " ", words)


def _read(words: str, now_us: int, zone: ZoneInfo) -> int | None:
    """Return the moment, also a future one; None when the words name none.

    Raises:
        OverflowError, ValueError: A number is none of the calendar or of the clock.
        TimeWordsError: The clocks never showed that time.
    """
    found = CLOCK.search(words)
    clock = None if found is None else _clock(found)
    rest = words if found is None else words[: found.start()] + " " + words[found.end() :]
    rest = rest.strip(" ,")
    day = _day(rest, now_us, zone)
    if day is None and clock is None and (bare := BARE_HOUR.fullmatch(rest)):
        clock = _clock_of(int(bare["hour"]), 0)
        day = _day(bare["rest"].strip(" ,"), now_us, zone)
    if day is None:
        return None
    if clock is None and day.bare_us is not None:
        return day.bare_us
    if not day.dates or (clock is None and not rest):
        return None
    return _last(day.dates, clock or _Clock(time()), now_us, zone)


def _last(dates: tuple[date, ...], clock: _Clock, now_us: int, zone: ZoneInfo) -> int:
    """Return the newest of some days at a time of day that is past; the last if none is."""
    time_us = now_us + 1
    for day in dates:
        wall = datetime.combine(day + _DAY if clock.is_next_day else day, clock.time)
        if clock.offset is not None:
            time_us = to_us(wall.replace(tzinfo=timezone(clock.offset)))
        else:
            time_us = to_us(wall.replace(tzinfo=zone))
        if time_us > now_us:
            continue
        if clock.offset is None and is_skipped(wall, zone):
            raise _skipped(wall)
        break
    return time_us


def _skipped(wall: datetime) -> TimeWordsError:
    later = wall + timedelta(hours=1)
    return TimeWordsError(
        f"{wall:%H:%M} Uhr gab es am {wall:%d.%m.%Y} nicht: Die Uhren wurden vorgestellt. "
        f"Schreiben Sie zum Beispiel: {later:%d.%m.%Y %H:%M}."
    )


# --- time of day ----------------------------------------------------------------------------


def _clock(found: re.Match[str]) -> _Clock:
    """Return the time of day of a match of `CLOCK`."""
    if found["noon"] or found["midnight"]:
        return _clock_of(_NOON if found["noon"] else 0, 0, offset=_offset(found))
    hour = int(found["hour"] or found["hour_uhr"] or found["hour_half"])
    minute = int(found["minute"] or found["minute_uhr"] or found["minute_behind"] or 0)
    if hour < _NOON and found["half"] in AFTERNOON:
        hour += _NOON
    elif hour == _NOON and found["half"] in {"am", "a.m."}:
        hour = 0
    second = int(found["second"] or 0)
    fraction = int((found["fraction"] or "0").ljust(6, "0"))
    return _clock_of(hour, minute, second, fraction, offset=_offset(found))


def _clock_of(
    hour: int, minute: int, second: int = 0, micro: int = 0, *, offset: timedelta | None = None
) -> _Clock:
    is_end_of_day = (hour, minute, second, micro) == (2 * _NOON, 0, 0, 0)
    hour = 0 if is_end_of_day else hour
    return _Clock(time(hour, minute, second, micro), is_end_of_day, offset)


def _offset(found: re.Match[str]) -> timedelta | None:
    if found["zone"]:
        return OFFSETS[found["zone"]]
    if not found["offset"]:
        return None
    digits = found["offset"][1:].replace(":", "")
    away = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return -away if found["offset"][0] == "-" else away


# --- day ------------------------------------------------------------------------------------


def _day(words: str, now_us: int, zone: ZoneInfo) -> _Day | None:
    """Return the day that words name; without words today or yesterday. None for other words."""
    today = at_local(now_us, zone).date()
    if not words:
        return _Day((today, today - _DAY))
    readers: tuple[Callable[[], _Day | None], ...] = (
        lambda: _by_word(words, now_us, zone),
        lambda: _ago(words, now_us, zone),
        lambda: _period(words, now_us, zone),
        lambda: _weekday(words, today),
        lambda: _date(words, today),
    )
    return next((day for read in readers if (day := read()) is not None), None)


def _by_word(words: str, now_us: int, zone: ZoneInfo) -> _Day | None:
    days = DAYS_AGO.get(words)
    if days is None:
        return None
    dates = (at_local(now_us, zone).date() - days * _DAY,)
    return _Day(dates, days_on(now_us, -days, zone) if days else None)


def _ago(words: str, now_us: int, zone: ZoneInfo) -> _Day | None:
    found = AGO.fullmatch(words)
    if found is None:
        return None
    time_us, is_by_clock = now_us, False
    for amount in AMOUNT.finditer(found["back"] or found["ago"]):
        number = amount["number"]
        many = NUMBERS[number] if number in NUMBERS else float(number.replace(",", "."))
        unit = UNITS[amount["unit"]]
        is_by_clock = is_by_clock or unit in CLOCK_US
        time_us = _back(time_us, many, unit, zone)
    # With hours counted back there is no room for a time of day.
    return _Day(() if is_by_clock else (at_local(time_us, zone).date(),), time_us)


def _back(time_us: int, many: float, unit: Unit, zone: ZoneInfo) -> int:
    """Return the moment so many units earlier, by the clock or by the calendar."""
    if unit in CLOCK_US:
        return time_us - round(many * CLOCK_US[unit])
    if many != round(many):
        days = {Unit.DAY: 1.0, Unit.WEEK: 7.0, Unit.MONTH: 30.44, Unit.YEAR: 365.25}[unit]
        return time_us - round(many * days * 24 * CLOCK_US[Unit.HOUR])
    steps = -round(many)
    if unit in {Unit.DAY, Unit.WEEK}:
        return days_on(time_us, steps * (1 if unit is Unit.DAY else _WEEK), zone)
    return months_on(time_us, steps * (1 if unit is Unit.MONTH else _MONTHS_A_YEAR), zone)


def _period(words: str, now_us: int, zone: ZoneInfo) -> _Day | None:
    found = LAST.fullmatch(words)
    if found is None:
        return None
    unit = UNITS[found["unit"]]
    time_us = _back(now_us, 1.0, unit, zone)
    return _Day(() if unit in CLOCK_US else (at_local(time_us, zone).date(),), time_us)


def _weekday(words: str, today: date) -> _Day | None:
    found = WEEKDAY.fullmatch(words)
    if found is None:
        return None
    days = (today.weekday() - WEEKDAYS[found["day"]]) % _WEEK
    if found["last"] and not days:
        days = _WEEK
    return _Day((today - days * _DAY, today - (days + _WEEK) * _DAY))


def _date(words: str, today: date) -> _Day | None:
    found = next((match for form in DATES if (match := form.fullmatch(words))), None)
    if found is None:
        return None
    day, month = int(found["day"]), MONTHS.get(found["month"]) or int(found["month"])
    if found["year"]:
        year = int(found["year"])
        return _Day((date(year + _CENTURY if len(found["year"]) == 2 else year, month, day),))  # noqa: PLR2004 -- digits
    dates = tuple(_in_last_years(day, month, today))
    if not dates:
        raise ValueError("there is no such day")
    return _Day(dates)


def _in_last_years(day: int, month: int, today: date) -> Iterator[date]:
    """Yield a day of the year in this year and those before it, where it exists."""
    for year in range(today.year, max(today.year - _YEARS, date.min.year), -1):
        try:
            yield date(year, month, day)
        except ValueError:
            continue
