"""What the legend says of each curve: its value at the cursor, its range in sight."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QColor
from typing_extensions import override

from app.domain.points import Point, PointKind
from app.domain.samples import NO_TIME
from widgets.texts import DASH, count, number, quality_text, value_text
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.trends.splices import NOTHING, RangeStats, Reading
from widgets.trends.wording import JOINT, point_name

ROW_ROLE: Final = Qt.ItemDataRole.UserRole + 1
"""Role that gives the whole `LegendRow`."""

_Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()
NOTHING_SEEN: Final = RangeStats(float("nan"), float("nan"), float("nan"), 0, 0)


class LegendColumn(IntEnum):
    """Columns of the legend."""

    SHOWN = 0
    NAME = 1
    VALUE = 2
    UNIT = 3
    QUALITY = 4
    MINIMUM = 5
    MEAN = 6
    MAXIMUM = 7
    ORIGIN = 8
    SOLO = 9
    REMOVE = 10


_NUMBERS: Final = {
    LegendColumn.VALUE,
    LegendColumn.MINIMUM,
    LegendColumn.MEAN,
    LegendColumn.MAXIMUM,
}


@dataclass(frozen=True, slots=True)
class LegendRow:
    """One curve in the legend; `place` tells it from others of the same name."""

    point: Point
    slot: int
    is_visible: bool
    is_solo: bool
    reading: Reading = NOTHING
    stats: RangeStats = NOTHING_SEEN
    origin: str = ""
    place: str = ""


class LegendModel(QAbstractTableModel):
    """Rows of the legend; only rows that changed are told to the view."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[LegendRow] = []
        self._moment = ""

    @property
    def rows(self) -> Sequence[LegendRow]:
        """The rows as shown."""
        return self._rows

    def set_rows(self, rows: list[LegendRow], moment: str) -> None:
        """Show rows; `moment` heads the column of values."""
        if [row.point.id for row in rows] != [row.point.id for row in self._rows]:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
        else:
            changed = [i for i, row in enumerate(rows) if row != self._rows[i]]
            self._rows = rows
            if changed:
                self.dataChanged.emit(
                    self.index(changed[0], 0), self.index(changed[-1], len(LegendColumn) - 1)
                )
        if moment != self._moment:
            self._moment = moment
            self.headerDataChanged.emit(
                Qt.Orientation.Horizontal, LegendColumn.VALUE, LegendColumn.VALUE
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
            return self._moment if column is LegendColumn.VALUE else _title(column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return None

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self._rows[index.row()], LegendColumn(index.column())
        ways = {
            Qt.ItemDataRole.DisplayRole: legend_text,
            Qt.ItemDataRole.DecorationRole: _button,
            Qt.ItemDataRole.ToolTipRole: _tooltip,
            Qt.ItemDataRole.AccessibleTextRole: _spoken,
            Qt.ItemDataRole.ForegroundRole: _ink,
        }
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        way = ways.get(Qt.ItemDataRole(role)) if role in ways else None
        return way(row, column) if way else None


def legend_text(row: LegendRow, column: LegendColumn) -> str:
    """Return the text of a cell; cells with a picture have none."""
    point, stats = row.point, row.stats
    if column is LegendColumn.VALUE:
        return value_text(point, row.reading.value)
    if column is LegendColumn.QUALITY:
        has_sample = row.reading.time_us != NO_TIME
        return quality_text(row.reading.quality) if has_sample else DASH
    fixed = {
        LegendColumn.NAME: JOINT.join(filter(None, (point_name(point), row.place))),
        LegendColumn.UNIT: point.unit.symbol,
        LegendColumn.ORIGIN: row.origin,
    }
    if column in fixed:
        return fixed[column]
    figures = {
        LegendColumn.MINIMUM: (stats.minimum, point.decimals),
        LegendColumn.MEAN: (stats.mean, point.decimals + 1),
        LegendColumn.MAXIMUM: (stats.maximum, point.decimals),
    }
    # States have no mean and no order, so they have no figures.
    if column not in figures or point.kind is PointKind.STATE:
        return ""
    return number(*figures[column])


def _title(column: LegendColumn) -> str:
    titles = {
        LegendColumn.NAME: QCoreApplication.translate("trends", "Datenpunkt"),
        LegendColumn.UNIT: QCoreApplication.translate("trends", "Einheit"),
        LegendColumn.QUALITY: QCoreApplication.translate("trends", "Güte"),
        LegendColumn.MINIMUM: QCoreApplication.translate("trends", "Min"),
        LegendColumn.MEAN: QCoreApplication.translate("trends", "Mittel"),
        LegendColumn.MAXIMUM: QCoreApplication.translate("trends", "Max"),
        LegendColumn.ORIGIN: QCoreApplication.translate("trends", "Quelle · Stufe"),
    }
    return titles.get(column, "")


def _alignment(column: LegendColumn) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in _NUMBERS else Qt.AlignmentFlag.AlignLeft
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
    return legend_text(row, column) or _tooltip(row, column)


def _tooltip(row: LegendRow, column: LegendColumn) -> str:
    tips = {
        LegendColumn.SHOWN: QCoreApplication.translate(
            "trends", "Ein- oder ausblenden (Leertaste)"
        ),
        LegendColumn.SOLO: QCoreApplication.translate("trends", "Allein zeigen (S)"),
        LegendColumn.REMOVE: QCoreApplication.translate("trends", "Aus dem Verlauf nehmen (Entf)"),
        LegendColumn.NAME: f"{legend_text(row, LegendColumn.NAME)}\n{row.point.id}",
    }
    if column in tips:
        return tips[column]
    words = QCoreApplication.translate("trends", "Messwerte im Bild: %1, davon schlecht: %2")
    total = row.stats.count + row.stats.bad
    return words.replace("%1", count(total)).replace("%2", count(row.stats.bad))
