"""What a trend shows: points, window, live or pinned, focus. No Qt, no data, no threads."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from app.domain.points import EngineeringUnit, Point, PointId, PointKind

AXES_PER_PANE: Final = 3
"""Units beyond this many go to another pane below."""

MIN_SPAN_US: Final = 1_000_000
MAX_SPAN_US: Final = 10 * 366 * 86_400_000_000
DEFAULT_SPAN_US: Final = 86_400_000_000
_HISTORY: Final = 100


class Mode(StrEnum):
    """Whether the right edge follows the present."""

    LIVE = "live"
    PINNED = "pinned"


class TraceKind(StrEnum):
    """Where a curve's series comes from."""

    POINT = "point"
    FORMULA = "formula"
    COMPARISON = "comparison"
    FORECAST = "forecast"


@dataclass(slots=True)
class Trace:
    """A point on the plot, recorded or derived.

    Attributes:
        point: The point; for derived curves one that was made for the plot.
        slot: Number of its colour, kept as long as it is shown; a comparison or a forecast wears
            the colour of the curve it belongs to.
        is_visible: False while it is hidden by the legend.
        kind: Where its series comes from.
        of: The curve a comparison or a forecast belongs to; None for others.
        definition: Text of the formula, name of the comparison, name of the forecast's method.
        pane: Number of the pane a person put it into; None where its unit puts it.
    """

    point: Point
    slot: int
    is_visible: bool = True
    kind: TraceKind = TraceKind.POINT
    of: PointId | None = None
    definition: str = ""
    pane: int | None = None


