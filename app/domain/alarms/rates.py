"""How often alarms call: per time that somebody sat there, in slots, and in floods."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from app.domain.alarms.floods import FLOOD_BEGINS_ABOVE, FLOOD_ENDS_BELOW, FLOOD_SPAN_US
from app.domain.samples import BoolArray, Int64Array

MINUTE_US: Final = 60_000_000
HOUR_US: Final = 60 * MINUTE_US
DAY_US: Final = 24 * HOUR_US
SLOT_US: Final = FLOOD_SPAN_US
"""Rates are given per ten minutes (EEMUA 191), over which floods are counted, too."""

Span = tuple[int, int]
"""Begin and end (exclusive), µs UTC."""


@dataclass(frozen=True, slots=True)
class FloodSpan:
    """A time in which more alarms call than a person can deal with.

    Attributes:
        start_us: The first call of the ten minutes that were too many, µs UTC.
        end_us: When fewer than five had come in ten minutes, at the latest the period's end.
        calls: How many came in it.
        is_manned: False when nobody sat there in all that time.
    """

    start_us: int
    end_us: int
    calls: int
    is_manned: bool = True


@dataclass(frozen=True, slots=True)
class Slots:
    """Calls per ten minutes over a period.

    Attributes:
        start: Begin of each slot, a multiple of ten minutes, µs UTC, int64[n].
        calls: How many alarms called in it, int64[n].
        is_manned: Whether somebody sat there for most of it, bool[n].
    """

    start: Int64Array
    calls: Int64Array
    is_manned: BoolArray


class Manned:
    """The times in which somebody sits in the control room.

    Args:
        spans: Begin and end of each, in any order; they may overlap.
        start_us: Begin of the period they are cut to, µs UTC.
        end_us: Its end.
    """

    def __init__(self, spans: Sequence[Span], start_us: int, end_us: int) -> None:
        cut = sorted((max(begin, start_us), min(end, end_us)) for begin, end in spans)
        joined: list[Span] = []
        for begin, end in cut:
            if end <= begin:
                continue
            if joined and begin <= joined[-1][1]:
                joined[-1] = joined[-1][0], max(joined[-1][1], end)
            else:
                joined.append((begin, end))
        self.spans: tuple[Span, ...] = tuple(joined)
        """Disjoint, in order."""
        self._begins = np.array([begin for begin, _ in joined], np.int64)
        self._ends = np.array([end for _, end in joined], np.int64)
        lengths = self._ends - self._begins
        self.total_us = int(lengths.sum())
        """How long somebody sat there, µs."""
        self._before = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)

    def until(self, times: Int64Array) -> Int64Array:
        """Return how long somebody sat there from the period's begin to each moment, µs."""
        place = np.searchsorted(self._begins, times, "right")
        into: Int64Array = np.zeros(len(times), np.int64)
        inside = place > 0
        last = place[inside] - 1
        into[inside] = np.minimum(times[inside], self._ends[last]) - self._begins[last]
        into[inside] += self._before[last]
        return into

    def is_at(self, times: Int64Array) -> BoolArray:
        """Return at which moments somebody sat there."""
        place = np.searchsorted(self._begins, times, "right")
        found: BoolArray = place > 0
        found[found] = times[found] < self._ends[place[found] - 1]
        return found

    def within(self, start_us: int, end_us: int) -> int:
        """Return how long somebody sat there in a span, µs."""
        begin, end = self.until(np.array([start_us, end_us], np.int64)).tolist()
        return int(end - begin)


def slots_of(times: Int64Array, manned: Manned, start_us: int, end_us: int) -> Slots:
    """Return the calls per ten minutes.

    Args:
        times: When alarms called, µs UTC, ascending.
        manned: When somebody sat there.
        start_us: Begin of the period, µs UTC.
        end_us: Its end.
    """
    first = start_us // SLOT_US
    count = max(-(-end_us // SLOT_US) - first, 0)
    start = (first + np.arange(count)) * SLOT_US
    calls = np.bincount(times // SLOT_US - first, minlength=count).astype(np.int64)
    covered = manned.until(np.append(start, start[-1:] + SLOT_US))
    present = np.diff(covered)
    length = np.minimum(start + SLOT_US, end_us) - np.maximum(start, start_us)
    return Slots(start, calls, present * 2 >= np.maximum(length, 1))


def most_within(times: Int64Array, span_us: int) -> int:
    """Return the most calls that came within any span of a length (µs)."""
    if not len(times):
        return 0
    begun = np.searchsorted(times, times - span_us, "right")
    return int((np.arange(1, len(times) + 1) - begun).max())


def floods_of(times: Int64Array, manned: Manned, end_us: int) -> list[FloodSpan]:
    """Return the floods among calls.

    Args:
        times: When alarms called, µs UTC, ascending.
        manned: When somebody sat there.
        end_us: End of the period, µs UTC: a flood that goes on is cut there.
    """
    if len(times) <= FLOOD_BEGINS_ABOVE:
        return []
    is_many = times[FLOOD_BEGINS_ABOVE:] - times[:-FLOOD_BEGINS_ABOVE] < SLOT_US
    begins = np.flatnonzero(is_many)
    # The fifth last call leaves the ten minutes before the next one comes.
    kept = FLOOD_ENDS_BELOW - 1
    following = np.append(times[kept + 1 :], np.iinfo(np.int64).max)
    breaks = np.flatnonzero(following - SLOT_US > times[: len(following)]) + kept
    firsts, lasts = [], []
    at = 0
    while at < len(begins):
        first = int(begins[at])
        firsts.append(first)
        lasts.append(int(breaks[np.searchsorted(breaks, first + FLOOD_BEGINS_ABOVE)]))
        at = int(np.searchsorted(begins, lasts[-1] + 1))
    return _spans(times, manned, np.array(firsts, np.int64), np.array(lasts, np.int64), end_us)


def _spans(
    times: Int64Array, manned: Manned, firsts: Int64Array, lasts: Int64Array, end_us: int
) -> list[FloodSpan]:
    """Return the floods from their first to their last calls."""
    starts = times[firsts]
    ends = np.minimum(times[lasts - FLOOD_ENDS_BELOW + 1] + SLOT_US, end_us)
    is_manned = manned.until(np.maximum(ends, starts + 1)) > manned.until(starts)
    calls = lasts - firsts + 1
    columns = (starts.tolist(), ends.tolist(), calls.tolist(), is_manned.tolist())
    return [FloodSpan(*row) for row in zip(*columns, strict=True)]


DISTRIBUTION: Final = (0, 1, 2, 5, 10)
"""Upper bounds of the classes of slots: 0, 1, 2, 3 to 5, 6 to 10, and more."""


def distribution_of(slots: Slots) -> tuple[int, ...]:
    """Return how many manned slots there are of each class of `DISTRIBUTION`, and beyond it."""
    classes = np.searchsorted(DISTRIBUTION, slots.calls[slots.is_manned], "left")
    return tuple(np.bincount(classes, minlength=len(DISTRIBUTION) + 1).tolist())
