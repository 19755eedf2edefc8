"""Which square of the base map is painted next, and how fine: pure decisions."""

from dataclasses import dataclass, field
from math import cos, radians, sin
from typing import Final

import numpy as np

from twin_viewer.grounds.features import KM
from twin_viewer.loading.plans import MOST_TILES, nearest, reachable
from twin_viewer.model.cities import TileKey
from twin_viewer.model.frames import Doubles, SceneFrame
from twin_viewer.rendering.cameras import Camera

SIDES: Final = ((700.0, 1_024), (2_000.0, 512), (4_500.0, 256), (1e9, 128))
"""Distance up to which, m, a picture is how many pixels wide."""

ROUGH: Final = 128
"""Width of the first picture of every square: the whole city is there at once."""

_UNSEEN_M: Final = 2_500.0
"""What lies behind the camera counts as so much farther."""

_LAST: Final = 1e9
_SPARED: Final = 0.8
"""A picture that is finer than one so much nearer would be is painted coarser, for its memory."""


def pixels_of(distance: float) -> int:
    """Return how many pixels wide the picture of a square so far away is wanted."""
    return next(side for reach, side in SIDES if distance <= reach)


@dataclass(frozen=True, slots=True)
class Wish:
    """A square to be painted.

    Attributes:
        key: Which.
        pixels: How wide, pixels.
        left: How many are left with it.
    """

    key: TileKey
    pixels: int
    left: int


@dataclass(slots=True)
class GroundPlan:
    """What is painted, and what comes next.

    Attributes:
        frame: Origin of the scene.
        squares: What the map covers and the scene can show.
        made: How wide the picture of a square is; those of other colours are not among them.
    """

    frame: SceneFrame
    squares: frozenset[TileKey] = frozenset()
    made: dict[TileKey, int] = field(default_factory=dict)

    def take(self, squares: frozenset[TileKey], camera: Camera) -> None:
        """Take another map; all of it has to be painted."""
        reached = reachable(squares, self.frame)
        self.squares = frozenset(nearest(reached, self.frame, camera, MOST_TILES))
        self.made = {}

    def next(self, camera: Camera, ground: float) -> Wish | None:
        """Return what is to be painted next; None when all is as it should be.

        First everything roughly, then what is near finer, then what is needlessly fine.

        Args:
            camera: From where it is seen.
            ground: Height of the ground below the camera, m of the scene.
        """
        keys = list(self.squares)
        if not keys:
            return None
        away = self._away(keys, camera, ground)
        wanted = np.array([pixels_of(one) for one in away.tolist()])
        made = np.array([self.made.get(key, 0) for key in keys])
        most = np.array([pixels_of(_SPARED * one) for one in away.tolist()])
        is_missing, is_coarse, is_wasted = made == 0, made < wanted, made > most
        left = int(is_missing.sum()) + int((np.maximum(made, ROUGH) < wanted).sum())
        if is_missing.any():
            row = int(np.argmin(np.where(is_missing, away, np.inf)))
            return Wish(keys[row], ROUGH, left)
        left += int(is_wasted.sum())
        if not left:
            return None
        scores = np.where(is_coarse, away, np.where(is_wasted, away + _LAST, np.inf))
        row = int(np.argmin(scores))
        return Wish(keys[row], int(wanted[row]), left)

    def _away(self, keys: list[TileKey], camera: Camera, ground: float) -> Doubles:
        """Return how far squares are from the camera, m, also upwards; unseen ones count farther.

        A camera that is high up and looks down also sees what lies a little behind it.
        """
        above = max(0.0, camera.height - ground)
        west, south = (np.array(keys, np.float64) * KM - (self.frame.east, self.frame.north)).T
        ahead = radians(camera.heading)
        corners = [
            (west + x * KM - camera.east) * sin(ahead)
            + (south + y * KM - camera.north) * cos(ahead)
            for x in (0, 1)
            for y in (0, 1)
        ]
        aside = np.maximum(np.maximum(west - camera.east, camera.east - west - KM), 0.0)
        along = np.maximum(np.maximum(south - camera.north, camera.north - south - KM), 0.0)
        away: Doubles = np.sqrt(aside**2 + along**2 + above**2)
        away += _UNSEEN_M * (np.max(corners, axis=0) < -above)
        return away
