"""The dialog in which a person chooses columns and their order."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.inventory.kinds import KINDS
from app.domain.inventory.paths import CUSTOM
from widgets.filter_box import FilterBox
from widgets.folding import fold
from widgets.foreign_texts import on_screen
from widgets.inventory.table.columns import (
    CustomFields,
    first_paths,
    make_column,
    offered_paths,
)
from widgets.theme.tokens import GRID

_PATH: Final = Qt.ItemDataRole.UserRole


class ColumnDialog(QDialog):
    """Offers all columns of a kind, those of referred records two steps deep.

    Args:
        kind: The kind.
        shown: Paths that are shown now, from left to right.
        custom: Fields of people's own.
        parent: The window.

    Signals:
        columns_chosen: Paths from left to right (list of str).
    """

    columns_chosen = Signal(list)

    def __init__(
        self, kind: str, shown: Sequence[str], custom: CustomFields, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._kind, self._custom = kind, custom
        self.setWindowTitle(self.tr("Spalten wählen"))
        self.box = FilterBox()
        self.box.setPlaceholderText(self.tr("Felder suchen"))
        self.box.setAccessibleName(self.tr("Felder suchen"))
        self.box.textChanged.connect(self._search)
        self.offered, self.chosen = QTreeWidget(), QListWidget()
        self.offered.setHeaderHidden(True)
        self.offered.setUniformRowHeights(True)
        self.offered.setAccessibleName(self.tr("Alle Felder"))
        self.chosen.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.chosen.setAccessibleName(self.tr("Gezeigte Spalten"))
        self._items: dict[str, QTreeWidgetItem] = {}
        self._fill()
        self._show(shown)
        self._arrange()
        self.offered.itemChanged.connect(self._ticked)
        self.box.left.connect(self.offered.setFocus)

    def _arrange(self) -> None:
        all_fields, shown = QLabel(self.tr("Alle Felder")), QLabel(self.tr("Gezeigt, von links"))
        for label in (all_fields, shown):
            label.setObjectName("heading")
        moves = QVBoxLayout()
        self.up, self.down = QPushButton(self.tr("Nach links")), QPushButton(self.tr("Nach rechts"))
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        for button in (self.up, self.down):
            button.setAutoDefault(False)
            moves.addWidget(button)
        moves.addStretch(1)
        grid = QGridLayout()
        grid.setSpacing(2 * GRID)
        grid.addWidget(all_fields, 0, 0)
        grid.addWidget(self.box, 1, 0)
        grid.addWidget(self.offered, 2, 0)
        grid.addWidget(shown, 0, 1)
        grid.addWidget(self.chosen, 1, 1, 2, 1)
        grid.addLayout(moves, 1, 2, 2, 1)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        buttons = QDialogButtonBox()
        self.apply_button = buttons.addButton(
            self.tr("Übernehmen"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.apply_button.setObjectName("primary")
        buttons.addButton(self.tr("Abbrechen"), QDialogButtonBox.ButtonRole.RejectRole)
        reset = buttons.addButton(self.tr("Zurücksetzen"), QDialogButtonBox.ButtonRole.ResetRole)
        reset.clicked.connect(lambda: self._show(first_paths(self._kind)))
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        column.setSpacing(3 * GRID)
        column.addLayout(grid, 1)
        column.addWidget(buttons)
        letter = self.fontMetrics().horizontalAdvance("0")
        self.resize(letter * 96, self.fontMetrics().height() * 34)

    # ---- what is offered -----------------------------------------------------------------------
    def _fill(self) -> None:
        heads: dict[str, QTreeWidgetItem] = {}
        for path, through in offered_paths(self._kind, self._custom):
            column = make_column(self._kind, path, self._custom)
            if column is None:
                continue
            item = QTreeWidgetItem([on_screen(column.path.field.label)])
            item.setData(0, _PATH, path)
            item.setToolTip(0, column.tip)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(0, Qt.CheckState.Unchecked)
            self._items[path] = item
            if through:
                self._head(heads, through).addChild(item)
            else:
                self.offered.addTopLevelItem(item)

    def _head(self, heads: dict[str, QTreeWidgetItem], through: str) -> QTreeWidgetItem:
        if through not in heads:
            head = heads[through] = QTreeWidgetItem([self._head_text(through)])
            head.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            before, _, _ = through.rpartition(".")
            if before:
                self._head(heads, before).addChild(head)
            else:
                self.offered.addTopLevelItem(head)
        return heads[through]

    def _head_text(self, through: str) -> str:
        if through == CUSTOM:
            return self.tr("Eigene Felder")
        column = make_column(self._kind, through)
        if column is None:
            return through
        owner = KINDS[column.path.field.target]
        label, kind = on_screen(column.path.field.label), on_screen(owner.label)
        return label if label == kind else f"{label} ({kind})"

    def _search(self, text: str) -> None:
        words = fold(text.strip())
        root = self.offered.invisibleRootItem()
        for place in range(root.childCount()):
            _filter(root.child(place), words)

    # ---- what is chosen ------------------------------------------------------------------------
    def _show(self, paths: Sequence[str]) -> None:
        self.offered.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.chosen.clear()
        for path, item in self._items.items():
            is_shown = path in paths
            item.setCheckState(0, Qt.CheckState.Checked if is_shown else Qt.CheckState.Unchecked)
        for path in paths:
            self._append(path)
        self.offered.blockSignals(False)  # noqa: FBT003 - Qt's own signature

    def _append(self, path: str) -> None:
        column = make_column(self._kind, path, self._custom)
        if column is not None:
            item = QListWidgetItem(column.title)
            item.setData(_PATH, path)
            item.setToolTip(column.tip)
            self.chosen.addItem(item)

    def _ticked(self, item: QTreeWidgetItem) -> None:
        path = item.data(0, _PATH)
        if not path:
            return
        if item.checkState(0) is Qt.CheckState.Checked:
            self._append(path)
            return
        for place in reversed(range(self.chosen.count())):
            if self.chosen.item(place).data(_PATH) == path:
                self.chosen.takeItem(place)

    def _move(self, step: int) -> None:
        place = self.chosen.currentRow()
        if place >= 0 and 0 <= place + step < self.chosen.count():
            self.chosen.insertItem(place + step, self.chosen.takeItem(place))
            self.chosen.setCurrentRow(place + step)

    def paths(self) -> list[str]:
        """Return what is chosen, from left to right."""
        return [self.chosen.item(place).data(_PATH) for place in range(self.chosen.count())]

    def _accept(self) -> None:
        if paths := self.paths():
            self.columns_chosen.emit(paths)
            self.accept()


def _filter(item: QTreeWidgetItem | None, words: str) -> bool:
    """Show an item when its words, or those of one below, hold the words; tell whether it is."""
    if item is None:
        return False
    below = [_filter(item.child(place), words) for place in range(item.childCount())]
    is_shown = any(below) or (not below and words in fold(item.text(0)))
    item.setHidden(not is_shown)
    if below and words:
        item.setExpanded(is_shown)
    return is_shown
