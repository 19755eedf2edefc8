"""What a decoder makes of a message: measurements, or one error with its reason."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from math import isfinite
from typing import Final, Protocol

import msgspec

from app.domain.samples import Quality

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
DAY_US: Final = 86_400_000_000
MILLISECONDS_FROM: Final = 1e11
"""A number of time above this counts milliseconds (1973 in ms), below it seconds (5138 in s)."""
MICROSECONDS_FROM: Final = 1e14
"""A number of time above this counts microseconds."""


class PayloadError(Exception):
    """A message could not be understood; the text says where and why, in German."""

    def __init__(self, reason: str) -> None:
        """Keep the reason."""
        super().__init__(reason)
        self.reason = reason


class Measurement(msgspec.Struct, gc=False):
    """One value of a message.

    Attributes:
        item: Which measurement, in the decoder's own form; what `Address.item` names.
        value: A number, or a word that a STATE point maps to its code.
        time_us: When it was measured, µs UTC.
        quality: `Quality` as the message tells it.
        unit: Unit in the message's words, empty where it tells none.
        topic: Topic whose points it belongs to; empty means the message's own.
    """

    item: str
    value: float | str
    time_us: int
    quality: int = Quality.GOOD
    unit: str = ""
    topic: str = ""


class Decoder(Protocol):
    """One payload format. Belongs to one connection's network thread; may keep state."""

    def decode(self, topic: str, payload: bytes, received_us: int) -> list[Measurement]:
        """Return the measurements of a message.

        Raises:
            PayloadError: The message is not of this format; nothing else is ever raised.
        """
        ...

    def items(self, topic: str, payload: bytes, received_us: int) -> list[Measurement]:
        """Return all that a message offers for mapping, without changing the decoder's state.

        Raises:
            PayloadError: As in `decode`.
        """
        ...

    def want(self, items: Iterable[str]) -> None:
        """Say which items points use, so that costly ones are made only when wanted."""
        ...

    def figures(self) -> Mapping[str, str]:
        """Return the decoder's own counts for the health page, by name."""
        ...


class StatelessDecoder:
    """The common part of decoders that look at one message at a time."""

    def decode(self, topic: str, payload: bytes, received_us: int) -> list[Measurement]:
        """Return the measurements of a message; see `Decoder`."""
        raise NotImplementedError

    def items(self, topic: str, payload: bytes, received_us: int) -> list[Measurement]:
        """Return all that a message offers."""
        return self.decode(topic, payload, received_us)

    def want(self, items: Iterable[str]) -> None:
        """Take note of what is mapped; most formats make everything anyway."""

    def figures(self) -> Mapping[str, str]:
        """Return no figures."""
        return {}


def refuse_options(options: Mapping[str, object]) -> None:
    """Refuse options where a format has none.

    Raises:
        ValueError: One was given; the text names it.
    """
    for name in options:
        raise ValueError(f"{name}: dieser Decoder hat keine Optionen")


def datetime_us(moment: datetime) -> int:
    """Return µs UTC of a moment; one without a zone is taken as UTC."""
    if moment.tzinfo is not UTC:
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    span = moment - EPOCH
    return span.days * DAY_US + span.seconds * 1_000_000 + span.microseconds


def time_from(value: object, place: str) -> int:
    """Return µs UTC of a time as messages write it.

    Args:
        value: RFC 3339 text, or a number of seconds, milliseconds or microseconds since 1970;
            which of them follows from its size.
        place: Where it stands, for the error.

    Raises:
        PayloadError: It is no time.
    """
    if isinstance(value, str):
        try:
            return datetime_us(msgspec.convert(value, datetime, strict=False))
        except (msgspec.ValidationError, OverflowError, ValueError):
            raise PayloadError(f"Die Zeit bei {place} ist kein Zeitpunkt nach RFC 3339.") from None
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _time_from_number(value, place)
    raise PayloadError(f"Die Zeit bei {place} fehlt oder ist weder Text noch Zahl.")


def _time_from_number(value: float, place: str) -> int:
    """Return µs UTC of seconds, milliseconds or microseconds."""
    try:
        number = float(value)
    except OverflowError:
        number = float("inf")
    if not isfinite(number):
        raise PayloadError(f"Die Zeit bei {place} ist keine endliche Zahl.")
    size = abs(number)
    factor = 1 if size >= MICROSECONDS_FROM else 1_000 if size >= MILLISECONDS_FROM else 1_000_000
    return round(value * factor)
