"""Where the streets were photographed: the best built stretches of roads near the centre."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely

from twin_viewer.model.frames import Doubles
from twin_viewer.synthetic.scenes import Scene
from twin_viewer.synthetic.shapes import along, points_of

STEP: Final = 10.0
"""Metres between two photographs."""
CAMERA: Final = 2.6
"""Height of the camera above the street, m."""
_STREETS: Final = 3
_AROUND: Final = 1_100.0
_NEAR: Final = 20.0


@dataclass(frozen=True, slots=True)
class Stop:
    """A place where a photograph is taken.

    Attributes:
        street: Row of the street.
        east: Of the camera, m.
        north: Likewise.
        height: Of the camera above NHN, m.
        heading: Direction of the drive, degrees clockwise from north.
        along: Metres from the start of the street.
    """

    street: int
    east: float
    north: float
    height: float
    heading: float
    along: float


def plan_drive(scene: Scene, count: int) -> list[Stop]:
    """Return places along the best built stretches of three streets, in the order of the drive."""
    if count < 1:
        return []
    per_street = -(-count // _STREETS)
    middle = shapely.points(scene.city.centre)
    streets = scene.city.streets
    stretches: list[tuple[float, int, float]] = []
    for row, line in enumerate(streets.lines):
        if streets.kinds[row] not in {"main", "secondary"}:
            continue
        if shapely.distance(line, middle) > _AROUND or line.length < per_street * STEP:
            continue
        stretches.append(_best_stretch(scene, row, per_street))
    stretches.sort(key=lambda each: (-each[0], each[1]))
    stops = [
        stop
        for _, row, start in stretches[:_STREETS]
        for stop in _stops(scene, row, start, per_street)
    ]
    return stops[:count]


def _best_stretch(scene: Scene, row: int, count: int) -> tuple[float, int, float]:
    """Return how well built the best stretch of a street is, the street, and where it starts."""
    line = scene.city.streets.lines[row]
    steps = np.arange(0.0, line.length, STEP)
    points = points_of(along(line, steps))
    away = shapely.distance(points, shapely.points(scene.city.centre))
    houses = shapely.STRtree(scene.footprints)
    found, _ = houses.query(points, predicate="dwithin", distance=_NEAR)
    built = np.minimum(np.bincount(found, minlength=len(steps)), 4) - away / 900.0
    total = np.convolve(built, np.ones(count), mode="valid")
    best = int(np.argmax(total))
    return float(total[best]), row, float(steps[best])


def _stops(scene: Scene, row: int, start: float, count: int) -> list[Stop]:
    line = scene.city.streets.lines[row]
    steps: Doubles = start + np.arange(count, dtype=np.float64) * STEP
    places = along(line, steps)
    way = along(line, steps + 2.0) - along(line, np.maximum(steps - 2.0, 0.0))
    headings = np.degrees(np.arctan2(way[:, 0], way[:, 1])) % 360.0
    heights = scene.city.terrain.heights(places[:, 0], places[:, 1]) + CAMERA
    return [
        Stop(
            row,
            round(float(east), 3),
            round(float(north), 3),
            round(float(height), 3),
            round(float(heading), 2) % 360.0,
            float(at),
        )
        for (east, north), height, heading, at in zip(places, heights, headings, steps, strict=True)
    ]
