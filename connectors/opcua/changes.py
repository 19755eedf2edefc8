"""From the changes of a notification to a batch; everything is counted, nothing raises.

Works on the shape of asyncua's values and needs no asyncua.
"""

from collections.abc import Sequence
from typing import Any, Final

from app.domain.samples import SampleBatch
from connectors.opcua.values import Slot, read_value
from connectors.tally import Tally

SHOWN_CHANGES: Final = 8
"""Changes of a notification that its raw message shows."""

SHOWN_CHARACTERS: Final = 200
"""Longest text of one value."""

REJECTS_SHOWN: Final = 20
"""Values of one notification that are kept with their reason; the rest is only counted."""

Change = tuple[Slot, Any]
"""A point's slot and the DataValue that came for it."""


def read_changes(changes: Sequence[Change], received_us: int, tally: Tally) -> SampleBatch:
    """Convert the changes of one notification, count it, and keep it as a raw message.

    Args:
        changes: What came, in order.
        received_us: When it came, µs UTC.
        tally: Counts messages, rejects and overruns. Samples are counted by whoever stores them.
    """
    keys: list[int] = []
    times: list[int] = []
    values: list[float] = []
    qualities: list[int] = []
    overruns = rejected = 0
    for slot, data in changes:
        reading = read_value(slot, data, received_us)
        keys.append(slot.key)
        times.append(reading.time_us)
        values.append(reading.value)
        qualities.append(reading.quality)
        if reading.has_overflow:
            overruns += 1
        if reading.problem:
            rejected += 1
            if rejected <= REJECTS_SHOWN:
                payload = value_text(data).encode()
                tally.reject(slot.address, payload, reading.problem, received_us=received_us)
    tally.add(messages=1, overruns=overruns, rejected=max(rejected - REJECTS_SHOWN, 0))
    tally.message(
        _origin(changes), _message(changes), received_us=received_us, samples=len(changes)
    )
    return SampleBatch.from_columns(keys, times, received_us, values, qualities)


def value_text(data: Any) -> str:
    """Return a DataValue's value as text of bounded length; never raises."""
    return bounded_text(getattr(getattr(data, "Value", None), "Value", None))


def bounded_text(value: Any) -> str:
    """Return any value as text of bounded length; never raises."""
    if value is None:
        return ""
    if isinstance(value, (list, tuple, str)):
        value = value[:SHOWN_CHARACTERS]  # a million elements must not become one text first
    elif isinstance(value, bytes):
        value = value[:SHOWN_CHARACTERS].hex(" ")
    try:
        text = value if isinstance(value, str) else str(getattr(value, "Text", value))
    except Exception:  # noqa: BLE001 -- a structure nobody knows may not be printable
        text = type(value).__name__
    return text[:SHOWN_CHARACTERS]


def _origin(changes: Sequence[Change]) -> str:
    """Name the first node, and how many more there are."""
    if not changes:
        return ""
    more = len(changes) - 1
    return changes[0][0].address + (f" (+{more})" if more else "")


def _message(changes: Sequence[Change]) -> bytes:
    """Return the first changes as text; the wire's own form is binary and says nobody anything."""
    lines = [f"{slot.address} = {_data_text(data)}" for slot, data in changes[:SHOWN_CHANGES]]
    return "\n".join(lines).encode(errors="replace")


def _data_text(data: Any) -> str:
    time = getattr(data, "SourceTimestamp", None) or ""
    status = getattr(getattr(data, "StatusCode", None), "name", "")
    return f"{value_text(data)} · {status} · {time}"
