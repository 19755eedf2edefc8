"""The list of frozen reports."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from app.domain.inventory.kinds import KINDS
from widgets.foreign_texts import on_screen
from widgets.portfolio.reports.making import Kept
from widgets.texts import time_text

_OF: Final = Qt.ItemDataRole.UserRole
_TITLE, _KIND, _MOMENT, _MADE, _DIGEST = range(5)
_WIDTHS: Final = (30, 14, 17, 17)
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
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        letter = self.fontMetrics().horizontalAdvance("0")
        for column, width in enumerate(_WIDTHS):
            self.header().resizeSection(column, letter * width)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.itemSelectionChanged.connect(self._tell)
        self.itemActivated.connect(lambda _: self._tell())

    def show_reports(self, found: Sequence[Kept], chosen: str, zone: str) -> None:
        """Show reports.

        Args:
            found: The reports.
            chosen: Uid of the one that is selected, quietly; empty for none.
            zone: Time zone of the city.
        """
        self.blockSignals(True)  # noqa: FBT003 - Qt's way
        self.clear()
        for one in found:
            item = _item(one, zone)
            self.addTopLevelItem(item)
            if one.uid == chosen:
                self.setCurrentItem(item)
        self.blockSignals(False)  # noqa: FBT003 - Qt's way

    def _tell(self) -> None:
        item = self.currentItem()
        if item is not None:
            self.report_chosen.emit(str(item.data(0, _OF)))

    def retranslate(self) -> None:
        """Set the headings again."""
        self.setHeaderLabels(
            [
                self.tr("Titel"),
                self.tr("Art"),
                self.tr("Stand der Daten"),
                self.tr("Eingefroren"),
                self.tr("Prüfsumme"),
            ]
        )
        self.setAccessibleName(self.tr("Eingefrorene Berichte"))


def _item(one: Kept, zone: str) -> QTreeWidgetItem:
    item = QTreeWidgetItem()
    item.setData(0, _OF, one.uid)
    item.setText(_TITLE, one.name)
    item.setToolTip(_TITLE, one.name)
    item.setText(_KIND, on_screen(KINDS["report"].field("type").choice_label(one.type)))
    item.setText(_MOMENT, time_text(one.moment_us, zone, with_date=True))
    item.setText(_MADE, time_text(one.made_us, zone, with_date=True))
    item.setText(_DIGEST, f"{one.digest[:_SHORT]}…")
    item.setToolTip(_DIGEST, one.digest)
    return item
