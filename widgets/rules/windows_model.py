"""Maintenance windows as rows, with the time that is left."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QObject, Qt
from typing_extensions import override

from app.domain.alarms import MaintenanceWindow
from widgets.rules.model import TOP, Index, ItemRole
from widgets.rules.scope_chooser import scope_text
from widgets.texts import time_text

_MINUTE_US: Final = 60_000_000
_HOUR_MIN: Final = 60
_DAY_H: Final = 24


class WindowColumn(IntEnum):
    """Columns in their first order."""

    STATE = 0
    SCOPE = 1
    START = 2
    END = 3
    REASON = 4
    ORDER = 5
    ACTOR = 6


WIDTHS: Final = {
    WindowColumn.STATE: 22.0,
    WindowColumn.SCOPE: 34.0,
    WindowColumn.START: 18.0,
    WindowColumn.END: 18.0,
    WindowColumn.REASON: 26.0,
    WindowColumn.ORDER: 14.0,
    WindowColumn.ACTOR: 14.0,
}
"""First widths in widths of the digit 0."""


def column_title(column: WindowColumn) -> str:
    """Return the heading of a column."""
    titles = {
        WindowColumn.STATE: QCoreApplication.translate("rules", "Stand"),
        WindowColumn.SCOPE: QCoreApplication.translate("rules", "Bereich"),
        WindowColumn.START: QCoreApplication.translate("rules", "Beginn"),
        WindowColumn.END: QCoreApplication.translate("rules", "Ende"),
        WindowColumn.REASON: QCoreApplication.translate("rules", "Grund"),
        WindowColumn.ORDER: QCoreApplication.translate("rules", "Auftrag"),
        WindowColumn.ACTOR: QCoreApplication.translate("rules", "Von"),
    }
    return titles[column]


def span_text(span_us: int) -> str:
    """Return a span in whole minutes, rounded up, such as `2 h 14 min` or `3 d 4 h`."""
    minutes = max(-(-span_us // _MINUTE_US), 1)
    hours, minutes = divmod(minutes, _HOUR_MIN)
    days, hours = divmod(hours, _DAY_H)
    if days:
        return f"{days} d {hours} h" if hours else f"{days} d"
    if not hours:
        return f"{minutes} min"
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"


def state_text(window: MaintenanceWindow, now_us: int) -> str:
    """Return whether a window goes on, and how long until it ends or begins."""
    if now_us >= window.end_us:
        return QCoreApplication.translate("rules", "beendet")
    if window.is_open(now_us):
        words = QCoreApplication.translate("rules", "läuft, noch {span}")
        return words.format(span=span_text(window.end_us - now_us))
    words = QCoreApplication.translate("rules", "beginnt in {span}")
    return words.format(span=span_text(window.start_us - now_us))


class WindowsModel(QAbstractTableModel):
    """Windows as rows: those that go on first, then those to come, then those that are over."""

    def __init__(self, zone: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.windows: list[MaintenanceWindow] = []
        self._names: dict[tuple[str, str], str] = {}
        self._zone = zone
        self._now_us = 0

    def show_windows(
        self, windows: Sequence[MaintenanceWindow], names: dict[tuple[str, str], str], now_us: int
    ) -> None:
        """Show windows; `names` gives the names of parts by kind and id."""
        self.beginResetModel()
        self._names = names
        self._now_us = now_us
        self.windows = sorted(windows, key=lambda window: _order(window, now_us))
        self.endResetModel()

    def tick(self, now_us: int) -> None:
        """Count on."""
        self._now_us = now_us
        if self.windows:
            last = self.index(len(self.windows) - 1, WindowColumn.STATE)
            self.dataChanged.emit(self.index(0, WindowColumn.STATE), last)

    def texts(self, place: int) -> list[str]:
        """Return the texts of a row."""
        window = self.windows[place]
        return [
            state_text(window, self._now_us),
            scope_text(window.scope, self._names),
            time_text(window.start_us, self._zone, with_date=True)[:-3],
            time_text(window.end_us, self._zone, with_date=True)[:-3],
            window.reason,
            window.work_order,
            window.actor,
        ]

    @override
    def rowCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() else len(self.windows)

    @override
    def columnCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() else len(WindowColumn)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = ItemRole.DisplayRole
    ) -> object:
        is_title = orientation is Qt.Orientation.Horizontal and role == ItemRole.DisplayRole
        return column_title(WindowColumn(section)) if is_title else None

    @override
    def data(self, index: Index, role: int = ItemRole.DisplayRole) -> object:
        shown = {ItemRole.DisplayRole, ItemRole.AccessibleTextRole, ItemRole.ToolTipRole}
        if index.isValid() and role in shown:
            return self.texts(index.row())[index.column()]
        return None


def _order(window: MaintenanceWindow, now_us: int) -> tuple[int, int]:
    if now_us >= window.end_us:
        return 2, -window.end_us
    return (0, window.end_us) if window.is_open(now_us) else (1, window.start_us)
