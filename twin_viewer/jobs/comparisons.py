"""The job that compares two laser scans, and what it leaves in the cache: enough to be drawn.

What became of each place is counted from all points that lie in both scans; kept are the points
that changed, and as many of the others as a picture can show.
"""

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from twin_viewer.analysis.epochs import APART, Change, ChangeKind, compare
from twin_viewer.cache.blocks import read_block, write_block
from twin_viewer.cache.store import COMPARISONS, CacheFolder
from twin_viewer.formats.las import Bounds, cloud_info
from twin_viewer.jobs.messages import Compared
from twin_viewer.jobs.tasks import Task
from twin_viewer.model.clouds import PointCloud
from twin_viewer.model.faults import Fault
from twin_viewer.model.frames import Doubles, HeightReference, Reference, SceneFrame

MOST_POINTS: Final = 6_000_000
"""Points of a scan that are looked at; more are left out evenly. About 1.5 GB for two scans."""

MOST_SHOWN: Final = 400_000
MOST_KEPT: Final = 24
"""Results that are kept, the newest ones."""

THINNED: Final = (
    "Der Scan hat sehr viele Punkte; verglichen wurde jeder {0}. Punkt. "
    "Sehr kleine Änderungen können fehlen."
)
READING: Final = "Punkte werden gelesen"
COMPARING: Final = "Höhen werden verglichen"

_KIND: Final = "comparison"
_SUFFIX: Final = ".changes"
_VERSION: Final = 1
_READ_SHARE: Final = 0.35
"""Share of the work that reading one of the scans is."""


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """Two scans compared.

    Attributes:
        old: Points of the earlier scan that are gone.
        new: Points of the later scan; not all of those that did not change.
        change: What became of these points and of each cell.
    """

    old: PointCloud
    new: PointCloud
    change: Change

    def area(self, kind: ChangeKind) -> float:
        """Return how many square metres became so."""
        return float(np.count_nonzero(self.change.kinds == kind)) * self.change.step**2


def compare_scans(task: Task) -> None:
    """Compare the scan of the job with a later one, `job.other`.

    Raises:
        ValueError: They do not overlap, or one of them cannot be read.
        OSError: One of them is gone.
    """
    old, new = task.path, Path(task.job.other)
    target = result_file(task.cache, old, new)
    if target.is_file():
        target.touch()
        task.say(Compared(task.job.id, str(target)))
        return
    box = _common(cloud_info(old).bounds, cloud_info(new).bounds)
    if box is None:
        raise ValueError(APART)
    before = _points_in(task, old, box, 0.0)
    after = _points_in(task, new, box, _READ_SHARE)
    task.progress(2 * _READ_SHARE, COMPARING)
    change = compare(before, after)
    if any(fault.is_fatal for fault in change.faults):
        raise ValueError(APART)
    task.check()
    target.parent.mkdir(parents=True, exist_ok=True)
    write_comparison(target, reduced(before, after, change))
    _let_go(target.parent)
    task.say(Compared(task.job.id, str(target)))


def result_file(cache: CacheFolder, old: Path, new: Path) -> Path:
    """Return where the result of two scans, as they are now, lies.

    Raises:
        OSError: One of them is gone.
    """
    said = [str(_VERSION)]
    for path in (old, new):
        status = path.stat()
        said += [str(path), str(status.st_mtime_ns), str(status.st_size)]
    coded = "\0".join(said).encode("utf-8", "surrogateescape")
    name = hashlib.blake2b(coded, digest_size=12).hexdigest()
    return cache.place(COMPARISONS) / f"{name}{_SUFFIX}"


