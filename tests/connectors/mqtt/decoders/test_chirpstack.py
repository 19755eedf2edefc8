"""ChirpStack v4: the event `up` in the form of the vendor's "Event types" page."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from connectors.mqtt.decoders.chirpstack import ChirpStack
from connectors.mqtt.measurements import PayloadError, datetime_us

BASE = "application/17c82e96-be03-4f38-aef3-f83d48582d97/device/0101010101010101/event/"
RECEIVED = datetime_us(datetime(2022, 7, 18, 10, tzinfo=UTC))
UP: dict[str, Any] = {
    "deduplicationId": "3ac7e3c4-4401-4b8d-9386-a5c902f9202d",
    "time": "2022-07-18T09:34:15.775023242+00:00",
    "deviceInfo": {
        "tenantId": "52f14cd4-c6f1-4fbd-8f87-4025e1d49242",
        "tenantName": "ChirpStack",
        "applicationId": "17c82e96-be03-4f38-aef3-f83d48582d97",
        "applicationName": "Test application",
        "deviceProfileId": "14855bf7-d10d-4aee-b618-ebfcb64dc7ad",
        "deviceProfileName": "Test device-profile",
        "deviceName": "Test device",
        "devEui": "0101010101010101",
        "tags": {"key": "value"},
    },
    "devAddr": "00189440",
    "adr": True,
    "dr": 1,
    "fCnt": 4,
    "fPort": 1,
    "confirmed": False,
    "data": "qg==",
    "object": {"temperatureSensor": {"1": 24.9}, "humidity": 61},
    "rxInfo": [
        {
            "gatewayId": "0016c001f153a14c",
            "uplinkId": 4217106255,
            "rssi": -36,
            "snr": 10.5,
            "context": "E3OWOQ==",
            "metadata": {"region_name": "eu868", "region_common_name": "EU868"},
        }
    ],
    "txInfo": {
        "frequency": 867100000,
        "modulation": {"lora": {"bandwidth": 125000, "spreadingFactor": 11, "codeRate": "CR_4_5"}},
    },
}
SEEN = datetime_us(datetime(2022, 7, 18, 9, 34, 15, 775_023, UTC))


def test_up_gives_the_object_at_the_event_time() -> None:
    found = ChirpStack({}).decode(BASE + "up", json.dumps(UP).encode(), RECEIVED)
    assert {measured.item: measured.value for measured in found} == {
        "/temperatureSensor/1": 24.9,
        "/humidity": 61.0,
    }
    assert {measured.time_us for measured in found} == {SEEN}


def test_radio_figures_come_from_the_root_where_points_use_them() -> None:
    decoder = ChirpStack({})
    decoder.want(["$/rxInfo/0/rssi", "/humidity"])
    found = decoder.decode(BASE + "up", json.dumps(UP).encode(), RECEIVED)
    assert ("$/rxInfo/0/rssi", -36.0) in {(m.item, m.value) for m in found}


def test_up_without_codec_gives_nothing() -> None:
    bare = {key: value for key, value in UP.items() if key != "object"}
    assert ChirpStack({}).decode(BASE + "up", json.dumps(bare).encode(), RECEIVED) == []


@pytest.mark.parametrize("event", ["join", "status", "ack", "txack", "log", "location"])
def test_other_events_of_a_device_give_nothing(event: str) -> None:
    status = {"deviceInfo": UP["deviceInfo"], "time": UP["time"], "margin": 7}
    assert ChirpStack({}).decode(BASE + event, json.dumps(status).encode(), RECEIVED) == []


def test_event_without_time_counts_from_its_receipt() -> None:
    timeless = {key: value for key, value in UP.items() if key != "time"}
    found = ChirpStack({}).decode(BASE + "up", json.dumps(timeless).encode(), RECEIVED)
    assert found[0].time_us == RECEIVED


@pytest.mark.parametrize(
    "payload",
    [
        b"{",
        b"[1]",
        b'{"applicationID": "1", "devEUI": "AQ==", "objectJSON": "{}"}',
        b'{"deviceInfo": {"devEui": "01"}, "time": "gestern"}',
        b'{"deviceInfo": {"devEui": "01"}, "object": [1]}',
    ],
    ids=["broken", "list", "version 3", "bad time", "object is a list"],
)
def test_what_is_no_event_of_version_4_is_refused_with_a_reason(payload: bytes) -> None:
    with pytest.raises(PayloadError, match="JSON"):
        ChirpStack({}).decode(BASE + "up", payload, RECEIVED)
