"""The table of figures: one row a curve, one column a statistic, with units and what it means."""

from collections.abc import Callable
from enum import IntEnum
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)
from typing_extensions import override

from app.domain.analysis.statistics import Figures
from widgets.texts import DASH, count
from widgets.trends.analysis.choices import swatch
from widgets.trends.analysis.page import Cell
from widgets.trends.analysis.readings import Reading, Subject
from widgets.trends.analysis.wording import figure_text, share_text
from widgets.trends.wording import point_titles, tier_text

_Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()


class Column(IntEnum):
    """Columns of the table."""

    NAME = 0
    UNIT = 1
    MINIMUM = 2
    MEAN = 3
    TIME_MEAN = 4
    MAXIMUM = 5
    DEVIATION = 6
    COUNT = 7
    BAD = 8
    GOOD_SHARE = 9
    MEDIAN = 10
    Q05 = 11
    Q25 = 12
    Q75 = 13
    Q95 = 14
    TIER = 15


_VALUES: Final[dict[Column, Callable[[Figures], float]]] = {
    Column.MINIMUM: lambda figures: figures.minimum,
    Column.MEAN: lambda figures: figures.mean,
    Column.TIME_MEAN: lambda figures: figures.time_mean,
    Column.MAXIMUM: lambda figures: figures.maximum,
    Column.DEVIATION: lambda figures: figures.deviation,
    Column.Q05: lambda figures: figures.quantiles[0],
    Column.Q25: lambda figures: figures.quantiles[1],
    Column.MEDIAN: lambda figures: figures.quantiles[2],
    Column.Q75: lambda figures: figures.quantiles[3],
    Column.Q95: lambda figures: figures.quantiles[4],
}
"""Columns in the unit of the curve; those of named states stay empty."""

_FINER: Final = frozenset({Column.MEAN, Column.TIME_MEAN, Column.DEVIATION})
"""Columns with one decimal more than the samples have."""


def column_title(column: Column) -> str:
    """Return the heading of a column."""
    words = {
        Column.NAME: QCoreApplication.translate("analysis", "Datenpunkt"),
        Column.UNIT: QCoreApplication.translate("analysis", "Einheit"),
        Column.MINIMUM: QCoreApplication.translate("analysis", "Minimum"),
        Column.MEAN: QCoreApplication.translate("analysis", "Mittel"),
        Column.TIME_MEAN: QCoreApplication.translate("analysis", "Zeitmittel"),
        Column.MAXIMUM: QCoreApplication.translate("analysis", "Maximum"),
        Column.DEVIATION: QCoreApplication.translate("analysis", "Std.-Abw. s"),
        Column.Q05: "5\u202f%",
        Column.Q25: "25\u202f%",
        Column.MEDIAN: QCoreApplication.translate("analysis", "Median"),
        Column.Q75: "75\u202f%",
        Column.Q95: "95\u202f%",
        Column.COUNT: "n",
        Column.BAD: QCoreApplication.translate("analysis", "schlecht"),
        Column.GOOD_SHARE: QCoreApplication.translate("analysis", "gut (Zeit)"),
        Column.TIER: QCoreApplication.translate("analysis", "Stufe"),
    }
    return words[column]


