"""What the plot of a back-test draws: the measure as a series, its range, its episodes. No Qt."""

from dataclasses import dataclass, replace
from math import isfinite, nan
from typing import Final

import numpy as np

from app.domain.alarms import AlarmRule, RuleKind
from app.domain.alarms.episodes import Episodes
from app.domain.points import Point, PointKind
from app.domain.samples import Int64Array, Quality, stale_after_us
from app.domain.series import SeriesFrame, Tier
from app.services.backtests import BackTestReport
from widgets.trends.curves import EMPTY, Columns, columns

_REACH: Final = 3.0
"""A limit further from the values than this many times their range does not stretch the axis."""

_LIMITS: Final = frozenset({RuleKind.HIHI, RuleKind.HI, RuleKind.LO, RuleKind.LOLO})


@dataclass(frozen=True, slots=True)
class Drawn:
    """A back-test ready to be drawn.

    Attributes:
        report: What was found.
        frame: What the edited rule compares with its limit.
        hold_us: How far apart samples may lie and still be joined.
        is_step: True for states, which hold until the next one.
    """

    report: BackTestReport
    frame: SeriesFrame
    hold_us: int
    is_step: bool

    def extremes(self, start_us: int, end_us: int) -> tuple[float, float]:
        """Return the smallest and the largest value of a window; NaN when nothing is known."""
        time = self.frame.time
        first = max(int(np.searchsorted(time, start_us, "right")) - 1, 0)
        past = int(np.searchsorted(time, end_us, "right")) + 1
        low, high = self.frame.low[first:past], self.frame.high[first:past]
        known = np.isfinite(low)
        return (float(low[known].min()), float(high[known].max())) if known.any() else (nan, nan)

    def line(self, start_us: int, end_us: int, width_px: int) -> Columns:
        """Return the line over a window, reduced to its pixels."""
        if self.is_step:
            return _steps(self.frame, start_us, end_us, width_px)
        return columns(self.frame, start_us, end_us, width_px, self.hold_us)


def drawn(report: BackTestReport, point: Point) -> Drawn:
    """Return what is drawn of a back-test."""
    frame = _frame(report)
    hold_us = max(int(stale_after_us(point.interval_s)), 3 * report.reading.spacing_us)
    is_step = report.rule.kind is RuleKind.STATE or (
        point.kind is PointKind.STATE and report.rule.kind in _LIMITS
    )
    return Drawn(report, frame, hold_us, is_step)


def _frame(report: BackTestReport) -> SeriesFrame:
    """Return what the rule compares with its limit, as a series."""
    rule, read = report.rule, report.reading.frame
    if rule.kind is RuleKind.INACTIVE:
        return _silence(report)
    is_value = rule.kind in {*_LIMITS, RuleKind.FORMULA, RuleKind.STATE}
    if is_value and rule.reference is None:
        return read
    measures = report.measures
    value = np.where(measures.is_bad, nan, measures.value)
    quality = np.where(measures.is_bad, Quality.BAD, Quality.GOOD).astype(np.uint8)
    return _raw(read, measures.time_us, value, quality)


def _silence(report: BackTestReport) -> SeriesFrame:
    """Return the time since the last value: it grows until the next one comes."""
    read = report.reading.frame
    heard = np.maximum(read.time[read.quality < Quality.GAP], read.start)
    if not len(heard):
        return _raw(read, heard, np.empty(0), np.empty(0, np.uint8))
    until = np.maximum(np.append(heard[1:], report.end_us) - 1, heard)
    time = np.column_stack([heard, until]).ravel()
    value = np.column_stack([np.zeros(len(heard)), (until - heard) / 1e6]).ravel()
    return _raw(read, time, value, np.zeros(len(time), np.uint8))


def _raw(of: SeriesFrame, time: Int64Array, value: np.ndarray, quality: np.ndarray) -> SeriesFrame:
    good = (quality < Quality.BAD).astype(np.int32)
    return SeriesFrame(
        of.key, Tier.RAW, of.start, of.end, time, value, value, value, value,
        good, 1 - good, quality,
    )  # fmt: skip


def _steps(frame: SeriesFrame, start_us: int, end_us: int, width_px: int) -> Columns:
    """Return the line of a state: level until the next change, up or down at it."""
    first = max(int(np.searchsorted(frame.time, start_us, "right")) - 1, 0)
    past = int(np.searchsorted(frame.time, end_us, "right"))
    time, value = frame.time[first:past], frame.last[first:past]
    if not len(time):
        return EMPTY
    changes = np.flatnonzero(np.diff(value, prepend=nan) != 0)
    if len(changes) > 2 * width_px:
        # More changes than pixels are a block from the lowest to the highest state.
        return columns(frame, start_us, end_us, width_px, end_us - start_us)
    begins, ends = time[changes], np.append(time[changes[1:]], min(end_us, frame.end))
    x = np.column_stack([begins, ends]).ravel().astype(np.float64)
    return Columns(x, np.repeat(value[changes], 2))


def value_range(extremes: tuple[float, float], limits: tuple[float, ...]) -> tuple[float, float]:
    """Return the values that the axis is to hold: those seen, and limits not too far from them."""
    low, high = extremes
    known = [limit for limit in limits if isfinite(limit)]
    if not isfinite(low):
        return (min(known), max(known)) if known else (0.0, 1.0)
    span = max(high - low, abs(high) * 1e-3, 1e-9)
    near = [limit for limit in known if low - _REACH * span <= limit <= high + _REACH * span]
    return min([low, *near]), max([high, *near])


def level_of(rule: AlarmRule) -> tuple[float, float]:
    """Return where the limit lies on the plot, and where a value is back; NaN for none."""
    if rule.kind.has_codes:
        return nan, nan
    back = rule.threshold - rule.deadband if rule.kind.is_upper else rule.threshold + rule.deadband
    return rule.threshold, back


@dataclass(frozen=True, slots=True)
class Bar:
    """Some episodes that share their pixels.

    Attributes:
        left: First pixel.
        right: Last pixel.
        is_marked: True when any of them is missed or new.
        rows: The episodes, by their places.
    """

    left: float
    right: float
    is_marked: bool
    rows: tuple[int, ...]


def bars(
    episodes: Episodes, is_marked: np.ndarray, window: tuple[int, int], left: float, width: float
) -> list[Bar]:
    """Return the episodes of a window as bars of at least two pixels, near alike ones joined."""
    start_us, end_us = window
    ends = episodes.ends_us(end_us)
    inside = np.flatnonzero((episodes.start_us < end_us) & (ends >= start_us))
    per_us = width / (end_us - start_us)
    found: list[Bar] = []
    for row in inside.tolist():
        x0 = left + max(int(episodes.start_us[row]) - start_us, 0) * per_us
        x1 = left + (min(int(ends[row]), end_us) - start_us) * per_us
        x1 = max(x1, x0 + 2.0)
        marked = bool(is_marked[row])
        if found and found[-1].is_marked == marked and x0 <= found[-1].right + 1.0:
            last = found[-1]
            found[-1] = replace(last, right=max(x1, last.right), rows=(*last.rows, row))
        else:
            found.append(Bar(x0, x1, marked, (row,)))
    return found
