"""Which points are near another one: on its device, in its network, at its place."""

from dataclasses import dataclass
from math import isnan
from typing import Final

import numpy as np

from app.domain.cities import City
from app.domain.points import DeviceId, Location, Point, PointId
from app.domain.samples import Float64Array
from app.domain.topologies import Topology
from app.services.explanations.results import Nearness, Relation

NEAR_M: Final = 500.0
"""As the crow flies: what lies further away is hardly the same cause."""

MOST_POINTS: Final = 300
"""Neighbours that are looked at; the nearest ones are taken."""

_EARTH_M: Final = 6_371_000.0
_HALVED_M: Final = 250.0
_WEIGHTS: Final[dict[Relation, float]] = {
    Relation.SAME_DEVICE: 1.0,
    Relation.UPSTREAM: 1.0,
    Relation.DOWNSTREAM: 0.8,
    Relation.SAME_UPLINK: 0.75,
    Relation.SAME_SITE: 0.7,
    Relation.NEAR: 0.7,
    Relation.SAME_SOURCE: 0.6,
    Relation.CITY: 0.4,
}


def weight(nearness: Nearness) -> float:
    """Return how much nearness counts, 0 to 1; what is only near loses with the distance."""
    whole = _WEIGHTS[nearness.relation]
    if nearness.relation is not Relation.NEAR or isnan(nearness.distance_m):
        return whole
    return whole * float(0.5 ** (nearness.distance_m / _HALVED_M))


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A point near another one."""

    point: Point
    nearness: Nearness


class Neighbourhood:
    """Finds neighbours in a city; may be used from any thread.

    Args:
        city: The city.
        topology: Its network.
    """

    def __init__(self, city: City, topology: Topology) -> None:
        self._city = city
        self._topology = topology
        places = [(point.location or Location(np.nan, np.nan)) for point in city.points]
        self._longitude = np.array([place.longitude for place in places], np.float64)
        self._latitude = np.array([place.latitude for place in places], np.float64)
        self._rows_of: dict[DeviceId, list[int]] = {}
        for row, point in enumerate(city.points):
            self._rows_of.setdefault(point.device, []).append(row)

    def of(self, point: Point) -> list[Neighbour]:
        """Return the points near one, the nearest first; the point itself is not among them."""
        metres = self._metres(point.location)
        rows = set(np.flatnonzero(metres <= NEAR_M).tolist())
        for device in self._devices_about(point.device):
            rows.update(self._rows_of.get(device, ()))
        found = [
            Neighbour(other, self._nearness(point, other, float(metres[row])))
            for row in rows
            if (other := self._city.points[row]).id != point.id
        ]
        found.sort(key=lambda one: (-weight(one.nearness), one.point.id))
        return found[:MOST_POINTS]

    def metres_to(self, point: Point, place: Location) -> float:
        """Return how far a place is from a point; NaN where the point's is not known."""
        if point.location is None:
            return float("nan")
        there = np.array([place.longitude]), np.array([place.latitude])
        return float(distance_m(point.location, *there)[0])

    def of_source(self, source: str) -> list[Neighbour]:
        """Return points that a source delivers, one a device: they stand for their devices."""
        devices: dict[DeviceId, Point] = {}
        for point in self._city.points:
            if point.source == source:
                devices.setdefault(point.device, point)
        near = Nearness(Relation.SAME_SOURCE)
        return [Neighbour(point, near) for point in list(devices.values())[:MOST_POINTS]]

    def _devices_about(self, device: DeviceId) -> list[DeviceId]:
        """Return a device, those it hangs on, those on it, and those beside it."""
        above = self._topology.upstream(device)
        beside = self._topology.downstream(above[0]) if above else ()
        about = (device, *above, *self._topology.downstream(device), *beside)
        return list(dict.fromkeys(about))

    def _metres(self, place: Location | None) -> Float64Array:
        if place is None:
            return np.full(len(self._longitude), np.nan)
        return distance_m(place, self._longitude, self._latitude)

    def _nearness(self, point: Point, other: Point, metres: float) -> Nearness:
        joint = self._topology.joint(point.device, other.device)
        via, steps = joint or (None, None)
        return Nearness(self._relation(point, other), metres, steps, via)

    def _relation(self, point: Point, other: Point) -> Relation:
        here, there = point.device, other.device
        if here == there:
            return Relation.SAME_DEVICE
        if there in self._topology.upstream(here):
            return Relation.UPSTREAM
        if here in self._topology.upstream(there):
            return Relation.DOWNSTREAM
        if self._topology.joint(here, there) is not None:
            return Relation.SAME_UPLINK
        is_same = point.site.de and (point.district, point.site) == (other.district, other.site)
        return Relation.SAME_SITE if is_same else Relation.NEAR


def distance_m(place: Location, longitude: Float64Array, latitude: Float64Array) -> Float64Array:
    """Return the distance of places from one in metres; within a city the earth is flat enough."""
    east = np.radians(longitude - place.longitude) * np.cos(np.radians(place.latitude))
    metres: Float64Array = _EARTH_M * np.hypot(east, np.radians(latitude - place.latitude))
    return metres


def nearness_by_id(neighbours: list[Neighbour]) -> dict[PointId, Neighbour]:
    """Return neighbours by the id of their point."""
    return {one.point.id: one for one in neighbours}
