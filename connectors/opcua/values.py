"""From an OPC UA DataValue to the value, quality and time of a sample. Never raises.

Works on the shape of asyncua's values (`Value.Value`, `StatusCode.value`, `SourceTimestamp`), so
that it needs no asyncua. Severity and overflow bits: OPC UA Part 4, 7.39.1 and Part 8, 6.3.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import Enum
from math import isfinite, nan
from typing import Any, Final

from app.domain.points import Point
from app.domain.samples import Quality

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND: Final = timedelta(microseconds=1)

OLDEST_US: Final = 631_152_000_000_000
"""1990-01-01: an older time is an unset clock (OPC UA's zero is the year 1601)."""

FUTURE_US: Final = 86_400_000_000
"""A source time further ahead than a day is a wrong clock; it would hide all later samples."""

OVERFLOW_BITS: Final = 0x480
"""InfoType DataValue and Overflow: the server's queue was full and dropped values before this."""

SEVERITY_SHIFT: Final = 30
UNCERTAIN_SEVERITY: Final = 1


@dataclass(frozen=True, slots=True)
class Slot:
    """What turns the raw value of one monitored item into a sample of its point.

    Attributes:
        key: Key of the point.
        address: The node, for messages.
        scale: Factor.
        offset: Summand after the factor.
        codes: Code of each word the source may send.
        resolution_us: Source times are rounded to this.
        interval_us: Expected time between two samples.
    """

    key: int
    address: str
    scale: float = 1.0
    offset: float = 0.0
    codes: dict[str, float] = field(default_factory=dict)
    resolution_us: int = 1
    interval_us: int = 60_000_000

    @classmethod
    def of(cls, point: Point) -> "Slot":
        """Make the slot of a point."""
        return cls(
            point.key,
            point.address.node,
            point.scale,
            point.offset,
            {state.text: float(state.code) for state in point.states if state.text},
            max(1, point.resolution_us),
            round(point.interval_s * 1e6),
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """One converted value.

    Attributes:
        time_us: Source time, µs UTC, rounded to the point's resolution.
        value: In the point's unit; NaN when there is none.
        quality: Its quality.
        has_overflow: True when the server says it dropped values before this one.
        problem: Why it could not be understood, empty when it was.
    """

    time_us: int
    value: float
    quality: Quality
    has_overflow: bool = False
    problem: str = ""


def read_value(slot: Slot, data: Any, received_us: int) -> Reading:
    """Convert a DataValue.

    Args:
        slot: The point it belongs to.
        data: asyncua's DataValue, or anything at all.
        received_us: When it was received, µs UTC.
    """
    time_us, problem = source_time_us(data, received_us)
    code = status_code(data)
    quality = quality_of(code)
    value, reason = _number(slot, data)
    if reason and quality < Quality.BAD:
        # A bad status explains a missing value by itself, a good one does not.
        quality, problem = Quality.BAD, reason
    elif problem and quality is Quality.GOOD:
        quality = Quality.UNCERTAIN
    rounded_us = _rounded(time_us, slot.resolution_us)
    return Reading(rounded_us, value, quality, code & OVERFLOW_BITS == OVERFLOW_BITS, problem)


def status_code(data: Any) -> int:
    """Return the 32 bits of the status, 0 (good) when none was sent."""
    status = getattr(data, "StatusCode", None)
    value = getattr(status, "value", 0)
    return int(value) & 0xFFFFFFFF if isinstance(value, int) else 0


def quality_of(code: int) -> Quality:
    """Return the quality class of a status code from its two severity bits."""
    severity = code >> SEVERITY_SHIFT
    if severity == 0:
        return Quality.GOOD
    return Quality.UNCERTAIN if severity == UNCERTAIN_SEVERITY else Quality.BAD


def source_time_us(data: Any, received_us: int) -> tuple[int, str]:
    """Return the time of a value and what is wrong with it.

    The source's time comes first, then the server's, then the time of receipt. A time before 1990
    counts as not set; one more than a day ahead is refused, because it would hide all that follows.
    """
    problem = ""
    for name in ("SourceTimestamp", "ServerTimestamp"):
        time_us = microseconds(getattr(data, name, None))
        if time_us is None or time_us < OLDEST_US:
            continue
        if time_us <= received_us + FUTURE_US:
            return time_us, problem
        problem = "Die Uhr der Quelle geht mehr als einen Tag vor."
    return received_us, problem


def to_number(value: Any, codes: dict[str, float]) -> tuple[float, str]:
    """Return a value as a number and why it is none (then NaN).

    Args:
        value: Python value of a Variant.
        codes: Numbers of the words the point knows.
    """
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, (bool, int, float)):
        try:
            number = float(value)
        except OverflowError:
            return nan, "Die Zahl ist zu groß."
        return (number, "") if isfinite(number) else (nan, "Der Wert ist keine endliche Zahl.")
    text = getattr(value, "Text", value)
    if isinstance(text, str):
        code = codes.get(text)
        if code is None:
            return nan, f"Das Wort „{text[:80]}“ ist bei diesem Punkt nicht als Zustand bekannt."
        return code, ""
    if value is None:
        return nan, "Der Server liefert keinen Wert."
    return nan, f"Werte der Art {type(value).__name__} werden nicht unterstützt."


def _number(slot: Slot, data: Any) -> tuple[float, str]:
    raw = getattr(getattr(data, "Value", None), "Value", None)
    number, reason = to_number(raw, slot.codes)
    if reason:
        return nan, reason
    scaled = number * slot.scale + slot.offset
    return (scaled, "") if isfinite(scaled) else (nan, "Der Wert ist keine endliche Zahl.")


def microseconds(moment: Any) -> int | None:
    """Return a moment in µs UTC; asyncua's are aware, a naive one is UTC too."""
    if not isinstance(moment, datetime):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    try:
        since: timedelta = moment - EPOCH
    except OverflowError:
        return None
    return since // MICROSECOND


def _rounded(time_us: int, resolution_us: int) -> int:
    return (time_us + resolution_us // 2) // resolution_us * resolution_us
