"""The dialog that asks which point a new rule shall watch."""

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.cities import City
from widgets.connections.tables import RowDelegate
from widgets.filter_box import FilterBox
from widgets.rules.model import Index, ItemRole
from widgets.rules.scope_chooser import PartsModel, parts_of
from widgets.theme.tokens import GRID


class PointDialog(QDialog):
    """Asks for a point.

    Args:
        city: The city.
        first: Id of the point that is chosen at first; empty for none.
        parent: Owner.

    Signals:
        point_chosen: Id of the point (str).
    """

    point_chosen = Signal(str)

    def __init__(self, city: City, first: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Neue Regel"))
        self.model = _PointsModel(parts_of(city), self)
        self.model.show_kind("points", "")
        self.box = FilterBox()
        self.box.setClearButtonEnabled(True)
        self.box.setPlaceholderText(self.tr("Datenpunkt suchen …"))
        self.box.setAccessibleName(self.tr("Datenpunkt suchen"))
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setUniformItemSizes(True)
        self.list.setItemDelegate(RowDelegate(self.list))
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setAccessibleName(self.tr("Datenpunkte"))
        self._go = QPushButton(self.tr("Weiter"))
        self._arrange()
        self.box.textChanged.connect(self._filter)
        self.box.left.connect(self.list.setFocus)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._judge())
        self.list.doubleClicked.connect(lambda _: self.choose())
        self._select(max(self.model.row_of(first), 0))
        self.box.setFocus()

    def _arrange(self) -> None:
        letter, line = self.fontMetrics().horizontalAdvance("0"), self.fontMetrics().height()
        self.resize(70 * letter, 24 * line)
        heading = QLabel(self.tr("Welchen Datenpunkt soll die Regel überwachen?"))
        heading.setObjectName("heading")
        self._go.setObjectName("primary")
        self._go.setDefault(True)
        box = QDialogButtonBox()
        box.addButton(self._go, QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton(self.tr("Abbrechen"), QDialogButtonBox.ButtonRole.RejectRole)
        box.accepted.connect(self.choose)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(heading)
        column.addWidget(self.box)
        column.addWidget(self.list, 1)
        column.addWidget(box)

    def _filter(self, text: str) -> None:
        self.model.show_kind("points", text)
        self._select(0)

    def _select(self, row: int) -> None:
        index = self.model.index(row)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.list.selectionModel().setCurrentIndex(index, flags)
        self.list.scrollTo(index)
        self._judge()

    def _judge(self) -> None:
        self._go.setEnabled(self.list.currentIndex().isValid())

    def choose(self) -> None:
        """Go on with the point that is chosen."""
        row = self.list.currentIndex().row()
        if row >= 0:
            self.point_chosen.emit(self.model.part(row).id)
            self.accept()


class _PointsModel(PartsModel):
    """Points to choose one of, without marks."""

    @override
    def data(self, index: Index, role: int = ItemRole.DisplayRole) -> object:
        return None if role == ItemRole.CheckStateRole else super().data(index, role)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) & ~Qt.ItemFlag.ItemIsUserCheckable
