"""The window's end of loading: hands what was read over to the stage and the picker."""

import math
import time
from collections.abc import Collection, Mapping
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from twin_viewer.loading.plans import Job, Kind
from twin_viewer.loading.readers import Library, Loaded, Reader
from twin_viewer.model.cities import TileKey
from twin_viewer.rendering.cameras import Camera
from twin_viewer.rendering.layers.buildings import BuildingLayer
from twin_viewer.rendering.layers.terrain import Box, TerrainLayer
from twin_viewer.rendering.meshes import TileId
from twin_viewer.rendering.picking import Picker
from twin_viewer.rendering.scenes import Act, Scene
from twin_viewer.rendering.stage import Stage

REDRAWN_S: Final = 0.25
"""While squares come in, a picture is drawn so often: drawing takes from the time of reading."""

_LOWERED_M: Final = 1.0
_BELOW_M: Final = 0.3
"""The plane lies so far below the lowest building."""

_BELOW_GROUND_M: Final = 3.0
"""The plane lies so far below the lowest ground, or it would flicker through far away."""


class Change(Protocol):
    """What of a library is other than before."""

    @property
    def tiles(self) -> Collection[TileKey]:
        """Squares whose city objects have to be read again."""
        ...

    @property
    def terrain(self) -> Collection[TileKey]:
        """Squares whose heights have to be read again."""
        ...

    @property
    def ortho(self) -> Collection[TileKey]:
        """Squares whose photographs have to be read again."""
        ...