@dataclass(frozen=True, slots=True)
class AxisGroup:
    """The curves that share a value axis, all of one unit."""

    unit: EngineeringUnit
    traces: tuple[Trace, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """A range of time, µs UTC, start < end."""

    start_us: int
    end_us: int

    @property
    def span_us(self) -> int:
        """Its width in µs."""
        return self.end_us - self.start_us


class PlotModel:
    """The content of a trend as plain values; every change raises `revision`."""

    def __init__(self) -> None:
        self.revision = 0
        self.mode = Mode.LIVE
        self.now_us: int | None = None
        self.focus: PointId | None = None
        self.solo: PointId | None = None
        self.markers: tuple[int | None, int | None] = (None, None)
        """The two markers A and B, µs UTC."""
        self.log_units: frozenset[str] = frozenset()
        """Symbols of the units whose axes are logarithmic."""
        self._traces: list[Trace] = []
        self._span_us = DEFAULT_SPAN_US
        self._end_us: int | None = None
        self._back: list[tuple[Mode, int, int | None]] = []
        self._forward: list[tuple[Mode, int, int | None]] = []

    # --- points -----------------------------------------------------------------------------

    @property
    def traces(self) -> tuple[Trace, ...]:
        """All points, in the order they were added."""
        return tuple(self._traces)

    def trace(self, point_id: PointId) -> Trace | None:
        """Return a point by its id, or None when it is not shown here."""
        return next((trace for trace in self._traces if trace.point.id == point_id), None)

    def add(self, points: Iterable[Point]) -> list[Trace]:
        """Add points that are not there yet; return the new ones."""
        known = {trace.point.id for trace in self._traces}
        added = []
        for point in points:
            if point.id not in known:
                known.add(point.id)
                trace = Trace(point, self._free_slot(point.kind))
                self._traces.append(trace)
                added.append(trace)
        self._touch()
        return added

    def remove(self, point_id: PointId) -> None:
        """Take a point away."""
        self._traces = [trace for trace in self._traces if trace.point.id != point_id]
        if self.focus == point_id:
            self.focus = None
        if self.solo == point_id:
            self.solo = None
        self._touch()

    def replace(self, points: Mapping[PointId, Point]) -> None:
        """Take the definitions of a new profile; points it does not know leave the plot."""
        for trace in self._traces:
            trace.point = points.get(trace.point.id, trace.point)
        for trace in [trace for trace in self._traces if trace.point.id not in points]:
            self.remove(trace.point.id)
        self._touch()

    def set_visible(self, point_id: PointId, *, is_visible: bool) -> None:
        """Show or hide a point without forgetting it."""
        if trace := self.trace(point_id):
            trace.is_visible = is_visible
            self._touch()

    def set_focus(self, point_id: PointId | None) -> None:
        """Select a curve: drawn stronger, with its limits."""
        if point_id != self.focus:
            self.focus = point_id
            self._touch()

    def set_solo(self, point_id: PointId | None) -> None:
        """Show one point alone; None shows all again."""
        self.solo = point_id
        self._touch()

    def shown(self) -> list[Trace]:
        """Return the points that are drawn now."""
        if self.solo is not None:
            return [trace for trace in self._traces if trace.point.id == self.solo]
        return [trace for trace in self._traces if trace.is_visible]

    def panes(self) -> list[list[AxisGroup]]:
        """Return the curves by unit, at most three units to a pane, in order of first use."""
        groups: dict[tuple[str, str], list[Trace]] = {}
        for trace in self.shown():
            if trace.point.kind is not PointKind.STATE:
                unit = trace.point.unit
                groups.setdefault((unit.symbol, unit.quantity), []).append(trace)
        axes = [AxisGroup(traces[0].point.unit, tuple(traces)) for traces in groups.values()]
        return [axes[i : i + AXES_PER_PANE] for i in range(0, len(axes), AXES_PER_PANE)]

    def lanes(self) -> list[Trace]:
        """Return the STATE points that are drawn."""
        return [trace for trace in self.shown() if trace.point.kind is PointKind.STATE]

    def _free_slot(self, kind: PointKind) -> int:
        """Return the first colour not in use; lanes have colours of their own."""
        is_lane = kind is PointKind.STATE
        same = [t for t in self._traces if (t.point.kind is PointKind.STATE) is is_lane]
        taken = {trace.slot for trace in same}
        return next(slot for slot in range(len(taken) + 1) if slot not in taken)

    # --- window -----------------------------------------------------------------------------

    @property
    def window(self) -> Window | None:
        """The visible range; None while live before the first state came."""
        end_us = self.now_us if self.mode is Mode.LIVE else self._end_us
        return None if end_us is None else Window(end_us - self._span_us, end_us)

    @property
    def span_us(self) -> int:
        """Width of the visible range in µs."""
        return self._span_us

    def follow(self, now_us: int) -> None:
        """Take the present; while live the window moves with it."""
        self.now_us = now_us
        if self.mode is Mode.LIVE:
            self._touch()

    def set_live(self) -> None:
        """Follow the present from now on."""
        self._go(Mode.LIVE, self._span_us, None)

    def set_window(self, start_us: int, end_us: int, *, is_remembered: bool = True) -> None:
        """Pin the window to a range; nothing happens for an empty one."""
        if end_us > start_us:
            self._go(Mode.PINNED, end_us - start_us, end_us, is_remembered=is_remembered)

    def set_span(self, span_us: int) -> None:
        """Change the width; the right edge stays, live stays live."""
        self._go(self.mode, span_us, self._end_us)

    def pan(self, fraction: float, *, is_remembered: bool = True) -> None:
        """Move by a fraction of the width; positive is later. No further than the present."""
        window = self.window
        if window is None or (self.mode is Mode.LIVE and fraction >= 0):
            return
        end_us = window.end_us + round(window.span_us * fraction)
        if self.now_us is not None and end_us > self.now_us:
            end_us = max(self.now_us, window.end_us)
        if end_us != window.end_us:
            self._go(Mode.PINNED, window.span_us, end_us, is_remembered=is_remembered)

    def zoom(
        self, factor: float, anchor_us: int | None = None, *, is_remembered: bool = True
    ) -> None:
        """Multiply the width by a factor; the anchor stays in place, live stays at the present."""
        window = self.window
        if window is None:
            return
        span = _bounded(round(window.span_us * factor))
        if self.mode is Mode.LIVE:
            self._go(Mode.LIVE, span, None, is_remembered=is_remembered)
            return
        anchor = window.start_us + window.span_us // 2 if anchor_us is None else anchor_us
        share = (window.end_us - anchor) / window.span_us
        end_us = anchor + round(span * share)
        if self.now_us is not None:
            end_us = min(end_us, max(self.now_us, window.end_us))
        self._go(Mode.PINNED, span, end_us, is_remembered=is_remembered)

    def back(self) -> bool:
        """Return to the window before the last change; False when there is none."""
        return self._step(self._back, self._forward)

    def forward(self) -> bool:
        """Undo `back`; False when there is nothing to undo."""
        return self._step(self._forward, self._back)

    @property
    def can_go_back(self) -> bool:
        """True when `back` leads somewhere."""
        return bool(self._back)

    @property
    def can_go_forward(self) -> bool:
        """True when `forward` leads somewhere."""
        return bool(self._forward)

    def remember(self) -> None:
        """Keep the present window for `back`, as at the beginning of a drag."""
        self._back = [*self._back, (self.mode, self._span_us, self._end_us)][-_HISTORY:]
        self._forward = []

    def _go(
        self, mode: Mode, span_us: int, end_us: int | None, *, is_remembered: bool = True
    ) -> None:
        span_us = _bounded(span_us)
        if (mode, span_us, end_us) == (self.mode, self._span_us, self._end_us):
            return
        if is_remembered:
            self.remember()
        self.mode, self._span_us, self._end_us = mode, span_us, end_us
        self._touch()

    def _step(
        self,
        source: list[tuple[Mode, int, int | None]],
        target: list[tuple[Mode, int, int | None]],
    ) -> bool:
        if not source:
            return False
        target.append((self.mode, self._span_us, self._end_us))
        self.mode, self._span_us, self._end_us = source.pop()
        self._touch()
        return True

    def _touch(self) -> None:
        self.revision += 1

    # --- session ----------------------------------------------------------------------------

    def save(self) -> dict[str, Any]:
        """Return everything that makes the same trend again, as JSON-like values."""
        return {
            "points": [trace.point.id for trace in self._traces],
            "slots": [trace.slot for trace in self._traces],
            "hidden": [trace.point.id for trace in self._traces if not trace.is_visible],
            "focus": self.focus,
            "solo": self.solo,
            "mode": self.mode.value,
            "span_us": self._span_us,
            "end_us": self._end_us,
        }

    def restore(self, saved: Mapping[str, Any], points: Mapping[PointId, Point]) -> None:
        """Take what `save` returned; whatever is missing, unknown or of another type is ignored."""
        ids = [PointId(name) for name in _texts(saved.get("points"))]
        slots = saved.get("slots")
        hidden = set(_texts(saved.get("hidden")))
        self._traces = []
        self.add(points[name] for name in ids if name in points)
        self._restore_slots(dict(zip(ids, slots if isinstance(slots, list) else [], strict=False)))
        for trace in self._traces:
            trace.is_visible = trace.point.id not in hidden
        self.focus = self._known(saved.get("focus"))
        self.solo = self._known(saved.get("solo"))
        span, end = saved.get("span_us"), saved.get("end_us")
        self._span_us = _bounded(span) if isinstance(span, int) else DEFAULT_SPAN_US
        is_pinned = saved.get("mode") == Mode.PINNED.value and isinstance(end, int)
        self.mode = Mode.PINNED if is_pinned else Mode.LIVE
        self._end_us = end if is_pinned else None
        self._back, self._forward = [], []
        self._touch()

    def _restore_slots(self, wanted: Mapping[PointId, object]) -> None:
        """Give curves their old colours, unless what was saved is no set of colours."""
        curves = [t for t in self._traces if t.point.kind is not PointKind.STATE]
        slots = [wanted.get(trace.point.id) for trace in curves]
        numbers = [slot for slot in slots if isinstance(slot, int) and 0 <= slot < _HISTORY]
        if len(set(numbers)) == len(curves):
            for trace, slot in zip(curves, numbers, strict=True):
                trace.slot = slot

    def _known(self, name: object) -> PointId | None:
        trace = self.trace(PointId(name)) if isinstance(name, str) else None
        return trace.point.id if trace else None


def _bounded(span_us: int) -> int:
    return min(max(span_us, MIN_SPAN_US), MAX_SPAN_US)


def _texts(value: object) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
