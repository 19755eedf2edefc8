"""The ground: the valley of the Lippe, the slope to the south, spoil tips, and beds of rivers."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from twin_viewer.model.frames import Doubles
from twin_viewer.synthetic.base_maps import BaseMap, Feature

_STEP: Final = 25.0
_MARGIN: Final = 3_000.0
_BANK: Final = 6.0
"""Width of the bank between the ground and the bed, m."""
_DEPTHS: Final = {"river": 3.0, "canal": 2.5, "stream": 1.2, "lake": 2.0, "harbour": 2.5}


@dataclass(frozen=True, slots=True)
class Window:
    """A square of regular places.

    Attributes:
        west: Easting of the first column, m.
        south: Northing of the first row, m.
        size: Rows and columns.
        step: Metres between them.
    """

    west: float
    south: float
    size: int
    step: float

    def places(self) -> tuple[Doubles, Doubles]:
        """Return eastings and northings, (size, size) each."""
        places = np.arange(self.size) * self.step
        easts, norths = np.meshgrid(self.west + places, self.south + places)
        return easts, norths

    def box(self, margin: float = 0.0) -> BaseGeometry:
        """Return its area, widened by `margin` metres."""
        reach = self.size * self.step + margin
        west, south = self.west, self.south
        return shapely.box(west - margin, south - margin, west + reach, south + reach)


@dataclass(frozen=True, slots=True, eq=False)
class Terrain:
    """The ground of the city.

    Attributes:
        west: Easting of the first column of `smooth`, m.
        south: Northing of its first row, m.
        smooth: Heights every 25 m without the beds of rivers, m; first row southernmost.
        water: What has a bed.
    """

    west: float
    south: float
    smooth: Doubles
    water: tuple[Feature, ...]

    def heights(self, easts: Doubles, norths: Doubles) -> Doubles:
        """Return the height of the ground off the water, of the same shape as `easts`."""
        rows, columns = self.smooth.shape
        x = np.clip((easts - self.west) / _STEP, 0.0, columns - 1.001)
        y = np.clip((norths - self.south) / _STEP, 0.0, rows - 1.001)
        column, row = x.astype(np.int64), y.astype(np.int64)
        x, y = x - column, y - row
        flat, first = self.smooth.ravel(), row * columns + column
        below = flat[first] * (1.0 - x) + flat[first + 1] * x
        above = flat[first + columns] * (1.0 - x) + flat[first + columns + 1] * x
        return np.asarray(below * (1.0 - y) + above * y)

    def grid(self, window: Window) -> Doubles:
        """Return heights with the beds of all water, the first row the southernmost."""
        ground = self.heights(*window.places())
        box = window.box()
        for feature in self.water:
            if shapely.distance(feature.shape, box) < feature.half_width + _BANK:
                ground -= _bed(feature, window)
        return np.asarray(np.round(ground, 2), dtype=np.float64)


def make_terrain(base: BaseMap, seed: int) -> Terrain:
    """Return a plausible ground: 55 to 65 m NHN along the Lippe, about 100 m in the south."""
    west, south, east, north = base.city().bounds
    west, south = (np.floor((value - _MARGIN) / 1_000) * 1_000 for value in (west, south))
    easts = np.arange(west, east + _MARGIN, _STEP)
    norths = np.arange(south, north + _MARGIN, _STEP)
    x, y = np.meshgrid(easts, norths)
    beyond = y - _lippe(base, easts)[None, :]
    ground = 58.0 + (x - x.mean()) * 0.00035
    ground += 40.0 * _rise((-beyond - 350.0) / 9_500.0) + 14.0 * _rise((beyond - 350.0) / 5_000.0)
    ground += _hills(x, y, seed) * np.clip((np.abs(beyond) - 400.0) / 3_000.0, 0.0, 1.0)
    for tip in base.greens:
        if "Halde" in tip.name or tip.name == "Kissinger Höhe":
            _heap(ground, x, y, tip)
    return Terrain(float(west), float(south), ground, base.water)


def _lippe(base: BaseMap, easts: Doubles) -> Doubles:
    """Return the northing of the river at each easting; the middle of the city without one."""
    rivers = [each.shape for each in base.water if each.name == "Lippe" and each.half_width]
    if not rivers:
        return np.full(len(easts), base.city().centroid.y)
    corners = np.concatenate([shapely.get_coordinates(each) for each in rivers])
    corners = corners[np.argsort(corners[:, 0], kind="stable")]
    line = np.interp(easts, corners[:, 0], corners[:, 1])
    width = 61
    padded = np.pad(line, width // 2, mode="edge")
    return np.convolve(padded, np.full(width, 1.0 / width), mode="valid")


def _rise(share: Doubles) -> Doubles:
    share = np.clip(share, 0.0, 1.3)
    return share * np.minimum(share * 3.0, 1.0)


def _hills(x: Doubles, y: Doubles, seed: int) -> Doubles:
    chance = np.random.default_rng([seed, 11])
    hills = np.zeros_like(x)
    for row, length in enumerate((5_200.0, 3_700.0, 2_300.0, 1_500.0, 900.0)):
        angle, phase = chance.uniform(0.0, 2.0 * np.pi, 2)
        angle = angle * 0.1 + row * 1.9  # spread, so that the hills do not become stripes
        along = np.cos(angle) * x + np.sin(angle) * y
        hills += length / 2_200.0 * np.sin(along * (2.0 * np.pi / length) + phase)
    return hills


def _heap(ground: Doubles, x: Doubles, y: Doubles, tip: Feature) -> None:
    west, south, east, north = tip.shape.bounds
    columns = slice(*np.searchsorted(x[0], (west, east)))
    rows = slice(*np.searchsorted(y[:, 0], (south, north)))
    points = shapely.points(x[rows, columns], y[rows, columns])
    shapely.prepare(tip.shape)
    inside = shapely.intersects(tip.shape, points)
    edge = shapely.distance(shapely.boundary(tip.shape), points)
    ground[rows, columns] += np.where(inside, np.minimum(edge * 0.35, 45.0), 0.0)


def _bed(feature: Feature, window: Window) -> Doubles:
    """Return how deep the water cuts into each place, m."""
    reach = feature.half_width + _BANK
    far = _distances(feature, window, reach)
    depth = _DEPTHS.get(feature.kind, 1.5)
    if feature.shape.geom_type == "LineString":
        return depth * np.clip((reach - far) / _BANK, 0.0, 1.0)
    shapely.prepare(feature.shape)
    inside = shapely.contains_xy(feature.shape, *window.places())
    return np.where(inside, depth * np.clip(far / _BANK, 0.0, 1.0), 0.0)


def _distances(feature: Feature, window: Window, reach: float) -> Doubles:
    """Return the distance of each place to the feature's lines, m, at most `reach`."""
    far = np.full((window.size, window.size), reach * reach)
    step, corner = window.step, (window.west, window.south)
    lines = shapely.boundary(feature.shape) if feature.half_width == 0.0 else feature.shape
    for line in shapely.get_parts(shapely.intersection(lines, window.box(reach + step))):
        corners = (shapely.get_coordinates(line) - corner) / step
        for start, end in pairwise(corners):
            _approach(far, start, end, reach / step, step * step)
    return np.asarray(np.sqrt(far))


def _approach(far: Doubles, start: Doubles, end: Doubles, reach: float, scale: float) -> None:
    """Lower squared distances near one straight piece; places count in steps of the grid."""
    low = np.maximum(np.floor(np.minimum(start, end) - reach), 0).astype(int)
    high = np.minimum(np.ceil(np.maximum(start, end) + reach) + 1, far.shape[0]).astype(int)
    if (high <= low).any():
        return
    x = np.arange(low[0], high[0])[None, :] - start[0]
    y = np.arange(low[1], high[1])[:, None] - start[1]
    along = end - start
    length = float(along @ along) or 1.0
    share = np.clip((x * along[0] + y * along[1]) / length, 0.0, 1.0)
    square = ((x - share * along[0]) ** 2 + (y - share * along[1]) ** 2) * scale
    window = far[low[1] : high[1], low[0] : high[0]]
    np.minimum(window, square, out=window)
