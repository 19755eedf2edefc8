"""Files as strangers send them to the map, made on the spot."""

import json
from pathlib import Path
from typing import Any

from app.domain.maps import Box

HAMM = Box(7.67, 51.57, 8.0, 51.75)
"""Where the city is."""

AREA = [[[7.8, 51.6], [7.81, 51.6], [7.81, 51.61], [7.8, 51.61], [7.8, 51.6]]]
"""A sound polygon in it."""


def feature(kind: str, coordinates: object, **properties: object) -> dict[str, Any]:
    """Return a feature."""
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def collection(*features: object, **members: object) -> dict[str, Any]:
    """Return a FeatureCollection."""
    return {"type": "FeatureCollection", **members, "features": list(features)}


def written(folder: Path, content: object, name: str = "datei.geojson") -> Path:
    """Write a file: bytes and texts as they are, everything else as JSON."""
    path = folder / name
    match content:
        case bytes():
            path.write_bytes(content)
        case str():
            path.write_text(content, "utf-8")
        case _:
            path.write_text(json.dumps(content), "utf-8")
    return path


def read_back(geojson: bytes) -> list[dict[str, Any]]:
    """Return the features of a result, which must be strict JSON with ids 0 to n - 1."""

    def refuse(constant: str) -> float:
        raise AssertionError(constant)

    found = json.loads(geojson.decode("utf-8"), parse_constant=refuse)
    assert found["type"] == "FeatureCollection"
    features: list[dict[str, Any]] = found["features"]
    assert [one["id"] for one in features] == list(range(len(features)))
    return features
