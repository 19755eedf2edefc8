"""Rasters: heights of the ground, and photographs from above."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twin_viewer.model.faults import Fault
from twin_viewer.model.frames import AS_SURVEYED, Reference


@dataclass(frozen=True, slots=True, eq=False)
class HeightGrid:
    """Heights of the ground at regular places.

    Attributes:
        heights: float32 (rows, columns), m; the first row is the southernmost; NaN where nothing is
            known.
        west: Easting of the first column's place, m.
        south: Northing of the first row's place, m.
        step: Metres between places, the same both ways.
        reference: What the coordinates were.
        faults: What is missing.
    """

    heights: NDArray[np.float32]
    west: float
    south: float
    step: float
    reference: Reference = AS_SURVEYED
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class OrthoImage:
    """A photograph from above, or a part of it.

    Attributes:
        pixels: Red, green, blue, uint8 (rows, columns, 3); the first row is the northernmost.
        west: Western edge, m.
        south: Southern edge, m.
        east: Eastern edge, m.
        north: Northern edge, m.
        reference: What the coordinates were.
        faults: What is missing.
    """

    pixels: NDArray[np.uint8]
    west: float
    south: float
    east: float
    north: float
    reference: Reference = AS_SURVEYED
    faults: tuple[Fault, ...] = ()
