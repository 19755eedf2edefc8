"""Plain JSON: any document, measurements by JSON pointer (RFC 6901).

Options of the subscription: `time`, a JSON pointer to the time of the message (RFC 3339 text, or
seconds, milliseconds or microseconds since 1970). Without it the time of receipt counts, and a
message delivered twice makes two samples.
"""

from collections.abc import Mapping
from typing import Any

from typing_extensions import override

from connectors.mqtt.decoders.json_leaves import leaves, parse_json, resolve
from connectors.mqtt.measurements import (
    Measurement,
    PayloadError,
    StatelessDecoder,
    time_from,
)


class PlainJson(StatelessDecoder):
    """Decodes any JSON document."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        """Take the options.

        Raises:
            ValueError: An option is wrong; the text names it.
        """
        unknown = sorted(set(options) - {"time"})
        if unknown:
            raise ValueError(f"{unknown[0]}: unbekannt; erlaubt ist nur time")
        pointer = options.get("time", "")
        if not isinstance(pointer, str) or (pointer and not pointer.startswith("/")):
            raise ValueError("time: muss ein JSON-Zeiger wie /time sein")
        self._time_pointer = pointer
        self._time_key = pointer[1:] if pointer.count("/") == 1 and "~" not in pointer else ""

    @override
    def decode(self, topic: str, payload: bytes, received_us: int) -> list[Measurement]:
        """Return every scalar of the document except its time; see `Decoder`."""
        root = parse_json(payload)
        if not self._time_pointer:
            return leaves(root, received_us)
        if self._time_key and type(root) is dict and self._time_key in root:
            time_us = time_from(root.pop(self._time_key), self._time_pointer)
            return leaves(root, time_us)
        try:
            stamp = resolve(root, self._time_pointer)
        except KeyError:
            raise PayloadError(f"Bei {self._time_pointer} steht keine Zeit.") from None
        time_us = time_from(stamp, self._time_pointer)
        return [found for found in leaves(root, time_us) if found.item != self._time_pointer]
