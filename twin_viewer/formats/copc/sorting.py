"""The first pass of a conversion: all points of a file into cells of one level."""

import math
from collections.abc import Callable
from typing import Any, Final

import msgspec
import numpy as np

from twin_viewer.formats.copc.conversions import Conversion
from twin_viewer.formats.copc.octree import Cube
from twin_viewer.formats.copc.spills import Spills, State
from twin_viewer.formats.las_records import LasFile, Records
from twin_viewer.model.frames import Doubles

_BATCH: Final = 500_000
_A_CELL: Final = 700_000
"""Points of a cell that are aimed at."""
_WIDEST: Final = 1e8
"""A header's box that is wider, in its own unit, is taken as wrong."""
_RETURNS: Final = 15


def sort_points(
    file: LasFile,
    conversion: Conversion,
    spills: Spills,
    mark: str,
    on_progress: Callable[[float], None],
) -> State:
    """Sort all points of a file into cells; what it raises is what `on_progress` raises.

    The cube of the octree comes from the header. Where its box turns out to be wrong, the points
    are sorted again by their true box.
    """
    box = _header_box(file)
    if box is None:
        box = _true_box(file)
    state = _pass(file, conversion, spills, box, on_progress)
    true = _box_of(file, state)
    if state.count and not _fits(box, true):
        spills.clear()
        state = _pass(file, conversion, spills, true, on_progress)
    return msgspec.structs.replace(state, source=mark)


class _Tally:
    """What is counted while points go by."""

    def __init__(self) -> None:
        self.cells: dict[int, int] = {}
        self.lows = np.full(3, np.iinfo(np.int32).max, np.int64)
        self.highs = np.full(3, np.iinfo(np.int32).min, np.int64)
        self.returns = np.zeros(_RETURNS + 1, np.int64)
        self.gps = (math.inf, -math.inf)
        self.count = 0

    def add(self, records: Records, cells: dict[int, int]) -> None:
        for axis, name in enumerate("XYZ"):
            self.lows[axis] = min(self.lows[axis], int(records[name].min()))
            self.highs[axis] = max(self.highs[axis], int(records[name].max()))
        number = records["bit_fields"] & 0xF
        self.returns += np.bincount(number, minlength=_RETURNS + 1)
        times = records["gps_time"]
        self.gps = (
            float(np.fmin(self.gps[0], np.fmin.reduce(times))),
            float(np.fmax(self.gps[1], np.fmax.reduce(times))),
        )
        for cell, count in cells.items():
            self.cells[cell] = self.cells.get(cell, 0) + count
        self.count += len(records)


def _pass(
    file: LasFile,
    conversion: Conversion,
    spills: Spills,
    box: Doubles,
    on_progress: Callable[[float], None],
) -> State:
    header = file.header
    side = max(float((box[1] - box[0]).max()), float(header.scales.max()))
    cube = Cube((float(box[0, 0]), float(box[0, 1]), float(box[0, 2])), side)
    level = cells_level(header.point_count)
    tally = _Tally()
    for batch in file.batches(_BATCH):
        on_progress(min(1.0, tally.count / max(1, header.point_count)))
        records = conversion(batch)
        integers = [records["X"], records["Y"], records["Z"]]
        codes = cube.codes(integers, header.scales, header.offsets)
        tally.add(records, spills.add(level, codes, records))
    gps = tally.gps if math.isfinite(tally.gps[0]) else (0.0, 0.0)
    return State(
        source="",
        level=level,
        corner=cube.corner,
        side=cube.side,
        cells=sorted(tally.cells.items()),
        lows=_three(tally.lows),
        highs=_three(tally.highs),
        returns=tally.returns[1:].tolist(),
        gps=gps,
        faults=[(fault.item, fault.reason) for fault in file.faults],
    )


def cells_level(count: int) -> int:
    """Return the level whose cells hold about as many points as are worked on at once.

    A survey from the air is flat: four cells of a level lie in one of the level above.
    """
    return max(0, math.ceil(math.log(max(1.0, count / _A_CELL), 4)))


def _header_box(file: LasFile) -> Doubles | None:
    box = np.array([file.header.mins, file.header.maxs], np.float64)
    size = box[1] - box[0]
    is_sane = np.isfinite(box).all() and (size >= 0).all() and 0 < size.max() < _WIDEST
    return box if is_sane else None


def _true_box(file: LasFile) -> Doubles:
    lows, highs = np.full(3, math.inf), np.full(3, -math.inf)
    for records in file.walk():
        places = file.places(records)
        lows, highs = np.minimum(lows, places.min(axis=0)), np.maximum(highs, places.max(axis=0))
    return np.where(np.isfinite([lows, highs]), [lows, highs], 0.0)


def _box_of(file: LasFile, state: State) -> Doubles:
    ends = np.array([state.lows, state.highs], np.float64)
    box: Doubles = ends * file.header.scales + file.header.offsets
    return box


def _fits(box: Doubles, true: Doubles) -> bool:
    """Return whether a box holds all points and is not much too large for them."""
    slack = 1e-3 + 1e-7 * (box[1] - box[0]).max()
    holds = (box[0] - slack <= true[0]).all() and (true[1] <= box[1] + slack).all()
    return bool(holds) and (true[1] - true[0]).max() > 0.5 * (box[1] - box[0]).max()


def _three(values: Any) -> tuple[int, int, int]:
    x, y, z = (int(value) for value in values)
    return x, y, z
