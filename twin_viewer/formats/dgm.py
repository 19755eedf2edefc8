"""Models of the ground (DGM, DOM) as GeoTIFF, ASCII grid or lines of coordinates become a grid."""

import zipfile
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from twin_viewer.formats import xyz
from twin_viewer.formats.rasters import PARTLY, RasterError, opened
from twin_viewer.formats.references import brought
from twin_viewer.formats.tile_names import UTM32, tile_of
from twin_viewer.model.faults import Fault
from twin_viewer.model.frames import CRS, HeightReference, Reference
from twin_viewer.model.grids import HeightGrid

OTHER_ZONE: Final = (
    "Die Kachel liegt in der UTM-Zone {0}. Als Liste von Punkten wird nur Zone 32 gelesen; "
    "nehmen Sie die Kachel als GeoTIFF."
)
UNLIKELY: Final = "Zellen mit unmöglichen Höhen fehlen (Anzahl: {0})."
UNREADABLE: Final = (
    "Die Datei fehlt oder ist beschädigt und lässt sich nicht lesen. Bitte laden Sie sie noch "
    "einmal herunter."
)

_LOWEST, _HIGHEST = -500.0, 9000.0
"""Heights on earth, m; what lies beyond stands for 'unknown' in files that do not say so."""
_US_FOOT = 1200 / 3937
_FEET: Final = {"ft": 0.3048, "foot": 0.3048, "feet": 0.3048, "us survey foot": _US_FOOT}
_RASTERS = (".tif", ".tiff", ".asc", ".img")


def read_grid(path: Path, *, step: float | None = None) -> HeightGrid:
    """Read a model of the ground.

    Args:
        path: GeoTIFF, ASCII grid, or lines of coordinates (`.xyz`, `.txt`, `.csv`), also packed as
            `.gz` or `.zip`.
        step: Wished distance of the places, m; the nearest one that divides the tile is used, and
            overviews where the file has some. None for the file's own.

    Returns:
        The grid in EPSG:25832. What cannot be read comes as an empty grid with a fatal fault.
    """
    try:
        if _is_raster(path):
            return _raster(path, step)
        return _lines(path, step)
    except (RasterError, xyz.GridError) as error:
        return _nothing(path, str(error))
    except (OSError, EOFError, RuntimeError, ValueError, zipfile.BadZipFile, zlib.error):
        return _nothing(path, UNREADABLE)


def coarsened(heights: NDArray[np.float32], count: int) -> NDArray[np.float32]:
    """Return the mean of each `count` x `count` cells, of those that are known.

    Args:
        heights: float32 (rows, columns), NaN where nothing is known.
        count: How many cells of a side become one; an incomplete last one is the mean of its part.
    """
    rows, columns = (-(-size // count) for size in heights.shape)
    room = np.full((rows * count, columns * count), np.nan, np.float32)
    room[: heights.shape[0], : heights.shape[1]] = heights
    blocks = room.reshape(rows, count, columns, count)
    is_known = np.isfinite(blocks)
    sums = np.where(is_known, blocks, 0).sum(axis=(1, 3), dtype=np.float64)
    counts = is_known.sum(axis=(1, 3))
    with np.errstate(invalid="ignore"):
        mean: NDArray[np.float32] = (sums / np.where(counts, counts, np.nan)).astype(np.float32)
    return mean


def _is_raster(path: Path) -> bool:
    if path.suffix.lower() == ".zip":
        with zipfile.ZipFile(path) as archive:
            return any(name.lower().endswith(_RASTERS) for name in archive.namelist())
    return path.suffix.lower() in _RASTERS


def _nothing(path: Path, reason: str) -> HeightGrid:
    empty = np.zeros((0, 0), np.float32)
    fault = Fault(path.name, "", reason, is_fatal=True)
    return HeightGrid(empty, 0.0, 0.0, 1.0, Reference(""), (fault,))


def _lines(path: Path, step: float | None) -> HeightGrid:
    tile = tile_of(path.name)
    if tile is not None and tile.zone != UTM32:
        raise xyz.GridError(OTHER_ZONE.format(tile.zone))
    lines = xyz.parse(xyz.read_bytes(path))
    crs = CRS if tile else ""
    points, reference = brought(lines.points, crs)
    grid = xyz.gridded(points)
    heights, faults = _likely(path.name, grid.heights)
    faults += xyz.faults_of(path.name, lines, grid)
    count = max(1, round(step / grid.step)) if step else 1
    shift = (count - 1) * grid.step / 2
    return HeightGrid(
        coarsened(heights, count) if count > 1 else heights,
        grid.west + shift,
        grid.south + shift,
        grid.step * count,
        reference,
        tuple(faults),
    )


def _raster(path: Path, step: float | None) -> HeightGrid:
    with opened(path, _RASTERS, is_ground=True) as raster:
        heights, box, own_step, is_whole = raster.heights(step)
        metres = _FEET.get(raster.unit, raster.metres_up)
        if metres != 1.0:
            heights *= np.float32(metres)
        known, faults = _likely(path.name, heights)
        if not is_whole:
            faults.append(Fault(path.name, "", PARTLY))
        grid = HeightGrid(
            known,
            box[0] + own_step / 2,
            box[1] + own_step / 2,
            own_step,
            raster.reference,
            (*raster.faults, *faults),
        )
        return _normal(grid) if raster.is_ellipsoidal else grid


def _likely(file: str, heights: NDArray[np.float32]) -> tuple[NDArray[np.float32], list[Fault]]:
    """Return heights that can be on earth, others NaN, and how many those were."""
    is_unlikely = (heights < _LOWEST) | (heights > _HIGHEST)
    count = int(is_unlikely.sum())
    if not count:
        return heights, []
    return np.where(is_unlikely, np.float32(np.nan), heights), [
        Fault(file, "", UNLIKELY.format(count))
    ]


def _normal(grid: HeightGrid) -> HeightGrid:
    """Return a grid of ellipsoidal heights as normal heights, where that can be done."""
    rows, columns = grid.heights.shape
    east, north = np.meshgrid(
        grid.west + grid.step * np.arange(columns), grid.south + grid.step * np.arange(rows)
    )
    points = np.column_stack((east.ravel(), north.ravel(), grid.heights.ravel().astype(np.float64)))
    placed, reference = brought(points, CRS, HeightReference.ELLIPSOID)
    heights = placed[:, 2].reshape(rows, columns).astype(np.float32)
    return replace(grid, heights=heights, reference=replace(reference, crs=grid.reference.crs))
