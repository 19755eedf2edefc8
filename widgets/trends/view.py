"""The trends view (Verläufe): points dragged in become curves, live and history in one plot."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.alarms import AlarmRule
from app.domain.cities import City
from app.domain.points import Point, PointId
from app.domain.series import SeriesFrame
from app.services.ports import HistorianReader
from app.services.states import CityState
from widgets.placeholders import Stage
from widgets.points.mime import point_ids_of
from widgets.trends.date_axis import DateAxis
from widgets.trends.exporter import Exporter
from widgets.trends.exports import range_words
from widgets.trends.legend import Legend
from widgets.trends.model import Mode, PlotModel
from widgets.trends.pictures import Moments
from widgets.trends.plot import TrendPlot
from widgets.trends.readouts import legend_rows, moment_title, source_names
from widgets.trends.remarks import Remarks
from widgets.trends.sheet import Sheet
from widgets.trends.supply import Supply
from widgets.trends.toolbar import TrendBar
from widgets.views import View

_AHEAD_SHARE: Final = 4


class TrendsView(View):
    """Shows trends of points; remembers nothing but what `save_state` returns.

    Signals:
        search_requested: The person wants to look for a point to add.
        time_pinned: The person left the present; the right edge in µs UTC (object: int64).
        live_requested: The person wants to follow the present again.
    """

    search_requested = Signal()
    time_pinned = Signal(object)
    live_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._city: City | None = None
        self._points: dict[PointId, Point] = {}
        self._rules: dict[PointId, list[AlarmRule]] = {}
        self._state: CityState | None = None
        self._saved: Mapping[str, Any] | None = None
        self._drawn_now_us = 0
        self._frames: dict[PointId, SeriesFrame] = {}
        self.model = PlotModel()
        self._supply = Supply(self.model, self)
        self._exporter = Exporter(self)
        self.bar = TrendBar()
        self.plot = TrendPlot(self.model, DateAxis(ZoneInfo("UTC")))
        self.legend = Legend()
        self._sheet = Sheet(self.plot, self.legend)
        self.stage = Stage(self._sheet)
        self._remarks = Remarks(self.model, self._supply, self.stage.notice, self)
        self._arrange()
        self._connect()
        self._refresh()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.stage, 1)
        self.setAcceptDrops(True)
        self._name_parts()

    def _connect(self) -> None:
        self._supply.arrived.connect(self._take_frames)
        self._supply.failed.connect(lambda _: self._take_frames())
        self._exporter.finished.connect(self.message_requested)
        self._remarks.retry_requested.connect(self._refresh)
        self._remarks.range_requested.connect(
            lambda start, end: self.plot.navigate(lambda: self.model.set_window(start, end))
        )
        bar, plot, legend = self.bar, self.plot, self.legend
        bar.span_requested.connect(lambda span: plot.navigate(lambda: self.model.set_span(span)))
        bar.back_requested.connect(self.go_back)
        bar.forward_requested.connect(self.go_forward)
        bar.live_requested.connect(self.go_live)
        bar.search_requested.connect(self.search_requested)
        bar.csv_requested.connect(lambda: self._exporter.offer_csv(plot, self._city))
        bar.png_requested.connect(lambda: self._exporter.offer_png(plot, self._city))
        plot.width_changed.connect(self._refresh)
        plot.navigated.connect(self._follow_navigation)
        plot.cursor_moved.connect(self._show_readings)
        plot.focus_requested.connect(self.set_focused)
        plot.live_requested.connect(self.go_live)
        plot.remove_requested.connect(self.remove_point)
        legend.focus_requested.connect(self.set_focused)
        legend.visibility_requested.connect(self.toggle_visible)
        legend.solo_requested.connect(self.toggle_solo)
        legend.remove_requested.connect(self.remove_point)
        self.stage.placeholder.action_requested.connect(self.search_requested)
        for sequence, act in (("Alt+Left", self.go_back), ("Alt+Right", self.go_forward)):
            action = QAction(self, shortcut=QKeySequence(sequence))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(act)
            self.addAction(action)

    # --- what the console gives -------------------------------------------------------------

    def set_history(self, reader: HistorianReader) -> None:
        """Read history from here; the reader stays the caller's and is not closed."""
        self._supply.set_reader(reader)
        self._refresh()

    @override
    def set_city(self, city: City) -> None:
        self._city = city
        self._points = {point.id: point for point in city.points}
        self._rules = {}
        for rule in city.rules:
            self._rules.setdefault(rule.point, []).append(rule)
        zone = ZoneInfo(city.time_zone)
        self.plot.axis = DateAxis(zone)
        self._supply.set_zone(zone)
        self._remarks.set_zone(zone)
        self.model.replace(self._points)
        if self._saved is not None:
            self.model.restore(self._saved, self._points)
            self._saved = None
        self._supply.forget()
        self._refresh()

    @override
    def show_state(self, state: CityState) -> None:
        before = self._state
        self._state = state
        has_new = self._supply.take_state(state)
        if state.is_live:
            if before is not None and not before.is_live:
                self.model.set_live()
            self.model.follow(state.at_us)
        elif before is None or before.is_live or before.at_us != state.at_us:
            self._turn_to(state.at_us)
            has_new = True
        window = self.model.window
        pixel_us = window.span_us // self.plot.width_px if window else 0
        is_first = before is None or before.is_live != state.is_live
        if has_new or is_first or state.at_us - self._drawn_now_us >= pixel_us:
            self._drawn_now_us = state.at_us
            self._refresh()

    def add_points(self, point_ids: list[str]) -> None:
        """Add points by their ids; unknown and present ones are passed over."""
        known = [self._points[PointId(name)] for name in point_ids if PointId(name) in self._points]
        added = self.model.add(known)
        if added:
            self._sheet.share(len(self.model.traces))
            self._remarks.forget()
            self._refresh()

    def set_window(self, start_us: int, end_us: int) -> None:
        """Show a range, µs UTC; the window no longer follows the present."""
        self.model.set_window(start_us, end_us)
        self._remarks.forget()
        self._refresh()

    def set_live(self, is_live: bool) -> None:  # noqa: FBT001 - reads as the fact it sets
        """Follow the present, or stay where the window is."""
        window = self.model.window
        if is_live:
            self.model.set_live()
        elif self.model.mode is Mode.LIVE and window is not None:
            self.model.set_window(window.start_us, window.end_us)
        self._remarks.forget()
        self._refresh()

    @override
    def show_selection(self, point_ids: list[str]) -> None:
        shown = [name for name in point_ids if self.model.trace(PointId(name))]
        self.model.set_focus(PointId(shown[0]) if shown else None)
        self._refresh()

    @override
    def save_state(self) -> dict[str, Any]:
        """Return what makes the same trend again, as JSON-like values."""
        saved = dict(self._saved) if self._saved is not None else self.model.save()
        saved["split"] = self._sheet.save()
        return saved

    @override
    def restore_state(self, state: dict[str, Any]) -> None:
        """Take what `save_state` returned; also before `set_city`. Nonsense in it is ignored."""
        self._sheet.restore(state.get("split"))
        if self._city is None:
            self._saved = state
            return
        self.model.restore(state, self._points)
        self._remarks.forget()
        self._refresh()

    def close_feed(self) -> None:
        """End the reading threads; the view shows what it has."""
        self._supply.close()

    @override
    def close(self) -> bool:
        self.close_feed()
        self.stage.placeholder.show_message("", "")
        return super().close()

    @property
    def is_idle(self) -> bool:
        """True when nothing is being read and everything asked for is shown."""
        return self._supply.is_idle

    # --- what the person does ---------------------------------------------------------------

    def remove_point(self, point_id: str) -> None:
        """Take a point off the plot."""
        self.model.remove(PointId(point_id))
        self._remarks.forget()
        self._refresh()

    def toggle_visible(self, point_id: str) -> None:
        """Hide a curve, or show it again."""
        if trace := self.model.trace(PointId(point_id)):
            self.model.set_visible(trace.point.id, is_visible=not trace.is_visible)
            self._refresh()

    def toggle_solo(self, point_id: str) -> None:
        """Show one curve alone, or all again."""
        is_solo = self.model.solo == point_id
        self.model.set_solo(None if is_solo else PointId(point_id))
        self._refresh()

    def set_focused(self, point_id: str) -> None:
        """Select a curve; the empty text selects none."""
        self.model.set_focus(PointId(point_id) if point_id else None)
        if point_id:
            self.points_selected.emit([point_id])
        self._refresh()

    def go_back(self) -> None:
        """Show the window before the last change."""
        self.plot.navigate(self.model.back)

    def go_forward(self) -> None:
        """Undo `go_back`."""
        self.plot.navigate(self.model.forward)

    def go_live(self) -> None:
        """Follow the present again, and ask the console to do the same."""
        self.set_live(True)
        self.live_requested.emit()

    def _follow_navigation(self) -> None:
        """Tell the console when a hand left the present or came back by `back`."""
        was_live = self.bar.live.isChecked()
        is_live = self.model.mode is Mode.LIVE
        self._remarks.forget()
        self._refresh()
        window = self.model.window
        if was_live and not is_live and window is not None:
            self.time_pinned.emit(window.end_us)
        elif is_live and not was_live:
            self.live_requested.emit()

    # --- drag and drop ----------------------------------------------------------------------

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(PointId(name) in self._points for name in point_ids_of(event.mimeData())):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self.add_points(point_ids_of(event.mimeData()))
        event.acceptProposedAction()

    def export_csv(self, path: Path) -> bool:
        """Write the visible range as CSV; False and a message when it could not be written."""
        return self._exporter.write_csv(path, self.plot, self._city)

    def export_png(self, path: Path) -> bool:
        """Write the visible range as PNG; False and a message when it could not be written."""
        return self._exporter.write_png(path, self.plot, self._city)

    # --- drawing ----------------------------------------------------------------------------

    @override
    def retranslate(self) -> None:
        self._name_parts()
        self.bar.retranslate()
        self.plot.invalidate()
        self._refresh()

    @override
    def apply_theme(self) -> None:
        self.bar.apply_theme()
        self.legend.fit()
        self.legend.viewport().update()
        self.plot.invalidate()

    def _name_parts(self) -> None:
        self.setAccessibleName(self.tr("Verläufe"))
        self.plot.setAccessibleName(self.tr("Verlauf der Datenpunkte über die Zeit"))
        self.legend.setAccessibleName(self.tr("Legende mit Werten am Zeiger"))

    def _turn_to(self, time_us: int) -> None:
        """Follow the time bus to a moment of the past, if the window does not show it yet."""
        window = self.model.window
        span = self.model.span_us
        if window is None or not window.start_us <= time_us <= window.end_us:
            end = time_us + span // _AHEAD_SHARE
            if self.model.now_us is not None:
                end = max(min(end, self.model.now_us), time_us)
            self.model.set_window(end - span, end, is_remembered=window is not None)
        elif self.model.mode is Mode.LIVE:
            self.model.set_window(window.start_us, window.end_us)

    def _refresh(self) -> None:
        """Ask for what is missing, and show everything as it is now."""
        window = self.model.window
        if not self.model.traces:
            self._frames = {}
        elif window is not None:
            self._supply.ask(window, self.plot.width_px)
        self._take_frames()

    def _take_frames(self) -> None:
        window, state = self.model.window, self._state
        if window is not None:
            self._frames = self._supply.frames(window, self.plot.width_px)
        moments = Moments(
            state.at_us if state is not None else None,
            is_live=state is None or state.is_live,
        )
        self.plot.set_content(self._frames, self._rules, moments)
        self._show_bar()
        self._show_readings()
        self._remarks.show(self.plot.picture())
        self._show_stage()

    def _show_bar(self) -> None:
        window = self.model.window
        if window is not None and self._city is not None:
            words = range_words(window, ZoneInfo(self._city.time_zone))
            self.bar.show_window(words, self._city.time_zone, window.span_us)
        else:
            self.bar.show_window("", "", self.model.span_us)
        self.bar.show_modes(
            is_live=self.model.mode is Mode.LIVE,
            can_go_back=self.model.can_go_back,
            can_go_forward=self.model.can_go_forward,
        )
        self.bar.set_exportable(is_exportable=bool(self._frames))

    def _show_readings(self) -> None:
        picture = self.plot.picture() if self.model.traces else None
        names = source_names(self._city)
        self.legend.set_rows(
            legend_rows(self.model, picture, self._frames, self.plot.cursor_us, names),
            moment_title(self.plot.axis, picture, self.plot.cursor_us),
        )
        self.legend.mark(self.model.focus)

    def _show_stage(self) -> None:
        if not self.model.traces:
            self.stage.show_message(
                "mdi6.chart-line",
                self.tr("Ziehen Sie Datenpunkte hierher, um ihren Verlauf zu sehen."),
                self.tr("Datenpunkt suchen"),
            )
        elif self.model.window is None or (not self._frames and self._is_still_loading()):
            self.stage.show_loading()
        elif not self.stage.is_content_shown:
            self.stage.placeholder.show_message("", "")
            self.stage.show_content()

    def _is_still_loading(self) -> bool:
        return not self._remarks.has_error and self._supply.is_waiting
