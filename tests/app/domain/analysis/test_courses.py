"""The course: a value holds until the next one, no longer than it is fresh, only in the window."""

import numpy as np
import pytest

from app.domain.analysis.courses import Course, Weighting, course_of
from app.domain.samples import Quality
from app.domain.series import Tier
from tests.fakes.series import bucket_frame, raw_frame

HOUR = 3_600_000_000


def pieces(course: Course) -> list[tuple[int, int, float]]:
    columns = (course.begin.tolist(), course.held_us.tolist(), course.value.tolist())
    return [(begin, int(held), value) for begin, held, value in zip(*columns, strict=True)]


def test_a_value_holds_until_the_next_one_and_enters_the_window_from_before() -> None:
    course = course_of([raw_frame([(-5, 1.0), (10, 2.0), (30, 3.0)], 0, 40)], 0, 40, 25)
    assert pieces(course) == [(0, 10, 1.0), (10, 20, 2.0), (30, 10, 3.0)]
    assert course.count.tolist() == [0, 1, 1]


def test_a_value_holds_no_longer_than_it_is_fresh() -> None:
    course = course_of([raw_frame([(0, 1.0), (60, 2.0)], 0, 100)], 0, 100, 20)
    assert pieces(course) == [(0, 20, 1.0), (60, 20, 2.0)]


def test_bad_samples_and_gaps_end_a_value_and_hold_none() -> None:
    rows = [(0, 1.0), (10, 9.0, Quality.BAD), (15, 2.0), (20, 9.0, Quality.GAP), (30, 3.0)]
    course = course_of([raw_frame(rows, 0, 40)], 0, 40, 50)
    assert pieces(course) == [(0, 10, 1.0), (15, 5, 2.0), (30, 10, 3.0)]
    assert (course.bad, course.bad_us) == (1, 5.0)


def test_parts_that_share_a_row_give_it_once() -> None:
    first = raw_frame([(0, 1.0), (10, 2.0)], 0, 20)
    empty = raw_frame([], 20, 25)
    second = raw_frame([(10, 2.0), (30, 3.0)], 25, 40)
    course = course_of([first, empty, second], 0, 40, 50)
    assert pieces(course) == [(0, 10, 1.0), (10, 20, 2.0), (30, 10, 3.0)]


def test_an_empty_series_gives_an_empty_course() -> None:
    for frame in (raw_frame([], 0, 10), bucket_frame([], 0, 10, Tier.HOUR)):
        course = course_of([frame], 0, 10, 5)
        assert len(course) == 0
        assert course.bad_us == 0


def test_a_bucket_holds_for_its_good_share_and_is_cut_at_the_window() -> None:
    rows = [(0, 5.0, 30, 30), (HOUR, 6.0, 60, 0), (2 * HOUR, 7.0, 60, 0)]
    frame = bucket_frame(rows, 0, 5 * HOUR // 2, Tier.HOUR)
    course = course_of([frame], 0, 5 * HOUR // 2, HOUR // 20)
    assert pieces(course) == [
        (0, HOUR // 2, 5.0),
        (HOUR, HOUR, 6.0),
        (2 * HOUR, HOUR // 2, 7.0),
    ]
    assert course.bad == 30
    assert course.bad_us == pytest.approx(HOUR / 2)
    assert course.low.tolist() == [4.0, 5.0, 6.0]


def test_a_bucket_of_few_samples_holds_only_as_long_as_they_are_fresh() -> None:
    rows = [(i * HOUR, 5.0, 60, 0) for i in range(4)] + [(4 * HOUR, 5.0, 2, 0)]
    course = course_of([bucket_frame(rows, 0, 5 * HOUR, Tier.HOUR)], 0, 5 * HOUR, HOUR // 60)
    assert course.held_us.tolist() == pytest.approx([HOUR] * 4 + [6 * HOUR / 60])


def test_a_local_day_of_25_hours_is_one_piece() -> None:
    rows = [(0, 1.0, 24, 0), (25 * HOUR, 2.0, 24, 0), (99 * HOUR, 3.0, 24, 0)]
    course = course_of([bucket_frame(rows, 0, 200 * HOUR, Tier.DAY)], 0, 200 * HOUR, 3 * HOUR)
    assert (course.span_us // HOUR).tolist() == [25, 24, 24]


def test_buckets_of_states_stand_for_their_last_code() -> None:
    frame = bucket_frame([(0, 1.5, 2, 0)], 0, HOUR, Tier.HOUR)
    assert course_of([frame], 0, HOUR, HOUR, is_state=True).value.tolist() == [2.0]


def test_weights_are_time_or_samples() -> None:
    course = course_of([raw_frame([(-5, 1.0), (10, 2.0)], 0, 40)], 0, 40, 20)
    assert course.weights(Weighting.TIME).tolist() == [10.0, 20.0]
    assert course.weights(Weighting.SAMPLES).tolist() == [0.0, 1.0]
    assert np.isfinite(course.value).all()
