"""What moves the whole city at once: sun, weather, traffic, school and leisure.

Each driver is defined on a lattice of five minutes and lies on a straight line between two lattice
points, so a live value and the same value in the back-filled past come from one curve. A day of
lattice points is computed once and kept.
"""

from collections import OrderedDict
from zoneinfo import ZoneInfo

import numpy as np

from app.domain.samples import Float64Array, Int64Array
from connectors.simulated_city.calendars import DAY_US, DayKind, LocalTimes, local_times
from connectors.simulated_city.noise import UInt64Array, seeds_of, smooth

STEP_US = 300_000_000
_PER_DAY = DAY_US // STEP_US
_KEPT_DAYS = 100
"""More than the days of a back-fill, some 50 kB each: its alarms ask for all of them at once."""
_HOUR_S = 3_600.0
_DAY_S = 86_400.0
_YEAR_DAYS = 365.25
_TAU = 2.0 * np.pi

LATITUDE = 51.68
"""Hamm, degrees north; the sun's height follows it."""
LONGITUDE = 7.82
"""Hamm, degrees east; true noon follows it."""

# Hour of day and share of the busiest hour; typical shape of urban counts in Germany (FGSV, HBS).
_WORKDAY = (
    (0, 5, 6, 7, 8, 9, 12, 15, 17, 18, 20, 22, 24),
    (0.06, 0.10, 0.40, 0.92, 1.0, 0.62, 0.60, 0.78, 1.0, 0.82, 0.42, 0.20, 0.06),
)
_SATURDAY = (
    (0, 5, 8, 11, 14, 17, 20, 24),
    (0.10, 0.06, 0.30, 0.70, 0.72, 0.55, 0.34, 0.14),
)
_SUNDAY = ((0, 6, 10, 14, 17, 20, 24), (0.12, 0.05, 0.22, 0.42, 0.48, 0.28, 0.07))
_SCHOOL = ((0, 7.2, 8, 9.5, 10, 13, 13.6, 15.5, 16.5, 24), (0, 0, 0.95, 1, 0.75, 1, 0.6, 0.4, 0, 0))
_LEISURE = ((0, 2, 6, 9, 12, 15, 18, 21, 24), (0.25, 0.08, 0.05, 0.4, 0.7, 0.75, 0.9, 0.7, 0.25))
_PEOPLE = ((0, 4, 6, 8, 12, 16, 20, 22, 24), (0.2, 0.08, 0.2, 0.7, 0.85, 0.8, 1.0, 0.8, 0.2))

LINES = (
    "temp",
    "wind",
    "rain",
    "radiation",
    "pressure",
    "humidity",
    "inversion",
    "ozone",
    "water",
    "soil",
    "season",
    "darkness",
    "traffic",
    "school",
    "leisure",
    "people",
    "hour",
    "kind",
)
"""Names of the drivers, in the order of their columns."""
_COLUMN = {name: column for column, name in enumerate(LINES)}


class DriverWindow:
    """The drivers over a stretch of lattice points."""

    def __init__(self, first: int, table: Float64Array) -> None:
        self._first = first
        self._table = table

    def line(self, name: str, place: "Places") -> Float64Array:
        """Return a driver on the straight line between its lattice points."""
        column = self._table[_COLUMN[name]]
        index = place.index - self._first
        left = column[index]
        value: Float64Array = left + (column[index + 1] - left) * place.part
        return value

    def step(self, name: str, place: "Places") -> Float64Array:
        """Return a driver as it stood at the lattice point before, for things that switch."""
        value: Float64Array = self._table[_COLUMN[name]][place.index - self._first]
        return value


class Places:
    """Times split into lattice index and part of the step."""

    __slots__ = ("index", "part")

    def __init__(self, time_us: Int64Array) -> None:
        self.index = time_us // STEP_US
        self.part = (time_us - self.index * STEP_US) * (1.0 / STEP_US)


