"""The list of evidence as a table: the verdict first."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from typing_extensions import override

from app.domain.portfolio.evidence.results import EvidenceResult
from widgets.foreign_texts import on_screen
from widgets.portfolio.evidence.rows import EvidenceRow
from widgets.portfolio.evidence.wording import (
    age_words,
    drift_words,
    question_words,
    target_words,
    value_words,
    verdict_icon,
    verdict_word,
)
from widgets.texts import DASH

Index = QModelIndex | QPersistentModelIndex
ItemRole = Qt.ItemDataRole

_TOP = QModelIndex()


class Column(IntEnum):
    """The columns."""

    VERDICT = 0
    NAME = 1
    PROJECT = 2
    VALUE = 3
    TARGET = 4
    REPORTED = 5
    DRIFT = 6
    AGE = 7


_RIGHT = {Column.VALUE, Column.REPORTED, Column.DRIFT, Column.AGE}


class EvidenceModel(QAbstractTableModel):
    """Milestones and key figures with what their questions gave."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[EvidenceRow] = ()

    def take(self, rows: Sequence[EvidenceRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def title(self, column: Column) -> str:
        """Return what heads a column."""
        titles = {
            Column.VERDICT: self.tr("Nachweis"),
            Column.NAME: self.tr("Meilenstein oder Kennzahl"),
            Column.PROJECT: self.tr("Projekt"),
            Column.VALUE: self.tr("Gemessen"),
            Column.TARGET: self.tr("Ziel"),
            Column.REPORTED: self.tr("Gemeldet"),
            Column.DRIFT: self.tr("Abweichung"),
            Column.AGE: self.tr("Alter der Daten"),
        }
        return titles[column]

    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(Column)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = ItemRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == ItemRole.DisplayRole:
            return self.title(Column(section))
        if role == ItemRole.TextAlignmentRole and Column(section) in _RIGHT:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    @override
    def data(self, index: Index, role: int = ItemRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], Column(index.column())
        match role:
            case ItemRole.DisplayRole:
                return self.text(row, column)
            case ItemRole.ToolTipRole:
                return self._tip(row) or self.text(row, column)
            case ItemRole.DecorationRole if column is Column.VERDICT and row.result is not None:
                return verdict_icon(row.result.verdict, is_wrong=row.is_wrong)
            case ItemRole.TextAlignmentRole if column in _RIGHT:
                return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def text(self, row: EvidenceRow, column: Column) -> str:
        """Return what a cell says."""
        match column:
            case Column.VERDICT:
                return self.verdict(row)
            case Column.NAME:
                return row.name
            case Column.PROJECT:
                return row.project
            case Column.REPORTED:
                return self._reported(row)
            case _:
                return DASH if row.result is None else _measured(row.result, column)

    def verdict(self, row: EvidenceRow) -> str:
        """Return the verdict; a typed value is called typed."""
        if not row.has_question:
            return self.tr("von Hand gemeldet")
        if row.result is None:
            return self.tr("wird gefragt …")
        word = verdict_word(row.result.verdict, is_overdue=row.is_overdue)
        return self.tr("{0}, weicht ab").format(word) if row.result.is_drifting else word

    def _reported(self, row: EvidenceRow) -> str:
        if row.reported is None:
            return DASH
        if row.reported.value is None:
            return self.tr("erreicht")
        unit = row.result.unit if row.result is not None else row.record.text("unit")
        return value_words(row.reported.value, unit)

    def _tip(self, row: EvidenceRow) -> str:
        if row.result is None:
            return ""
        return "\n".join(
            one for one in (question_words(row.result), on_screen(row.result.problem)) if one
        )


def _measured(result: EvidenceResult, column: Column) -> str:
    match column:
        case Column.VALUE:
            return value_words(result.value, result.unit)
        case Column.TARGET:
            return target_words(result) or DASH
        case Column.DRIFT:
            return drift_words(result) or DASH
        case _:
            return age_words(result)
