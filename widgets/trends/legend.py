"""The legend below the plot: the table of curves, by mouse and by keys."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFontMetricsF,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QTableView,
    QWidget,
)
from typing_extensions import override

from app.domain.points import PointId
from widgets.theme import theme
from widgets.theme.tokens import GRID
from widgets.trends.legend_cells import ICONS, CellDelegate, NameDelegate, SwatchDelegate
from widgets.trends.legend_model import (
    CHOOSABLE,
    DEFAULTS,
    MARKER_COLUMNS,
    LegendColumn,
    LegendRow,
    column_hint,
    column_title,
)
from widgets.trends.legend_table import LegendModel

_LETTERS: Final = {
    LegendColumn.SHOWN: 6,
    LegendColumn.NAME: 44,
    LegendColumn.VALUE: 21,
    LegendColumn.UNIT: 9,
    LegendColumn.QUALITY: 11,
    LegendColumn.AT_A: 11,
    LegendColumn.AT_B: 11,
    LegendColumn.DIFFERENCE: 12,
    LegendColumn.SLOPE: 18,
    LegendColumn.MINIMUM: 11,
    LegendColumn.MEAN: 11,
    LegendColumn.WEIGHTED: 13,
    LegendColumn.MAXIMUM: 11,
    LegendColumn.DEVIATION: 13,
    LegendColumn.COUNT: 12,
    LegendColumn.GOOD: 11,
    LegendColumn.SOLO: 5,
    LegendColumn.REMOVE: 5,
}
"""Widths in widths of the digit 0, so that they follow font and scale."""

_ORIGIN_LETTERS: Final = 26
_NAME_LEAST: Final = 20

_DISPENSABLE: Final = (
    (LegendColumn.MEAN,),
    (LegendColumn.MINIMUM, LegendColumn.MAXIMUM),
    (LegendColumn.QUALITY,),
    (LegendColumn.SLOPE,),
)
"""Columns nobody asked for, in the order in which they give way where there is no room.

