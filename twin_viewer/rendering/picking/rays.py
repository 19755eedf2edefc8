"""A ray, and the stretch of it that counts."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from twin_viewer.model.frames import Doubles

FAR_M: Final = 60_000.0
_FLAT: Final = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class Ray:
    """A stretch of a line.

    Attributes:
        origin: Where it begins to count distances, float64 (3,), metres of the scene.
        direction: Unit vector, float64 (3,).
        near: Where the stretch begins, metres from the origin.
        far: Where it ends.
    """

    origin: Doubles
    direction: Doubles
    near: float = 0.0
    far: float = FAR_M

    def at(self, distance: float) -> Doubles:
        """Return the place so many metres from the origin, float64 (3,)."""
        return self.origin + distance * self.direction

    def until(self, far: float) -> "Ray":
        """Return the stretch that ends no later."""
        return replace(self, far=min(self.far, far))

    def clipped(self, planes: Doubles) -> "Ray | None":
        """Return what of the stretch lies on the kept side of all planes; None where nothing does.

        Args:
            planes: Rows a, b, c, d, float64 (N, 4), as `analysis.sections` makes them.
        """
        near, far = self.near, self.far
        for plane in planes:
            above = float(self.origin @ plane[:3] + plane[3])
            rising = float(self.direction @ plane[:3])
            if abs(rising) < _FLAT:
                if above < 0:
                    return None
            elif rising > 0:
                near = max(near, -above / rising)
            else:
                far = min(far, -above / rising)
        return replace(self, near=near, far=far) if near < far else None

    def spans(self, lows: Doubles, highs: Doubles) -> tuple[Doubles, Doubles]:
        """Return where the ray enters and leaves boxes; it misses those it leaves before entering.

        Args:
            lows: float64 (N, 3).
            highs: float64 (N, 3).

        Returns:
            Metres from the origin, twice float64 (N,), cut to the stretch.
        """
        slope = np.where(np.abs(self.direction) < _FLAT, _FLAT, self.direction)
        one = (lows - self.origin) / slope
        other = (highs - self.origin) / slope
        enters = np.minimum(one, other).max(axis=1)
        leaves = np.maximum(one, other).min(axis=1)
        return np.maximum(enters, self.near), np.minimum(leaves, self.far)