def reduced(old: PointCloud, new: PointCloud, change: Change, most: int = MOST_SHOWN) -> Comparison:
    """Return as many points as a picture can show; what changed is left out last.

    Args:
        old: The earlier scan.
        new: The later one.
        change: Their comparison.
        most: Points of each scan at most.
    """
    is_gone = change.is_gone & has_changed(old.points, change)
    gone = np.flatnonzero(is_gone)
    gone = gone[:: max(1, -(-len(gone) // most))]
    is_other = has_changed(new.points, change)
    changed, same = np.flatnonzero(is_other), np.flatnonzero(~is_other)
    changed = changed[:: max(1, -(-len(changed) // most))]
    left = max(most - len(changed), 1)
    kept = np.sort(np.concatenate((changed, same[:: max(1, -(-len(same) // left))])))
    return Comparison(
        PointCloud(old.points[gone], reference=old.reference, faults=old.faults),
        PointCloud(new.points[kept], reference=new.reference, faults=new.faults),
        Change(
            change.differences,
            change.kinds,
            change.west,
            change.south,
            change.step,
            change.of_old[gone],
            change.of_new[kept],
            change.is_gone[gone],
            change.is_new[kept],
            change.raised,
            change.lowered,
            change.offset,
            (*old.faults, *new.faults, *change.faults),
        ),
    )


def has_changed(points: Doubles, change: Change) -> NDArray[np.bool_]:
    """Tell which points lie in cells that changed."""
    rows, columns = change.kinds.shape
    column = np.floor((points[:, 0] - change.west) / change.step).astype(np.int64)
    row = np.floor((points[:, 1] - change.south) / change.step).astype(np.int64)
    is_inside = (column >= 0) & (column < columns) & (row >= 0) & (row < rows)
    found = np.zeros(len(points), np.bool_)
    found[is_inside] = change.kinds[row[is_inside], column[is_inside]] >= ChangeKind.RAISED
    return found


def write_comparison(path: Path, comparison: Comparison) -> None:
    """Write a result to the cache.

    Raises:
        OSError: It cannot be written.
    """
    change = comparison.change
    frame = SceneFrame(int(np.floor(change.west)), int(np.floor(change.south)))
    meta = {
        "frame": [frame.east, frame.north],
        "raster": [change.west, change.south, change.step],
        "figures": [change.raised, change.lowered, change.offset],
        "faults": [[one.file, one.item, one.reason] for one in change.faults],
        "heights": [comparison.old.reference.heights, comparison.new.reference.heights],
    }
    arrays: dict[str, NDArray[Any]] = {
        "old": frame.to_local(comparison.old.points),
        "new": frame.to_local(comparison.new.points),
        "of_old": change.of_old,
        "of_new": change.of_new,
        "is_gone": change.is_gone,
        "is_new": change.is_new,
        "kinds": change.kinds,
        "differences": change.differences,
    }
    write_block(path, _KIND, meta, arrays)


def read_comparison(path: Path) -> Comparison:
    """Read a result from the cache.

    Raises:
        OSError: It cannot be read.
        DamagedBlockError: It is damaged.
    """
    block = read_block(path, _KIND)
    meta = block.meta
    frame = SceneFrame(*meta["frame"])
    (west, south, step), (raised, lowered, offset) = meta["raster"], meta["figures"]
    old, new = (
        PointCloud(
            frame.to_world(block.array(name)),
            reference=Reference(heights=HeightReference(heights)),
        )
        for name, heights in zip(("old", "new"), meta["heights"], strict=True)
    )
    return Comparison(
        old,
        new,
        Change(
            block.array("differences"),
            block.array("kinds"),
            west,
            south,
            step,
            block.array("of_old"),
            block.array("of_new"),
            block.array("is_gone"),
            block.array("is_new"),
            raised,
            lowered,
            offset,
            tuple(Fault(*fault) for fault in meta["faults"]),
        ),
    )


def _common(old: Bounds | None, new: Bounds | None) -> Doubles | None:
    """Return what two scans both cover: west and south, east and north; None for nothing."""
    if old is None or new is None:
        return None
    low = np.maximum(old[:2], new[:2])
    high = np.minimum(old[3:5], new[3:5])
    return np.stack([low, high]).astype(np.float64) if (low < high).all() else None


def _points_in(task: Task, path: Path, box: Doubles, done: float) -> PointCloud:
    """Return the points of a scan within a box; `done` is the share of the work before."""
    from twin_viewer.formats.las_records import LasFile  # noqa: PLC0415 - heavy, only in the worker

    file = LasFile(path)
    try:
        total = max(file.header.point_count, 1)
        step = max(1, -(-total // MOST_POINTS))
        parts: list[PointCloud] = []
        seen = over = 0
        for records in file.walk():
            task.check()
            parts.append(_within(file.cloud(records[over::step]), box))
            over = (over - len(records)) % step
            seen += len(records)
            task.progress(done + _READ_SHARE * seen / total, READING)
        faults = list(file.faults)
    finally:
        file.close()
    if step > 1:
        faults.append(Fault(path.name, "", THINNED.format(step)))
    if not parts:
        raise ValueError(APART)
    return PointCloud(
        np.concatenate([part.points for part in parts]),
        classes=np.concatenate([_classes(part) for part in parts]),
        reference=parts[0].reference,
        faults=tuple(faults),
    )


def _within(cloud: PointCloud, box: Doubles) -> PointCloud:
    is_in = ((cloud.points[:, :2] >= box[0]) & (cloud.points[:, :2] <= box[1])).all(axis=1)
    return PointCloud(
        cloud.points[is_in], classes=_classes(cloud)[is_in], reference=cloud.reference
    )


def _classes(cloud: PointCloud) -> NDArray[np.uint8]:
    return np.zeros(len(cloud.points), np.uint8) if cloud.classes is None else cloud.classes


def _let_go(folder: Path) -> None:
    """Delete the oldest results."""
    with suppress(OSError):
        files = sorted(folder.glob(f"*{_SUFFIX}"), key=lambda file: file.stat().st_mtime_ns)
        for file in files[:-MOST_KEPT]:
            file.unlink()
