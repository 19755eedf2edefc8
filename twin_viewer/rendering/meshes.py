"""Triangles as they are drawn: made in numpy, in any thread, long before VTK sees them.

Colours belong to points, not to triangles: software graphics draw a city a third faster so. A point
therefore belongs to one object and one kind of surface; where roof and wall meet there are two.
"""

from dataclasses import dataclass, replace
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from twin_viewer.model.cities import BuildingTile, Surface, TileKey
from twin_viewer.model.frames import Doubles, Floats, SceneFrame

Ints = NDArray[np.int32]
Bytes = NDArray[np.uint8]

SURFACES: Final = len(Surface)

FLAT: Final = (Surface.OTHER, Surface.WATER, Surface.ROAD, Surface.GREEN)
"""What lies on the ground."""

_LIFT: Final = np.array((0.0, 0.0, 0.3), np.float32)
"""So much higher it is drawn, m, or it would flicker with the ground."""

_GAP: Final = 2e-3
"""How large the opening of a body may be that counts as closed, as a share of its surface."""

_OUTWARD: Final = 0.9

_ROOF: Final = 0.2
"""A face whose normal is so much upright is no wall."""

_UPRIGHT: Final = 0.02
"""A face that rises so little upwards is a skirt."""

_BOTH: Final = 2
"""Faces at an edge inside a body."""


class TileId(NamedTuple):
    """What a tile is known by while it is loaded."""

    dataset: str
    key: TileKey


@dataclass(frozen=True, slots=True, eq=False)
class TileMesh:
    """A tile of city objects as it is drawn.

    Attributes:
        id: Which tile.
        points: float32 (N, 3), metres of the scene.
        triangles: Rows of `points`, int32 (M, 3).
        owners: Row of the tile's objects of each point, int32 (N,).
        surfaces: `Surface` of each point, uint8 (N,).
        solid: So many of the first triangles belong to closed bodies: their backs are never seen.
    """

    id: TileId
    points: Floats
    triangles: Ints
    owners: Ints
    surfaces: Bytes
    solid: int


@dataclass(frozen=True, slots=True, eq=False)
class GroundMesh:
    """A patch of ground as it is drawn.

    Attributes:
        points: float32 (N, 3), metres of the scene.
        triangles: Rows of `points`, int32 (M, 3).
        normals: Unit vectors, float32 (N, 3); those of skirts point up as the ground's do, so that
            nobody sees where patches meet.
    """

    points: Floats
    triangles: Ints
    normals: Floats


def ground_mesh(points: Floats, triangles: Ints) -> GroundMesh:
    """Return a patch of ground with soft shades.

    Args:
        points: float32 (N, 3), metres of the scene.
        triangles: Rows of `points`, int32 (M, 3), seen from above; upright ones are skirts.
    """
    a, b, c = (points[triangles[:, corner]] for corner in range(3))
    areas = np.cross(b - a, c - a)
    is_ground = areas[:, 2] > _UPRIGHT * np.linalg.norm(areas, axis=1)
    flat, areas = triangles[is_ground], areas[is_ground]
    normals = np.column_stack(
        [
            np.bincount(flat.reshape(-1), np.repeat(areas[:, axis], 3), len(points))
            for axis in range(3)
        ]
    ).astype(np.float32)
    normals[~normals.any(axis=1)] = (0, 0, 1)
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    return GroundMesh(points, triangles, normals)


def in_frame(tile: BuildingTile, frame: SceneFrame) -> BuildingTile:
    """Return a tile with its points in metres of another frame."""
    if tile.frame == frame:
        return tile
    old = tile.frame
    moved = (old.east - frame.east, old.north - frame.north, old.height - frame.height)
    return replace(tile, frame=frame, points=tile.points + np.array(moved, np.float32))


