"""The ground of a made-up inventory: districts, roads and quarters of the profile's map, in m."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import cos, radians, sin
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from app.domain.cities import City
from app.services.maps.crs import UTM32, WGS84, to_utm, transformer

Places = npt.NDArray[np.float64]
"""East and north in EPSG:25832, (N, 2), m."""

_MARGINS: Final = {
    "motorway": 70.0,
    "rail": 25.0,
    "yard": 40.0,
    "river": 45.0,
    "canal": 55.0,
    "stream": 12.0,
}
"""So far from what the map draws as lines nobody builds, m."""
_REACH: Final = 4_000.0
"""So far from the centres of its districts a city without a map reaches, m."""
_COMPASS: Final = ("Oststraße", "Nordstraße", "Weststraße", "Südstraße")
"""Roads that cross in each district of a city without a map."""


@dataclass(frozen=True, slots=True, eq=False)
class Road:
    """A road of the map that has a name.

    Attributes:
        name: Its name.
        line: Its middle, (N, 2), m.
    """

    name: str
    line: Places


@dataclass(frozen=True, slots=True, eq=False)
class DemoPlaces:
    """Where things of the demo inventory may stand.

    Attributes:
        areas: Area of each district by its id, EPSG:25832.
        roads: Roads that houses stand along and cables lie in.
        quarters: Name and middle of each quarter, in the order of the map.
        closed: Where nobody builds: water, forests, parks, tracks, motorways.
    """

    areas: Mapping[str, BaseGeometry]
    roads: tuple[Road, ...]
    quarters: tuple[tuple[str, tuple[float, float]], ...]
    closed: BaseGeometry

    def district_of(self, east: float, north: float) -> str:
        """Return the district of a place, the nearest one outside of all."""
        place = shapely.Point(east, north)
        return min(self.areas, key=lambda one: self.areas[one].distance(place))


def read_places(city: City) -> DemoPlaces:
    """Read the ground from the map of the profile; without a map it is made up round the districts.

    Some 100 ms; not for the thread of the window.

    Raises:
        ValueError: The city has no districts.
    """
    if not city.districts:
        raise ValueError("a city without districts has nowhere to put an inventory")
    folder = Path(city.map.folder) if city.map.folder else None
    layers = {name: list(_features(folder, name)) for name in _LAYERS}
    known = {district.id for district in city.districts}
    areas = {
        str(properties["id"]): shapely.make_valid(shape)
        for properties, shape in layers["districts"]
        if properties.get("id") in known
    }
    if areas.keys() != known:
        areas = _made_up_areas(city)
    roads = _joined_roads(layers["roads"]) or _made_up_roads(city)
    quarters = [
        (str(properties.get("name", "")), (shape.centroid.x, shape.centroid.y))
        for properties, shape in layers["places"]
        if properties.get("class") in {"quarter", "district"}
    ]
    centres = [
        (one.name.de, to_utm(one.center.longitude, one.center.latitude)) for one in city.districts
    ]
    return DemoPlaces(areas, roads, tuple(quarters or centres), _closed(layers))


_LAYERS: Final = ("districts", "roads", "places", "water", "green", "rail")


def _features(folder: Path | None, name: str) -> Iterator[tuple[Any, BaseGeometry]]:
    if folder is None:
        return
    try:
        collection = json.loads((folder / f"{name}.geojson").read_text("utf-8"))
    except (OSError, ValueError):
        return
    change = transformer(WGS84, UTM32)
    for feature in collection.get("features", ()):
        shape = shapely.from_geojson(json.dumps(feature["geometry"]))
        metres = shapely.transform(
            shape, lambda degrees: np.stack(change.transform(*degrees.T), axis=1)
        )
        yield feature.get("properties") or {}, metres


def _joined_roads(features: list[tuple[Any, BaseGeometry]]) -> tuple[Road, ...]:
    return tuple(
        Road(str(properties.get("name", "")), shapely.get_coordinates(shape))
        for properties, shape in features
        if properties.get("class") != "motorway" and shape.geom_type == "LineString"
    )


def _closed(layers: Mapping[str, list[tuple[Any, BaseGeometry]]]) -> BaseGeometry:
    grounds = []
    for name in ("water", "green", "rail", "roads"):
        for properties, shape in layers[name]:
            kind = properties.get("class")
            if shape.geom_type == "Polygon":
                grounds.append(shapely.make_valid(shape).buffer(8.0, quad_segs=2))
            elif kind in _MARGINS:
                grounds.append(shape.buffer(_MARGINS[kind], quad_segs=2))
    return shapely.union_all(grounds)


def _made_up_areas(city: City) -> dict[str, BaseGeometry]:
    """Return for each district what is nearest to its centre, of a square round the city."""
    centres = np.array(
        [to_utm(one.center.longitude, one.center.latitude) for one in city.districts]
    )
    (west, south), (east, north) = centres.min(axis=0) - _REACH, centres.max(axis=0) + _REACH
    square = shapely.box(west, south, east, north)
    if len(centres) == 1:
        return {city.districts[0].id: square}
    cells = shapely.get_parts(
        shapely.voronoi_polygons(shapely.MultiPoint(centres), extend_to=square)
    )
    tree = shapely.STRtree(cells)
    found = {}
    for district, centre in zip(city.districts, centres, strict=True):
        row = int(tree.nearest(shapely.Point(centre)))
        found[district.id] = shapely.intersection(cells[row], square)
    return found


def _made_up_roads(city: City) -> tuple[Road, ...]:
    """Return roads from the first district to the others, and a star in each."""
    centres = [to_utm(one.center.longitude, one.center.latitude) for one in city.districts]
    roads = [
        Road(f"{one.name.de}er Straße", np.array([centres[0], centre]))
        for one, centre in zip(city.districts[1:], centres[1:], strict=True)
    ]
    for one, (east, north) in zip(city.districts, centres, strict=True):
        for number, point in enumerate(_COMPASS):
            turn = radians(45.0 * number + 11.0 * len(roads))
            ends = np.outer((-_REACH / 2, 0.0, _REACH / 2), (cos(turn), sin(turn)))
            name = f"{one.name.de}, {point}"
            roads.append(Road(name, np.array([east, north]) + ends))
    return tuple(roads)
