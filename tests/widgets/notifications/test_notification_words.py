"""Times and steps read as people say them."""

import pytest

from app.domain.alarms.on_call import DAY_MINUTES
from widgets.notifications.receiver_forms import free_name
from widgets.notifications.words import days_text, gaps_text, span_text, wait_text


@pytest.mark.parametrize(
    ("days", "text"),
    [
        ({0, 1, 2, 3, 4}, "Mo–Fr"),
        ({5, 6}, "Sa, So"),
        (set(range(7)), "täglich"),
        ({0, 2, 3, 4}, "Mo, Mi–Fr"),
        (set(), "–"),
    ],
)
def test_days_are_spans_where_they_follow_each_other(days: set[int], text: str) -> None:
    assert days_text(days) == text


def test_spans_name_their_days() -> None:
    friday = 4 * DAY_MINUTES
    assert span_text(friday + 360, friday + 840) == "Fr 06:00–14:00"
    assert span_text(friday + 1320, friday + DAY_MINUTES) == "Fr 22:00–24:00"
    assert span_text(friday + 1320, friday + DAY_MINUTES + 360) == "Fr 22:00 – Sa 06:00"


def test_many_gaps_are_counted() -> None:
    gaps = [(day * DAY_MINUTES, day * DAY_MINUTES + 60) for day in range(3)]
    assert gaps_text(gaps, most=1) == "Mo 00:00–01:00 und 2 weitere Zeiten: niemand"
    assert gaps_text([]) == ""


def test_waits_are_in_the_unit_that_fits() -> None:
    assert [wait_text(s) for s in (0.0, 600.0, 3600.0, 45.0)] == [
        "sofort",
        "nach 10 min",
        "nach 1 h",
        "nach 45 s",
    ]


def test_names_in_the_plan_are_plain_and_free() -> None:
    assert free_name("Jürgen Groß", ()) == "juergen-gross"
    assert free_name("Anna", {"anna", "anna-2"}) == "anna-3"
    assert free_name("…", ()) == "neu"
