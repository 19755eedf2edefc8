"""The thread that reads: takes what is wanted most, makes arrays of it, hands them over."""

import logging
import math
import threading
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Final, Protocol

import numpy as np

from twin_viewer.analysis.terrain import Patch, TerrainMesh, terrain_mesh
from twin_viewer.loading.plans import Job, Kind, Plan, reachable
from twin_viewer.model.cities import BuildingTile, TileKey
from twin_viewer.model.frames import Floats, SceneFrame
from twin_viewer.model.grids import HeightGrid, OrthoImage
from twin_viewer.rendering.cameras import Camera
from twin_viewer.rendering.meshes import GroundMesh, TileMesh, ground_mesh, in_frame, tile_mesh
from twin_viewer.rendering.picking.grounds import span_of as heights_of
from twin_viewer.rendering.picking.tiles import span_of

_LOG: Final = logging.getLogger(__name__)
_KM: Final = 1_000
_PLACES: Final = 4

Keys = Mapping[TileKey, tuple[str, ...]] | Collection[TileKey]


class Library(Protocol):
    """What data there are; every method may be called from any thread."""

    def tile_keys(self) -> Keys:
        """Return the squares with city objects."""
        ...

    def read_tile(self, key: TileKey, *, with_attributes: bool = False) -> BuildingTile | None:
        """Read the city objects of a square; None where there are none."""
        ...

    def terrain_keys(self) -> Keys:
        """Return the squares with heights."""
        ...

    def read_terrain(self, key: TileKey, step: float) -> HeightGrid | None:
        """Read heights at most `step` metres apart; None where there are none."""
        ...

    def ortho_keys(self) -> Keys:
        """Return the squares with photographs."""
        ...

    def read_ortho(self, key: TileKey, pixels: int) -> OrthoImage | None:
        """Read a photograph at least `pixels` wide; None where there is none."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Loaded:
    """What was read and made ready.

    Attributes:
        job: What was wanted.
        tile: City objects, in metres of the scene; None of another kind, and where there are none.
        mesh: What is drawn of them.
        grid: Heights of the ground.
        ground: What is drawn of it.
        image: A photograph.
        span: Lowest and highest of what is drawn, float32 (3,) each, metres of the scene.
        heights: The lowest and the highest of the grid, m.
        left: What is left to do.
    """

    job: Job
    tile: BuildingTile | None = None
    mesh: TileMesh | None = None
    grid: HeightGrid | None = None
    ground: tuple[GroundMesh, ...] = ()
    image: OrthoImage | None = None
    span: tuple[Floats, Floats] | None = None
    heights: tuple[float, float] = (math.nan, math.nan)
    left: int = 0


def plane_of(key: TileKey, frame: SceneFrame) -> HeightGrid:
    """Return level ground of a square, as high as the origin of the scene."""
    step = _KM / _PLACES
    heights = np.full((_PLACES, _PLACES), frame.height, np.float32)
    west, south = key.east_km * _KM + step / 2, key.north_km * _KM + step / 2
    return HeightGrid(heights, west, south, step)


def ground_of(
    grid: HeightGrid, frame: SceneFrame, key: TileKey, wanted: tuple[Patch, ...]
) -> tuple[GroundMesh, ...]:
    """Return the patches of a square's ground, without a gap to those of its neighbours."""
    made = []
    for patch in wanted:
        box = patch.box if len(wanted) > 1 else None
        mesh = _to_edges(terrain_mesh(grid, frame, patch.step, box), key)
        if len(mesh.triangles):
            made.append(ground_mesh(mesh.points, mesh.triangles))
    return tuple(made)


def _span_of(meshes: tuple[GroundMesh, ...]) -> tuple[Floats, Floats]:
    low = np.array([mesh.points.min(axis=0) for mesh in meshes]).min(axis=0)
    high = np.array([mesh.points.max(axis=0) for mesh in meshes]).max(axis=0)
    return low, high


def _to_edges(mesh: TerrainMesh, key: TileKey) -> TerrainMesh:
    """Move places that lie less than a step from the square's edge onto it.

    Coarse levels of a grid end up to a step before the next square begins.
    """
    corner = (key.east_km * _KM - mesh.frame.east, key.north_km * _KM - mesh.frame.north)
    for axis in range(2):
        places = mesh.points[:, axis]
        low, high = np.float32(corner[axis]), np.float32(corner[axis] + _KM)
        places[np.abs(places - low) < mesh.step] = low
        places[np.abs(places - high) < mesh.step] = high
    return mesh


