"""Samples as columns, and when a value is too old to be taken for live."""

import numpy as np
import pytest

from app.domain.samples import (
    NO_TIME,
    PointStates,
    Quality,
    SampleBatch,
    is_stale,
    stale_after_us,
)


def test_columns_become_typed_and_quality_is_good_unless_said() -> None:
    batch = SampleBatch.from_columns([1, 2], [10, 20], 30, [0.5, 1.5])
    assert len(batch) == 2
    assert batch.received_time.tolist() == [30, 30]
    assert batch.quality.tolist() == [Quality.GOOD, Quality.GOOD]
    dtypes = [batch.key.dtype, batch.source_time.dtype, batch.value.dtype, batch.quality.dtype]
    assert dtypes == [np.int64, np.int64, np.float64, np.uint8]


def test_received_times_and_qualities_may_differ_per_sample() -> None:
    batch = SampleBatch.from_columns([1, 2], [10, 20], [11, 21], [0.5, 1.5], [0, 2])
    assert batch.received_time.tolist() == [11, 21]
    assert batch.quality.tolist() == [0, 2]


def test_columns_of_unequal_length_are_refused() -> None:
    with pytest.raises(ValueError, match="length"):
        SampleBatch.from_columns([1, 2], [10], 30, [0.5, 1.5])


def test_batches_are_joined_in_order() -> None:
    first = SampleBatch.from_columns([1], [10], 30, [0.5])
    second = SampleBatch.from_columns([2], [20], 40, [1.5], [2])
    joined = SampleBatch.concatenate([first, second])
    assert joined.key.tolist() == [1, 2]
    assert joined.quality.tolist() == [0, 2]
    assert SampleBatch.concatenate([first]) is first
    assert len(SampleBatch.concatenate([])) == 0


def test_rows_are_selected_by_mask_and_by_index() -> None:
    batch = SampleBatch.from_columns([1, 2, 3], [10, 20, 30], 40, [0.1, 0.2, 0.3])
    assert batch.select(np.array([True, False, True])).key.tolist() == [1, 3]
    assert batch.select(np.array([2, 0])).value.tolist() == [0.3, 0.1]


def test_nothing_is_known_of_unknown_points() -> None:
    states = PointStates.unknown(np.array([5, 6]))
    assert len(states) == 2
    assert (states.time == NO_TIME).all()
    assert np.isnan(states.value).all()
    assert (states.quality == Quality.BAD).all()


def test_a_value_is_stale_after_three_missed_reports_but_not_within_ten_seconds() -> None:
    assert stale_after_us(np.array([1.0, 60.0])).tolist() == [10_000_000, 180_000_000]
    states = PointStates.unknown(np.arange(5))
    states.time[:] = [0, 0, NO_TIME, 0, 5_000_000]
    states.quality[:] = [Quality.GOOD, Quality.GOOD, Quality.BAD, Quality.GAP, Quality.BAD]
    limit = np.array([10_000_000, 9_999_999, 10_000_000, 10_000_000, 10_000_000])
    assert is_stale(states, limit, 10_000_000).tolist() == [False, True, True, True, False]
