"""Filled faces where a cut goes through buildings, so that nobody looks into empty shells.

pyvista slices the tiles. It takes up to a second to load: the first cut loads it, nothing before.
"""

import gc
import sys
import time
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from mapbox_earcut import triangulate_float64
from numpy.typing import NDArray
from typing_extensions import override

from twin_viewer.model.frames import Doubles, Floats
from twin_viewer.rendering.cameras import Camera
from twin_viewer.rendering.colors import share_of
from twin_viewer.rendering.layers.base import Layer
from twin_viewer.rendering.layers.buildings import BuildingLayer
from twin_viewer.rendering.meshes import FLAT, Ints, TileId, TileMesh
from widgets.theme.tokens import Tokens

if TYPE_CHECKING:
    from twin_viewer.rendering.scenes import Scene

LAYER: Final = "cut-faces"
REACH_M: Final = 1_000.0
"""Tiles so far from the camera are filled, measured on the map. From higher up those are, too, that
are no farther than the camera is high: what lies in the middle of the picture as a rule."""

FARTHEST_M: Final = 2_000.0
"""Farther tiles are never filled: nobody would see it."""

BUDGET_S: Final = 0.012
"""How long one picture waits for faces; the slice that is under way (15 ms at most) ends first."""

_GAP_M: Final = 0.1
"""Ends of a line round a building that lie so close are one."""

_FOOT_M: Final = 1.0
"""A line that begins and ends so near its lowest point stands on the ground: it lacks only the
underside, which is not drawn."""

_STEEP: Final = 0.9
"""Planes whose normal is more upright than this cut no foot off."""

_INWARDS_M: Final = 0.01
"""So far on the side that stays faces lie, or the cut would take them away itself."""

_NEAR_M: Final = 0.05
"""Triangles so near a plane are given to pyvista, which decides exactly."""

_CORNERS: Final = 3
_LONGEST: Final = 1_000_000
"""So many edges are joined to one line at most."""

_LEVEL: Final = 1e-6
"""A normal that leans less stands upright."""

Flat = NDArray[np.float64]
"""Places in the plane, (N, 2), m."""

Patch = tuple[Floats, Ints]
"""Points, float32 (N, 3), metres of the scene, and triangles, rows of them, int32 (M, 3)."""


class _Piece:
    """The faces of one tile."""

    def __init__(self, mesh: TileMesh, box: Doubles, planes: Doubles) -> None:
        self.mesh = mesh
        self.box = box
        self.patches: list[Patch] = []
        # How deep the middle lies behind each plane, and how much nearer the corners come.
        middle, half = box.mean(axis=0), (box[1] - box[0]) / 2
        depths = planes[:, :3] @ middle + planes[:, 3]
        reaches = np.abs(planes[:, :3]) @ half
        met = planes[np.abs(depths) < reaches] if (depths > -reaches).all() else planes[:0]
        self.is_done = not len(met)
        self.steps = (patch for plane in met for patch in filled(mesh, plane, planes))

    def distance(self, place: Doubles) -> float:
        """Return how far a place is from it on the map, m."""
        outside = np.maximum(self.box[0] - place, place - self.box[1])[:2]
        return float(np.linalg.norm(np.maximum(outside, 0.0)))

    def is_near(self, place: Doubles) -> bool:
        """Tell whether it is filled for somebody there."""
        above = float(place[2] - self.box[0, 2])
        return self.distance(place) <= min(max(above, REACH_M), FARTHEST_M)


