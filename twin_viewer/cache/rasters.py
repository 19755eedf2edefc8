"""Heights and photographs by square kilometre, each in several levels of detail."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from twin_viewer.cache.blocks import DamagedBlockError, read_block, write_block
from twin_viewer.model.cities import TileKey
from twin_viewer.model.frames import Reference
from twin_viewer.model.grids import HeightGrid, OrthoImage

GRID_KIND: Final = "terrain"
IMAGE_KIND: Final = "ortho"
GRID_FACTORS: Final = (1, 2, 4, 10, 25)
"""Every how manieth place a level keeps: all of them divide the 1,000 places of a DGM1 tile."""

IMAGE_SIDES: Final = (2_048, 1_024, 512, 256)
"""Pixels a square kilometre is wide in each level."""

_KM: Final = 1_000.0


def cut_grid(grid: HeightGrid) -> Iterator[tuple[TileKey, HeightGrid]]:
    """Yield the parts of a grid by square kilometre; parts without any height are left out."""
    rows, columns = grid.heights.shape
    east_km = np.floor((grid.west + grid.step * np.arange(columns)) / _KM).astype(np.int64)
    north_km = np.floor((grid.south + grid.step * np.arange(rows)) / _KM).astype(np.int64)
    for north, (low, high) in _runs(north_km):
        for east, (left, right) in _runs(east_km):
            heights = grid.heights[low:high, left:right]
            if not np.isfinite(heights).any():
                continue
            west, south = grid.west + left * grid.step, grid.south + low * grid.step
            part = replace(grid, heights=heights, west=west, south=south, faults=())
            yield TileKey(east, north), part


def write_grid(folder: Path, name: str, grid: HeightGrid) -> None:
    """Write a part of a grid in all its levels.

    Raises:
        OSError: It cannot be written.
    """
    for factor in GRID_FACTORS:
        heights = grid.heights[::factor, ::factor]
        meta = {
            "west": grid.west,
            "south": grid.south,
            "step": grid.step * factor,
            "reference": msgspec.to_builtins(grid.reference),
        }
        write_block(folder / f"{name}.{factor}.grid", GRID_KIND, meta, {"heights": heights})


def read_grid(folder: Path, name: str, finest: float, step: float) -> HeightGrid:
    """Read the coarsest level that is at least as fine as wished, else the finest one.

    Args:
        folder: Folder of the source.
        name: Name of the part.
        finest: Metres between places in its finest level.
        step: Metres wished.

    Raises:
        DamagedBlockError: The file is damaged or of another version.
        OSError: It cannot be read.
    """
    fine_enough = [factor for factor in GRID_FACTORS if finest * factor <= step * 1.001]
    block = read_block(folder / f"{name}.{max(fine_enough, default=1)}.grid", GRID_KIND)
    try:
        meta = block.meta
        reference = msgspec.convert(meta["reference"], Reference)
        west, south = float(meta["west"]), float(meta["south"])
        return HeightGrid(block.array("heights"), west, south, float(meta["step"]), reference)
    except (msgspec.MsgspecError, KeyError, TypeError) as error:
        raise DamagedBlockError(str(error)) from error


def join_grids(grids: Sequence[HeightGrid]) -> HeightGrid:
    """Join parts of one square kilometre; where several know a height the first one's counts.

    Parts with another step than the first, or with places between its places, only count where
    they are the first.
    """
    first = grids[0]
    step = first.step
    same = [
        grid
        for grid in grids
        if abs(grid.step - step) < step * 1e-6 and _is_aligned(grid, first) and grid.heights.size
    ]
    if len(same) <= 1:
        return first
    places = [
        (round((grid.west - first.west) / step), round((grid.south - first.south) / step))
        for grid in same
    ]
    left, low = min(x for x, _ in places), min(y for _, y in places)
    shapes = [grid.heights.shape for grid in same]
    width = max(x - left + shape[1] for (x, _), shape in zip(places, shapes, strict=True))
    height = max(y - low + shape[0] for (_, y), shape in zip(places, shapes, strict=True))
    joined = np.full((height, width), np.nan, np.float32)
    for grid, (x, y) in zip(reversed(same), reversed(places), strict=True):
        rows, columns = grid.heights.shape
        view = joined[y - low : y - low + rows, x - left : x - left + columns]
        np.copyto(view, grid.heights, where=np.isfinite(grid.heights))
    west, south = first.west + left * step, first.south + low * step
    return HeightGrid(joined, west, south, step, first.reference)


def write_image(folder: Path, name: str, image: OrthoImage) -> None:
    """Write a photograph of a square kilometre, or a part of one, in all its levels.

    Raises:
        OSError: It cannot be written.
    """
    box = [image.west, image.south, image.east, image.north]
    meta = {"box": box, "reference": msgspec.to_builtins(image.reference)}
    pixels = image.pixels
    for side in IMAGE_SIDES:
        while (
            side != IMAGE_SIDES[0] and min(pixels.shape[:2]) > 1 and _per_km(pixels, image) > side
        ):
            pixels = _halved(pixels)
        write_block(folder / f"{name}.{side}.image", IMAGE_KIND, meta, {"pixels": pixels})


def read_image(folder: Path, name: str, pixels: int) -> OrthoImage:
    """Read the coarsest level with at least so many pixels a kilometre, else the finest one.

    Raises:
        DamagedBlockError: The file is damaged or of another version.
        OSError: It cannot be read.
    """
    side = min((side for side in IMAGE_SIDES if side >= pixels), default=IMAGE_SIDES[0])
    block = read_block(folder / f"{name}.{side}.image", IMAGE_KIND)
    try:
        reference = msgspec.convert(block.meta["reference"], Reference)
        west, south, east, north = map(float, block.meta["box"])
    except (msgspec.MsgspecError, KeyError, TypeError, ValueError) as error:
        raise DamagedBlockError(str(error)) from error
    return OrthoImage(block.array("pixels"), west, south, east, north, reference)


def squares(box: tuple[float, float, float, float]) -> Iterator[TileKey]:
    """Yield the square kilometres that a box (west, south, east, north) touches."""
    west, south, east, north = box
    for north_km in range(int(south // _KM), int(np.ceil(north / _KM))):
        for east_km in range(int(west // _KM), int(np.ceil(east / _KM))):
            yield TileKey(east_km, north_km)


def _runs(values: NDArray[np.int64]) -> Iterator[tuple[int, tuple[int, int]]]:
    """Yield each value of a rising row with its begin and end."""
    starts = np.flatnonzero(np.diff(values, prepend=values[:1] - 1))
    ends = np.append(starts, len(values))[1:]
    for begin, end in zip(starts, ends, strict=True):
        yield int(values[begin]), (int(begin), int(end))


def _is_aligned(grid: HeightGrid, other: HeightGrid) -> bool:
    east, north = (grid.west - other.west) / other.step, (grid.south - other.south) / other.step
    return abs(east - round(east)) < 0.01 and abs(north - round(north)) < 0.01  # noqa: PLR2004 - a hundredth of a step


def _per_km(pixels: NDArray[np.uint8], image: OrthoImage) -> float:
    return float(pixels.shape[1] / max(image.east - image.west, 1e-9) * _KM)


def _halved(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return a picture of half the size, each pixel the mean of four."""
    rows, columns = pixels.shape[0] // 2 * 2, pixels.shape[1] // 2 * 2
    wide = pixels[:rows, :columns].astype(np.uint16)
    total = wide[::2, ::2] + wide[1::2, ::2] + wide[::2, 1::2] + wide[1::2, 1::2]
    halved: NDArray[np.uint8] = ((total + 2) // 4).astype(np.uint8)
    return halved
