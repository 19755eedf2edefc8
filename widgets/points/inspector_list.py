"""Several selected points: how many, and their values in a compact list."""

from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.cities import City
from app.services.states import CityState
from widgets.points.inspector_facts import reading
from widgets.points.inspector_ways import SelectionWays
from widgets.texts import DASH, count, language
from widgets.theme import theme
from widgets.theme.tokens import GRID

Index = QModelIndex | QPersistentModelIndex
ItemRole = Qt.ItemDataRole

_TOP: Final = QModelIndex()
_NAME, _VALUE = range(2)


class ValuesModel(QAbstractTableModel):
    """Names and values of some points; a value that is not good says so."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._city: City | None = None
        self._rows: list[int] = []
        self._state: CityState | None = None

    def set_points(self, city: City, rows: list[int]) -> None:
        """Show other points."""
        self.beginResetModel()
        self._city, self._rows = city, rows
        self.endResetModel()

    def take(self, state: CityState) -> None:
        """Take the next state; the view asks only for the rows in sight."""
        self._state = state
        if self._rows:
            last = self.index(len(self._rows) - 1, _VALUE)
            self.dataChanged.emit(self.index(0, _VALUE), last)

    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else _VALUE + 1

    @override
    def data(self, index: Index, role: int = ItemRole.DisplayRole) -> object:
        if not index.isValid() or self._city is None:
            return None
        row, column = self._rows[index.row()], index.column()
        if role == ItemRole.DisplayRole:
            return self._text(self._city, row, column)
        if role == ItemRole.ToolTipRole:
            return str(self._city.points[row].id)
        if role == ItemRole.TextAlignmentRole and column == _VALUE:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == ItemRole.ForegroundRole:
            is_stale = self._state is not None and bool(self._state.stale[row])
            tokens = theme().tokens
            return QColor(tokens.stale if is_stale else tokens.text)
        return None

    def _text(self, city: City, row: int, column: int) -> str:
        if column == _NAME:
            point = city.points[row]
            name, site = point.name.in_language(language()), point.site.in_language(language())
            return name if site in name else f"{name} · {site}"
        if self._state is None:
            return DASH
        now = reading(city, row, self._state)
        value = f"{now.value}\u202f{now.unit}" if now.unit else now.value
        return f"{value} · {now.quality}" if now.is_bad or now.is_stale else value


class ManyPoints(QWidget):
    """Shows several points."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ValuesModel(self)
        self.heading = QLabel()
        self.heading.setObjectName("heading")
        self.table = QTableView()
        self.ways = SelectionWays()
        self._second = -1
        self._rows: list[int] = []
        self._dress()
        self._arrange()
        self.apply_theme()

    def _dress(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setAlternatingRowColors(True)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setMinimumSectionSize(16)
        table.verticalHeader().setDefaultSectionSize(max(table.fontMetrics().height() + 8, 22))
        header = table.horizontalHeader()
        header.hide()
        header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(24)
        letter = table.fontMetrics().horizontalAdvance("0")
        table.setColumnWidth(_VALUE, 18 * letter)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(self.heading)
        column.addWidget(self.ways)
        column.addWidget(self.table, 1)

    def show_points(self, city: City, rows: list[int]) -> None:
        """Show other points (or the same ones in another language)."""
        self._rows = rows
        self._second = -1
        words = self.tr("%n Datenpunkt(e) ausgewählt", "", len(rows))
        self.heading.setText(words.replace(str(len(rows)), count(len(rows))))
        self.ways.retranslate()
        self.table.setAccessibleName(self.tr("Werte der ausgewählten Datenpunkte"))
        self.model.set_points(city, rows)

    def show_state(self, state: CityState) -> None:
        """Show the values at the moment of a state, once a second."""
        second = state.at_us // 1_000_000
        if second != self._second or state.changed is None:
            self._second = second
            self.model.take(state)

    def apply_theme(self) -> None:
        """Take icons from the theme in force."""
        self.ways.apply_theme()
        self.table.viewport().update()