def tile_mesh(tile: BuildingTile) -> TileMesh:
    """Return what is drawn of a tile: all but the undersides, each point of one object and surface.

    Nobody sees a building from below; but what consists of nothing else is kept.
    """
    is_ground = tile.surfaces == Surface.GROUND
    has_more = np.zeros(len(tile.objects), np.bool_)
    has_more[tile.owners[~is_ground]] = True
    is_drawn = ~(is_ground & has_more[tile.owners])
    rows = np.flatnonzero(is_drawn)
    surfaces = _told(tile, rows)
    is_open = ~solid_objects(tile)[tile.owners[rows]]
    order = np.argsort(is_open, kind="stable")
    triangles, owners = tile.triangles[rows[order]], tile.owners[rows[order]]
    surfaces = surfaces[order]
    corners = np.empty(triangles.shape, np.int32)
    points, whose, kinds = [], [], []
    count = 0
    for surface in np.flatnonzero(np.bincount(surfaces, minlength=SURFACES)):
        is_here = surfaces == surface
        used, renumbered, owner = _own_points(triangles[is_here], owners[is_here], len(tile.points))
        points.append(tile.points[used] + (_LIFT if surface in FLAT else np.float32(0)))
        corners[is_here] = renumbered + np.int32(count)
        whose.append(owner)
        kinds.append(np.full(len(used), surface, np.uint8))
        count += len(used)
    tile_id = TileId(tile.dataset, tile.key)
    if not points:
        nothing = np.zeros(0, np.int32)
        places = np.zeros((0, 3), np.float32)
        return TileMesh(tile_id, places, corners, nothing, nothing.astype(np.uint8), 0)
    return TileMesh(
        tile_id,
        np.concatenate(points, dtype=np.float32),
        corners,
        np.concatenate(whose),
        np.concatenate(kinds),
        int(np.count_nonzero(~is_open)),
    )


def _told(tile: BuildingTile, rows: NDArray[np.intp]) -> Bytes:
    """Return the surfaces of triangles; buildings that do not tell them have roofs where they rise.

    Many files have no surfaces at all; a city whose roofs look like its walls has no shape.
    """
    surfaces = tile.surfaces[rows]
    is_building = np.array([item.kind.startswith("Building") for item in tile.objects], np.bool_)
    unknown = np.flatnonzero((surfaces == Surface.OTHER) & is_building[tile.owners[rows]])
    if len(unknown):
        a, b, c = (tile.points[tile.triangles[rows[unknown], corner]] for corner in range(3))
        areas = np.cross(b - a, c - a)
        is_roof = np.abs(areas[:, 2]) > _ROOF * np.linalg.norm(areas, axis=1)
        surfaces = surfaces.copy()
        surfaces[unknown] = np.where(is_roof, Surface.ROOF, Surface.WALL)
    return surfaces


def solid_objects(tile: BuildingTile) -> NDArray[np.bool_]:
    """Tell of each object whether it is closed and all its faces look outwards, bool (objects,).

    The area vectors of a closed body add up to nothing (divergence theorem), and every face that
    looks inwards takes from the volume that the faces span with the body's middle instead of adding
    to it. Bodies that are not star-shaped may be called open, which costs only time.
    """
    count, owners = len(tile.objects), tile.owners
    # Columns, and from the object's first corner: float32 has room to spare for a building.
    east, north, up = np.ascontiguousarray(tile.points.T)
    first = np.zeros(count, np.intp)
    first[owners[::-1]] = tile.triangles[::-1, 0]
    start = first[owners]
    a, b, c = np.ascontiguousarray(tile.triangles.T)
    ax, ay, az = (axis[a] - axis[start] for axis in (east, north, up))
    ux, uy, uz = (axis[b] - axis[a] for axis in (east, north, up))
    vx, vy, vz = (axis[c] - axis[a] for axis in (east, north, up))
    nx, ny, nz = uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx

    def total(values: Floats) -> Doubles:
        return np.bincount(owners, values, count).astype(np.float64, copy=False)

    faces = np.maximum(np.bincount(owners, minlength=count), 1)
    mx, my, mz = ((total(axis) / faces).astype(np.float32)[owners] for axis in (ax, ay, az))
    spanned = (ax - mx) * nx + (ay - my) * ny + (az - mz) * nz
    gap = np.sqrt(total(nx) ** 2 + total(ny) ** 2 + total(nz) ** 2)
    is_closed = gap <= _GAP * total(np.sqrt(nx * nx + ny * ny + nz * nz))
    is_outward = total(spanned) >= _OUTWARD * total(np.abs(spanned))
    has_volume = total(spanned) > 0
    solid: NDArray[np.bool_] = is_closed & is_outward & has_volume
    return solid


