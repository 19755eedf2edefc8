"""The rows as a tree of names, days, slack and progress."""

from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QFont
from typing_extensions import override

from app.services.portfolio.states import PortfolioState
from widgets.portfolio.gantt.bars import is_late
from widgets.portfolio.gantt.rows import GanttRow
from widgets.portfolio.gantt.shapes import Outlook
from widgets.portfolio.gantt.tips import day_words, row_tip, share_words
from widgets.portfolio.lights import light_icon, light_word
from widgets.texts import DASH, count

Index = QModelIndex | QPersistentModelIndex
ItemRole = Qt.ItemDataRole
_TOP: Final = QModelIndex()


class Column(IntEnum):
    """What is shown beside the chart."""

    NAME = 0
    START = 1
    FINISH = 2
    DURATION = 3
    SLACK = 4
    PROGRESS = 5
    P80 = 6


_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class GanttModel(QAbstractItemModel):
    """Rows one in the other; while their nesting stays the same, nothing folds or jumps."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[GanttRow, ...] = ()
        self.outlooks: Mapping[str, Outlook] = {}
        self.state: PortfolioState | None = None
        self._children: dict[str, list[int]] = {}
        self._number: dict[str, int] = {}
        self._among: list[int] = []
        self._texts: dict[str, tuple[str, ...]] = {}

    def take(self, rows: Sequence[GanttRow], outlooks: Mapping[str, Outlook]) -> bool:
        """Show other rows; return False when they are nested as before."""
        self.outlooks, self._texts = outlooks, {}
        before = [(row.key, row.parent) for row in self.rows]
        if rows and before == [(row.key, row.parent) for row in rows]:
            self.rows = tuple(rows)
            for parent, children in self._children.items():
                above = self.index_of(parent)
                last = self.index(len(children) - 1, len(Column) - 1, above)
                self.dataChanged.emit(self.index(0, 0, above), last)
            return False
        self.beginResetModel()
        self.rows = tuple(rows)
        self._children, self._number, self._among = {}, {}, []
        for number, row in enumerate(self.rows):
            others = self._children.setdefault(row.parent, [])
            self._among.append(len(others))
            others.append(number)
            self._number[row.uid] = number
        self.endResetModel()
        return True

    def row_at(self, index: Index) -> GanttRow | None:
        """Return the row at an index."""
        return self.rows[index.internalId()] if index.isValid() else None

    def index_of(self, uid: str, column: int = 0) -> QModelIndex:
        """Return the index of a row by its uid; an invalid one when there is none."""
        number = self._number.get(uid)
        if number is None:
            return QModelIndex()
        return self.createIndex(self._among[number], column, number)

    def texts_of(self, row: GanttRow) -> tuple[str, ...]:
        """Return the texts of a row, kept from one frame to the next."""
        found = self._texts.get(row.uid)
        if found is None:
            found = self._texts[row.uid] = tuple(self.cell(row, column) for column in Column)
        return found

    def cell(self, row: GanttRow, column: int) -> str:
        """Return the text of a cell."""
        match column:
            case Column.NAME:
                return row.name
            case Column.START:
                return day_words(row.start)
            case Column.FINISH:
                return day_words(row.finish)
            case Column.PROGRESS:
                return DASH if row.is_milestone else share_words(row.progress)
            case Column.P80:
                outlook = self.outlooks.get(row.uid)
                return DASH if outlook is None else day_words(outlook.p80)
            case _:
                return self._amount(row, column)

    @staticmethod
    def _amount(row: GanttRow, column: int) -> str:
        if row.item is None or (column == Column.DURATION and row.is_milestone):
            return DASH
        amount = row.item.duration if column == Column.DURATION else row.item.slack
        if column == Column.SLACK and row.item.is_done:
            return DASH
        return DASH if amount is None else count(amount)

    @override
    def index(self, row: int, column: int, parent: Index = _TOP) -> QModelIndex:
        above = self.row_at(parent)
        children = self._children.get("" if above is None else above.uid, [])
        if not 0 <= row < len(children):
            return QModelIndex()
        return self.createIndex(row, column, children[row])

    @override
    def parent(self, index: Index = _TOP) -> QModelIndex:  # type: ignore[override]
        row = self.row_at(index)
        return QModelIndex() if row is None else self.index_of(row.parent)

    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        if parent.column() > 0:
            return 0
        above = self.row_at(parent)
        return len(self._children.get("" if above is None else above.uid, ()))

    @override
    def columnCount(self, parent: Index = _TOP) -> int:
        return len(Column)

    @override
    def data(self, index: Index, role: int = ItemRole.DisplayRole) -> object:
        row = self.row_at(index)
        if row is None:
            return None
        if role in {ItemRole.DisplayRole, ItemRole.AccessibleTextRole}:
            is_spoken = role == ItemRole.AccessibleTextRole
            return (self._spoken if is_spoken else self.cell)(row, index.column())
        if role == ItemRole.ToolTipRole:
            return row_tip(row, self.outlooks.get(row.uid), self.state)
        if role == ItemRole.TextAlignmentRole:
            return _LEFT if index.column() == Column.NAME else _RIGHT
        return _look(row, index.column(), role)

    def _spoken(self, row: GanttRow, column: int) -> str:
        text = self.cell(row, column)
        if column != Column.NAME:
            return text
        marks = [light_word(row.status.light)] if row.status is not None else []
        if row.item is not None and row.item.is_critical and not row.item.is_done:
            marks.append(self.tr("auf dem kritischen Weg"))
        if is_late(row):
            marks.append(self.tr("Frist wird verfehlt"))
        return ", ".join((text, *marks))

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = ItemRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == ItemRole.TextAlignmentRole:
            return _LEFT if section == Column.NAME else _RIGHT
        names = {
            Column.NAME: (self.tr("Name"), ""),
            Column.START: (self.tr("Beginn"), self.tr("Erster Tag")),
            Column.FINISH: (self.tr("Ende"), self.tr("Letzter Tag, einschließlich")),
            Column.DURATION: (self.tr("Dauer"), self.tr("Arbeitstage")),
            Column.SLACK: (
                self.tr("Puffer"),
                self.tr("Arbeitstage, um die es sich verschieben darf, ohne das Ende des Projekts"
                        " zu verschieben; unter null wird eine Frist verfehlt, welche sagt der"
                        " Hinweis der Zeile"),
            ),
            Column.PROGRESS: (self.tr("Fertig"), self.tr("Fortschritt in Prozent")),
            Column.P80: (
                self.tr("P80"),
                self.tr("In vier von fünf simulierten Durchläufen bis dahin fertig"),
            ),
        }  # fmt: skip
        title, tip = names[Column(section)]
        if role == ItemRole.DisplayRole:
            return title
        return (tip or title) if role == ItemRole.ToolTipRole else None


def is_marked(row: GanttRow, column: int) -> bool:
    """Tell whether a cell says something that matters: a missed day, no slack."""
    if column == Column.FINISH:
        return is_late(row)
    is_open = row.item is not None and row.item.is_critical and not row.item.is_done
    return column == Column.SLACK and is_open


def _look(row: GanttRow, column: int, role: int) -> object:
    """Return the icon or the font of a cell, None for that of all others."""
    if role == ItemRole.DecorationRole and column == Column.NAME and row.status is not None:
        return light_icon(row.status.light)
    if role == ItemRole.FontRole and (row.depth == 0 or is_marked(row, column)):
        font = QFont()
        font.setWeight(QFont.Weight.DemiBold)
        return font
    return None