def column_meaning(column: Column) -> str:
    """Return what a column means, for its tooltip."""
    quantile = QCoreApplication.translate(
        "analysis", "In diesem Anteil der Zeit lag der Wert nicht höher."
    )
    words = {
        Column.MEAN: QCoreApplication.translate(
            "analysis", "Summe der Messwerte durch ihre Anzahl."
        ),
        Column.TIME_MEAN: QCoreApplication.translate(
            "analysis",
            "Jeder Wert zählt so lange, wie er galt: bis zum nächsten, höchstens bis er veraltet.",
        ),
        Column.DEVIATION: QCoreApplication.translate(
            "analysis",
            "Standardabweichung der Messwerte mit n − 1. Aus Mittelwerten fehlt, was sich "
            "innerhalb einer Stufe ändert.",
        ),
        Column.MEDIAN: QCoreApplication.translate(
            "analysis", "Die halbe Zeit lag der Wert nicht darüber."
        ),
        Column.COUNT: QCoreApplication.translate(
            "analysis", "Anzahl der Messwerte, die nicht schlecht sind."
        ),
        Column.BAD: QCoreApplication.translate(
            "analysis", "Anzahl der Messwerte schlechter Güte; sie zählen sonst nirgends."
        ),
        Column.GOOD_SHARE: QCoreApplication.translate(
            "analysis", "Anteil der Zeit, zu der ein guter Wert bekannt war."
        ),
        Column.TIER: QCoreApplication.translate(
            "analysis", "Woraus gerechnet wurde: Rohwerte, oder Mittelwerte einer Stufe."
        ),
    }
    if column in {Column.Q05, Column.Q25, Column.Q75, Column.Q95}:
        return quantile
    return words.get(column, "")


def cell_text(subject: Subject, title: str, column: Column) -> str:
    """Return a cell as it stands on screen."""
    figures = subject.figures
    point = subject.trace.point
    if column is Column.NAME:
        return title
    if column is Column.UNIT:
        return point.unit.symbol or DASH
    if figures is None:
        return DASH
    if column in _VALUES:
        extra = 1 if column in _FINER else 0
        return DASH if subject.is_state else figure_text(point, _VALUES[column](figures), extra)
    words = {
        Column.COUNT: count(figures.count),
        Column.BAD: count(figures.bad),
        Column.GOOD_SHARE: share_text(figures.good_share),
        Column.TIER: tier_text(figures.tier),
    }
    return words[column]


def cell_value(subject: Subject, title: str, column: Column) -> Cell:
    """Return a cell for other programs: numbers as numbers, unknown ones as NaN."""
    figures = subject.figures
    if figures is None or column in {Column.NAME, Column.UNIT, Column.TIER}:
        text = cell_text(subject, title, column)
        return "" if text == DASH else text
    if column in _VALUES:
        return float("nan") if subject.is_state else _VALUES[column](figures)
    words: dict[Column, Cell] = {
        Column.COUNT: figures.count,
        Column.BAD: figures.bad,
        Column.GOOD_SHARE: 100 * figures.good_share,
    }
    return words[column]


class FiguresModel(QAbstractTableModel):
    """Rows of the table."""

    def __init__(self) -> None:
        super().__init__()
        self._subjects: tuple[Subject, ...] = ()
        self._titles: list[str] = []

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """The curves, in the order of the rows."""
        return self._subjects

    def title(self, row: int) -> str:
        """Return the name and place of a row's curve."""
        return self._titles[row]

    def show(self, reading: Reading) -> None:
        """Show the figures of a reading; the rows stay where they are when the curves do."""
        titles = point_titles(one.trace.point for one in reading.subjects)
        is_same = [one.id for one in self._subjects] == [one.id for one in reading.subjects]
        if not is_same:
            self.beginResetModel()
        self._subjects = reading.subjects
        self._titles = [titles[one.id] for one in reading.subjects]
        if not is_same:
            self.endResetModel()
        elif self._subjects:
            last = self.index(len(self._subjects) - 1, len(Column) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    @override
    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._subjects)

    @override
    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(Column)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = Column(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return column_title(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return column_meaning(column)
        return _alignment(column) if role == Qt.ItemDataRole.TextAlignmentRole else None

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        subject, column = self._subjects[index.row()], Column(index.column())
        title = self._titles[index.row()]
        text = cell_text(subject, title, column)
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.DecorationRole and column is Column.NAME:
            return swatch(subject.trace)
        if role == Qt.ItemDataRole.ToolTipRole:
            symbol = subject.unit.symbol if column in _VALUES and text != DASH else ""
            return f"{column_title(column)}: {text} {symbol}".rstrip()
        return None


def _alignment(column: Column) -> Qt.AlignmentFlag:
    is_text = column in {Column.NAME, Column.UNIT, Column.TIER}
    side = Qt.AlignmentFlag.AlignLeft if is_text else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter
