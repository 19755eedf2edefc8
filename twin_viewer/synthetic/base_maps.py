"""The base map of the profile in metres: what is built on, and what must stay free."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyproj
import shapely
from shapely.geometry.base import BaseGeometry

from twin_viewer.model.frames import CRS, Doubles
from twin_viewer.synthetic.shapes import lines_of

_HALF_WIDTHS: Final = {
    "motorway": 14.0,
    "main": 5.5,
    "secondary": 4.5,
    "rail": 5.0,
    "yard": 4.0,
    "river": 16.0,
    "canal": 24.0,
    "stream": 2.5,
}
"""Half the width of what the map draws as lines, m: usual figures, the map gives none."""

_AHSE: Final = 8.0
"""Half the width of the Ahse, the smaller of the two rivers, m."""


@dataclass(frozen=True, slots=True, eq=False)
class Feature:
    """A feature of the base map.

    Attributes:
        kind: Its class, such as `motorway`, `river`, `forest`.
        name: Its name; empty where it has none.
        shape: Line, polygon or point, EPSG:25832.
        half_width: Half the width of a line, m; 0 for all else.
    """

    kind: str
    name: str
    shape: BaseGeometry
    half_width: float = 0.0

    def areas(self, margin: float = 0.0) -> list[BaseGeometry]:
        """Return the ground it covers, widened by `margin` metres, of lines piece by piece.

        Small pieces are found and compared much faster than one line across the whole city.
        """
        if self.shape.geom_type != "LineString":
            return [shapely.buffer(self.shape, margin, quad_segs=3)]
        corners = shapely.get_coordinates(self.shape)
        pieces = lines_of(np.stack((corners[:-1], corners[1:]), axis=1))
        return list(shapely.buffer(pieces, self.half_width + margin, quad_segs=3))


@dataclass(frozen=True, slots=True, eq=False)
class BaseMap:
    """The base map.

    Attributes:
        districts: Areas of the city.
        water: Rivers, canal, streams as lines; lakes and harbours as areas.
        rail: Tracks.
        roads: Roads as lines.
        greens: Forests, parks, cemeteries and meadows.
        places: Points of the quarters; the kind is `city`, `district` or `quarter`.
        landmarks: Points of what everybody knows.
    """

    districts: tuple[Feature, ...]
    water: tuple[Feature, ...]
    rail: tuple[Feature, ...]
    roads: tuple[Feature, ...]
    greens: tuple[Feature, ...]
    places: tuple[Feature, ...]
    landmarks: tuple[Feature, ...]

    def city(self) -> BaseGeometry:
        """Return the area of the whole city."""
        return shapely.union_all([shapely.make_valid(each.shape) for each in self.districts])


def read_base_map(folder: Path) -> BaseMap:
    """Read the GeoJSON files of a profile's map; a missing file is an empty layer.

    Raises:
        ValueError: `districts.geojson` has no area, so there is no city.
    """
    layers = {
        name: _layer(folder / f"{name}.geojson")
        for name in ("districts", "water", "rail", "roads", "green", "places", "landmarks")
    }
    if not layers["districts"]:
        raise ValueError(f"{folder}: districts.geojson has no areas")
    return BaseMap(
        layers["districts"],
        layers["water"],
        layers["rail"],
        layers["roads"],
        layers["green"],
        layers["places"],
        layers["landmarks"],
    )


def to_metres(places: Doubles) -> Doubles:
    """Return longitude and latitude, (N, 2), as east and north, (N, 2)."""
    turned = _between("EPSG:4326", CRS)
    return np.stack(turned.transform(places[:, 0], places[:, 1]), axis=1)


def to_degrees(places: Doubles) -> Doubles:
    """Return east and north, (N, 2), as longitude and latitude, (N, 2)."""
    turned = _between(CRS, "EPSG:4326")
    return np.stack(turned.transform(places[:, 0], places[:, 1]), axis=1)


@cache
def _between(source: str, target: str) -> pyproj.Transformer:
    return pyproj.Transformer.from_crs(source, target, always_xy=True)


def _layer(file: Path) -> tuple[Feature, ...]:
    if not file.exists():
        return ()
    features: list[dict[str, Any]] = json.loads(file.read_text("utf-8"))["features"]
    shapes = shapely.from_geojson([json.dumps(each["geometry"]) for each in features])
    moved = shapely.transform(shapes, to_metres)
    return tuple(
        _feature(each["properties"], shape) for each, shape in zip(features, moved, strict=True)
    )


def _feature(properties: dict[str, Any], shape: BaseGeometry) -> Feature:
    kind = str(properties.get("class", "district"))
    name = str(properties.get("name") or properties.get("ref") or "")
    half_width = _HALF_WIDTHS.get(kind, 0.0) if shape.geom_type == "LineString" else 0.0
    return Feature(kind, name, shape, _AHSE if name == "Ahse" else half_width)
