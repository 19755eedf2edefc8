"""The list of frozen reports."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from app.domain.inventory.kinds import KINDS
from widgets.connections.tables import RowDelegate
from widgets.foreign_texts import on_screen
from widgets.portfolio.reports.making import Kept
from widgets.texts import time_text

_OF: Final = Qt.ItemDataRole.UserRole
_TITLE, _MOMENT, _LANGUAGE, _READERS, _KIND, _MADE, _DIGEST = range(7)
_WIDTHS: Final = (30, 20, 10, 14, 15, 20)
_SHORT: Final = 10


class ReportList(QTreeWidget):
    """Lists frozen reports, newest first.

    Signals:
        report_chosen: A person chose a report (its uid).
    """

    report_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setColumnCount(len(_WIDTHS) + 1)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setItemDelegate(RowDelegate(self))
        self.setAlternatingRowColors(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        letter = self.fontMetrics().horizontalAdvance("0")
        for column, width in enumerate(_WIDTHS):
            self.header().resizeSection(column, letter * width)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.itemSelectionChanged.connect(self._tell)
        self.itemActivated.connect(lambda _: self._tell())

    def show_reports(self, found: Sequence[Kept], zone: str) -> None:
        """Show reports.

        Args:
            found: The reports.
            zone: Time zone of the city.
        """
        with QSignalBlocker(self):
            self.clear()
            for one in found:
                self.addTopLevelItem(_item(one, zone))

    def choose(self, uid: str) -> None:
        """Select a report without telling anybody; none where the list has it not."""
        with QSignalBlocker(self):
            self.setCurrentIndex(QModelIndex())
            for row in range(self.topLevelItemCount()):
                item = self.topLevelItem(row)
                if item is not None and item.data(0, _OF) == uid:
                    self.setCurrentItem(item)
        self.viewport().update()

    def _tell(self) -> None:
        item = self.currentItem()
        if item is not None:
            self.report_chosen.emit(str(item.data(0, _OF)))

    def retranslate(self) -> None:
        """Set the headings again."""
        self.setHeaderLabels(
            [
                self.tr("Titel"),
                self.tr("Stand der Daten"),
                self.tr("Sprache"),
                self.tr("Bestimmt für"),
                self.tr("Art"),
                self.tr("Eingefroren"),
                self.tr("Prüfsumme"),
            ]
        )
        self.setAccessibleName(self.tr("Eingefrorene Berichte"))


def _item(one: Kept, zone: str) -> QTreeWidgetItem:
    item, kind = QTreeWidgetItem(), KINDS["report"]
    item.setData(0, _OF, one.uid)
    item.setText(_TITLE, one.name)
    item.setToolTip(_TITLE, one.name)
    item.setText(_KIND, on_screen(kind.field("type").choice_label(one.type)))
    item.setText(_LANGUAGE, on_screen(kind.field("language").choice_label(one.language)))
    item.setText(_READERS, on_screen(kind.field("publication").choice_label(one.publication)))
    item.setText(_MOMENT, time_text(one.moment_us, zone, with_date=True))
    item.setText(_MADE, time_text(one.made_us, zone, with_date=True))
    item.setText(_DIGEST, f"{one.digest[:_SHORT]}…")
    item.setToolTip(_DIGEST, one.digest)
    return item