class CutFaces(Layer):
    """Fills the cut of the buildings of a scene, the nearest first, a little with each picture.

    Args:
        planes: The cut as `analysis.sections` makes it, float64 (N, 4).
    """

    def __init__(self, planes: Doubles) -> None:
        super().__init__(LAYER)
        self._planes = planes
        self._pieces: dict[TileId, _Piece] = {}
        self._actor: Any = None
        self._shown: Patch = _joined([])
        self._is_changed = False
        self._is_begun = False

    @property
    def shown(self) -> Patch:
        """What is drawn."""
        return self._shown

    def cut(self, planes: Doubles) -> None:
        """Take another cut; what was under way for the old one is left."""
        self._planes = planes
        self._pieces.clear()
        self._is_changed = True

    @override
    def attach(self, scene: "Scene") -> None:
        super().attach(scene)
        from twin_viewer.rendering.layers import surfaces  # noqa: PLC0415 - loads VTK: here only

        self._actor = surfaces.surface_actor(surfaces.surface_data(*_joined([])))
        look = self._actor.GetProperty()
        # The same shade from everywhere tells a section from a wall.
        look.LightingOff()
        look.SetAmbient(1.0)
        look.SetDiffuse(0.0)
        self._actor.VisibilityOff()
        scene.renderer.AddActor(self._actor)
        self.restyle()

    @override
    def detach(self) -> None:
        if self.scene is not None:
            self.scene.renderer.RemoveActor(self._actor)
        self._actor = None
        self._pieces.clear()
        super().detach()

    @override
    def restyle(self) -> None:
        if self.scene is not None:
            self._actor.GetProperty().SetColor(*share_of(face_color(self.scene.tokens)))

    @override
    def prepare(self, camera: Camera, *, is_moving: bool) -> bool:
        if self.scene is None:
            return False
        city = self.scene.layers.get("buildings")
        buildings = city if isinstance(city, BuildingLayer) else None
        is_seen = buildings is not None and buildings.is_visible and buildings.strength > 0
        self._follow(buildings)
        is_unfinished = is_seen and not is_moving and self._work(camera.position)
        if self._is_changed:
            self._draw()
        self._actor.SetVisibility(is_seen and len(self._shown[1]) > 0)
        self._actor.GetProperty().SetOpacity(1.0 if buildings is None else buildings.strength)
        return is_unfinished

    def _follow(self, buildings: BuildingLayer | None) -> None:
        """Let go of tiles that went or are others now, and note those that came."""
        meshes: Mapping[TileId, TileMesh] = {} if buildings is None else buildings.meshes
        for tile_id, piece in tuple(self._pieces.items()):
            if meshes.get(tile_id) is not piece.mesh:
                self._is_changed |= bool(piece.patches)
                del self._pieces[tile_id]
        if buildings is not None:
            for tile_id in meshes.keys() - self._pieces.keys():
                box = buildings.box_of(tile_id)
                self._pieces[tile_id] = _Piece(meshes[tile_id], box, self._planes)

    def _work(self, place: Doubles) -> bool:
        """Fill for a moment; tell whether something is left to do."""
        waiting = [one for one in self._pieces.values() if not one.is_done and one.is_near(place)]
        if waiting and not self._is_begun and "pyvista" not in sys.modules:
            # The cut itself is seen while the library loads.
            self._is_begun = True
            return True
        end = time.perf_counter() + BUDGET_S
        for piece in sorted(waiting, key=lambda one: one.distance(place)):
            for patch in piece.steps:
                piece.patches.append(patch)
                self._is_changed = True
                if time.perf_counter() > end:
                    return True
            piece.is_done = True
            piece.patches = [_joined(piece.patches)]
            if time.perf_counter() > end:
                return True
        return False

    def _draw(self) -> None:
        from twin_viewer.rendering.layers import surfaces  # noqa: PLC0415 - loads VTK: here only

        self._shown = _joined([one for piece in self._pieces.values() for one in piece.patches])
        self._actor.GetMapper().SetInputData(surfaces.surface_data(*self._shown))
        self._is_changed = False


def face_color(tokens: Tokens) -> str:
    """Return the colour of a cut through buildings: a grey that walls and roofs never have.

    It is darker than these in the light theme, and lighter in the dark one, where something darker
    would look like a hole.
    """
    return tokens.map.hatch if tokens.name == "light" else tokens.map.border


def filled(mesh: TileMesh, plane: Doubles, planes: Doubles) -> Iterator[Patch]:
    """Yield the filled cut of each building of a tile; lines that do not close are left out.

    Args:
        mesh: The tile.
        plane: Row a, b, c, d in metres of the scene, normal of length 1, float64 (4,).
        planes: All rows of the cut, float64 (N, 4): what one of them takes away is left out.
    """
    normal = plane[:3]
    axes = _axes(normal)
    can_stand = abs(normal[2]) < _STEEP
    for lines in _lines(mesh, plane, planes):
        rings = [line for line in lines if _is_closed(line, can_stand=can_stand)]
        flats = [ring @ axes.T for ring in rings]
        for rows in _nested(flats):
            ends = np.cumsum([len(flats[row]) for row in rows], dtype=np.uint32)
            triangles = triangulate_float64(np.concatenate([flats[row] for row in rows]), ends)
            points = np.concatenate([rings[row] for row in rows]) + normal * _INWARDS_M
            yield points.astype(np.float32), triangles.reshape(-1, 3).astype(np.int32)


