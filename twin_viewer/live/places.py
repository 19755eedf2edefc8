"""Where the devices of a city stand in the scene."""

from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np

from app.domain.maps import Box
from app.services.maps.crs import UTM32, WGS84, transformer
from app.services.maps.devices import Devices
from twin_viewer.model.frames import Doubles, Floats, SceneFrame

ABOVE_M: Final = 3.0
"""A device is drawn so far above the ground: the profile does not say how high it hangs."""


class Terrain(Protocol):
    """Knows how high the ground is."""

    def heights_at(self, places: Doubles) -> Doubles:
        """Return heights at places (N, 2) of the scene, m; NaN where nobody knows."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class DevicePlaces:
    """Devices that have a place.

    Attributes:
        rows: Their rows among the devices of the city, int64 (K,).
        flat: East and north, float64 (K, 2), metres of the scene.
    """

    rows: "np.ndarray[tuple[int], np.dtype[np.int64]]"
    flat: Doubles

    def feet(self, terrain: Terrain, ground: float) -> Floats:
        """Return the height of the ground below each, float32 (K,).

        Args:
            terrain: How high the ground is.
            ground: Height where nobody knows.
        """
        known = terrain.heights_at(self.flat)
        return np.where(np.isnan(known), ground, known).astype(np.float32)

    def raised(self, feet: Floats) -> Floats:
        """Return where they are drawn, float32 (K, 3), above the ground below each."""
        return np.column_stack((self.flat, feet + np.float32(ABOVE_M))).astype(np.float32)


def places_of(devices: Devices, frame: SceneFrame) -> DevicePlaces:
    """Return the places of the devices of a city, fanned out as on the map."""
    spots = [(one.row, one.spot) for one in devices.all if one.spot is not None]
    rows = np.array([row for row, _ in spots], np.int64)
    if not len(rows):
        return DevicePlaces(rows, np.zeros((0, 2)))
    longitudes = np.array([spot.longitude for _, spot in spots])
    latitudes = np.array([spot.latitude for _, spot in spots])
    east, north = transformer(WGS84, UTM32).transform(longitudes, latitudes)
    return DevicePlaces(rows, np.column_stack((east - frame.east, north - frame.north)))


def box_of(box: Box, frame: SceneFrame) -> tuple[float, float, float, float]:
    """Return west, south, east and north of a box of degrees, metres of the scene."""
    corners = np.array(
        [(x, y) for x in (box.west, box.east) for y in (box.south, box.north)], np.float64
    )
    east, north = transformer(WGS84, UTM32).transform(corners[:, 0], corners[:, 1])
    return (
        float(np.min(east)) - frame.east,
        float(np.min(north)) - frame.north,
        float(np.max(east)) - frame.east,
        float(np.max(north)) - frame.north,
    )
