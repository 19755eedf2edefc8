"""Marks the building under the pointer: a picture for each change, none while the camera moves."""

from functools import partial
from typing import Protocol

import numpy as np

from twin_viewer.model.cities import BuildingTile, TileKey
from twin_viewer.rendering.layers.highlights import HOVERED, HighlightLayer, highlight_of
from twin_viewer.rendering.picking.hits import Hit
from twin_viewer.rendering.scenes import Act


class Drawing(Protocol):
    """What draws the scene."""

    @property
    def is_moving(self) -> bool:
        """True while the camera moves."""
        ...

    def do(self, act: Act, *, redraw: bool = True) -> None:
        """Have something done to the scene."""
        ...


class Finding(Protocol):
    """Knows the city objects that are loaded."""

    def tile(self, dataset: str, key: TileKey) -> BuildingTile | None:
        """Return a tile; None where it is not loaded."""
        ...

    def family_of(self, hit: Hit) -> tuple[int, ...]:
        """Return the rows of what was hit and of all its parts."""
        ...


class HoverMark:
    """Follows the pointer.

    Args:
        stage: What draws.
        picker: What finds.
        layer: What draws the mark; touched in acts of the stage only.
    """

    def __init__(self, stage: Drawing, picker: Finding, layer: HighlightLayer) -> None:
        self._stage, self._picker, self._layer = stage, picker, layer
        self._marked: tuple[str, TileKey, int] | None = None

    def follow(self, hit: Hit | None) -> None:
        """Mark the city object that lies under the pointer, and nothing else."""
        if self._stage.is_moving:
            return
        tile = None
        if hit is not None and hit.tile is not None:
            tile = self._picker.tile(hit.dataset, hit.tile)
        if hit is None or hit.tile is None or tile is None:
            self._mark(None, None, ())
            return
        where = (hit.dataset, hit.tile, hit.row)
        if where != self._marked:
            self._mark(where, tile, self._picker.family_of(hit))

    def _mark(
        self,
        where: tuple[str, TileKey, int] | None,
        tile: BuildingTile | None,
        rows: tuple[int, ...],
    ) -> None:
        if where == self._marked:
            return
        self._marked = where
        self._stage.do(partial(_draw, self._layer, tile, rows))


def _draw(
    layer: HighlightLayer, tile: BuildingTile | None, rows: tuple[int, ...], _scene: object
) -> None:
    """Draw the mark, in the render thread."""
    if tile is None:
        layer.set(HOVERED, None)
        return
    is_mine = np.isin(tile.owners, rows)
    layer.set(HOVERED, highlight_of(tile.points, tile.triangles[is_mine]))
