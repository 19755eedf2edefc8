"""Any payload at all: counted, shown with its first bytes, and the next message is understood."""

import json
import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.samples import Quality
from connectors.mqtt.batches import EARLIEST_US, FUTURE_US
from connectors.mqtt.options import Subscription
from connectors.tally import HEAD_BYTES
from tests.connectors.mqtt.decoders import test_chirpstack as chirpstack
from tests.connectors.mqtt.decoders import test_sparkplug_b as sparkplug
from tests.connectors.mqtt.decoders import test_the_things_stack as things
from tests.connectors.mqtt.supplies import Bench, message, point

ODD_NUMBERS = (
    st.sampled_from([2**31, 2**53 + 1, 2**63, 2**64, -(2**63), 10**400, 1e308, -0.0, 5e-324])
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
)
ODD_TIMES = st.sampled_from(
    [
        "2999-01-01T00:00:00Z",
        "1970-01-01T00:00:00Z",
        "0001-01-01T00:00:00+23:59",
        "9999-12-31T23:59:59.999999999-23:59",
        "2025-11-24T16:00:00Z",
        "2025-02-30T00:00:00Z",
        "nie",
        1_764_000_000,
        -1,
        2**63,
        1e300,
    ]
)
SCALARS = st.none() | st.booleans() | ODD_NUMBERS | st.text(max_size=20) | ODD_TIMES
ODD_VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)

GOOD: dict[str, tuple[str, str, bytes, dict[str, Any]]] = {
    "ttn-v3": (things.TOPIC, "/temperature", json.dumps(things.UPLINK).encode(), {}),
    "chirpstack-v4": (
        chirpstack.BASE + "up",
        "/humidity",
        json.dumps(chirpstack.UP).encode(),
        {},
    ),
    "senml": (
        "umwelt/1",
        "d:t",
        b'[{"bn":"d:","bt":1763000000,"bu":"Cel","n":"t","v":1},{"n":"u","vs":"x"}]',
        {},
    ),
    "json": ("stadt/1", "/a/v", b'{"time": 1763000000, "a": {"v": 1}}', {"time": "/time"}),
    "text": ("tor/1", "", b"21.5", {}),
    "sparkplug-b": (sparkplug.NODE.format("NBIRTH"), "Pegel", sparkplug.BIRTH, {}),
}
"""Topic, item, a good message and options of each decoder."""


def bench_for(decoder: str) -> tuple[Bench, str, bytes]:
    topic, item, good, options = GOOD[decoder]
    node = topic.replace("NBIRTH", "NDATA")
    points = [point(node, item), point(node, "$/uplink_message/rx_metadata/0/rssi")]
    return Bench(points, Subscription("#", decoder, options=options)), topic, good


@st.composite
def spoiled(draw: st.DrawFn, decoder: str) -> bytes:
    """Return noise, any JSON, or a good message with some parts replaced, cut or repeated."""
    good = GOOD[decoder][2]
    kind = draw(st.sampled_from(["noise", "json", "replaced", "bytes", "endless"]))
    if kind == "noise":
        return draw(st.binary(max_size=300))
    if kind == "json":
        return json.dumps(draw(ODD_VALUES)).encode(errors="surrogatepass")
    if kind == "endless":
        return draw(st.sampled_from([b"NaN", b"[NaN]", b'{"v": Infinity}', b"[" * 3_000]))
    if kind == "replaced" and good[:1] in b"[{":
        document = json.loads(good)
        for _ in range(draw(st.integers(1, 3))):
            replace_somewhere(draw, document)
        return json.dumps(document).encode(errors="surrogatepass")
    place = draw(st.integers(0, len(good)))
    rest = draw(st.integers(place, len(good)))
    return good[:place] + draw(st.binary(max_size=6)) + good[rest:]


def replace_somewhere(draw: st.DrawFn, node: Any) -> None:
    """Replace, remove or add something at a place that is drawn."""
    while True:
        keys = list(node) if isinstance(node, dict) else list(range(len(node)))
        if not keys:
            return
        key = draw(st.sampled_from(keys))
        if isinstance(node[key], (dict, list)) and node[key] and draw(st.booleans()):
            node = node[key]
            continue
        if draw(st.booleans()):
            node[key] = draw(ODD_VALUES)
        else:
            del node[key]
        return


@pytest.mark.parametrize("decoder", GOOD)
def test_good_message_gives_the_sample(decoder: str) -> None:
    bench, topic, good = bench_for(decoder)
    batch = bench.take(message(topic, good))
    assert batch is not None
    assert batch.quality[0] == Quality.GOOD


@pytest.mark.parametrize("decoder", GOOD)
@settings(deadline=None)
@given(data=st.data())
def test_any_payload_is_counted_and_never_stops_the_source(
    decoder: str, data: st.DataObject
) -> None:
    bench, topic, good = bench_for(decoder)
    payloads = data.draw(st.lists(spoiled(decoder), min_size=1, max_size=4))
    now_us = bench.clock.now_us()
    for payload in payloads:
        before = bench.tally.health()
        batch = bench.take(message(topic, payload), message(topic, payload, first=0x3A))
        health = bench.tally.health()
        assert health.messages == before.messages + 2
        newest = bench.tally.raw_messages()[0]
        assert (newest.origin, newest.size) == (topic, len(payload))
        assert newest.head == payload[:HEAD_BYTES]
        if batch is not None:
            assert batch.source_time.min() >= EARLIEST_US
            assert batch.source_time.max() <= now_us + FUTURE_US
            for value, quality in zip(batch.value, batch.quality, strict=True):
                assert math.isfinite(value) or quality >= Quality.BAD
    bench.take(message(topic, good))
    assert bench.tally.raw_messages()[0].samples >= 1


@pytest.mark.parametrize("decoder", GOOD)
@settings(deadline=None)
@given(topic=st.text(max_size=40), payload=st.binary(max_size=40))
def test_any_topic_is_survived(decoder: str, topic: str, payload: bytes) -> None:
    bench, good_topic, good = bench_for(decoder)
    name = topic.encode(errors="replace")
    bench.take((name, payload, 0x30, 0, len(payload)), (name, good, 0x30, 0, len(good)))
    assert bench.take(message(good_topic, good)) is not None


@pytest.mark.parametrize("decoder", [name for name in GOOD if name != "sparkplug-b"])
def test_message_near_the_limit_is_answered(decoder: str) -> None:
    bench, topic, good = bench_for(decoder)
    for payload in (b"9" * 1_000_000, b"[" + b"1," * 500_000 + b"1]", b'[{"n":"a"' * 100_000):
        bench.take(message(topic, payload))
        assert bench.tally.raw_messages()[0].size == len(payload)
    assert bench.take(message(topic, good)) is not None
