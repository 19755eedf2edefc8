"""The time axis shows what a clock on the wall in Hamm shows, also when the clocks change."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from app.domain.local_times import at_local, to_us
from widgets.trends.date_axis import STEPS, DateAxis, step_for

BERLIN = ZoneInfo("Europe/Berlin")
HOUR = 3_600_000_000
DAY = 24 * HOUR
AXIS = DateAxis(BERLIN)


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


def us(year: int, month: int, day: int, clock: str = "00:00:00") -> int:
    return to_us(
        datetime.fromisoformat(f"{year}-{month:02}-{day:02}T{clock}").replace(tzinfo=BERLIN)
    )


def test_in_october_two_oclock_comes_twice_and_the_labels_tell_them_apart() -> None:
    start, end = us(2026, 10, 25, "00:00:00"), us(2026, 10, 25, "06:00:00")
    labels = [tick.label for tick in AXIS.ticks(start, end, HOUR)]
    assert labels == [
        "00:00", "01:00", "02:00 MESZ", "02:00 MEZ", "03:00", "04:00", "05:00", "06:00",
    ]  # fmt: skip


def test_in_march_two_oclock_is_missing() -> None:
    start, end = us(2026, 3, 29, "00:00:00"), us(2026, 3, 29, "05:00:00")
    labels = [tick.label for tick in AXIS.ticks(start, end, HOUR)]
    assert labels == ["00:00", "01:00", "03:00", "04:00", "05:00"]


def test_coarse_hours_stay_on_the_wall_clock_after_both_changes() -> None:
    for day in ((2026, 3, 29), (2026, 10, 25)):
        ticks = AXIS.ticks(us(*day, "00:00:00"), us(*day, "23:00:00"), 6 * HOUR)
        assert [tick.label for tick in ticks] == ["00:00", "06:00", "12:00", "18:00"]


def test_days_begin_at_local_midnight_and_have_23_and_25_hours() -> None:
    for day, hours in (((2026, 3, 29), 23), ((2026, 10, 25), 25)):
        ticks = AXIS.ticks(us(*day, "00:00:00"), us(*day, "00:00:00") + 26 * HOUR, DAY)
        assert ticks[1].time_us - ticks[0].time_us == hours * HOUR


def test_in_the_hour_that_comes_twice_each_quarter_says_which_one_it_is() -> None:
    start, end = us(2026, 10, 25, "01:45:00"), us(2026, 10, 25, "03:15:00")
    labels = [tick.label for tick in AXIS.ticks(start, end, HOUR // 4)]
    assert labels == [
        "01:45",
        "02:00 MESZ", "02:15 MESZ", "02:30 MESZ", "02:45 MESZ",
        "02:00 MEZ", "02:15 MEZ", "02:30 MEZ", "02:45 MEZ",
        "03:00", "03:15",
    ]  # fmt: skip


def test_ticks_are_equally_far_apart_in_time_across_both_changes() -> None:
    """The axis is one of real time: the clock jumps, the curve does not."""
    for day in ((2026, 3, 29), (2026, 10, 25)):
        ticks = AXIS.ticks(us(*day, "00:00:00"), us(*day, "06:00:00"), HOUR)
        assert {two.time_us - one.time_us for one, two in pairwise(ticks)} == {HOUR}


def test_a_moment_in_the_hour_that_comes_twice_is_told_with_the_sign_of_its_zone() -> None:
    first = us(2026, 10, 25, "02:30:00")
    assert AXIS.moment_text(first, HOUR) == "25.10.2026 02:30:00 MESZ"
    assert AXIS.moment_text(first + HOUR, HOUR) == "25.10.2026 02:30:00 MEZ"
    assert AXIS.moment_text(first + HOUR, 30 * DAY) == "25.10.2026 02:30 MEZ"
    assert AXIS.moment_text(first + 2 * HOUR, HOUR) == "25.10.2026 03:30:00"


def test_the_day_of_23_hours_is_one_era_and_the_next_begins_at_its_midnight() -> None:
    for day, hours in (((2026, 3, 29), 23), ((2026, 10, 25), 25)):
        start = us(*day, "00:00:00")
        eras = AXIS.eras(start, start + 30 * HOUR, HOUR)
        assert eras[0].end_us - eras[0].time_us == hours * HOUR
        assert eras[1].label.startswith("Montag")


def test_english_labels_keep_the_names_of_the_zone() -> None:
    QLocale.setDefault(QLocale("en_GB"))
    labels = [
        t.label
        for t in AXIS.ticks(us(2026, 10, 25, "02:00:00"), us(2026, 10, 25, "03:00:00"), HOUR)
    ]
    assert labels == ["02:00 CEST", "02:00 CET", "03:00"]
    assert AXIS.eras(us(2026, 10, 25, "02:00:00"), us(2026, 10, 25, "03:00:00"), HOUR)[0].label == (
        "Sunday 25 October 2026"
    )


@settings(deadline=None, max_examples=150)
@given(
    st.integers(0, 2_000_000_000),
    st.sampled_from([step for step in STEPS if step < DAY]),
)
def test_every_tick_is_the_wall_time_it_says_and_none_is_missing(start_s: int, step: int) -> None:
    """Against zoneinfo: each moment whose wall clock shows a multiple of the step has a tick."""
    start = start_s * 1_000_000
    end = start + 12 * step
    ticks = AXIS.ticks(start, end, step)
    stride = timedelta(microseconds=min(step, HOUR))
    moment = datetime.fromtimestamp(start_s, UTC).replace(minute=0, second=0)
    expected = []
    while (at := to_us(moment)) <= end:
        local = moment.astimezone(BERLIN)
        if at >= start and (step <= HOUR or local.hour % (step // HOUR) == 0):
            expected.append((at, local.strftime("%H:%M:%S")))
        moment += stride
    assert [tick.time_us for tick in ticks] == [at for at, _ in expected]
    for tick, (_, clock) in zip(ticks, expected, strict=True):
        assert clock.startswith(tick.label.split(" ")[0])


@settings(deadline=None, max_examples=100)
@given(st.integers(0, 2_000_000_000), st.sampled_from([s for s in STEPS if s >= DAY]))
def test_ticks_of_days_and_longer_are_local_midnights(start_s: int, step: int) -> None:
    start = start_s * 1_000_000
    ticks = AXIS.ticks(start, start + 10 * step, step)
    assert len(ticks) >= 8
    for tick in ticks:
        local = at_local(tick.time_us, BERLIN)
        assert (local.hour, local.minute, local.second) == (0, 0, 0)


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 2_000_000_000), st.sampled_from(STEPS))
def test_eras_fill_the_window_without_hole(start_s: int, step: int) -> None:
    start = start_s * 1_000_000
    end = start + 10 * step
    eras = AXIS.eras(start, end, step)
    assert eras[0].time_us == start
    assert eras[-1].end_us == end
    for one, two in pairwise(eras):
        assert one.end_us == two.time_us


def test_labels_of_long_windows() -> None:
    assert [t.label for t in AXIS.ticks(us(2026, 11, 23), us(2026, 11, 24), DAY)] == [
        "Mo 23.",
        "Di 24.",
    ]
    months = AXIS.ticks(us(2026, 1, 1), us(2026, 3, 1), 30 * DAY)
    assert [tick.label for tick in months] == ["Jan", "Feb", "Mär"]
    assert [tick.is_major for tick in months] == [True, False, False]
    assert AXIS.eras(us(2026, 11, 1), us(2026, 11, 2), DAY)[0].label == "November 2026"


def test_the_step_never_gives_more_ticks_than_fit() -> None:
    for span in (HOUR, DAY, 7 * DAY, 90 * DAY, 365 * DAY, 3650 * DAY):
        step = step_for(span, 12)
        assert len(AXIS.ticks(us(2026, 1, 7), us(2026, 1, 7) + span, step)) <= 14


def test_a_moment_is_told_with_the_precision_of_the_window() -> None:
    at = us(2026, 11, 24, "08:41:07")
    assert AXIS.moment_text(at, HOUR) == "24.11.2026 08:41:07"
    assert AXIS.moment_text(at, 30 * DAY) == "24.11.2026 08:41"
