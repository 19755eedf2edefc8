"""Tells what lies under the pointer."""

import math
from collections.abc import Sequence

import numpy as np

from twin_viewer.model.cities import BuildingTile, CityObject, TileKey
from twin_viewer.model.frames import Doubles, Floats, SceneFrame
from twin_viewer.model.grids import HeightGrid
from twin_viewer.rendering.cameras import Camera
from twin_viewer.rendering.meshes import TileId, in_frame
from twin_viewer.rendering.picking.grounds import GroundSearch
from twin_viewer.rendering.picking.hits import Hit, HitKind
from twin_viewer.rendering.picking.rays import Ray
from twin_viewer.rendering.picking.spots import Lines, Pointer, Spots
from twin_viewer.rendering.picking.tiles import TileSearch

_CITY = frozenset({HitKind.BUILDING, HitKind.OBJECT})


class Picker:
    """Finds what a ray meets; all methods are called in the window's thread.

    Args:
        frame: Origin of the scene.
    """

    def __init__(self, frame: SceneFrame) -> None:
        self.frame = frame
        self._tiles = TileSearch()
        self._ground = GroundSearch(frame)
        self._marks: dict[HitKind, Spots | Lines] = {}
        self._hidden: set[HitKind] = set()
        self._cuts: Doubles = np.zeros((0, 4))

    # ---- what there is -------------------------------------------------------------------------
    def put_tile(self, tile: BuildingTile, span: tuple[Floats, Floats] | None = None) -> None:
        """Add a tile of city objects; one of the same data set and square is replaced.

        Args:
            tile: The tile.
            span: Lowest and highest of its points, where they are known; metres of the scene.
        """
        self._tiles.put(in_frame(tile, self.frame), span)

    def drop_tile(self, dataset: str, key: TileKey | None = None) -> None:
        """Take a tile away, or all tiles of a data set."""
        for tile_id in self._tiles.ids:
            if tile_id.dataset == dataset and key in (None, tile_id.key):
                self._tiles.drop(tile_id)

    def put_grid(
        self, key: TileKey, grid: HeightGrid, span: tuple[float, float] | None = None
    ) -> None:
        """Add heights of the ground; those of the same square are replaced.

        Args:
            key: Their square.
            grid: The heights.
            span: The lowest and the highest of them, where that is known.
        """
        self._ground.put(key, grid, span)

    def drop_grid(self, key: TileKey) -> None:
        """Take heights of the ground away."""
        self._ground.drop(key)

    def set_bottom(self, height: float | None) -> None:
        """Set the plane that is the ground where no heights are known, m of the scene."""
        self._ground.bottom = height

    def put_spots(
        self, kind: HitKind, ids: Sequence[str], places: Doubles, radius_px: float
    ) -> None:
        """Set the marks of a kind, which are picked by where they appear.

        Args:
            kind: What they are.
            ids: Their ids.
            places: float64 (N, 3), metres of the scene.
            radius_px: How near the pointer has to come, pixels.
        """
        self._marks[kind] = Spots(kind, tuple(ids), np.asarray(places, np.float64), radius_px)

    def put_lines(
        self, kind: HitKind, ids: Sequence[str], lines: Sequence[Doubles], radius_px: float
    ) -> None:
        """Set the routes of a kind.

        Args:
            kind: What they are.
            ids: Their ids.
            lines: Corners of each, float64 (N, 3), metres of the scene.
            radius_px: How near the pointer has to come, pixels.
        """
        nothing = np.zeros((0, 3))
        starts = np.concatenate([nothing, *(line[:-1] for line in lines)])
        ends = np.concatenate([nothing, *(line[1:] for line in lines)])
        owners = np.repeat(np.arange(len(lines)), [max(len(line) - 1, 0) for line in lines])
        self._marks[kind] = Lines(kind, tuple(ids), starts, ends, owners, radius_px)

    def drop_marks(self, kind: HitKind) -> None:
        """Take the marks or routes of a kind away."""
        self._marks.pop(kind, None)

    def show(self, kind: HitKind, *, is_visible: bool) -> None:
        """Tell whether a kind is seen; what is not is not picked."""
        if is_visible:
            self._hidden.discard(kind)
        else:
            self._hidden.add(kind)

    def set_cuts(self, planes: Doubles | None) -> None:
        """Set what is cut away, as `effects.clipping` takes it; None for nothing."""
        self._cuts = np.zeros((0, 4)) if planes is None else planes

    # ---- what is under the pointer -------------------------------------------------------------
    def pick(self, camera: Camera, x: float, y: float, width: int, height: int) -> Hit | None:
        """Return what a person sees at a place of the picture.

        Args:
            camera: From where it is seen.
            x: Pixels from the left.
            y: Pixels from above.
            width: Width of the picture, pixels.
            height: Height of the picture.
        """
        pointer = Pointer(camera, x, y, width, height)
        surface = self.ray(camera.position, camera.ray(x, y, width, height))
        limit = surface.distance if surface else math.inf
        marks = [
            found.meet(pointer, limit)
            for kind, found in self._marks.items()
            if kind not in self._hidden
        ]
        seen = [hit for hit in marks if hit is not None and self._is_kept(hit.place)]
        return min(seen, key=lambda hit: hit.distance) if seen else surface

    def ray(self, origin: Doubles, direction: Doubles) -> Hit | None:
        """Return the first surface along a ray: city objects and ground.

        Args:
            origin: float64 (3,), metres of the scene.
            direction: Unit vector, float64 (3,).
        """
        ray = Ray(origin, direction).clipped(self._cuts)
        if ray is None:
            return None
        hit = None if self._hidden >= _CITY else self._tiles.meet(ray)
        if hit is not None and hit.kind in self._hidden:
            hit = self._first_shown(ray, hit)
        if HitKind.TERRAIN in self._hidden:
            return hit
        ground = self._ground.meet(ray.until(hit.distance) if hit else ray)
        return ground or hit

    def height_at(self, east: float, north: float) -> float | None:
        """Return the height of the ground at a place of the scene, m; None where it is unknown."""
        return self._ground.height_at(east, north)

    def heights_at(self, places: Doubles) -> Doubles:
        """Return heights of the ground, float64 (N,); NaN where unknown.

        Args:
            places: East and north of each, float64 (N, 2), metres of the scene.
        """
        return self._ground.heights_at(places)

    # ---- city objects --------------------------------------------------------------------------
    def tile(self, dataset: str, key: TileKey) -> BuildingTile | None:
        """Return a tile, its points in metres of the scene; None where it is not loaded."""
        return self._tiles.tile(TileId(dataset, key))

    def tiles(self) -> tuple[BuildingTile, ...]:
        """Return all tiles that are loaded."""
        found = (self._tiles.tile(tile_id) for tile_id in self._tiles.ids)
        return tuple(tile for tile in found if tile is not None)

    def object_of(self, hit: Hit) -> CityObject | None:
        """Return the city object that was hit; None where it was something else, or has gone."""
        tile = self.tile(hit.dataset, hit.tile) if hit.tile else None
        is_there = tile is not None and 0 <= hit.row < len(tile.objects)
        return tile.objects[hit.row] if tile is not None and is_there else None

    def family_of(self, hit: Hit) -> tuple[int, ...]:
        """Return the rows of what was hit and of all its parts, in its tile."""
        return self._tiles.family(TileId(hit.dataset, hit.tile), hit.row) if hit.tile else ()

    def _first_shown(self, ray: Ray, hit: Hit | None) -> Hit | None:
        """Look past objects of a kind that is not seen."""
        for _ in range(64):
            if hit is None or hit.kind not in self._hidden:
                return hit
            rest = Ray(ray.origin, ray.direction, hit.distance + 1e-3, ray.far)
            hit = self._tiles.meet(rest)
        return None

    def _is_kept(self, place: Doubles) -> bool:
        return bool((self._cuts[:, :3] @ place + self._cuts[:, 3] >= 0).all())
