"""What a forecast is made of: means over equal steps up to the origin, and its seasons."""

from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np

from app.domain.analysis.calendars import DAY_US, local_us
from app.domain.forecasts.refusals import ForecastRefusedError, Refusal
from app.domain.points import PointKind
from app.domain.samples import Float64Array, Int64Array

LEAST_DAYS: Final = 5
"""Days that are needed beside twice the horizon: four to learn from, the rest to be tested on."""

LEAST_KNOWN: Final = 0.7
LEAST_KNOWN_LATELY: Final = 0.5
_DAYS_A_WEEK: Final = 7
_THURSDAY: Final = 3
"""1970-01-01 was one; weekdays count from Monday."""


@dataclass(frozen=True, slots=True)
class History:
    """Means over equal steps, the last of which ends at the origin.

    Attributes:
        origin_us: The moment the forecast is made for; nothing after it is known, µs UTC.
        step_us: Width of a step.
        value: Mean of each step, float64[n]; NaN where it is unknown.
    """

    origin_us: int
    step_us: int
    value: Float64Array

    @property
    def days(self) -> float:
        """How long it is."""
        return len(self.value) * self.step_us / DAY_US

    @property
    def steps_a_day(self) -> int:
        """Number of steps in a day of 24 hours."""
        return DAY_US // self.step_us


@dataclass(frozen=True, slots=True)
class Seasons:
    """To which part of the day and of the week each step belongs, by the city's clock.

    So the rhythm of people is followed over both changes of the clock: the morning peak stays at
    the same time on the wall. Of the hour that comes twice both parts belong to one slot.

    Attributes:
        day: Slot in the day, from 0, int64[n].
        week: Slot in the week, Monday first, int64[n].
        steps_a_day: Number of slots in a day.
    """

    day: Int64Array
    week: Int64Array
    steps_a_day: int

    @property
    def steps_a_week(self) -> int:
        """Number of slots in a week."""
        return _DAYS_A_WEEK * self.steps_a_day


def history_of(
    time: Int64Array, value: Float64Array, origin_us: int, step_us: int, most: int
) -> History:
    """Return the history up to an origin; whatever begins at or after it is left out.

    Args:
        time: Begin of each known step, ascending, on whole steps, µs UTC.
        value: Its mean; NaN where it is unknown.
        origin_us: The origin, on a whole step.
        step_us: Width of a step.
        most: At most so many steps back.
    """
    place = (origin_us - time) // step_us
    is_inside = (place >= 1) & (place <= most) & np.isfinite(value)
    length = int(place[is_inside].max(initial=0))
    column = np.full(length, np.nan)
    column[length - place[is_inside]] = value[is_inside]
    return History(origin_us, step_us, column)


def seasons_of(history: History, ahead: int, zone: ZoneInfo) -> Seasons:
    """Return the seasons of all steps of a history and of so many after its origin."""
    steps = np.arange(-len(history.value), ahead, dtype=np.int64)
    clock = local_us(history.origin_us + steps * history.step_us, zone)
    day = clock % DAY_US // history.step_us
    weekday = (clock // DAY_US + _THURSDAY) % _DAYS_A_WEEK
    count = history.steps_a_day
    return Seasons(day, weekday * count + day, count)


def check(history: History, kind: PointKind, horizon: int) -> None:
    """Refuse what carries no forecast over so many steps.

    Raises:
        ForecastRefusedError: It does not; the error says why.
    """
    if kind is PointKind.STATE:
        raise ForecastRefusedError(Refusal.IS_STATE)
    if kind is PointKind.COUNTER:
        raise ForecastRefusedError(Refusal.IS_COUNTER)
    is_known = np.isfinite(history.value)
    if not is_known.any():
        raise ForecastRefusedError(Refusal.EMPTY)
    needed = LEAST_DAYS + 2 * horizon * history.step_us / DAY_US
    if history.days < needed:
        raise ForecastRefusedError(Refusal.TOO_SHORT, needed, history.days)
    if is_known.mean() < LEAST_KNOWN:
        raise ForecastRefusedError(Refusal.TOO_GAPPY, LEAST_KNOWN, float(is_known.mean()))
    lately = float(is_known[-history.steps_a_day :].mean())
    if lately < LEAST_KNOWN_LATELY:
        raise ForecastRefusedError(Refusal.SILENT, LEAST_KNOWN_LATELY, lately)
    known = history.value[is_known]
    if np.ptp(known) <= 1e-9 * np.abs(known).max():
        raise ForecastRefusedError(Refusal.CONSTANT)
