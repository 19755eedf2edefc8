"""The list of schools, which can be sorted by every column."""

from collections.abc import Callable, Sequence
from enum import IntEnum
from math import inf
from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from app.domain.inventory.schools import Figure, Measure, SchoolFigures, Verdict
from widgets.folding import fold, matches, natural_key
from widgets.inventory.schools.tiles import draw_verdict
from widgets.inventory.schools.words import (
    figure_text,
    form_text,
    target_text,
    verdict_text,
    whole_text,
)
from widgets.texts import DASH, count, number
from widgets.theme.tokens import GRID

Index = QModelIndex | QPersistentModelIndex
ItemRole = Qt.ItemDataRole

_TOP: Final = QModelIndex()
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_SIDE: Final = 3.0 * GRID


class Column(IntEnum):
    """The columns."""

    NAME = 0
    FORM = 1
    PUPILS = 2
    DEVICES = 3
    ACCESS_POINTS = 4
    LINE = 5
    LINE_PER_PUPIL = 6
    DISPLAYS = 7
    AGE = 8
    FINDINGS = 9


_FIGURES: Final[dict[Column, Callable[[SchoolFigures], Figure]]] = {
    Column.DEVICES: lambda one: one.pupils_per_device,
    Column.ACCESS_POINTS: lambda one: one.access_points_per_room,
    Column.LINE: lambda one: one.line_per_room,
}
"""Columns that stand beside a target."""