class Reader:
    """Reads in a thread of its own.

    Args:
        library: What is read.
        frame: Origin of the scene.
        deliver: Given what was read, from that thread; must not block.
        drop: Told what is to go, from that thread.
    """

    def __init__(
        self,
        library: Library,
        frame: SceneFrame,
        *,
        deliver: Callable[[Loaded], None],
        drop: Callable[[Job], None],
    ) -> None:
        self._library = library
        self._deliver = deliver
        self._drop = drop
        self._plan = Plan(frame)
        self._news = threading.Condition()
        self._camera: Camera | None = None
        self._ground = 0.0
        self._aimed: Camera | None = None
        self._has_photos = False
        self._flat: frozenset[TileKey] = frozenset()
        self._stale: list[tuple[Kind, Collection[TileKey]]] = []
        self._is_new = True
        self._is_closing = False
        self._thread = threading.Thread(target=self._run, name="twin-loading", daemon=True)

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def close(self) -> None:
        """End the thread once it has read what it reads."""
        with self._news:
            self._is_closing = True
            self._news.notify()
        if self._thread.ident is not None:
            self._thread.join()

    def aim(self, camera: Camera, ground: float) -> None:
        """Tell from where the scene is seen, and how high the ground is there."""
        with self._news:
            self._camera, self._ground = camera, ground
            self._news.notify()

    def renew(self, kind: Kind, keys: Collection[TileKey]) -> None:
        """Have squares read again; also look for new ones."""
        with self._news:
            self._stale.append((kind, keys))
            self._is_new = True
            self._news.notify()

    def show_photos(self, *, is_visible: bool) -> None:
        """Read photographs, or leave them out."""
        with self._news:
            self._has_photos = is_visible
            self._is_new = True
            self._news.notify()

    # ---- in the thread -------------------------------------------------------------------------
    def _run(self) -> None:
        while True:
            with self._news:
                if self._is_closing:
                    return
                camera, ground = self._camera, self._ground
                stale, self._stale = self._stale, []
                is_new, self._is_new = self._is_new, False
            if camera is not None:
                job, left = self._choose(camera, ground, stale, is_new=is_new)
                if job is not None:
                    self._do(job, left - 1)
                    continue
            with self._news:
                is_quiet = camera == self._camera and not (self._is_new or self._is_closing)
                if is_quiet:
                    self._news.wait()

    def _choose(
        self,
        camera: Camera,
        ground: float,
        stale: list[tuple[Kind, Collection[TileKey]]],
        *,
        is_new: bool,
    ) -> tuple[Job | None, int]:
        plan = self._plan
        if is_new:
            library, frame = self._library, plan.frame
            plan.tiles = reachable(library.tile_keys(), frame)
            plan.terrain = reachable(library.terrain_keys(), frame)
            plan.photos = reachable(library.ortho_keys() if self._has_photos else (), frame)
            # Where nothing but a photograph is known, it lies on a plane.
            self._flat = frozenset() if plan.tiles or plan.terrain else plan.photos
            plan.terrain |= self._flat
        for kind, keys in stale:
            plan.renew(kind, keys)
        plan.aim(camera, ground)
        if is_new or camera != self._aimed:
            self._aimed = camera
            for gone in plan.surplus(camera):
                plan.forget(gone.kind, [gone.key])
                self._drop(gone)
        return plan.next(camera)

    def _do(self, job: Job, left: int) -> None:
        try:
            loaded = self._read(job)
        except Exception:  # noqa: BLE001 - one broken square must not end the loading of all others
            _LOG.exception("A square kilometre of the twin could not be loaded.")
            loaded = Loaded(job)
        self._plan.note(job)
        self._deliver(replace(loaded, left=left))

    def _read(self, job: Job) -> Loaded:
        frame = self._plan.frame
        if job.kind is Kind.TILE:
            tile = self._library.read_tile(job.key)
            if tile is None:
                return Loaded(job)
            placed = in_frame(tile, frame)
            span = span_of(placed) if len(placed.points) else None
            return Loaded(job, tile=placed, mesh=tile_mesh(placed), span=span)
        if job.kind is Kind.TERRAIN:
            finest = min(patch.step for patch in job.patches)
            grid = self._library.read_terrain(job.key, finest)
            if grid is None and job.key in self._flat:
                grid = plane_of(job.key, frame)
            if grid is None:
                return Loaded(job)
            ground = ground_of(grid, frame, job.key, job.patches)
            span = _span_of(ground) if ground else None
            heights = heights_of(grid)
            return Loaded(job, grid=grid, ground=ground, span=span, heights=heights)
        return Loaded(job, image=self._library.read_ortho(job.key, job.pixels))
