"""SenML: the examples of RFC 8428, sections 5.1.1 to 5.1.4, and its rules of resolving."""

import json

import pytest

from connectors.mqtt.decoders.senml import SenML
from connectors.mqtt.measurements import Measurement, PayloadError

NOW = 1_764_000_000_000_000
DEVICE = "urn:dev:ow:10e2073a01080063"


def decode(pack: object, *wanted: str) -> list[Measurement]:
    decoder = SenML({})
    decoder.want(wanted)
    return decoder.decode("umwelt/1", json.dumps(pack).encode(), NOW)


def values(found: list[Measurement]) -> dict[str, object]:
    return {measured.item: measured.value for measured in found}


def test_single_datapoint_without_time_is_from_now() -> None:
    (one,) = decode([{"n": DEVICE, "u": "Cel", "v": 23.1}])
    assert (one.item, one.value, one.unit, one.time_us) == (DEVICE, 23.1, "Cel", NOW)


def test_multiple_datapoints_take_base_name_base_time_and_base_unit() -> None:
    found = decode(
        [
            {
                "bn": DEVICE + ":",
                "bt": 1.276020076001e09,
                "bu": "A",
                "bver": 5,
                "n": "voltage",
                "u": "V",
                "v": 120.1,
            },
            {"n": "current", "t": -5, "v": 1.2},
            {"n": "current", "t": -4, "v": 1.3},
        ]
    )
    assert [(m.item, m.unit, m.time_us) for m in found] == [
        (f"{DEVICE}:voltage", "V", 1_276_020_076_001_000),
        (f"{DEVICE}:current", "A", 1_276_020_071_001_000),
        (f"{DEVICE}:current", "A", 1_276_020_072_001_000),
    ]


def test_words_and_booleans_are_values_and_data_is_none() -> None:
    found = decode(
        [
            {"bn": DEVICE + ":", "n": "temp", "u": "Cel", "v": 23.1},
            {"n": "label", "vs": "Machine Room"},
            {"n": "open", "vb": False},
            {"n": "nfc-reader", "vd": "aGkgCg"},
        ]
    )
    assert values(found) == {
        f"{DEVICE}:temp": 23.1,
        f"{DEVICE}:label": "Machine Room",
        f"{DEVICE}:open": 0.0,
    }


def test_base_value_is_added() -> None:
    assert values(decode([{"bn": "d:", "bv": 20, "n": "t", "v": 1.5}, {"n": "u", "v": 2}])) == {
        "d:t": 21.5,
        "d:u": 22.0,
    }


def test_small_times_count_from_now() -> None:
    (one,) = decode([{"n": "t", "t": -60, "v": 1}])
    assert one.time_us == NOW - 60_000_000


def test_points_may_use_the_name_without_the_device() -> None:
    pack = [{"bn": DEVICE + ":", "n": "temp", "v": 23.1}, {"n": "hum", "v": 40}]
    assert values(decode(pack, "temp")) == {"temp": 23.1, f"{DEVICE}:hum": 40.0}
    assert f"{DEVICE}:temp" in values(decode(pack, "temp", f"{DEVICE}:temp"))


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        (b"{}", "JSON"),
        (b"[1]", "JSON"),
        (b'[{"n":"a","v":"12"}]', "JSON"),
        (b'[{"v":1}]', "weder bn noch n"),
        (b'[{"bver":11,"n":"a","v":1}]', "Version 11"),
        (b'[{"n":"a","t":1e300,"v":1}]', "Zeit"),
        (b'[{"n":"a","v":1}', "JSON"),
        (b'[{"n":"\xff","v":1}]', "UTF-8|JSON"),
    ],
)
def test_what_is_no_senml_is_refused_with_a_reason(payload: bytes, reason: str) -> None:
    with pytest.raises(PayloadError, match=reason):
        SenML({}).decode("umwelt/1", payload, NOW)


def test_pack_with_too_many_records_is_refused() -> None:
    with pytest.raises(PayloadError, match="Mehr als"):
        decode([{"n": "a", "v": 1}] * 10_001)
