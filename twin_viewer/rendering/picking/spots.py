"""What is picked by where it appears: marks of sensors, panoramas, masts, and lines of routes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from twin_viewer.model.frames import Doubles
from twin_viewer.rendering.cameras import Camera
from twin_viewer.rendering.picking.hits import Hit, HitKind

SLACK_M: Final = 1.5
SLACK_SHARE: Final = 0.01
"""A mark so far inside of a wall or the ground is still seen: it has a size of its own."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where a person points.

    Attributes:
        camera: From where the scene is seen.
        x: Pixels from the left.
        y: Pixels from above.
        width: Width of the picture, pixels.
        height: Height of the picture.
    """

    camera: Camera
    x: float
    y: float
    width: int
    height: int

    @property
    def place(self) -> tuple[float, float]:
        """Pixels from the left and from above."""
        return self.x, self.y

    def seen(self, places: Doubles) -> Doubles:
        """Return where places of the scene appear, float64 (N, 2); NaN behind the eye."""
        return self.camera.project(places, self.width, self.height)[:, :2]


@dataclass(frozen=True, slots=True, eq=False)
class Spots:
    """Marks of one kind.

    Attributes:
        kind: What they are.
        ids: Their ids.
        places: float64 (N, 3), metres of the scene.
        radius_px: How near the pointer has to come, pixels.
    """

    kind: HitKind
    ids: Sequence[str]
    places: Doubles
    radius_px: float

    def meet(self, pointer: Pointer, limit: float) -> Hit | None:
        """Return the nearest mark under the pointer that is not hidden.

        Args:
            pointer: Where the person points.
            limit: Metres from the eye at which something else hides it; infinite for nothing.
        """
        away = ((pointer.seen(self.places) - pointer.place) ** 2).sum(axis=1)
        rows = np.flatnonzero(away <= self.radius_px**2)
        if not rows.size:
            return None
        distances = np.linalg.norm(self.places[rows] - pointer.camera.position, axis=1)
        nearest = int(np.argmin(distances))
        distance = float(distances[nearest])
        if distance > limit + SLACK_M + SLACK_SHARE * limit:
            return None
        row = int(rows[nearest])
        return Hit(self.kind, self.ids[row], self.places[row], distance, row=row)


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """Routes of one kind.

    Attributes:
        kind: What they are.
        ids: Their ids.
        starts: First end of each straight piece, float64 (N, 3), metres of the scene.
        ends: Its other end, float64 (N, 3).
        owners: Row of `ids` of each piece, int32 (N,).
        radius_px: How near the pointer has to come, pixels.
    """

    kind: HitKind
    ids: Sequence[str]
    starts: Doubles
    ends: Doubles
    owners: NDArray[np.int64]
    radius_px: float

    def meet(self, pointer: Pointer, limit: float) -> Hit | None:
        """Return the nearest route under the pointer that is not hidden; see `Spots.meet`."""
        one, other = pointer.seen(self.starts), pointer.seen(self.ends)
        along = other - one
        length = np.maximum((along**2).sum(axis=1), 1e-9)
        share = np.clip(((pointer.place - one) * along).sum(axis=1) / length, 0, 1)
        away = ((one + share[:, None] * along - pointer.place) ** 2).sum(axis=1)
        rows = np.flatnonzero(away <= self.radius_px**2)
        if not rows.size:
            return None
        middle = share[rows, None]
        places = self.starts[rows] * (1 - middle) + self.ends[rows] * middle
        distances = np.linalg.norm(places - pointer.camera.position, axis=1)
        nearest = int(np.argmin(distances))
        distance = float(distances[nearest])
        if distance > limit + SLACK_M + SLACK_SHARE * limit:
            return None
        row = int(self.owners[rows[nearest]])
        return Hit(self.kind, self.ids[row], places[nearest], distance, row=row)
