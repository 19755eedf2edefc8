"""Connections: from each device to what connects it, with the state of the connection."""

from dataclasses import dataclass

import numpy as np

from app.domain.samples import Int64Array, UInt8Array
from app.services.maps.devices import Device, Devices
from app.services.maps.features import collection, line_head
from app.services.maps.judging import MapJudge


@dataclass(frozen=True, slots=True)
class Connection:
    """A device and what connects it to the network; both have a place.

    Attributes:
        row: Its number; the id of its feature.
        device: The device.
        uplink: What connects it.
    """

    row: int
    device: Device
    uplink: Device


class Connections:
    """All connections of a city between devices that the map shows; never changes.

    Args:
        devices: The devices of the city.
    """

    def __init__(self, devices: Devices) -> None:
        self._devices = devices
        pairs = [
            (device, uplink)
            for device in devices.all
            if (name := devices.city.uplinks.get(device.id)) is not None
            and (uplink := devices.find(name)) is not None
            and device.spot is not None
            and uplink.spot is not None
        ]
        self.all = tuple(Connection(row, *pair) for row, pair in enumerate(pairs))
        self._lower: Int64Array = np.array([one.device.row for one in self.all], np.int64)

    def features(self) -> bytes:
        """Return the lines; their state comes as feature state."""
        return collection(_feature(one) for one in self.all)

    def ranks(self, judge: MapJudge) -> UInt8Array:
        """Return the rank of each connection, uint8[k].

        A connection is as bad as what tells of it: an alarm that nothing comes (or that the device
        is offline), and values that are stale or lost. One fresh value proves that it works, so
        only the best of a device's values counts.
        """
        devices = self._devices
        ranks: UInt8Array = np.maximum(devices.best(judge.base), devices.worst(judge.links))
        return ranks[self._lower]


def _feature(one: Connection) -> str:
    ends = [spot for spot in (one.device.spot, one.uplink.spot) if spot is not None]
    words = {
        "k": one.device.id,
        "u": one.uplink.id,
        "n": f"{one.device.id} → {one.uplink.id}",
    }
    return f"{line_head(one.row, ends, words)}}}}}"
