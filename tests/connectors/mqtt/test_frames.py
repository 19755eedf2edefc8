"""Cutting MQTT packets out of a stream, however the network breaks it."""

from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.mqtt.frames import (
    KEPT_OF_LARGE,
    LARGEST_MESSAGE,
    FrameError,
    FrameReader,
    Publish,
)

PINGRESP = b"\xd0\x00"


def length(value: int) -> bytes:
    """Return a variable byte integer (MQTT 5, section 1.5.5)."""
    out = bytearray()
    while True:
        value, low = divmod(value, 128)
        out.append(low | (0x80 if value else 0))
        if not value:
            return bytes(out)


def publish(
    topic: str, payload: bytes, *, qos: int = 1, mid: int = 7, properties: bytes | None = None
) -> bytes:
    """Return a PUBLISH packet; `properties` None makes one of MQTT 3.1.1."""
    name = topic.encode()
    body = len(name).to_bytes(2, "big") + name
    body += mid.to_bytes(2, "big") if qos else b""
    body += length(len(properties)) + properties if properties is not None else b""
    body += payload
    return bytes([0x30 | qos << 1]) + length(len(body)) + body


def read(*pieces: bytes, is_5: bool = False) -> tuple[list[Publish], list[tuple[int, bytes]]]:
    reader = FrameReader(has_properties=is_5)
    found: list[Publish] = []
    controls = [control for piece in pieces for control in reader.feed(piece, found)]
    return found, controls


def test_message_of_each_quality_of_service() -> None:
    found, _ = read(publish("a/b", b"1", qos=0), publish("a/b", b"22", qos=1, mid=258))
    assert found == [(b"a/b", b"1", 0x30, 0, 1), (b"a/b", b"22", 0x32, 258, 2)]


def test_properties_of_mqtt_5_are_skipped_however_long() -> None:
    long = b"\x26\x00\x01a\x00\xc8" + b"x" * 200
    stream = publish("t", b"x", properties=b"") + publish("t", b"y", properties=long)
    found, _ = read(stream, is_5=True)
    assert [message[1] for message in found] == [b"x", b"y"]


def test_other_packets_are_handed_on_in_order() -> None:
    stream = PINGRESP + publish("t", b"") + b"\x90\x03\x00\x01\x01"
    found, controls = read(stream)
    assert len(found) == 1
    assert controls == [(0xD0, b""), (0x90, b"\x00\x01\x01")]


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.text("abc/", min_size=1, max_size=9), st.binary(max_size=300))),
    st.lists(st.integers(0, 3_000), max_size=12),
    st.booleans(),
)
def test_borders_of_the_network_change_nothing(
    messages: list[tuple[str, bytes]], cuts: list[int], is_5: bool
) -> None:
    properties = b"\x01\x01" if is_5 else None
    stream = b"".join(publish(t, p, properties=properties) + PINGRESP for t, p in messages)
    places = sorted({0, len(stream), *(min(cut, len(stream)) for cut in cuts)})
    found, controls = read(*(stream[a:b] for a, b in pairwise(places)), is_5=is_5)
    assert [(topic.decode(), payload) for topic, payload, *_ in found] == messages
    assert controls == [(0xD0, b"")] * len(messages)


@pytest.mark.parametrize("is_5", [False, True])
@pytest.mark.parametrize("step", [1_000_000, 4_099, 70_000])
def test_message_of_ten_megabytes_is_skipped_with_its_first_bytes(is_5: bool, step: int) -> None:
    payload = bytes(range(256)) * 40_960
    stream = publish("big", payload, mid=9, properties=b"" if is_5 else None) + publish(
        "t", b"after", properties=b"" if is_5 else None
    )
    found, _ = read(*(stream[at : at + step] for at in range(0, len(stream), step)), is_5=is_5)
    large, after = found
    assert large == (b"big", payload[:KEPT_OF_LARGE], 0x32, 9, len(payload))
    assert after[:2] == (b"t", b"after")


def test_largest_message_is_still_read_whole() -> None:
    payload = b"x" * (LARGEST_MESSAGE - 5)
    found, _ = read(publish("t", payload))
    assert found[0][1] == payload


@pytest.mark.parametrize(
    "stream",
    [
        b"\x32\x80\x80\x80\x80\x01",
        b"\x32\x02\x00\x09",
        b"\x32\x03\x00\x01t",
        b"\x32\x05\x00\x01t\x00\x00",
        b"\x90\x80\x80\x80\x01" + b"x" * 70_000,
    ],
    ids=["endless length", "topic beyond", "no packet id", "packet id zero", "huge control"],
)
def test_malformed_packet_ends_the_connection(stream: bytes) -> None:
    with pytest.raises(FrameError):
        read(stream)


def test_properties_beyond_the_packet_end_the_connection() -> None:
    with pytest.raises(FrameError):
        read(b"\x32\x06\x00\x01t\x00\x01\x7f" + PINGRESP * 100, is_5=True)


@settings(deadline=None)
@given(st.lists(st.binary(max_size=400), max_size=8), st.booleans())
def test_noise_gives_messages_or_one_clear_error(pieces: list[bytes], is_5: bool) -> None:
    reader = FrameReader(has_properties=is_5)
    found: list[Publish] = []
    with suppress(FrameError):
        for piece in pieces:
            reader.feed(piece, found)
    assert all(size >= len(payload) for _, payload, _, _, size in found)
