"""Messages become samples; whatever is wrong is counted and kept for the eye."""

import math

import pytest

from app.domain.samples import Quality
from connectors.mqtt.batches import FUTURE_US, RAW_PER_BATCH
from connectors.mqtt.frames import KEPT_OF_LARGE
from connectors.mqtt.measurements import Measurement
from connectors.mqtt.options import Subscription
from tests.connectors.mqtt.supplies import Bench, message, point

JSON = Subscription("stadt/+", "json")
TIMED = Subscription("stadt/+", "json", options={"time": "/t"})
TEXT = Subscription("#", "text")
RETAINED = 0x33
DUPLICATE = 0x3A


def test_measurements_become_samples_of_their_points() -> None:
    a, b = point("stadt/1", "/a", scale=0.1, offset=-40), point("stadt/1", "/b")
    bench = Bench([a, b], JSON)
    batch = bench.take(message("stadt/1", b'{"a": 615, "b": 2, "c": 3}'))
    assert batch is not None
    assert batch.key.tolist() == [a.key, b.key]
    assert batch.value.tolist() == pytest.approx([21.5, 2.0])
    assert set(batch.received_time.tolist()) == {bench.clock.now_us()}
    health = bench.tally.health()
    assert (health.messages, health.samples, health.unmapped, health.rejected) == (1, 2, 1, 0)


def test_times_are_rounded_to_the_resolution_of_the_point() -> None:
    bench = Bench([point("stadt/1", "/v", resolution_us=1_000_000)], TIMED)
    batch = bench.take(message("stadt/1", b'{"t": 1764000000.6, "v": 1}'))
    assert batch is not None
    assert batch.source_time.tolist() == [1_764_000_001_000_000]


def test_words_become_the_codes_of_a_state() -> None:
    bench = Bench([point("tor", states={"auf": 1, "zu": 0})], TEXT)
    batch = bench.take(message("tor", b"auf"), message("tor", b"0"), message("tor", b"halb"))
    assert batch is not None
    assert batch.value[:2].tolist() == [1.0, 0.0]
    assert batch.quality.tolist() == [Quality.GOOD, Quality.GOOD, Quality.BAD]
    (reject,) = bench.tally.health().rejects
    assert "halb" in reject.outcome


def test_word_for_a_number_is_bad_and_told_unless_it_is_one() -> None:
    bench = Bench([point("stadt/1", "/v")], JSON)
    batch = bench.take(message("stadt/1", b'{"v": "12.5"}'), message("stadt/1", b'{"v": "Fehler"}'))
    assert batch is not None
    assert batch.value[0] == 12.5
    assert math.isnan(batch.value[1])
    assert batch.quality.tolist() == [Quality.GOOD, Quality.BAD]
    assert bench.tally.health().rejected == 1


@pytest.mark.parametrize("when", [-5_000_000_000, 5_000_000_000])
def test_impossible_time_rejects_the_measurement_and_says_so(when: int) -> None:
    bench = Bench([point("stadt/1", "/v")], TIMED)
    assert bench.take(message("stadt/1", b'{"t": %d, "v": 1}' % when)) is None
    (reject,) = bench.tally.health().rejects
    assert "Zeitstempel" in reject.outcome
    assert reject.samples == 0


