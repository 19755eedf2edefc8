"""Surfaces: a measured quantity between its sensors, and where no sensor supports what is drawn.

`interpolate` is pure and may run in any thread; it costs some ten milliseconds for a city.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import asinh, cos, radians, sqrt, tan
from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from app.domain.maps import Box
from app.domain.samples import BoolArray, Float64Array
from app.services.maps.images import Rgba, palette_png
from app.services.maps.kriging import fit_kriging, spacing_m
from app.services.maps.places import METRES_PER_DEGREE
from app.services.maps.sources import ImageSource

FEWEST: Final = 4
"""From fewer values nobody can tell what lies between them."""

SIDE: Final = 320
"""Cells along the longer side of the grid, at most."""

_MOST_TERMS: Final = 30_000_000
"""Cells times sensors; a grid of very many sensors is made coarser."""

_MOST_SENSORS: Final = 400
"""Of more sensors neighbours are taken together: the solution costs the third power of them."""

_FIRST_CELL: Final = 0.002
"""Side of the squares in which neighbours are first taken together, degrees."""

_CHUNK: Final = 2_000_000
_SUPPORT: Final = 1.5
"""A sensor supports what lies within so many times the usual distance between neighbours.

Where sensors stand in bunches, this is less than the side of the square that each of them has to
stand for; then that side counts.
"""

_LEAST_SUPPORT_M: Final = 300.0
"""Places of sensors are exact to about 200 m; nothing smaller is told apart."""

_FINER: Final = 3
"""Pixels a cell, each way: hatching needs finer lines than the surface."""

_HATCH_PX, _HATCH_LINE_PX = 12, 2
"""Distance and width of the lines of the hatching, pixels."""

_SHADES: Final = 254
_HATCHED, _CLEAR = 254, 255


@dataclass(frozen=True, slots=True, eq=False)
class SurfaceInputs:
    """Everything a surface is made of; nothing in it changes afterwards.

    Attributes:
        type: The quantity.
        at_us: The moment its values belong to, µs UTC.
        longitudes: Places of the sensors, degrees, float64[k].
        latitudes: Likewise.
        values: Fresh, good values, float64[k].
        box: What the surface covers.
        clip: What it is cut out of, WGS 84; None for the whole box.
        low: Lower end of the scale.
        high: Upper end of the scale.
    """

    type: str
    at_us: int
    longitudes: Float64Array
    latitudes: Float64Array
    values: Float64Array
    box: Box
    clip: BaseGeometry | None
    low: float
    high: float

    def is_like(self, other: "SurfaceInputs | None") -> bool:
        """Tell whether the same surface would come of others: then nothing needs to be made."""
        if other is None or self.clip is not other.clip:
            return False
        mine = (self.type, self.box, self.low, self.high)
        return (
            mine == (other.type, other.box, other.low, other.high)
            and np.array_equal(self.values, other.values)
            and np.array_equal(self.longitudes, other.longitudes)
            and np.array_equal(self.latitudes, other.latitudes)
        )


@dataclass(frozen=True, slots=True, eq=False)
class SurfaceGrid:
    """A surface as a grid, north up, evenly spaced in Web Mercator so that it lies right.

    Attributes:
        type: The quantity.
        at_us: The moment its values belong to, µs UTC.
        box: What it covers.
        values: float64[height, width]; NaN outside what it was cut out of.
        supported: False where the nearest sensor is too far away, bool[height, width].
        low: Lower end of the scale.
        high: Upper end of the scale.
        count: How many places it was made of.
        error: Mean distance between each value and what the others foretell for its place.
        support_m: How far a sensor supports what is drawn, metres.
    """

    type: str
    at_us: int
    box: Box
    values: Float64Array
    supported: BoolArray
    low: float
    high: float
    count: int
    error: float
    support_m: float


def enough_places(longitudes: Float64Array, latitudes: Float64Array) -> int:
    """Return how many different places there are."""
    return len(set(zip(longitudes.tolist(), latitudes.tolist(), strict=True)))


def interpolate(inputs: SurfaceInputs, side: int = SIDE) -> SurfaceGrid:
    """Make a surface; pure, for any thread.

    Args:
        inputs: What it is made of.
        side: Cells along the longer side, at most.

    Raises:
        ValueError: There are fewer than `FEWEST` places with a value.
    """
    is_known = np.isfinite(inputs.values)
    longitudes, latitudes, values = _merged(
        inputs.longitudes[is_known], inputs.latitudes[is_known], inputs.values[is_known]
    )
    cell = _FIRST_CELL
    while len(values) > _MOST_SENSORS:
        longitudes, latitudes, values = _merged(longitudes, latitudes, values, cell)
        cell *= 2
    if len(values) < FEWEST:
        raise ValueError(f"a surface needs {FEWEST} places with a value, not {len(values)}")
    box = inputs.box
    center = box.center
    across = METRES_PER_DEGREE * cos(radians(center.latitude))

    def metres(
        longitude: Float64Array, latitude: Float64Array
    ) -> tuple[Float64Array, Float64Array]:
        east: Float64Array = (longitude - center.longitude) * across
        north: Float64Array = (latitude - center.latitude) * METRES_PER_DEGREE
        return east, north

    east, north = metres(longitudes, latitudes)
    surface = fit_kriging(east, north, values)
    support_m = _support_m(east, north)
    columns, rows = _grid(box, side, len(values))
    inside = _inside(columns, rows, inputs.clip)
    grid = np.full(inside.shape, np.nan)
    nearest = np.full(inside.shape, np.inf)
    which_row, which_column = np.nonzero(inside)
    step = max(_CHUNK // len(values), 1)
    for start in range(0, len(which_row), step):
        part = slice(start, start + step)
        spots = (which_row[part], which_column[part])
        grid[spots], nearest[spots] = surface.at(*metres(columns[spots[1]], rows[spots[0]]))
    return SurfaceGrid(
        type=inputs.type,
        at_us=inputs.at_us,
        box=box,
        values=grid,
        supported=nearest <= support_m,
        low=inputs.low,
        high=inputs.high,
        count=len(values),
        error=surface.error,
        support_m=support_m,
    )


def surface_image(
    grid: SurfaceGrid, ramp: Sequence[tuple[int, int, int]], hatch: Rgba, version: int
) -> ImageSource:
    """Return a surface as a picture for the map.

    Args:
        grid: The surface.
        ramp: Colours from the lower end of the scale to the upper one, at least one.
        hatch: Colour of the hatching where no sensor supports a value; nothing else is drawn there.
        version: Version of the source.
    """
    shares = np.clip((grid.values - grid.low) / (grid.high - grid.low), 0.0, 1.0)
    cells = np.full(shares.shape, _CLEAR, np.uint8)
    is_drawn = np.isfinite(shares) & grid.supported
    cells[is_drawn] = np.round(shares[is_drawn] * (_SHADES - 1)).astype(np.uint8)
    pixels = np.repeat(np.repeat(cells, _FINER, axis=0), _FINER, axis=1)
    bare = np.isfinite(shares) & ~grid.supported
    bare = np.repeat(np.repeat(bare, _FINER, axis=0), _FINER, axis=1)
    height, width = pixels.shape
    diagonal = np.add.outer(np.arange(height), np.arange(width)) % _HATCH_PX
    pixels[bare & (diagonal < _HATCH_LINE_PX)] = _HATCHED
    box = grid.box
    corners = (
        (box.west, box.north),
        (box.east, box.north),
        (box.east, box.south),
        (box.west, box.south),
    )
    colours = [*_shades(ramp), hatch, (0, 0, 0, 0)]
    return ImageSource("surface", version, palette_png(pixels, colours), corners)


def _shades(ramp: Sequence[tuple[int, int, int]]) -> list[Rgba]:
    """Return the colours between those of a ramp, evenly spaced."""
    stops = np.array(ramp, np.float64).reshape(-1, 3)
    places = np.linspace(0.0, len(stops) - 1, _SHADES)
    parts = [np.interp(places, np.arange(len(stops)), stops[:, part]).round() for part in range(3)]
    return [(int(r), int(g), int(b), 255) for r, g, b in zip(*parts, strict=True)]


def _merged(
    longitudes: Float64Array, latitudes: Float64Array, values: Float64Array, cell: float = 0.0
) -> tuple[Float64Array, Float64Array, Float64Array]:
    """Return places once each, with the mean of their values, in a fixed order.

    Args:
        longitudes: Degrees, float64[k].
        latitudes: Degrees, float64[k].
        values: float64[k].
        cell: Side of the squares that make one place, degrees; 0 takes equal places together.
    """
    places = np.column_stack([longitudes, latitudes])
    squares = np.floor(places / cell) if cell else places
    _, back = np.unique(squares, axis=0, return_inverse=True)
    back = back.reshape(-1)
    count = np.bincount(back)
    means = [np.bincount(back, weights=one) / count for one in (longitudes, latitudes, values)]
    return means[0], means[1], means[2]


def _grid(box: Box, side: int, sensors: int) -> tuple[Float64Array, Float64Array]:
    """Return longitudes of the columns and latitudes of the rows, north first, centres of cells."""
    top, bottom = _mercator(box.north), _mercator(box.south)
    width, height = radians(box.east - box.west), top - bottom
    most = min(float(side), (_MOST_TERMS / max(sensors, 1)) ** 0.5)
    cell = max(width, height) / most
    columns, rows = max(round(width / cell), 1), max(round(height / cell), 1)
    across = (np.arange(columns) + 0.5) / columns
    down = (np.arange(rows) + 0.5) / rows
    longitudes: Float64Array = box.west + across * (box.east - box.west)
    latitudes: Float64Array = np.degrees(np.arctan(np.sinh(top - down * height)))
    return longitudes, latitudes


def _mercator(latitude: float) -> float:
    return asinh(tan(radians(latitude)))


def _support_m(east: Float64Array, north: Float64Array) -> float:
    """Return how far a sensor supports what is drawn, metres."""
    hull = shapely.MultiPoint(np.column_stack([east, north])).convex_hull
    side = sqrt(hull.area / len(east))
    return max(_SUPPORT * spacing_m(east, north), side, _LEAST_SUPPORT_M)


def _inside(columns: Float64Array, rows: Float64Array, clip: BaseGeometry | None) -> BoolArray:
    if clip is None:
        return np.ones((len(rows), len(columns)), np.bool_)
    shapely.prepare(clip)
    east, north = np.meshgrid(columns, rows)
    inside: BoolArray = shapely.contains_xy(clip, east, north)
    return inside
