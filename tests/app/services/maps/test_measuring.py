"""Lengths and areas along the ellipsoid, against figures known from elsewhere, and their words."""

import pytest

from app.services.maps.measuring import (
    area_m2,
    area_text,
    distance_m,
    length_text,
    perimeter_m,
)

HAMM, DORTMUND = (7.8078, 51.6785), (7.4592, 51.5178)


def test_a_degree_of_the_equator_is_as_long_as_the_ellipsoid_says() -> None:
    assert distance_m([(0.0, 0.0), (1.0, 0.0)]) == pytest.approx(111_319.491, abs=0.01)


def test_a_path_is_as_long_as_its_parts() -> None:
    middle = (7.6, 51.6)
    whole = distance_m([HAMM, middle, DORTMUND])
    assert whole == pytest.approx(distance_m([HAMM, middle]) + distance_m([middle, DORTMUND]))
    assert distance_m([HAMM, DORTMUND]) == pytest.approx(30_000, rel=0.01)


def test_less_than_a_path_or_an_area_measures_nothing() -> None:
    assert distance_m([]) == distance_m([HAMM]) == 0.0
    assert area_m2([HAMM, DORTMUND]) == 0.0
    assert perimeter_m([]) == 0.0


def test_an_area_is_the_same_whichever_way_it_is_drawn() -> None:
    square = [(7.80, 51.60), (7.81, 51.60), (7.81, 51.61), (7.80, 51.61)]
    assert area_m2(square) == pytest.approx(area_m2(square[::-1]))
    assert area_m2(square) == pytest.approx(692.6 * 1_112.7, rel=0.002)


def test_an_area_closes_itself() -> None:
    square = [(7.80, 51.60), (7.81, 51.60), (7.81, 51.61), (7.80, 51.61)]
    closed = [*square, square[0]]
    assert perimeter_m(square) == pytest.approx(distance_m(closed))
    assert area_m2(square) == pytest.approx(area_m2(closed))


@pytest.mark.parametrize(
    ("metres", "words"),
    [
        (0, "0,0 m"),
        (87.34, "87,3 m"),
        (412.4, "412 m"),
        (999.6, "1,00 km"),
        (3_421, "3,42 km"),
        (128_400, "128 km"),
        (12_345_678, "12\u202f346 km"),
    ],
)
def test_lengths_are_written_in_m_or_km(metres: float, words: str) -> None:
    assert length_text(metres) == words


@pytest.mark.parametrize(
    ("square_metres", "words"),
    [
        (12.34, "12,3 m²"),
        (640.2, "640 m²"),
        (9_999.8, "1,00 ha"),
        (23_500, "2,35 ha"),
        (226_430_000, "226,43 km²"),
    ],
)
def test_areas_are_written_in_m2_ha_or_km2(square_metres: float, words: str) -> None:
    assert area_text(square_metres) == words


def test_the_decimal_mark_is_that_of_the_language() -> None:
    assert length_text(3_421, ".") == "3.42 km"
    assert area_text(23_500, ".") == "2.35 ha"
