"""The rows of the legend as Qt's tables want them."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from typing_extensions import override

from app.domain.points import PointId
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.trends.legend_model import (
    FIGURES,
    LegendColumn,
    LegendRow,
    column_hint,
    column_title,
    legend_text,
    legend_tip,
    sort_value,
)

ROW_ROLE: Final = Qt.ItemDataRole.UserRole + 1
"""Role that gives the whole `LegendRow`."""

_Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()


class LegendModel(QAbstractTableModel):
    """Rows of the legend; only rows that changed are told to the view."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[LegendRow] = []
        self._order: dict[PointId, int] = {}
        self._given: list[LegendRow] = []
        self._moment = ""

    @property
    def rows(self) -> Sequence[LegendRow]:
        """The rows as shown."""
        return self._rows

    def set_rows(self, rows: list[LegendRow], moment: str) -> None:
        """Show rows; `moment` heads the column of values."""
        self._given = rows
        self._show(self._in_order(rows))
        if moment != self._moment:
            self._moment = moment
            self.headerDataChanged.emit(
                Qt.Orientation.Horizontal, LegendColumn.VALUE, LegendColumn.VALUE
            )

    def order_by(self, column: LegendColumn | None, *, is_descending: bool = False) -> None:
        """Put the rows in the order of a column once; None gives them back their own order.

        The order stays as it is while values change, so that no row jumps away under the hand.
        """
        self._order = {}
        if column is not None:
            keyed = [(sort_value(row, column), row) for row in self._given]
            known = sorted(
                (item for item in keyed if item[0][0] == 0),
                key=lambda item: item[0],
                reverse=is_descending,
            )
            unknown = [item for item in keyed if item[0][0]]
            ordered = [row.point.id for _, row in [*known, *unknown]]
            self._order = {name: place for place, name in enumerate(ordered)}
        self._show(self._in_order(self._given))

    def _in_order(self, rows: list[LegendRow]) -> list[LegendRow]:
        if not self._order:
            return rows
        return sorted(rows, key=lambda row: self._order.get(row.point.id, len(self._order)))

    def _show(self, rows: list[LegendRow]) -> None:
        if [row.point.id for row in rows] != [row.point.id for row in self._rows]:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
            return
        changed = [i for i, row in enumerate(rows) if row != self._rows[i]]
        self._rows = rows
        if changed:
            self.dataChanged.emit(
                self.index(changed[0], 0), self.index(changed[-1], len(LegendColumn) - 1)
            )

    @override
    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(LegendColumn)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = LegendColumn(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._moment if column is LegendColumn.VALUE else column_title(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return column_hint(column) or None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return None

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self._rows[index.row()], LegendColumn(index.column())
        ways = {
            Qt.ItemDataRole.DisplayRole: legend_text,
            Qt.ItemDataRole.DecorationRole: _button,
            Qt.ItemDataRole.ToolTipRole: legend_tip,
            Qt.ItemDataRole.AccessibleTextRole: _spoken,
            Qt.ItemDataRole.ForegroundRole: _ink,
        }
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        way = ways.get(Qt.ItemDataRole(role)) if role in ways else None
        return way(row, column) if way else None

    def text(self, columns: Sequence[LegendColumn]) -> str:
        """Return headings and rows as text, columns parted by tabs, for other programs."""
        across = Qt.Orientation.Horizontal
        head = [str(self.headerData(column, across) or "") for column in columns]
        lines = [[legend_text(row, column) for column in columns] for row in self._rows]
        return "\n".join("\t".join(cells) for cells in [head, *lines])


def _alignment(column: LegendColumn) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in FIGURES else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _button(row: LegendRow, column: LegendColumn) -> Any:
    tokens = theme().tokens
    if column is LegendColumn.SOLO:
        return icon("mdi6.bullseye", colour=tokens.accent if row.is_solo else tokens.muted)
    return icon("mdi6.close") if column is LegendColumn.REMOVE else None


def _ink(row: LegendRow, column: LegendColumn) -> QColor | None:
    is_dim = column is LegendColumn.ORIGIN or not row.is_visible
    return QColor(theme().tokens.muted) if is_dim else None


def _spoken(row: LegendRow, column: LegendColumn) -> str:
    return legend_text(row, column) or legend_tip(row, column)
