"""Ordinary kriging: from values at some places to the likely value at any other.

The value at a place is a weighted mean of all measured ones; the weights follow from how alike
values are over a distance, here exp(-distance / range), and add up to one, so that no mean of the
city has to be known. There is no nugget: where a sensor stands the surface has its value. The
range is the one, of several, with which each sensor is best foretold by all others.

Method: Cressie, Statistics for Spatial Data (1993), chapter 3; leaving one out in closed form:
Dubrule, Cross validation of kriging in a unique neighborhood, Mathematical Geology 15 (1983).
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from app.domain.samples import Float64Array

_RANGES: Final = 9
"""So many ranges are tried, from half the spacing of the sensors to twice their extent."""

_JITTER: Final = 1e-9
"""Added to the diagonal, so that sensors almost at one place do not spoil the solution."""


@dataclass(frozen=True, slots=True, eq=False)
class Kriging:
    """A fitted surface.

    Attributes:
        east: Eastings of the sensors, metres, float64[k].
        north: Northings, metres, float64[k].
        range_m: Over how many metres likeness falls to 1/e.
        weights: What each sensor adds, times its likeness, float64[k].
        mean: Where the surface goes far from all sensors.
        low: Lowest measured value.
        high: Highest measured value.
        error: Mean distance between each value and what the others foretell for its place.
    """

    east: Float64Array
    north: Float64Array
    range_m: float
    weights: Float64Array
    mean: float
    low: float
    high: float
    error: float

    def at(self, east: Float64Array, north: Float64Array) -> tuple[Float64Array, Float64Array]:
        """Return value and distance to the nearest sensor at some places, both float64[m].

        Values never leave the range of what was measured.
        """
        distance = _distances(east, north, self.east, self.north)
        values = self.mean + np.exp(-distance / self.range_m) @ self.weights
        return np.clip(values, self.low, self.high), distance.min(axis=1)


def fit_kriging(east: Float64Array, north: Float64Array, values: Float64Array) -> Kriging:
    """Fit a surface through values at places that differ.

    Args:
        east: Eastings, metres, float64[k], k at least 2.
        north: Northings, metres, float64[k].
        values: Finite values, float64[k].
    """
    distance = _distances(east, north, east, north)
    center = float(values.mean())
    size = float(np.abs(values - center).max()) or 1.0
    known = (values - center) / size  # so that tiny and huge values are solved equally well
    best: tuple[float, float, Float64Array] | None = None
    for range_m in _ranges(distance):
        inverse = np.linalg.inv(_system(distance, range_m))
        solved = inverse @ np.append(known, 0.0)
        errors = solved[:-1] / np.diag(inverse)[:-1]
        error = float(np.mean(np.abs(errors)))
        if best is None or error < best[0] - 1e-12:
            best = (error, range_m, solved)
    if best is None:
        raise ValueError("a surface needs places that differ")
    error, range_m, solved = best
    low, high = float(values.min()), float(values.max())
    return Kriging(
        east,
        north,
        range_m,
        solved[:-1] * size,
        float(solved[-1]) * size + center,
        low,
        high,
        min(error * size, high - low),
    )


def spacing_m(east: Float64Array, north: Float64Array) -> float:
    """Return the median distance of each place to its nearest neighbour, metres."""
    distance = _distances(east, north, east, north)
    np.fill_diagonal(distance, np.inf)
    return float(np.median(distance.min(axis=1)))


def _ranges(distance: Float64Array) -> Float64Array:
    extent = float(distance.max())
    others = distance + np.diag(np.full(len(distance), np.inf))
    spacing = float(np.median(others.min(axis=1)))
    ranges: Float64Array = np.geomspace(max(spacing / 2, extent / 1_000), 2 * extent, _RANGES)
    return ranges


def _system(distance: Float64Array, range_m: float) -> Float64Array:
    """Return likeness between all sensors, bordered by the condition on the weights."""
    count = len(distance)
    system = np.ones((count + 1, count + 1))
    system[:-1, :-1] = np.exp(-distance / range_m) + np.eye(count) * _JITTER
    system[-1, -1] = 0.0
    return system


def _distances(
    east: Float64Array, north: Float64Array, other_east: Float64Array, other_north: Float64Array
) -> Float64Array:
    distances: Float64Array = np.hypot(
        east[:, None] - other_east[None, :], north[:, None] - other_north[None, :]
    )
    return distances
