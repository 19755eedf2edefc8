"""Values of any shape become a sample with a quality; never an exception."""

import math
from datetime import UTC, datetime, timedelta, timezone
from enum import Enum
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.points import PointKind, SourceId
from app.domain.samples import Quality
from connectors.opcua.changes import REJECTS_SHOWN, bounded_text, read_changes
from connectors.opcua.values import EPOCH, FUTURE_US, OLDEST_US, Slot, read_value
from connectors.tally import Tally
from tests.connectors.opcua.rigs import point, words
from tests.fakes.clocks import START_US, FakeClock

SLOT = Slot(1, "nsu=urn:x;s=a")
NOW = EPOCH + timedelta(microseconds=START_US)


def data(value: Any, status: Any = 0, source: Any = NOW, server: Any = None) -> SimpleNamespace:
    """Return what asyncua's DataValue looks like."""
    return SimpleNamespace(
        Value=SimpleNamespace(Value=value),
        StatusCode=SimpleNamespace(value=status, name="?"),
        SourceTimestamp=source,
        ServerTimestamp=server,
    )


anything = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(),
    st.binary(),
    st.datetimes(),
    st.decimals(),
    st.complex_numbers(),
    st.lists(st.integers(), max_size=3),
    st.dictionaries(st.text(), st.integers(), max_size=2),
    st.builds(object),
)
moments = st.one_of(
    st.none(), st.datetimes(), st.datetimes(timezones=st.just(UTC)), st.integers(), st.text()
)
data_values = st.one_of(
    anything,
    st.builds(data, anything, st.one_of(anything, st.integers(0, 2**32 - 1)), moments, moments),
)


@given(data_values, st.floats(), st.floats(), st.integers(1, 10**9))
def test_any_value_gives_a_sample_that_can_be_stored(
    value: Any, scale: float, offset: float, resolution_us: int
) -> None:
    slot = Slot(1, "a", scale, offset, {"an": 1.0}, resolution_us)
    reading = read_value(slot, value, START_US)
    assert reading.quality in {Quality.GOOD, Quality.UNCERTAIN, Quality.BAD}
    assert math.isfinite(reading.value) or reading.quality == Quality.BAD
    half_us = resolution_us
    assert OLDEST_US - half_us <= reading.time_us <= START_US + FUTURE_US + half_us
    np.asarray([reading.time_us], np.int64)


@given(st.lists(data_values, max_size=40))
def test_any_notification_is_counted_and_gives_one_row_a_change(values: list[Any]) -> None:
    tally = Tally(SourceId("werk"), FakeClock())
    batch = read_changes([(SLOT, value) for value in values], START_US, tally)
    assert len(batch) == len(values)
    health = tally.health()
    assert health.messages == 1
    assert len(health.rejects) <= REJECTS_SHOWN
    assert all(len(message.head) <= 2_000 for message in tally.raw_messages())


@given(anything)
def test_any_value_has_a_short_text(value: Any) -> None:
    assert len(bounded_text(value)) <= 200


def test_ten_megabytes_become_a_short_text() -> None:
    assert len(bounded_text(b"x" * 10_000_000)) <= 200
    assert len(bounded_text(["x" * 1_000_000] * 10)) <= 200


class _Switch(Enum):
    ON = 1


@pytest.mark.parametrize(
    ("value", "expected"),
    [(True, 1.0), (7, 7.0), (_Switch.ON, 1.0), ("an", 5.0), (SimpleNamespace(Text="an"), 5.0)],
)
def test_numbers_switches_and_known_words(value: Any, expected: float) -> None:
    slot = Slot.of(point("p", "i=1", kind=PointKind.STATE, states=words(an=5)))
    reading = read_value(slot, data(value), START_US)
    assert (reading.value, reading.quality, reading.problem) == (expected, Quality.GOOD, "")


@pytest.mark.parametrize(
    ("code", "quality"),
    [
        (0x0000_0000, Quality.GOOD),
        (0x0060_0000, Quality.GOOD),
        (0x4090_0000, Quality.UNCERTAIN),
        (0x8000_0000, Quality.BAD),
        (0xFFFF_FFFF, Quality.BAD),
    ],
)
def test_severity_bits_give_the_quality(code: int, quality: Quality) -> None:
    assert read_value(SLOT, data(1.0, code), START_US).quality == quality


@pytest.mark.parametrize(("code", "lost"), [(0x480, 1), (0x400, 0), (0x080, 0), (0, 0)])
def test_overflow_bit_is_counted_as_an_overrun(code: int, lost: int) -> None:
    tally = Tally(SourceId("werk"), FakeClock())
    batch = read_changes([(SLOT, data(1.0, code)), (SLOT, data(2.0))], START_US, tally)
    assert batch.quality.tolist() == [Quality.GOOD, Quality.GOOD]
    assert tally.health().overruns == lost


@pytest.mark.parametrize(
    ("source", "server", "expected_us", "is_good"),
    [
        (NOW, None, START_US, True),
        (NOW.replace(tzinfo=None), None, START_US, True),
        (NOW.astimezone(timezone(timedelta(hours=2))), None, START_US, True),
        (datetime(1601, 1, 1, tzinfo=UTC), NOW - timedelta(seconds=1), START_US - 10**6, True),
        (None, None, START_US, True),
        (NOW + timedelta(days=400), None, START_US, False),
        (NOW + timedelta(days=400), NOW - timedelta(seconds=1), START_US - 10**6, False),
    ],
)
def test_time_is_the_sources_then_the_servers_then_that_of_receipt(
    source: Any, server: Any, expected_us: int, is_good: bool
) -> None:
    reading = read_value(SLOT, data(1.0, 0, source, server), START_US)
    assert reading.time_us == expected_us
    assert reading.quality == (Quality.GOOD if is_good else Quality.UNCERTAIN)
    assert bool(reading.problem) is not is_good


def test_time_is_rounded_to_the_resolution() -> None:
    slot = Slot(1, "a", resolution_us=1_000)
    moment = NOW + timedelta(microseconds=1_501)
    assert read_value(slot, data(1.0, 0, moment), START_US).time_us == START_US + 2_000
