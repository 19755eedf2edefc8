"""The ground as triangles, fine near the eye and coarse far away, and its height at any place.

Patches of different fineness lie beside each other with small gaps in height; each has a skirt, a
narrow wall below its edge, so that nobody looks through.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import hypot, inf
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from twin_viewer.model.frames import Doubles, Floats, SceneFrame
from twin_viewer.model.grids import HeightGrid

RINGS: Final = (
    (150.0, 1.0),
    (300.0, 2.0),
    (700.0, 4.0),
    (1_500.0, 8.0),
    (4_000.0, 25.0),
    (inf, 50.0),
)
"""Distance from the eye up to which, and metres between places there. All steps divide a tile of
1 km. For a square of 15 km that is 1.3 million triangles in 360 patches from the street, 0.6 in 225
from 800 m above it; half the detail halves them."""

SMALLEST: Final = 125.0
"""Side of the smallest patch, m: a tile of 1 km is halved at most three times."""

_COARSE = 8.0
"""Metres between places from which splitting a tile costs more in patches than it saves."""

Box = tuple[float, float, float, float]
"""West, south, east, north, m."""


class Patch(NamedTuple):
    """A square of ground to be drawn in one fineness.

    Attributes:
        box: Its edges.
        step: Metres between its places.
    """

    box: Box
    step: float


@dataclass(frozen=True, slots=True, eq=False)
class TerrainMesh:
    """A part of the ground as triangles.

    Attributes:
        frame: Origin of `points`.
        points: float32 (N, 3), metres from the frame's origin.
        triangles: Rows of `points`, int32 (M, 3), counterclockwise seen from above (skirts: from
            outside).
        texture: Place in a photograph of the whole grid, float32 (N, 2): 0 to 1 from west to east
            and from south to north.
        step: Metres between places.
    """

    frame: SceneFrame
    points: Floats
    triangles: NDArray[np.int32]
    texture: Floats
    step: float


def ring_of(distance: float, detail: float = 1.0) -> float:
    """Return the metres between places of ground so far away.

    Args:
        distance: From the eye, m.
        detail: Factor of the rings' radii: a half has about a quarter of the triangles near by.
    """
    return next(step for radius, step in RINGS if distance <= radius * detail)


def patches(box: Box, east: float, north: float, height: float, detail: float = 1.0) -> list[Patch]:
    """Split a tile into patches that are the finer the nearer they are.

    Args:
        box: Edges of the tile.
        east: Easting of the eye, m.
        north: Northing of the eye, m.
        height: How far the eye is above the ground, m.
        detail: As for `ring_of`.

    Returns:
        Patches that cover the tile once.
    """
    west, south, east_edge, north_edge = box
    aside = max(west - east, 0.0, east - east_edge), max(south - north, 0.0, north - north_edge)
    nearest = ring_of(hypot(*aside, height), detail)
    side = max(east_edge - west, north_edge - south)
    farthest = ring_of(hypot(*aside, height) + side, detail)
    if nearest == farthest or side < 2 * SMALLEST or nearest >= _COARSE:
        return [Patch(box, nearest)]
    middle = (west + east_edge) / 2, (south + north_edge) / 2
    quarters = (
        (west, south, *middle),
        (middle[0], south, east_edge, middle[1]),
        (west, middle[1], middle[0], north_edge),
        (*middle, east_edge, north_edge),
    )
    return [part for one in quarters for part in patches(one, east, north, height, detail)]


def edges_of(grid: HeightGrid) -> Box:
    """Return the outer edges of a grid's cells, m: half a step beyond its first and last places."""
    rows, columns = grid.heights.shape
    half = grid.step / 2
    return (
        grid.west - half,
        grid.south - half,
        grid.west + (columns - 1) * grid.step + half,
        grid.south + (rows - 1) * grid.step + half,
    )


def terrain_mesh(
    grid: HeightGrid, frame: SceneFrame, step: float, box: Box | None = None
) -> TerrainMesh:
    """Make triangles of a grid, or of a part of it.

    Places at the grid's outer edge are moved out by half a step, so that neighbouring tiles meet.
    Where heights are unknown nothing is drawn.

    Args:
        grid: Heights of a tile.
        frame: Origin of the result.
        step: Wished metres between places; never finer than the grid.
        box: The part, of which border places are shared with its neighbour; None for all.
    """
    count = max(1, round(step / grid.step))
    rows = _chosen(grid.heights.shape[0], grid.south, grid.step, count, box and (box[1], box[3]))
    columns = _chosen(grid.heights.shape[1], grid.west, grid.step, count, box and (box[0], box[2]))
    heights = grid.heights[np.ix_(rows, columns)]
    east = _places(columns, grid.west, grid.step, grid.heights.shape[1])
    north = _places(rows, grid.south, grid.step, grid.heights.shape[0])
    world = np.empty((heights.size, 3))
    world[:, 0] = np.tile(east, len(rows))
    world[:, 1] = np.repeat(north, len(columns))
    world[:, 2] = heights.ravel()
    triangles = _faces(len(rows), len(columns))
    skirt, walls = _skirt(world, len(rows), len(columns), count * grid.step)
    world = np.concatenate((world, skirt))
    triangles = np.concatenate((triangles, walls))
    is_known = np.isfinite(world[:, 2])
    triangles = triangles[is_known[triangles].all(axis=1)]
    renumbered = np.cumsum(is_known, dtype=np.int32) - 1
    west, south, east_edge, north_edge = edges_of(grid)
    size = (max(east_edge - west, 1e-9), max(north_edge - south, 1e-9))
    world = world[is_known]
    texture = ((world[:, :2] - (west, south)) / size).astype(np.float32)
    return TerrainMesh(
        frame, frame.to_local(world), renumbered[triangles], texture, count * grid.step
    )


