"""The leaves of a JSON value as measurements, addressed by JSON pointers (RFC 6901)."""

from typing import Any, Final

import msgspec

from app.domain.samples import Quality
from connectors.mqtt.measurements import Measurement, PayloadError

MOST_LEAVES: Final = 10_000
"""A message with more values than this is hostile or a file, not a report of a sensor."""

DEEPEST: Final = 64
"""Levels a report may be nested."""

_NAN: Final = float("nan")

_decode_any = msgspec.json.Decoder().decode


def parse_json(payload: bytes) -> Any:
    """Return the JSON value of a payload.

    Raises:
        PayloadError: It is no JSON, no UTF-8, or nested too deep.
    """
    try:
        return _decode_any(payload)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise json_error(error) from None


def json_error(error: Exception) -> PayloadError:
    """Return what a person is told of a failed JSON decoding."""
    if isinstance(error, UnicodeDecodeError):
        return PayloadError("Kein gültiges UTF-8.")
    if isinstance(error, RecursionError):
        return PayloadError("JSON ist zu tief verschachtelt.")
    if isinstance(error, msgspec.ValidationError):
        return PayloadError(f"JSON hat nicht die erwartete Form: {error}")
    return PayloadError(f"Kein gültiges JSON: {error}")


def number(value: float) -> float:
    """Return a float; an integer beyond its range becomes NaN."""
    try:
        return float(value)
    except OverflowError:
        return _NAN


def leaf(item: str, value: Any, time_us: int) -> Measurement:
    """Return the measurement of one scalar; null and endless numbers have no value and are BAD."""
    kind = type(value)
    if kind is float:
        return Measurement(item, value, time_us)
    if kind is str:
        return Measurement(item, value, time_us)
    if value is None:
        return Measurement(item, _NAN, time_us, Quality.BAD)
    as_float = number(value)
    if as_float != as_float:  # noqa: PLR0124 -- NaN, the fast way
        return Measurement(item, _NAN, time_us, Quality.BAD)
    return Measurement(item, as_float, time_us)


def leaves(root: Any, time_us: int) -> list[Measurement]:
    """Return one measurement for each scalar below a JSON value.

    Args:
        root: The decoded value; a bare scalar is the item "" (the whole document).
        time_us: Time of all of them.

    Raises:
        PayloadError: There are too many, or they lie too deep.
    """
    found: list[Measurement] = []
    stack: list[tuple[str, Any, int]] = [("", root, 0)]
    while stack:
        prefix, node, depth = stack.pop()
        if depth > DEEPEST:
            raise PayloadError("JSON ist zu tief verschachtelt.")
        kind = type(node)
        if kind is dict:
            for key, child in node.items():
                name = key if "~" not in key and "/" not in key else escape(key)
                child_kind = type(child)
                if child_kind is dict or child_kind is list:
                    stack.append((f"{prefix}/{name}", child, depth + 1))
                else:
                    found.append(leaf(f"{prefix}/{name}", child, time_us))
        elif kind is list:
            if len(node) > MOST_LEAVES:
                break
            stack.extend((f"{prefix}/{i}", child, depth + 1) for i, child in enumerate(node))
        else:
            found.append(leaf(prefix, node, time_us))
        if len(found) + len(stack) > MOST_LEAVES:
            break
    else:
        return found
    raise PayloadError(f"Mehr als {MOST_LEAVES} Werte in einer Nachricht.")


def escape(key: str) -> str:
    """Return a key as it stands in a JSON pointer."""
    return key.replace("~", "~0").replace("/", "~1")


def resolve(root: Any, pointer: str) -> Any:
    """Return what lies at a JSON pointer.

    Raises:
        KeyError: Nothing lies there.
    """
    node = root
    for token in pointer.split("/")[1:]:
        key = token.replace("~1", "/").replace("~0", "~")
        if isinstance(node, dict):
            node = node[key]
        elif isinstance(node, list) and key.isascii() and key.isdigit() and len(key) < 10:  # noqa: PLR2004 -- no list is longer
            if int(key) >= len(node):
                raise KeyError(pointer)
            node = node[int(key)]
        else:
            raise KeyError(pointer)
    return node
