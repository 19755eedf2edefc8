"""The schematic base map that is shipped: areas, borders, places, names."""

import itertools
import json
import tomllib
from typing import Any

import pytest
from shapely.geometry import Point, Polygon, shape
from shapely.ops import unary_union

from app.services.profiles import find_city, load_city
from benchmarks.district_areas import LIMIT_PERCENT, OFFICIAL_KM2, measured_km2

FOLDER = find_city("hamm") / "map"
CLASSES = {
    "districts": None,
    "green": {"park", "forest", "cemetery", "meadow"},
    "water": {"river", "canal", "stream", "lake", "harbour"},
    "roads": {"motorway", "main", "secondary"},
    "rail": {"rail", "yard"},
    "places": {"city", "district", "quarter"},
    "landmarks": {
        "station", "hall", "park", "hospital", "harbour", "stadium", "university", "castle",
        "power", "church", "temple", "museum", "zoo", "pool", "industry", "shopping", "service",
    },
}  # fmt: skip


def features(name: str) -> list[dict[str, Any]]:
    content: dict[str, Any] = json.loads((FOLDER / f"{name}.geojson").read_text("utf-8"))
    found: list[dict[str, Any]] = content["features"]
    return found


def polygons() -> dict[str, Polygon]:
    return {
        one["properties"]["id"]: Polygon(*one["geometry"]["coordinates"])
        for one in features("districts")
    }


def test_each_district_has_its_official_area() -> None:
    measured = measured_km2(FOLDER / "districts.geojson")
    assert measured.keys() == OFFICIAL_KM2.keys()
    for district, official in OFFICIAL_KM2.items():
        assert measured[district] == pytest.approx(official, rel=LIMIT_PERCENT / 500)


def test_districts_cover_the_city_without_gaps_and_overlaps() -> None:
    """Neighbours share every corner, so that there is not even a sliver between them."""
    found = polygons()
    assert all(one.is_valid for one in found.values())
    for one, other in itertools.combinations(found.values(), 2):
        assert one.intersection(other).area == pytest.approx(0, abs=1e-15)
    city = unary_union(list(found.values()))
    assert isinstance(city, Polygon)
    assert not city.interiors
    edges: dict[frozenset[tuple[float, ...]], int] = {}
    for one in found.values():
        for pair in itertools.pairwise(one.exterior.coords):
            edges[frozenset(pair)] = edges.get(frozenset(pair), 0) + 1
    assert set(edges.values()) == {1, 2}
    outside = {frozenset(pair) for pair in itertools.pairwise(city.exterior.coords)}
    assert {edge for edge, times in edges.items() if times == 1} == outside


def test_every_place_and_device_lies_in_its_district() -> None:
    city = load_city(find_city("hamm"))
    written = tomllib.loads((find_city("hamm") / "places.toml").read_text("utf-8"))["place"]
    standing = {(place["lon"], place["lat"], place["district"], place["id"]) for place in written}
    for point in city.points:
        if point.location is not None and point.district:
            place = point.location
            standing.add((place.longitude, place.latitude, point.district, str(point.device)))
    for district in city.districts:
        center = district.center
        standing.add((center.longitude, center.latitude, district.id, "center"))
    found = polygons()
    lost = [
        (who, district)
        for longitude, latitude, district, who in sorted(standing)
        if not found[district].contains(Point(longitude, latitude))
    ]
    assert lost == []


def test_districts_and_their_names_are_those_of_the_profile() -> None:
    city = load_city(find_city("hamm"))
    written = {one["properties"]["id"]: one["properties"]["name"] for one in features("districts")}
    assert written == {district.id: district.name.de for district in city.districts}
    labels = {
        one["properties"]["id"]: Point(one["geometry"]["coordinates"])
        for one in features("places")
        if one["properties"]["class"] == "district"
    }
    found = polygons()
    assert labels.keys() == found.keys()
    assert all(found[district].contains(place) for district, place in labels.items())


@pytest.mark.parametrize("name", CLASSES)
def test_a_file_is_plain_geojson_that_says_it_is_schematic(name: str) -> None:
    content = json.loads((FOLDER / f"{name}.geojson").read_text("utf-8"))
    assert content["type"] == "FeatureCollection"
    assert "schematisch" in content["note"]
    box = load_city(find_city("hamm")).box
    assert box is not None
    for one in content["features"]:
        assert one["type"] == "Feature"
        geometry = shape(one["geometry"])
        assert geometry.is_valid
        assert not geometry.is_empty
        # Ways go on beyond the edge of the sheet, but not to the other end of the country.
        west, south, east, north = geometry.bounds
        assert box.west - 0.1 < west <= east < box.east + 0.1
        assert box.south - 0.1 < south <= north < box.north + 0.1
        if isinstance(geometry, Polygon):
            assert geometry.exterior.is_ccw, "outer rings run against the clock"


@pytest.mark.parametrize("name", [name for name in CLASSES if name != "districts"])
def test_every_feature_has_a_class_that_can_be_drawn(name: str) -> None:
    known = CLASSES[name]
    assert known is not None
    assert {one["properties"]["class"] for one in features(name)} <= known


def test_points_have_names_and_landmarks_have_them_in_both_languages() -> None:
    for one in (*features("places"), *features("landmarks")):
        assert one["properties"]["name"].strip()
    assert all(one["properties"]["name_en"].strip() for one in features("landmarks"))


@pytest.mark.parametrize(
    ("file", "names"),
    [
        ("water", {"Lippe", "Ahse", "Datteln-Hamm-Kanal", "Stadthafen"}),
        ("green", {"Kurpark", "Maximilianpark", "Lippeauen", "Pilsholz", "Geithewald"}),
        ("roads", {"Nordring", "Ostring", "Südring", "Westring", "Werler Straße", "Ostenallee"}),
        ("places", {"Hamm", "Mitte", "Bockum-Hövel", "Werries", "Westtünnen"}),
        ("landmarks", {"Hauptbahnhof", "Rathaus", "Schloss Heessen", "Kraftwerk Westfalen"}),
    ],
)
def test_what_everybody_looks_for_is_there(file: str, names: set[str]) -> None:
    assert names <= {one["properties"].get("name") for one in features(file)}


def test_motorways_and_federal_roads_have_their_numbers() -> None:
    assert {one["properties"].get("ref") for one in features("roads")} >= {
        "A 1", "A 2", "B 61", "B 63",
    }  # fmt: skip


def test_landmarks_stand_where_the_profile_knows_them() -> None:
    written = tomllib.loads((find_city("hamm") / "places.toml").read_text("utf-8"))["place"]
    places = {
        place["name"] if isinstance(place["name"], str) else place["name"]["de"]: place
        for place in written
    }
    both = [one for one in features("landmarks") if one["properties"]["name"] in places]
    assert len(both) > 20
    for one in both:
        place = places[one["properties"]["name"]]
        assert one["geometry"]["coordinates"] == [place["lon"], place["lat"]]


def test_the_lippe_is_the_border_where_it_is_one() -> None:
    """Mitte ends at the river: the border has the river's own corners."""
    lippe = next(
        shape(one["geometry"])
        for one in features("water")
        if one["properties"].get("name") == "Lippe"
    )
    found = polygons()
    border = found["mitte"].intersection(found["heessen"])
    assert border.length > 0
    corners = {corner for line in getattr(border, "geoms", [border]) for corner in line.coords}
    assert corners <= set(lippe.coords)


def test_the_whole_map_stays_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.glob("*.geojson")) < 200_000