The slope is then told by the tooltip of the difference."""


class Legend(QTableView):
    """The table; what a person wants is told as signals.

    Signals:
        focus_requested: A row was chosen (point id).
        visibility_requested: A row's swatch was pressed (point id).
        solo_requested: Show this one alone, or all again (point id).
        remove_requested: Take it off the plot (point id).
        columns_changed: Other columns were chosen, see `save`.
    """

    focus_requested = Signal(str)
    visibility_requested = Signal(str)
    solo_requested = Signal(str)
    remove_requested = Signal(str)
    columns_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = LegendModel()
        self._chosen = set(DEFAULTS)
        self._has_markers = (False, False)
        self._order: tuple[LegendColumn, bool] | None = None
        self._joined: list[int] = []
        self.setModel(self._model)
        self.setItemDelegate(CellDelegate(self))
        self.setItemDelegateForColumn(LegendColumn.SHOWN, SwatchDelegate(self))
        self.setItemDelegateForColumn(LegendColumn.NAME, NameDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setIconSize(QSize(16, 16))
        self.verticalHeader().hide()
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._order_by)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(
            lambda position: self.open_column_menu(header.mapToGlobal(position))
        )
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
        """Show the chosen columns; where values come from only where there is room for it."""
        digit = QFontMetricsF(self.font()).horizontalAdvance("0")
        width = self.viewport().width()
        shown = self._fitting(width / digit)
        fixed = round(sum(_LETTERS[column] for column in shown) * digit)
        is_wanted = LegendColumn.ORIGIN in self._chosen
        has_room = is_wanted and width >= fixed + _ORIGIN_LETTERS * digit
        for column in LegendColumn:
            is_shown = has_room if column is LegendColumn.ORIGIN else column in shown
            self.setColumnHidden(column, not is_shown)
        header = self.horizontalHeader()
        name = LegendColumn.NAME
        least = round(_NAME_LEAST * digit)
        header.setSectionResizeMode(name, QHeaderView.ResizeMode.Interactive)
        if has_room:
            header.setSectionResizeMode(LegendColumn.ORIGIN, QHeaderView.ResizeMode.Stretch)
            header.resizeSection(name, round(_LETTERS[name] * digit))
        elif width >= fixed - round(_LETTERS[name] * digit) + least:
            header.setSectionResizeMode(name, QHeaderView.ResizeMode.Stretch)
        else:
            # No room for all columns: the name stays readable, and the table scrolls sideways.
            header.resizeSection(name, least)

    def _fitting(self, room: float) -> set[LegendColumn]:
        """Return the columns to show; while there is no room, some nobody asked for give way.

        Args:
            room: The width in widths of the digit 0.
        """
        shown = {column for column in _LETTERS if self._is_wanted(column)}
        spared = _LETTERS[LegendColumn.NAME] - _NAME_LEAST
        for columns in _DISPENSABLE:
            if sum(_LETTERS[one] for one in shown) - spared <= room:
                break
            shown.difference_update(columns)
        return shown

    def _is_wanted(self, column: LegendColumn) -> bool:
        has_a, has_b = self._has_markers
        if column in MARKER_COLUMNS:
            needed = {LegendColumn.AT_A: has_a, LegendColumn.AT_B: has_b}
            return needed.get(column, has_a and has_b)
        return column not in CHOOSABLE or column in self._chosen

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            # Without a chosen row nothing else tells that keys go here.
            painter = QPainter(self.viewport())
            painter.setPen(QPen(QColor(theme().tokens.accent), 1))
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))
            painter.end()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def set_rows(self, rows: list[LegendRow], moment: str) -> None:
        """Show rows; `moment` heads the column of values."""
        self._model.set_rows(rows, moment)
        self._join_cells()
        markers = next((row.markers for row in rows if row.markers is not None), None)
        has_markers = (False, False) if markers is None else markers.are_set
        if has_markers != self._has_markers:
            self._has_markers = has_markers
            self._share_width()

    def _join_cells(self) -> None:
        """Give what is wrong with a curve the room of the figures it does not have."""
        faulty = [i for i, row in enumerate(self.rows) if row.is_faulty]
        if faulty == self._joined:
            return
        self._joined = faulty
        self.clearSpans()
        for place in faulty:
            self.setSpan(place, LegendColumn.NAME, 1, LegendColumn.SOLO - LegendColumn.NAME)

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

    # --- columns ----------------------------------------------------------------------------

    def save(self) -> list[str]:
        """Return the names of the chosen columns."""
        return [column.name.lower() for column in CHOOSABLE if column in self._chosen]

    def restore(self, names: object) -> None:
        """Choose columns as `save` named them; anything else is passed over."""
        if isinstance(names, list) and all(isinstance(name, str) for name in names):
            self._chosen = {column for column in CHOOSABLE if column.name.lower() in names}
            self._share_width()

    def choose_column(self, column: LegendColumn, *, is_chosen: bool) -> None:
        """Show or hide a column that may be chosen."""
        self._chosen = self._chosen | {column} if is_chosen else self._chosen - {column}
        self._share_width()
        self.columns_changed.emit()

    def column_menu(self) -> QMenu:
        """Return the menu of the columns, not yet shown."""
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        for column in CHOOSABLE:
            action = menu.addAction(column_title(column))
            action.setToolTip(column_hint(column) or column_title(column))
            action.setCheckable(True)
            action.setChecked(column in self._chosen)
            action.toggled.connect(
                lambda is_on, column=column: self.choose_column(column, is_chosen=is_on)
            )
        menu.addSeparator()
        copying = menu.addAction(QCoreApplication.translate("trends", "Tabelle kopieren"))
        copying.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        copying.setShortcutVisibleInContextMenu(True)
        copying.triggered.connect(self.copy)
        return menu

    def open_column_menu(self, position: QPoint) -> None:
        """Open the menu of the columns at a place of the screen."""
        menu = self.column_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(position)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.open_column_menu(event.globalPos())

    def copy(self) -> None:
        """Put the table, as it is seen, onto the clipboard as text."""
        header = self.horizontalHeader()
        seen = [c for c in LegendColumn if c not in ICONS and not header.isSectionHidden(c)]
        QGuiApplication.clipboard().setText(self._model.text(seen))

    def _order_by(self, section: int) -> None:
        """Sort by a column: upwards, downwards, then as the curves were added again."""
        column = LegendColumn(section)
        if column in ICONS:
            return
        if self._order is None or self._order[0] is not column:
            self._order = (column, False)
        else:
            self._order = None if self._order[1] else (column, True)
        header = self.horizontalHeader()
        header.setSortIndicatorShown(self._order is not None)
        if self._order is None:
            self._model.order_by(None)
            self._join_cells()
            return
        is_descending = self._order[1]
        self._model.order_by(column, is_descending=is_descending)
        self._join_cells()
        down, up = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder
        header.setSortIndicator(section, down if is_descending else up)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
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
