"""ChirpStack v4: the event `up` of its MQTT integration in JSON form.

Items are JSON pointers inside `object` (there only with a codec in the device profile), such as
`/temperature`, or from the root with `$` before, such as `$/rxInfo/0/rssi`. Other events of a
device (join, status, ack, txack, log, location) give nothing.
Form: https://www.chirpstack.io/docs/chirpstack/integrations/events.html
"""

from datetime import datetime
from typing import Any

import msgspec
from typing_extensions import override

from connectors.mqtt.decoders.json_leaves import json_error, leaves
from connectors.mqtt.decoders.uplinks import UplinkDecoder
from connectors.mqtt.measurements import Measurement, PayloadError, datetime_us


class _DeviceInfo(msgspec.Struct, rename="camel", gc=False):
    dev_eui: str


class _Event(msgspec.Struct, rename="camel", gc=False):
    device_info: _DeviceInfo
    time: datetime | None = None
    f_cnt: int | None = None
    object: dict[str, Any] | None = None


_decode = msgspec.json.Decoder(_Event).decode


class ChirpStack(UplinkDecoder):
    """Decodes uplink events of ChirpStack v4."""

    @override
    def decode(self, topic: str, payload: bytes, received_us: int) -> list[Measurement]:
        """Return the values of `object`; see `Decoder`."""
        try:
            event = _decode(payload)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            raise json_error(error) from None
        if "/event/" in topic and not topic.endswith("/event/up"):
            return []
        try:
            time_us = datetime_us(event.time) if event.time is not None else received_us
        except OverflowError:
            raise PayloadError("Die Zeit liegt außerhalb des Kalenders.") from None
        values = event.object
        return self.with_root(leaves(values, time_us) if values else [], payload, time_us)
