"""The carpet by the clock on the wall: 23 and 25 hours, weeks, and a brute-force walk."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.analysis.calendars import local_us
from app.domain.analysis.carpets import Carpet, carpet
from app.domain.analysis.courses import Course, course_of
from app.domain.analysis.integrals import known_and_means
from app.domain.series import Tier
from tests.fakes.series import bucket_frame, raw_frame

BERLIN = ZoneInfo("Europe/Berlin")
QUARTER, HOUR, DAY = 900_000_000, 3_600_000_000, 86_400_000_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def at(zone: ZoneInfo, *fields: int) -> int:
    moment = datetime(*fields, tzinfo=zone)  # type: ignore[arg-type, misc]  # year to hour
    return (moment.astimezone(UTC) - EPOCH) // timedelta(microseconds=1)


def rising(start: int, end: int, step: int = QUARTER) -> Course:
    """Return a course whose value is the number of the step since the start."""
    rows = [(time, float(i)) for i, time in enumerate(range(start, end, step))]
    return course_of([raw_frame(rows, start, end)], start, end, 3 * step)


def carpet_of(first: date, days: int, zone: ZoneInfo = BERLIN) -> Carpet:
    past = first + timedelta(days=days)
    start = at(zone, first.year, first.month, first.day)
    return carpet(rising(start, at(zone, past.year, past.month, past.day)), zone)


def test_the_missing_hour_of_march_is_empty_and_said() -> None:
    found = carpet_of(date(2025, 3, 29), 3)
    assert found.days == (date(2025, 3, 29), date(2025, 3, 30), date(2025, 3, 31))
    assert np.argwhere(found.is_missing).tolist() == [[2, 1]]
    assert np.isnan(found.mean[2, 1])
    assert found.mean[3, 1] == pytest.approx(96 + 8 + 1.5)
    assert not found.is_double.any()


def test_the_double_hour_of_october_is_averaged_and_said() -> None:
    found = carpet_of(date(2025, 10, 25), 3)
    assert np.argwhere(found.is_double).tolist() == [[2, 1]]
    assert found.mean[2, 1] == pytest.approx(np.mean([*range(104, 108), *range(108, 112)]))
    assert found.begin[2, 1] == at(BERLIN, 2025, 10, 26, 2)
    assert found.known[2, 1] == pytest.approx(1)
    assert not found.is_missing.any()


def test_quarter_hours_are_rows_of_their_own() -> None:
    start = at(BERLIN, 2025, 6, 1)
    found = carpet(rising(start, start + DAY), BERLIN, QUARTER)
    assert found.mean[:, 0].tolist() == pytest.approx(list(range(96)))


def test_what_lies_outside_the_window_is_unknown_but_not_missing() -> None:
    start = at(BERLIN, 2025, 6, 1, 12)
    found = carpet(rising(start, start + HOUR // 2), BERLIN)
    assert found.mean.shape == (24, 1)
    assert np.argwhere(np.isfinite(found.mean)).tolist() == [[12, 0]]
    assert found.known[12, 0] == pytest.approx(0.5)
    assert not found.is_missing.any()
    assert found.has_data


def test_a_window_without_values_has_a_carpet_without_data() -> None:
    course = course_of([raw_frame([], 0, DAY)], 0, DAY, HOUR)
    assert not carpet(course, BERLIN).has_data


@pytest.mark.parametrize("name", ["Europe/Berlin", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC"])
@settings(max_examples=40)
@given(day=st.integers(0, 20_000), span=st.integers(1, 5 * 96), offset=st.integers(0, 95))
def test_cells_equal_a_walk_by_the_clock(name: str, day: int, span: int, offset: int) -> None:
    zone = ZoneInfo(name)
    start = day * DAY + offset * QUARTER
    found = carpet(rising(start, start + span * QUARTER), zone)
    cells: dict[tuple[int, date], list[int]] = {}
    for i in range(span):
        local = (EPOCH + timedelta(microseconds=start + i * QUARTER)).astimezone(zone)
        cells.setdefault((local.hour, local.date()), []).append(i)
    for (hour, on), numbers in cells.items():
        assert found.mean[hour, found.days.index(on)] == pytest.approx(np.mean(numbers))
    assert np.isfinite(found.mean).sum() == len(cells)


@given(st.lists(st.integers(0, 3 * 365 * 96), max_size=30, unique=True))
def test_local_times_of_many_equal_those_of_each(quarters: list[int]) -> None:
    times = np.array(sorted(quarters), np.int64) * QUARTER + 1_700_000_000_000_000 // DAY * DAY
    for time, found in zip(times.tolist(), local_us(times, BERLIN).tolist(), strict=True):
        local = (EPOCH + timedelta(microseconds=time)).astimezone(BERLIN).replace(tzinfo=UTC)
        assert found == (local - EPOCH) // timedelta(microseconds=1)


def test_a_bucket_across_an_edge_counts_on_both_sides() -> None:
    course = course_of([bucket_frame([(0, 8.0, 4, 0)], 0, HOUR, Tier.HOUR)], 0, HOUR, HOUR)
    known, means = known_and_means(course, np.array([-HOUR, 0, HOUR // 4, HOUR, 2 * HOUR]))
    assert known.tolist() == [0, HOUR / 4, 3 * HOUR / 4, 0]
    assert means[1:3].tolist() == [8.0, 8.0]
    assert np.isnan(means[[0, 3]]).all()


def woven(means: list[float]) -> Carpet:
    start = at(BERLIN, 2025, 6, 1)
    rows = [(start + i * HOUR, value) for i, value in enumerate(means)]
    end = start + len(means) * HOUR
    return carpet(course_of([raw_frame(rows, start, end)], start, end, HOUR), BERLIN)


def test_colours_span_all_cells_but_a_few_that_lie_far_beyond_the_others() -> None:
    even = [10.0 + i % 7 for i in range(480)]
    assert woven(even).usual_range() == pytest.approx((10, 16))
    assert woven([*even, 230.0]).usual_range() == pytest.approx((10, 16))
    assert woven([*even, -90.0]).usual_range() == pytest.approx((10, 16))
    assert woven([*even, 18.0]).usual_range() == pytest.approx((10, 18))
    assert woven([5.0] * 400 + [9.0]).usual_range() == pytest.approx((5, 9))
    low, high = woven([float("nan")]).usual_range()
    assert np.isnan([low, high]).all()
