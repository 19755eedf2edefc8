"""The Things Stack v3: uplinks in the form of the vendor's "Data Formats" page."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from connectors.mqtt.decoders.the_things_stack import TheThingsStack
from connectors.mqtt.measurements import PayloadError, datetime_us

TOPIC = "v3/app1@tenant/devices/dev1/up"
RECEIVED = datetime_us(datetime(2020, 2, 12, 16, tzinfo=UTC))
UPLINK: dict[str, Any] = {
    "end_device_ids": {
        "device_id": "dev1",
        "application_ids": {"application_id": "app1"},
        "dev_eui": "0004A30B001C0530",
        "join_eui": "800000000000000C",
        "dev_addr": "00BCB929",
    },
    "correlation_ids": ["as:up:01E0WZGT6Y7657CPFPE5WEYDSQ", "gs:conn:01E0WDEC6T2T3XXBAY1RHHS2XB"],
    "received_at": "2020-02-12T15:15:46.123Z",
    "uplink_message": {
        "session_key_id": "AXA50tHUQucUzHnwzc4a8Q==",
        "f_port": 1,
        "f_cnt": 5,
        "frm_payload": "Dt0Bxg==",
        "decoded_payload": {"temperature": 21.5, "humidity": 48, "battery": {"volt": 3.61}},
        "rx_metadata": [
            {
                "gateway_ids": {"gateway_id": "gtw1", "eui": "9C5C8E00001A05C4"},
                "time": "2020-02-12T15:15:45.787Z",
                "timestamp": 2463457000,
                "rssi": -35,
                "channel_rssi": -35,
                "snr": 5.2,
                "uplink_token": "ChIKEAoEZ3R3MRIInFyOAAAaBcQ=",
                "channel_index": 2,
            }
        ],
        "settings": {
            "data_rate": {"lora": {"bandwidth": 125000, "spreading_factor": 7}},
            "coding_rate": "4/6",
            "frequency": "868300000",
        },
        "received_at": "2020-02-12T15:15:45.787Z",
        "consumed_airtime": "0.056576s",
        "network_ids": {"net_id": "000013", "tenant_id": "tenant", "cluster_id": "eu1"},
    },
}
SEEN = datetime_us(datetime(2020, 2, 12, 15, 15, 45, 787_000, UTC))


def decode(message: object, *wanted: str) -> dict[str, object]:
    decoder = TheThingsStack({})
    decoder.want(wanted)
    found = decoder.decode(TOPIC, json.dumps(message).encode(), RECEIVED)
    return {measured.item: measured.value for measured in found}


def test_uplink_gives_the_decoded_payload_at_the_time_of_the_network_server() -> None:
    found = TheThingsStack({}).decode(TOPIC, json.dumps(UPLINK).encode(), RECEIVED)
    assert {measured.item: measured.value for measured in found} == {
        "/temperature": 21.5,
        "/humidity": 48.0,
        "/battery/volt": 3.61,
    }
    assert {measured.time_us for measured in found} == {SEEN}


def test_radio_figures_are_given_only_where_points_use_them() -> None:
    rssi = "$/uplink_message/rx_metadata/0/rssi"
    missing = "$/uplink_message/rx_metadata/3/rssi"
    assert decode(UPLINK, rssi, missing) == {
        "/temperature": 21.5,
        "/humidity": 48.0,
        "/battery/volt": 3.61,
        rssi: -35.0,
    }


def test_nanoseconds_of_the_server_are_cut_to_microseconds() -> None:
    uplink = UPLINK["uplink_message"] | {"received_at": "2020-02-12T15:15:45.787123456Z"}
    found = TheThingsStack({}).decode(
        TOPIC, json.dumps(UPLINK | {"uplink_message": uplink}).encode(), RECEIVED
    )
    assert found[0].time_us in {SEEN + 123, SEEN + 124}


def test_uplink_without_decoder_in_the_console_gives_nothing() -> None:
    uplink = {k: v for k, v in UPLINK["uplink_message"].items() if k != "decoded_payload"}
    assert decode(UPLINK | {"uplink_message": uplink}) == {}


@pytest.mark.parametrize(
    "extra",
    [
        {"join_accept": {"session_key_id": "AXA50tHUQucUzHnwzc4a8Q=="}},
        {"downlink_ack": {"f_port": 1}},
        {"location_solved": {"location": {"latitude": 51.7}}},
    ],
)
def test_other_messages_of_a_device_give_nothing(extra: dict[str, Any]) -> None:
    assert decode({"end_device_ids": UPLINK["end_device_ids"]} | extra) == {}


@pytest.mark.parametrize(
    "payload",
    [b"", b"{}", b"[]", b"null", b'{"end_device_ids": 5}', b'{"uplink_message": {}}', b"\xff\xfe"],
)
def test_what_is_no_message_of_the_stack_is_refused_with_a_reason(payload: bytes) -> None:
    with pytest.raises(PayloadError, match=r"JSON|UTF-8"):
        TheThingsStack({}).decode(TOPIC, payload, RECEIVED)


def test_browsing_offers_the_decoded_object_first_then_the_numbers_of_the_root() -> None:
    items = [m.item for m in TheThingsStack({}).items(TOPIC, json.dumps(UPLINK).encode(), RECEIVED)]
    assert items[:3] == ["/temperature", "/humidity", "/battery/volt"]
    assert "$/uplink_message/rx_metadata/0/snr" in items
    assert "$/uplink_message/frm_payload" not in items


def test_options_are_refused_by_name() -> None:
    with pytest.raises(ValueError, match="time"):
        TheThingsStack({"time": "/x"})
