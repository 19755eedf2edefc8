"""What the words of CityGML and CityJSON mean: surfaces, and which level of detail is shown."""

from collections.abc import Iterable
from typing import Final

from twin_viewer.model.cities import Surface

FINEST: Final = 2.2
"""Finest level of detail shown where there are several: shell with roof, without openings."""

_SURFACES: Final = {
    "WallSurface": Surface.WALL,
    "OuterCeilingSurface": Surface.WALL,
    "RoofSurface": Surface.ROOF,
    "OuterFloorSurface": Surface.ROOF,
    "GroundSurface": Surface.GROUND,
    "ClosureSurface": Surface.CLOSURE,
    "WaterSurface": Surface.WATER,
    "WaterGroundSurface": Surface.WATER,
    "WaterClosureSurface": Surface.WATER,
    "TrafficArea": Surface.ROAD,
    "AuxiliaryTrafficArea": Surface.ROAD,
}
"""Boundary surfaces of CityGML 2.0 and semantic surfaces of CityJSON 2.0."""

_KINDS: Final = {
    "Road": Surface.ROAD,
    "Railway": Surface.ROAD,
    "Track": Surface.ROAD,
    "Square": Surface.ROAD,
    "TransportSquare": Surface.ROAD,
    "TransportationComplex": Surface.ROAD,
    "TrafficArea": Surface.ROAD,
    "AuxiliaryTrafficArea": Surface.ROAD,
    "WaterBody": Surface.WATER,
    "Waterway": Surface.WATER,
    "PlantCover": Surface.GREEN,
    "SolitaryVegetationObject": Surface.GREEN,
    "Bridge": Surface.BRIDGE,
    "BridgePart": Surface.BRIDGE,
    "BridgeInstallation": Surface.BRIDGE,
    "BridgeConstructionElement": Surface.BRIDGE,
    "BridgeConstructiveElement": Surface.BRIDGE,
}
"""Classes whose polygons need no boundary surface to say what they are."""


def surface_of(name: str, kind: str) -> Surface:
    """Return what a polygon belongs to.

    Args:
        name: Its boundary surface, such as `RoofSurface`; empty where it has none.
        kind: Class of its object, such as `Building`.
    """
    return _SURFACES.get(name) or _KINDS.get(kind, Surface.OTHER)


def shown_level(levels: Iterable[float]) -> float | None:
    """Return which level of detail is shown: the finest up to 2.2, else the coarsest.

    Args:
        levels: Those an object has.
    """
    known = sorted(set(levels))
    if not known:
        return None
    return max((level for level in known if level <= FINEST), default=known[0])
