"""Two markers tell the time between them in words, and how much a curve changed."""

from math import isnan, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.trends.markers import MarkerReadings, duration_text, moved, span_of

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (0, "0 ms"),
        (250_000, "250 ms"),
        (45 * SECOND, "45 s"),
        (83 * MINUTE, "1 h 23 min"),
        (HOUR, "1 h"),
        (HOUR + 5 * SECOND, "1 h"),
        (2 * DAY + 3 * HOUR + 59 * MINUTE, "2 d 3 h"),
        (5 * MINUTE + 7 * SECOND, "5 min 7 s"),
    ],
)
def test_a_span_is_told_in_its_two_largest_units(span: int, words: str) -> None:
    assert duration_text(span) == words


@given(st.integers(0, 4000 * DAY))
def test_a_span_never_takes_more_than_two_units(span: int) -> None:
    assert 1 <= len(duration_text(span).split()) // 2 <= 2


def test_difference_and_slope_have_the_sign_of_time() -> None:
    forward = MarkerReadings(10.0, 16.0, 3 * HOUR, (True, True))
    assert (forward.difference, forward.slope, forward.slope_unit) == (6.0, 2.0, "h")
    backward = MarkerReadings(10.0, 16.0, -30 * MINUTE, (True, True))
    assert backward.slope == pytest.approx(-0.2)
    assert backward.slope_unit == "min"
    assert MarkerReadings(0.0, 7.0, 14 * DAY, (True, True)).slope == pytest.approx(0.5)


def test_without_a_value_or_without_a_distance_there_is_no_slope() -> None:
    for readings in (
        MarkerReadings(nan, 1.0, HOUR, (True, True)),
        MarkerReadings(1.0, 1.0, 0, (True, True)),
        MarkerReadings(1.0, nan, None, (True, False)),
    ):
        assert isnan(readings.slope)


def test_markers_move_one_by_one_and_their_span_is_in_order_of_time() -> None:
    markers = moved(moved((None, None), 0, 50), 1, 20)
    assert markers == (50, 20)
    assert span_of(markers) == (20, 50)
    assert span_of(moved(markers, 0, None)) is None
