"""Days as px: where a day lies, and the two levels of the calendar above."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale

LEAST: Final = 0.12
MOST: Final = 48.0
"""Px a day at the farthest and at the nearest zoom."""

DAYS_FROM: Final = 16.0
WEEKS_FROM: Final = 4.0
MONTHS_FROM: Final = 1.25
QUARTERS_FROM: Final = 0.4
"""From so many px a day on these are the lower level."""

SHADED_FROM: Final = 4.0
"""From so many px a day on days off are shaded."""

_tr = QCoreApplication.translate
_LAST_DAY: Final = date.max.toordinal() - 400


@dataclass(frozen=True, slots=True)
class Band:
    """One piece of a level of the calendar.

    Attributes:
        left: Where it begins, px from the first day of the scale.
        right: Where it ends.
        text: What stands in it.
    """

    left: float
    right: float
    text: str


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Days from a first to a last, so many px each.

    Attributes:
        first: Ordinal of the first day, which lies at 0.
        last: Ordinal of the last day.
        per_day: Px a day.
    """

    first: int
    last: int
    per_day: float

    @property
    def width(self) -> float:
        """Px of all days."""
        return (self.last + 1 - self.first) * self.per_day

    def x(self, day: date) -> float:
        """Return where a day begins."""
        return (day.toordinal() - self.first) * self.per_day

    def end(self, day: date) -> float:
        """Return where a day ends."""
        return (day.toordinal() + 1 - self.first) * self.per_day

    def day(self, x: float) -> date:
        """Return the day at a place."""
        return date.fromordinal(min(max(self.first + int(x // self.per_day), 1), _LAST_DAY))

    def with_per_day(self, per_day: float) -> "TimeScale":
        """Return the same days with another width, within what is sensible."""
        return TimeScale(self.first, self.last, min(max(per_day, LEAST), MOST))


def levels(
    scale: TimeScale, left: float, right: float
) -> tuple[tuple[Band, ...], tuple[Band, ...]]:
    """Return the upper and the lower level of the calendar between two places."""
    return _levels(scale, left, right, QLocale().name())


@lru_cache(maxsize=64)
def _levels(
    scale: TimeScale, left: float, right: float, _locale: str
) -> tuple[tuple[Band, ...], tuple[Band, ...]]:
    """Return both levels; kept, for each frame asks for them again."""
    upper, lower = next((up, low) for least, up, low in _LEVELS if scale.per_day >= least)
    return tuple(_bands(scale, left, right, upper)), tuple(_bands(scale, left, right, lower))


def zoom_word(per_day: float) -> str:
    """Return what one piece of the lower level is at a zoom."""
    if per_day >= DAYS_FROM:
        return _tr("gantt", "Tage")
    if per_day >= WEEKS_FROM:
        return _tr("gantt", "Wochen")
    if per_day >= MONTHS_FROM:
        return _tr("gantt", "Monate")
    return _tr("gantt", "Quartale") if per_day >= QUARTERS_FROM else _tr("gantt", "Jahre")


@dataclass(frozen=True, slots=True)
class _Unit:
    """A piece of the calendar: where the one begins that holds a day, the next, its texts."""

    begin: Callable[[date], date]
    following: Callable[[date], date]
    texts: Callable[[date], tuple[str, ...]]


def _bands(scale: TimeScale, left: float, right: float, unit: _Unit) -> Iterator[Band]:
    day = unit.begin(scale.day(left))
    while (x := scale.x(day)) < right:
        following = unit.following(day)
        yield Band(x, scale.x(following), "\n".join(unit.texts(day)))
        day = following


def _months_on(day: date, count: int) -> date:
    number = day.year * 12 + day.month - 1 + count
    return date(number // 12, number % 12 + 1, 1)


def _month_name(day: date, form: QLocale.FormatType) -> str:
    return QLocale().standaloneMonthName(day.month, form).rstrip(".")


def _day_texts(day: date) -> tuple[str, ...]:
    name = QLocale().standaloneDayName(day.isoweekday(), QLocale.FormatType.ShortFormat)
    return f"{name.rstrip('.')} {day.day}", str(day.day)


def _week_texts(day: date) -> tuple[str, ...]:
    week = day.isocalendar().week
    return _tr("gantt", "KW {0}").format(week), str(week)


def _month_texts(day: date) -> tuple[str, ...]:
    long, short = QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat
    return f"{_month_name(day, long)} {day.year}", f"{_month_name(day, short)} {day:%y}"


def _short_month_texts(day: date) -> tuple[str, ...]:
    long, short = QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat
    narrow = QLocale.FormatType.NarrowFormat
    return _month_name(day, long), _month_name(day, short), _month_name(day, narrow)


def _quarter_texts(day: date) -> tuple[str, ...]:
    quarter = (day.month + 2) // 3
    return _tr("gantt", "{0}. Quartal").format(quarter), _tr("gantt", "Q{0}").format(quarter)


def _year_texts(day: date) -> tuple[str, ...]:
    return (str(day.year), f"{day:%y}")


def _decade_texts(day: date) -> tuple[str, ...]:
    return (f"{day.year}\u2013{day.year + 9}", str(day.year))


def _week_begin(day: date) -> date:
    return date.fromordinal(day.toordinal() - day.weekday())


_DAY: Final = _Unit(lambda day: day, lambda day: date.fromordinal(day.toordinal() + 1), _day_texts)
_WEEK: Final = _Unit(_week_begin, lambda day: date.fromordinal(day.toordinal() + 7), _week_texts)
_MONTH: Final = _Unit(lambda day: day.replace(day=1), lambda day: _months_on(day, 1), _month_texts)
_MONTH_SHORT: Final = _Unit(
    lambda day: day.replace(day=1), lambda day: _months_on(day, 1), _short_month_texts
)
_QUARTER: Final = _Unit(
    lambda day: date(day.year, (day.month - 1) // 3 * 3 + 1, 1),
    lambda day: _months_on(day, 3),
    _quarter_texts,
)
_YEAR: Final = _Unit(
    lambda day: date(day.year, 1, 1), lambda day: date(day.year + 1, 1, 1), _year_texts
)
_DECADE: Final = _Unit(
    lambda day: date(max(day.year // 10 * 10, 1), 1, 1),
    lambda day: date(day.year // 10 * 10 + 10, 1, 1),
    _decade_texts,
)

_LEVELS: Final = (
    (DAYS_FROM, _MONTH, _DAY),
    (WEEKS_FROM, _MONTH, _WEEK),
    (MONTHS_FROM, _YEAR, _MONTH_SHORT),
    (QUARTERS_FROM, _YEAR, _QUARTER),
    (0.0, _DECADE, _YEAR),
)
