"""Outlines of rooms in metres from the upper left corner of a plan, y downwards."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import hypot, isfinite
from typing import Final

Corner = tuple[float, float]
Rings = tuple[tuple[Corner, ...], ...]
"""Closed lines, the last corner not repeated; a place inside an odd number of them is inside."""

_RING: Final = re.compile(r"\(([^()]+)\)")
_LEAST_CORNERS: Final = 3


def rings_of(wkt: str) -> Rings:
    """Return the rings of a polygon or of several (WKT); none when it cannot be read.

    A third coordinate is passed over.
    """
    if "POLYGON" not in wkt.upper():
        return ()
    rings = []
    for text in _RING.findall(wkt):
        try:
            pairs = [tuple(map(float, corner.split()[:2])) for corner in text.split(",")]
        except ValueError:
            return ()
        corners = [(pair[0], pair[1]) for pair in pairs if len(pair) == 2]  # noqa: PLR2004 - x, y
        if len(corners) != len(pairs) or not all(isfinite(x) and isfinite(y) for x, y in corners):
            return ()
        if corners[0] == corners[-1]:
            corners = corners[:-1]
        if len(corners) < _LEAST_CORNERS:
            return ()
        rings.append(tuple(corners))
    return tuple(rings)


def holds(rings: Rings, x: float, y: float) -> bool:
    """Tell whether a place is inside (a ray to the right crosses an odd number of walls)."""
    is_inside = False
    for ring in rings:
        for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True):
            if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
                is_inside = not is_inside
    return is_inside


def bounds(rings: Iterable[Sequence[Corner]]) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom; zeros for nothing."""
    corners = [corner for ring in rings for corner in ring]
    if not corners:
        return 0.0, 0.0, 0.0, 0.0
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def middle(rings: Rings) -> Corner:
    """Return a place inside: the middle of the box where that is inside, else on its widest part.

    Of a ring without any area its first corner.
    """
    left, top, right, bottom = bounds(rings)
    here = ((left + right) / 2, (top + bottom) / 2)
    if holds(rings, *here) or not rings:
        return here
    best, place = 0.0, rings[0][0]
    for part in range(1, 16):
        y = top + (bottom - top) * part / 16
        crossings = sorted(_crossings(rings, y))
        for begin, end in zip(crossings[::2], crossings[1::2], strict=False):
            if end - begin > best:
                best, place = end - begin, ((begin + end) / 2, y)
    return place


def _crossings(rings: Rings, y: float) -> Iterable[float]:
    for ring in rings:
        for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True):
            if (ay > y) != (by > y):
                yield ax + (y - ay) * (bx - ax) / (by - ay)


def length(way: Sequence[Corner]) -> float:
    """Return the length of a way in metres."""
    return sum(hypot(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(way))
