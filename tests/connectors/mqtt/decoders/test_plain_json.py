"""Plain JSON with JSON pointers (RFC 6901) and times in the forms devices write."""

import json
import math
from typing import Any

import pytest

from app.domain.samples import Quality
from connectors.mqtt.decoders.plain_json import PlainJson
from connectors.mqtt.measurements import Measurement, PayloadError

NOW = 1_764_000_000_000_000


def decode(document: Any, **options: Any) -> list[Measurement]:
    return PlainJson(options).decode("stadt/1", json.dumps(document).encode(), NOW)


def test_every_scalar_has_a_pointer() -> None:
    found = decode({"a": 1, "b": {"c/d": 2.5, "e~f": [True, "auf"]}})
    assert {measured.item: measured.value for measured in found} == {
        "/a": 1.0,
        "/b/c~1d": 2.5,
        "/b/e~0f/0": 1.0,
        "/b/e~0f/1": "auf",
    }
    assert {measured.time_us for measured in found} == {NOW}


def test_bare_value_is_the_whole_document() -> None:
    (one,) = decode(21.5)
    assert (one.item, one.value) == ("", 21.5)


def test_null_is_bad_and_has_no_value() -> None:
    (one,) = decode({"a": None})
    assert one.quality == Quality.BAD
    assert math.isnan(float(one.value))


def test_integer_beyond_every_float_is_bad() -> None:
    (one,) = PlainJson({}).decode("t", b'{"a": 1' + b"0" * 400 + b"}", NOW)
    assert one.quality == Quality.BAD


@pytest.mark.parametrize(
    ("stamp", "time_us"),
    [
        ("2025-11-24T16:00:00Z", NOW),
        ("2025-11-24T17:00:00+01:00", NOW),
        ("2025-11-24T16:00:00.000250Z", NOW + 250),
        ("2025-11-24 16:00:00", NOW),
        (1_764_000_000, NOW),
        (1_764_000_000.5, NOW + 500_000),
        (1_764_000_000_000, NOW),
        (1_764_000_000_000_000, NOW),
    ],
)
def test_time_of_the_message_is_read_in_every_usual_form(stamp: object, time_us: int) -> None:
    (one,) = decode({"time": stamp, "v": 1}, time="/time")
    assert (one.item, one.time_us) == ("/v", time_us)


def test_time_may_lie_deeper() -> None:
    found = decode({"head": {"t": 1_764_000_000}, "v": 1}, time="/head/t")
    assert [(m.item, m.time_us) for m in found] == [("/v", NOW)]


@pytest.mark.parametrize("stamp", ["gestern", "", None, True, [], "0000-00-00T00:00:00Z"])
def test_time_that_is_none_refuses_the_message(stamp: object) -> None:
    with pytest.raises(PayloadError, match="Zeit"):
        decode({"time": stamp, "v": 1}, time="/time")


def test_missing_time_refuses_the_message() -> None:
    with pytest.raises(PayloadError, match="/time steht keine Zeit"):
        decode({"v": 1}, time="/time")


@pytest.mark.parametrize(
    "payload",
    [b"", b"{", b"NaN", b'{"a": NaN}', b'{"a": 1} x', b"\xff", b"[" * 5_000, b'{"a":' * 5_000],
)
def test_what_is_no_json_is_refused_with_a_reason(payload: bytes) -> None:
    with pytest.raises(PayloadError, match=r"JSON|UTF-8"):
        PlainJson({}).decode("t", payload, NOW)


def test_message_with_too_many_values_is_refused() -> None:
    with pytest.raises(PayloadError, match="Mehr als"):
        decode(list(range(10_001)))
    with pytest.raises(PayloadError, match="Mehr als"):
        decode({str(number): number for number in range(10_001)})


def test_deep_but_legal_json_is_refused() -> None:
    with pytest.raises(PayloadError, match="tief"):
        PlainJson({}).decode("t", b"[" * 100 + b"1" + b"]" * 100, NOW)


@pytest.mark.parametrize("options", [{"time": "time"}, {"time": 5}, {"pointer": "/a"}])
def test_wrong_options_are_refused_by_name(options: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=next(iter(options))):
        PlainJson(options)