def test_clock_that_is_a_little_ahead_is_accepted() -> None:
    bench = Bench([point("stadt/1", "/v")], TIMED)
    seconds = (bench.clock.now_us() + FUTURE_US // 2) // 1_000_000
    assert bench.take(message("stadt/1", b'{"t": %d, "v": 1}' % seconds)) is not None


def test_rejected_message_is_kept_with_its_first_bytes() -> None:
    bench = Bench([point("stadt/1", "/v")], JSON)
    payload = b"{broken " + b"x" * 5_000
    assert bench.take(message("stadt/1", payload)) is None
    (reject,) = bench.tally.health().rejects
    assert reject.head == payload[:2_000]
    assert (reject.origin, reject.size) == ("stadt/1", len(payload))
    assert "JSON" in reject.outcome


def test_message_that_is_too_large_is_rejected_with_its_true_size() -> None:
    bench = Bench([point("stadt/1", "/v")], JSON)
    head = b"x" * KEPT_OF_LARGE
    assert bench.take((b"stadt/1", head, 0x32, 1, 10_000_000)) is None
    (reject,) = bench.tally.health().rejects
    assert (reject.size, reject.head) == (10_000_000, head[:2_000])
    assert "zu groß" in reject.outcome


def test_topic_that_is_no_text_is_rejected() -> None:
    bench = Bench([], JSON)
    assert bench.take((b"stadt/\xff", b"1", 0x32, 1, 1)) is None
    assert "UTF-8" in bench.tally.health().rejects[0].outcome


def test_several_faults_of_a_message_are_all_counted() -> None:
    bench = Bench([point("stadt/1", "/a"), point("stadt/1", "/b")], JSON)
    bench.take(message("stadt/1", b'{"a": "x", "b": "y"}'))
    health = bench.tally.health()
    assert (health.rejected, len(health.rejects), health.samples) == (2, 1, 2)


def test_fault_of_a_decoder_does_not_stop_the_source(monkeypatch: pytest.MonkeyPatch) -> None:
    bench = Bench([point("stadt/1", "/v")], JSON)
    plan = bench.assembler.table.find(b"stadt/1")
    assert plan is not None

    def fail(_topic: str, _payload: bytes, _received_us: int) -> list[Measurement]:
        raise ZeroDivisionError

    monkeypatch.setattr(plan, "decode", fail)
    assert bench.take(message("stadt/1", b"{}")) is None
    assert "ZeroDivisionError" in bench.tally.health().rejects[0].outcome


def test_retained_value_without_a_time_of_its_own_is_doubted() -> None:
    bench = Bench([point("stadt/1", "/v")], JSON)
    batch = bench.take(message("stadt/1", b'{"v": 1}', first=RETAINED))
    assert batch is not None
    assert batch.quality.tolist() == [Quality.UNCERTAIN]
    timed = Bench([point("stadt/1", "/v")], TIMED)
    batch = timed.take(message("stadt/1", b'{"t": 1763000000, "v": 1}', first=RETAINED))
    assert batch is not None
    assert batch.quality.tolist() == [Quality.GOOD]


def test_redelivery_is_counted_and_stored_again_under_the_same_time() -> None:
    bench = Bench([point("stadt/1", "/v")], TIMED)
    first = message("stadt/1", b'{"t": 1763000000, "v": 1}')
    again = message("stadt/1", b'{"t": 1763000000, "v": 1}', first=DUPLICATE)
    batch = bench.take(first, again)
    assert batch is not None
    assert len(set(batch.source_time.tolist())) == 1
    assert bench.assembler.redelivered == 1
    assert bench.tally.health().duplicates == 1


def test_late_message_is_stored_and_counted() -> None:
    bench = Bench([point("stadt/1", "/v")], TIMED)
    bench.take(message("stadt/1", b'{"t": 1763000010, "v": 1}'))
    assert bench.take(message("stadt/1", b'{"t": 1763000000, "v": 2}')) is not None
    assert bench.tally.health().late == 1


def test_newest_messages_of_a_batch_are_kept_for_the_eye() -> None:
    bench = Bench([point("stadt/1", "/v")], JSON)
    bench.take(*(message("stadt/1", b'{"v": %d}' % number) for number in range(50)))
    kept = bench.tally.raw_messages()
    assert len(kept) == RAW_PER_BATCH
    assert kept[0].head == b'{"v": 49}'
    assert kept[0].samples == 1


def test_message_of_an_old_subscription_is_unmapped() -> None:
    bench = Bench([], JSON)
    assert bench.take(message("land/1", b"1")) is None
    assert bench.tally.health().unmapped == 1


def test_scale_that_leaves_every_float_makes_the_value_bad() -> None:
    bench = Bench([point("stadt/1", "/v", scale=1e300)], JSON)
    batch = bench.take(message("stadt/1", b'{"v": 1e300}'))
    assert batch is not None
    assert math.isnan(batch.value[0])
    assert batch.quality.tolist() == [Quality.BAD]
