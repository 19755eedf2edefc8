"""Coordinates are read in every form people write them in, and nothing else is taken for one."""

from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.maps import Box
from app.domain.points import Location
from app.services.maps.crs import coordinate_texts, to_utm, to_wgs84
from app.services.maps.written_coordinates import (
    Notation,
    WrittenPlace,
    distance_outside_m,
    read_coordinates,
)

BOX = Box(7.66, 51.57, 8.01, 51.75)
TENTH_OF_A_METRE = 1e-6
LONGITUDES = st.floats(7.5, 8.2)
LATITUDES = st.floats(51.4, 51.9)


def read(text: str) -> WrittenPlace | None:
    return read_coordinates(text, to_wgs84, BOX)


def assert_lies_at(text: str, longitude: float, latitude: float, tolerance: float = 1e-5) -> None:
    found = read(text)
    assert found is not None, text
    assert isclose(found.location.longitude, longitude, abs_tol=tolerance), text
    assert isclose(found.location.latitude, latitude, abs_tol=tolerance), text


@pytest.mark.parametrize(
    "text",
    [
        "51.678 7.807",
        "51,678 7,807",
        "51.678, 7.807",
        "51,678, 7,807",
        "51.678,7.807",
        "51,678,7,807",
        "51.678;7.807",
        "51.678 / 7.807",
        "(51.678, 7.807)",
        "  51.678   7.807 ",
        "51,678 N 7,807 O",
        "51.678N 7.807E",
        "51.678 n, 7.807 e",
        "N 51.678 E 7.807",
        "N51,678 O7,807",
        "7,807 O 51,678 N",
        "E 7.807 N 51.678",
        "51,678 Nord 7,807 Ost",
        "51.678 north 7.807 east",
        "51.678° / 7.807°",
        "51,67800° N 7,80700° O",
        "51,678°N\u202f7,807°O",
    ],
)
def test_degrees_are_read_with_comma_or_point_and_letters_on_either_side(text: str) -> None:
    assert_lies_at(text, 7.807, 51.678)
    found = read(text)
    assert found is not None
    assert found.notation is Notation.DEGREES
    assert not found.is_swapped


@pytest.mark.parametrize(
    "text",
    [
        "51°40'42.6\"N 7°48'28.1\"E",
        "51° 40′ 42,6″ N, 7° 48′ 28,1″ O",
        "51°40’42,6” N 7°48’28,1” O",
        "51° 40' 42.6'' N 7° 48' 28.1'' E",
        "51 40 42.6 N 7 48 28.1 E",
        "N 51° 40' 42.6\" E 7° 48' 28.1\"",
        "51°40'42.6\" 7°48'28.1\"",
        "51°40.71'N 7°48.4683'E",
        "51° 40,71′ N 7° 48,4683′ O",
    ],
)
def test_degrees_minutes_and_seconds_are_read(text: str) -> None:
    assert_lies_at(text, 7.807806, 51.6785)
    found = read(text)
    assert found is not None
    assert found.notation is Notation.MINUTES


@pytest.mark.parametrize(
    "text",
    [
        "32U 417555 5725800",
        "32 U 417555 5725800",
        "32u417555 5725800",
        "32U 417 555 E 5 725 800 N",
        "32U 417\u202f555 E 5\u202f725\u202f800 N",
        "417555 5725800",
        "417555, 5725800",
        "417555/5725800",
        "417.555 5.725.800",
        "417555,0 5725800,0",
        "417555.00 5725800.00",
        "32417555 5725800",
        "E 417555 N 5725800",
        "417555 m E 5725800 m N",
        "5725800 417555",
        "N 5725800 E 417555",
    ],
)
def test_metres_of_utm_are_read(text: str) -> None:
    longitude, latitude = to_wgs84(417_555.0, 5_725_800.0)
    assert_lies_at(text, longitude, latitude, TENTH_OF_A_METRE)
    found = read(text)
    assert found is not None
    assert found.notation is Notation.UTM


