"""Flat polygons with holes, anywhere in space, become triangles; all polygons of a batch at once.

A polygon's normal is Newell's sum of cross products (Sutherland, Sproull, Schumacker 1974), so that
a corner that is a little off does no harm. It is projected along the axis its normal is closest to,
which keeps the turning of its ring. Triangles, four-cornered and convex polygons, nearly all of a
city, are cut by numpy; the others by earcut, one by one.
"""

from dataclasses import dataclass
from enum import IntFlag
from typing import Final

import numpy as np
from mapbox_earcut import triangulate_float64
from numpy.typing import NDArray

from twin_viewer.model.frames import Doubles

Rows = NDArray[np.int64]
Flags = NDArray[np.bool_]

SAME_CORNER: Final = 1e-5
"""Corners nearer than this along every axis are one, m: a hundredth of what surveys resolve."""

THINNEST: Final = 1e-4
"""A polygon narrower than this has no area, m: surveys deliver millimetres."""

FLATNESS: Final = 0.1
"""Corners may be this far from one plane, m: more is visible as a dent in a wall."""

_CROSSING = 1e-3
"""Part of the area by which the triangles may miss a polygon's own before its rings must cross."""
_LARGEST_FAN = 16
_QUAD = 4


class Defect(IntFlag):
    """What is wrong with a polygon."""

    NONE = 0
    NOT_FINITE = 1
    """A corner is not a number."""
    TOO_FEW = 2
    """Fewer than three different corners."""
    NO_AREA = 4
    """All corners lie on a line."""
    UNCLOSED = 8
    """The last corner of a ring is not its first, though the format demands it."""
    NOT_PLANAR = 16
    """Its corners do not lie in one plane."""
    CROSSING = 32
    """Its rings cross themselves or each other."""
    BAD_HOLE = 64
    """A hole has fewer than three different corners, and was left away."""


HIDDEN: Final = Defect.NOT_FINITE | Defect.TOO_FEW | Defect.NO_AREA
"""Defects of polygons that cannot be shown at all."""


@dataclass(frozen=True, slots=True, eq=False)
class Polygons:
    """Polygons of a batch, their rings one after another; a polygon's first ring is its outline.

    Attributes:
        points: Corners of all rings, float64 (P, 3), m.
        sizes: Number of corners of each ring, (R,).
        counts: Number of rings of each polygon, (K,).
    """

    points: Doubles
    sizes: Rows
    counts: Rows


@dataclass(frozen=True, slots=True, eq=False)
class Triangulation:
    """Triangles of a batch.

    Attributes:
        points: Corners that are used, float64 (N, 3), m.
        triangles: Rows of `points`, int32 (M, 3), turning as their polygon's outline does.
        polygons: Row of the polygon of each triangle, ascending, int32 (M,).
        defects: `Defect` of each polygon, uint8 (K,).
        normals: Newell's normal of each polygon, twice its outline's area long, float64 (K, 3);
            zero where it is not shown.
    """

    points: Doubles
    triangles: NDArray[np.int32]
    polygons: NDArray[np.int32]
    defects: NDArray[np.uint8]
    normals: Doubles


@dataclass(frozen=True, slots=True, eq=False)
class _Rings:
    """Sound rings: at least three different corners each, outlines first."""

    points: Doubles
    starts: Rows
    sizes: Rows
    polygons: Rows

    @property
    def of_points(self) -> Rows:
        return np.repeat(np.arange(len(self.sizes)), self.sizes)


def triangulated(polygons: Polygons, *, is_closed: bool) -> Triangulation:
    """Cut polygons into triangles.

    Args:
        polygons: What to cut.
        is_closed: True where the format repeats the first corner at the end of a ring (GML), so
            that its absence is a defect.

    Returns:
        The triangles, and what is wrong with which polygon. Polygons that cannot be shown have
        none.
    """
    defects = np.zeros(len(polygons.counts), np.uint8)
    normals = np.zeros((len(defects), 3))
    rings = _sound_rings(polygons, defects, is_closed=is_closed)
    if not len(rings.sizes):
        nothing = np.zeros((0, 3), np.int32)
        return Triangulation(np.zeros((0, 3)), nothing, nothing[:, 0], defects, normals)
    flat, areas = _flattened(rings, defects, normals)
    triangles, owners = _cut(rings, flat, defects)
    signed = _turns(flat, triangles) / 2
    found = np.bincount(owners, signed, len(defects))
    is_off = np.abs(found - areas) > np.maximum(_CROSSING * np.abs(areas), SAME_CORNER)
    _mark(defects, is_off & ((defects & HIDDEN) == 0), Defect.CROSSING)
    solid = signed > 0.0
    triangles, owners = triangles[solid], owners[solid]
    order = np.argsort(owners, kind="stable")
    points, rows = _compact(rings.points, triangles[order])
    return Triangulation(points, rows, owners[order].astype(np.int32), defects, normals)


