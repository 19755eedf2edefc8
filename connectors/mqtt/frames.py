"""Fast reading of MQTT packets out of what a socket gave, many PUBLISH at a time.

A PUBLISH becomes a plain tuple (see `Publish`); any other packet is handed on whole. A message
larger than the limit is skipped while it arrives: only its first bytes are ever kept.
Packet form: MQTT 3.1.1 and 5, sections 2 and 3.3.
"""

from typing import Final

Publish = tuple[bytes, bytes, int, int, int]
"""Topic, payload (or its first bytes), first byte of the packet, packet id (0 for QoS 0), size of
the payload in bytes; the size is larger than the payload when the message was too large."""

Control = tuple[int, bytes]
"""First byte and body of any other packet."""

LARGEST_MESSAGE: Final = 1_048_576
"""Bytes of a packet that are read whole; a larger one is rejected with its first bytes."""

KEPT_OF_LARGE: Final = 2_048
"""Bytes kept of the payload of a message that is too large."""

PUBLISH: Final = 0x30
_TYPE: Final = 0xF0
_QOS: Final = 0x06
_LARGEST_TOPIC: Final = 65_535
_HEAD_OF_LARGE: Final = _LARGEST_TOPIC + KEPT_OF_LARGE + 64
_LENGTH_BYTES: Final = 4


class FrameError(Exception):
    """The peer does not speak MQTT; the connection must be closed."""


class FrameReader:
    """Cuts a stream of bytes into packets. One per connection; not thread-safe."""

    def __init__(self, *, has_properties: bool) -> None:
        """Begin at a packet's border.

        Args:
            has_properties: True for MQTT 5, whose PUBLISH carries properties.
        """
        self._has_properties = has_properties
        self._rest = b""
        self._skipping = 0
        self._large: tuple[int, int, bytes] | None = None
        """First byte, packet length and the beginning of a packet that is too large."""

    def feed(self, data: bytes, publishes: list[Publish]) -> list[Control]:
        """Take bytes; add the messages to `publishes` and return the other packets in order.

        Raises:
            FrameError: A packet is malformed.
        """
        if self._skipping:
            data = self._skip(data, publishes)
        if self._rest:
            data = self._rest + data
        controls: list[Control] = []
        try:
            used = self._cut(data, publishes, controls)
        except IndexError:
            raise FrameError("Ein MQTT-Paket ist kürzer, als seine Felder sagen.") from None
        self._rest = data[used:] if used < len(data) else b""
        return controls

    def _cut(self, data: bytes, publishes: list[Publish], controls: list[Control]) -> int:
        """Cut whole packets off; return how many bytes they took."""
        start, end = 0, len(data)
        has_properties = self._has_properties
        append = publishes.append
        while start + 2 <= end:
            length = data[start + 1]
            body = start + 2
            if length & 0x80:
                length, body = _length(data, start + 1)
                if body < 0:
                    return start
                if length > LARGEST_MESSAGE:
                    return self._begin_large(data, start, body, length, publishes)
            stop = body + length
            if stop > end:
                return start
            first = data[start]
            if first & _TYPE == PUBLISH:
                at = body + 2 + (data[body] << 8 | data[body + 1])
                topic = data[body + 2 : at]
                mid = 0
                if first & _QOS:
                    mid = data[at] << 8 | data[at + 1]
                    at += 2
                if has_properties:
                    at = _behind_properties(data, at) if data[at] else at + 1
                if at > stop or (not mid and first & _QOS):
                    raise FrameError("Ein PUBLISH ist kürzer, als seine Felder sagen.")
                append((topic, data[at:stop], first, mid, stop - at))
            else:
                controls.append((first, data[body:stop]))
            start = stop
        return start

    def _begin_large(
        self, data: bytes, start: int, body: int, length: int, publishes: list[Publish]
    ) -> int:
        """Begin to skip a packet that is too large; return how many bytes are used."""
        if data[start] & _TYPE != PUBLISH:
            raise FrameError("Ein Steuerpaket des Brokers ist größer als erlaubt.")
        if len(data) - body < min(length, _HEAD_OF_LARGE):
            return start
        self._large = (data[start], length, data[body : body + _HEAD_OF_LARGE])
        self._skipping = length
        rest = self._skip(data[body:], publishes)
        return len(data) - len(rest)

    def _skip(self, data: bytes, publishes: list[Publish]) -> bytes:
        """Drop bytes of the packet being skipped; return what lies behind it."""
        if len(data) < self._skipping:
            self._skipping -= len(data)
            return b""
        rest = data[self._skipping :]
        self._skipping = 0
        if self._large is not None:
            first, length, head = self._large
            self._large = None
            publishes.append(self._large_message(first, length, head))
        return rest

    def _large_message(self, first: int, length: int, head: bytes) -> Publish:
        """Return the tuple of a message of which only the beginning was kept."""
        at = 2 + int.from_bytes(head[:2], "big")
        topic = head[2:at]
        mid = 0
        if first & _QOS:
            mid = int.from_bytes(head[at : at + 2], "big")
            at += 2
        if self._has_properties:
            try:
                size, at = _length(head, at)
            except IndexError:
                size = 0
            at += size
        return topic, head[at : at + KEPT_OF_LARGE], first, mid, max(length - at, 0)


def _behind_properties(data: bytes, at: int) -> int:
    """Return the place behind the properties that begin here; we need none of them."""
    size, at = _length(data, at)
    if at < 0:
        raise FrameError("Die Eigenschaften eines PUBLISH enden nicht.")
    return at + size


def _length(data: bytes, at: int) -> tuple[int, int]:
    """Return a variable byte integer and the place behind it, (0, -1) while it is incomplete.

    Raises:
        FrameError: It is longer than four bytes.
    """
    value = shift = 0
    for place in range(at, at + _LENGTH_BYTES):
        if place >= len(data):
            return 0, -1
        byte = data[place]
        value |= (byte & 0x7F) << shift
        if byte < 0x80:  # noqa: PLR2004 -- the continuation bit
            return value, place + 1
        shift += 7
    raise FrameError("Eine Längenangabe ist länger als vier Bytes.")