def test_longitude_before_latitude_is_turned_round_when_only_that_lies_in_the_city() -> None:
    found = read("7.807 51.678")
    assert found == WrittenPlace(Location(7.807, 51.678), Notation.DEGREES, is_swapped=True)
    assert_lies_at("8.0 9.0", 9.0, 8.0)
    unknown = read_coordinates("7.807 51.678", to_wgs84, None)
    assert unknown is not None
    assert unknown.location == Location(51.678, 7.807), "without a box latitude stands first"


def test_south_and_west_are_below_zero() -> None:
    assert_lies_at("33.9 S 18.4 E", 18.4, -33.9)
    assert_lies_at("51.5 N 0.12 W", -0.12, 51.5)
    assert_lies_at("-33.9 -70.6", -70.6, -33.9)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ostenallee 5",
        "51",
        "51,7",
        "51 7",
        "lsa-113",
        "91.5 7.8",
        "51.5 190.5",
        "51°70' N 7°10' O",
        "51°10'75\" N 7°10'10\" O",
        "51.5 N 7.8 N",
        "51.5 O 7.8 W",
        "417555",
        "1.2.3.4 5.6",
        "51.678 7.807 " * 40,
        "NaN NaN",
        "٥١.٦٧٨ x",
    ],
)
def test_what_is_no_coordinate_is_none(text: str) -> None:
    assert read(text) is None


def test_metres_that_lie_nowhere_are_none() -> None:
    assert read_coordinates("417555 5725800", lambda *_: (float("inf"), 0.0), BOX) is None


@given(LONGITUDES, LATITUDES)
def test_written_degrees_are_read_as_they_were(longitude: float, latitude: float) -> None:
    for text in (
        f"{latitude:.6f} {longitude:.6f}",
        f"{latitude:.6f}° N {longitude:.6f}° O".replace(".", ","),
        f"E {longitude:.6f}, N {latitude:.6f}",
    ):
        assert_lies_at(text, longitude, latitude, 2 * TENTH_OF_A_METRE)


@given(LONGITUDES, LATITUDES)
def test_written_minutes_are_read_as_they_were(longitude: float, latitude: float) -> None:
    def parts(angle: float) -> str:
        seconds = round(angle * 36_000)
        return f"{seconds // 36_000}° {seconds % 36_000 // 600}′ {seconds % 600 / 10:.1f}″"

    text = f"{parts(latitude)} N {parts(longitude)} O"
    assert_lies_at(text, longitude, latitude, 2e-5)


@given(LONGITUDES, LATITUDES)
def test_written_metres_are_read_as_they_were(longitude: float, latitude: float) -> None:
    easting, northing = to_utm(longitude, latitude)
    assert_lies_at(f"32U {easting:.1f} {northing:.1f}", longitude, latitude, 2e-6)
    spaced = f"{round(easting):,} E {round(northing):,} N".replace(",", " ")
    assert_lies_at(spaced, longitude, latitude, 2e-5)


@given(LONGITUDES, LATITUDES, st.sampled_from([(",", "O"), (".", "E")]))
def test_what_the_map_writes_can_be_read_back(
    longitude: float, latitude: float, form: tuple[str, str]
) -> None:
    degrees, metres = coordinate_texts(Location(longitude, latitude), *form)
    assert_lies_at(degrees, longitude, latitude, 1e-5)
    assert_lies_at(metres, longitude, latitude, 2e-5)


@given(st.text("0123456789.,;:-+°'\"NSEOW /U32", max_size=60))
def test_no_row_of_signs_makes_the_reading_fail(text: str) -> None:
    found = read(text)
    assert found is None or abs(found.location.latitude) <= 90 + 1e-9


def test_a_place_outside_tells_how_far_it_is_from_the_city() -> None:
    assert distance_outside_m(Location(7.8, 51.6), BOX) == 0
    assert 11_000 < distance_outside_m(Location(7.8, 51.85), BOX) < 11_300
    assert 33_000 < distance_outside_m(Location(8.5, 51.65), BOX) < 35_000
    corner = distance_outside_m(Location(8.5, 51.85), BOX)
    assert corner > distance_outside_m(Location(8.5, 51.75), BOX)