class SchoolsModel(QAbstractTableModel):
    """Schools that are chosen, in an order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.figures: list[SchoolFigures] = []
        self.shown: list[SchoolFigures] = []
        self._text = ""
        self._column, self._is_descending = Column.NAME, False

    def take(self, figures: Sequence[SchoolFigures]) -> None:
        """Show other schools."""
        self.figures = list(figures)
        self.choose(self._text)

    def choose(self, text: str) -> None:
        """Show those in whose name, form, district or verdict all words of a text occur."""
        self._text = text
        wanted = fold(text).split()
        self.beginResetModel()
        self.shown = [
            one
            for one in self.figures
            if not wanted
            or matches(
                fold(" ".join(_searched(one))),
                wanted,
            )
        ]
        self._order()
        self.endResetModel()

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        uids = [self.shown[index.row()].school.uid for index in held]
        self._column = Column(column)
        self._is_descending = order == Qt.SortOrder.DescendingOrder
        self._order()
        rows = {one.school.uid: row for row, one in enumerate(self.shown)}
        moved = [
            self.index(rows[uid], index.column()) for uid, index in zip(uids, held, strict=True)
        ]
        self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()

    def _order(self) -> None:
        self.shown.sort(key=lambda one: natural_key(one.school.name))
        if self._column in {Column.NAME, Column.FORM}:
            self.shown.sort(
                key=lambda one: natural_key(self.text(one, self._column)),
                reverse=self._is_descending,
            )
            return
        sign = -1.0 if self._is_descending else 1.0

        def rank(one: SchoolFigures) -> tuple[bool, float]:
            found = self.value(one, self._column)
            return found is None, sign * (found or 0.0)

        self.shown.sort(key=rank)

    # ---- cells ---------------------------------------------------------------------------------
    def value(self, one: SchoolFigures, column: Column) -> float | None:
        """Return what a column sorts by; None where it is not known."""
        if column is Column.LINE:
            return one.school.down_mbit
        if column in _FIGURES:
            return _FIGURES[column](one).value
        values: dict[Column, float | None] = {
            Column.PUPILS: one.school.pupils,
            Column.LINE_PER_PUPIL: one.line_per_pupil.value,
            Column.DISPLAYS: one.count(Measure.DISPLAYS),
            Column.AGE: one.median_age,
            Column.FINDINGS: one.findings,
        }
        return values.get(column, inf)

    def text(self, one: SchoolFigures, column: Column) -> str:
        """Return the text of a cell."""
        match column:
            case Column.NAME | Column.FORM:
                school = one.school
                return school.name if column is Column.NAME else form_text(school.form)
            case Column.DEVICES | Column.ACCESS_POINTS:
                return _beside_target(_FIGURES[column](one))
            case Column.LINE:
                return _line_text(one)
            case Column.LINE_PER_PUPIL | Column.AGE:
                found = self.value(one, column)
                return DASH if found is None else number(found, 1)
            case Column.DISPLAYS | Column.FINDINGS:
                return count(int(self.value(one, column) or 0))
            case _:
                return whole_text(self.value(one, column))

    @staticmethod
    def verdict(one: SchoolFigures, column: Column) -> Verdict:
        """Return how a cell stands to its target."""
        return _FIGURES[column](one).verdict if column in _FIGURES else Verdict.UNKNOWN

    def tooltip(self, one: SchoolFigures, column: Column) -> str:
        """Return what a cell means."""
        lines = [f"{one.school.name}: {self.headerData(column, Qt.Orientation.Horizontal)}"]
        lines.append(self.text(one, column))
        if column in _FIGURES:
            figure = _FIGURES[column](one)
            lines.append(target_text(figure))
            lines.append(verdict_text(figure.verdict))
        return "\n".join(filter(None, lines))

    # ---- Qt ------------------------------------------------------------------------------------
    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.shown)

    @override
    def columnCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(Column)

    @override
    def data(self, index: Index, role: int = ItemRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        one, column = self.shown[index.row()], Column(index.column())
        match role:
            case ItemRole.DisplayRole:
                return self.text(one, column)
            case ItemRole.AccessibleTextRole:
                words = verdict_text(self.verdict(one, column))
                return f"{self.text(one, column)} {words}".strip()
            case ItemRole.ToolTipRole:
                return self.tooltip(one, column)
            case ItemRole.UserRole:
                return self.verdict(one, column).value
            case _:
                is_right = role == ItemRole.TextAlignmentRole and column > Column.FORM
                return _RIGHT if is_right else None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = ItemRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == ItemRole.TextAlignmentRole and section > Column.FORM:
            return _RIGHT
        titles = {
            Column.NAME: QCoreApplication.translate("schools", "Schule"),
            Column.FORM: QCoreApplication.translate("schools", "Schulform"),
            Column.PUPILS: QCoreApplication.translate("schools", "Lernende"),
            Column.DEVICES: QCoreApplication.translate("schools", "je Gerät"),
            Column.ACCESS_POINTS: QCoreApplication.translate("schools", "AP je Raum"),
            Column.LINE: QCoreApplication.translate("schools", "Mbit/s"),
            Column.LINE_PER_PUPIL: QCoreApplication.translate("schools", "je Kopf"),
            Column.DISPLAYS: QCoreApplication.translate("schools", "Displays"),
            Column.AGE: QCoreApplication.translate("schools", "Alter"),
            Column.FINDINGS: QCoreApplication.translate("schools", "Befunde"),
        }
        tips = {
            Column.PUPILS: QCoreApplication.translate("schools", "Schülerinnen und Schüler"),
            Column.DEVICES: QCoreApplication.translate(
                "schools", "Schülerinnen und Schüler, die sich ein Gerät teilen"
            ),
            Column.ACCESS_POINTS: QCoreApplication.translate(
                "schools", "Access Points je Unterrichtsraum"
            ),
            Column.LINE: QCoreApplication.translate(
                "schools", "Download des Anschlusses; beurteilt je Unterrichtsraum"
            ),
            Column.LINE_PER_PUPIL: QCoreApplication.translate(
                "schools", "Download je Schülerin und Schüler, Mbit/s"
            ),
            Column.AGE: QCoreApplication.translate(
                "schools", "Mittleres Alter (Median) der benutzten Geräte, Jahre"
            ),
            Column.FINDINGS: QCoreApplication.translate("schools", "Offene Befunde"),
        }
        column = Column(section)
        if role == ItemRole.ToolTipRole:
            return tips.get(column, titles[column])
        return titles[column] if role == ItemRole.DisplayRole else None


def _searched(one: SchoolFigures) -> tuple[str, ...]:
    """Return in what a search looks; a school that misses a target is found by the word."""
    missed = verdict_text(Verdict.MISSED) if one.misses else ""
    return one.school.name, form_text(one.school.form), one.school.district, missed


def _beside_target(figure: Figure) -> str:
    """Return a figure; one that misses its target with what it should be."""
    text = figure_text(figure)
    if figure.verdict is not Verdict.MISSED or figure.target is None or figure.value == inf:
        return text
    words = QCoreApplication.translate("schools", "{0} statt {1}")
    return words.format(text, number(figure.target, 1))


def _line_text(one: SchoolFigures) -> str:
    text = whole_text(one.school.down_mbit)
    if one.line_per_room.verdict is not Verdict.MISSED:
        return text
    return QCoreApplication.translate("schools", "{0} zu wenig").format(text)


class VerdictDelegate(QStyledItemDelegate):
    """Draws a triangle before a figure that misses its target."""

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        if index.data(ItemRole.UserRole) == Verdict.MISSED:
            option.font.setBold(True)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if index.data(ItemRole.UserRole) == Verdict.MISSED:
            area = QRectF(option.rect)
            box = QRectF(area.left() + 2 * GRID, area.center().y() - _SIDE / 2, _SIDE, _SIDE)
            draw_verdict(painter, box, Verdict.MISSED)
