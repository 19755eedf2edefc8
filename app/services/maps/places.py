"""Where devices are drawn: those at one place side by side, so that each can be seen and hit."""

from collections.abc import Hashable, Sequence
from math import cos, pi, radians, sin
from typing import Final

from app.domain.points import Location

METRES_PER_DEGREE: Final = 111_320.0
"""Length of a degree of latitude, on a sphere; good to half a percent, which is enough here."""

RING_M: Final = 13.0
"""Distance of the first ring from the true place, and from ring to ring, metres."""

_FIRST_RING: Final = 8
"""So many devices stand in the first ring; each further one has room for as many more."""


def shifted(place: Location, east_m: float, north_m: float) -> Location:
    """Return a place some metres away."""
    across = METRES_PER_DEGREE * max(cos(radians(place.latitude)), 1e-6)
    return Location(place.longitude + east_m / across, place.latitude + north_m / METRES_PER_DEGREE)


def fanned_out(
    places: Sequence[Location | None], ring_m: float = RING_M
) -> tuple[Location | None, ...]:
    """Return where each of some things is drawn, in the same order; None where there is no place.

    What stands alone keeps its place. Things of exactly one place stand around it in rings, in
    the order given, the first one north: always the same way for the same things.
    """
    groups: dict[Hashable, list[int]] = {}
    for index, place in enumerate(places):
        if place is not None:
            groups.setdefault((place.longitude, place.latitude), []).append(index)
    result = list(places)
    for members in groups.values():
        center = places[members[0]]
        if center is None or len(members) == 1:
            continue
        for index, (east, north) in zip(members, ring_offsets(len(members), ring_m), strict=True):
            result[index] = shifted(center, east, north)
    return tuple(result)


def ring_offsets(count: int, ring_m: float = RING_M) -> list[tuple[float, float]]:
    """Return how far east and north each of some things stands from their common place, metres."""
    offsets: list[tuple[float, float]] = []
    ring = 1
    while len(offsets) < count:
        inside = min(_FIRST_RING * ring, count - len(offsets))
        for nth in range(inside):
            turn = 2 * pi * nth / inside
            offsets.append((ring * ring_m * sin(turn), ring * ring_m * cos(turn)))
        ring += 1
    return offsets
