"""Lanes of STATE points: which state held from when to when, ready to be drawn as bars.

Pure numpy. A state holds until the next sample, but never longer than its sample may be trusted.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

import numpy as np

from app.domain.samples import BoolArray, Float64Array, Int64Array, Quality
from app.domain.series import TIER_WIDTH_US, SeriesFrame, Tier
from widgets.rhythms import reaches

_DENSE: Final = 1


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars of one lane, columns of one length, ascending, not overlapping.

    Attributes:
        begin: µs UTC, int64[n].
        end: µs UTC, int64[n].
        code: Code of the state, float64[n]; where several fit, an abnormal one, else the last.
        is_mixed: More than one state held inside the bar, bool[n].
        is_bad: The quality was BAD; the code is NaN.
    """

    begin: Int64Array
    end: Int64Array
    code: Float64Array
    is_mixed: BoolArray
    is_bad: BoolArray

    def __len__(self) -> int:
        return len(self.begin)


def bars(
    frame: SeriesFrame,
    start_us: int,
    end_us: int,
    width_px: int,
    stale_after_us: int,
    *,
    abnormal: Collection[int] = (),
) -> Bars:
    """Return the bars of a lane inside a window.

    Args:
        frame: The series of a STATE point.
        start_us: Left edge, µs UTC.
        end_us: Right edge; the last state is held to here at most (now, while live).
        width_px: Width of the plot; never more bars than pixels come back.
        stale_after_us: How long a sample is trusted.
        abnormal: Codes that must stay visible when bars are joined.
    """
    held = max(stale_after_us, TIER_WIDTH_US[frame.tier])
    ends = frame.time + reaches(frame.time, held)
    ends[:-1] = np.minimum(ends[:-1], frame.time[1:])
    begin, end = np.maximum(frame.time, start_us), np.minimum(ends, end_us)
    is_bad = frame.quality == Quality.BAD if frame.tier is Tier.RAW else frame.good == 0
    is_shown = (begin < end) & (frame.quality != Quality.GAP) & (is_bad | np.isfinite(frame.last))
    code = np.where(is_bad, np.nan, _loudest(frame, abnormal))
    is_mixed = ~is_bad & (frame.low != frame.high)
    found = Bars(
        begin[is_shown], end[is_shown], code[is_shown], is_mixed[is_shown], is_bad[is_shown]
    )
    found = _merged(found)
    if len(found) > _DENSE * max(width_px, 1):
        found = _per_pixel(found, start_us, (end_us - start_us) / max(width_px, 1), abnormal)
    return found


def _loudest(frame: SeriesFrame, abnormal: Collection[int]) -> Float64Array:
    """Return the code to show: an abnormal one that is known to have occurred, else the last."""
    codes = np.array(sorted(abnormal), np.float64)
    loud = np.where(
        np.isin(frame.high, codes), frame.high, np.where(np.isin(frame.low, codes), frame.low, 0)
    )
    is_loud = np.isin(frame.high, codes) | np.isin(frame.low, codes)
    chosen: Float64Array = np.where(is_loud, loud, frame.last)
    return chosen


def _merged(found: Bars) -> Bars:
    """Join bars that touch and say the same."""
    if not len(found):
        return found
    head = np.ones(len(found), np.bool_)
    same = (found.code[1:] == found.code[:-1]) | (found.is_bad[1:] & found.is_bad[:-1])
    same &= found.is_mixed[1:] == found.is_mixed[:-1]
    head[1:] = ~(same & (found.begin[1:] == found.end[:-1]))
    last = np.append(head[1:], True)
    return Bars(
        found.begin[head],
        found.end[last],
        found.code[head],
        found.is_mixed[head],
        found.is_bad[head],
    )


def _per_pixel(found: Bars, start_us: int, pixel_us: float, abnormal: Collection[int]) -> Bars:
    """Join the bars that begin in the same pixel; what is abnormal stays visible."""
    pixel = np.floor((found.begin - start_us) / pixel_us)
    at = np.flatnonzero(np.append(True, np.diff(pixel) > 0))
    last = np.append(at[1:], len(found)) - 1
    is_loud = np.isin(found.code, np.array(sorted(abnormal), np.float64))
    rank = np.where(is_loud, len(found), 0) + np.arange(len(found))
    best = np.maximum.reduceat(rank, at) % len(found)
    several = (last > at) | np.logical_or.reduceat(found.is_mixed, at)
    joined = Bars(
        found.begin[at],
        found.end[last],
        found.code[best],
        several & ~found.is_bad[best],
        found.is_bad[best],
    )
    return _merged(joined)