def _sound_rings(polygons: Polygons, defects: NDArray[np.uint8], *, is_closed: bool) -> _Rings:
    """Drop repeated corners and what cannot be a ring; note it in `defects`."""
    points, sizes = polygons.points, polygons.sizes
    owners = np.repeat(np.arange(len(defects)), polygons.counts)
    ring_of = np.repeat(np.arange(len(sizes)), sizes)
    ends = np.cumsum(sizes)
    last = ends[sizes > 0] - 1
    following = _following(sizes)
    with np.errstate(invalid="ignore"):
        is_same: Flags = np.all(np.abs(points[following] - points) <= SAME_CORNER, axis=1)
    if is_closed:
        _mark(defects, owners[ring_of[last[~is_same[last]]]], Defect.UNCLOSED)
    _mark(defects, owners[ring_of[~np.isfinite(points).all(axis=1)]], Defect.NOT_FINITE)
    left = np.bincount(ring_of[~is_same], minlength=len(sizes))
    is_small = left < 3  # noqa: PLR2004 - a triangle
    is_outline = np.ones(len(sizes), np.bool_)
    is_outline[1:] = owners[1:] != owners[:-1]
    _mark(defects, polygons.counts == 0, Defect.TOO_FEW)
    _mark(defects, owners[is_small & is_outline], Defect.TOO_FEW)
    _mark(defects, owners[is_small & ~is_outline], Defect.BAD_HOLE)
    is_kept = ~is_small & ((defects[owners] & HIDDEN) == 0)
    corners = ~is_same & is_kept[ring_of]
    left = left[is_kept]
    return _Rings(points[corners], np.cumsum(left) - left, left, owners[is_kept])


def _mark(defects: NDArray[np.uint8], rows: Rows | Flags, defect: Defect) -> None:
    defects[rows] |= np.uint8(defect)


def _following(sizes: Rows) -> Rows:
    """Return for each corner the row of the next one in its ring."""
    following = np.arange(1, int(sizes.sum()) + 1)
    ends = np.cumsum(sizes)
    is_filled = sizes > 0
    following[ends[is_filled] - 1] = (ends - sizes)[is_filled]
    return following


def _flattened(
    rings: _Rings, defects: NDArray[np.uint8], normals: Doubles
) -> tuple[Doubles, Doubles]:
    """Project every polygon on its plane of axes, turning counterclockwise.

    Returns:
        (P, 2) corners, relative to the first of their polygon; and the area of each polygon of
        the batch, without its holes, as seen along the axis.
    """
    outlines = np.flatnonzero(np.diff(rings.polygons, prepend=-1))
    first = rings.starts[outlines]
    polygon_sizes = np.diff(first, append=len(rings.points))
    local = rings.points - np.repeat(rings.points[first], polygon_sizes, axis=0)
    following = local[_following(rings.sizes)]
    x, y, z = local.T
    next_x, next_y, next_z = following.T
    crosses = np.column_stack(
        (y * next_z - z * next_y, z * next_x - x * next_z, x * next_y - y * next_x)
    )
    ring_normals = np.add.reduceat(crosses, rings.starts)
    normal = ring_normals[outlines]
    length = np.sqrt((normal**2).sum(axis=1))
    around = np.add.reduceat(np.sqrt(((following - local) ** 2).sum(axis=1)), rings.starts)
    owners = rings.polygons[outlines]
    is_thin = length <= THINNEST * around[outlines]
    _mark(defects, owners[is_thin], Defect.NO_AREA)
    normals[owners[~is_thin]] = normal[~is_thin]
    unit = normal / np.maximum(length, 1e-300)[:, None]
    heights = (local * np.repeat(unit, polygon_sizes, axis=0)).sum(axis=1)
    spread = np.maximum.reduceat(heights, first) - np.minimum.reduceat(heights, first)
    _mark(defects, owners[(spread > FLATNESS) & ~is_thin], Defect.NOT_PLANAR)
    axis = np.abs(normal).argmax(axis=1)
    is_turned = np.take_along_axis(normal, axis[:, None], axis=1)[:, 0] < 0
    pair = np.column_stack(((axis + 1) % 3, (axis + 2) % 3))
    pair[is_turned] = pair[is_turned, ::-1]
    flat = np.take_along_axis(local, np.repeat(pair, polygon_sizes, axis=0), axis=1)
    ring_axis = axis[np.searchsorted(owners, rings.polygons)]
    ring_areas = np.abs(np.take_along_axis(ring_normals, ring_axis[:, None], axis=1)[:, 0]) / 2
    ring_areas[np.setdiff1d(np.arange(len(ring_areas)), outlines)] *= -1
    areas: Doubles = np.bincount(rings.polygons, ring_areas, len(defects)).astype(np.float64)
    return flat, areas


