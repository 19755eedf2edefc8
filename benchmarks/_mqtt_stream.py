"""Fills a broker's queues with messages of QoS 1, faster than any client could take them out."""

import socket
from collections.abc import Iterator

from benchmarks._collector import topic_of

CHUNK = 2_000
"""Messages on their way at once; each is acknowledged before the next chunk follows."""

_CONNECT = b"\x10\x12\x00\x04MQTT\x04\x02\x00\x3c\x00\x06filler"
_PUBACK_BYTES = 4


def fill(port: int, points: int, messages: int, begin_us: int) -> None:
    """Publish messages to the points in turn, each with a time of its own; QoS 1, MQTT 3.1.1.

    Args:
        port: Where the broker listens.
        points: How many topics.
        messages: How many messages.
        begin_us: Time of the first message, µs UTC; each further one is 1 µs later.
    """
    with socket.create_connection(("127.0.0.1", port), 10) as peer:
        peer.sendall(_CONNECT)
        _read(peer, 4)
        for chunk, count in _chunks(points, messages, begin_us):
            peer.sendall(chunk)
            _read(peer, _PUBACK_BYTES * count)
        peer.sendall(b"\xe0\x00")


def _chunks(points: int, messages: int, begin_us: int) -> Iterator[tuple[bytes, int]]:
    topics = [topic_of(number).encode() for number in range(points)]
    for begin in range(0, messages, CHUNK):
        count = min(CHUNK, messages - begin)
        packets = []
        for number in range(begin, begin + count):
            topic = topics[number % points]
            body = len(topic).to_bytes(2, "big") + topic + (number - begin + 1).to_bytes(2, "big")
            body += b'{"t": %d, "v": %.2f}' % (begin_us + number, number % 1_000 / 7)
            packets.append(bytes((0x32, len(body))) + body)
        yield b"".join(packets), count


def _read(peer: socket.socket, count: int) -> None:
    while count > 0:
        got = peer.recv(count)
        if not got:
            raise ConnectionResetError("the broker hung up")
        count -= len(got)
