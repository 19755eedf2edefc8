"""The keyboard of the chart, also while the tree has the focus."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from widgets.portfolio.gantt.chart import ZOOM_STEP
from widgets.portfolio.gantt.sheet import GanttSheet
from widgets.portfolio.gantt.steering import Steering

_WALKING = {
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right,
    Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_End,
}  # fmt: skip


class GanttKeys(QObject):
    """Listens at tree and chart.

    Args:
        sheet: Tree and chart.
        steering: Moves bars.

    Signals:
        open_wanted: Return was pressed on a row (uid).
        link_open_wanted: Return was pressed on a selected dependency (uid).
        remove_wanted: The selected dependency, or the selected rows, are to be removed.
        copy_wanted: The table is to be copied.
        menu_wanted: The menu of a row is wanted (uid, place on screen).
    """

    open_wanted = Signal(str)
    link_open_wanted = Signal(str)
    remove_wanted = Signal()
    copy_wanted = Signal()
    menu_wanted = Signal(str, QPoint)

    def __init__(self, sheet: GanttSheet, steering: Steering) -> None:
        super().__init__(sheet)
        self._sheet, self._steering = sheet, steering
        self._acts: Mapping[int, Callable[[], object]] = {
            Qt.Key.Key_Plus: self.zoom_in,
            Qt.Key.Key_Equal: self.zoom_in,
            Qt.Key.Key_Minus: self.zoom_out,
            Qt.Key.Key_Home: self.show_today,
            Qt.Key.Key_F: sheet.chart.fit,
            Qt.Key.Key_Return: self._open,
            Qt.Key.Key_Enter: self._open,
            Qt.Key.Key_Delete: self.remove_wanted.emit,
            Qt.Key.Key_Menu: self._ask_menu,
        }
        for widget in (sheet.tree, sheet.chart):
            widget.installEventFilter(self)

    def zoom_in(self) -> None:
        """Widen days a step."""
        self._sheet.chart.zoom_by(ZOOM_STEP)

    def zoom_out(self) -> None:
        """Narrow days a step."""
        self._sheet.chart.zoom_by(1 / ZOOM_STEP)

    def show_today(self) -> None:
        """Show the day that is looked at."""
        if self._sheet.chart.content is not None:
            self._sheet.chart.show_day(self._sheet.chart.content.today)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        act = self._act(event)
        if event.type() == QEvent.Type.ShortcutOverride and act is not None:
            event.accept()
            return True
        if event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() == Qt.Key.Key_Escape:
            return self._steering.cancel()
        is_walking = watched is self._sheet.chart and event.key() in _WALKING
        if act is not None:
            act()
        elif is_walking:
            QApplication.sendEvent(self._sheet.tree, event)
        return act is not None or is_walking

    def _act(self, event: QKeyEvent) -> Callable[[], object] | None:
        if event.matches(QKeySequence.StandardKey.Copy):
            return self.copy_wanted.emit
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        sides = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in sides and held & Qt.KeyboardModifier.AltModifier:
            is_length = bool(held & Qt.KeyboardModifier.ShiftModifier)
            return partial(self._nudge, sides[Qt.Key(event.key())], is_length=is_length)
        is_plain = held in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier}
        is_zoom = event.key() in {Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus}
        if is_plain or (is_zoom and held == Qt.KeyboardModifier.ControlModifier):
            return self._acts.get(event.key())
        return None

    def _nudge(self, by: int, *, is_length: bool) -> None:
        row = self._sheet.current
        if row is not None and self._sheet.chart.can_change:
            self._steering.nudge(row, by, is_length=is_length)

    def _open(self) -> None:
        row, link = self._sheet.current, self._sheet.chart.chosen_link
        if link:
            self.link_open_wanted.emit(link)
        elif row is not None:
            self.open_wanted.emit(row.uid)

    def _ask_menu(self) -> None:
        row = self._sheet.current
        if row is not None:
            tree = self._sheet.tree
            rect = tree.visualRect(self._sheet.model.index_of(row.uid))
            self.menu_wanted.emit(row.uid, tree.viewport().mapToGlobal(rect.bottomLeft()))
