"""What changed between two surveys of one place.

Both clouds are laid over one raster of cells. A cell's height is the median of its points, which a
different number of points does not shift; what changed is what differs by more than both surveys
scatter in that cell. The slope of the ground, common to both, is taken off before, for points of
sparse surveys lie at different places of a cell.
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from twin_viewer.analysis.occupancy import Occupancy
from twin_viewer.model.clouds import PointCloud
from twin_viewer.model.faults import Fault
from twin_viewer.model.frames import Doubles, Floats

OTHER_HEIGHTS: Final = (
    "Die beiden Befliegungen haben verschiedene Höhenbezüge; ein Teil der Unterschiede ist deshalb "
    "keine Veränderung."
)
APART: Final = "Die beiden Befliegungen überdecken sich nicht; es gibt nichts zu vergleichen."
COARSE: Final = (
    "Die Punkte liegen weit auseinander; verglichen wird in Zellen von {0} m, "
    "kleinere Änderungen bleiben unsichtbar."
)

NO_CLASSES: Final = (
    "In einer der Befliegungen fehlen die gewünschten Klassen; bei ihr zählen alle Punkte."
)

FINEST_STEP: Final = 0.5
LEAST_CHANGE: Final = 0.3
"""Metres that count as a change at least; surveys from the air are accurate to about 0.1 m."""
_POINTS_A_CELL: Final = 4.0
_COARSE_STEP: Final = 2.0
_CELLS: Final = 16_000_000
_SCATTER: Final = 3.0
"""How many times the scatter of both surveys a change must be."""
_FEWEST: Final = 2
"""Points below which a cell's scatter is unknown, and so whether it changed."""
_STEEPEST: Final = 1.0
_NOISE: Final = (7, 18)
"""Classes of ASPRS for points that are none: low and high noise."""
_NO_KEY: Final = -1


class ChangeKind(IntEnum):
    """What became of a cell."""

    UNKNOWN = 0
    SAME = 1
    RAISED = 2
    LOWERED = 3


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """The difference of two surveys, new minus old.

    Attributes:
        differences: Metres by which each cell became higher, float32 (rows, columns); the first row
            is the southernmost; NaN where one of the surveys has no points.
        kinds: `ChangeKind` of each cell, uint8 (rows, columns).
        west: Western edge of the first column, m.
        south: Southern edge of the first row, m.
        step: Edge of a cell, m.
        of_old: Metres by which the place of each old point became higher, float32; NaN where
            unknown.
        of_new: The same of each new point.
        is_gone: Which old points have nothing near them in the new survey, bool.
        is_new: Which new points have nothing near them in the old survey, bool.
        raised: Cubic metres that were added.
        lowered: Cubic metres that were taken away.
        offset: Median difference of cells that did not change, m: how well both surveys fit.
        faults: What a person must know of the comparison.
    """

    differences: Floats
    kinds: NDArray[np.uint8]
    west: float
    south: float
    step: float
    of_old: Floats
    of_new: Floats
    is_gone: NDArray[np.bool_]
    is_new: NDArray[np.bool_]
    raised: float = 0.0
    lowered: float = 0.0
    offset: float = 0.0
    faults: tuple[Fault, ...] = ()


def compare(
    old: PointCloud,
    new: PointCloud,
    *,
    step: float | None = None,
    least: float = LEAST_CHANGE,
    classes: frozenset[int] | None = None,
) -> Change:
    """Compare two surveys where they overlap.

    Args:
        old: The earlier survey.
        new: The later one.
        step: Edge of a cell, m; chosen by the sparser survey when None, 0.5 m at least.
        least: Smallest change that counts, m.
        classes: Only points of these classes, such as {2} for the ground; None for all but noise.
    """
    box = _overlap(old.points, new.points)
    if box is None:
        return _nothing(old, new)
    raster = _Raster(box, step or _step_for(old.points, new.points, box))
    before = _Survey(old, raster, classes)
    after = _Survey(new, raster, classes)
    rough = np.stack([before.medians(None), after.medians(None)])
    slopes = _slopes(rough, raster)
    lows, highs = before.medians(slopes), after.medians(slopes)
    differences = highs - lows
    scatter = before.scatter(lows, slopes) + after.scatter(highs, slopes)
    scatter[(before.counts() < _FEWEST) | (after.counts() < _FEWEST)] = np.nan
    kinds = _kinds(differences, scatter, least, raster)
    growth = after.means(slopes) - before.means(slopes)
    is_same = kinds == ChangeKind.SAME
    flat = differences.astype(np.float32)
    reach = max(raster.step, 2.0 * least)
    return Change(
        differences=flat.reshape(raster.shape),
        kinds=kinds.reshape(raster.shape),
        west=raster.west,
        south=raster.south,
        step=raster.step,
        of_old=before.taken(flat),
        of_new=after.taken(flat),
        is_gone=before.is_missing_in(after, reach),
        is_new=after.is_missing_in(before, reach),
        raised=_volume(growth, kinds, ChangeKind.RAISED, raster),
        lowered=_volume(-growth, kinds, ChangeKind.LOWERED, raster),
        offset=float(np.median(differences[is_same])) if is_same.any() else 0.0,
        faults=_faults(old, new, raster.step, classes),
    )


