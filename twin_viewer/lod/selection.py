"""Which nodes of an octree are shown: those whose points are farthest apart on the screen, first.

The spacing of a node's points, seen from the camera, is its error in pixels. A child's is at most
half of its parent's, for its spacing is half and its cube lies inside; so the order of errors has
every parent before its children, and the first nodes that fill the budget are a tree.

What is shown already counts a little more, so that a small movement or a new budget does not swap
nodes for equally good ones (QGIS loads and unloads for ever there, #45353); the same camera and
budget, asked again, give the same nodes.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from twin_viewer.lod.cameras import CameraView
from twin_viewer.lod.nodes import NodeTable
from twin_viewer.model.frames import Doubles

KEPT_BONUS: Final = 1.25
"""How much larger the error of a node counts that is shown already; below 2 parents stay first."""
FINEST: Final = 0.75
"""Pixels between points of a node below which its children are not wanted any more."""
_NEAREST: Final = 0.5
"""Metres below which nothing counts as nearer."""

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Selection:
    """What is to be shown.

    Attributes:
        rows: Rows of the table of nodes, the most important first, parents before children.
        points: Points of all of them.
        add: Those that were not shown before, in the same order.
        drop: Those that were shown and are no more.
    """

    rows: Rows
    points: int
    add: Rows
    drop: Rows


def select(
    nodes: NodeTable, camera: CameraView, budget: int, previous: frozenset[int] = frozenset()
) -> Selection:
    """Return which nodes to show.

    Args:
        nodes: The octree, in the scene of the camera (`NodeTable.local`).
        camera: Where one looks from.
        budget: Points at most.
        previous: Rows that are shown now.
    """
    if not len(nodes):
        nothing = np.empty(0, np.int64)
        return Selection(nothing, 0, nothing, nothing)
    was_shown = np.zeros(len(nodes), np.bool_)
    shown = np.fromiter(previous, np.int64, len(previous))
    was_shown[shown] = True
    error = errors(nodes, camera)
    error[~is_seen(nodes, camera) | (nodes.counts == 0)] = 0.0
    finest = FINEST / 2.0
    counts_as = np.where(was_shown, error * KEPT_BONUS, error)
    rows = _first(counts_as, nodes.counts, budget, finest)
    rows = _filled(rows, error, nodes.counts, budget, finest)
    is_shown = np.zeros(len(nodes), np.bool_)
    is_shown[rows] = True
    points = int(nodes.counts[rows].sum())
    return Selection(rows, points, rows[~was_shown[rows]], np.sort(shown[~is_shown[shown]]))


def errors(nodes: NodeTable, camera: CameraView) -> Doubles:
    """Return how far apart the points of each node are on the screen, pixels, (N,)."""
    away = np.abs(nodes.centres - np.array(camera.position))
    away -= nodes.half_sizes[:, None]
    np.maximum(away, 0.0, out=away)
    distance = np.maximum(np.sqrt(np.einsum("ij,ij->i", away, away)), _NEAREST)
    pixels: Doubles = nodes.spacings * camera.pixels_per_radian / distance
    return pixels


def is_seen(nodes: NodeTable, camera: CameraView) -> NDArray[np.bool_]:
    """Return whether each node's cube may be in the picture, (N,); never False for one that is."""
    planes = camera.planes()
    inside = (nodes.centres - np.array(camera.position)) @ planes.T
    inside += nodes.half_sizes[:, None] * np.abs(planes).sum(axis=1)
    seen: NDArray[np.bool_] = (inside >= 0.0).all(axis=1)
    return seen


def _first(error: Doubles, counts: NDArray[np.int64], budget: int, finest: float) -> Rows:
    """Return the rows of the greatest errors until the budget is full."""
    wanted = np.flatnonzero(error > finest)
    wanted = wanted[np.argsort(-error[wanted], kind="stable")]
    fitting = int(np.searchsorted(np.cumsum(counts[wanted]), budget, side="right"))
    return wanted[:fitting]


def _filled(
    rows: Rows, error: Doubles, counts: NDArray[np.int64], budget: int, finest: float
) -> Rows:
    """Fill what is left of the budget without regard to what was shown.

    A node that was shown and did not fit any more may have been in the way of smaller ones. Without
    this the next call, which does not favour it any more, would take those: another selection of
    the same camera.
    """
    rest = error.copy()
    rest[rows] = 0.0
    left = budget - int(counts[rows].sum())
    return np.concatenate([rows, _first(rest, counts, left, finest)])
