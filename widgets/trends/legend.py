"""The legend below the plot: the table of curves, by mouse and by keys."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QLineF, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from app.domain.points import PointId, PointKind
from widgets.theme import theme
from widgets.theme.tokens import GRID
from widgets.trends.legend_model import ROW_ROLE, LegendColumn, LegendModel, LegendRow
from widgets.trends.tints import curve_pen, faded
from widgets.trends.wording import JOINT, point_name

_Index = QModelIndex | QPersistentModelIndex
_ICONS: Final = {LegendColumn.SHOWN, LegendColumn.SOLO, LegendColumn.REMOVE}

_LETTERS: Final = {
    LegendColumn.SHOWN: 6,
    LegendColumn.NAME: 44,
    LegendColumn.VALUE: 22,
    LegendColumn.UNIT: 9,
    LegendColumn.QUALITY: 11,
    LegendColumn.MINIMUM: 11,
    LegendColumn.MEAN: 11,
    LegendColumn.MAXIMUM: 11,
    LegendColumn.SOLO: 5,
    LegendColumn.REMOVE: 5,
}
"""Widths in widths of the digit 0, so that they follow font and scale."""

_ORIGIN_LETTERS: Final = 26


class _CellDelegate(QStyledItemDelegate):
    """Gives the cells the same inner margin as the headings."""

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        super().initStyleOption(option, index)
        if index.column() not in _ICONS:
            option.rect = option.rect.adjusted(GRID, 0, -GRID, 0)


class _NameDelegate(_CellDelegate):
    """Draws the name of a curve, and muted behind it where that is."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: LegendRow = index.data(ROW_ROLE)
        tokens = theme().tokens
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(tokens.selection))
        inner = QRectF(option.rect).adjusted(2 * GRID, 0, -2 * GRID, 0)
        metrics = QFontMetricsF(option.font)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        end = Qt.TextElideMode.ElideRight
        name = metrics.elidedText(point_name(row.point), end, inner.width())
        painter.save()
        painter.setFont(option.font)
        painter.setPen(QColor(tokens.text if row.is_visible else tokens.muted))
        painter.drawText(inner, left, name)
        inner.setLeft(inner.left() + metrics.horizontalAdvance(name))
        if row.place:
            painter.setPen(QColor(tokens.muted))
            painter.drawText(inner, left, metrics.elidedText(JOINT + row.place, end, inner.width()))
        painter.restore()


class _SwatchDelegate(QStyledItemDelegate):
    """Draws the colour and dash of a curve; only its outline while it is hidden."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        super().paint(painter, option, index)
        row: LegendRow = index.data(ROW_ROLE)
        tokens = theme().tokens
        rect: QRectF = QRectF(option.rect)
        painter.save()
        middle = round(rect.center().y()) + 0.5
        left, right = rect.left() + 2 * GRID, rect.right() - 2 * GRID
        if row.is_visible and row.point.kind is PointKind.STATE:
            block = QRectF(left, middle - 4, right - left, 8)
            painter.fillRect(block, faded(QColor(tokens.muted), 0.55))
        elif row.is_visible:
            pen = curve_pen(tokens, row.slot, 3.0)
            painter.setPen(pen)
            painter.drawLine(QLineF(left, middle, right, middle))
        else:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(tokens.stale), 1))
            painter.drawRoundedRect(QRectF(left, middle - 3, right - left, 6), 2, 2)
        painter.restore()


class Legend(QTableView):
    """The table; what a person wants is told as signals.

    Signals:
        focus_requested: A row was chosen (point id).
        visibility_requested: A row's swatch was pressed (point id).
        solo_requested: Show this one alone, or all again (point id).
        remove_requested: Take it off the plot (point id).
    """

    focus_requested = Signal(str)
    visibility_requested = Signal(str)
    solo_requested = Signal(str)
    remove_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = LegendModel()
        self.setModel(self._model)
        self.setItemDelegate(_CellDelegate(self))
        self.setItemDelegateForColumn(LegendColumn.SHOWN, _SwatchDelegate(self))
        self.setItemDelegateForColumn(LegendColumn.NAME, _NameDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setIconSize(QSize(16, 16))
        self.verticalHeader().hide()
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setHighlightSections(False)
        self.clicked.connect(self._press)
        self.selectionModel().currentRowChanged.connect(self._choose)
        self._is_following = False
        self.fit()

    def fit(self) -> None:
        """Take sizes from the font."""
        metrics = QFontMetricsF(self.font())
        self.verticalHeader().setDefaultSectionSize(round(metrics.height()) + 2 * GRID + 2)
        digit = metrics.horizontalAdvance("0")
        header = self.horizontalHeader()
        header.setMinimumSectionSize(round(4 * digit))
        for column, n in _LETTERS.items():
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, round(n * digit))
        self._share_width()

    def _share_width(self) -> None:
        """Show where values come from only where there is room; the name takes what is left."""
        digit = QFontMetricsF(self.font()).horizontalAdvance("0")
        fixed = round(sum(_LETTERS.values()) * digit)
        has_room = self.viewport().width() >= fixed + _ORIGIN_LETTERS * digit
        self.setColumnHidden(LegendColumn.ORIGIN, not has_room)
        header = self.horizontalHeader()
        taker = LegendColumn.ORIGIN if has_room else LegendColumn.NAME
        header.setSectionResizeMode(LegendColumn.NAME, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(taker, QHeaderView.ResizeMode.Stretch)
        if has_room:
            header.resizeSection(LegendColumn.NAME, round(_LETTERS[LegendColumn.NAME] * digit))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def set_rows(self, rows: list[LegendRow], moment: str) -> None:
        """Show rows; `moment` heads the column of values."""
        self._model.set_rows(rows, moment)

    @property
    def rows(self) -> Sequence[LegendRow]:
        """The rows as shown."""
        return self._model.rows

    def mark(self, point_id: PointId | None) -> None:
        """Select the row of a point without telling anybody."""
        at = next((i for i, row in enumerate(self.rows) if row.point.id == point_id), None)
        self._is_following = True
        if at is None:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        elif self.currentIndex().row() != at:
            self.selectRow(at)
        self._is_following = False

    def _id_at(self, row: int) -> PointId:
        return self.rows[row].point.id

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid() and not self._is_following:
            self.focus_requested.emit(self._id_at(index.row()))

    def _press(self, index: QModelIndex) -> None:
        signals = {
            LegendColumn.SHOWN: self.visibility_requested,
            LegendColumn.SOLO: self.solo_requested,
            LegendColumn.REMOVE: self.remove_requested,
        }
        if signal := signals.get(LegendColumn(index.column())):
            signal.emit(self._id_at(index.row()))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        signals = {
            Qt.Key.Key_Space: self.visibility_requested,
            Qt.Key.Key_S: self.solo_requested,
            Qt.Key.Key_Delete: self.remove_requested,
        }
        signal = signals.get(Qt.Key(event.key()))
        index = self.currentIndex()
        if signal is not None and index.isValid():
            signal.emit(self._id_at(index.row()))
            return
        super().keyPressEvent(event)
