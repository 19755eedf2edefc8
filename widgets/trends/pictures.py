"""A trend as it is to be painted: drawable columns per curve, bars per lane, ranges per axis.

Made anew for each window from the model and the frames at hand; numpy only, no Qt.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite
from typing import Final

import numpy as np

from app.domain.alarms import AlarmRule, RuleKind
from app.domain.annotations import Annotation
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
    doubtful_spans,
    mean_line,
    stale_tail,
)
from widgets.trends.extras import NO_EXTRAS, AlarmSpan, Extras
from widgets.trends.lanes import Bars, bars
from widgets.trends.limit_runs import LimitRun, limit_runs
from widgets.trends.log_scales import PositivePart, positive_part
from widgets.trends.markers import has_any
from widgets.trends.model import AxisGroup, PlotModel, Trace, TraceKind, Window
from widgets.trends.splices import RangeStats, range_stats

_LIMIT_REACH: Final = 0.6
"""A limit further away than this share of the visible values does not stretch the axis."""

_NO_SPANS: Final = np.empty((0, 2), np.int64)
_RECORDED: Final = frozenset({TraceKind.POINT, TraceKind.FORMULA})
"""Kinds of curves that go on with time; the others end where they end, and are not stale."""


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
        doubtful: Where quality is uncertain, likewise.
        hidden: Number of values in the window that have no place on a logarithmic axis.
    """

    trace: Trace
    frame: SeriesFrame | None
    stats: RangeStats | None
    line: Columns = EMPTY
    band: Band = EMPTY_BAND
    tail: Columns = EMPTY
    bad: Int64Array = field(default_factory=lambda: _NO_SPANS)
    doubtful: Int64Array = field(default_factory=lambda: _NO_SPANS)
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class AxisPicture:
    """One value axis with its curves; low and high are NaN when nothing is known."""

    unit: EngineeringUnit
    curves: tuple[CurvePicture, ...]
    low: float
    high: float
    limits: tuple[LimitRun, ...] = ()
    is_log: bool = False


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
    """Everything that is painted of one window.

    Attributes:
        window: The range.
        panes: Value axes with their curves, pane by pane.
        lanes: Lanes of STATE points.
        moments: The moment of the state shown.
        focus: The selected curve.
        alarms: Occurrences of alarms of the points that are drawn, oldest first.
        notes: Annotations that touch the window, oldest first.
        rail_lines: Lines above the first pane for the flags of markers and of notes.
    """

    window: Window
    panes: tuple[tuple[AxisPicture, ...], ...]
    lanes: tuple[LanePicture, ...]
    moments: Moments
    focus: PointId | None
    alarms: tuple[AlarmSpan, ...] = ()
    notes: tuple[Annotation, ...] = ()
    rail_lines: int = 0

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
    extras: Extras = NO_EXTRAS,
) -> Picture:
    """Make the picture of a window.

    Args:
        model: What is shown.
        window: The range, µs UTC.
        frames: Series by point, reaching over the window where there is data.
        rules: Alarm rules by point.
        moments: The moment of the state shown.
        width_px: Width of the plot area in pixels of the device.
        extras: What is drawn beside the curves.
    """
    sketch = _Sketch(window, frames, rules, moments, width_px, model.focus, extras, model.log_units)
    shown = {trace.point.id for trace in model.shown()}
    start, end = window.start_us, window.end_us
    alarms = [
        alarm
        for alarm in extras.alarms
        if alarm.point in shown
        and alarm.start_us < end
        and (alarm.end_us is None or alarm.end_us >= start)
    ]
    notes = sorted(
        (note for note in extras.annotations if note.touches(start, end)),
        key=lambda note: note.start_us,
    )
    return Picture(
        window,
        tuple(sketch.pane(groups) for groups in model.panes()),
        tuple(sketch.lane(trace) for trace in model.lanes()),
        moments,
        model.focus,
        tuple(sorted(alarms, key=lambda alarm: alarm.start_us)),
        tuple(notes),
        rail_lines=int(bool(notes)) + int(has_any(model.markers)),
    )


