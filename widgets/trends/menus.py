"""The menu of a plot: everything that can be done at a place, also by keys."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from app.domain.points import PointKind
from widgets.trends.hits import axis_at, curve_at
from widgets.trends.keys import request_note
from widgets.trends.markers import LETTERS, NO_MARKERS, has_any, span_of
from widgets.trends.model import Trace, TraceKind
from widgets.trends.surface import PlotSurface
from widgets.trends.time_layer import is_inside
from widgets.trends.wording import point_name

_FEW_AXES: Final = 2

FORMATS: Final = ("csv", "xlsx", "parquet", "png", "svg", "pdf")


def plot_menu(plot: PlotSurface, position: QPointF) -> QMenu:
    """Return the menu for a position of a plot, not yet shown."""
    menu = QMenu(plot)
    menu.setToolTipsVisible(True)
    places = plot.places()
    moment = None
    if places is not None and is_inside(places, position):
        moment = places.time_at(position.x())
    _add_markers(menu, plot, moment)
    _add_note(menu, plot, moment)
    menu.addSeparator()
    _add_curve(menu, plot, position)
    menu.addSeparator()
    _add_axes(menu, plot, position)
    _add_heights(menu, plot)
    _add_comparisons(menu, plot)
    menu.addSeparator()
    _add_exports(menu, plot)
    return menu


def _add(
    menu: QMenu, text: str, act: Callable[[], object], *, keys: str = "", is_enabled: bool = True
) -> QAction:
    """Add an entry; the keys are only shown, the plot itself listens to them."""
    action = menu.addAction(text.replace("&", "&&"))
    if keys:
        action.setShortcut(QKeySequence(keys))
        action.setShortcutVisibleInContextMenu(True)
    action.triggered.connect(lambda _is_checked=False: act())
    action.setEnabled(is_enabled)
    return action


def _add_markers(menu: QMenu, plot: PlotSurface, moment: int | None) -> None:
    sentence = QCoreApplication.translate("trends", "Marke %1 hierher")
    for number, (letter, keys) in enumerate(zip(LETTERS, ("M", "Shift+M"), strict=True)):
        _add(
            menu,
            sentence.replace("%1", letter),
            partial(plot.set_marker, number, moment),
            keys=keys,
            is_enabled=moment is not None,
        )
    if has_any(plot.model.markers):
        text = QCoreApplication.translate("trends", "Marken entfernen")
        _add(menu, text, lambda: plot.set_markers(NO_MARKERS), keys="Esc")
    span = span_of(plot.model.markers)
    if span is not None and span[0] < span[1]:
        text = QCoreApplication.translate("trends", "Zeitraum zwischen A und B zeigen")
        _add(menu, text, lambda: plot.navigate(lambda: plot.model.set_window(*span)))


def _add_note(menu: QMenu, plot: PlotSurface, moment: int | None) -> None:
    if span_of(plot.model.markers) is not None:
        text = QCoreApplication.translate("trends", "Notiz zum Zeitraum von A bis B …")
        _add(menu, text, lambda: request_note(plot), keys="N")
    text = QCoreApplication.translate("trends", "Notiz hier …")
    _add(
        menu,
        text,
        lambda: plot.annotation_requested.emit(moment, moment),
        keys="N" if span_of(plot.model.markers) is None else "",
        is_enabled=moment is not None,
    )


def _add_curve(menu: QMenu, plot: PlotSurface, position: QPointF) -> None:
    """Offer what can be done with the curve under the mouse, else with the focused one."""
    trace = _trace_meant(plot, position)
    if trace is None:
        return
    name = point_name(trace.point)
    if trace.point.kind is not PointKind.STATE:
        panes = menu.addMenu(
            QCoreApplication.translate("trends", "„%1“ in Teilbild").replace("%1", name)
        )
        picture = plot.picture()
        n_panes = len(picture.panes) if picture is not None else 0
        words = QCoreApplication.translate("trends", "Teilbild %1")
        for number in range(n_panes):
            _add_pane(panes, plot, trace, words.replace("%1", str(number + 1)), number)
        own = QCoreApplication.translate("trends", "Eigenes Teilbild")
        _add_pane(panes, plot, trace, own, n_panes)
        by_unit = QCoreApplication.translate("trends", "Nach Einheit")
        _add_pane(panes, plot, trace, by_unit, None)
    if trace.kind is TraceKind.POINT and trace.point.kind is PointKind.ANALOG:
        text = QCoreApplication.translate("trends", "Prognose für „%1“").replace("%1", name)
        _add(menu, text, lambda: plot.forecast_requested.emit(trace.point.id))
    text = QCoreApplication.translate("trends", "„%1“ aus dem Verlauf nehmen").replace("%1", name)
    keys = "Del" if trace.point.id == plot.model.focus else ""
    _add(menu, text, lambda: plot.remove_requested.emit(trace.point.id), keys=keys)


def _add_pane(menu: QMenu, plot: PlotSurface, trace: Trace, text: str, number: int | None) -> None:
    action = _add(menu, text, lambda: plot.pane_requested.emit(trace.point.id, number))
    action.setCheckable(True)
    action.setChecked(trace.pane == number)


def _trace_meant(plot: PlotSurface, position: QPointF) -> Trace | None:
    picture, places = plot.picture(), plot.places()
    if picture is None or places is None:
        return None
    name = curve_at(picture, places, position) or plot.model.focus
    return plot.model.trace(name) if name else None


def _add_axes(menu: QMenu, plot: PlotSurface, position: QPointF) -> None:
    """Offer a logarithmic axis for each unit; the one under the mouse alone, if there is one."""
    picture, places = plot.picture(), plot.places()
    if picture is None or places is None:
        return
    under = axis_at(picture, places, position)
    axes = [under] if under is not None else [axis for pane in picture.panes for axis in pane]
    symbols = list(dict.fromkeys(axis.unit.symbol for axis in axes))
    words = QCoreApplication.translate("trends", "Achse %1 logarithmisch")
    if len(symbols) > _FEW_AXES:
        menu = menu.addMenu(QCoreApplication.translate("trends", "Logarithmische Achse"))
        words = "%1"
    for symbol in symbols:
        text = words.replace("%1", symbol or QCoreApplication.translate("trends", "ohne Einheit"))
        action = _add(menu, text, partial(plot.log_requested.emit, symbol))
        action.setCheckable(True)
        action.setChecked(symbol in plot.model.log_units)


def _add_heights(menu: QMenu, plot: PlotSurface) -> None:
    if plot.pane_shares:
        text = QCoreApplication.translate("trends", "Teilbilder gleich hoch")
        _add(menu, text, plot.share_equally)


def _add_comparisons(menu: QMenu, plot: PlotSurface) -> None:
    if not plot.model.traces:
        return
    submenu = menu.addMenu(QCoreApplication.translate("trends", "Vergleichen mit"))
    entries = (
        ("yesterday", QCoreApplication.translate("trends", "gestern")),
        ("last_week", QCoreApplication.translate("trends", "letzter Woche")),
        ("last_year", QCoreApplication.translate("trends", "letztem Jahr")),
    )
    for name, text in entries:
        _add(submenu, text, partial(plot.comparison_requested.emit, name))
    event = QCoreApplication.translate("trends", "dem Ereignis bei A, gelegt auf B")
    has_both = span_of(plot.model.markers) is not None
    _add(submenu, event, lambda: plot.comparison_requested.emit("event"), is_enabled=has_both)


def _add_exports(menu: QMenu, plot: PlotSurface) -> None:
    submenu = menu.addMenu(QCoreApplication.translate("trends", "Ausschnitt speichern als"))
    submenu.setEnabled(bool(plot.model.traces))
    for name in FORMATS:
        words = "Parquet" if name == "parquet" else name.upper()
        _add(submenu, words, partial(plot.export_requested.emit, name))
