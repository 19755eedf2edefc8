"""The rows of the table of sources: one for each source of the profile, always all of them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from math import isnan
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from app.domain.cities import City, SourceConfig
from app.domain.points import SourceId
from app.domain.samples import NO_TIME
from app.domain.sources import SourceHealth
from widgets.connections.columns import RIGHT_ALIGNED, Column, column_title, explanation
from widgets.connections.export import Cell
from widgets.connections.figures import figure, plain_figure
from widgets.foreign_texts import on_screen
from widgets.texts import DASH

Index = QModelIndex | QPersistentModelIndex
ItemRole = Qt.ItemDataRole
_TOP: Final = QModelIndex()
_TIMES: Final = frozenset({Column.CONNECTED, Column.LAST, Column.CERTIFICATE})

SORT_ROLE: Final = ItemRole.UserRole + 1
"""Role of what a column is sorted by."""


class SourcesModel(QAbstractTableModel):
    """Sources with their newest health; rows never move by themselves."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sources: tuple[SourceConfig, ...] = ()
        self.zone = "UTC"
        self.at_us = NO_TIME
        self.is_stale = False
        self._health: Mapping[SourceId, SourceHealth] = {}

    def set_city(self, city: City) -> None:
        """Take the sources of a profile; what is known of their health stays."""
        self.beginResetModel()
        self.sources = city.sources
        self.zone = city.time_zone
        self.endResetModel()

    def take(self, health: Mapping[SourceId, SourceHealth], at_us: int, *, is_stale: bool) -> None:
        """Take the health of all sources at a moment; `is_stale` dims what is shown."""
        self._health = health
        self.at_us = at_us
        self.is_stale = is_stale
        if self.sources:
            last = self.index(len(self.sources) - 1, len(Column) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def health(self, row: int) -> SourceHealth | None:
        """Return the health of the source in a row; None when nobody heard of it."""
        return self._health.get(self.sources[row].id)

    def row_of(self, source: str) -> int:
        """Return the row of a source, -1 when the profile has none of that name."""
        ids = [config.id for config in self.sources]
        return ids.index(SourceId(source)) if source in ids else -1

    def text(self, row: int, column: Column) -> str:
        """Return the text of a cell."""
        return figure(column, self.sources[row], self.health(row), self.at_us, self.zone)

    def csv_cell(self, row: int, column: Column) -> Cell:
        """Return a cell for a spreadsheet: numbers as such, times in ISO 8601 (UTC)."""
        value = plain_figure(column, self.sources[row], self.health(row))
        if column in _TIMES and isinstance(value, int):
            return "" if value == NO_TIME else datetime.fromtimestamp(value / 1e6, UTC).isoformat()
        return "" if value == DASH else value

    # --- Qt ---------------------------------------------------------------------------------
    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.sources)

    @override
    def columnCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(Column)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    @override
    def data(self, index: Index, role: int = ItemRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.sources):
            return None
        row, column = index.row(), Column(index.column())
        if role == ItemRole.DisplayRole:
            return self.text(row, column)
        if role == ItemRole.ToolTipRole:
            return self._tooltip(row, column)
        if role == ItemRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft
            if column in RIGHT_ALIGNED:
                side = Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == SORT_ROLE:
            return self._sort_key(row, column)
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = ItemRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = Column(section)
        if role == ItemRole.DisplayRole:
            return column_title(column)
        if role == ItemRole.ToolTipRole:
            return explanation(column)
        if role == ItemRole.TextAlignmentRole and column in RIGHT_ALIGNED:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _tooltip(self, row: int, column: Column) -> str:
        lines = [f"{column_title(column)}: {self.text(row, column)}", explanation(column)]
        health = self.health(row)
        if column in {Column.STATE, Column.NAME, Column.RETRIES} and health and health.reason:
            lines.insert(1, on_screen(health.reason))
        return "\n".join(lines)

    def _sort_key(self, row: int, column: Column) -> str | float:
        value = plain_figure(column, self.sources[row], self.health(row))
        if isinstance(value, str):
            return value.casefold()
        return float("-inf") if isnan(value) else float(value)