@dataclass(frozen=True, slots=True)
class _Sketch:
    window: Window
    frames: Mapping[PointId, SeriesFrame]
    rules: Mapping[PointId, Sequence[AlarmRule]]
    moments: Moments
    width_px: int
    focus: PointId | None
    extras: Extras
    log_units: frozenset[str]

    def pane(self, groups: Sequence[AxisGroup]) -> tuple[AxisPicture, ...]:
        """Return the axes of a pane, with the limits of the focused curve or of the only one."""
        recorded = [
            trace.point.id
            for group in groups
            for trace in group.traces
            if trace.kind is TraceKind.POINT
        ]
        is_alone = len(recorded) == 1 and self.focus is None
        limited = frozenset(recorded if is_alone else filter(None, [self.focus]))
        return tuple(self.axis(group, limited) for group in groups)

    def axis(self, group: AxisGroup, limited: frozenset[PointId]) -> AxisPicture:
        is_log = group.unit.symbol in self.log_units
        parts = [self.positive(trace) if is_log else None for trace in group.traces]
        curves = tuple(
            self.curve(trace, part) for trace, part in zip(group.traces, parts, strict=True)
        )
        if is_log:
            ranges = [(part.low, part.high) for part in parts if part is not None]
        else:
            stats = [curve.stats for curve in curves if curve.stats is not None]
            ranges = [(item.minimum, item.maximum) for item in stats]
        known = [(low, high) for low, high in ranges if isfinite(low)]
        low = min((low for low, _ in known), default=float("nan"))
        high = max((high for _, high in known), default=float("nan"))
        limits = self.limits(group, limited)
        values = [value for run in limits for value in run.thresholds]
        low, high = _stretched(low, high, [v for v in values if v > 0 or not is_log])
        return AxisPicture(group.unit, curves, low, high, limits, is_log)

    def positive(self, trace: Trace) -> PositivePart | None:
        frame = self.frames.get(trace.point.id)
        if frame is None:
            return None
        return positive_part(frame, self.window.start_us, self.window.end_us)

    def limits(self, group: AxisGroup, limited: frozenset[PointId]) -> tuple[LimitRun, ...]:
        names = [t.point.id for t in group.traces if t.kind is TraceKind.POINT]
        return tuple(
            run
            for name in names
            if name in limited
            for run in limit_runs(
                self.extras.limits.get(name), self.rules.get(name, ()), self.window
            )
        )

    def curve(self, trace: Trace, part: PositivePart | None) -> CurvePicture:
        frame = self.frames.get(trace.point.id)
        if frame is None:
            return CurvePicture(trace, None, None)
        start, end, width = self.window.start_us, self.window.end_us, self.width_px
        stale = staleness_us(trace.point)
        is_raw = frame.tier is Tier.RAW
        drawn = frame if part is None else part.frame
        return CurvePicture(
            trace,
            frame,
            range_stats(frame, start, end, stale),
            (columns if is_raw else mean_line)(drawn, start, end, width, stale),
            EMPTY_BAND if is_raw else band(drawn, start, end, width, stale),
            self.tail(trace, frame, stale),
            bad_spans(frame, stale),
            doubtful_spans(frame, stale),
            part.hidden if part else 0,
        )

    def tail(self, trace: Trace, frame: SeriesFrame, stale: int) -> Columns:
        now = self.moments.now_us
        if now is None or not self.moments.is_live or trace.kind not in _RECORDED:
            return EMPTY
        return stale_tail(frame, now, stale)

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
        stale = staleness_us(trace.point)
        stats = range_stats(frame, self.window.start_us, self.window.end_us, stale)
        return LanePicture(trace, frame, stats, found, rules)


def _stretched(low: float, high: float, limits: Sequence[float]) -> tuple[float, float]:
    """Widen a range by the limits that are near enough not to flatten the curve."""
    if not isfinite(low):
        return low, high
    reach = max(high - low, abs(high) * 0.05) * _LIMIT_REACH
    near = [limit for limit in limits if low - reach <= limit <= high + reach]
    return min([low, *near]), max([high, *near])
