"""The Things Stack v3: uplinks in the JSON form of its MQTT and webhook integrations.

Items are JSON pointers inside `uplink_message.decoded_payload`, such as `/no2`, or from the root
with `$` before, such as `$/uplink_message/rx_metadata/0/rssi`. The server leaves out fields whose
value is 0, false or empty, so a missing `$` item gives no sample. Joins, acknowledgements and
other messages of the same topics give nothing.
Form: https://www.thethingsindustries.com/docs/integrations/data-formats/
"""

from datetime import datetime
from typing import Any

import msgspec
from typing_extensions import override

from connectors.mqtt.decoders.json_leaves import json_error, leaves
from connectors.mqtt.decoders.uplinks import UplinkDecoder
from connectors.mqtt.measurements import Measurement, PayloadError, datetime_us


class _UplinkMessage(msgspec.Struct, gc=False):
    decoded_payload: dict[str, Any] | None = None
    received_at: datetime | None = None


class _DeviceIds(msgspec.Struct, gc=False):
    device_id: str


class _Message(msgspec.Struct, gc=False):
    end_device_ids: _DeviceIds
    uplink_message: _UplinkMessage | None = None
    received_at: datetime | None = None


_decode = msgspec.json.Decoder(_Message).decode


class TheThingsStack(UplinkDecoder):
    """Decodes uplinks of The Things Stack v3; the time is that of the network server's receipt."""

    @override
    def decode(self, topic: str, payload: bytes, received_us: int) -> list[Measurement]:
        """Return the decoded payload's values; see `Decoder`."""
        try:
            message = _decode(payload)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            raise json_error(error) from None
        uplink = message.uplink_message
        if uplink is None:
            return []
        stamp = uplink.received_at or message.received_at
        try:
            time_us = datetime_us(stamp) if stamp is not None else received_us
        except OverflowError:
            raise PayloadError("Die Zeit received_at liegt außerhalb des Kalenders.") from None
        decoded = uplink.decoded_payload
        return self.with_root(leaves(decoded, time_us) if decoded else [], payload, time_us)
