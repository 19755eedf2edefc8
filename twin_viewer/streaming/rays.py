"""Which point of a scan lies under the pointer: rays through the nodes that are shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np

from twin_viewer.model.frames import Doubles
from twin_viewer.rendering.layers.cloud_colors import NodePoints

FINGER: Final = 0.006
"""A ray is so wide, metres for each metre of distance: about five pixels."""


@dataclass(slots=True, eq=False)
class Target:
    """A node that can be met.

    Args:
        points: Its points.
    """

    points: NodePoints

    @property
    def centre(self) -> Doubles:
        """Middle of its points, float64 (3,)."""
        return self.points.centre

    @property
    def radius(self) -> float:
        """All its points lie so near to the middle, m."""
        return self.points.radius


def first_point(
    targets: Iterable[Target], origin: Doubles, direction: Doubles, finger: float = FINGER
) -> tuple[Doubles, float] | None:
    """Return the first point near a ray and its distance, m; None where there is none.

    Args:
        targets: The nodes.
        origin: float64 (3,), metres of the scene.
        direction: Unit vector, float64 (3,).
        finger: How wide the ray is, metres for each metre of distance.
    """
    best: tuple[Doubles, float] | None = None
    for target in targets:
        away = target.centre - origin
        along = float(away @ direction)
        aside = float(np.sqrt(max(0.0, float(away @ away) - along * along)))
        reach = target.radius + max(0.0, along + target.radius) * finger
        nearest = along - target.radius
        if along + target.radius <= 0 or aside > reach or (best and nearest > best[1]):
            continue
        found = _first_of(target.points, origin, direction, finger)
        if found is not None and (best is None or found[1] < best[1]):
            best = found
    return best


def _first_of(
    points: NodePoints, origin: Doubles, direction: Doubles, finger: float
) -> tuple[Doubles, float] | None:
    away = points.xyz - origin.astype(np.float32)
    along = away @ direction.astype(np.float32)
    aside = np.einsum("ij,ij->i", away, away) - along * along
    is_met = (along > 0) & (aside <= np.square(along * np.float32(finger)))
    rows = np.flatnonzero(is_met)
    if not len(rows):
        return None
    row = rows[int(np.argmin(along[rows]))]
    return points.xyz[row].astype(np.float64), float(along[row])
