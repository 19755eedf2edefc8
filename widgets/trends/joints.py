"""Joins the parts of the trends view: which wish of which part is carried out where."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

from widgets.trends.acts import TrendActs
from widgets.trends.formula_dock import FormulaDock
from widgets.trends.model import TraceKind


def join_parts(view: TrendActs) -> None:
    """Connect everything inside a trends view."""
    _join_data(view)
    _join_bar(view)
    _join_sheet_bar(view)
    _join_plot(view)
    _join_legend(view)
    _join_keys(view)


def _join_data(view: TrendActs) -> None:
    view.supply.arrived.connect(view.presenter.show)
    view.supply.failed.connect(lambda _: view.presenter.show())
    view.extras.changed.connect(view.presenter.show)
    view.studies.changed.connect(view.redefine)
    view.studies.said.connect(view.message_requested)
    view.exporter.finished.connect(view.message_requested)
    view.remarks.retry_requested.connect(view.refresh)
    view.remarks.range_requested.connect(view.go_to)
    view.stage.placeholder.action_requested.connect(view.search_requested)
    view.keeper.opened.connect(view.show_content)
    view.keeper.changed.connect(view.presenter.show_sheet)
    view.keeper.said.connect(view.message_requested)


def _join_bar(view: TrendActs) -> None:
    bar = view.bar
    bar.span_requested.connect(lambda span: view.plot.navigate(lambda: view.model.set_span(span)))
    bar.preset_requested.connect(view.show_preset)
    bar.range_requested.connect(view.ask_range)
    bar.back_requested.connect(view.go_back)
    bar.forward_requested.connect(view.go_forward)
    bar.live_requested.connect(view.go_live)
    bar.search_requested.connect(view.search_requested)
    bar.export_requested.connect(view.exporter.offer)
    bar.copy_picture_requested.connect(view.exporter.copy_picture)
    bar.copy_table_requested.connect(view.exporter.copy_table)


def _join_sheet_bar(view: TrendActs) -> None:
    bar, studies = view.sheet_bar, view.studies
    bar.undo_requested.connect(view.undo)
    bar.redo_requested.connect(view.redo)
    bar.comparison_requested.connect(studies.compare)
    bar.markers_overlay_requested.connect(studies.overlay_markers)
    bar.event_requested.connect(studies.choose_events)
    bar.comparisons_cleared.connect(lambda: studies.clear(TraceKind.COMPARISON))
    bar.forecast_requested.connect(studies.forecast)
    bar.forecasts_cleared.connect(lambda: studies.clear(TraceKind.FORECAST))
    bar.log_requested.connect(lambda symbol: _toggle_log(view, symbol))
    bar.axes_menu.aboutToShow.connect(lambda: bar.show_units(view.log_units()))
    bar.formulas_toggled.connect(FormulaDock(view).show)


def _join_plot(view: TrendActs) -> None:
    plot, studies = view.plot, view.studies
    plot.width_changed.connect(view.refresh)
    plot.navigated.connect(view.follow_navigation)
    plot.cursor_moved.connect(lambda _: view.presenter.show_readings())
    plot.focus_requested.connect(view.set_focused)
    plot.live_requested.connect(view.go_live)
    plot.remove_requested.connect(view.remove_point)
    plot.markers_changed.connect(view.presenter.show)
    plot.log_requested.connect(lambda symbol: _toggle_log(view, symbol))
    plot.annotation_requested.connect(
        lambda start, end: view.annotation_requested.emit(start, end, _noted(view))
    )
    plot.annotation_opened.connect(view.annotation_opened)
    plot.alarm_opened.connect(view.alarm_opened)
    plot.comparison_requested.connect(studies.compare_by_name)
    plot.forecast_requested.connect(studies.forecast_point)
    plot.pane_requested.connect(lambda name, pane: _set_pane(view, name, pane))
    plot.export_requested.connect(view.exporter.offer)
    plot.panes_resized.connect(view.presenter.show_sheet)
    plot.time_dragged.connect(view.time_pinned)


def _join_legend(view: TrendActs) -> None:
    legend = view.legend
    legend.focus_requested.connect(view.set_focused)
    legend.visibility_requested.connect(view.toggle_visible)
    legend.solo_requested.connect(view.toggle_solo)
    legend.remove_requested.connect(view.remove_point)


def _join_keys(view: TrendActs) -> None:
    keys = {
        "Alt+Left": view.go_back,
        "Alt+Right": view.go_forward,
        "Ctrl+Z": view.undo,
        "Ctrl+Shift+Z": view.redo,
        "Ctrl+S": view.sheets.save,
        "Ctrl+R": view.ask_range,
    }
    for sequence, act in keys.items():
        action = QAction(view)
        action.setShortcut(QKeySequence(sequence))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked=False, run=act: run())
        view.addAction(action)
    copies = {"Ctrl+C": view.exporter.copy_picture, "Ctrl+Shift+C": view.exporter.copy_table}
    for sequence, act in copies.items():
        action = QAction(view.plot)
        action.setShortcut(QKeySequence(sequence))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked=False, run=act: run())
        view.plot.addAction(action)


def _toggle_log(view: TrendActs, symbol: str) -> None:
    view.model.toggle_log(symbol)
    view.refresh()


def _set_pane(view: TrendActs, point_id: str, pane: int | None) -> None:
    trace = next((t for t in view.model.traces if t.point.id == point_id), None)
    if trace is not None:
        view.model.set_pane(trace.point.id, pane)
        view.refresh()


def _noted(view: TrendActs) -> list[str]:
    """Return the points a note is about: the chosen curve, or all that are shown."""
    shown = [t for t in view.model.shown() if t.kind is TraceKind.POINT]
    focused = [t for t in shown if t.point.id == view.model.focus]
    return [str(t.point.id) for t in focused or shown]
