"""Messages of the simulated devices, in the form their network servers document.

The Things Stack v3: https://www.thethingsindustries.com/docs/integrations/data-formats/
ChirpStack v4: https://www.chirpstack.io/docs/chirpstack/integrations/events.html
SenML: RFC 8428. Everything random in a message is a hash of device and time.
"""

import base64
import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from app.domain.points import Point
from connectors.simulated_city.noise import seed_of

ROOT_MARK = "$"
"""Items that begin so count from the root of the message, not from the decoded object."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SENML_UNITS = {
    "°C": "Cel",
    "%": "/",
    "m/s": "m/s",
    "W/m²": "W/m2",
    "hPa": "hPa",
    "dB(A)": "dB",
    "V": "V",
    "m": "m",
}
_GATEWAYS = ("rathaus", "wasserturm", "maximilianpark", "allee-center", "stadtwerke")


@dataclass(frozen=True, slots=True)
class Report:
    """What one device has to say at one moment.

    Attributes:
        topic: Where it is published.
        device: Name of the device.
        time_us: When it was measured, µs UTC.
        count: Number of its messages so far.
        values: Points and their values, in the points' units.
        time_item: JSON pointer to the time (plain JSON only).
    """

    topic: str
    device: str
    time_us: int
    count: int
    values: Sequence[tuple[Point, float]]
    time_item: str = "/time"


def wire_value(point: Point, value: float) -> float | int | str:
    """Return a value as the device sends it: its word, or the raw number before scaling."""
    state = point.state(value) if point.states else None
    if state is not None:
        return state.text or state.code
    raw = (value - point.offset) / point.scale if point.scale else value
    rounded = round(raw, 9)
    return int(rounded) if rounded.is_integer() and abs(rounded) < 2**53 else rounded


def put(root: dict[str, Any], pointer: str, value: Any) -> None:
    """Put a value at a JSON pointer (RFC 6901), making the objects on the way."""
    *way, last = [
        token.replace("~1", "/").replace("~0", "~") for token in pointer.lstrip("/").split("/")
    ]
    node: Any = root
    for token in way:
        if isinstance(node, list):
            node = node[int(token)] if token.isdigit() and int(token) < len(node) else {}
        else:
            node = node.setdefault(token, {})
    if isinstance(node, list):
        if last.isdigit() and int(last) < len(node):
            node[int(last)] = value
    elif isinstance(node, dict):
        node[last] = value


def iso_time(time_us: int, nanoseconds: int = 0) -> str:
    """Return RFC 3339 text in UTC with nine digits, as Go programs write it."""
    moment = _EPOCH + timedelta(microseconds=time_us)
    return f"{moment:%Y-%m-%dT%H:%M:%S.%f}{nanoseconds % 1_000:03d}Z"


def encode(decoder: str, report: Report) -> bytes:
    """Return the message that the decoder of this name understands; unknown names give JSON."""
    return _ENCODERS.get(decoder, _plain_json)(report)


def _split(report: Report) -> tuple[dict[str, Any], list[tuple[str, Any]]]:
    """Return the decoded object, and what belongs elsewhere in the message."""
    inside: dict[str, Any] = {}
    outside: list[tuple[str, Any]] = []
    for point, value in report.values:
        item, raw = point.address.item, wire_value(point, value)
        if item.startswith(ROOT_MARK):
            outside.append((item[1:], raw))
        else:
            put(inside, item, raw)
    return inside, outside


def _finished(message: dict[str, Any], outside: list[tuple[str, Any]]) -> bytes:
    for pointer, raw in outside:
        put(message, pointer, raw)
    return json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode()


def _the_things_stack(report: Report) -> bytes:
    inside, outside = _split(report)
    parts = report.topic.split("/")
    application = parts[1].partition("@")[0] if len(parts) > 1 else "leitstand"
    name = parts[3] if len(parts) > 4 else report.device  # noqa: PLR2004 - v3/{app}@{tenant}/devices/{id}/up
    radio = _Radio(report)
    seen = iso_time(report.time_us)
    later = iso_time(report.time_us + 214_000 + radio.dice % 90_000, radio.dice)
    message = {
        "end_device_ids": {
            "device_id": name,
            "application_ids": {"application_id": application},
            "dev_eui": radio.eui,
            "join_eui": "70B3D57ED0000000",
            "dev_addr": radio.address,
        },
        "correlation_ids": [f"gs:uplink:{radio.eui[:12]}{report.count:014d}"],
        "received_at": later,
        "uplink_message": {
            "session_key_id": base64.b64encode(bytes.fromhex(radio.eui)).decode(),
            "f_port": 2,
            "f_cnt": report.count,
            "frm_payload": radio.frame(inside),
            "decoded_payload": inside,
            "rx_metadata": [
                {
                    "gateway_ids": {"gateway_id": f"hamm-{gateway}", "eui": eui},
                    "time": seen,
                    "timestamp": report.time_us % 2**32,
                    "rssi": rssi,
                    "channel_rssi": rssi,
                    "snr": snr,
                    "received_at": seen,
                }
                for gateway, eui, rssi, snr in radio.receptions
            ],
            "settings": {
                "data_rate": {
                    "lora": {
                        "bandwidth": 125_000,
                        "spreading_factor": radio.spreading,
                        "coding_rate": "4/5",
                    }
                },
                "frequency": str(radio.frequency),
                "timestamp": report.time_us % 2**32,
                "time": seen,
            },
            "received_at": seen,
            "consumed_airtime": f"{0.0462 * 2 ** (radio.spreading - 7):.6f}s",
            "network_ids": {"net_id": "000013", "tenant_id": "ttn", "cluster_id": "eu1"},
        },
    }
    return _finished(message, outside)


def _chirpstack(report: Report) -> bytes:
    inside, outside = _split(report)
    radio = _Radio(report)
    parts = report.topic.split("/")
    application = parts[1] if len(parts) > 1 else "1"
    seen = iso_time(report.time_us)[:-1] + "+00:00"
    message = {
        "deduplicationId": str(UUID(int=radio.dice << 64 | seed_of(radio.dice, "id"))),
        "time": seen,
        "deviceInfo": {
            "tenantId": "52f14cd4-c6f1-4fbd-8f87-4025e1d49242",
            "tenantName": "Stadt Hamm",
            "applicationId": application,
            "applicationName": "umwelt",
            "deviceProfileId": "14855bf7-d10d-4aee-b618-ebfcb64dc7ad",
            "deviceProfileName": "sensor-otaa-a",
            "deviceName": report.device,
            "devEui": radio.eui.lower(),
            "tags": {},
        },
        "devAddr": radio.address.lower(),
        "adr": True,
        "dr": 12 - radio.spreading,
        "fCnt": report.count,
        "fPort": 2,
        "confirmed": False,
        "data": radio.frame(inside),
        "object": inside,
        "rxInfo": [
            {
                "gatewayId": eui.lower(),
                "uplinkId": radio.dice % 2**32,
                "nsTime": seen,
                "rssi": rssi,
                "snr": snr,
                "channel": radio.dice % 8,
                "location": {},
                "context": "EFwMtA==",
                "crcStatus": "CRC_OK",
            }
            for _, eui, rssi, snr in radio.receptions
        ],
        "txInfo": {
            "frequency": radio.frequency,
            "modulation": {
                "lora": {
                    "bandwidth": 125_000,
                    "spreadingFactor": radio.spreading,
                    "codeRate": "CR_4_5",
                }
            },
        },
    }
    return _finished(message, outside)


def _senml(report: Report) -> bytes:
    names = [point.address.item for point, _ in report.values]
    base = _common_base(names)
    pack: list[dict[str, Any]] = []
    for point, value in report.values:
        raw = wire_value(point, value)
        record: dict[str, Any] = {"n": point.address.item[len(base) :]}
        if point.unit.symbol in _SENML_UNITS:
            record["u"] = _SENML_UNITS[point.unit.symbol]
        record["vs" if isinstance(raw, str) else "v"] = raw
        pack.append(record)
    pack[0] = ({"bn": base} if base else {}) | {"bt": report.time_us / 1e6} | pack[0]
    return json.dumps(pack, ensure_ascii=False, separators=(",", ":")).encode()


def _common_base(names: Sequence[str]) -> str:
    """Return what all names begin with, up to a colon or slash: the base name of the pack."""
    first, last = min(names), max(names)
    alike = next(
        (place for place, (a, b) in enumerate(zip(first, last, strict=False)) if a != b),
        min(len(first), len(last)),
    )
    common = first[:alike]
    return common[: max(common.rfind(":"), common.rfind("/")) + 1]


def _plain_json(report: Report) -> bytes:
    inside, outside = _split(report)
    message: dict[str, Any] = {}
    if report.time_item:
        put(message, report.time_item, iso_time(report.time_us)[:-4] + "Z")
    return _finished(message | inside, outside)


def _text(report: Report) -> bytes:
    return str(wire_value(*report.values[0])).encode()


_ENCODERS: dict[str, Callable[[Report], bytes]] = {
    "ttn-v3": _the_things_stack,
    "chirpstack-v4": _chirpstack,
    "senml": _senml,
    "json": _plain_json,
    "text": _text,
}


class _Radio:
    """What the radio side of a LoRaWAN uplink looks like."""

    def __init__(self, report: Report) -> None:
        own = seed_of(0, f"radio.{report.device}")
        self.dice = seed_of(report.time_us, report.device)
        self.eui = f"A84041{own % 2**40:010X}"
        self.address = f"260B{own % 2**16:04X}"
        self.spreading = 7 + own % 4
        self.frequency = 867_100_000 + 200_000 * (self.dice % 8)
        count = 1 + self.dice % 3
        self.receptions = [self._reception(own, place) for place in range(count)]

    def _reception(self, own: int, place: int) -> tuple[str, str, int, float]:
        """Return gateway, EUI, rssi in dBm and snr in dB; further gateways hear less."""
        gateway = _GATEWAYS[(own + place) % len(_GATEWAYS)]
        eui = f"B827EBFF{seed_of(0, gateway) % 2**32:08X}"
        near = -78 - 26 * math.sqrt((own >> 20) % 1_000 / 1_000)
        rssi = round(near - 9 * place + (self.dice >> 8 * place) % 9 - 4)
        snr = round(min(10.5, 9.0 + (rssi + 95) / 3 + (self.dice >> 12) % 5 / 2), 1)
        return gateway, eui, rssi, snr

    def frame(self, inside: dict[str, Any]) -> str:
        """Return a payload as the device would send it: its numbers as 16-bit integers."""
        numbers = [round(raw * 10) for raw in inside.values() if isinstance(raw, (int, float))]
        packed = b"".join((number % 2**16).to_bytes(2, "big") for number in numbers)
        return base64.b64encode(packed).decode()
