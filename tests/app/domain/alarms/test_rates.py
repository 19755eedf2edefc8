"""Rates of alarms: slots, the worst span, floods as the live watch sees them, manned time."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.alarms.floods import Flood, next_flood
from app.domain.alarms.rates import (
    MINUTE_US,
    SLOT_US,
    Manned,
    distribution_of,
    floods_of,
    most_within,
    slots_of,
)
from app.domain.samples import Int64Array

END = 600 * MINUTE_US
ALWAYS = Manned([(0, END)], 0, END)


def at_minutes(*minutes: float) -> Int64Array:
    return np.array([round(minute * MINUTE_US) for minute in minutes], np.int64)


def test_calls_are_counted_in_slots_of_ten_minutes_on_the_clock() -> None:
    """The period begins and ends within a slot; a slot is manned when most of it was."""
    manned = Manned([(5 * MINUTE_US, 24 * MINUTE_US)], 5 * MINUTE_US, 35 * MINUTE_US)
    slots = slots_of(at_minutes(6, 9, 10, 34), manned, 5 * MINUTE_US, 35 * MINUTE_US)
    assert (slots.start // MINUTE_US).tolist() == [0, 10, 20, 30]
    assert slots.calls.tolist() == [2, 1, 0, 1]
    assert slots.is_manned.tolist() == [True, True, False, False]
    assert distribution_of(slots) == (0, 1, 1, 0, 0, 0)


def test_a_flood_lasts_from_the_first_of_eleven_until_fewer_than_five_come() -> None:
    """Two bursts ten minutes apart are one flood when calls go on between them, else two."""
    burst = [1 + 0.1 * i for i in range(11)]
    assert floods_of(at_minutes(*burst[:10]), ALWAYS, END) == []
    (flood,) = floods_of(at_minutes(*burst), ALWAYS, END)
    assert (flood.start_us, flood.calls) == (MINUTE_US, 11)
    assert flood.end_us == round(1.6 * MINUTE_US) + SLOT_US
    later = [minute + 20 for minute in burst]
    assert len(floods_of(at_minutes(*burst, *later), ALWAYS, END)) == 2
    bridge = [5, 8, 9, 10, 11, 14, 17, 18, 19, 20]
    (long,) = floods_of(at_minutes(*burst, *bridge, *later), ALWAYS, END)
    assert long.calls == 32


def test_a_flood_at_night_is_told_but_overwhelms_nobody() -> None:
    manned = Manned([(0, MINUTE_US)], 0, END)
    burst = at_minutes(*(100 + 0.1 * i for i in range(12)))
    (flood,) = floods_of(burst, manned, 101 * MINUTE_US)
    assert not flood.is_manned
    assert flood.end_us == 101 * MINUTE_US


@given(st.lists(st.integers(0, 200), max_size=80))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_floods_are_those_that_the_live_watch_sees(quarters: list[int]) -> None:
    """Looked at in every quarter of a minute, the live watch is on during the same floods."""
    quarter = MINUTE_US // 4
    times = sorted(value * quarter for value in quarters)
    found = floods_of(np.array(times, np.int64), ALWAYS, END)
    flood, spans = Flood(), []
    for now in range(0, 260 * quarter, quarter):
        before, flood = flood, next_flood(flood, times, now)
        if flood.is_on and not before.is_on:
            spans.append([flood.since_us, END])
        if before.is_on and not flood.is_on:
            spans[-1][1] = now
    assert [[each.start_us, each.end_us] for each in found] == spans


@given(st.lists(st.integers(0, 300), max_size=60), st.integers(1, 60))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_the_worst_span_is_the_worst_of_all(minutes: list[int], width: int) -> None:
    times = at_minutes(*sorted(minutes))
    worst = max((sum(0 <= other - one < width for other in minutes) for one in minutes), default=0)
    assert most_within(times, width * MINUTE_US) == worst


spans = st.lists(st.tuples(st.integers(-5, 60), st.integers(-5, 60)), max_size=6)


@given(spans, st.integers(0, 20), st.integers(20, 50))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_manned_time_is_the_union_of_the_shifts(
    shifts: list[tuple[int, int]], start: int, end: int
) -> None:
    """Shifts that overlap count once; what lies outside the period does not count."""
    manned = Manned(shifts, start, end)
    there = [
        start <= now < end and any(begin <= now < over for begin, over in shifts)
        for now in range(-10, 70)
    ]
    moments = np.arange(-10, 70)
    assert manned.is_at(moments).tolist() == there
    assert manned.until(moments).tolist() == [sum(there[:place]) for place in range(80)]
    assert manned.total_us == sum(there)
    assert manned.within(start, end) == manned.total_us
