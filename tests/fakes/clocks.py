"""Clocks that tests move by hand."""

from typing_extensions import override

from app.services.clocks import SystemClock

START_US = 1_764_000_000_000_000
"""2025-11-24 16:00 UTC, an ordinary moment."""


class FakeClock:
    """A clock that stands still until a test moves it."""

    def __init__(self, now_us: int = START_US) -> None:
        self._now_us = now_us
        self._monotonic = 1_000.0

    def now_us(self) -> int:
        return self._now_us

    def monotonic(self) -> float:
        return self._monotonic

    def advance(self, seconds: float) -> None:
        self._now_us += round(seconds * 1e6)
        self._monotonic += seconds


class TravellingClock(SystemClock):
    """Goes as always, but a person may set it on."""

    def __init__(self) -> None:
        self.ahead_us = 0

    @override
    def now_us(self) -> int:
        return super().now_us() + self.ahead_us
