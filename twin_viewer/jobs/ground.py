"""How high the ground is, from the heights the cache has: for what comes without heights."""

from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from twin_viewer.cache.blocks import DamagedBlockError
from twin_viewer.cache.rasters import read_grid
from twin_viewer.cache.store import CacheFolder, Part
from twin_viewer.model.cities import TileKey
from twin_viewer.model.frames import Doubles
from twin_viewer.model.grids import HeightGrid

_STEP: Final = 10.0
"""Metres between the places that are read; a mast needs no more."""

_SOME: Final = 9


class CachedGround:
    """Heights of all terrain in the cache, the finest where there are several.

    Args:
        cache: The cache.
    """

    def __init__(self, cache: CacheFolder) -> None:
        self._cache = cache
        self._parts: dict[TileKey, tuple[str, Part]] = {}
        for manifest in cache.manifests():
            if manifest.source.job != "terrain":
                continue
            for part in manifest.parts:
                known = self._parts.get(part.key)
                if known is None or part.step < known[1].step:
                    self._parts[part.key] = (manifest.source.key, part)

    def height_at(self, east: Doubles, north: Doubles) -> Doubles:
        """Return heights, m; where nothing is known the usual one of the terrain, else 0."""
        heights = np.full(len(east), np.nan)
        keys = np.floor(np.column_stack((east, north)) / 1e3).astype(np.int64)
        for key in np.unique(keys, axis=0):
            is_here = (keys == key).all(axis=1)
            grid = self._grid(TileKey(*map(int, key)))
            if grid is not None:
                heights[is_here] = _nearest(grid, east[is_here], north[is_here])
        is_known = np.isfinite(heights)
        return heights if is_known.all() else np.where(is_known, heights, self._usual)

    @cached_property
    def _usual(self) -> float:
        """The middle height of some squares."""
        grids = [self._grid(key) for key in list(self._parts)[:_SOME]]
        known = [grid.heights[np.isfinite(grid.heights)] for grid in grids if grid is not None]
        return float(np.median(np.concatenate(known))) if any(map(len, known)) else 0.0

    def _grid(self, key: TileKey) -> HeightGrid | None:
        place = self._parts.get(key)
        if place is None:
            return None
        folder, part = self._cache.place(place[0]), place[1]
        try:
            return read_grid(folder, part.name, part.step, _STEP)
        except (OSError, DamagedBlockError):
            return None


def _nearest(grid: HeightGrid, east: Doubles, north: Doubles) -> NDArray[np.float32]:
    rows, columns = grid.heights.shape
    row = np.clip(np.rint((north - grid.south) / grid.step).astype(np.int64), 0, rows - 1)
    column = np.clip(np.rint((east - grid.west) / grid.step).astype(np.int64), 0, columns - 1)
    nearest: NDArray[np.float32] = grid.heights[row, column]
    return nearest
