"""Where the values of a key figure lie in a chart: days across, values upwards. Pure geometry."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QPointF, QRectF

from app.domain.portfolio.evaluations import KpiEvaluation, KpiPoint
from widgets.trends.analysis.axes import tight_scale
from widgets.trends.scales import Scale

_LEAST_DAYS: Final = 60
_PADDING: Final = 0.03
_INTERVAL_PX: Final = 46.0
_WHOLE: Final = 100.0
"""Shares end here."""

_MONTH: Final = 30.44
_STEPS: Final = (1, 2, 3, 6, 12, 24, 60, 120)
"""Months between two lines of the time axis."""


@dataclass(frozen=True, slots=True)
class Course:
    """What a chart shows.

    Attributes:
        kpi: The key figure.
        start_on: Day of the start value, None when it is not known.
        today: The day of the state.
    """

    kpi: KpiEvaluation
    start_on: date | None
    today: date

    @property
    def points(self) -> list[KpiPoint]:
        """All values by day."""
        return [point for segment in self.kpi.segments for point in segment]

    @property
    def is_empty(self) -> bool:
        """True when there is no value at all."""
        return not self.points and self.kpi.measured is None

    def days(self) -> tuple[date, date]:
        """Return the first and the last day that are shown."""
        one = self.kpi
        days = [point.day for point in self.points]
        days += filter(None, (self.start_on, one.target_on, self.today))
        if one.forecast is not None:
            days.append(one.forecast.day)
        first, last = min(days), max(days)
        room = timedelta(days=max(round((last - first).days * _PADDING), 3))
        if (last - first).days < _LEAST_DAYS:
            first = last - timedelta(days=_LEAST_DAYS)
        return first - room, last + room

    def values(self) -> list[float]:
        """Return all values the vertical axis has to hold."""
        one = self.kpi
        found = [one.start, one.target, one.measured]
        found += [None if one.forecast is None else one.forecast.value]
        for point in self.points:
            found += [point.value, point.low, point.high]
        return [value for value in found if value is not None]


@dataclass(frozen=True, slots=True)
class Field:
    """Where days and values lie on the screen."""

    area: QRectF
    first: date
    last: date
    scale: Scale

    def x_of(self, day: date) -> float:
        """Map a day to x."""
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return self.area.left() + share * self.area.width()

    def y_of(self, value: float) -> float:
        """Map a value to y."""
        return self.scale.y_at(value, self.area.top(), self.area.bottom())

    def at(self, day: date, value: float) -> QPointF:
        """Return where a value of a day lies."""
        return QPointF(self.x_of(day), self.y_of(value))

    def ticks(self, room: float) -> Iterator[date]:
        """Yield the first days of months that stand at least so many px apart."""
        months = (self.last - self.first).days / _MONTH
        most = max(self.area.width() / room, 1)
        step = next((one for one in _STEPS if months / one <= most), _STEPS[-1])
        number = self.first.year * 12 + self.first.month - 1
        number += -number % step
        while (day := date(number // 12, number % 12 + 1, 1)) <= self.last:
            if day >= self.first:
                yield day
            number += step


def arrange(area: QRectF, course: Course) -> Field:
    """Return where everything lies in an area."""
    values = course.values() or [0.0, 1.0]
    low, high = min(values), max(values)
    intervals = min(max(int(area.height() / _INTERVAL_PX), 2), 8)
    room = (high - low) * 2 * _PADDING
    bottom = low if low == 0 else max(low - room, 0.0) if low > 0 else low - room
    top = min(high + room, _WHOLE) if course.kpi.unit == "%" and high <= _WHOLE else high + room
    first, last = course.days()
    return Field(area, first, last, tight_scale(bottom, top, intervals))