class _Raster:
    """Cells over the place both surveys have."""

    def __init__(self, box: Doubles, step: float) -> None:
        self.step = step
        self.west, self.south = (np.floor(box[0] / step) * step).tolist()
        columns, rows = np.floor((box[1] - (self.west, self.south)) / step).astype(int) + 1
        self.shape = (int(rows), int(columns))
        self.size = int(rows * columns)

    def cells(self, points: Doubles) -> NDArray[np.int64]:
        """Return the cell of each point; -1 outside."""
        column = np.floor((points[:, 0] - self.west) / self.step).astype(np.int64)
        row = np.floor((points[:, 1] - self.south) / self.step).astype(np.int64)
        is_inside = (column >= 0) & (column < self.shape[1]) & (row >= 0) & (row < self.shape[0])
        return np.where(is_inside, row * self.shape[1] + column, _NO_KEY)


class _Survey:
    """One of the surveys on the raster.

    Attributes:
        cells: Cell of each point that counts.
        places: Where these points are.
    """

    def __init__(self, cloud: PointCloud, raster: _Raster, classes: frozenset[int] | None) -> None:
        self._raster = raster
        self._points = cloud.points
        self._all_cells = raster.cells(cloud.points)
        is_used = self._all_cells >= 0
        if cloud.classes is not None:
            if classes is not None and _knows(cloud, classes):
                is_used &= np.isin(cloud.classes, list(classes))
            else:
                is_used &= ~np.isin(cloud.classes, _NOISE)
        self._is_used = is_used
        self.cells = self._all_cells[is_used]
        self.places = cloud.points[is_used]

    def medians(self, slopes: tuple[Doubles, Doubles] | None) -> Doubles:
        """Return the median height of each cell at its middle, NaN where it is empty."""
        return _cell_medians(self.cells, self._heights(slopes), self._raster.size)

    def means(self, slopes: tuple[Doubles, Doubles]) -> Doubles:
        """Return the mean height of each cell, NaN where it is empty."""
        size = self._raster.size
        sums = np.bincount(self.cells, self._heights(slopes), minlength=size)
        counts = self.counts()
        return np.where(counts > 0, sums / np.maximum(counts, 1), np.nan)

    def counts(self) -> NDArray[np.int64]:
        """Return how many points each cell has."""
        return np.bincount(self.cells, minlength=self._raster.size)

    def scatter(self, medians: Doubles, slopes: tuple[Doubles, Doubles]) -> Doubles:
        """Return the median distance from the median in each cell, NaN where it is empty."""
        away = np.abs(self._heights(slopes) - medians[self.cells])
        return _cell_medians(self.cells, away, self._raster.size)

    def taken(self, of_cells: Floats) -> Floats:
        """Return the value of each point's cell, NaN outside."""
        return np.where(self._all_cells >= 0, of_cells[self._all_cells], np.float32(np.nan))

    def is_missing_in(self, other: "_Survey", reach: float) -> NDArray[np.bool_]:
        """Return which points have no point of another survey within about `reach`."""
        occupancy = Occupancy(other.cells, other.places[:, 2], self._raster.shape, reach)
        is_missing = np.zeros(len(self._all_cells), np.bool_)
        is_missing[self._is_used] = ~occupancy.has_near(self.cells, self.places[:, 2])
        return is_missing

    def _heights(self, slopes: tuple[Doubles, Doubles] | None) -> Doubles:
        heights = self.places[:, 2]
        if slopes is None:
            return heights
        raster = self._raster
        row, column = np.divmod(self.cells, raster.shape[1])
        east = self.places[:, 0] - (raster.west + (column + 0.5) * raster.step)
        north = self.places[:, 1] - (raster.south + (row + 0.5) * raster.step)
        flat: Doubles = heights - slopes[0][self.cells] * east - slopes[1][self.cells] * north
        return flat


