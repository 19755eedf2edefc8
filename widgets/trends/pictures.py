"""A trend as it is to be painted: drawable columns per curve, bars per lane, ranges per axis.

Made anew for each window from the model and the frames at hand; numpy only, no Qt.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite
from typing import Final

import numpy as np

from app.domain.alarms import AlarmRule, RuleKind
from app.domain.points import EngineeringUnit, Point, PointId
from app.domain.samples import Int64Array, stale_after_us
from app.domain.series import SeriesFrame, Tier
from widgets.trends.curves import (
    EMPTY,
    EMPTY_BAND,
    Band,
    Columns,
    bad_spans,
    band,
    columns,
    mean_line,
    stale_tail,
)
from widgets.trends.lanes import Bars, bars
from widgets.trends.model import AxisGroup, PlotModel, Trace, Window
from widgets.trends.splices import RangeStats, range_stats

_LIMIT_REACH: Final = 0.6
"""A limit further away than this share of the visible values does not stretch the axis."""

_LIMIT_KINDS: Final = frozenset({RuleKind.HIHI, RuleKind.HI, RuleKind.LO, RuleKind.LOLO})


@dataclass(frozen=True, slots=True)
class Moments:
    """What is present and what is past the cursor of the time bus.

    Attributes:
        now_us: The moment of the state shown, µs UTC; None before the first one.
        is_live: True when that moment is the present.
    """

    now_us: int | None
    is_live: bool


@dataclass(frozen=True, slots=True)
class CurvePicture:
    """One curve inside the window.

    Attributes:
        trace: What it is of.
        frame: The series, None while nothing was read.
        stats: Of what is visible.
        line: The values (raw), or their means.
        band: Minimum to maximum; empty for raw values.
        tail: The held value of a silent point.
        bad: Where quality is bad, µs UTC, int64[k, 2].
    """

    trace: Trace
    frame: SeriesFrame | None
    stats: RangeStats | None
    line: Columns = EMPTY
    band: Band = EMPTY_BAND
    tail: Columns = EMPTY
    bad: Int64Array = field(default_factory=lambda: np.empty((0, 2), np.int64))


@dataclass(frozen=True, slots=True)
class AxisPicture:
    """One value axis with its curves; low and high are NaN when nothing is known."""

    unit: EngineeringUnit
    curves: tuple[CurvePicture, ...]
    low: float
    high: float
    limits: tuple[AlarmRule, ...] = ()


@dataclass(frozen=True, slots=True)
class LanePicture:
    """One lane of a STATE point."""

    trace: Trace
    frame: SeriesFrame | None
    stats: RangeStats | None
    bars: Bars | None
    rules: tuple[AlarmRule, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that is painted of one window."""

    window: Window
    panes: tuple[tuple[AxisPicture, ...], ...]
    lanes: tuple[LanePicture, ...]
    moments: Moments
    focus: PointId | None

    def parts(self) -> list[CurvePicture | LanePicture]:
        """Return all curves and lanes."""
        curves = [curve for pane in self.panes for axis in pane for curve in axis.curves]
        return [*curves, *self.lanes]

    @property
    def tiers(self) -> list[Tier]:
        """The tiers that are drawn, finest first."""
        return sorted({part.frame.tier for part in self.parts() if part.frame is not None})

    @property
    def has_data(self) -> bool:
        """True when anything at all lies in the window."""
        return any(_is_seen(part) for part in self.parts())


def _is_seen(part: CurvePicture | LanePicture) -> bool:
    if isinstance(part, LanePicture) and part.bars is not None and len(part.bars):
        return True
    return part.stats is not None and part.stats.count + part.stats.bad > 0


def staleness_us(point: Point) -> int:
    """Return after how many µs a sample of a point is stale."""
    return int(stale_after_us(point.interval_s))


def make_picture(
    model: PlotModel,
    window: Window,
    frames: Mapping[PointId, SeriesFrame],
    rules: Mapping[PointId, Sequence[AlarmRule]],
    moments: Moments,
    *,
    width_px: int,
) -> Picture:
    """Make the picture of a window.

    Args:
        model: What is shown.
        window: The range, µs UTC.
        frames: Series by point, reaching over the window where there is data.
        rules: Alarm rules by point.
        moments: The moment of the state shown.
        width_px: Width of the plot area in pixels of the device.
    """
    sketch = _Sketch(window, frames, rules, moments, width_px, model.focus)
    return Picture(
        window,
        tuple(tuple(sketch.axis(group) for group in pane) for pane in model.panes()),
        tuple(sketch.lane(trace) for trace in model.lanes()),
        moments,
        model.focus,
    )


@dataclass(frozen=True, slots=True)
class _Sketch:
    window: Window
    frames: Mapping[PointId, SeriesFrame]
    rules: Mapping[PointId, Sequence[AlarmRule]]
    moments: Moments
    width_px: int
    focus: PointId | None

    def axis(self, group: AxisGroup) -> AxisPicture:
        curves = tuple(self.curve(trace) for trace in group.traces)
        stats = [curve.stats for curve in curves if curve.stats is not None]
        lows = [item.minimum for item in stats if isfinite(item.minimum)]
        highs = [item.maximum for item in stats if isfinite(item.maximum)]
        low, high = min(lows, default=float("nan")), max(highs, default=float("nan"))
        limits = tuple(
            rule
            for trace in group.traces
            if trace.point.id == self.focus
            for rule in self.rules.get(trace.point.id, ())
            if rule.kind in _LIMIT_KINDS and isfinite(rule.threshold)
        )
        low, high = _stretched(low, high, [rule.threshold for rule in limits])
        return AxisPicture(group.unit, curves, low, high, limits)

    def curve(self, trace: Trace) -> CurvePicture:
        frame = self.frames.get(trace.point.id)
        if frame is None:
            return CurvePicture(trace, None, None)
        start, end, width = self.window.start_us, self.window.end_us, self.width_px
        stale = staleness_us(trace.point)
        is_raw = frame.tier is Tier.RAW
        now = self.moments.now_us
        return CurvePicture(
            trace,
            frame,
            range_stats(frame, start, end),
            (columns if is_raw else mean_line)(frame, start, end, width, stale),
            EMPTY_BAND if is_raw else band(frame, start, end, width, stale),
            stale_tail(frame, now, stale) if now is not None and self.moments.is_live else EMPTY,
            bad_spans(frame, stale),
        )

    def lane(self, trace: Trace) -> LanePicture:
        frame = self.frames.get(trace.point.id)
        rules = tuple(
            rule for rule in self.rules.get(trace.point.id, ()) if rule.kind is RuleKind.STATE
        )
        if frame is None:
            return LanePicture(trace, None, None, None, rules)
        now, end = self.moments.now_us, self.window.end_us
        if now is not None and self.moments.is_live:
            end = min(end, now)
        abnormal = {state.code for state in trace.point.states if state.is_abnormal}
        found = bars(
            frame,
            self.window.start_us,
            end,
            self.width_px,
            staleness_us(trace.point),
            abnormal=abnormal.union(*(rule.codes for rule in rules)),
        )
        stats = range_stats(frame, self.window.start_us, self.window.end_us)
        return LanePicture(trace, frame, stats, found, rules)


def _stretched(low: float, high: float, limits: Sequence[float]) -> tuple[float, float]:
    """Widen a range by the limits that are near enough not to flatten the curve."""
    if not isfinite(low):
        return low, high
    reach = max(high - low, abs(high) * 0.05) * _LIMIT_REACH
    near = [limit for limit in limits if low - reach <= limit <= high + reach]
    return min([low, *near]), max([high, *near])
