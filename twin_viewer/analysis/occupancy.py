"""Where a survey has points, in three dimensions: each cell of a raster is a column of layers."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from twin_viewer.model.frames import Doubles

_LAYERS: Final = 64
_ROOM: Final = 2
"""Layers left free below the lowest point of a column."""


class Occupancy:
    """Which layers of which columns hold points; a column's layers are the bits of one number."""

    def __init__(
        self, cells: NDArray[np.int64], heights: Doubles, shape: tuple[int, int], layer: float
    ) -> None:
        """Take points.

        Args:
            cells: Cell of each point, row by row of the raster, int64 (N,).
            heights: Height of each, float64 (N,), m.
            shape: Rows and columns of the raster.
            layer: How thick a layer is, m. A column holds 64; points above lie in the topmost.
        """
        self._shape, self._layer = shape, layer
        size = shape[0] * shape[1]
        self._masks = np.zeros(size, np.uint64)
        self._bases = np.zeros(size, np.int64)
        if not len(cells):
            return
        levels = np.floor(heights / layer).astype(np.int64)
        keys = np.sort((cells << 32) | (levels + (1 << 31)))
        keys = keys[np.concatenate([[True], keys[1:] != keys[:-1]])]
        owners, levels = keys >> 32, (keys & 0xFFFF_FFFF) - (1 << 31)
        starts = np.flatnonzero(np.concatenate([[True], owners[1:] != owners[:-1]]))
        counts = np.diff(np.append(starts, len(keys)))
        bases = levels[starts] - _ROOM
        above = np.minimum(levels - np.repeat(bases, counts), _LAYERS - 1)
        bits = np.uint64(1) << above.astype(np.uint64)
        masks = np.bitwise_or.reduceat(bits, starts)
        one = np.uint64(1)
        self._masks[owners[starts]] = masks | (masks << one) | (masks >> one)
        self._bases[owners[starts]] = bases

    def has_near(self, cells: NDArray[np.int64], heights: Doubles) -> NDArray[np.bool_]:
        """Return whether there is a point in the nine columns around, at most a layer away."""
        levels = np.floor(heights / self._layer).astype(np.int64)
        rows, columns = np.divmod(cells, self._shape[1])
        found = np.zeros(len(cells), np.bool_)
        for down in (-1, 0, 1):
            for aside in (-1, 0, 1):
                row, column = rows + down, columns + aside
                inside = (row >= 0) & (row < self._shape[0])
                inside &= (column >= 0) & (column < self._shape[1])
                beside = np.where(inside, row * self._shape[1] + column, 0)
                above = levels - self._bases[beside]
                reachable = inside & (above >= 0)
                bit = np.clip(above, 0, _LAYERS - 1).astype(np.uint64)
                found |= reachable & ((self._masks[beside] >> bit & np.uint64(1)) > 0)
        return found