def _cell_medians(cells: NDArray[np.int64], values: Doubles, size: int) -> Doubles:
    """Return the median of the values of each cell.

    Cell and millimetres share one integer, so that one sort of plain numbers does for both.
    """
    medians = np.full(size, np.nan)
    if not len(cells):
        return medians
    millimetres = np.clip(np.rint(values * 1e3), -(2.0**30), 2.0**30).astype(np.int64) + (1 << 31)
    keys = np.sort((cells << 32) | millimetres)
    owners = keys >> 32
    starts = np.flatnonzero(np.concatenate([[True], owners[1:] != owners[:-1]]))
    counts = np.diff(np.append(starts, len(keys)))
    low = keys[starts + (counts - 1) // 2] & 0xFFFF_FFFF
    high = keys[starts + counts // 2] & 0xFFFF_FFFF
    medians[owners[starts]] = ((low + high) / 2.0 - (1 << 31)) * 1e-3
    return medians


def _slopes(rough: Doubles, raster: _Raster) -> tuple[Doubles, Doubles]:
    """Return how steep each cell is to the east and to the north, of what both surveys say."""
    known = np.isfinite(rough)
    count = known.sum(axis=0)
    mean = np.where(known, rough, 0.0).sum(axis=0) / np.maximum(count, 1)
    surface = np.where(count > 0, mean, np.nan).reshape(raster.shape)
    found = []
    for axis in (1, 0):
        if surface.shape[axis] == 1:
            found.append(np.zeros(raster.size))
            continue
        slope = np.asarray(np.gradient(surface, raster.step, axis=axis))
        slope = np.where(np.isfinite(slope), slope, 0.0)
        found.append(np.clip(slope, -_STEEPEST, _STEEPEST).ravel())
    return found[0], found[1]


def _kinds(
    differences: Doubles, scatter: Doubles, least: float, raster: _Raster
) -> NDArray[np.uint8]:
    """Return what became of each cell; a single cell among unchanged ones is chance."""
    is_known = np.isfinite(differences) & np.isfinite(scatter)
    limit = np.maximum(least, _SCATTER * np.where(is_known, scatter, 0.0))
    kinds = np.where(is_known, ChangeKind.SAME, ChangeKind.UNKNOWN).astype(np.uint8)
    for kind, sign in ((ChangeKind.RAISED, 1.0), (ChangeKind.LOWERED, -1.0)):
        is_changed = (np.where(is_known, differences, 0.0) * sign > limit).reshape(raster.shape)
        kinds[(is_changed & (_neighbours(is_changed) > 0)).ravel()] = kind
    return kinds


def _volume(growth: Doubles, kinds: NDArray[np.uint8], kind: ChangeKind, raster: _Raster) -> float:
    """Return the cubic metres of one kind of change.

    The mean, not the median, tells how much of a cell at the edge of a building is built on; so the
    cells beside count too, as far as they changed the same way.
    """
    marks = (kinds == kind).reshape(raster.shape)
    counted = (marks | (_neighbours(marks) > 0)).ravel()
    counted &= np.nan_to_num(growth) > 0
    return float(growth[counted].sum()) * raster.step**2


def _neighbours(marks: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return how many of the eight cells around each one are marked."""
    framed = np.pad(marks.astype(np.int64), 1)
    rows, columns = marks.shape
    around = sum(
        framed[row : row + rows, column : column + columns]
        for row in range(3)
        for column in range(3)
    )
    return np.asarray(around - marks.astype(np.int64))


def _knows(cloud: PointCloud, classes: frozenset[int]) -> bool:
    """Return whether any point has one of the classes."""
    return cloud.classes is not None and bool(np.isin(cloud.classes, list(classes)).any())


def _overlap(old: Doubles, new: Doubles) -> Doubles | None:
    if not len(old) or not len(new):
        return None
    low = np.maximum(old[:, :2].min(axis=0), new[:, :2].min(axis=0))
    high = np.minimum(old[:, :2].max(axis=0), new[:, :2].max(axis=0))
    return np.stack([low, high]) if (low < high).all() else None


def _step_for(old: Doubles, new: Doubles, box: Doubles) -> float:
    """Return a step that leaves about four points of the sparser survey in a cell."""
    area = float(np.prod(box[1] - box[0]))
    fewest = min(
        int(((points[:, :2] >= box[0]) & (points[:, :2] <= box[1])).all(axis=1).sum())
        for points in (old, new)
    )
    wanted = float(np.sqrt(_POINTS_A_CELL * area / max(1, fewest)))
    wanted = max(wanted, float(np.sqrt(area / _CELLS)), FINEST_STEP)
    return float(np.ceil(wanted * 2.0) / 2.0)


def _faults(
    old: PointCloud, new: PointCloud, step: float, classes: frozenset[int] | None
) -> tuple[Fault, ...]:
    faults = []
    if classes is not None and not (_knows(old, classes) and _knows(new, classes)):
        faults.append(Fault("", "", NO_CLASSES))
    if old.reference.heights != new.reference.heights:
        faults.append(Fault("", "", OTHER_HEIGHTS))
    if step >= _COARSE_STEP:
        faults.append(Fault("", "", COARSE.format(f"{step:.1f}".replace(".", ","))))
    return tuple(faults)


def _nothing(old: PointCloud, new: PointCloud) -> Change:
    return Change(
        differences=np.full((1, 1), np.nan, np.float32),
        kinds=np.zeros((1, 1), np.uint8),
        west=0.0,
        south=0.0,
        step=1.0,
        of_old=np.full(len(old.points), np.nan, np.float32),
        of_new=np.full(len(new.points), np.nan, np.float32),
        is_gone=np.zeros(len(old.points), np.bool_),
        is_new=np.zeros(len(new.points), np.bool_),
        faults=(Fault("", "", APART, is_fatal=True),),
    )
