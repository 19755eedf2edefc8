"""The base map is brought to metres and cut into the squares of the city, and nothing beyond."""

import json
from typing import Any

import numpy as np
import pytest
import shapely

from app.services.maps.crs import to_wgs84
from app.services.maps.sources import MapSource
from twin_viewer.grounds.features import GroundMap, Part, ground_map
from twin_viewer.model.cities import TileKey

KEY = TileKey(412, 5725)


def degrees(places: list[tuple[float, float]]) -> list[list[float]]:
    return [list(to_wgs84(412_000 + east, 5_725_000 + north)) for east, north in places]


def area(west: float, south: float, east: float, north: float) -> dict[str, Any]:
    ring = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    return {"type": "Polygon", "coordinates": [degrees(ring)]}


def line(*places: tuple[float, float]) -> dict[str, Any]:
    return {"type": "LineString", "coordinates": degrees(list(places))}


def source(name: str, *features: tuple[dict[str, Any], str]) -> MapSource:
    """Return a source of features with a class each."""
    made = [
        {"type": "Feature", "geometry": shape, "properties": {"class": word}}
        for shape, word in features
    ]
    data = json.dumps({"type": "FeatureCollection", "features": made}).encode()
    return MapSource(f"base-{name}", 1, data)


def length(found: dict[Part, Any], part: Part) -> float:
    return float(shapely.length(found[part]).sum())


def test_places_are_where_they_were_surveyed() -> None:
    ground = ground_map([source("districts", (area(100, 200, 900, 700), ""))])
    found = ground.cut(KEY, 0.0, 0.1)
    assert shapely.total_bounds(found[Part.LAND]) == pytest.approx(
        (412_100, 5_725_200, 412_900, 5_725_700), abs=0.5
    )
    assert length(found, Part.BORDER) == pytest.approx(2_600, abs=2)
    assert ground.has_city


def test_squares_are_those_the_city_touches() -> None:
    ground = ground_map(
        [
            source("districts", (area(100, 100, 1_200, 900), ""), (area(100, 900, 400, 1_300), "")),
            source("roads", (line((-9_000, 500), (9_000, 500)), "main")),
        ]
    )
    assert ground.squares == {KEY, TileKey(413, 5725), TileKey(412, 5726)}


def test_without_districts_the_map_says_where_it_is() -> None:
    ground = ground_map([source("roads", (line((500, 500), (1_500, 500)), "main"))])
    assert ground.squares == {KEY, TileKey(413, 5725)}
    assert not ground.has_city
    assert length(ground.cut(KEY, 50.0, 0.1), Part.MAIN) == pytest.approx(550, abs=1)


def test_nothing_is_drawn_beyond_the_city() -> None:
    ground = ground_map(
        [
            source("districts", (area(0, 0, 600, 1_000), "")),
            source("water", (line((0, 500), (1_000, 500)), "river")),
            source("green", (area(500, 0, 1_000, 1_000), "forest")),
        ]
    )
    found = ground.cut(KEY, 30.0, 0.1)
    assert length(found, Part.RIVER) == pytest.approx(600, abs=2)
    assert float(shapely.area(found[Part.GREEN]).sum()) == pytest.approx(100_000, rel=0.01)


def test_a_border_between_two_districts_is_drawn_once() -> None:
    halves = area(0, 0, 500, 1_000), area(500, 0, 1_000, 1_000)
    ground = ground_map([source("districts", *((half, "") for half in halves))])
    assert length(ground.cut(KEY, 30.0, 0.1), Part.BORDER) == pytest.approx(5_000, rel=0.01)


@pytest.mark.parametrize(
    ("file", "word", "part"),
    [
        ("water", "stream", Part.STREAM),
        ("water", "canal", Part.CANAL),
        ("rail", "rail", Part.RAIL),
        ("rail", "tram", Part.RAIL),
        ("rail", "yard", Part.TRACKS),
        ("roads", "motorway", Part.MOTORWAY),
        ("roads", "secondary", Part.SECONDARY),
        ("roads", "path", None),
        ("places", "city", None),
        ("green", "park", None),
    ],
)
def test_a_line_is_what_its_file_and_class_say(file: str, word: str, part: Part | None) -> None:
    ground = ground_map([source(file, (line((100, 100), (900, 900)), word))])
    assert set(ground.cut(KEY, 0.0, 0.1)) == ({part} if part is not None else set())


def test_what_cannot_be_brought_to_metres_is_passed_over() -> None:
    far = {"type": "LineString", "coordinates": [[0.0, 90.0], [180.0, -90.0]]}
    empty: dict[str, Any] = {"type": "Polygon", "coordinates": []}
    ground = ground_map([source("roads", (far, "main"), (empty, "main"))])
    assert ground.squares == frozenset()
    assert ground_map([]).squares == frozenset()
    assert GroundMap({}).cut(KEY, 0.0, 0.1) == {}


def test_a_crossed_area_and_one_in_several_parts_are_drawn() -> None:
    bow = {
        "type": "Polygon",
        "coordinates": [degrees([(0, 0), (400, 400), (400, 0), (0, 400), (0, 0)])],
    }
    parts = [area(600, 600, 700, 700), area(800, 800, 900, 900)]
    many = {"type": "MultiPolygon", "coordinates": [one["coordinates"] for one in parts]}
    found = ground_map([source("green", (bow, ""), (many, ""))]).cut(KEY, 0.0, 0.1)
    assert len(found[Part.GREEN]) == 4
    assert float(np.sum(shapely.area(found[Part.GREEN]))) == pytest.approx(100_000, rel=0.01)
