"""The clock of the machine; tests bring their own."""

import time


class SystemClock:
    """Fulfils `ports.Clock` with the time of the operating system."""

    def now_us(self) -> int:
        """Return the time of day, µs UTC."""
        return time.time_ns() // 1_000

    def monotonic(self) -> float:
        """Return seconds of a clock that never jumps."""
        return time.monotonic()
