"""Polygons and objects of a batch become a `CityModel` with its faults."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from twin_viewer.formats.city_plausibility import is_far, strange_heights
from twin_viewer.formats.references import brought
from twin_viewer.formats.triangulating import (
    HIDDEN,
    Defect,
    Polygons,
    Triangulation,
    triangulated,
)
from twin_viewer.model.cities import CityModel, CityObject, Surface
from twin_viewer.model.faults import Fault
from twin_viewer.model.frames import AS_SURVEYED, Doubles, Reference

REASONS: Final = {
    Defect.NOT_FINITE: (
        "Eine Fläche mit fehlenden oder unlesbaren Koordinaten kann nicht gezeigt werden "
        "(betroffen: {0})."
    ),
    Defect.TOO_FEW: (
        "Eine Fläche mit weniger als drei verschiedenen Ecken kann nicht gezeigt werden "
        "(betroffen: {0})."
    ),
    Defect.NO_AREA: "Eine Fläche ohne Flächeninhalt kann nicht gezeigt werden (betroffen: {0}).",
    Defect.UNCLOSED: (
        "Der Rand einer Fläche war nicht geschlossen und wurde gerade geschlossen (betroffen: {0})."
    ),
    Defect.NOT_PLANAR: ("Eine Fläche ist nicht eben und wird angenähert gezeigt (betroffen: {0})."),
    Defect.CROSSING: (
        "Der Rand einer Fläche kreuzt sich selbst; sie wird nur ungefähr gezeigt (betroffen: {0})."
    ),
    Defect.BAD_HOLE: (
        "Eine Aussparung hat keinen Flächeninhalt und bleibt geschlossen (betroffen: {0})."
    ),
}
"""What is said of a defect; {0} is the number of polygons of the object."""

FAR_AWAY: Final = (
    "Eine Fläche liegt weit außerhalb des Gebiets und wird nicht gezeigt (betroffen: {0}). "
    "Prüfen Sie Koordinatensystem und Einheit der Datei."
)


@dataclass(slots=True)
class Draft:
    """What a reader collects until a batch is full.

    Attributes:
        objects: The city objects.
        owners: Row of `objects` of each polygon.
        surfaces: `Surface` of each polygon.
        counts: Number of rings of each polygon.
        faults: What is missing so far.
    """

    objects: list[CityObject] = field(default_factory=list)
    owners: list[int] = field(default_factory=list)
    surfaces: list[int] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """True when there is nothing to tell."""
        return not (self.objects or self.faults)

    def add_polygon(self, owner: int, surface: int) -> None:
        """Begin a polygon; its rings are counted in `counts[-1]`."""
        self.owners.append(owner)
        self.surfaces.append(surface)
        self.counts.append(0)


def built(
    draft: Draft,
    points: Doubles,
    sizes: Sequence[int],
    reference: Reference,
    *,
    file: str,
    is_closed: bool,
) -> CityModel:
    """Build the model of a batch.

    Args:
        draft: Objects and polygons.
        points: Corners of all rings in EPSG:25832 (or foreign), float64 (P, 3); NaN where missing.
        sizes: Number of corners of each ring.
        reference: What the coordinates were.
        file: Name of the file, for faults.
        is_closed: True where the format repeats the first corner of a ring.
    """
    owners = np.array(draft.owners, np.int32)
    surfaces = np.array(draft.surfaces, np.uint8)
    counts = np.array(draft.counts, np.int64)
    polygons = Polygons(points, np.array(sizes, np.int64), counts)
    far = is_far(polygons) if not reference.is_foreign else np.zeros(len(counts), np.bool_)
    if far.any():
        points = points.copy()
        points[np.repeat(np.repeat(far, counts), polygons.sizes)] = np.nan
        polygons = Polygons(points, polygons.sizes, counts)
    result = triangulated(polygons, is_closed=is_closed)
    faults = [*draft.faults, *_defects(draft, result, far, file)]
    shown = _without_copies(polygons, result, owners, surfaces)
    chosen = shown[result.polygons]
    rows = result.polygons[chosen]
    triangles = result.triangles[chosen]
    faults += strange_heights(draft.objects, result.points, triangles, owners[rows], file)
    return CityModel(
        result.points,
        triangles,
        owners[rows],
        surfaces[rows],
        tuple(draft.objects),
        reference,
        tuple(faults),
    )


def placed(points: Doubles, crs: str) -> tuple[Doubles, Reference]:
    """Bring corners to EPSG:25832; those that are no numbers stay so and decide nothing.

    Args:
        points: float64 (P, 3) in the reference system of the file.
        crs: Its name in the file; empty where it has none.
    """
    whole = np.isfinite(points).all(axis=1)
    if whole.all():
        return brought(points, crs)
    result = np.full(points.shape, np.nan)
    result[whole], reference = brought(points[whole], crs)
    return result, reference


def fault_only(*faults: Fault) -> CityModel:
    """Return a model without anything but what is missing."""
    nothing = np.zeros((0, 3), np.int32)
    none = np.zeros(0, np.int32)
    return CityModel(
        np.zeros((0, 3)), nothing, none, none.astype(np.uint8), (), AS_SURVEYED, faults
    )


def _defects(draft: Draft, result: Triangulation, far: NDArray[np.bool_], file: str) -> list[Fault]:
    """Join what is wrong with polygons to one fault for each object and reason."""
    counted: Counter[tuple[int, str]] = Counter()
    for row in np.flatnonzero(result.defects).tolist():
        defects = Defect(int(result.defects[row]))
        if far[row]:
            counted[draft.owners[row], FAR_AWAY] += 1
            continue
        for defect in defects & HIDDEN or defects:
            counted[draft.owners[row], REASONS[defect]] += 1
    return [
        Fault(file, draft.objects[owner].id, reason.format(number))
        for (owner, reason), number in counted.items()
    ]


def _without_copies(
    polygons: Polygons,
    result: Triangulation,
    owners: NDArray[np.int32],
    surfaces: NDArray[np.uint8],
) -> NDArray[np.bool_]:
    """Return which polygons are no copies: files write walls into the solid and as a surface.

    A copy has the same corners, wherever its rings begin, and faces the same way within the same
    object. Of copies the one stays that knows its surface.
    """
    if not len(owners):
        return np.zeros(0, np.bool_)
    with np.errstate(invalid="ignore"):
        millimetres = np.nan_to_num(np.rint(polygons.points * 1e3)).astype(np.int64)
    mixed = _mixed(_mixed(_mixed(millimetres[:, 0]) + millimetres[:, 1]) + millimetres[:, 2])
    per_polygon = np.repeat(np.arange(len(owners)), polygons.counts)
    of_point = np.repeat(per_polygon, polygons.sizes)
    first = np.ones(len(of_point), np.bool_)
    ends = np.cumsum(polygons.sizes)
    filled = polygons.sizes > 0
    starts = (ends - polygons.sizes)[filled]
    lasts = ends[filled] - 1
    is_closing = (millimetres[starts] == millimetres[lasts]).all(axis=1) & (lasts > starts)
    first[lasts[is_closing]] = False
    sums = np.zeros(len(owners), np.int64)
    np.add.at(sums, of_point[first], mixed[first])
    dominant = np.abs(result.normals).argmax(axis=1)
    facing = np.take_along_axis(result.normals, dominant[:, None], axis=1)[:, 0] > 0
    order = np.lexsort((surfaces == Surface.OTHER, facing, sums, owners))
    same = (
        (owners[order[1:]] == owners[order[:-1]])
        & (sums[order[1:]] == sums[order[:-1]])
        & (facing[order[1:]] == facing[order[:-1]])
    )
    shown = np.ones(len(owners), np.bool_)
    shown[order[1:][same]] = False
    return shown


def _mixed(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """Scatter whole numbers over all of 64 bits (finaliser of SplitMix64, Steele et al. 2014)."""
    value = numbers.view(np.uint64).copy()
    value ^= value >> np.uint64(30)
    value *= np.uint64(0xBF58476D1CE4E5B9)
    value ^= value >> np.uint64(27)
    value *= np.uint64(0x94D049BB133111EB)
    value ^= value >> np.uint64(31)
    return value.view(np.int64)
