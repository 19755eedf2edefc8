"""A point at another time: its series moved onto the time axis of the window."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np

from app.domain.comparisons import AnyComparison, Segment, Shift, holes, segments
from app.domain.points import PointKey
from app.domain.samples import Int64Array, Quality
from app.domain.series import TIER_WIDTH_US, SeriesFrame, Tier
from app.services.derived.historian import Question
from app.services.ports import HistorianReader

_LEAD_US: Final = 2 * TIER_WIDTH_US[Tier.DAY]
"""So long before the window the bucket may begin that reaches into it."""

_YEAR_US: Final = 370 * TIER_WIDTH_US[Tier.DAY]


@dataclass(frozen=True, slots=True)
class ShiftedSeries:
    """Answers with the values of another time, at the moments of this one.

    Where this time has no counterpart (see `segments`) there is a gap, never another hour.

    Attributes:
        of_key: The point that is compared with itself.
        comparison: With which time.
        zone: The zone whose calendar counts.
    """

    of_key: PointKey
    comparison: AnyComparison
    zone: ZoneInfo

    @property
    def inputs(self) -> tuple[PointKey, ...]:
        """The point it is made of."""
        return (self.of_key,)

    def query(self, reader: HistorianReader, question: Question) -> SeriesFrame:
        """Return the shifted series over the window asked for."""
        start_us, end_us = question.start_us, question.end_us
        parts = segments(start_us, end_us, self.comparison, self.zone)
        read = self._read(reader, question, parts)
        # What begins before the window is moved by what holds where it begins.
        lead = segments(start_us - _LEAD_US, start_us, self.comparison, self.zone)
        at, moved = _moved(read.time, [*lead, *parts], start_us)
        frame = _rows(read, at, moved, question)
        # A missing hour breaks no bucket of a day.
        width_us = TIER_WIDTH_US[frame.tier]
        gaps = [a for a, b in holes(parts, start_us, end_us) if b - a >= width_us]
        return _with_gaps(frame, gaps) if len(frame) else frame

    def begins(self, there_us: int) -> int:
        """Return the first moment whose counterpart is not before another one, µs UTC."""
        if isinstance(self.comparison, Shift):
            return there_us + self.comparison.us
        parts = segments(there_us, there_us + _YEAR_US, self.comparison, self.zone)
        moments = [
            max(part.start_us, there_us + part.shift_us)
            for part in parts
            if there_us + part.shift_us < part.end_us
        ]
        return min(moments, default=there_us)

    def _read(
        self, reader: HistorianReader, question: Question, parts: Sequence[Segment]
    ) -> SeriesFrame:
        """Read the other time as a whole, so that it comes in one tier."""
        if parts:
            start_us = min(part.start_us - part.shift_us for part in parts)
            end_us = max(part.end_us - part.shift_us for part in parts)
            keys = [self.of_key]
            for frame in reader.query(keys, start_us, end_us, question.max_points, question.tier):
                return frame
        tier = question.tier if question.tier is not None else Tier.RAW
        return _empty(question, tier)


def _moved(
    time: Int64Array, parts: Sequence[Segment], start_us: int
) -> tuple[Int64Array, Int64Array]:
    """Return which rows come over, and their times here; one row may come over twice."""
    picked, moments = [], []
    for number, part in enumerate(parts):
        first = int(np.searchsorted(time, part.start_us - part.shift_us, "left"))
        past = int(np.searchsorted(time, part.end_us - part.shift_us, "left"))
        if number == 0:
            first = 0  # the sample before the window, however old it is
        if past > first:
            rows = np.arange(first, past, dtype=np.int64)
            picked.append(rows)
            moments.append(time[rows] + part.shift_us)
    if not picked:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    at, moved = np.concatenate(picked), np.concatenate(moments)
    # Of what lies before the window only the newest row is wanted, as the historian gives it.
    order = np.argsort(moved, kind="stable")
    at, moved = at[order], moved[order]
    keep = max(int(np.searchsorted(moved, start_us, "left")) - 1, 0)
    return at[keep:], moved[keep:]


def _rows(read: SeriesFrame, at: Int64Array, moved: Int64Array, question: Question) -> SeriesFrame:
    return SeriesFrame(
        question.key, read.tier, question.start_us, question.end_us, moved,
        read.low[at], read.high[at], read.mean[at], read.last[at],
        read.good[at], read.bad[at], read.quality[at],
    )  # fmt: skip


def _with_gaps(frame: SeriesFrame, gaps: Sequence[int]) -> SeriesFrame:
    """Return a series with a marker where nothing follows."""
    if not gaps:
        return frame
    marks = np.array(gaps, np.int64)
    at = np.searchsorted(frame.time, marks, "left")
    nan = float("nan")
    return SeriesFrame(
        frame.key, frame.tier, frame.start, frame.end,
        np.insert(frame.time, at, marks),
        np.insert(frame.low, at, nan), np.insert(frame.high, at, nan),
        np.insert(frame.mean, at, nan), np.insert(frame.last, at, nan),
        np.insert(frame.good, at, 0), np.insert(frame.bad, at, 0),
        np.insert(frame.quality, at, int(Quality.GAP)),
    )  # fmt: skip


def _empty(question: Question, tier: Tier) -> SeriesFrame:
    none, count = np.empty(0), np.empty(0, np.int32)
    return SeriesFrame(
        question.key, tier, question.start_us, question.end_us, np.empty(0, np.int64),
        none, none, none, none, count, count, np.empty(0, np.uint8),
    )  # fmt: skip
