"""The time axis: ticks at round local times of the city, labels in the language of the screen.

Ticks are found on the clock of the wall and kept as moments, so both changes of the clock are
right: the hour that comes twice in October gets two ticks with the zone's sign behind the time,
the one that is missing in March gets none, and days begin at local midnight.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QLocale

from app.domain.local_times import at_local, is_twice, to_us
from widgets.texts import zone_sign

_SECOND: Final = 1_000_000
_MINUTE: Final = 60 * _SECOND
_HOUR: Final = 60 * _MINUTE
_DAY: Final = 24 * _HOUR
_MONTH: Final = 30 * _DAY
_YEAR: Final = 365 * _DAY
_MONTHS_A_YEAR: Final = 12
_DAYS_A_WEEK: Final = 7

STEPS: Final = (
    *(n * _SECOND for n in (1, 2, 5, 10, 15, 30)),
    *(n * _MINUTE for n in (1, 2, 5, 10, 15, 30)),
    *(n * _HOUR for n in (1, 2, 3, 6, 12)),
    *(n * _DAY for n in (1, 2, 7)),
    *(n * _MONTH for n in (1, 3, 6)),
    *(n * _YEAR for n in (1, 2, 5, 10)),
)
"""Nominal distances of ticks in µs; those of days and longer follow the calendar."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A tick.

    Attributes:
        time_us: The moment, µs UTC.
        label: What stands below it.
        is_major: True where a new day (month, year) begins; drawn stronger.
    """

    time_us: int
    label: str
    is_major: bool


@dataclass(frozen=True, slots=True)
class Era:
    """A day, month or year the ticks lie in, written once in the lower row.

    Attributes:
        time_us: Its beginning, or the left edge of the window.
        end_us: Its end, or the right edge.
        label: Its long name.
        short: The same for little room.
    """

    time_us: int
    end_us: int
    label: str
    short: str


def step_for(span_us: int, positions: int) -> int:
    """Return the finest distance of `STEPS` that gives at most `positions` ticks."""
    per_tick = span_us / max(positions, 1)
    return next((step for step in STEPS if step >= per_tick), STEPS[-1])


class DateAxis:
    """Ticks and labels of local time.

    Args:
        zone: The zone of the city, such as Europe/Berlin.
    """

    def __init__(self, zone: ZoneInfo) -> None:
        self.zone = zone

    def ticks(self, start_us: int, end_us: int, step: int) -> list[Tick]:
        """Return the ticks in [start, end] for a distance of `STEPS`, ascending."""
        if step < _DAY:
            moments = self._times(start_us, end_us, step)
        else:
            moments = (to_us(self._midnight(day)) for day in self._days(start_us, step))
        found: list[Tick] = []
        for moment in moments:
            if moment > end_us:
                break
            if moment >= start_us:
                local = at_local(moment, self.zone)
                found.append(Tick(moment, self._label(local, step), _is_major(local, step)))
        return found

    def eras(self, start_us: int, end_us: int, step: int) -> list[Era]:
        """Return the days, months or years that the window touches, ascending."""
        found: list[Era] = []
        begin = start_us
        while begin < end_us:
            local = at_local(begin, self.zone)
            past = min(to_us(self._midnight(_next_era(local.date(), step))), end_us)
            found.append(Era(begin, past, *_era_labels(local, step)))
            begin = past
        return found

    def moment_text(self, time_us: int, span_us: int) -> str:
        """Return a moment as precise as a window of this width deserves."""
        local = at_local(time_us, self.zone)
        pattern = "%H:%M" if span_us > 2 * _DAY else "%H:%M:%S"
        return f"{date_text(local)} {clock_text(local, pattern)}"

    def _midnight(self, day: date) -> datetime:
        return datetime(day.year, day.month, day.day, tzinfo=self.zone)

    def _times(self, start_us: int, end_us: int, step: int) -> Iterator[int]:
        """Return the moments whose wall clock shows a multiple of the step."""
        day = at_local(start_us, self.zone).date()
        stride = min(step, _HOUR)
        while (moment := to_us(self._midnight(day))) <= end_us:
            day += timedelta(days=1)
            next_midnight = to_us(self._midnight(day))
            if next_midnight <= start_us:
                continue
            # Skip what lies before the window in one go: a day has 86,400 seconds.
            moment += max(start_us - moment, 0) // stride * stride
            while moment < next_midnight and moment <= end_us:
                if step <= _HOUR or at_local(moment, self.zone).hour % (step // _HOUR) == 0:
                    yield moment
                moment += stride

    def _days(self, start_us: int, step: int) -> Iterator[date]:
        """Return the local days on which a tick of this distance falls, without end."""
        day = at_local(start_us, self.zone).date()
        if step < _MONTH:
            length = step // _DAY
            day -= timedelta(days=day.weekday() if length == _DAYS_A_WEEK else (day.day - 1) % 2)
            while True:
                is_on_grid = length != 2 or day.day % 2 == 1  # noqa: PLR2004 - every second day
                if is_on_grid:
                    yield day
                day += timedelta(days=length if length == _DAYS_A_WEEK else 1)
        months = step // _MONTH if step < _YEAR else step // _YEAR * _MONTHS_A_YEAR
        index = (day.year * _MONTHS_A_YEAR + day.month - 1) // months * months
        while True:
            yield date(index // _MONTHS_A_YEAR, index % _MONTHS_A_YEAR + 1, 1)
            index += months

    def _label(self, local: datetime, step: int) -> str:
        locale = QLocale()
        if step < _DAY:
            return clock_text(local, "%H:%M" if step >= _MINUTE else "%H:%M:%S")
        if step < _MONTH:
            name = locale.standaloneDayName(local.isoweekday(), QLocale.FormatType.ShortFormat)
            return f"{name.rstrip('.')} {local.day}{_dot()}"
        if step < _YEAR:
            name = locale.standaloneMonthName(local.month, QLocale.FormatType.ShortFormat)
            return name.rstrip(".")
        return str(local.year)


def date_text(local: datetime) -> str:
    """Return a date in figures, in the language of the screen."""
    return local.strftime("%d/%m/%Y" if _is_english() else "%d.%m.%Y")


def clock_text(local: datetime, pattern: str = "%H:%M:%S") -> str:
    """Return the time on the wall; in the hour that comes twice with the sign of its zone."""
    clock = local.strftime(pattern)
    return f"{clock} {zone_sign(local)}" if is_twice(local) else clock


def _is_english() -> bool:
    return QLocale().language() == QLocale.Language.English


def _dot() -> str:
    return "" if _is_english() else "."


def _is_major(local: datetime, step: int) -> bool:
    if step < _DAY:
        return (local.hour, local.minute, local.second) == (0, 0, 0)
    if step < _MONTH:
        return local.day == 1
    return local.month == 1 and step < _YEAR


def _next_era(day: date, step: int) -> date:
    if step < _DAY:
        return day + timedelta(days=1)
    if step < _MONTH:
        return date(day.year + day.month // _MONTHS_A_YEAR, day.month % _MONTHS_A_YEAR + 1, 1)
    return date(day.year + 1, 1, 1)


def _era_labels(local: datetime, step: int) -> tuple[str, str]:
    locale = QLocale()
    if step >= _MONTH:
        return ("", "") if step >= _YEAR else (str(local.year), str(local.year))
    form = QLocale.FormatType
    if step >= _DAY:
        long = locale.standaloneMonthName(local.month, form.LongFormat)
        short = locale.standaloneMonthName(local.month, form.ShortFormat)
        return f"{long} {local.year}", f"{short.rstrip('.')} {local.year}"
    weekday = locale.standaloneDayName(local.isoweekday(), form.LongFormat)
    month = locale.monthName(local.month, form.LongFormat)
    brief = locale.standaloneDayName(local.isoweekday(), form.ShortFormat).rstrip(".")
    comma = "," if not _is_english() else ""
    return (
        f"{weekday}{comma} {local.day}{_dot()} {month} {local.year}",
        f"{brief} {local.day}{_dot()}{local.month}{_dot()}" if _dot() else f"{brief} {local.day}",
    )
