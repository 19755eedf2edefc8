"""Rays and places on the ground: height grids, and a plane where none is known."""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from twin_viewer.analysis import terrain
from twin_viewer.model.cities import TileKey
from twin_viewer.model.frames import Doubles, SceneFrame
from twin_viewer.model.grids import HeightGrid
from twin_viewer.rendering.picking.hits import Hit, HitKind
from twin_viewer.rendering.picking.rays import Ray

_STEPS: Final = 320
"""Places looked at along a ray within a grid, before the one between two of them is sought."""

_KM: Final = 1_000
_MARGIN_M: Final = 0.01


@dataclass(frozen=True, slots=True, eq=False)
class _Ground:
    grid: HeightGrid
    low: Doubles
    high: Doubles


class GroundSearch:
    """Finds heights of the ground, and where a ray meets it.

    Args:
        frame: Origin of the scene.
    """

    def __init__(self, frame: SceneFrame) -> None:
        self._frame = frame
        self._grids: dict[TileKey, _Ground] = {}
        self._keys: list[TileKey] = []
        self._lows = self._highs = np.zeros((0, 3))
        self.bottom: float | None = None

    def put(self, key: TileKey, grid: HeightGrid, span: tuple[float, float] | None = None) -> None:
        """Add a grid; the one of the same square is replaced.

        Args:
            key: Its square.
            grid: Heights.
            span: The lowest and the highest of them, where that is known already.
        """
        lowest, highest = span or span_of(grid)
        if not math.isfinite(lowest):
            self.drop(key)
            return
        frame = self._frame
        west, south, east, north = terrain.edges_of(grid)
        low = np.array((west - frame.east, south - frame.north, lowest - frame.height))
        high = np.array((east - frame.east, north - frame.north, highest - frame.height))
        low[2] -= _MARGIN_M
        high[2] += _MARGIN_M
        self._grids[key] = _Ground(grid, low, high)
        self._index()

    def drop(self, key: TileKey) -> None:
        """Take a grid away; one that is not there is passed over."""
        if self._grids.pop(key, None) is not None:
            self._index()

    def height_at(self, east: float, north: float) -> float | None:
        """Return the height of the ground at a place, all in metres of the scene.

        Returns:
            None where nothing is known, not even a plane.
        """
        frame = self._frame
        key = TileKey(
            math.floor((east + frame.east) / _KM), math.floor((north + frame.north) / _KM)
        )
        for candidate in (key, *self._beside(east, north)):
            ground = self._grids.get(candidate)
            if ground is not None:
                height = float(self._heights(ground, np.array((east,)), np.array((north,)))[0])
                if math.isfinite(height):
                    return height
        return self.bottom

    def heights_at(self, places: Doubles) -> Doubles:
        """Return the heights of the ground at many places, float64 (N,); NaN where unknown.

        Args:
            places: East and north of each, float64 (N, 2), metres of the scene.
        """
        bottom = math.nan if self.bottom is None else self.bottom
        heights = np.full(len(places), math.nan)
        low, high, places = self._lows[:, None, :2], self._highs[:, None, :2], places[:, :2]
        is_in = np.logical_and(places >= low, places <= high)
        is_in = is_in[..., 0] & is_in[..., 1]
        for number in np.flatnonzero(is_in.any(axis=1)):
            rows = np.flatnonzero(is_in[number] & np.isnan(heights))
            ground = self._grids[self._keys[number]]
            heights[rows] = self._heights(ground, places[rows, 0], places[rows, 1])
        return np.where(np.isnan(heights), bottom, heights)

    def meet(self, ray: Ray) -> Hit | None:
        """Return where a ray meets the ground from above."""
        best = self._meet_plane(ray)
        if not self._keys:
            return best
        enters, leaves = ray.spans(self._lows, self._highs)
        met = np.flatnonzero(enters <= leaves)
        for number in met[np.argsort(enters[met])]:
            distance = self._meet_grid(
                self._grids[self._keys[number]], ray, enters[number], leaves[number]
            )
            if distance is not None:
                if best is None or distance < best.distance:
                    best = _hit(ray, distance)
                break
        return best

    def _meet_plane(self, ray: Ray) -> Hit | None:
        sinking = -float(ray.direction[2])
        if self.bottom is None or sinking <= 0:
            return None
        distance = (float(ray.origin[2]) - self.bottom) / sinking
        return _hit(ray, distance) if ray.near <= distance <= ray.far else None

    def _meet_grid(self, ground: _Ground, ray: Ray, near: float, far: float) -> float | None:
        """Look where the ray comes from above to below, ever closer."""
        step = ground.grid.step
        while True:
            count = min(_STEPS, max(2, math.ceil((far - near) / step) + 1))
            along = np.linspace(near, far, count)
            places = ray.origin + along[:, None] * ray.direction
            above = places[:, 2] - self._heights(ground, places[:, 0], places[:, 1])
            crossed = np.flatnonzero((above[:-1] >= 0) & (above[1:] <= 0))
            if not crossed.size:
                return None
            first = crossed[0]
            near, far = float(along[first]), float(along[first + 1])
            if far - near <= step:
                fall = float(above[first] - above[first + 1])
                return near + (far - near) * (float(above[first]) / fall if fall > 0 else 0.0)

    def _heights(self, ground: _Ground, east: Doubles, north: Doubles) -> Doubles:
        """Return heights of a grid at places of the scene; NaN outside of it."""
        frame = self._frame
        heights = terrain.height_at(ground.grid, east + frame.east, north + frame.north)
        return heights - frame.height

    def _beside(self, east: float, north: float) -> list[TileKey]:
        """Return grids whose box holds a place: odd ones, and neighbours at an edge."""
        if not self._keys:
            return []
        place = np.array((east, north))
        is_in = (self._lows[:, :2] <= place).all(axis=1) & (self._highs[:, :2] >= place).all(axis=1)
        return [self._keys[number] for number in np.flatnonzero(is_in)]

    def _index(self) -> None:
        self._keys = list(self._grids)
        count = len(self._keys)
        grounds = self._grids.values()
        self._lows = np.array([ground.low for ground in grounds]).reshape(count, 3)
        self._highs = np.array([ground.high for ground in grounds]).reshape(count, 3)


def span_of(grid: HeightGrid) -> tuple[float, float]:
    """Return the lowest and the highest of a grid, m; NaN where it has none."""
    known = grid.heights[np.isfinite(grid.heights)]
    return (float(known.min()), float(known.max())) if known.size else (math.nan, math.nan)


def _hit(ray: Ray, distance: float) -> Hit:
    return Hit(HitKind.TERRAIN, "", ray.at(distance), distance)
