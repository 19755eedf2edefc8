"""The table of findings: looks and keys."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget
from typing_extensions import override

from widgets.connections.tables import RowTable
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
    Column.SEVERITY: 13,
    Column.SUBJECT: 24,
    Column.AGE: 9,
    Column.STATE: 14,
    Column.ASSIGNEE: 15,
}
"""First widths of columns, in letters; the text takes what is left."""

_TEXT_LETTERS: Final = 34
"""So much of the text is to be read; columns give way to it, the first of `_GIVING_WAY` first."""

_GIVING_WAY: Final = (Column.ASSIGNEE, Column.AGE, Column.STATE)
"""What a narrow table leaves to the tooltip."""

_LEAST_LETTERS: Final = 12
"""Narrower than this the name of a record tells nothing."""


class FindingsTable(RowTable):
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
        self._widths: dict[Column, int] = {}
        self._is_fitting = False
        self.setObjectName("roomy")
        self.setModel(model)
        self.setItemDelegateForColumn(Column.SEVERITY, SeverityDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSortingEnabled(True)
        self.sortByColumn(Column.SEVERITY, Qt.SortOrder.AscendingOrder)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 3 * GRID)
        header = self.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)
        header.setSectionResizeMode(Column.TEXT, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(4 * GRID)
        self.fit()
        header.sectionResized.connect(self._note_width)
        self.copy_wanted.connect(self.copy)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Leave the text room: hide columns where all of them have none, show them again."""
        letter = self.fontMetrics().averageCharWidth()
        header = self.horizontalHeader()
        widths = {
            column: self._widths.get(column, letters * letter)
            for column, letters in _LETTERS.items()
        }
        room = self.viewport().width() - sum(widths.values()) - _TEXT_LETTERS * letter
        for column in _GIVING_WAY:
            is_hidden = room < 0
            header.setSectionHidden(column, is_hidden)
            room += widths[column] if is_hidden else 0
        self._is_fitting = True
        share = room + widths[Column.SUBJECT] if room < 0 else widths[Column.SUBJECT]
        least = _LEAST_LETTERS * letter
        for column, width in widths.items():
            if not header.isSectionHidden(column):
                wanted = max(share, least) if column is Column.SUBJECT else width
                header.resizeSection(column, wanted)
        self._is_fitting = False

    def _note_width(self, section: int, _: int, width: int) -> None:
        """Remember how wide a person wants a column; it still gives way to the text."""
        if not self._is_fitting and width and Column(section) in _LETTERS:
            self._widths[Column(section)] = width

    def copy(self) -> None:
        """Copy the selected findings with all that is known of them, as lines with tabs."""
        model = self.model()
        lines = [
            "\t".join(str(model.index(row, column).data()) for column in Column)
            for row in self.selected_rows()
        ]
        if lines:
            QGuiApplication.clipboard().setText("\n".join(lines) + "\n")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        order = {key: order for order, key in KEYS.items()}.get(event.text().upper())
        if order is None or event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            super().keyPressEvent(event)
        else:
            self.order_wanted.emit(order)
