"""COPC files made of LAS and LAZ, with bounded memory, and resumable.

Two passes. First all points are sorted into cells of one level of the octree, each a file in a
scratch folder. Then cell after cell is loaded, its points are given to the nodes below, and a few
of them are handed up; what was handed up fills the nodes above. A run that was stopped or killed in
the second pass goes on with the cells that are left when it is called with the same source, target
and scratch folder; one that was stopped in the first pass begins again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import laspy
import numpy as np

from twin_viewer.formats.copc.container import MARK, Container
from twin_viewer.formats.copc.conversions import Conversion, target_format
from twin_viewer.formats.copc.octree import Codes, Cube, handed_up, placed
from twin_viewer.formats.copc.sorting import sort_points
from twin_viewer.formats.copc.spills import Spills, State
from twin_viewer.formats.las import EMPTY
from twin_viewer.formats.las_headers import LasError
from twin_viewer.formats.las_records import LasFile, Records
from twin_viewer.model.faults import Fault

_IN_MEMORY: Final = 1_000_000
"""Points of a cell that are worked on at once; about 150 MB."""
_TOGETHER: Final = 500_000
"""Points that are compressed in one go."""
_SORTED: Final = 0.4
"""Share of the work that sorting into cells is."""
_STEPS: Final = 2
"""Levels by which a cell is divided that is too large."""
_DEEPEST_CELL: Final = 14


@dataclass(frozen=True, slots=True)
class CopcReport:
    """What became of a conversion.

    Attributes:
        target: The file.
        points: Points in it.
        nodes: Nodes of its octree with points.
        is_complete: False when it was stopped; the same call goes on later.
        was_complete: True when the target already stood, made of the same source.
        faults: What of the source could not be taken over.
    """

    target: Path
    points: int = 0
    nodes: int = 0
    is_complete: bool = True
    was_complete: bool = False
    faults: tuple[Fault, ...] = ()


class _Stopped(Exception):  # noqa: N818 - no error, a person's wish
    """Somebody does not want to go on."""


def write_copc(
    source: Path,
    target: Path,
    *,
    on_progress: Callable[[float], None],
    should_stop: Callable[[], bool],
    scratch: Path | None = None,
) -> CopcReport:
    """Make a COPC of a LAS or LAZ file; the target appears when it is complete, not before.

    Count, coordinates, intensity, classes, returns, times, colours and extra dimensions are kept.
    Nothing is written beside the source, unless the target is there.

    Args:
        source: LAS or LAZ of any version, point formats 0 to 10.
        target: The file to make.
        on_progress: Told the share that is done, 0 to 1.
        should_stop: Asked every second or so.
        scratch: Folder for the points on their way, about 36 bytes each, removed at the end;
            hidden beside the target when None. It must be the target's alone.

    Raises:
        LasError: If the source cannot be read at all; the text is for people.
        OSError: If the disk is full or a folder is not writable.
    """
    mark = _mark_of(source)
    finished = _finished(target, mark)
    if finished is not None:
        on_progress(1.0)
        return finished
    target.parent.mkdir(parents=True, exist_ok=True)
    spills = Spills(scratch or target.with_name(f".{target.name}.scratch"))
    file = LasFile(source)
    try:
        return _Writing(file, target, spills, on_progress, should_stop).run()
    except _Stopped:
        return CopcReport(target, is_complete=False)
    finally:
        file.close()


class _Writing:
    """One conversion."""

    def __init__(
        self,
        file: LasFile,
        target: Path,
        spills: Spills,
        on_progress: Callable[[float], None],
        should_stop: Callable[[], bool],
    ) -> None:
        self._file, self._target, self._spills = file, target, spills
        self._mark = _mark_of(file.path)
        self._on_progress, self._should_stop = on_progress, should_stop
        self._format = target_format(file.header.point_format)
        self._conversion = Conversion(file.header.point_format, self._format)
        self._layout = self._conversion.layout
        self._part = target.with_name(f"{target.name}.part")

    def run(self) -> CopcReport:
        state = self._spills.state(self._mark)
        written = self._part.stat().st_size if self._part.is_file() else 0
        if state is None or self._spills.reached() > written:
            self._spills.clear()
            self._part.unlink(missing_ok=True)
            state = sort_points(
                self._file, self._conversion, self._spills, self._mark, self._sorted
            )
            self._spills.keep_state(state)
        if not state.count:
            self._spills.remove()
            raise LasError(EMPTY)
        self._cube = Cube(state.corner, state.side)
        self._container = Container(self._part, self._header(state), self._cube)
        try:
            up = self._settle_all(state)
            self._place(state.level - 1, up)
            self._container.finish(state.gps)
        finally:
            self._container.close()
        self._part.replace(self._target)
        self._spills.remove()
        self._on_progress(1.0)
        name = self._file.path.name
        faults = tuple(Fault(name, item, reason) for item, reason in state.faults)
        return CopcReport(self._target, state.count, len(self._container.entries), faults=faults)

    def _sorted(self, share: float) -> None:
        self._tell(share * _SORTED)

    def _tell(self, share: float) -> None:
        if self._should_stop():
            raise _Stopped
        self._on_progress(share)

    def _header(self, state: State) -> Any:
        source = self._file.header
        header = laspy.LasHeader(version="1.4", point_format=self._format)
        header.scales, header.offsets = source.scales, source.offsets
        header.mins = np.array(state.lows) * source.scales + source.offsets
        header.maxs = np.array(state.highs) * source.scales + source.offsets
        header.point_count = state.count
        header.number_of_points_by_return = np.array(state.returns, np.uint64)
        header.creation_date = source.creation_date
        header.file_source_id = source.file_source_id
        header.uuid = source.uuid
        header.system_identifier = source.system_identifier
        header.generating_software = "Leitstand"
        header.global_encoding.gps_time_type = source.global_encoding.gps_time_type
        header.global_encoding.wkt = True
        text = wkt_of(self._file)
        if text:
            header.vlrs.append(laspy.vlrs.known.WktCoordinateSystemVlr(text))
        header.vlrs.append(laspy.VLR(*MARK, "source", self._mark.encode()))
        return header

    def _settle_all(self, state: State) -> Records:
        """Write the nodes from the cells' level on; return what the cells hand up."""
        handed: list[Records] = [np.empty(0, self._layout)]
        done, is_resuming = 0, True
        for number, (prefix, count) in enumerate(state.cells):
            kept = self._spills.done(number, self._layout) if is_resuming else None
            if kept is not None:
                place, entries, up = kept
                self._container.resume(entries, place)
            else:
                is_resuming = False
                self._tell(_SORTED + (0.95 - _SORTED) * done / state.count)
                before = self._container.batches
                up = self._settle(state.level, prefix, count)
                self._container.save()
                entries = self._container.written_since(before)
                self._spills.keep_done(number, self._container.place, entries, up)
            self._spills.drop(state.level, prefix)
            handed.append(up)
            done += count
        return np.concatenate(handed)

    def _settle(self, level: int, prefix: int, count: int) -> Records:
        """Write the nodes of a cell; return what it hands up."""
        if count <= _IN_MEMORY or level > _DEEPEST_CELL:
            records = self._spills.load(level, prefix, self._layout)
            return self._place_cell(level, None, records)
        self._spills.drop_inside(level, prefix, _STEPS)
        counts: dict[int, int] = {}
        for part in self._spills.parts(level, prefix, self._layout, _IN_MEMORY):
            if self._should_stop():
                raise _Stopped
            records = np.array(part)
            added = self._spills.add(level + _STEPS, self._codes(records), records)
            for cell, number in added.items():
                counts[cell] = counts.get(cell, 0) + number
        handed = []
        for cell, number in sorted(counts.items()):
            if self._should_stop():
                raise _Stopped
            handed.append(self._settle(level + _STEPS, cell, number))
            self._spills.drop(level + _STEPS, cell)
        return self._place_cell(level, level + _STEPS - 1, np.concatenate(handed))

    def _place(self, last: int, records: Records) -> None:
        if len(records):
            self._place_cell(0, last, records)

    def _place_cell(self, level: int, last: int | None, records: Records) -> Records:
        """Write the nodes of points from a level on; return what is handed up, above level 0."""
        codes = self._codes(records)
        order = np.argsort(codes)
        codes = codes[order]
        is_left = np.ones(len(codes), np.bool_)
        up = handed_up(codes, level) if level else np.empty(0, np.int64)
        is_left[up] = False
        waiting: list[tuple[int, int, Records]] = []
        for node in placed(codes, np.flatnonzero(is_left), level, last):
            # In the order of the file, that of flight, neighbours differ least: a third less LAZ.
            rows = np.sort(order[node.rows])
            waiting.append((node.level, node.prefix, records[rows]))
            if sum(len(each) for *_, each in waiting) > _TOGETHER:
                self._container.add(waiting)
                waiting = []
        self._container.add(waiting)
        return records[np.sort(order[up])]

    def _codes(self, records: Records) -> Codes:
        header = self._file.header
        integers = [records["X"], records["Y"], records["Z"]]
        return self._cube.codes(integers, header.scales, header.offsets)


