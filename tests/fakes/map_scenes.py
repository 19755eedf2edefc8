"""Small maps to draw: features at places of the test's choice, layers of every kind."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from app.domain.maps import LayerKind, MapLayer
from app.domain.texts import NO_TEXT
from app.services.maps.sources import MapSource

Place = tuple[float, float]
HAMM: Place = (7.82, 51.68)
GROUND = ("ground", "green", "water", "rail", "roads", "borders", "landmarks", "places")


def layer(layer_id: str, kind: LayerKind | None = None, **more: Any) -> MapLayer:
    """Make a layer; its kind is the first word of its id unless it is given."""
    return MapLayer(layer_id, NO_TEXT, kind or LayerKind(layer_id.partition(":")[0]), **more)


def ground_layers() -> list[MapLayer]:
    """Make the layers of the base map."""
    return [layer(f"base:{name}") for name in GROUND]


def feature(row: int, shape: str, coordinates: Any, **properties: Any) -> dict[str, Any]:
    """Make a feature of GeoJSON."""
    geometry = {"type": shape, "coordinates": coordinates}
    return {"type": "Feature", "id": row, "properties": properties, "geometry": geometry}


def source(
    source_id: str, features: Iterable[dict[str, Any]] = (), version: int = 1, **more: Any
) -> MapSource:
    """Make a source of features."""
    collection = {"type": "FeatureCollection", "features": list(features)}
    return MapSource(source_id, version, json.dumps(collection).encode(), **more)


def devices(places: Sequence[Place], *, field: str = "a") -> list[dict[str, Any]]:
    """Make a device at each place; its row is its place in the list."""
    return [
        feature(row, "Point", place, k=f"device-{row}", f=field, n=f"Gerät {row}")
        for row, place in enumerate(places)
    ]


def alarm(number: int, place: Place, rank: int, *, is_acknowledged: bool = False) -> dict[str, Any]:
    """Make an alarm."""
    facts = {"k": f"alarm-{number}", "r": rank, "a": int(is_acknowledged), "h": 0, "t": ""}
    return feature(number, "Point", place, **facts)


def square(west: float, south: float, side: float) -> list[list[Place]]:
    """Return the outline of a square."""
    east, north = west + side, south + side
    return [[(west, south), (east, south), (east, north), (west, north), (west, south)]]


def ground_sources() -> list[MapSource]:
    """Make a base map of a few features of each kind."""
    west, south = HAMM[0] - 0.05, HAMM[1] - 0.05
    line = [(west, south + 0.03), (west + 0.1, south + 0.04)]
    across = [(west + 0.02, south), (west + 0.03, south + 0.1)]
    area = square(west, south, 0.1)
    small = square(west + 0.01, south + 0.01, 0.02)
    kinds = {
        "districts": [feature(0, "Polygon", area, name="Mitte")],
        "green": [feature(0, "Polygon", small, name="Kurpark", **{"class": "park"})],
        "water": [feature(0, "LineString", line, name="Lippe", **{"class": "river"})],
        "roads": [feature(0, "LineString", across, name="Südring", ref="A 2", **{"class": "main"})],
        "rail": [feature(0, "LineString", across, **{"class": "rail"})],
        "places": [feature(0, "Point", HAMM, name="Mitte", **{"class": "district"})],
        "landmarks": [
            feature(0, "Point", HAMM, name="Rathaus", name_en="Town hall", **{"class": "hall"})
        ],
    }
    return [source(f"base-{stem}", found) for stem, found in kinds.items()]
