"""Alarm floods: more new alarms than one person can take in, by the numbers of EEMUA 191.

Pure; whoever watches tells which alarms are new and what time it is.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from app.domain.samples import NO_TIME

FLOOD_SPAN_US: Final = 600_000_000
"""New alarms are counted over ten minutes."""

FLOOD_BEGINS_ABOVE: Final = 10
"""More new alarms than this within the span are a flood."""

FLOOD_ENDS_BELOW: Final = 5
"""A flood is over when fewer new alarms than this came within the span."""


@dataclass(frozen=True, slots=True)
class Flood:
    """Whether alarms flood in.

    Attributes:
        is_on: True while there is a flood.
        count: New alarms within the last ten minutes.
        since_us: When the first alarm of the flood was raised, µs UTC; `NO_TIME` without one.
    """

    is_on: bool = False
    count: int = 0
    since_us: int = NO_TIME


def next_flood(before: Flood, raised_us: list[int], now_us: int) -> Flood:
    """Return whether there is a flood now.

    Args:
        before: What was the case a moment ago; a flood lasts until it ebbs away.
        raised_us: When alarms were raised, µs UTC, ascending; older and later ones do not count.
        now_us: The present, µs UTC.
    """
    first = bisect_left(raised_us, now_us - FLOOD_SPAN_US + 1)
    count = bisect_left(raised_us, now_us + 1) - first
    if before.is_on:
        if count < FLOOD_ENDS_BELOW:
            return Flood(count=count)
        return Flood(is_on=True, count=count, since_us=before.since_us)
    if count > FLOOD_BEGINS_ABOVE:
        return Flood(is_on=True, count=count, since_us=raised_us[first])
    return Flood(count=count)


class FloodWatch:
    """Remembers when alarms were raised, as long as it counts."""

    def __init__(self) -> None:
        self.flood = Flood()
        self._raised_us: list[int] = []
        self._now_us = NO_TIME

    def take(self, raised_us: Iterable[int], now_us: int) -> Flood:
        """Take when new alarms were raised (µs UTC), and what time it is.

        Time that goes back begins anew: what was known belongs to another moment.
        """
        if now_us < self._now_us:
            self.forget()
        self._now_us = now_us
        for time_us in raised_us:
            if now_us - FLOOD_SPAN_US < time_us:
                insort(self._raised_us, time_us)
        del self._raised_us[: bisect_left(self._raised_us, now_us - FLOOD_SPAN_US + 1)]
        self.flood = next_flood(self.flood, self._raised_us, now_us)
        return self.flood

    def forget(self) -> None:
        """Forget everything."""
        self.flood = Flood()
        self._raised_us = []
        self._now_us = NO_TIME
