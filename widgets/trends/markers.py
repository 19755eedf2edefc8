"""Two markers A and B: what lies between them, in time and in values. No Qt."""

from dataclasses import dataclass
from math import isfinite
from typing import Final

from widgets.trends.wording import DAY_US, HOUR_US, MINUTE_US

Markers = tuple[int | None, int | None]
"""Moments of A and B, µs UTC; None while a marker is not set."""

NO_MARKERS: Final[Markers] = (None, None)
LETTERS: Final = ("A", "B")

_SECOND_US: Final = 1_000_000
_PARTS: Final = ((DAY_US, "d"), (HOUR_US, "h"), (MINUTE_US, "min"), (_SECOND_US, "s"))
_PER_MINUTE_BELOW: Final = 2 * HOUR_US
_PER_HOUR_BELOW: Final = 7 * DAY_US


def has_any(markers: Markers) -> bool:
    """Tell whether at least one marker is set."""
    return markers[0] is not None or markers[1] is not None


def moved(markers: Markers, number: int, time_us: int | None) -> Markers:
    """Return markers with one of them elsewhere or, with None, gone."""
    return (time_us, markers[1]) if number == 0 else (markers[0], time_us)


def span_of(markers: Markers) -> tuple[int, int] | None:
    """Return the range between both markers in order of time; None unless both are set."""
    a, b = markers
    return None if a is None or b is None else (min(a, b), max(a, b))


def duration_text(span_us: int) -> str:
    """Return a span in words of its two largest units, such as `1 h 23 min`."""
    if span_us < _SECOND_US:
        return f"{span_us // 1000} ms"
    rest = span_us
    words: list[str] = []
    for size, unit in _PARTS:
        whole, rest = divmod(rest, size)
        if whole:
            words.append(f"{whole} {unit}")
        elif words:
            break
        if len(words) == 2:  # noqa: PLR2004 - two units say enough
            break
    return " ".join(words)


@dataclass(frozen=True, slots=True)
class MarkerReadings:
    """What one curve says at the markers; NaN where it says nothing.

    Attributes:
        a: Value at A.
        b: Value at B.
        span_us: From A to B, negative when B lies before A; None unless both are set.
        are_set: Which of the two are set.
    """

    a: float
    b: float
    span_us: int | None
    are_set: tuple[bool, bool]

    @property
    def difference(self) -> float:
        """Value at B less value at A."""
        return self.b - self.a

    @property
    def slope(self) -> float:
        """Change per `slope_unit`; NaN when it cannot be told."""
        if not self.span_us or not isfinite(self.difference):
            return float("nan")
        return self.difference / self.span_us * self._slope_us

    @property
    def slope_unit(self) -> str:
        """The unit of time of the slope: min, h or d, whichever suits the span."""
        return {MINUTE_US: "min", HOUR_US: "h", DAY_US: "d"}[self._slope_us]

    @property
    def _slope_us(self) -> int:
        span = abs(self.span_us or 0)
        if span < _PER_MINUTE_BELOW:
            return MINUTE_US
        return HOUR_US if span < _PER_HOUR_BELOW else DAY_US
