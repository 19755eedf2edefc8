"""What a curve is given, and how it describes itself."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from app.domain.points import PointKind
from app.domain.samples import Float64Array, Int64Array
from connectors.simulated_city.drivers import DriverWindow, Places
from connectors.simulated_city.noise import UInt64Array, salted, smooth, uniform

_ZERO = np.zeros((1, 1), np.int64)


@dataclass(frozen=True, slots=True)
class Scene:
    """Points of one type, and the moments at which they are wanted.

    Attributes:
        point: Seed of each point, uint64[p, 1].
        device: Seed of the device that carries it; points of one device share it.
        district: Seed of its district; neighbours share it.
        time: Times, µs UTC, int64[p, n].
        drivers: The city's drivers over these times.
        places: The times on the drivers' lattice.
        unit: Symbol of the unit the points are shown in.
        kind: How the values behave.
        setpoint: Gives what was written to a measurement of the same devices, float64[p, 1] or
            [p, n]; NaN where nothing was written. States come as index into that curve's
            words.
    """

    point: UInt64Array
    device: UInt64Array
    district: UInt64Array
    time: Int64Array
    drivers: DriverWindow
    places: Places
    unit: str
    kind: PointKind
    setpoint: Callable[[str], Float64Array]

    def line(self, driver: str) -> Float64Array:
        """Return a driver at the times, float64[p, n]."""
        return self.drivers.line(driver, self.places)

    def step(self, driver: str) -> Float64Array:
        """Return a driver at the times, as a step."""
        return self.drivers.step(driver, self.places)

    def trait(self, salt: int, low: float, high: float) -> Float64Array:
        """Return a lasting property of each device between low and high, float64[p, 1]."""
        return low + (high - low) * uniform(salted(self.device, salt), _ZERO)

    def own_trait(self, salt: int, low: float, high: float) -> Float64Array:
        """Return a lasting property of each point between low and high, float64[p, 1]."""
        return low + (high - low) * uniform(salted(self.point, salt), _ZERO)

    def drift(self, period_s: float, salt: int = 1) -> Float64Array:
        """Return noise in [-1, 1] that all points of a device share."""
        return smooth(salted(self.device, salt), self.time, period_s)

    def area(self, period_s: float, salt: int = 1) -> Float64Array:
        """Return noise in [-1, 1] that a district shares."""
        return smooth(salted(self.district, salt), self.time, period_s)

    def flutter(self, period_s: float, salt: int = 1) -> Float64Array:
        """Return noise in [-1, 1] of each point alone."""
        return smooth(salted(self.point, salt), self.time, period_s)

    def grain(self, salt: int = 1) -> Float64Array:
        """Return noise in [-1, 1) without memory from one sample to the next."""
        return uniform(salted(self.point, salt), self.time) * 2.0 - 1.0

    def device_chance(self, index: Int64Array, salt: int) -> Float64Array:
        """Return a number in [0, 1) for each device and index (int64[p, n])."""
        return uniform(salted(self.device, salt), index)


@dataclass(frozen=True, slots=True)
class Word:
    """A state in the words of a model, to be found among the named codes of a point.

    Attributes:
        names: What profiles call it, lower case, best first; OCPP or vendor words, German, English.
        is_abnormal: True for faults and losses.
    """

    names: tuple[str, ...]
    is_abnormal: bool = False


Curve = Callable[[Scene], Float64Array]
"""Values float64[p, n] of a scene in the point's unit; for states the index of a word."""


@dataclass(frozen=True, slots=True)
class Model:
    """A curve with its physical range and its words.

    Attributes:
        curve: The curve.
        low: Least possible value; values are clipped to it.
        high: Greatest possible value.
        words: States in the order of the curve's indices; empty for numbers.
    """

    curve: Curve
    low: float = -1e18
    high: float = 1e18
    words: tuple[Word, ...] = ()
