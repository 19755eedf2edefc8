"""Gaps: where they begin, how they end, and what history makes of them."""

from math import isnan, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.samples import NO_TIME, Quality, SampleBatch
from connectors.opcua.memory import RECENT_US, Gap, PointMemory
from connectors.opcua.refill import bridge
from connectors.opcua.values import Reading, Slot
from tests.fakes.clocks import START_US

SECOND = 1_000_000
SLOTS = [Slot(1, "a", resolution_us=1_000), Slot(2, "b", resolution_us=1)]
STEPS = {slot.key: slot.resolution_us for slot in SLOTS}


def batch(*rows: tuple[int, int, float]) -> SampleBatch:
    keys, times, values = zip(*rows, strict=True) if rows else ((), (), ())
    return SampleBatch.from_columns(list(keys), list(times), START_US, list(values))


def memory_of(*rows: tuple[int, int, float]) -> PointMemory:
    memory = PointMemory()
    memory.note(batch(*rows))
    return memory


def test_marker_stands_where_the_connection_was_last_alive() -> None:
    memory = memory_of((1, START_US, 5.0))
    markers = memory.open_gaps(SLOTS, START_US + 3 * SECOND + 1, START_US + 9 * SECOND)
    assert markers.key.tolist() == [1]
    assert markers.source_time.tolist() == [START_US + 3 * SECOND + 1_000]
    assert markers.quality.tolist() == [Quality.GAP]
    assert len(memory.open_gaps(SLOTS, START_US + 4 * SECOND, START_US + 9 * SECOND)) == 0


@given(st.integers(-(10**9), 10**9), st.integers(1, 10**7))
def test_marker_never_stands_on_or_before_the_last_sample(late_us: int, resolution: int) -> None:
    slot = Slot(1, "a", resolution_us=resolution)
    last_us = START_US // resolution * resolution
    memory = memory_of((1, last_us, 5.0))
    markers = memory.open_gaps([slot], last_us + late_us, last_us)
    assert markers.source_time[0] > last_us
    assert markers.source_time[0] % resolution == 0


def test_repeated_value_ends_the_gap_with_the_present_time() -> None:
    memory = memory_of((1, START_US, 5.0))
    memory.open_gaps(SLOTS, START_US + SECOND, START_US + SECOND)
    now_us = START_US + 60 * SECOND
    closed = memory.close_gaps(batch((1, START_US, 5.0)), STEPS, now_us)
    assert closed.source_time.tolist() == [START_US, now_us]
    assert closed.value.tolist() == [5.0, 5.0]
    assert not memory.gaps
    assert memory.close_gaps(closed, STEPS, now_us) is closed


def test_newest_value_of_a_batch_is_the_one_that_holds_now() -> None:
    memory = memory_of((1, START_US, 5.0))
    memory.open_gaps(SLOTS, START_US + 9 * SECOND, START_US + 9 * SECOND)
    live = batch((1, START_US, 5.0), (1, START_US + SECOND, 6.0))
    closed = memory.close_gaps(live, STEPS, START_US + 60 * SECOND)
    assert closed.value.tolist() == [5.0, 6.0, 6.0]


def test_new_value_ends_the_gap_by_itself() -> None:
    memory = memory_of((1, START_US, 5.0))
    memory.open_gaps(SLOTS, START_US + SECOND, START_US + SECOND)
    live = batch((1, START_US + 50 * SECOND, 6.0))
    assert memory.close_gaps(live, STEPS, START_US + 60 * SECOND) is live


def test_first_value_is_repeated_only_when_it_is_old() -> None:
    memory = PointMemory()
    now_us = START_US + 10 * RECENT_US
    live = batch((1, START_US, 5.0), (2, now_us, 7.0))
    closed = memory.close_gaps(live, STEPS, now_us)
    assert closed.key.tolist() == [1, 2, 1]
    assert closed.source_time.tolist()[-1] == now_us


def test_forgotten_points_leave_nothing() -> None:
    memory = memory_of((1, START_US, 5.0), (2, START_US, 6.0))
    memory.open_gaps(SLOTS, START_US + SECOND, START_US + SECOND)
    memory.forget([1, 2, 3])
    assert not any((memory.source_us, memory.received_us, memory.value, memory.gaps))


# --- history -----------------------------------------------------------------------------------

GAP = Gap(START_US + 10 * SECOND, START_US, 5.0, Quality.GOOD)


def row(second: float, value: float) -> Reading:
    return Reading(START_US + round(second * SECOND), value, Quality.GOOD)


def test_server_that_ran_on_fills_the_gap_without_a_trace() -> None:
    (held,) = bridge(GAP, [row(4, 1.0), row(12, 2.0)], START_US - SECOND, 1)
    assert (held.time_us, held.value, held.quality) == (GAP.marker_us, 1.0, Quality.GOOD)


def test_value_from_before_the_gap_held_until_the_first_of_history() -> None:
    (held,) = bridge(GAP, [row(12, 2.0)], START_US - SECOND, 1)
    assert (held.time_us, held.value) == (GAP.marker_us, 5.0)


def test_history_on_the_marker_replaces_it_by_itself() -> None:
    assert bridge(GAP, [row(10, 2.0)], START_US - SECOND, 1) == []


def test_server_that_was_away_keeps_the_marker() -> None:
    assert bridge(GAP, [row(40, 2.0)], START_US + 30 * SECOND, 1) == []
    assert bridge(GAP, [row(5, 2.0)], START_US + 30 * SECOND, 1) == []


def test_marker_moves_behind_what_the_server_recorded_before_its_restart() -> None:
    held, moved = bridge(GAP, [row(15, 2.0), row(40, 3.0)], START_US + 30 * SECOND, 1_000)
    assert (held.time_us, held.value) == (GAP.marker_us, 5.0)
    assert moved.time_us == START_US + 15 * SECOND + 1_000
    assert moved.quality == Quality.GAP
    assert isnan(moved.value)


@given(
    st.lists(st.tuples(st.integers(1, 60), st.floats(0, 9)), min_size=1, max_size=8),
    st.integers(-5, 60),
)
def test_at_most_one_marker_and_never_on_a_value(
    found: list[tuple[int, float]], start_s: int
) -> None:
    rows = sorted((row(*one) for one in found), key=lambda reading: reading.time_us)
    bridged = bridge(GAP, rows, START_US + start_s * SECOND, 1)
    times = {reading.time_us for reading in rows}
    assert all(reading.time_us not in times for reading in bridged)
    assert sum(reading.quality == Quality.GAP for reading in bridged) <= 1


@pytest.mark.parametrize("quality", [Quality.BAD, Quality.UNCERTAIN])
def test_quality_before_the_gap_is_kept(quality: Quality) -> None:
    gap = Gap(START_US + 10 * SECOND, START_US, nan, quality)
    (held,) = bridge(gap, [row(12, 2.0)], START_US - SECOND, 1)
    assert held.quality == quality


def test_unknown_past_is_not_made_up() -> None:
    gap = Gap(START_US + 10 * SECOND, NO_TIME, nan, Quality.BAD)
    assert bridge(gap, [row(12, 2.0)], NO_TIME, 1) == []
    np.testing.assert_equal(gap.value, nan)
