"""Movements of a camera as pure geometry."""

import math
from dataclasses import replace
from typing import Final

import numpy as np

from twin_viewer.model.frames import Doubles
from twin_viewer.navigation.grounds import Reach, on_plane
from twin_viewer.rendering.cameras import STEEPEST, Camera, looking_at

HIGHEST_PITCH: Final = 30.0
"""An orbiting camera looks no higher into the sky than this, degrees."""

HOME_PITCH: Final = -48.0
_CLOSEST_M: Final = 3.0
_LONGEST_PAN: Final = 3.0
"""One step of dragging moves a camera at most so many times its height."""

_EDGE: Final = 0.02
"""A city that is shown whole has this share of the picture as air round it."""

_HALVINGS: Final = 12
_FINE: Final = 1000


def orbited(camera: Camera, pivot: Doubles, heading_by: float, pitch_by: float) -> Camera:
    """Return a camera turned round a point; the point keeps its place in the picture.

    Args:
        camera: The camera.
        pivot: The point, metres of the scene.
        heading_by: Degrees clockwise.
        pitch_by: Degrees upwards.
    """
    relative = pivot - camera.position
    parts = (relative @ camera.right, relative @ camera.direction, relative @ camera.up)
    pitch = min(max(camera.pitch + pitch_by, -STEEPEST), max(HIGHEST_PITCH, camera.pitch))
    turned = camera.turned(camera.heading + heading_by, pitch)
    offset = parts[0] * turned.right + parts[1] * turned.direction + parts[2] * turned.up
    return turned.moved_to(pivot - offset)


def dragged(camera: Camera, anchor: Doubles, ray: Doubles) -> Camera:
    """Return a camera moved so that a grabbed point lies under the pointer again.

    Args:
        camera: The camera.
        anchor: The point that was grabbed.
        ray: Ray through where the pointer is now.
    """
    met = on_plane(camera, ray, float(anchor[2]))
    if met is None:
        return camera
    step = anchor - met
    length = float(np.hypot(step[0], step[1]))
    most = _LONGEST_PAN * max(camera.height - float(anchor[2]), 10.0)
    if length > most:
        step = step * (most / length)
    step[2] = 0.0
    return camera.moved_to(camera.position + step)


def slid(camera: Camera, right: float, ahead: float) -> Camera:
    """Return a camera moved level, in metres to the right and ahead."""
    heading = math.radians(camera.heading)
    east = camera.east + right * math.cos(heading) + ahead * math.sin(heading)
    north = camera.north - right * math.sin(heading) + ahead * math.cos(heading)
    return replace(camera, east=east, north=north)


def approached(camera: Camera, anchor: Doubles, factor: float) -> Camera:
    """Return a camera whose distance to a point is another, times `factor`."""
    relative = camera.position - anchor
    distance = float(np.linalg.norm(relative))
    if distance <= 0:
        return camera
    wanted = max(distance * factor, min(_CLOSEST_M, distance))
    return camera.moved_to(anchor + relative * (wanted / distance))


def seen_whole(reach: Reach, aspect: float, heading: float = 0.0) -> Camera:
    """Return a camera that sees a whole city.

    Args:
        reach: The city.
        aspect: Width of the picture by its height.
        heading: Direction of view, degrees.
    """
    corners = np.array(
        [
            (east, north, reach.ground)
            for east in (reach.west, reach.east)
            for north in (reach.south, reach.north)
        ]
    )
    size = (max(round(_FINE * aspect), 1), _FINE)
    near, far = reach.span / 4, reach.span * 16
    for _ in range(_HALVINGS):
        distance = (near * far) ** 0.5
        camera = looking_at(reach.middle, distance, heading, HOME_PITCH)
        seen = camera.project(corners, *size)[:, :2] / size
        is_whole = bool(np.all((seen > _EDGE) & (seen < 1 - _EDGE)))  # no comparison holds for NaN
        near, far = (near, distance) if is_whole else (distance, far)
    return looking_at(reach.middle, far, heading, HOME_PITCH)


def in_front_of(target: Doubles, camera: Camera, distance: float) -> Camera:
    """Return a camera that looks at a place from a distance, with the heading it has now."""
    pitch = min(max(camera.pitch, -60.0), -20.0)
    return looking_at(target, distance, camera.heading, pitch)


def metres_per_pixel(camera: Camera, distance: float, height: int) -> float:
    """Return how many metres a pixel stands for at a distance.

    Args:
        camera: The camera.
        distance: Metres along the direction of view.
        height: Height of the picture, pixels.
    """
    return 2.0 * distance * math.tan(math.radians(camera.fov) / 2) / max(height, 1)
