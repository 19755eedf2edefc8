"""Counters of a source and the snapshot made of them."""

import math
from threading import Thread

import pytest

from app.domain.points import SourceId
from app.domain.samples import NO_TIME, SampleBatch
from app.domain.sources import SourceState
from connectors.tally import HEAD_BYTES, MESSAGES_KEPT, REJECTS_KEPT, Tally
from tests.fakes.clocks import FakeClock


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def tally(clock: FakeClock) -> Tally:
    return Tally(SourceId("broker"), clock)


def test_new_source_is_stopped_and_has_no_figures(tally: Tally) -> None:
    health = tally.health()
    assert health.state is SourceState.STOPPED
    assert health.messages == 0
    assert math.isnan(health.lag_s)
    assert health.last_message_us == NO_TIME


def test_since_moves_with_the_state_and_connection_begins_once(
    tally: Tally, clock: FakeClock
) -> None:
    tally.count_retry()
    tally.enter(SourceState.BACKING_OFF, "away", clock.now_us() + 5)
    assert tally.health().retries == 1
    clock.advance(3)
    tally.enter(SourceState.ONLINE)
    online = clock.now_us()
    clock.advance(3)
    tally.enter(SourceState.DEGRADED, "a subscription was refused")
    health = tally.health()
    assert (health.retries, health.connected_us) == (0, online)
    assert health.since_us == clock.now_us()
    assert health.next_try_us == NO_TIME
    tally.enter(SourceState.BACKING_OFF, "closed")
    assert tally.health().connected_us == NO_TIME


def test_rates_are_the_mean_of_the_last_ten_whole_seconds(tally: Tally, clock: FakeClock) -> None:
    for _ in range(20):
        tally.add(messages=50)
        batch = SampleBatch.from_columns([1, 2], [clock.now_us()] * 2, clock.now_us(), [1.0, 2.0])
        tally.count_samples(batch)
        clock.advance(1)
    health = tally.health()
    assert health.message_rate == 50
    assert health.sample_rate == 2
    clock.advance(60)
    assert tally.health().message_rate == 0


def test_late_and_repeated_samples_are_counted(tally: Tally, clock: FakeClock) -> None:
    now = clock.now_us()
    tally.count_samples(SampleBatch.from_columns([1, 1, 1, 2], [10, 10, 5, 1], now, [0.0] * 4))
    health = tally.health()
    assert (health.samples, health.duplicates, health.late) == (4, 1, 1)
    tally.forget_times([1])
    tally.count_samples(SampleBatch.from_columns([1], [5], now, [0.0]))
    assert tally.health().late == 1


def test_lags_are_medians_in_seconds(tally: Tally, clock: FakeClock) -> None:
    now = clock.now_us()
    times = [now - 1_000_000, now - 2_000_000, now - 90_000_000]
    tally.count_samples(SampleBatch.from_columns([1, 2, 3], times, now, [0.0] * 3))
    clock.advance(0.25)
    tally.count_commit(now)
    assert tally.health().lag_s == 2
    assert tally.health().commit_lag_s == 0.25


def test_only_the_newest_messages_and_their_heads_are_kept(tally: Tally) -> None:
    for number in range(300):
        tally.message(f"t/{number}", b"x" * 5_000, samples=1)
    for number in range(60):
        tally.reject(f"bad/{number}", b"\xff" * 5_000, "not JSON " * 200)
    messages = tally.raw_messages()
    assert len(messages) == MESSAGES_KEPT
    assert messages[0].origin == "bad/59"
    assert all(len(message.head) == HEAD_BYTES for message in messages)
    health = tally.health()
    assert (health.rejected, len(health.rejects)) == (60, REJECTS_KEPT)
    assert health.rejects[0].origin == "bad/59"
    assert health.rejects[0].size == 5_000
    assert len(health.rejects[0].outcome) == 500


def test_details_and_description_appear_and_disappear(tally: Tally) -> None:
    tally.detail("QoS", "1")
    tally.describe(endpoint="localhost:1883", security="TLS 1.3", certificate_until_us=7)
    assert tally.health().details == {"QoS": "1"}
    assert tally.health().certificate_until_us == 7
    tally.detail("QoS", "")
    assert tally.health().details == {}
    assert tally.health().endpoint == "localhost:1883"


def test_counting_from_many_threads_loses_nothing(tally: Tally) -> None:
    def count() -> None:
        for _ in range(500):
            tally.add(messages=1, unmapped=2, overruns=1)

    threads = [Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    health = tally.health()
    assert (health.messages, health.unmapped, health.overruns) == (2_000, 4_000, 2_000)
