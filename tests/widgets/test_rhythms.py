"""What belongs together: the recorded rhythm decides, and a long pause stays a gap."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from widgets.rhythms import reaches
from widgets.sparks import spark_path

LIMIT = 30


def joined(distances: list[int]) -> list[bool]:
    time = np.cumsum([0, *distances])
    reached: list[bool] = (np.diff(time) <= reaches(time, LIMIT)[:-1]).tolist()
    return reached


def test_samples_recorded_more_coarsely_than_reported_are_joined() -> None:
    assert all(joined([300] * 20))


def test_a_pause_in_a_dense_series_is_a_gap() -> None:
    assert joined([10, 10, 10, 300, 10, 10, 10]) == [True] * 3 + [False] + [True] * 3


def test_a_pause_in_a_coarse_series_is_a_gap_too() -> None:
    assert joined([300] * 5 + [3_600] + [300] * 5) == [True] * 5 + [False] + [True] * 5


def test_a_coarse_past_and_a_dense_present_are_both_whole() -> None:
    assert all(joined([300] * 10 + [10] * 10))


def test_two_pauses_in_a_row_make_no_rhythm() -> None:
    assert joined([10, 10, 300, 300, 10, 10, 10])[2:4] == [False, False]


def test_a_few_samples_far_apart_have_no_rhythm() -> None:
    assert not any(joined([300, 300, 300]))


@given(st.lists(st.integers(1, 10_000), max_size=40))
def test_no_row_reaches_less_than_the_limit_and_the_last_not_further(distances: list[int]) -> None:
    reached = reaches(np.cumsum([0, *distances]), LIMIT)
    assert (reached >= LIMIT).all()
    assert reached[-1] == LIMIT


def test_a_spark_line_of_a_back_filled_hour_is_one_line() -> None:
    minutes = np.full(60, np.nan)
    minutes[4::5] = np.arange(12)
    path = spark_path(minutes, 118, 20)
    moves = [i for i in range(path.elementCount()) if path.elementAt(i).isMoveTo()]
    assert moves == [0]
