"""Sections along a line: the ground below it, and the points of a laser scan beside it."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twin_viewer.analysis.terrain import heights_at
from twin_viewer.model.frames import Doubles
from twin_viewer.model.grids import HeightGrid

MOST_PLACES = 20_000
"""Places in a profile at most; a longer line gets a larger step."""


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """Heights along a line.

    Attributes:
        distances: Metres from the line's start, seen from above, float64 (N,).
        places: East and north, float64 (N, 2).
        heights: Height of the ground, m, float64 (N,); NaN where unknown.
    """

    distances: Doubles
    places: Doubles
    heights: Doubles


@dataclass(frozen=True, slots=True, eq=False)
class CloudSlice:
    """Points of a scan in a corridor along a line.

    Attributes:
        rows: Which points of the cloud, int64 (N,), in the order of the cloud.
        distances: Metres from the line's start, float64 (N,).
        offsets: Metres from the line, left positive, float64 (N,).
        heights: Heights, m, float64 (N,).
    """

    rows: NDArray[np.int64]
    distances: Doubles
    offsets: Doubles
    heights: Doubles


def ground_profile(line: Doubles, grids: Iterable[HeightGrid], step: float) -> Profile:
    """Return the ground along a line.

    Args:
        line: Corners, (N, 2) or (N, 3), m.
        grids: Heights; the first that knows a place says it.
        step: Metres between places; corners are places too.
    """
    corners, starts = _measured(line)
    length = float(starts[-1])
    count = min(max(1, int(np.ceil(length / step))), MOST_PLACES)
    distances = np.unique(np.concatenate((np.linspace(0.0, length, count + 1), starts)))
    places = np.column_stack([np.interp(distances, starts, corners[:, axis]) for axis in (0, 1)])
    return Profile(distances, places, heights_at(grids, places[:, 0], places[:, 1]))


def cloud_slice(line: Doubles, points: Doubles, width: float) -> CloudSlice:
    """Return the points of a scan beside a line.

    A point beside two legs belongs to the nearer one.

    Args:
        line: Corners, (N, 2) or (N, 3), m.
        points: float64 (M, 3), m.
        width: Width of the corridor, m: half of it on each side.
    """
    corners, starts = _measured(line)
    half = width / 2
    low, high = corners.min(axis=0) - half, corners.max(axis=0) + half
    rows = np.flatnonzero(((points[:, :2] >= low) & (points[:, :2] <= high)).all(axis=1))
    best = np.full(len(rows), np.inf)
    along, aside = np.zeros(len(rows)), np.zeros(len(rows))
    for number in range(len(corners) - 1):
        length = float(starts[number + 1] - starts[number])
        way = (corners[number + 1] - corners[number]) / length
        rest = points[rows, :2] - corners[number]
        part, offset = rest @ way, rest @ np.array((-way[1], way[0]))
        fits = (part >= 0) & (part <= length) & (np.abs(offset) <= half) & (np.abs(offset) < best)
        best[fits] = np.abs(offset[fits])
        along[fits] = starts[number] + part[fits]
        aside[fits] = offset[fits]
    inside = np.isfinite(best)
    rows = rows[inside]
    return CloudSlice(rows, along[inside], aside[inside], points[rows, 2])


def _measured(line: Doubles) -> tuple[Doubles, Doubles]:
    """Return the corners without repeated ones, and how far each is from the start."""
    corners = np.asarray(line, np.float64)[:, :2]
    steps = np.hypot(*np.diff(corners, axis=0).T) if len(corners) > 1 else np.zeros(0)
    kept = np.concatenate(([True], steps > 0))
    return corners[kept], np.concatenate(([0.0], np.cumsum(steps[steps > 0])))
