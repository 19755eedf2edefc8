"""Cameras as they are kept: in EPSG:25832 and height, independent of any scene."""

import math
from collections.abc import Mapping
from typing import Final

import numpy as np

from twin_viewer.model.frames import SceneFrame
from twin_viewer.rendering.cameras import FIELD_OF_VIEW, Camera

_PARTS: Final = ("east", "north", "height", "heading", "pitch")
_WIDEST: Final = 120.0


def camera_state(camera: Camera, frame: SceneFrame) -> dict[str, float]:
    """Return a camera in EPSG:25832 and height, JSON-like."""
    east, north, height = frame.to_world(camera.position).tolist()
    return {
        "east": round(east, 3),
        "north": round(north, 3),
        "height": round(height, 3),
        "heading": round(camera.heading, 3),
        "pitch": round(camera.pitch, 3),
        "fov": round(camera.fov, 3),
    }


def camera_of(state: object, frame: SceneFrame) -> Camera | None:
    """Return the camera of a scene that was remembered; None where it cannot be read."""
    if not isinstance(state, Mapping):
        return None
    parts = [_number(state.get(name)) for name in _PARTS]
    if any(one is None for one in parts):
        return None
    east, north, height, heading, pitch = (0.0 if one is None else one for one in parts)
    fov = _number(state.get("fov")) or FIELD_OF_VIEW
    place = np.array((east - frame.east, north - frame.north, height - frame.height), np.float64)
    camera = Camera(0.0, 0.0, 0.0, fov=min(max(fov, 1.0), _WIDEST))
    return camera.moved_to(place).turned(heading, pitch)


def _number(value: object) -> float | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number and math.isfinite(value) else None  # type: ignore[arg-type]  # a number
