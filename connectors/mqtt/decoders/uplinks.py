"""What the uplinks of LoRaWAN network servers have in common: a decoded object and a root."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from typing_extensions import override

from connectors.mqtt.decoders.json_leaves import leaf, leaves, parse_json, resolve
from connectors.mqtt.measurements import Measurement, StatelessDecoder, refuse_options

ROOT_MARK: Final = "$"
"""Items that begin so are JSON pointers from the root of the message, such as `$/rxInfo/0/rssi`."""


class UplinkDecoder(StatelessDecoder):
    """Common part: items of the decoded object always, items of the root only when wanted."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        """Take the options; there are none.

        Raises:
            ValueError: An option was given.
        """
        refuse_options(options)
        self._wanted: tuple[str, ...] = ()

    @override
    def want(self, items: Iterable[str]) -> None:
        """Take the items of the root that points use."""
        self._wanted = tuple(sorted({item for item in items if item.startswith(ROOT_MARK)}))

    def with_root(
        self, found: list[Measurement], payload: bytes, time_us: int
    ) -> list[Measurement]:
        """Add the wanted items of the message's root; one that is missing is left out."""
        if not self._wanted:
            return found
        root = parse_json(payload)
        for item in self._wanted:
            try:
                value = resolve(root, item[len(ROOT_MARK) :])
            except KeyError:
                continue
            if not isinstance(value, (dict, list)):
                found.append(leaf(item, value, time_us))
        return found

    @override
    def items(self, topic: str, payload: bytes, received_us: int) -> list[Measurement]:
        """Return the decoded object first, then every number of the root."""
        own = self.decode(topic, payload, received_us)
        time_us = own[0].time_us if own else received_us
        found = [item for item in own if not item.item.startswith(ROOT_MARK)]
        for item in leaves(parse_json(payload), time_us):
            if isinstance(item.value, float):
                item.item = ROOT_MARK + item.item
                found.append(item)
        return found