def wkt_of(file: LasFile) -> str:
    """Return the reference system of a file as WKT; empty where it does not say."""
    for record in file.header.vlrs.get("WktCoordinateSystemVlr"):
        text = str(record.string).strip("\0 ")
        if text:
            return text
    if not file.crs:
        return ""
    import pyproj  # noqa: PLC0415 - heavy, and only for files before LAS 1.4

    try:
        system = pyproj.CRS.from_user_input(file.crs)
        return str(system.to_wkt(pyproj.enums.WktVersion.WKT1_GDAL) or system.to_wkt())
    except pyproj.exceptions.ProjError:
        return ""


def _mark_of(source: Path) -> str:
    """Return what tells a source from another one, or from an older state of itself."""
    found = source.stat()
    return f"2|{source.name}|{found.st_size}|{found.st_mtime_ns}"


def _finished(target: Path, mark: str) -> CopcReport | None:
    """Return a report when the target already stands, made of the same source."""
    if not target.is_file():
        return None
    try:
        file = LasFile(target)
    except LasError:
        return None
    try:
        for record in file.header.vlrs.get_by_id(MARK[0], (MARK[1],)):
            if bytes(record.record_data_bytes()).decode() == mark:
                return CopcReport(
                    target, file.count, len(file.pieces), is_complete=True, was_complete=True
                )
        return None
    finally:
        file.close()