def height_at(grid: HeightGrid, east: Doubles, north: Doubles) -> Doubles:
    """Return heights of the ground between the places of a grid, NaN outside or where unknown.

    Args:
        grid: Heights.
        east: Eastings, m, of any shape.
        north: Northings, m, of the same shape.
    """
    rows, columns = grid.heights.shape
    if not rows or not columns:
        return np.full(np.shape(east), np.nan)
    x = (np.asarray(east, np.float64) - grid.west) / grid.step
    y = (np.asarray(north, np.float64) - grid.south) / grid.step
    # Half a cell beyond the outer places still belongs to the grid.
    within_x, within_y = np.clip(x, -0.5, columns - 0.5), np.clip(y, -0.5, rows - 0.5)
    is_inside = (within_x == x) & (within_y == y)
    x = np.where(is_inside, np.clip(x, 0, columns - 1), 0)
    y = np.where(is_inside, np.clip(y, 0, rows - 1), 0)
    left = np.minimum(x.astype(np.int64), max(columns - 2, 0))
    below = np.minimum(y.astype(np.int64), max(rows - 2, 0))
    right, above = np.minimum(left + 1, columns - 1), np.minimum(below + 1, rows - 1)
    part_x, part_y = x - left, y - below
    total = np.zeros(np.shape(x))
    for row, column, weight in (
        (below, left, (1 - part_x) * (1 - part_y)),
        (below, right, part_x * (1 - part_y)),
        (above, left, (1 - part_x) * part_y),
        (above, right, part_x * part_y),
    ):
        # A place exactly on a known corner is known, whatever its neighbours are.
        total += np.where(weight > 0, grid.heights[row, column], 0.0) * weight
    return np.where(is_inside, total, np.nan)


def heights_at(grids: Iterable[HeightGrid], east: Doubles, north: Doubles) -> Doubles:
    """Return heights of the ground over several grids; the first that knows a place says it."""
    east, north = np.asarray(east, np.float64), np.asarray(north, np.float64)
    heights = np.full(east.shape, np.nan)
    for grid in grids:
        is_open = np.isnan(heights)
        if not is_open.any():
            break
        heights[is_open] = height_at(grid, east[is_open], north[is_open])
    return heights


def _chosen(
    size: int, first: float, step: float, count: int, limits: tuple[float, float] | None
) -> NDArray[np.int64]:
    """Return which rows or columns are taken: each `count`-th within limits, and the last."""
    start, end = 0, size - 1
    if limits is not None:
        start = int(np.clip(round((limits[0] - first) / step), 0, max(size - 1, 0)))
        end = int(np.clip(round((limits[1] - first) / step), start, max(size - 1, 0)))
    inner = np.arange(start, end + 1, count)
    return inner if not len(inner) or inner[-1] == end else np.append(inner, end)


def _places(chosen: NDArray[np.int64], first: float, step: float, size: int) -> Doubles:
    places = np.asarray(first + chosen * step, np.float64)
    if len(chosen):
        places[0] -= step / 2 if chosen[0] == 0 else 0.0
        places[-1] += step / 2 if chosen[-1] == size - 1 else 0.0
    return places


def _faces(rows: int, columns: int) -> NDArray[np.int32]:
    if rows < 2 or columns < 2:  # noqa: PLR2004 - a triangle needs two of each
        return np.zeros((0, 3), np.int32)
    corner = (np.arange(rows - 1)[:, None] * columns + np.arange(columns - 1)).ravel()
    lower = np.column_stack((corner, corner + 1, corner + columns + 1))
    upper = np.column_stack((corner, corner + columns + 1, corner + columns))
    return np.concatenate((lower, upper)).astype(np.int32)


def _skirt(
    world: Doubles, rows: int, columns: int, step: float
) -> tuple[Doubles, NDArray[np.int32]]:
    """Return points below the border and the walls between, the border taken counterclockwise."""
    if rows < 2 or columns < 2:  # noqa: PLR2004 - a border needs two of each
        return np.zeros((0, 3)), np.zeros((0, 3), np.int32)
    number = np.arange(rows * columns).reshape(rows, columns)
    border = np.concatenate((number[0, :-1], number[:-1, -1], number[-1, :0:-1], number[:0:-1, 0]))
    below = world[border] - np.array((0.0, 0.0, 1.0 + step / 2))
    foot = len(world) + np.arange(len(border))
    ahead, foot_ahead = np.roll(border, -1), np.roll(foot, -1)
    walls = np.concatenate(
        (
            np.column_stack((foot, foot_ahead, ahead)),
            np.column_stack((foot, ahead, border)),
        )
    )
    return below, walls.astype(np.int32)
