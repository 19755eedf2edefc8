"""Points of a laser scan."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twin_viewer.model.faults import Fault
from twin_viewer.model.frames import AS_SURVEYED, Reference


@dataclass(frozen=True, slots=True, eq=False)
class PointCloud:
    """Points with what the scanner knew of each.

    Attributes:
        points: float64 (N, 3), EPSG:25832 and height, m.
        colors: Red, green, blue, uint8 (N, 3); None where the scan has no colour.
        intensity: uint16 (N,); None where it has none.
        classes: Class of the point after ASPRS (2 ground, 6 building …), uint8 (N,); None where it
            has none.
        reference: What the coordinates were.
        faults: What is missing.
    """

    points: NDArray[np.float64]
    colors: NDArray[np.uint8] | None = None
    intensity: NDArray[np.uint16] | None = None
    classes: NDArray[np.uint8] | None = None
    reference: Reference = AS_SURVEYED
    faults: tuple[Fault, ...] = ()
