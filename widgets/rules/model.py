"""The rows of the list of rules: those that match, in the order the person wants."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from app.domain.alarms import AlarmId, AlarmState
from widgets.folding import fold, matches, natural_key
from widgets.rules.columns import RIGHT, RuleColumn, column_tip, column_title
from widgets.rules.rows import Fate, RuleRow, cell_text, sort_value

Index = QModelIndex | QPersistentModelIndex
ItemRole = Qt.ItemDataRole

TOP: Final = QModelIndex()
"""The parent of all rows."""


class RulesModel(QAbstractTableModel):
    """Rules as rows, the most urgent first; without any order they stand as in the profile."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[RuleRow] = []
        self.total = 0
        self._all: list[RuleRow] = []
        self._zone = "UTC"
        self._states: Mapping[AlarmId, AlarmState] = {}
        self._words: list[str] = []
        self._points: frozenset[str] | None = None
        self._is_only_changed = False
        self._column: RuleColumn | None = RuleColumn.PRIORITY
        self._is_descending = False

    def show_rows(self, rows: Sequence[RuleRow], zone: str) -> None:
        """Show these rules; times are those of an IANA zone."""
        self._all = list(rows)
        self._zone = zone
        self._choose()

    def show_states(self, states: Mapping[AlarmId, AlarmState]) -> None:
        """Show the states of the alarms; only when they are others than before."""
        if states is self._states:
            return
        self._states = states
        if self.rows:
            last = self.index(len(self.rows) - 1, RuleColumn.STATE)
            self.dataChanged.emit(self.index(0, RuleColumn.STATE), last, [ItemRole.DisplayRole])

    def filter(self, text: str, points: Sequence[str] | None, *, is_only_changed: bool) -> None:
        """Show only rules in which all words occur.

        Args:
            text: The words.
            points: Only rules of these points; None for all.
            is_only_changed: Only rules that differ from the profile.
        """
        self._words = fold(text).split()
        self._points = None if points is None else frozenset(points)
        self._is_only_changed = is_only_changed
        self._choose()

    def place(self, alarm: str) -> int:
        """Return where a rule is; -1 when it is not shown."""
        return next((i for i, row in enumerate(self.rows) if row.rule.id == alarm), -1)

    def texts(self, place: int, columns: Sequence[int]) -> list[str]:
        """Return the texts of a row in some columns."""
        return [self._text(self.rows[place], RuleColumn(column)) for column in columns]

    def _text(self, row: RuleRow, column: RuleColumn) -> str:
        return cell_text(row, column, self._zone, self._states.get(row.rule.id))

    def _tooltip(self, row: RuleRow, column: RuleColumn) -> str:
        lines = [self._text(row, column)]
        if column is RuleColumn.CHANGED and row.version is not None:
            lines += [row.version.actor, row.version.why]
        elif column is RuleColumn.LIMIT and row.rule.basis:
            lines.append(f"{column_title(RuleColumn.BASIS)}: {row.rule.basis}")
        elif column is RuleColumn.POINT:
            lines += [self._text(row, RuleColumn.MESSAGE), str(row.rule.id)]
        return "\n".join(filter(None, lines))

    def _choose(self) -> None:
        self.total = len(self._all)
        rows = [row for row in self._all if self._is_wanted(row)]
        if (column := self._column) is not None:
            rows.sort(key=lambda row: self._sort_key(row, column), reverse=self._is_descending)
        if rows and [row.rule.id for row in rows] == [row.rule.id for row in self.rows]:
            # Nothing moves: whoever reads or selects here must not lose the place.
            self.rows = rows
            last = self.index(len(rows) - 1, len(RuleColumn) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def _is_wanted(self, row: RuleRow) -> bool:
        if self._is_only_changed and row.fate is Fate.AS_IN_PROFILE:
            return False
        if self._points is not None and row.rule.point not in self._points:
            return False
        return not self._words or matches(row.folded, self._words)

    def _sort_key(self, row: RuleRow, column: RuleColumn) -> tuple[float, str]:
        value = sort_value(row, column)
        return (0.0, natural_key(self._text(row, column))) if value is None else (value, "")

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._column = RuleColumn(column) if 0 <= column < len(RuleColumn) else None
        self._is_descending = order is Qt.SortOrder.DescendingOrder
        self._choose()

    @override
    def rowCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() else len(RuleColumn)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = ItemRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or section not in set(RuleColumn):
            return None
        if role == ItemRole.DisplayRole:
            return column_title(RuleColumn(section))
        if role == ItemRole.ToolTipRole:
            return column_tip(RuleColumn(section)) or None
        if role == ItemRole.TextAlignmentRole and section in RIGHT:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    @override
    def data(self, index: Index, role: int = ItemRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row, column = self.rows[index.row()], RuleColumn(index.column())
        if role in {ItemRole.DisplayRole, ItemRole.AccessibleTextRole}:
            return self._text(row, column)
        if role == ItemRole.ToolTipRole:
            return self._tooltip(row, column)
        if role == ItemRole.TextAlignmentRole and column in RIGHT:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None
