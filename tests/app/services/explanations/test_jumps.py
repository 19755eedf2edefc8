"""Unusual changes: measured against the point's own hours, robust, and blind to what is usual."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.explanations.jumps import LOOK_BACK_US, jump_in
from app.services.explanations.records import MINUTE_US

START = 1_000 * MINUTE_US
END = START + 20 * MINUTE_US


def times(step_min: int = 1, back_us: int = LOOK_BACK_US) -> np.ndarray:
    return np.arange(START - back_us, END, step_min * MINUTE_US, dtype=np.int64)


def test_a_jump_is_found_at_its_steepest_moment_with_both_values() -> None:
    time = times()
    value = np.where(time >= START + 5 * MINUTE_US, 80.0, 20.0)
    found = jump_in(time, value, START, END, 1)
    assert found is not None
    assert (found.time_us, found.before, found.after) == (START + 5 * MINUTE_US, 20.0, 80.0)


def test_a_short_ramp_counts_as_much_as_a_jump() -> None:
    time = times()
    value = 20.0 + np.clip((time - START) / MINUTE_US, 0, 8) * 10.0
    found = jump_in(time, value, START, END, 1)
    assert found is not None
    assert found.after - found.before == pytest.approx(80.0)


def test_what_it_does_all_day_is_no_jump() -> None:
    time = times()
    value = 50.0 + 40.0 * np.sin(time / (7 * MINUTE_US))
    assert jump_in(time, value, START, END, 1) is None


def test_a_saw_tooth_that_is_sampled_rarely_is_no_jump() -> None:
    time = times(step_min=5)
    value = np.where(np.arange(len(time)) % 40 < 37, 43.0, 1.0)
    assert jump_in(time, value, START, END, 0) is None


def test_a_jump_before_the_window_is_not_told() -> None:
    time = times()
    value = np.where(time >= START - 60 * MINUTE_US, 80.0, 20.0)
    assert jump_in(time, value, START, END, 1) is None


def test_a_jump_just_before_the_window_is_not_told_although_its_span_reaches_into_it() -> None:
    time = times()
    value = np.where(time >= START - 5 * MINUTE_US, 80.0, 20.0)
    assert jump_in(time, value, START, END, 1) is None


def test_one_spike_in_the_hours_before_does_not_hide_a_jump() -> None:
    time = times()
    value = np.where(time >= START + 5 * MINUTE_US, 80.0, 20.0)
    value[30] = 500.0
    assert jump_in(time, value, START, END, 1) is not None


def test_samples_further_apart_than_the_span_are_compared_with_the_one_before() -> None:
    time = times(step_min=15)
    value = np.where(time >= START, 80.0, 20.0)
    found = jump_in(time, value, START, END, 1)
    assert found is not None
    assert found.after == 80.0


def test_changes_the_screen_does_not_show_are_none() -> None:
    time = times()
    value = np.where(time >= START + 5 * MINUTE_US, 0.02, 0.0)
    assert jump_in(time, value, START, END, 1) is None


@pytest.mark.parametrize("known", [0, 5, 14])
def test_little_known_of_the_hours_before_makes_no_jump(known: int) -> None:
    time = times()
    value = np.where(time >= START + 5 * MINUTE_US, 80.0, 20.0)
    value[: len(value) - 10 - known] = np.nan
    assert jump_in(time, value, START, END, 1) is None


def test_an_empty_window_has_no_jump() -> None:
    time = times()
    assert jump_in(time[:300], np.full(300, 20.0), START, END, 1) is None


@given(st.lists(st.floats(-1e6, 1e6), min_size=20, max_size=400))
def test_whatever_comes_the_answer_lies_inside_the_window(values: list[float]) -> None:
    time = times()[-len(values) :]
    found = jump_in(time, np.array(values)[: len(time)], START, END, 1)
    if found is not None:
        assert START <= found.time_us < END
        assert found.times >= 6.0
