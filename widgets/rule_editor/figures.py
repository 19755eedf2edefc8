"""The figures of a back-test beside those of the saved rule, with the difference in words."""

from collections.abc import Callable
from dataclasses import dataclass
from math import isfinite
from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget
from typing_extensions import override

from app.domain.alarms.episodes import BackTestFigures
from app.services.backtests import BackTestReport
from widgets.alarms.export import as_tsv
from widgets.texts import DASH, age_text, count, number
from widgets.theme.tokens import GRID
from widgets.trends.analysis.wording import duration_text

ModelIndex = QModelIndex | QPersistentModelIndex
_INDEX: Final = QModelIndex()
_ALIKE: Final = 1e-9


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure.

    Attributes:
        title: What it is.
        saved: That of the saved rule.
        edited: That of the edited rule.
        difference: The difference in words.
        tip: What it means.
    """

    title: str
    saved: str
    edited: str
    difference: str
    tip: str


@dataclass(frozen=True, slots=True)
class _Figure:
    title: str
    tip: str
    value: Callable[[BackTestFigures], float]
    text: Callable[[float], str]
    is_count: bool = False


def figure_rows(report: BackTestReport) -> list[FigureRow]:
    """Return the rows of the table."""
    rows = []
    for figure in _figures():
        edited = figure.value(report.figures)
        saved = None if report.saved_figures is None else figure.value(report.saved_figures)
        rows.append(
            FigureRow(
                figure.title,
                DASH if saved is None else figure.text(saved),
                figure.text(edited),
                "" if saved is None else _difference(figure, edited, saved),
                figure.tip,
            )
        )
    return rows


def _figures() -> list[_Figure]:
    def whole(value: float) -> str:
        return count(round(value))

    def seconds(value: float) -> str:
        return duration_text(value * 1e6) if isfinite(value) else DASH

    return [
        _Figure(
            QCoreApplication.translate("rule_editor", "Alarme"),
            QCoreApplication.translate("rule_editor", "So oft wäre alarmiert worden."),
            lambda f: f.count,
            whole,
            is_count=True,
        ),
        _Figure(
            QCoreApplication.translate("rule_editor", "je Tag"),
            QCoreApplication.translate(
                "rule_editor", "Alarme für jeden Tag, von dem es Werte gibt."
            ),
            lambda f: f.per_day,
            lambda value: number(value, 1),
        ),
        _Figure(
            QCoreApplication.translate("rule_editor", "kehren wieder"),
            QCoreApplication.translate(
                "rule_editor", "Neue Alarme binnen 5 min nach dem Ende des vorigen (Flattern)."
            ),
            lambda f: f.chatter,
            whole,
            is_count=True,
        ),
        _Figure(
            QCoreApplication.translate("rule_editor", "Fluten"),
            QCoreApplication.translate(
                "rule_editor", "10-Minuten-Abschnitte mit mehr als 10 Alarmen dieser Regel."
            ),
            lambda f: f.floods,
            whole,
            is_count=True,
        ),
        _Figure(
            QCoreApplication.translate("rule_editor", "längster"),
            QCoreApplication.translate("rule_editor", "So lange stand der längste Alarm."),
            lambda f: f.longest_s,
            seconds,
        ),
        _Figure(
            QCoreApplication.translate("rule_editor", "üblich"),
            QCoreApplication.translate(
                "rule_editor", "Die Hälfte der Alarme stand kürzer (Median)."
            ),
            lambda f: f.median_s,
            seconds,
        ),
        _Figure(
            QCoreApplication.translate("rule_editor", "gestanden"),
            QCoreApplication.translate("rule_editor", "So lange standen Alarme zusammen."),
            lambda f: f.standing_s,
            seconds,
        ),
    ]


def _difference(figure: _Figure, edited: float, saved: float) -> str:
    change = edited - saved
    if not isfinite(change):
        return ""
    if abs(change) <= _ALIKE * max(abs(saved), 1.0):
        return QCoreApplication.translate("rule_editor", "gleich")
    size = figure.text(abs(change))
    if size == figure.text(0.0):
        return QCoreApplication.translate("rule_editor", "fast gleich")
    if figure.is_count or figure.text(1.0) == number(1.0, 1):
        more = QCoreApplication.translate("rule_editor", "{0} mehr")
        fewer = QCoreApplication.translate("rule_editor", "{0} weniger")
    else:
        more = QCoreApplication.translate("rule_editor", "{0} länger")
        fewer = QCoreApplication.translate("rule_editor", "{0} kürzer")
        size = age_text(round(abs(change) * 1e6))
    return (more if change > 0 else fewer).format(size)


class FiguresModel(QAbstractTableModel):
    """Figure, saved, edited, difference."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[FigureRow] = []

    def show_report(self, report: BackTestReport | None) -> None:
        """Show the figures of a back-test; none without one."""
        self.beginResetModel()
        self.rows = [] if report is None else figure_rows(report)
        self.endResetModel()

    @override
    def rowCount(self, parent: ModelIndex = _INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: ModelIndex = _INDEX) -> int:
        return 0 if parent.isValid() else 4

    def cells(self, row: int) -> tuple[str, str, str, str]:
        """Return the texts of a row."""
        one = self.rows[row]
        return one.title, one.saved, one.edited, one.difference

    def titles(self) -> tuple[str, str, str, str]:
        """Return the headings."""
        return "", self.tr("bisher"), self.tr("künftig"), self.tr("Unterschied")

    @override
    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cells(index.row())[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.rows[index.row()].tip
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in {1, 2}:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.titles()[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section in {1, 2} else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


class SmallTable(QTableView):
    """A table of a few rows that are copied with Ctrl+C; Tab leaves it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setObjectName("roomy")
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 2 * GRID)
        self.verticalHeader().setMinimumSectionSize(self.fontMetrics().height())
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setStretchLastSection(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def height_of(self, rows: int) -> int:
        """Return how high it is with so many rows."""
        row = self.verticalHeader().defaultSectionSize()
        return self.horizontalHeader().sizeHint().height() + rows * row + 2 * GRID

    def whole_width(self) -> int:
        """Return how wide it is with nothing cut."""
        header, columns = self.horizontalHeader(), range(self.model().columnCount())
        widths = (max(header.sectionSizeHint(c), self.sizeHintForColumn(c)) for c in columns)
        return sum(widths) + 2 * self.frameWidth()

    def text_rows(self) -> list[list[str]]:
        """Return the texts of the selected rows, of all when none is selected."""
        model = self.model()
        chosen = sorted({index.row() for index in self.selectedIndexes()})
        rows = chosen or list(range(model.rowCount()))
        columns = range(model.columnCount())
        return [[str(model.index(row, c).data() or "") for c in columns] for row in rows]

    def headings(self) -> list[str]:
        """Return the headings."""
        horizontal = Qt.Orientation.Horizontal
        model = self.model()
        return [str(model.headerData(c, horizontal) or "") for c in range(model.columnCount())]

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(as_tsv(self.headings(), self.text_rows()))
        else:
            super().keyPressEvent(event)
