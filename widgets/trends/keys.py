"""The keys of a plot. Everything the mouse can do has one, or an entry in the menu."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from widgets.trends.hands import PAN_KEY
from widgets.trends.markers import NO_MARKERS, has_any, span_of
from widgets.trends.surface import PlotSurface

ZOOM_KEY: Final = 0.5
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier


def press_key(plot: PlotSurface, event: QKeyEvent) -> bool:
    """Do what a key stands for; False when it stands for nothing here."""
    key, modifiers = event.key(), event.modifiers()
    if key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
        return _press_arrow(plot, 1 if key == Qt.Key.Key_Right else -1, modifiers)
    if key == Qt.Key.Key_Escape:
        return _press_escape(plot)
    if key == Qt.Key.Key_Delete and plot.model.focus:
        plot.remove_requested.emit(plot.model.focus)
        return True
    if key in {Qt.Key.Key_M, Qt.Key.Key_N} and not modifiers & (_CONTROL | _ALT):
        if key == Qt.Key.Key_N:
            request_note(plot)
        else:
            place_marker(plot, 1 if modifiers & _SHIFT else 0)
        return True
    return _press_zoom(plot, key)


def _press_zoom(plot: PlotSurface, key: int) -> bool:
    if key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Up}:
        plot.navigate(lambda: plot.model.zoom(ZOOM_KEY, plot.cursor_us))
    elif key in {Qt.Key.Key_Minus, Qt.Key.Key_Down}:
        plot.navigate(lambda: plot.model.zoom(1 / ZOOM_KEY, plot.cursor_us))
    elif key == Qt.Key.Key_End:
        plot.live_requested.emit()
    else:
        return False
    return True


def _press_arrow(plot: PlotSurface, direction: int, modifiers: Qt.KeyboardModifier) -> bool:
    """Pan by a tenth, by a window with Shift; Ctrl moves the crosshair, Ctrl+Shift a marker."""
    if modifiers & _ALT:
        return False
    if modifiers & _CONTROL:
        if modifiers & _SHIFT:
            nudge_marker(plot, direction)
        else:
            _nudge_cursor(plot, direction)
        return True
    share = 1.0 if modifiers & _SHIFT else PAN_KEY
    plot.navigate(lambda: plot.model.pan(direction * share))
    return True


def _press_escape(plot: PlotSurface) -> bool:
    """Let go of the crosshair first, then of the markers."""
    if plot.is_cursor_held:
        plot.release_cursor(None)
    elif has_any(plot.model.markers):
        plot.set_markers(NO_MARKERS)
    elif plot.cursor_us is not None:
        plot.set_cursor(None)
    else:
        return False
    return True


def moment_meant(plot: PlotSurface) -> int | None:
    """Return the crosshair's moment, else the middle of the window."""
    window = plot.model.window
    if plot.cursor_us is not None or window is None:
        return plot.cursor_us
    return window.start_us + window.span_us // 2


def place_marker(plot: PlotSurface, number: int) -> None:
    """Set a marker at the crosshair."""
    if (moment := moment_meant(plot)) is not None:
        plot.set_marker(number, moment)


def request_note(plot: PlotSurface) -> None:
    """Ask for a note on the span between the markers, else on the crosshair's moment."""
    span = span_of(plot.model.markers)
    if span is None and (moment := moment_meant(plot)) is not None:
        span = (moment, moment)
    if span is not None:
        plot.annotation_requested.emit(*span)


def _step_us(plot: PlotSurface) -> int:
    """Return the time that one pixel stands for."""
    window, places = plot.model.window, plot.places()
    if window is None or places is None:
        return 0
    return max(round(window.span_us / max(places.field.width(), 1.0)), 1)


def _inside(plot: PlotSurface, time_us: int) -> int:
    window = plot.model.window
    return time_us if window is None else min(max(time_us, window.start_us), window.end_us)


def _nudge_cursor(plot: PlotSurface, direction: int) -> None:
    start = moment_meant(plot)
    if start is not None:
        plot.keep_cursor(_inside(plot, start + direction * _step_us(plot)))


def nudge_marker(plot: PlotSurface, direction: int) -> None:
    """Move the marker touched last by one pixel."""
    markers, number = plot.model.markers, plot.touched_marker
    number = number if markers[number] is not None else 1 - number
    at = markers[number]
    if at is not None:
        plot.set_marker(number, _inside(plot, at + direction * _step_us(plot)))
