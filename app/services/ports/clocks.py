"""Where time comes from."""

from typing import Protocol


class Clock(Protocol):
    """Where time comes from; tests bring their own."""

    def now_us(self) -> int:
        """Return the time of day, µs UTC."""
        ...

    def monotonic(self) -> float:
        """Return seconds of a clock that never jumps."""
        ...
