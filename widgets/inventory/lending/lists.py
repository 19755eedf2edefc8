"""The left side of lending: search or scan, lists of items, what is free now."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.services.inventory.lending_stock import LendingStock
from widgets.filter_box import FilterBox
from widgets.folding import fold
from widgets.inventory.lending.model import (
    Column,
    LinesModel,
    OverdueDelegate,
    Which,
    lines_of,
)
from widgets.inventory.schools.cells import CellTable
from widgets.texts import count
from widgets.theme.tokens import GRID


class LendingLists(QWidget):
    """Shows items.

    Signals:
        chosen: The person chose an item (its uid).
        counted: Another number of items is selected.
        scanned: A scanner, or a person, wrote exactly the code of an item (its uid).
        missed: A code that nothing has.
    """

    chosen = Signal(str)
    counted = Signal()
    scanned = Signal(str)
    missed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = LinesModel(self)
        self.filter, self.which = FilterBox(), QComboBox()
        self.table, self.free = QTableView(), CellTable(most=8)
        self._stock = LendingStock()
        self._today = date.min
        self._dress()
        self._arrange()
        self.filter.textChanged.connect(self._choose)
        self.filter.left.connect(self._scanned)
        self.which.currentIndexChanged.connect(self._choose)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._selected())
        self.table.selectionModel().selectionChanged.connect(lambda *_: self.counted.emit())
        self.free.chosen.connect(self._choose_model)

    def _dress(self) -> None:
        table = self.table
        table.setObjectName("roomy")
        table.setModel(self.model)
        self._delegate = OverdueDelegate(table)
        table.setItemDelegateForColumn(Column.STATE, self._delegate)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setShowGrid(False)
        table.setAlternatingRowColors(True)
        table.setWordWrap(False)
        table.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # the number stands at the end
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 3 * GRID)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        letter = table.fontMetrics().averageCharWidth()
        for column, letters in (
            (Column.ITEM, 29),
            (Column.STATE, 20),
            (Column.BORROWER, 24),
            (Column.UNTIL, 24),
        ):
            table.setColumnWidth(column, letters * letter)
        self.which.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for which in Which:
            self.which.addItem("", which)

    def _arrange(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(2 * GRID)
        bar.addWidget(self.filter, 1)
        bar.addWidget(self.which)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addLayout(bar)
        column.addWidget(self.table, 1)
        column.addWidget(self.free)

    # ---- what is shown -------------------------------------------------------------------------
    def take(self, stock: LendingStock, today: date) -> None:
        """Show other items."""
        self._stock, self._today = stock, today
        self.model.take(lines_of(stock, today), today)
        self._show_which()
        self._show_free()

    def clear(self) -> None:
        """Show all items."""
        self.filter.clear()
        self.which.setCurrentIndex(0)

    def select(self, uid: str) -> bool:
        """Select an item without telling anybody; return whether it is in the list."""
        row = self.model.row(uid)
        if row < 0:
            return False
        model = self.table.selectionModel()
        model.blockSignals(True)  # noqa: FBT003 - Qt's own
        flags = QItemSelectionModel.SelectionFlag
        model.setCurrentIndex(self.model.index(row, 0), flags.ClearAndSelect | flags.Rows)
        model.blockSignals(False)  # noqa: FBT003 - Qt's own
        self.table.viewport().update()
        self.table.scrollTo(self.model.index(row, 0))
        return True

    def selected(self) -> list[str]:
        """Return the selected items (uids), from top to bottom."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [self.model.shown[row].item.uid for row in rows if row < len(self.model.shown)]

    def select_also(self, uids: Sequence[str]) -> None:
        """Select more items without telling anybody, as far as they are in the list."""
        model, flags = self.table.selectionModel(), QItemSelectionModel.SelectionFlag
        model.blockSignals(True)  # noqa: FBT003 - Qt's own
        for row in map(self.model.row, uids):
            if row >= 0:
                model.select(self.model.index(row, 0), flags.Select | flags.Rows)
        model.blockSignals(False)  # noqa: FBT003 - Qt's own
        self.table.viewport().update()

    def bring(self, uid: str) -> None:
        """Select an item, showing all where it is not among those shown."""
        if not self.select(uid):
            self.clear()
            self.select(uid)

    def _show_which(self) -> None:
        names = {
            Which.ALL: self.tr("Alle Geräte ({0})"),
            Which.OUT: self.tr("Ausgegeben ({0})"),
            Which.OVERDUE: self.tr("Überfällig ({0})"),
            Which.TODAY: self.tr("Heute reserviert ({0})"),
            Which.FREE: self.tr("Jetzt frei ({0})"),
        }
        counts = self.model.counts()
        for row, which in enumerate(Which):
            self.which.setItemText(row, names[which].format(count(counts[which])))

    def _show_free(self) -> None:
        heads = (self.tr("Jetzt frei, nach Modell"), self.tr("frei"), self.tr("von"))
        rows = [
            (model, count(free), count(there))
            for model, free, there in self._stock.free_by_model(self._today)
        ]
        self.free.show_cells(heads[0], heads, rows)

    # ---- what the person does ------------------------------------------------------------------
    def _choose(self) -> None:
        row = self.table.currentIndex().row()
        uid = self.model.shown[row].item.uid if 0 <= row < len(self.model.shown) else ""
        self.model.choose(self.filter.text(), Which(self.which.currentData() or Which.ALL))
        self.select(uid)

    def _selected(self) -> None:
        row = self.table.currentIndex().row()
        if 0 <= row < len(self.model.shown):
            self.chosen.emit(self.model.shown[row].item.uid)

    def _choose_model(self, row: int) -> None:
        self.filter.setText(self._stock.free_by_model(self._today)[row][0])
        self.which.setCurrentIndex(self.which.findData(Which.FREE))

    def _scanned(self) -> None:
        """Take what a scanner wrote: the code of an item makes room for the next one."""
        code = fold(self.filter.text().strip())
        exact = [
            one.item.uid
            for one in self.model.lines
            if code and code in {fold(one.item.text("tag")), fold(one.item.text("serial"))}
        ]
        if exact:
            self.clear()
            self.scanned.emit(exact[0])
        elif self.model.shown:
            if not self.table.currentIndex().isValid():
                self.table.selectRow(0)
            self.table.setFocus()
        elif code:
            self.missed.emit(self.filter.text().strip())

    def retranslate(self) -> None:
        """Set all texts again."""
        self.filter.setPlaceholderText(self.tr("Gerät suchen oder Code scannen"))
        self.filter.setAccessibleName(self.filter.placeholderText())
        self.which.setAccessibleName(self.tr("Liste"))
        self.table.setAccessibleName(self.tr("Geräte zum Verleihen"))
        self.table.setAccessibleDescription(
            self.tr("Mit Umschalt und Strg wählen Sie mehrere Geräte für eine Ausleihe.")
        )
        self._show_which()
        self._show_free()
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
