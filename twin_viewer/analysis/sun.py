"""Where the sun stands, for light and shadows.

After J. Meeus, Astronomical Algorithms (2nd edition, 1998), chapters 22, 25 and 28, in the low
accuracy of 0.01°, and the refraction of NOAA's solar calculator. Good from 1950 to 2100.
"""

from dataclasses import dataclass
from math import acos, asin, atan, atan2, cos, degrees, radians, sin, tan
from typing import Final

_US_PER_DAY: Final = 86_400_000_000
_EPOCH_DAY: Final = 2_440_587.5
"""Julian day of 1970-01-01 0h UTC."""
_J2000: Final = 2_451_545.0
_TT_US: Final = 69_000_000
"""Terrestrial time less UTC, about 69 s in our years; ten more would turn the sun by 0.0001°."""
_HORIZON: Final = -0.833
"""Elevation of the sun's middle when its upper edge rises: refraction 34', radius 16'."""


@dataclass(frozen=True, slots=True)
class Sun:
    """The sun at a place and a moment.

    Attributes:
        azimuth: Degrees clockwise from true north.
        elevation: Degrees above the horizon, as seen through the air (with refraction).
        geometric_elevation: Degrees above the horizon without the air.
    """

    azimuth: float
    elevation: float
    geometric_elevation: float

    @property
    def is_up(self) -> bool:
        """Return whether its upper edge is above a flat horizon."""
        return self.geometric_elevation > _HORIZON

    def direction(self, convergence: float = 0.0) -> tuple[float, float, float]:
        """Return the direction towards it: east, north, up, of length 1.

        Args:
            convergence: Degrees from true north to the grid's north, from `convergence_at`.
        """
        azimuth, elevation = radians(self.azimuth - convergence), radians(self.elevation)
        return (
            sin(azimuth) * cos(elevation),
            cos(azimuth) * cos(elevation),
            sin(elevation),
        )


@dataclass(frozen=True, slots=True)
class SunDay:
    """A day of the sun.

    Attributes:
        rise_us: When its upper edge rises, µs UTC; None where it does not on that day.
        noon_us: When it is highest, µs UTC.
        set_us: When its upper edge sets, µs UTC; None where it does not.
    """

    rise_us: int | None
    noon_us: int
    set_us: int | None


def sun_at(longitude: float, latitude: float, at_us: int) -> Sun:
    """Return where the sun stands.

    Args:
        longitude: Degrees, east positive.
        latitude: Degrees, north positive.
        at_us: Moment, µs UTC.
    """
    right_ascension, declination, _ = _sun(at_us)
    hour = radians(_sidereal(at_us) + longitude) - right_ascension
    place = radians(latitude)
    raw = sin(place) * sin(declination) + cos(place) * cos(declination) * cos(hour)
    elevation = degrees(asin(max(-1.0, min(1.0, raw))))
    azimuth = 180.0 + degrees(
        atan2(sin(hour), cos(hour) * sin(place) - tan(declination) * cos(place))
    )
    return Sun(azimuth % 360.0, elevation + _refraction(elevation), elevation)


def sun_day(longitude: float, latitude: float, at_us: int) -> SunDay:
    """Return when the sun rises, culminates and sets around the noon nearest to a moment.

    Args:
        longitude: Degrees, east positive.
        latitude: Degrees, north positive.
        at_us: Any moment of the day, µs UTC.
    """
    middle = at_us // _US_PER_DAY * _US_PER_DAY + _US_PER_DAY // 2
    middle -= round(longitude / 360 * _US_PER_DAY)
    middle += round((at_us - middle) / _US_PER_DAY) * _US_PER_DAY
    noon = middle
    for _ in range(2):
        noon = middle - round(_sun(noon)[2] / 360 * _US_PER_DAY)
    return SunDay(
        _crossing(longitude, latitude, noon, -1), noon, _crossing(longitude, latitude, noon, 1)
    )


def convergence_at(longitude: float, latitude: float, meridian: float = 9.0) -> float:
    """Return degrees from true north clockwise to the grid's north of UTM.

    Args:
        longitude: Degrees, east positive.
        latitude: Degrees, north positive.
        meridian: Middle of the zone; 9° for zone 32.
    """
    return degrees(atan(tan(radians(longitude - meridian)) * sin(radians(latitude))))


def _crossing(longitude: float, latitude: float, noon: int, side: int) -> int | None:
    """Return when the sun crosses the horizon before (-1) or after (1) noon."""
    moment = noon
    place = radians(latitude)
    for _ in range(5):
        _, declination, equation = _sun(moment)
        cosine = (sin(radians(_HORIZON)) - sin(place) * sin(declination)) / (
            cos(place) * cos(declination)
        )
        if abs(cosine) > 1:
            return None
        angle = side * degrees(acos(cosine))
        day = (noon + round(longitude / 360 * _US_PER_DAY)) // _US_PER_DAY * _US_PER_DAY
        degrees_of_day = 180.0 - longitude - equation + angle
        moment = day + round(degrees_of_day / 360 * _US_PER_DAY)
    return moment


def _sun(at_us: int) -> tuple[float, float, float]:
    """Return right ascension and declination (radians) and the equation of time (degrees)."""
    century = ((at_us + _TT_US) / _US_PER_DAY + _EPOCH_DAY - _J2000) / 36_525
    mean = 280.46646 + century * (36_000.76983 + century * 0.0003032)
    anomaly = radians(357.52911 + century * (35_999.05029 - 0.0001537 * century))
    center = (
        sin(anomaly) * (1.914602 - century * (0.004817 + 0.000014 * century))
        + sin(2 * anomaly) * (0.019993 - 0.000101 * century)
        + sin(3 * anomaly) * 0.000289
    )
    node = radians(125.04 - 1_934.136 * century)
    nutation = -0.00478 * sin(node)
    longitude = radians(mean + center - 0.00569 + nutation)
    tilt = radians(
        23.439291
        - century * (0.0130042 + century * (1.64e-7 - 5.04e-7 * century))
        + 0.00256 * cos(node)
    )
    right_ascension = atan2(cos(tilt) * sin(longitude), cos(longitude))
    declination = asin(sin(tilt) * sin(longitude))
    equation = mean - 0.0057183 - degrees(right_ascension) + nutation * cos(tilt)
    equation = (equation + 180.0) % 360.0 - 180.0
    return right_ascension, declination, equation


def _sidereal(at_us: int) -> float:
    """Return the mean sidereal time of Greenwich, degrees (Meeus, formula 12.4)."""
    days = at_us / _US_PER_DAY + _EPOCH_DAY - _J2000
    century = days / 36_525
    return 280.46061837 + 360.98564736629 * days + 0.000387933 * century**2


def _refraction(elevation: float) -> float:
    """Return how much the air lifts the sun, degrees (NOAA, after Zimmerman)."""
    if elevation > 85.0:  # noqa: PLR2004 - limits of the three formulas
        return 0.0
    slope = tan(radians(elevation))
    if elevation > 5.0:  # noqa: PLR2004 - likewise
        seconds = 58.1 / slope - 0.07 / slope**3 + 0.000086 / slope**5
    elif elevation > -0.575:  # noqa: PLR2004 - likewise
        seconds = 1_735.0 + elevation * (
            -518.2 + elevation * (103.4 + elevation * (-12.79 + elevation * 0.711))
        )
    else:
        seconds = -20.772 / slope
    return seconds / 3_600
