"""Boxes around devices, and what a drawn line encloses."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from app.domain.points import Location
from app.services.maps.devices import Devices
from app.services.maps.extents import area_of, box_around, home_box, inside
from tests.fakes.map_cities import BOX, map_city

CITY = map_city()
DEVICES = Devices(CITY).all


def names(polygon: Sequence[tuple[float, float]]) -> list[str]:
    found = inside(polygon, DEVICES)
    return [str(one.id) for one, is_in in zip(DEVICES, found, strict=True) if is_in]


def test_a_box_holds_its_places_with_some_room() -> None:
    box = box_around([Location(7.8, 51.6), None, Location(7.9, 51.7)])
    assert box is not None
    assert box.west < 7.8
    assert box.east > 7.9
    assert box.south < 51.6
    assert box.north > 51.7


def test_a_single_place_has_a_box_too() -> None:
    box = box_around([Location(7.8, 51.6)])
    assert box is not None
    assert box.holds(7.8, 51.6)
    assert box.east - box.west == pytest.approx(0.0043, abs=0.0005)


def test_nothing_has_no_box() -> None:
    assert box_around([None]) is None


def test_home_is_what_the_profile_says_or_what_holds_the_devices() -> None:
    assert home_box(CITY, DEVICES) == BOX
    box = home_box(replace(CITY, box=None), DEVICES)
    assert box is not None
    assert box.holds(7.85, 51.69)


def test_the_area_of_districts_is_all_of_them_and_nothing_else() -> None:
    ring = "[[7.7,51.6],[7.8,51.6],[7.8,51.7],[7.7,51.7],[7.7,51.6]]"
    beside = ring.replace("7.7,", "7.9,")
    rows = ",".join(
        f'{{"type":"Feature","properties":{{}},"geometry":{one}}}'
        for one in (
            f'{{"type":"Polygon","coordinates":[{ring}]}}',
            f'{{"type":"Polygon","coordinates":[{beside}]}}',
            '{"type":"Point","coordinates":[7.0,51.0]}',
            "null",
        )
    )
    area = area_of(f'{{"type":"FeatureCollection","features":[{rows}]}}'.encode())
    assert area is not None
    assert area.bounds == (7.7, 51.6, 7.9, 51.7)
    assert area_of(b"not json") is None
    assert area_of(b'{"type":"FeatureCollection","features":[]}') is None


def test_a_lasso_catches_what_lies_inside() -> None:
    assert names([(7.81, 51.67), (7.83, 51.67), (7.83, 51.69), (7.81, 51.69)]) == [
        "luft-1",
        "luft-2",
    ]


def test_a_lasso_that_crosses_itself_and_one_that_is_none_do_no_harm() -> None:
    assert set(names([(7.7, 51.6), (7.9, 51.76), (7.9, 51.6), (7.7, 51.76)])) <= {
        str(one.id) for one in DEVICES
    }
    assert names([(7.7, 51.6), (7.9, 51.7)]) == []
    assert names([(7.7, 51.6), (float("nan"), 51.7), (7.9, 51.6)]) == []
