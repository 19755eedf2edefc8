"""The table of findings: looks and keys."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget
from typing_extensions import override

from widgets.inventory.findings.delegate import SeverityDelegate
from widgets.inventory.findings.model import Column, FindingsModel
from widgets.inventory.findings.orders import Order
from widgets.theme.tokens import GRID

KEYS: Final = {
    Order.ACCEPT: "V",
    Order.ASSIGN: "Z",
    Order.SNOOZE: "S",
    Order.RESOLVE: "E",
    Order.REOPEN: "W",
}
"""Keys of orders while the focus is in the table."""

_LETTERS: Final = {
    Column.SEVERITY: 16,
    Column.SUBJECT: 28,
    Column.AGE: 10,
    Column.STATE: 16,
    Column.ASSIGNEE: 18,
}
"""Widths of columns; the text takes what is left."""


class FindingsTable(QTableView):
    """Shows findings; single letters are orders.

    Args:
        model: The findings.
        parent: Owner.

    Signals:
        order_wanted: An order on what is selected (`Order`).
    """

    order_wanted = Signal(object)

    def __init__(self, model: FindingsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("roomy")
        self.setModel(model)
        self.setItemDelegateForColumn(Column.SEVERITY, SeverityDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSortingEnabled(True)
        self.sortByColumn(Column.SEVERITY, Qt.SortOrder.AscendingOrder)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 3 * GRID)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(Column.TEXT, QHeaderView.ResizeMode.Stretch)
        letter = self.fontMetrics().averageCharWidth()
        for column, letters in _LETTERS.items():
            self.setColumnWidth(column, letters * letter)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        order = {key: order for order, key in KEYS.items()}.get(event.text().upper())
        if order is None:
            super().keyPressEvent(event)
        else:
            self.order_wanted.emit(order)