class Drivers:
    """All drivers of one city; a pure function of seed and time with a small memory of days."""

    def __init__(self, seed: int, zone: ZoneInfo) -> None:
        self._seeds: dict[str, UInt64Array] = {
            name: seeds_of(seed, [f"driver.{name}"])[0]
            for name in ("front", "spell", "cloud", "wind", "rain", "pressure", "season", "traffic")
        }
        self._zone = zone
        self._days: OrderedDict[int, Float64Array] = OrderedDict()

    def window(self, first_us: int, last_us: int) -> DriverWindow:
        """Return the drivers for all moments from first to last, both included (µs UTC)."""
        first_day = first_us // DAY_US
        last_day = (last_us // STEP_US + 1) // _PER_DAY
        days = [self._day(day) for day in range(first_day, last_day + 1)]
        table = days[0] if len(days) == 1 else np.concatenate(days, axis=1)
        return DriverWindow(first_day * _PER_DAY, table)

    def _day(self, day: int) -> Float64Array:
        found = self._days.get(day)
        if found is None:
            time_us = np.arange(day * _PER_DAY, (day + 1) * _PER_DAY, dtype=np.int64) * STEP_US
            found = self._computed(time_us)
            self._days[day] = found
            while len(self._days) > _KEPT_DAYS:
                self._days.popitem(last=False)
        return found

    def _noise(self, name: str, time_us: Int64Array, period_s: float) -> Float64Array:
        return smooth(self._seeds[name], time_us, period_s)

    def _computed(self, time_us: Int64Array) -> Float64Array:
        local = local_times(time_us, self._zone)
        season = -np.cos(_TAU * (local.year_day - 19.0) / _YEAR_DAYS)
        lines = self._weather(time_us, local, season)
        lines |= self._life(time_us, local)
        lines["season"] = season
        return np.stack([lines[name] for name in LINES])

    def _weather(
        self, time_us: Int64Array, local: LocalTimes, season: Float64Array
    ) -> dict[str, Float64Array]:
        spell = self._noise("spell", time_us, 11 * _DAY_S)
        front = 0.65 * self._noise("front", time_us, 3.1 * _DAY_S) + 0.35 * spell
        cloud = np.clip(
            0.55 + 0.6 * self._noise("cloud", time_us, 13 * _HOUR_S) - 0.3 * front, 0, 1
        )
        height = np.sin(_sun_elevation(time_us, local.year_day))
        clear = 1_050.0 * np.maximum(height, 0.0) ** 1.2
        radiation = clear * (1.0 - 0.75 * cloud**2)
        # Warmest at about 15 o'clock local time, the swing wider in summer and under a clear sky.
        swing = (2.0 + 1.6 * (season + 1.0)) * (1.15 - 0.75 * cloud)
        day_wave = np.cos(_TAU * (local.hour - 15.0) / 24.0)
        mean = 10.8 + 8.2 * season + 5.0 * front
        gale = self._noise("wind", time_us, 19 * _HOUR_S)
        breeze = self._noise("wind", time_us, 2.3 * _HOUR_S)
        wind = np.clip(3.1 + 1.9 * gale + 0.7 * breeze + 0.7 * day_wave - 0.4 * season, 0.3, 18.0)
        wet = self._noise("rain", time_us, 4.7 * _HOUR_S) * 0.7 + cloud * 0.9 - 0.85
        rain = np.clip(wet, 0.0, 1.0) ** 1.5 * 14.0
        night = np.clip(1.0 - 6.0 * height, 0.0, 1.0)
        calm = np.clip(1.25 - wind / 3.2, 0.0, 1.0)
        moist = 77.0 - 6.0 * season - 3.4 * swing * day_wave + 14.0 * (cloud - 0.5) + 3.0 * rain
        past = 0.65 * self._noise("front", time_us - 2 * DAY_US, 3.1 * _DAY_S) + 0.35 * spell
        late = -np.cos(_TAU * (local.year_day - 33.0) / _YEAR_DAYS)
        return {
            "temp": mean + swing * day_wave,
            "wind": wind,
            "rain": rain,
            "radiation": radiation,
            "pressure": 1_014.5
            + 13.0 * self._noise("pressure", time_us, 3.7 * _DAY_S)
            - 4.0 * cloud,
            "humidity": np.clip(moist, 24.0, 100.0),
            "inversion": calm * night * (1.0 - 0.6 * cloud) * (0.75 - 0.25 * season),
            "ozone": np.clip(radiation / 700.0, 0.0, 1.3) * np.clip((mean + 4.0) / 24.0, 0.1, 1.4),
            "water": np.maximum(11.6 + 7.6 * late + 2.0 * past, 0.6),
            "soil": np.maximum(11.2 + 7.9 * late + 2.6 * past + 0.5 * day_wave, -1.5),
            "darkness": np.clip((0.06 - height) / 0.10, 0.0, 1.0),
        }

    def _life(self, time_us: Int64Array, local: LocalTimes) -> dict[str, Float64Array]:
        hour, kind = local.hour, local.kind
        is_work = kind == DayKind.WORKDAY
        other = np.where(
            kind == DayKind.SATURDAY, np.interp(hour, *_SATURDAY), np.interp(hour, *_SUNDAY)
        )
        traffic = np.where(is_work, np.interp(hour, *_WORKDAY), other)
        traffic = traffic * (1.0 + 0.07 * self._noise("traffic", time_us, 1.5 * _HOUR_S))
        # In the school holidays the morning peak is lower.
        traffic = traffic * np.where(is_work & (local.is_school < 1.0), 0.88, 1.0)
        weekend = np.where(is_work, 1.0, 1.25)
        return {
            "traffic": traffic,
            "school": np.interp(hour, *_SCHOOL) * local.is_school,
            "leisure": np.interp(hour, *_LEISURE) * weekend,
            "people": np.interp(hour, *_PEOPLE),
            "hour": hour,
            "kind": kind.astype(np.float64),
        }


def _sun_elevation(time_us: Int64Array, year_day: Float64Array) -> Float64Array:
    """Return the sun's height over the horizon in radians (Cooper 1969; good to half a degree)."""
    tilt = np.radians(23.45) * np.sin(_TAU * (284.0 + year_day + 1.0) / 365.0)
    hour_angle = _TAU * ((time_us % DAY_US) / DAY_US + LONGITUDE / 360.0) - np.pi
    place = np.radians(LATITUDE)
    height: Float64Array = np.arcsin(
        np.sin(place) * np.sin(tilt) + np.cos(place) * np.cos(tilt) * np.cos(hour_angle)
    )
    return height