class CityLoader(QObject):
    """Keeps the city around the camera in the scene.

    Args:
        library: What data there are.
        stage: What draws; it is given layers for buildings and ground.
        picker: What finds what is under the pointer; it is given the same tiles and grids.
        parent: Owner.

    Attributes:
        buildings: The layer of city objects; touch it in acts of the stage only.
        terrain: The layer of the ground; likewise.
        lowest: Height of the lowest city object that was loaded, m of the scene.

    Signals:
        progressed: So many squares were loaded, of so many that are wanted now.
        settled: Everything that is wanted is loaded.
        tile_came: City objects of a square are in the scene (`BuildingTile`).
        tile_left: They are gone (`TileKey`).
    """

    progressed = Signal(int, int)
    settled = Signal()
    tile_came = Signal(object)
    tile_left = Signal(object)
    _came = Signal(object)
    _went = Signal(object)

    def __init__(
        self, library: Library, stage: Stage, picker: Picker, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.buildings = BuildingLayer()
        self.terrain = TerrainLayer()
        self._library = library
        self._stage = stage
        self._picker = picker
        self._tiles: dict[TileKey, TileId] = {}
        self._done = 0
        self._extent: Box | None = None
        self._bottom = self.lowest = math.inf
        self._drawn_at = -math.inf
        self._is_drawing = True
        self._reader = Reader(library, stage.frame, deliver=self._came.emit, drop=self._went.emit)
        self._is_started = False
        self._came.connect(self._take)
        self._went.connect(self._let_go)
        stage.camera_changed.connect(self._aim)
        stage.do(self._enter, redraw=False)

    # ---- life ----------------------------------------------------------------------------------
    def start(self) -> None:
        """Start to read what the library has; a second call does nothing."""
        if not self._is_started:
            self._is_started = True
            self._aim(self._stage.camera)
            self._reader.start()

    def close(self) -> None:
        """End reading; what is in the scene stays there."""
        self._reader.close()

    # ---- wishes --------------------------------------------------------------------------------
    def take_change(self, change: Change) -> None:
        """Read again what changed; what is in the scene stays there until the new is read."""
        for kind, keys in (
            (Kind.TILE, change.tiles),
            (Kind.TERRAIN, change.terrain),
            (Kind.PHOTO, change.ortho),
        ):
            if keys:
                self._reader.renew(kind, keys)

    def show_photos(self, *, is_visible: bool) -> None:
        """Lay photographs from above on the ground, or take them away."""
        self._reader.show_photos(is_visible=is_visible)
        self._stage.do(lambda _: self.terrain.show_photos(is_visible=is_visible))

    def color(self, colors: tuple[str, ...], classes: Mapping[TileId, NDArray[np.uint8]]) -> None:
        """Colour city objects by their class; see `BuildingLayer.color`."""
        self._stage.do(lambda _: self.buildings.color(colors, classes))

    def tile_ids(self) -> tuple[TileId, ...]:
        """Return the tiles that are in the scene."""
        return tuple(self._tiles.values())

    # ---- what was read -------------------------------------------------------------------------
    def _enter(self, scene: Scene) -> None:
        scene.put(self.terrain)
        scene.put(self.buildings)

    def _aim(self, camera: Camera) -> None:
        ground = self._picker.height_at(camera.east, camera.north)
        self._reader.aim(camera, 0.0 if ground is None else ground)

    def _take(self, loaded: Loaded) -> None:
        job = loaded.job
        now = time.monotonic()
        self._is_drawing = not loaded.left or now - self._drawn_at >= REDRAWN_S
        if self._is_drawing:
            self._drawn_at = now
        if job.kind is Kind.TILE:
            self._take_tile(loaded)
        elif job.kind is Kind.TERRAIN:
            self._take_ground(loaded)
        elif loaded.image is not None:
            image = loaded.image
            self._do(lambda _: self.terrain.put_photo(job.key, image))
        else:
            self._do(lambda _: self.terrain.drop_photo(job.key))
        self._done += 1
        self.progressed.emit(self._done, self._done + loaded.left)
        if not loaded.left:
            self._done = 0
            self.settled.emit()

    def _take_tile(self, loaded: Loaded) -> None:
        tile, mesh = loaded.tile, loaded.mesh
        if tile is None or mesh is None:
            self._drop_tile(loaded.job.key)
            return
        old = self._tiles.get(tile.key)
        if old is not None and old != mesh.id:
            self._picker.drop_tile(old.dataset, old.key)
        self._tiles[tile.key] = mesh.id
        self._picker.put_tile(tile, loaded.span)

        def put(_: object) -> None:
            if old is not None and old != mesh.id:
                self.buildings.drop(old)
            self.buildings.put(mesh)

        self._do(put)
        if loaded.span is not None:
            low, high = loaded.span
            self.lowest = min(self.lowest, float(low[2]))
            self._reach(low, high, float(low[2]))
        self.tile_came.emit(tile)

    def _take_ground(self, loaded: Loaded) -> None:
        key, meshes = loaded.job.key, loaded.ground
        if loaded.grid is None:
            self._picker.drop_grid(key)
            self._do(lambda _: self.terrain.drop(key))
            return
        self._picker.put_grid(key, loaded.grid, loaded.heights)
        self._do(lambda _: self.terrain.put(key, meshes))
        if loaded.span is not None:
            lowest = loaded.heights[0] - self._stage.frame.height - _BELOW_GROUND_M
            self._reach(*loaded.span, lowest)

    def _let_go(self, job: Job) -> None:
        key = job.key
        if job.kind is Kind.TILE:
            self._drop_tile(key)
        elif job.kind is Kind.TERRAIN:
            self._picker.drop_grid(key)
            self._stage.do(lambda _: self.terrain.drop(key))
        else:
            self._stage.do(lambda _: self.terrain.drop_photo(key))

    def _drop_tile(self, key: TileKey) -> None:
        tile_id = self._tiles.pop(key, None)
        if tile_id is not None:
            self._picker.drop_tile(tile_id.dataset, key)
            self._stage.do(lambda _: self.buildings.drop(tile_id))
            self.tile_left.emit(key)

    def _reach(self, low: NDArray[np.float32], high: NDArray[np.float32], bottom: float) -> None:
        """Let the plane below the city reach as far as what came, and lie as low."""
        west, south, east, north = self._extent or (math.inf, math.inf, -math.inf, -math.inf)
        extent = (
            min(west, float(low[0])),
            min(south, float(low[1])),
            max(east, float(high[0])),
            max(north, float(high[1])),
        )
        is_lower = bottom < self._bottom - _LOWERED_M
        if extent == self._extent and not is_lower:
            return
        self._extent = extent
        if is_lower:
            self._bottom = bottom
        height = self._bottom - _BELOW_M
        self._picker.set_bottom(height)
        self._do(lambda _: self.terrain.set_plane(extent, height))

    def _do(self, act: Act) -> None:
        """Have something done, and drawn now and then."""
        self._stage.do(act, redraw=self._is_drawing)
