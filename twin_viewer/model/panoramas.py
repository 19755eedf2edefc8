"""Panoramas of a street survey: where each photograph was taken, and how it was held."""

from dataclasses import dataclass
from pathlib import Path

from twin_viewer.model.faults import Fault
from twin_viewer.model.frames import AS_SURVEYED, Reference


@dataclass(frozen=True, slots=True)
class PanoramaPose:
    """A photograph all around (equirectangular), and how the camera stood.

    Attributes:
        id: Its id in the survey.
        file: The photograph.
        east: Easting of the camera, m.
        north: Northing of the camera, m.
        height: Height of the camera, m.
        heading: Direction of the middle column, degrees clockwise from north.
        pitch: How far the camera's nose is raised, degrees.
        roll: How far it leans to the right, degrees.
        time_us: When it was taken, µs UTC; None where the survey does not say.
        mask: A picture of the same proportions, white where faces and plates are to be blurred;
            None where there is none.
    """

    id: str
    file: Path
    east: float
    north: float
    height: float
    heading: float
    pitch: float = 0.0
    roll: float = 0.0
    time_us: int | None = None
    mask: Path | None = None


@dataclass(frozen=True, slots=True)
class Survey:
    """A drive through streets.

    Attributes:
        poses: The photographs in the order of the drive.
        reference: What the coordinates were.
        faults: What is missing.
        convention: How the file's angles were read, for a person to see and to change.
    """

    poses: tuple[PanoramaPose, ...]
    reference: Reference = AS_SURVEYED
    faults: tuple[Fault, ...] = ()
    convention: str = ""