def _cut(rings: _Rings, flat: Doubles, defects: NDArray[np.uint8]) -> tuple[Rows, Rows]:
    """Return triangles as rows of corners, and the polygon of each."""
    is_shown = (defects[rings.polygons] & HIDDEN) == 0
    is_alone = np.bincount(rings.polygons, minlength=len(defects))[rings.polygons] == 1
    is_done = ~is_shown
    triangles, owners = [np.zeros((0, 3), np.int64)], [np.zeros(0, np.int64)]
    for size in range(3, _LARGEST_FAN + 1):
        chosen = np.flatnonzero(is_shown & is_alone & (rings.sizes == size))
        if not len(chosen):
            continue
        corners = rings.starts[chosen][:, None] + np.arange(size)
        fans, is_cut = _fans(flat, corners)
        is_done[chosen[is_cut]] = True
        triangles.append(fans[is_cut].reshape(-1, 3))
        owners.append(np.repeat(rings.polygons[chosen[is_cut]], size - 2))
    for polygon, cut in _cut_by_ears(rings, flat, np.flatnonzero(~is_done)):
        triangles.append(cut)
        owners.append(np.full(len(cut), polygon))
    return np.concatenate(triangles), np.concatenate(owners)


def _fans(flat: Doubles, corners: Rows) -> tuple[Rows, Flags]:
    """Cut polygons of the same number of corners, (Q, n), as fans around one corner.

    Returns:
        Triangles (Q, n - 2, 3), and for which polygons they are right.
    """
    size = corners.shape[1]
    turns = _turns(
        flat, np.stack((np.roll(corners, 1, 1), corners, np.roll(corners, -1, 1)), axis=-1)
    )
    if size == _QUAD:  # from its most reflex corner the fan is right even if it is not convex
        step = (turns.argmin(axis=1)[:, None] + np.arange(size)) % size
        corners = np.take_along_axis(corners, step, axis=1)
    middle = np.broadcast_to(corners[:, :1], (len(corners), size - 2))
    fans = np.stack((middle, corners[:, 1:-1], corners[:, 2:]), axis=-1)
    is_right: Flags = np.all(_turns(flat, fans) > 0.0, axis=1)
    if size > _QUAD:
        is_right &= np.all(turns > 0.0, axis=1)
    return fans, is_right


def _turns(flat: Doubles, triangles: Rows) -> Doubles:
    """Return twice the signed area of triangles of corners (…, 3); positive: counterclockwise."""
    a, b, c = flat[triangles[..., 0]], flat[triangles[..., 1]], flat[triangles[..., 2]]
    result: Doubles = (b[..., 0] - a[..., 0]) * (c[..., 1] - a[..., 1]) - (
        b[..., 1] - a[..., 1]
    ) * (c[..., 0] - a[..., 0])
    return result


def _cut_by_ears(rings: _Rings, flat: Doubles, chosen: Rows) -> list[tuple[int, Rows]]:
    """Cut polygons, given as rows of all their rings, with earcut."""
    if not len(chosen):
        return []
    first = np.flatnonzero(np.diff(rings.polygons[chosen], prepend=-1))
    ends = rings.starts + rings.sizes
    result = []
    for at, until in zip(first.tolist(), [*first[1:].tolist(), len(chosen)], strict=True):
        rows = chosen[at:until]
        start = int(rings.starts[rows[0]])
        stops = ends[rows] - start
        cut = triangulate_float64(flat[start : start + int(stops[-1])], stops.astype(np.uint32))
        triangles = cut.astype(np.int64).reshape(-1, 3) + start
        result.append((int(rings.polygons[rows[0]]), triangles))
    return result


def _compact(points: Doubles, triangles: Rows) -> tuple[Doubles, NDArray[np.int32]]:
    """Leave away corners that no triangle uses."""
    is_used = np.zeros(len(points), np.bool_)
    is_used[triangles] = True
    if is_used.all():
        return points, triangles.astype(np.int32)
    rows = np.cumsum(is_used) - 1
    return points[is_used], rows[triangles].astype(np.int32)
