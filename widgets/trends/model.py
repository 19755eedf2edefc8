"""What a trend shows: curves, window, live or pinned, focus. No Qt, no data, no threads."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from app.domain.comparisons import AnyComparison, comparison_text
from app.domain.points import Point, PointId, PointKind
from app.services.formulas import FormulaDefinition
from widgets.trends.derived_points import follower_point
from widgets.trends.saving import (
    read_formulas,
    read_markers,
    read_old,
    read_traces,
    saved_traces,
    texts,
)
from widgets.trends.traces import AXES_PER_PANE, AxisGroup, Trace, TraceKind, arrange_panes
from widgets.trends.viewport import (
    DEFAULT_SPAN_US,
    MAX_SPAN_US,
    MIN_SPAN_US,
    Mode,
    Viewport,
    Window,
)

__all__ = [
    "AXES_PER_PANE",
    "DEFAULT_SPAN_US",
    "MAX_SPAN_US",
    "MIN_SPAN_US",
    "AxisGroup",
    "Mode",
    "PlotModel",
    "Trace",
    "TraceKind",
    "Window",
]

_HISTORY: Final = 100
_MOST_PANES: Final = 8


@dataclass(frozen=True, slots=True)
class _Content:
    """What is on the sheet, as it was before a change."""

    traces: tuple[Trace, ...]
    formulas: tuple[FormulaDefinition, ...]
    log_units: frozenset[str]


class PlotModel(Viewport):
    """The content of a trend as plain values; every change raises `revision`."""

    def __init__(self) -> None:
        super().__init__()
        self.focus: PointId | None = None
        self.solo: PointId | None = None
        self.markers: tuple[int | None, int | None] = (None, None)
        """The two markers A and B, µs UTC."""
        self.log_units: frozenset[str] = frozenset()
        """Symbols of the units whose axes are logarithmic."""
        self.formulas: tuple[FormulaDefinition, ...] = ()
        """All formulas, also those that have no curve because something is wrong with them."""
        self._traces: list[Trace] = []
        self._undo: list[_Content] = []
        self._redo: list[_Content] = []

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
        new = list({point.id: point for point in points if point.id not in known}.values())
        if new:
            self._keep()
        return self._added(Trace(point, self._free_slot(point.kind)) for point in new)

    def add_comparison(self, of: PointId, comparison: AnyComparison) -> Trace | None:
        """Lay another time over a curve; None when it is there already or cannot be."""
        parent = self.trace(of)
        if parent is None or parent.kind.is_follower:
            return None
        return self._follow(parent, TraceKind.COMPARISON, comparison_text(comparison))

    def add_forecast(self, of: PointId, method: str) -> Trace | None:
        """Lay a forecast onto a curve; None when it is there already or cannot be."""
        parent = self.trace(of)
        if parent is None or parent.kind.is_follower or parent.point.kind is PointKind.STATE:
            return None
        return self._follow(parent, TraceKind.FORECAST, method)

    def remove(self, point_id: PointId) -> None:
        """Take a curve away, with what belongs to it; nothing happens when it is not here."""
        if self.trace(point_id) is None:
            return
        self._keep()
        self.formulas = tuple(item for item in self.formulas if item.id != point_id)
        self._drop(point_id)
        self._touch()

    def clear(self) -> None:
        """Take everything off the sheet; an undo leads back."""
        if self._traces or self.formulas:
            self._keep()
        self._traces, self.formulas = [], ()
        self.focus = self.solo = None
        self._touch()

    def set_formulas(
        self, formulas: Iterable[FormulaDefinition], points: Mapping[PointId, Point]
    ) -> None:
        """Take formulas as a person wrote them; an undo leads back.

        Args:
            formulas: All of them.
            points: Those that can be drawn, by the formula's id.
        """
        wanted = tuple(formulas)
        if wanted != self.formulas:
            self._keep()
            self.formulas = wanted
        self.use_formulas(points)

    def use_formulas(self, points: Mapping[PointId, Point]) -> None:
        """Draw a curve for each formula that can be; the others leave the plot."""
        for item in self.formulas:
            point, trace = points.get(item.id), self.trace(item.id)
            if point is None:
                self._drop(item.id)
            elif trace is None:
                slot = self._free_slot(point.kind)
                self._traces.append(
                    Trace(point, slot, kind=TraceKind.FORMULA, definition=item.text)
                )
            else:
                trace.point, trace.definition = point, item.text
        known = {item.id for item in self.formulas}
        for trace in [t for t in self._traces if t.kind is TraceKind.FORMULA]:
            if trace.point.id not in known:
                self._drop(trace.point.id)
        self._rename_followers()
        self._touch()

    def replace(self, points: Mapping[PointId, Point]) -> None:
        """Take the definitions of a new profile; points it does not know leave the plot."""
        for trace in [trace for trace in self._traces if trace.kind is TraceKind.POINT]:
            if trace.point.id in points:
                trace.point = points[trace.point.id]
            else:
                self._drop(trace.point.id)
        self._rename_followers()
        self._undo, self._redo = [], []
        self._touch()

    def _added(self, traces: Iterable[Trace]) -> list[Trace]:
        added = []
        for trace in traces:
            self._traces.append(trace)
            added.append(trace)
        self._touch()
        return added

    def _follow(self, parent: Trace, kind: TraceKind, definition: str) -> Trace | None:
        """Add a curve that belongs to another one, below it and what belongs to it already."""
        point = follower_point(kind, parent.point, definition)
        if point is None or self.trace(point.id) is not None:
            return None
        self._keep()
        name = parent.point.id
        trace = Trace(point, parent.slot, kind=kind, of=name, definition=definition)
        family = [i for i, t in enumerate(self._traces) if name in {t.point.id, t.of}]
        self._traces.insert(family[-1] + 1, trace)
        self._touch()
        return trace

    def _drop(self, point_id: PointId) -> None:
        for trace in [t for t in self._traces if t.of == point_id]:
            self._drop(trace.point.id)
        self._traces = [trace for trace in self._traces if trace.point.id != point_id]
        self.focus = None if self.focus == point_id else self.focus
        self.solo = None if self.solo == point_id else self.solo

    def _rename_followers(self) -> None:
        """Make the points of comparisons and forecasts anew, after those they belong to."""
        for trace in self._traces:
            parent = self.trace(trace.of) if trace.of is not None else None
            if parent is not None:
                made = follower_point(trace.kind, parent.point, trace.definition)
                trace.point = made or trace.point

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

    def set_pane(self, point_id: PointId, pane: int | None) -> None:
        """Put a curve into a pane, or back to where its unit puts it."""
        trace = self.trace(point_id)
        if trace is not None and trace.pane != pane and (pane is None or 0 <= pane < _MOST_PANES):
            self._keep()
            self.trace(point_id).pane = pane  # type: ignore[union-attr]  # it is there, see above
            self._touch()

    def toggle_log(self, symbol: str) -> None:
        """Draw the axes of a unit logarithmic, or linear again."""
        self._keep()
        self.log_units = self.log_units ^ {symbol}
        self._touch()

    def shown(self) -> list[Trace]:
        """Return the points that are drawn now; a curve alone keeps what belongs to it."""
        if self.solo is not None:
            return [t for t in self._traces if self.solo in {t.point.id, t.of}]
        return [trace for trace in self._traces if trace.is_visible]

    def panes(self) -> list[list[AxisGroup]]:
        """Return the curves by pane and unit, see `arrange_panes`."""
        chosen = {t.point.id: t.pane for t in self._traces if t.pane is not None}
        for trace in self._traces:
            # What belongs to a curve stands where the curve stands.
            if trace.of in chosen and trace.pane is None:
                chosen[trace.point.id] = chosen[trace.of]
        return arrange_panes(self.shown(), chosen)

    def lanes(self) -> list[Trace]:
        """Return the STATE points that are drawn."""
        return [trace for trace in self.shown() if trace.point.kind is PointKind.STATE]

    def _free_slot(self, kind: PointKind) -> int:
        """Return the first colour not in use; lanes have colours of their own."""
        is_lane = kind is PointKind.STATE
        own = [trace for trace in self._traces if not trace.kind.is_follower]
        same = [trace for trace in own if (trace.point.kind is PointKind.STATE) is is_lane]
        taken = {trace.slot for trace in same}
        return next(slot for slot in range(len(taken) + 1) if slot not in taken)

    # --- undo -------------------------------------------------------------------------------

    def undo(self) -> bool:
        """Take back the last change to the sheet; False when there is none."""
        return self._exchange(self._undo, self._redo)

    def redo(self) -> bool:
        """Take back the last `undo`; False when there is none."""
        return self._exchange(self._redo, self._undo)

    @property
    def can_undo(self) -> bool:
        """True when `undo` does something."""
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        """True when `redo` does something."""
        return bool(self._redo)

    def _keep(self) -> None:
        """Keep the sheet as it is, before a change."""
        self._undo = [*self._undo, self._content()][-_HISTORY:]
        self._redo = []

    def _content(self) -> _Content:
        traces = tuple(replace(trace) for trace in self._traces)
        return _Content(traces, self.formulas, self.log_units)

    def _exchange(self, source: list[_Content], target: list[_Content]) -> bool:
        if not source:
            return False
        target.append(self._content())
        content = source.pop()
        self._traces = list(content.traces)
        self.formulas, self.log_units = content.formulas, content.log_units
        known = {trace.point.id for trace in self._traces}
        self.focus = self.focus if self.focus in known else None
        self.solo = self.solo if self.solo in known else None
        self._touch()
        return True

    # --- session ----------------------------------------------------------------------------

    def save(self) -> dict[str, Any]:
        """Return everything that makes the same trend again, as JSON-like values."""
        return {
            "traces": saved_traces(self._traces),
            "formulas": [{"id": f.id, "name": f.name, "text": f.text} for f in self.formulas],
            "focus": self.focus,
            "solo": self.solo,
            "markers": list(self.markers),
            "log_units": sorted(self.log_units),
            "mode": self.mode.value,
            "span_us": self._span_us,
            "end_us": self._end_us,
        }

    def restore(self, saved: Mapping[str, Any], points: Mapping[PointId, Point]) -> None:
        """Take what `save` returned; whatever is missing, unknown or of another type is ignored.

        Args:
            saved: As `save` made it.
            points: Recorded points and those of formulas that can be drawn.
        """
        self.formulas = read_formulas(saved)
        self._traces = read_traces(saved.get("traces"), points) or read_old(saved, points)
        self._undo, self._redo = [], []
        self.focus = self._known(saved.get("focus"))
        self.solo = self._known(saved.get("solo"))
        self.markers = read_markers(saved.get("markers"))
        self.log_units = frozenset(texts(saved.get("log_units")))
        self.place(saved.get("mode"), saved.get("span_us"), saved.get("end_us"))

    def _known(self, name: object) -> PointId | None:
        trace = self.trace(PointId(name)) if isinstance(name, str) else None
        return trace.point.id if trace else None
