"""Scales: what a person reads as 1:50 000 is the zoom the map has."""

import pytest

from app.domain.maps.layers import MAX_ZOOM
from widgets.map.panels.scales import SCALES, range_text, scale_of, scale_text, zoom_of

HAMM = 51.68


@pytest.mark.parametrize("scale", SCALES)
def test_a_scale_survives_the_way_to_its_zoom_and_back(scale: int) -> None:
    assert scale_of(zoom_of(scale, HAMM), HAMM) == pytest.approx(scale)


def test_the_scale_is_that_of_the_latitude() -> None:
    """On the equator a pixel of zoom 0 is 78 km wide; at Hamm it is 0.62 times as much."""
    assert scale_of(0.0, 0.0) == pytest.approx(279_541_132, rel=1e-6)
    assert scale_of(0.0, HAMM) == pytest.approx(scale_of(0.0, 0.0) * 0.62005, rel=1e-4)


def test_zooms_stay_within_what_the_map_has() -> None:
    assert zoom_of(1e12, HAMM) == 0.0
    assert zoom_of(0.001, HAMM) == MAX_ZOOM


@pytest.mark.parametrize(
    ("scale", "text"),
    [(50_000, "1:50\u202f000"), (2_500.2, "1:2\u202f500"), (36_870, "1:37\u202f000"), (87, "1:87")],
)
def test_scales_are_written_round(scale: float, text: str) -> None:
    assert scale_text(scale) == text


def test_a_range_is_told_by_the_ends_it_has() -> None:
    low, high = zoom_of(50_000, HAMM), zoom_of(500, HAMM)
    assert range_text(0.0, MAX_ZOOM, HAMM) == ""
    assert range_text(low, MAX_ZOOM, HAMM) == "ab 1:50\u202f000"
    assert range_text(0.0, high, HAMM) == "bis 1:500"
    assert range_text(low, high, HAMM) == "1:50\u202f000 bis 1:500"
