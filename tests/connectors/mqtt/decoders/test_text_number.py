"""Text: one number or one word a message."""

import math

import pytest

from app.domain.samples import Quality
from connectors.mqtt.decoders.text_number import TextNumber
from connectors.mqtt.measurements import PayloadError

NOW = 1_764_000_000_000_000


@pytest.mark.parametrize(
    ("payload", "value"),
    [
        (b"21.5", 21.5),
        (b" -3\n", -3.0),
        (b"1e3", 1000.0),
        (b"true", 1.0),
        (b"FALSE", 0.0),
        (b"auf", "auf"),
        ("geöffnet".encode(), "geöffnet"),
        (b"1_000", "1_000"),
        (b"9223372036854775808", 9223372036854775808.0),
    ],
)
def test_number_or_word(payload: bytes, value: object) -> None:
    (one,) = TextNumber({}).decode("t", payload, NOW)
    assert (one.item, one.value, one.time_us) == ("", value, NOW)


@pytest.mark.parametrize("payload", [b"nan", b"inf", b"-Infinity", b"1e999"])
def test_endless_number_is_bad(payload: bytes) -> None:
    (one,) = TextNumber({}).decode("t", payload, NOW)
    assert one.quality == Quality.BAD
    assert math.isnan(float(one.value))


@pytest.mark.parametrize("payload", [b"", b"  ", b"\x00", b"a\x07b", b"\xff\xfe", b"1" * 201])
def test_what_is_no_single_value_is_refused(payload: bytes) -> None:
    with pytest.raises(PayloadError):
        TextNumber({}).decode("t", payload, NOW)
