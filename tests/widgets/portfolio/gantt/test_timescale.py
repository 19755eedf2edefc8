"""Days as px, and the two levels of the calendar at each zoom and in both languages."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from widgets.portfolio.gantt.timescale import LEAST, MOST, TimeScale, levels, zoom_word

FIRST = date(2025, 11, 24)


def scale(per_day: float) -> TimeScale:
    return TimeScale(FIRST.toordinal(), FIRST.toordinal() + 400, per_day)


@given(st.integers(0, 400), st.floats(LEAST, MOST))
def test_a_day_lies_between_its_begin_and_its_end(offset: int, per_day: float) -> None:
    one, day = scale(per_day), FIRST + timedelta(offset)
    assert one.day((one.x(day) + one.end(day)) / 2) == day


def test_zoom_stays_within_what_is_sensible() -> None:
    assert scale(1.0).with_per_day(1e6).per_day == MOST
    assert scale(1.0).with_per_day(0.0).per_day == LEAST


@pytest.mark.parametrize(
    ("per_day", "upper", "lower", "word"),
    [
        (20.0, "November 2025\nNov 25", "Mo 24\n24", "Tage"),
        (5.0, "November 2025\nNov 25", "KW 48\n48", "Wochen"),
        (2.0, "2025\n25", "November\nNov\nN", "Monate"),
        (0.5, "2025\n25", "4. Quartal\nQ4", "Quartale"),
        (0.2, "2020–2029\n2020", "2025\n25", "Jahre"),
    ],
)
def test_each_zoom_has_two_levels(per_day: float, upper: str, lower: str, word: str) -> None:
    above, below = levels(scale(per_day), 0.0, 400.0 * per_day)
    assert (above[0].text, below[0].text) == (upper, lower)
    assert zoom_word(per_day) == word


@pytest.mark.parametrize("per_day", [20.0, 5.0, 2.0, 0.5, 0.2])
def test_levels_cover_what_is_seen_without_gaps(per_day: float) -> None:
    for bands in levels(scale(per_day), 30.0, 333.0):
        assert bands[0].left <= 30.0
        assert bands[-1].right >= 333.0
        assert all(a.right == b.left for a, b in itertools.pairwise(bands))


def test_months_are_named_in_the_language_of_the_screen() -> None:
    QLocale.setDefault(QLocale("en_GB"))
    above, _ = levels(scale(20.0), 0.0, 3_000.0)
    assert [band.text.split("\n")[0] for band in above][:3] == [
        "November 2025",
        "December 2025",
        "January 2026",
    ]
