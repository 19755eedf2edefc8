"""Sparkplug B: bytes written here from the field numbers of the specification, chapter 6."""

import math
import struct

import pytest

from app.domain.samples import Quality
from connectors.mqtt.decoders.sparkplug_b import SparkplugB
from connectors.mqtt.measurements import Measurement, PayloadError

NOW = 1_764_000_000_000_000
MS = NOW // 1_000
NODE = "spBv1.0/hamm/{}/pumpwerk"
DEVICE = "spBv1.0/hamm/{}/pumpwerk/pumpe1"


def varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def number(field: int, value: int) -> bytes:
    return varint(field << 3) + varint(value)


def piece(field: int, value: bytes) -> bytes:
    return varint(field << 3 | 2) + varint(len(value)) + value


def metric(
    name: str = "",
    *,
    alias: int | None = None,
    datatype: int | None = None,
    value: bytes = b"",
    time_ms: int | None = None,
    unit: str = "",
) -> bytes:
    """Metric: name 1, alias 2, timestamp 3, datatype 4, properties 9; value fields from 10 on."""
    body = piece(1, name.encode()) if name else b""
    body += number(2, alias) if alias is not None else b""
    body += number(3, time_ms) if time_ms is not None else b""
    body += number(4, datatype) if datatype is not None else b""
    if unit:
        text = number(1, 12) + piece(8, unit.encode())
        body += piece(9, piece(1, b"engUnit") + piece(2, text))
    return body + value


def payload(*metrics: bytes, seq: int = 0, time_ms: int | None = MS) -> bytes:
    """Payload: timestamp 1, metrics 2, seq 3."""
    body = number(1, time_ms) if time_ms is not None else b""
    return body + b"".join(piece(2, one) for one in metrics) + number(3, seq)


def double(value: float) -> bytes:
    return varint(13 << 3 | 1) + struct.pack("<d", value)


def float32(value: float) -> bytes:
    return varint(12 << 3 | 5) + struct.pack("<f", value)


IS_NULL = number(7, 1)
BD_SEQ = metric("bdSeq", datatype=8, value=number(11, 3))
BIRTH = payload(
    BD_SEQ,
    metric("Pegel", alias=1, datatype=10, value=double(2.5), unit="m"),
    metric("Drehzahl", alias=2, datatype=3, value=number(10, 2**32 - 5)),
)


def born() -> SparkplugB:
    decoder = SparkplugB({})
    decoder.decode(NODE.format("NBIRTH"), BIRTH, NOW)
    return decoder


def values(found: list[Measurement]) -> dict[str, object]:
    return {measured.item: measured.value for measured in found}


def test_birth_gives_values_under_the_data_topic() -> None:
    found = SparkplugB({}).decode(NODE.format("NBIRTH"), BIRTH, NOW)
    assert values(found) == {"Pegel": 2.5, "Drehzahl": -5.0}
    assert {m.topic for m in found} == {NODE.format("NDATA")}
    assert found[0].unit == "m"
    assert found[0].time_us == NOW


def test_data_refers_to_the_birth_by_alias() -> None:
    data = payload(metric(alias=1, value=double(2.75), time_ms=MS + 500), seq=1)
    (one,) = born().decode(NODE.format("NDATA"), data, NOW)
    assert (one.item, one.value, one.unit, one.time_us) == ("Pegel", 2.75, "m", NOW + 500_000)


@pytest.mark.parametrize(
    ("datatype", "value", "expected"),
    [
        (1, number(10, 0xFF), -1.0),
        (1, number(10, 2**32 - 1), -1.0),
        (2, number(10, 0x8000), -32768.0),
        (3, number(10, 2**31), -(2.0**31)),
        (4, number(11, 2**64 - 2), -2.0),
        (5, number(10, 200), 200.0),
        (7, number(10, 2**32 - 1), 2.0**32 - 1),
        (8, number(11, 2**63), 2.0**63),
        (9, float32(0.5), 0.5),
        (11, number(14, 1), 1.0),
        (12, piece(15, b"Automatik"), "Automatik"),
    ],
)
def test_data_types_become_numbers_and_words(
    datatype: int, value: bytes, expected: float | str
) -> None:
    found = SparkplugB({}).decode(
        NODE.format("NBIRTH"), payload(metric("m", datatype=datatype, value=value)), NOW
    )
    assert values(found) == {"m": expected}


