"""What is measured is right to the centimetre, and said with units."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from twin_viewer.tools.commands import Tool
from twin_viewer.tools.measurements import hint, measured, slope_text


@pytest.fixture(autouse=True)
def german() -> None:
    """Numbers with commas."""
    QLocale.setDefault(QLocale("de_DE"))


def corners(*places: tuple[float, float, float]) -> list[np.ndarray]:
    """Return corners as they are clicked."""
    return [np.array(place, np.float64) for place in places]


def test_a_line_says_length_level_height_and_slope() -> None:
    text = measured(Tool.DISTANCE, corners((0, 0, 60), (30, 0, 60), (30, 40, 62))).text
    assert text.startswith("Strecke 70,05 m · waagerecht 70,00 m · Höhe +2,00 m · Neigung ")
    assert "2,9\u202f% (1,6°)" in text


def test_a_height_says_the_difference_first() -> None:
    text = measured(Tool.HEIGHT, corners((0, 0, 60), (0, 0.1, 72.5))).text
    assert text.startswith("Höhe 12,50 m · waagerecht 0,10 m")
    assert "°" in text
    assert "%" not in text


def test_an_area_tells_the_sloped_from_the_level_one() -> None:
    roof = corners((0, 0, 70), (10, 0, 70), (10, 5, 75), (0, 5, 75))
    text = measured(Tool.AREA, roof).text
    assert text.startswith(f"Fläche {10 * math.hypot(5, 5):.1f}".replace(".", ",")[:-1])
    assert "von oben 50,0 m²" in text


def test_edges_that_cross_have_no_area() -> None:
    bow = corners((0, 0, 0), (10, 10, 0), (10, 0, 0), (0, 10, 0))
    assert "kreuzen" in measured(Tool.AREA, bow).text


def test_a_corner_set_twice_counts_once() -> None:
    result = measured(Tool.DISTANCE, corners((0, 0, 0), (0, 0, 0), (3, 4, 0)))
    assert len(result.corners) == 2


@given(st.integers(0, 1))
def test_until_there_is_enough_it_says_what_to_do(count: int) -> None:
    for tool in (Tool.DISTANCE, Tool.HEIGHT, Tool.AREA, Tool.PROFILE):
        assert measured(tool, corners((0, 0, 0))[:count]).text == hint(tool, count) != ""


def test_steep_slopes_are_said_in_degrees_only() -> None:
    assert slope_text(10.0, 1.0) == "84,3°"
    assert slope_text(-1.0, 10.0) == "10,0\u202f% (5,7°)"
