"""GeoJSON text made by hand is GeoJSON."""

import json

from app.domain.points import Location
from app.services.maps.features import collection, json_text, line_head, point_head


def test_hostile_names_are_text() -> None:
    name = '</script><img src=x onerror="alert(1)">\u2028"\\'
    data = collection([f"{point_head(3, Location(7.123456789, 51.5), {'k': name})}}}}}"])
    (feature,) = json.loads(data)["features"]
    assert feature == {
        "type": "Feature",
        "id": 3,
        "geometry": {"type": "Point", "coordinates": [7.1234568, 51.5]},
        "properties": {"k": name},
    }


def test_properties_can_be_added() -> None:
    head = line_head(0, (Location(7.0, 51.0), Location(8.0, 52.0)), {"k": "a"})
    (feature,) = json.loads(collection([f'{head},"t":{json_text("b")}}}}}']))["features"]
    assert feature["geometry"]["coordinates"] == [[7.0, 51.0], [8.0, 52.0]]
    assert feature["properties"] == {"k": "a", "t": "b"}


def test_no_features_are_a_collection() -> None:
    assert json.loads(collection([])) == {"type": "FeatureCollection", "features": []}
