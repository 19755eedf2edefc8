"""The historian of a capsule answers like any other; a drill's future has not happened yet."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.points import PointKey
from app.domain.samples import NO_TIME, Quality, SampleBatch
from app.domain.series import Tier
from app.services.capsules import CapsuleHistory
from app.services.capsules.gathering import in_order
from app.services.ports import CityHistory, HistorianReader
from tests.fakes.clocks import START_US
from tests.fakes.historian import MemoryHistorian

SECOND = 1_000_000
KEYS = [PointKey(-5), PointKey(3), PointKey(9)]

samples = st.lists(
    st.tuples(
        st.sampled_from([-5, 3]),
        st.integers(0, 7_300),
        st.floats(-50, 50),
        st.sampled_from([Quality.GOOD, Quality.UNCERTAIN, Quality.BAD, Quality.GAP]),
    ),
    max_size=60,
)


def make(rows: list[tuple[int, int, float, int]]) -> tuple[CapsuleHistory, MemoryHistorian]:
    batch = SampleBatch.from_columns(
        [key for key, *_ in rows],
        [START_US + second * SECOND for _, second, *_ in rows],
        START_US,
        [np.nan if quality == Quality.GAP else value for *_, value, quality in rows],
        [quality for *_, quality in rows],
    )
    measure = MemoryHistorian()
    measure.append(batch)
    return CapsuleHistory(in_order(batch), START_US, "Europe/Berlin"), measure


@given(rows=samples, moment=st.integers(-100, 8_000))
def test_states_are_those_of_the_historian(
    rows: list[tuple[int, int, float, int]], moment: int
) -> None:
    capsule, measure = make(rows)
    keys = np.array(KEYS, np.int64)
    time_us = START_US + moment * SECOND
    found, expected = capsule.as_of(keys, time_us), measure.as_of(keys, time_us)
    np.testing.assert_array_equal(found.time, expected.time)
    np.testing.assert_array_equal(found.value, expected.value)
    np.testing.assert_array_equal(found.quality, expected.quality)


@given(
    rows=samples,
    start=st.integers(-100, 4_000),
    length=st.integers(0, 8_000),
    tier=st.sampled_from([None, *Tier]),
    width=st.integers(1, 50),
)
def test_series_are_those_of_the_historian(
    rows: list[tuple[int, int, float, int]], start: int, length: int, tier: Tier | None, width: int
) -> None:
    capsule, measure = make(rows)
    span = (START_US + start * SECOND, START_US + (start + length) * SECOND)
    found = capsule.query(KEYS, *span, width, tier)
    expected = measure.query(KEYS, *span, width, tier)
    for mine, theirs in zip(found, expected, strict=True):
        assert mine.tier is theirs.tier
        for column in ("time", "low", "high", "last", "good", "bad", "quality"):
            np.testing.assert_array_equal(
                getattr(mine, column), getattr(theirs, column), err_msg=column
            )
        np.testing.assert_allclose(mine.mean, theirs.mean)


@given(rows=samples, start=st.integers(-100, 4_000), length=st.integers(0, 8_000))
def test_statistics_are_those_of_the_historian(
    rows: list[tuple[int, int, float, int]], start: int, length: int
) -> None:
    capsule, measure = make(rows)
    span = (START_US + start * SECOND, START_US + (start + length) * SECOND)
    for mine, theirs in zip(capsule.stats(KEYS, *span), measure.stats(KEYS, *span), strict=True):
        assert (mine.count, mine.bad, mine.first_time, mine.last_time) == (
            theirs.count, theirs.bad, theirs.first_time, theirs.last_time,
        )  # fmt: skip
        assert (mine.minimum, mine.mean) == pytest.approx(
            (theirs.minimum, theirs.mean), nan_ok=True
        )


def test_the_last_hour_shows_the_last_good_value_of_each_minute() -> None:
    capsule, _ = make([(3, 30, 1.0, 0), (3, 50, 2.0, 0), (3, 70, 3.0, 2), (3, 130, 4.0, 1)])
    minute = 60 * SECOND
    begin = START_US // minute * minute
    keys = np.array([3, 9], np.int64)
    found = capsule.last_values(keys, begin + 150 * SECOND, minute, 4)
    np.testing.assert_array_equal(found[0], [np.nan, 2.0, np.nan, 4.0])
    assert np.isnan(found[1]).all()


def test_a_gap_keeps_the_value_before_it_at_hand() -> None:
    capsule, _ = make([(3, 0, 7.0, 0), (3, 60, 0.0, int(Quality.GAP))])
    keys = np.array([3], np.int64)
    assert capsule.as_of(keys, START_US + 90 * SECOND).quality[0] == Quality.GAP
    assert capsule.measured_at(keys, START_US + 90 * SECOND).value[0] == 7.0
    assert isinstance(capsule, CityHistory)


def test_what_is_yet_to_come_in_a_drill_cannot_be_read() -> None:
    batch = SampleBatch.from_columns(
        [3] * 4, [START_US + n * 60 * SECOND for n in range(4)], START_US, [0.0, 1.0, 2.0, 3.0]
    )
    now_us = START_US + 90 * SECOND
    history: HistorianReader = CapsuleHistory(batch, START_US, "UTC", lambda: now_us)
    keys = np.array([3], np.int64)
    assert history.latest(keys).value[0] == 1.0
    assert history.as_of(keys, START_US + 600 * SECOND).value[0] == 1.0
    for tier in (None, Tier.RAW, Tier.MINUTE, Tier.HOUR):
        (frame,) = history.query([PointKey(3)], START_US, START_US + 600 * SECOND, 500, tier)
        assert np.nanmax(frame.high) == 1.0
    (later,) = history.query([PointKey(3)], START_US + 200 * SECOND, START_US + 600 * SECOND, 500)
    assert not len(later)
    (stats,) = history.stats([PointKey(3)], START_US, START_US + 600 * SECOND)
    assert stats.maximum == 1.0
    assert history.health().last_time == now_us


def test_an_empty_capsule_knows_nothing() -> None:
    capsule, _ = make([])
    assert capsule.latest(np.array([3], np.int64)).time[0] == NO_TIME
    assert not len(capsule.query([PointKey(3)], 0, START_US, 10)[0])
    assert capsule.health().first_time == START_US
