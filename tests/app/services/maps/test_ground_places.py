"""What a search finds on the base map: its names, each once, with how far they reach."""

from typing import Any

import msgspec
import pytest

from app.domain.maps import Box
from app.services.maps.ground_places import ground_places, read_places
from app.services.maps.search_places import PlaceKind
from app.services.maps.sources import MapSource


def feature(name: object, coordinates: object, **more: object) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"name": name, **more},
        "geometry": {"type": "Point", "coordinates": coordinates},
    }


def collection(*features: object) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


def test_districts_landmarks_and_quarters_are_taken_from_the_base_map() -> None:
    area = [[[7.7, 51.6], [7.8, 51.6], [7.8, 51.7], [7.7, 51.6]]]
    (district,) = ground_places("districts", collection(feature("Rhynern", area)))
    assert (district.kind, district.box) == (PlaceKind.DISTRICT, Box(7.7, 51.6, 7.8, 51.7))
    (hall,) = ground_places(
        "landmarks", collection(feature("Rathaus", [7.8, 51.7], name_en="Town hall"))
    )
    assert (hall.kind, hall.name_en, hall.box) == (PlaceKind.LANDMARK, "Town hall", None)
    quarter = feature("Berge", [7.8, 51.65], **{"class": "quarter"})
    label = feature("Pelkum", [7.76, 51.64], **{"class": "district"})
    found = ground_places("places", collection(quarter, label))
    assert [(place.name, place.kind) for place in found] == [("Berge", PlaceKind.QUARTER)]


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {},
        {"features": 7},
        collection(7, {}, {"properties": None}, {"properties": {"name": "X"}, "geometry": None}),
        collection(feature("", [7.8, 51.7]), feature(5, [7.8, 51.7]), feature("X", [])),
        collection(
            feature("X", [float("nan"), 51.6]), feature("X", [True, 1]), feature("X", [200, 1])
        ),
        collection(feature("X", ["a", "b"]), feature("X", [1]), feature("X", {"a": 1})),
    ],
)
def test_what_does_not_fit_is_passed_over(data: object) -> None:
    assert ground_places("landmarks", data) == ()


def test_other_files_and_the_citys_own_name_have_nothing_to_find() -> None:
    assert ground_places("rail", collection(feature("Güterbahn", [[7.7, 51.6]]))) == ()
    hamm = feature("Hamm", [7.8, 51.68], **{"class": "city"})
    assert ground_places("places", collection(hamm)) == ()


def test_the_parts_of_a_river_are_one_place_and_roads_are_found_by_their_numbers() -> None:
    west, east = [[7.7, 51.6], [7.75, 51.62]], [[7.75, 51.62], [7.9, 51.7]]
    (river,) = ground_places("water", collection(feature("Lippe", west), feature("Lippe", east)))
    assert river.box == Box(7.7, 51.6, 7.9, 51.7)
    roads = collection(feature(None, west, ref="A 1"), feature("Werler Straße", east, ref="B 63"))
    motorway, street = ground_places("roads", roads)
    assert (motorway.name, motorway.keys) == ("A 1", ("A 1", "A1"))
    assert (street.name, street.kind) == ("Werler Straße", PlaceKind.STREET)
    assert ground_places("water", collection(feature(None, west))) == ()


def test_the_base_map_is_read_from_its_sources_and_what_is_no_json_is_passed_over() -> None:
    hall = msgspec.json.encode(collection(feature("Rathaus", [7.8, 51.7])))
    sources = [
        MapSource("base-landmarks", 1, hall),
        MapSource("base-rail", 1, hall),
        MapSource("base-places", 1, b"{"),
    ]
    assert [place.name for place in read_places(sources)] == ["Rathaus"]
