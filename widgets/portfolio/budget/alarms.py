"""What is wrong with funds, one sentence each, above everything else; hidden while all is well."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QListWidget, QListWidgetItem, QWidget
from typing_extensions import override

from app.domain.portfolio.budgets import FundAlarm
from widgets.connections.tables import row_height
from widgets.foreign_texts import on_screen
from widgets.portfolio.budget.lists import alarm_light
from widgets.portfolio.lights import light_icon, light_word

_FUND = Qt.ItemDataRole.UserRole
_MOST: Final = 3


class AlarmList(QListWidget):
    """Shows alarms of funds.

    Signals:
        chosen: The uid of a fund.
        opened: The uid of a fund that is to be opened.
    """

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAlternatingRowColors(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setIconSize(QSize(16, 16))
        self.itemSelectionChanged.connect(self._choose)
        self.itemActivated.connect(lambda item: self.opened.emit(item.data(_FUND)))
        self.hide()

    def show_alarms(self, alarms: Sequence[FundAlarm]) -> None:
        """Show other alarms, most urgent first."""
        with QSignalBlocker(self):
            self.clear()
            for alarm in alarms:
                text, light = on_screen(alarm.text), alarm_light(alarm)
                item = QListWidgetItem(light_icon(light), text)
                item.setToolTip(text)
                item.setSizeHint(QSize(0, row_height(self)))
                item.setData(_FUND, alarm.fund)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{light_word(light)}: {text}")
                self.addItem(item)
        self.setVisible(bool(alarms))
        self.setFixedHeight(min(len(alarms), _MOST) * row_height(self) + 2 * self.frameWidth())

    def select(self, fund: str) -> None:
        """Mark the alarms of a fund, without telling anybody."""
        with QSignalBlocker(self):
            self.clearSelection()
            for at in range(self.count()):
                if self.item(at).data(_FUND) == fund:
                    self.setCurrentRow(at)
                    break

    def _choose(self) -> None:
        for item in self.selectedItems():
            self.chosen.emit(item.data(_FUND))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            lines = [self.item(at).text() for at in range(self.count())]
            QApplication.clipboard().setText("\n".join(lines) + "\n")
        else:
            super().keyPressEvent(event)
