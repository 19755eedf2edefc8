"""Laser scans in LAS and LAZ: what a file says of itself, all of it, or a first picture of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from twin_viewer.model.clouds import PointCloud
from twin_viewer.model.faults import Fault
from twin_viewer.model.frames import AS_SURVEYED, Reference

if TYPE_CHECKING:
    from twin_viewer.formats.las_chunks import Piece
    from twin_viewer.formats.las_records import LasFile, Records

Bounds = tuple[float, float, float, float, float, float]
"""West, south, lowest, east, north, highest; EPSG:25832 and height, m."""

BAD_BOX: Final = "Die Ausdehnung im Kopf ist unbrauchbar; sie wurde aus einigen Punkten geschätzt."
EMPTY: Final = "Die Datei enthält keine Punkte. Bitte prüfen Sie, ob es die richtige Datei ist."
LOST_WAVES: Final = "Die Wellenformen des Scanners werden nicht gezeigt."

_SPREAD: Final = 256
"""Places in a file a first picture looks at; each costs about 1 ms before its first point."""
_DECODED: Final = 800_000
"""Points a first picture decodes to thin them, unless more are wanted: about 0.3 s."""
_FIRST_BLOCK: Final = 10_000
_FEWEST: Final = 1_000
_WAVES: Final = (4, 5, 9, 10)
_OLDEST: Final = 1980


@dataclass(frozen=True, slots=True)
class CloudInfo:
    """What a LAS or LAZ file says of itself.

    Attributes:
        file: Name of the file, without its folder.
        count: Points in it.
        bounds: Box around its points; None where there are none.
        reference: What its coordinates were.
        has_color: True when its points can have colours; they may still be all black.
        has_intensity: True when its points have an intensity.
        has_classes: True when its points have classes.
        point_format: Point format of LAS, 0 to 10.
        version: Version of LAS, such as `1.4`.
        is_copc: True when it has an octree (COPC) and needs no conversion.
        survey_date: Day its header was made, the nearest thing to a date of survey; None where it
            is not said.
        faults: What is wrong with it; one that is fatal when nothing can be read.
    """

    file: str
    count: int
    bounds: Bounds | None = None
    reference: Reference = AS_SURVEYED
    has_color: bool = False
    has_intensity: bool = True
    has_classes: bool = True
    point_format: int = 0
    version: str = ""
    is_copc: bool = False
    survey_date: date | None = None
    faults: tuple[Fault, ...] = ()


def cloud_info(path: Path) -> CloudInfo:
    """Return what a file says of itself; its points are not decoded.

    Only where the header's box is unusable or the table of its points is lost, points are looked
    at. Never raises for broken content; an unreadable file has no points and a fatal fault.

    Raises:
        OSError: If the file cannot be opened.
    """
    from twin_viewer.formats.las_headers import LasError  # noqa: PLC0415 - heavy, only in threads
    from twin_viewer.formats.las_records import LasFile  # noqa: PLC0415 - likewise

    try:
        file = LasFile(path)
    except LasError as error:
        return CloudInfo(path.name, 0, faults=(Fault(path.name, "", str(error), is_fatal=True),))
    try:
        return info_of(file)
    finally:
        file.close()


def info_of(file: "LasFile") -> CloudInfo:
    """Return what an open file says of itself."""
    header = file.header
    count = file.count if file.is_indexed else header.point_count
    bounds, reference = _bounds(file)
    faults = list(file.faults)
    if not count:
        faults.append(Fault(file.path.name, "", EMPTY, is_fatal=True))
    if header.point_format.id in _WAVES:
        faults.append(Fault(file.path.name, "", LOST_WAVES))
    made = header.creation_date
    return CloudInfo(
        file=file.path.name,
        count=count,
        bounds=bounds if count else None,
        reference=reference,
        has_color="red" in (file.layout.names or ()),
        point_format=header.point_format.id,
        version=str(header.version),
        is_copc=_has_octree(file),
        survey_date=made if made is not None and made.year >= _OLDEST else None,
        faults=tuple(faults),
    )


def read_cloud(path: Path, limit: int | None = None) -> PointCloud:
    """Read all points of a file, or at most so many, evenly thinned.

    What is broken is left out and listed in the cloud's faults.

    Raises:
        OSError: If the file cannot be opened.
    """
    from twin_viewer.formats.las_headers import LasError  # noqa: PLC0415 - heavy, only in threads
    from twin_viewer.formats.las_records import LasFile  # noqa: PLC0415 - likewise

    try:
        file = LasFile(path)
    except LasError as error:
        return _nothing(Fault(path.name, "", str(error), is_fatal=True))
    try:
        count = file.header.point_count
        step = 1 if limit is None else max(1, -(-count // max(1, limit)))
        kept: list[Records] = []
        over = 0
        for records in file.walk():
            kept.append(records[over::step])
            over = (over - len(records)) % step
        cloud = file.cloud(np.concatenate(kept)) if kept else _nothing()
        faults = list(file.faults)
        if not len(cloud.points):
            faults.append(Fault(path.name, "", EMPTY, is_fatal=True))
        return _with_faults(cloud, tuple(faults))
    finally:
        file.close()


def sample_cloud(
    path: Path, count: int, should_stop: Callable[[], bool] = lambda: False
) -> Iterator[PointCloud]:
    """Yield a first picture of a file in blocks, spread over it from the first block on.

    A LAZ file keeps its points in chunks of 50,000 that can be reached through a table, and the
    first points of a chunk cost only their share. So a few points of many chunks are decoded, which
    takes well under a second whatever the file's size.

    Args:
        path: The file.
        count: How many points in all; about so many come, never more.
        should_stop: Asked between blocks.

    Yields:
        Blocks of at most 50,000 points; faults are in the last one.

    Raises:
        OSError: If the file cannot be opened.
    """
    from twin_viewer.formats.las_headers import LasError  # noqa: PLC0415 - heavy, only in threads
    from twin_viewer.formats.las_records import LasFile  # noqa: PLC0415 - likewise

    try:
        file = LasFile(path)
    except LasError as error:
        yield _nothing(Fault(path.name, "", str(error), is_fatal=True))
        return
    try:
        shown = 0
        for block in _sampled(file, count, should_stop):
            kept = block[: count - shown]
            if should_stop() or not len(kept):
                break
            shown += len(kept)
            yield file.cloud(kept)
        if file.faults:
            yield _with_faults(_nothing(), tuple(file.faults))
    finally:
        file.close()


def _sampled(file: "LasFile", count: int, should_stop: Callable[[], bool]) -> Iterator["Records"]:
    """Yield records of many places of a file, in an order that fills it evenly."""
    from twin_viewer.formats.las_headers import LasError  # noqa: PLC0415 - heavy, only in threads
    from twin_viewer.formats.las_records import PIECE  # noqa: PLC0415 - likewise

    if not file.is_indexed:
        yield from file.walk()
        return
    share, step, pieces = _plan(file.pieces, count)
    waiting: list[Records] = []
    room = _FIRST_BLOCK
    for piece in pieces:
        if should_stop():
            return
        try:
            records = file.records(piece, share)[::step]
        except LasError as error:
            file.fault(f"{piece.first}-{piece.first + piece.count - 1}", str(error))
            continue
        if waiting and sum(map(len, waiting)) + len(records) > room:
            yield np.concatenate(waiting)
            waiting, room = [], PIECE
        waiting.append(records)
    if waiting:
        yield np.concatenate(waiting)


def _plan(pieces: "list[Piece]", count: int) -> tuple[int, int, "list[Piece]"]:
    """Return how many points of a piece are decoded, which of them are kept, and which pieces."""
    total = sum(piece.count for piece in pieces)
    if count >= total:
        longest = max((piece.count for piece in pieces), default=1)
        return longest, 1, _spread(pieces)
    step = int(np.clip(_DECODED // max(1, count), 1, 4))
    many = min(len(pieces), _SPREAD, max(1, count * step // _FEWEST))
    chosen = [pieces[row] for row in np.linspace(0, len(pieces) - 1, many).round().astype(int)]
    share = -(-count * step // many)
    if share > chosen[0].count:
        step = max(1, chosen[0].count * many // count)
    return share, step, _spread(chosen)


def _spread(pieces: "list[Piece]") -> "list[Piece]":
    """Return pieces so that the first few already lie all over the file (bits reversed)."""
    bits = max(1, (len(pieces) - 1).bit_length())
    order = (int(f"{row:0{bits}b}"[::-1], 2) for row in range(1 << bits))
    return [pieces[row] for row in order if row < len(pieces)]


def _has_octree(file: "LasFile") -> bool:
    """Tell whether a file has an octree whose table of nodes was not cut off."""
    records = file.header.vlrs
    if not records or type(records[0]).__name__ != "CopcInfoVlr":
        return False
    end = records[0].hierarchy_root_offset + records[0].hierarchy_root_size
    return bool(end <= file.path.stat().st_size)


def _bounds(file: "LasFile") -> tuple[Bounds | None, Reference]:
    lows, highs = np.array(file.header.mins), np.array(file.header.maxs)
    is_sane = np.isfinite(lows).all() and np.isfinite(highs).all() and (lows <= highs).all()
    if not (is_sane and (lows < highs).any()) and file.header.point_count:
        seen = _few_places(file)
        if len(seen):
            lows, highs = seen.min(axis=0), seen.max(axis=0)
            file.fault("", BAD_BOX)
    if not np.isfinite(np.stack([lows, highs])).all():
        return None, AS_SURVEYED
    corners = np.stack(np.meshgrid(*np.stack([lows, highs], axis=1)), axis=-1).reshape(-1, 3)
    placed, reference = file.brought(corners)
    if not np.isfinite(placed).all():
        return None, reference
    west, south, low = placed.min(axis=0).tolist()
    east, north, high = placed.max(axis=0).tolist()
    return (west, south, low, east, north, high), reference


def _few_places(file: "LasFile") -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    found = [file.places(block) for block in _sampled(file, 20_000, lambda: False)]
    return np.concatenate(found) if found else np.empty((0, 3))


def _nothing(*faults: Fault) -> PointCloud:
    return PointCloud(np.empty((0, 3)), faults=faults)


def _with_faults(cloud: PointCloud, faults: tuple[Fault, ...]) -> PointCloud:
    return PointCloud(
        cloud.points, cloud.colors, cloud.intensity, cloud.classes, cloud.reference, faults
    )