def test_null_is_bad() -> None:
    data = payload(metric(alias=1, value=IS_NULL), seq=1)
    (one,) = born().decode(NODE.format("NDATA"), data, NOW)
    assert one.quality == Quality.BAD
    assert math.isnan(float(one.value))


def test_device_has_metrics_of_its_own() -> None:
    decoder = born()
    birth = payload(metric("Leistung", alias=9, datatype=10, value=double(4.0)), seq=1)
    decoder.decode(DEVICE.format("DBIRTH"), birth, NOW)
    data = payload(metric(alias=9, value=double(5.0)), seq=2)
    (one,) = decoder.decode(DEVICE.format("DDATA"), data, NOW)
    assert (one.item, one.value, one.topic) == ("Leistung", 5.0, DEVICE.format("DDATA"))
    gaps = decoder.decode(DEVICE.format("DDEATH"), payload(seq=3), NOW)
    assert [(m.item, m.quality) for m in gaps] == [("Leistung", Quality.GAP)]


def test_death_of_the_node_is_a_gap_for_all_its_metrics() -> None:
    gaps = born().decode(NODE.format("NDEATH"), payload(BD_SEQ), NOW)
    assert {m.item for m in gaps} == {"Pegel", "Drehzahl"}
    assert {m.quality for m in gaps} == {Quality.GAP}


def test_late_death_of_an_earlier_life_is_ignored_and_counted() -> None:
    decoder = born()
    old = payload(metric("bdSeq", datatype=8, value=number(11, 2)))
    assert decoder.decode(NODE.format("NDEATH"), old, NOW) == []
    assert decoder.figures()["Sparkplug: veraltete NDEATH"] == "1"


def test_missing_sequence_number_is_counted() -> None:
    decoder = born()
    for seq in (1, 2, 4, 5):
        decoder.decode(
            NODE.format("NDATA"), payload(metric(alias=1, value=double(1.0)), seq=seq), NOW
        )
    assert decoder.figures()["Sparkplug: Lücken in seq"] == "1"


def test_alias_that_no_birth_named_asks_for_a_rebirth() -> None:
    decoder = SparkplugB({})
    data = payload(metric(alias=1, value=double(2.0)), seq=1)
    with pytest.raises(PayloadError, match="BIRTH"):
        decoder.decode(NODE.format("NDATA"), data, NOW)
    assert decoder.figures()["Sparkplug: Rebirth nötig"] == "1"


@pytest.mark.parametrize(
    "topic", [NODE.format("NCMD"), DEVICE.format("DCMD"), "spBv1.0/STATE/host", "spBv1.0/g/STATE/h"]
)
def test_commands_and_states_give_nothing(topic: str) -> None:
    assert SparkplugB({}).decode(topic, b"\xff", NOW) == []


@pytest.mark.parametrize(
    ("topic", "body"),
    [
        ("stadt/1", BIRTH),
        ("spBv1.0/hamm", BIRTH),
        (NODE.format("DBIRTH"), BIRTH),
        (DEVICE.format("NDATA"), BIRTH),
        (NODE.format("NBIRTH"), b"\xff\xff\xff"),
        (NODE.format("NBIRTH"), b'{"json": true}'),
        (NODE.format("NBIRTH"), payload(metric("m", value=double(1.0)), time_ms=2**63)),
    ],
)
def test_what_is_no_sparkplug_is_refused_with_a_reason(topic: str, body: bytes) -> None:
    with pytest.raises(PayloadError):
        SparkplugB({}).decode(topic, body, NOW)


def test_browsing_a_birth_changes_nothing() -> None:
    decoder = SparkplugB({})
    assert set(values(decoder.items(NODE.format("NBIRTH"), BIRTH, NOW))) == {"Pegel", "Drehzahl"}
    assert decoder.figures()["Sparkplug: Knoten online"] == "0"