def _lines(mesh: TileMesh, plane: Doubles, planes: Doubles) -> Iterator[list[Doubles]]:
    """Yield the lines in which a plane meets each object that stands up, float64 (N, 3) each."""
    corners, first = _depths(mesh, plane)[mesh.triangles], mesh.triangles[:, 0]
    is_met = (corners.min(axis=1) < _NEAR_M) & (corners.max(axis=1) > -_NEAR_M)
    is_met &= ~np.isin(mesh.surfaces[first], FLAT)
    triangles, owners = mesh.triangles[is_met], mesh.owners[first[is_met]]
    for other in planes if len(planes) > 1 else ():
        is_inside = (_depths(mesh, other) > 0)[triangles].any(axis=1)
        is_kept = np.bincount(owners, is_inside)[owners] > 0
        triangles, owners = triangles[is_kept], owners[is_kept]
    if not len(triangles):
        return
    pyvista = _loaded()
    poly_data = pyvista.PolyData
    faces = poly_data.from_regular_faces(mesh.points, triangles)
    faces.cell_data["owner"] = owners
    cut = faces.slice(normal=plane[:3], origin=-plane[3] * plane[:3])
    if not cut.n_lines:
        return
    # Buildings that touch have points of their own, or lines would run from one into the next.
    whose = np.asarray(cut.cell_data["owner"]).astype(np.int64)
    keys = whose[:, None] * cut.n_points + cut.lines.reshape(-1, 3)[:, 1:]
    used, edges = np.unique(_bounding(keys), return_inverse=True)
    cells = np.insert(edges.reshape(-1, 2), 0, 2, axis=1).reshape(-1)
    points = np.asarray(cut.points)[used % cut.n_points].astype(np.float64)
    is_open = bool((np.bincount(edges.reshape(-1)) == 1).any())
    strips = poly_data(points, lines=cells).strip(join=is_open, max_length=_LONGEST).GetLines()
    ends = np.asarray(pyvista.convert_array(strips.GetOffsetsArray()))[1:-1]
    lines: dict[int, list[Doubles]] = {}
    for rows in np.split(np.asarray(pyvista.convert_array(strips.GetConnectivityArray())), ends):
        lines.setdefault(int(used[rows[0]] // cut.n_points), []).append(points[rows])
    yield from lines.values()


def _depths(mesh: TileMesh, plane: Doubles) -> Floats:
    """Return how far each point of a tile lies on the side that stays, float32 (N,), m."""
    depths: Floats = mesh.points @ plane[:3].astype(np.float32) + np.float32(plane[3])
    return depths


def _loaded() -> Any:
    """Return pyvista, loaded without collections of garbage.

    They would look at everything the program holds, time and again, and the window would wait.
    """
    is_collecting = gc.isenabled() and "pyvista" not in sys.modules
    if is_collecting:
        gc.disable()
    try:
        import pyvista  # noqa: PLC0415 - takes up to a second: with the first cut only
    finally:
        if is_collecting:
            gc.enable()
    return pyvista


def _bounding(edges: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return edges, (E, 2), without those that are there twice: a wall between two parts."""
    edges = np.sort(edges[edges[:, 0] != edges[:, 1]], axis=1)
    own, counts = np.unique(edges, axis=0, return_counts=True)
    odd: NDArray[np.int64] = own[counts % 2 == 1]
    return odd


def _is_closed(line: Doubles, *, can_stand: bool) -> bool:
    """Tell whether a line closes, or stands on the ground with both its ends."""
    if len(line) < _CORNERS:
        return False
    ends = line[[0, -1]]
    lowest = line[:, 2].min() + _FOOT_M
    return bool(
        np.linalg.norm(ends[0] - ends[1]) < _GAP_M or (can_stand and (ends[:, 2] < lowest).all())
    )


def _nested(rings: list[Flat]) -> Iterator[list[int]]:
    """Yield rows of rings that belong together: one that is filled, then its holes."""
    if len(rings) == 1:
        yield [0]
        return
    order = sorted(range(len(rings)), key=lambda row: -abs(_area(rings[row])))
    groups: dict[int, list[int]] = {}
    for place, row in enumerate(order):
        around = [one for one in order[:place] if _contains(rings[one], rings[row].mean(axis=0))]
        if len(around) % 2 and around[-1] in groups:
            groups[around[-1]].append(row)
        else:
            groups[row] = [row]
    yield from groups.values()


def _area(ring: Flat) -> float:
    east, north = ring.T
    return float(east @ np.roll(north, -1) - north @ np.roll(east, -1)) / 2


def _contains(ring: Flat, place: Flat) -> bool:
    """Tell whether a place lies in a ring: a ray from there meets it an odd number of times."""
    a, b = ring - place, np.roll(ring, -1, axis=0) - place
    is_met = (a[:, 1] > 0) != (b[:, 1] > 0)
    a, b = a[is_met], b[is_met]
    at = a[:, 0] - a[:, 1] * (b[:, 0] - a[:, 0]) / (b[:, 1] - a[:, 1])
    return bool(np.count_nonzero(at > 0) % 2)


def _axes(normal: Doubles) -> Doubles:
    """Return two directions in a plane, float64 (2, 3)."""
    across = np.cross((0.0, 0.0, 1.0), normal)
    length = float(np.linalg.norm(across))
    across = across / length if length > _LEVEL else np.array((1.0, 0.0, 0.0))
    return np.array((across, np.cross(normal, across)))


def _joined(patches: list[Patch]) -> Patch:
    """Return patches as one."""
    counts = np.cumsum([0, *(len(points) for points, _ in patches)])
    places = [np.zeros((0, 3), np.float32), *(points for points, _ in patches)]
    triangles = [
        np.zeros((0, 3), np.int32),
        *(rows + np.int32(first) for (_, rows), first in zip(patches, counts[:-1], strict=True)),
    ]
    return np.concatenate(places), np.concatenate(triangles, dtype=np.int32)