def part_of(mesh: TileMesh, rows: NDArray[np.integer]) -> tuple[Floats, Ints]:
    """Return points and triangles of some objects of a tile, by their rows in it."""
    is_wanted = np.isin(mesh.owners, rows)
    triangles = mesh.triangles[is_wanted[mesh.triangles[:, 0]]]
    used, renumbered = np.unique(triangles, return_inverse=True)
    return mesh.points[used], renumbered.reshape(-1, 3).astype(np.int32)


def outline_of(points: Floats, triangles: Ints, *, bend: float = 25.0) -> tuple[Floats, Ints]:
    """Return the edges of a body that a person would draw.

    Args:
        points: float32 (N, 3).
        triangles: Rows of `points`, int32 (M, 3).
        bend: Least angle between two faces whose edge is drawn, degrees.

    Returns:
        Points, float32 (P, 3), and the two ends of each edge, int32 (E, 2); edges of one triangle
        only are drawn, too.
    """
    _, merged = np.unique(np.round(points, 3), axis=0, return_inverse=True)
    corners = merged.reshape(-1)[triangles]
    a, b, c = (points[triangles[:, corner]].astype(np.float64) for corner in range(3))
    normals = np.cross(b - a, c - a)
    normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-12)
    pairs = np.concatenate([corners[:, (0, 1)], corners[:, (1, 2)], corners[:, (2, 0)]])
    ends = np.concatenate([triangles[:, (0, 1)], triangles[:, (1, 2)], triangles[:, (2, 0)]])
    faces = np.tile(np.arange(len(triangles)), 3)
    pairs.sort(axis=1)
    order = np.lexsort((pairs[:, 1], pairs[:, 0]))
    pairs, ends, faces = pairs[order], ends[order], faces[order]
    is_first = np.ones(len(pairs), np.bool_)
    is_first[1:] = (pairs[1:] != pairs[:-1]).any(axis=1)
    starts = np.flatnonzero(is_first)
    counts = np.diff(np.append(starts, len(pairs)))
    nexts = np.minimum(starts + 1, max(len(pairs) - 1, 0))
    cosines = np.einsum("ij,ij->i", normals[faces[starts]], normals[faces[nexts]])
    is_sharp = (counts != _BOTH) | (cosines < np.cos(np.radians(bend)))
    chosen = ends[starts[is_sharp]]
    used, renumbered = np.unique(chosen, return_inverse=True)
    return points[used], renumbered.reshape(-1, 2).astype(np.int32)


def _own_points(triangles: Ints, owners: Ints, count: int) -> tuple[Ints, Ints, Ints]:
    """Return which points triangles use, the triangles in these, and the owner of each.

    A point that two objects share is there twice: their colours must not run into each other.
    """
    owner = np.full(count, -1, np.int32)
    owner[triangles.reshape(-1)] = np.repeat(owners, 3)
    if (owner[triangles] == owners[:, None]).all():
        used = np.flatnonzero(owner >= 0).astype(np.int32)
        place = np.empty(count, np.int32)
        place[used] = np.arange(len(used), dtype=np.int32)
        return used, place[triangles], owner[used]
    keys = owners[:, None].astype(np.int64) * count + triangles
    own, renumbered = np.unique(keys, return_inverse=True)
    used = (own % count).astype(np.int32)
    return used, renumbered.reshape(-1, 3).astype(np.int32), (own // count).astype(np.int32)
