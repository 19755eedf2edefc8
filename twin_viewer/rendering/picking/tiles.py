"""Rays through the triangles of a square kilometre."""

from collections import OrderedDict
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from twin_viewer.model.cities import BuildingTile
from twin_viewer.model.frames import Floats
from twin_viewer.rendering.meshes import TileId
from twin_viewer.rendering.picking.hits import Hit, HitKind
from twin_viewer.rendering.picking.rays import Ray

LOCATORS: Final = 420
"""So many tiles keep their searchers; 1.6 million triangles need some 110 MB."""

_MARGIN_M: Final = 0.5
_TOLERANCE: Final = 1e-9


class _Tile:
    def __init__(self, tile: BuildingTile, span: tuple[Floats, Floats] | None) -> None:
        self.tile = tile
        low, high = span or span_of(tile)
        self.low = low.astype(np.float64) - _MARGIN_M
        self.high = high.astype(np.float64) + _MARGIN_M
        self.rows: dict[str, int] | None = None
        self._roots: NDArray[np.int64] | None = None

    def family(self, row: int) -> tuple[int, ...]:
        """Return the rows of an object and of all its parts."""
        if self._roots is None:
            whole = (self.root_of(other) for other in range(len(self.tile.objects)))
            self._roots = np.fromiter(whole, np.int64)
        return tuple(np.flatnonzero(self._roots == self._roots[row]).tolist())

    def root_of(self, row: int) -> int:
        """Return the row of the whole that an object is a part of."""
        objects = self.tile.objects
        if not objects[row].parent:
            return row
        if self.rows is None:
            self.rows = {item.id: number for number, item in enumerate(objects)}
        seen = {row}
        while (parent := self.rows.get(objects[row].parent, -1)) >= 0 and parent not in seen:
            row = parent
            seen.add(row)
        return row


def span_of(tile: BuildingTile) -> tuple[Floats, Floats]:
    """Return the lowest and the highest of a tile's points, float32 (3,) each."""
    points = tile.points if len(tile.points) else np.zeros((1, 3), np.float32)
    return points.min(axis=0), points.max(axis=0)


class TileSearch:
    """Finds the first triangle a ray meets in any tile."""

    def __init__(self) -> None:
        self._tiles: dict[TileId, _Tile] = {}
        self._locators: OrderedDict[TileId, Any] = OrderedDict()
        self._ids: list[TileId] = []
        self._lows = self._highs = np.zeros((0, 3))
        self._is_indexed = True
        self._numbers: Any = None

    def put(self, tile: BuildingTile, span: tuple[Floats, Floats] | None = None) -> None:
        """Add a tile, in metres of the scene; one of the same id is replaced.

        Args:
            tile: The tile.
            span: Lowest and highest of its points, where they are known.
        """
        tile_id = TileId(tile.dataset, tile.key)
        self._locators.pop(tile_id, None)
        self._tiles[tile_id] = _Tile(tile, span)
        self._is_indexed = False

    def drop(self, tile_id: TileId) -> None:
        """Take a tile away; one that is not there is passed over."""
        self._locators.pop(tile_id, None)
        if self._tiles.pop(tile_id, None) is not None:
            self._is_indexed = False

    def tile(self, tile_id: TileId) -> BuildingTile | None:
        """Return a tile; None where it is not there."""
        found = self._tiles.get(tile_id)
        return found.tile if found else None

    @property
    def ids(self) -> tuple[TileId, ...]:
        """The tiles that are there."""
        return tuple(self._tiles)

    def family(self, tile_id: TileId, row: int) -> tuple[int, ...]:
        """Return the rows of an object and of all its parts."""
        found = self._tiles.get(tile_id)
        return () if found is None else found.family(row)

    def meet(self, ray: Ray) -> Hit | None:
        """Return the first triangle a ray meets."""
        if not self._tiles:
            return None
        if not self._is_indexed:
            self._index()
        enters, leaves = ray.spans(self._lows, self._highs)
        best: Hit | None = None
        met = np.flatnonzero(enters <= leaves)
        for number in met[np.argsort(enters[met])]:
            if best is not None and enters[number] > best.distance:
                break
            far = best.distance if best else leaves[number]
            hit = self._meet(self._ids[number], ray, float(enters[number]), float(far))
            best = hit or best
        return best

    def _meet(self, tile_id: TileId, ray: Ray, near: float, far: float) -> Hit | None:
        found = self._tiles[tile_id]
        locator = self._locator(tile_id)
        share, place, inside = self._numbers.mutable(0.0), [0.0] * 3, [0.0] * 3
        sub, cell = self._numbers.mutable(0), self._numbers.mutable(-1)
        begin, end = ray.at(near), ray.at(far)
        if not locator.IntersectWithLine(begin, end, _TOLERANCE, share, place, inside, sub, cell):
            return None
        tile = found.tile
        part = int(tile.owners[int(cell)])
        row = found.root_of(part)
        item = tile.objects[row]
        kind = HitKind.BUILDING if item.kind.startswith("Building") else HitKind.OBJECT
        distance = near + float(share) * (far - near)
        return Hit(kind, item.id, ray.at(distance), distance, tile.key, row, tile.dataset, part)

    def _locator(self, tile_id: TileId) -> Any:
        locator = self._locators.pop(tile_id, None)
        if locator is None:
            locator = self._make_locator(self._tiles[tile_id].tile)
        self._locators[tile_id] = locator
        if len(self._locators) > LOCATORS:
            self._locators.popitem(last=False)
        return locator

    def _make_locator(self, tile: BuildingTile) -> Any:
        # By now the render thread has loaded VTK; nothing is picked before something is drawn.
        from vtkmodules import vtkCommonCore  # noqa: PLC0415 - heavy; see above
        from vtkmodules.vtkCommonDataModel import vtkStaticCellLocator  # noqa: PLC0415 - likewise

        from twin_viewer.rendering.layers import surfaces  # noqa: PLC0415 - loads VTK

        self._numbers = vtkCommonCore
        locator = vtkStaticCellLocator()
        locator.SetDataSet(surfaces.surface_data(tile.points, tile.triangles))
        locator.BuildLocator()
        return locator

    def _index(self) -> None:
        self._is_indexed = True
        self._ids = list(self._tiles)
        count = len(self._ids)
        self._lows = np.array([tile.low for tile in self._tiles.values()]).reshape(count, 3)
        self._highs = np.array([tile.high for tile in self._tiles.values()]).reshape(count, 3)
