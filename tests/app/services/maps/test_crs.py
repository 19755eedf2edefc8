"""Coordinates: there and back, by their codes, as people write them."""

import math

import numpy as np
import pytest

from app.domain.points import Location
from app.services.maps.crs import (
    accuracy_note,
    as_wgs84,
    code_of,
    code_of_definition,
    coordinate_texts,
    is_known,
    name_of,
    to_utm,
    to_wgs84,
)

HAMM = Location(7.8078, 51.6785)


def test_utm_there_and_back_is_the_same_place() -> None:
    easting, northing = to_utm(HAMM.longitude, HAMM.latitude)
    assert 417_000 < easting < 418_000
    assert 5_725_000 < northing < 5_727_000
    longitude, latitude = to_wgs84(easting, northing)
    assert (longitude, latitude) == pytest.approx((HAMM.longitude, HAMM.latitude), abs=1e-9)


def test_the_middle_meridian_of_the_zone_has_its_false_easting() -> None:
    assert to_utm(9.0, 51.0)[0] == pytest.approx(500_000, abs=0.001)


def test_places_are_written_in_degrees_and_in_metres() -> None:
    degrees, metres = coordinate_texts(HAMM)
    assert degrees == "51,67850° N 7,80780° O"
    assert metres.startswith("32U 417 ")
    assert metres.endswith(" N")
    assert coordinate_texts(HAMM, ".", "E")[0] == "51.67850° N 7.80780° E"


def test_places_far_away_have_no_band_or_no_metres() -> None:
    assert coordinate_texts(Location(-7.5, -10.0))[0] == "10,00000° S 7,50000° W"
    assert coordinate_texts(Location(10.0, 40.0))[1].startswith("32 ")
    assert coordinate_texts(Location(-171.0, 0.0))[1] == ""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("EPSG:25832", "EPSG:25832"),
        ("epsg:25832", "EPSG:25832"),
        ("urn:ogc:def:crs:EPSG::4647", "EPSG:4647"),
        ("urn:ogc:def:crs:EPSG:9.8.1:25832", "EPSG:25832"),
        ("http://www.opengis.net/def/crs/EPSG/0/3857", "EPSG:3857"),
        ("urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326"),
        ("http://www.opengis.net/def/crs/OGC/1.3/CRS84", "EPSG:4326"),
        ("+proj=utm +zone=32", ""),
        ("file:///etc/passwd", ""),
        ("", ""),
    ],
)
def test_only_codes_are_taken_from_files(text: str, code: str) -> None:
    assert code_of(text) == code


def test_a_definition_at_length_is_recognised() -> None:
    from pyproj import CRS  # noqa: PLC0415 - only this test needs one

    assert code_of_definition(CRS.from_epsg(25832).to_wkt("WKT1_ESRI")) == "EPSG:25832"
    assert code_of_definition("GEOGCS[") == ""


def test_unknown_systems_are_known_as_such() -> None:
    assert is_known("EPSG:25832")
    assert is_known("EPSG:25832/yx")
    assert not is_known("EPSG:999999")
    assert not is_known("Unsinn")


def test_swapped_axes_are_swapped_back_and_said() -> None:
    swapped = as_wgs84("EPSG:4326/yx", np.array([[51.6785, 7.8078]]))
    assert swapped.tolist() == [[7.8078, 51.6785]]
    assert name_of("EPSG:25832/yx") == "ETRS89 / UTM-Zone 32N, Achsen vertauscht"


def test_what_is_no_place_becomes_infinite() -> None:
    assert not np.isfinite(as_wgs84("EPSG:25832", np.array([[math.inf, 0.0]]))).any()


@pytest.mark.parametrize("code", ["EPSG:31466", "EPSG:31467"])
def test_old_national_systems_say_how_exact_they_are(code: str) -> None:
    place = {"EPSG:31466": (2_625_000.0, 5_727_000.0), "EPSG:31467": (3_417_600.0, 5_727_700.0)}
    note = accuracy_note(code, place[code])
    assert "BETA2007" in note
    assert " m abweichen" in note
    assert "-" not in note.split("etwa")[1]


@pytest.mark.parametrize("code", ["EPSG:4326", "EPSG:25832", "EPSG:4647", "EPSG:3857", "EPSG:3035"])
def test_modern_systems_need_no_note(code: str) -> None:
    assert accuracy_note(code, (417_600.0, 5_726_000.0)) == ""
