"""The table of sources: lamp and word for the state, figures that can be sorted and exported."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QMenu,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from app.domain.sources import SourceState
from widgets.connections.columns import (
    HIDDEN_AT_FIRST,
    WIDTH_IN_LETTERS,
    Column,
    column_title,
)
from widgets.connections.export import as_tsv, write_csv
from widgets.connections.figures import is_certificate_due
from widgets.connections.lamps import LAMP, STALE_OPACITY, draw_lamp
from widgets.connections.sources_model import SORT_ROLE, SourcesModel
from widgets.connections.tables import CELL_PADDING, ColumnKeeper, RowDelegate, RowTable, pop_up
from widgets.dragging import drag_points
from widgets.theme import theme

_SECONDARY: Final = frozenset({Column.PROTOCOL, Column.SECURITY, Column.ENDPOINT})


class SourcesTable(RowTable):
    """All sources of the profile.

    Signals:
        source_chosen: Id of the source the person selected.
        retry_requested: Id of a source that shall be tried now.
        told: A sentence on how an export went.
    """

    source_chosen = Signal(str)
    retry_requested = Signal(str)
    told = Signal(str)

    def __init__(self, model: SourcesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sources = model
        self.dragged: Callable[[str], tuple[Sequence[str], str]] = lambda _: ((), "")
        """Returns the points of a source that are dragged from here, and the name of the first."""
        self._proxy = QSortFilterProxyModel(self)
        self._proxy.setSourceModel(model)
        self._proxy.setSortRole(SORT_ROLE)
        self._proxy.setDynamicSortFilter(False)
        self.setModel(self._proxy)
        self.setItemDelegate(SourcesDelegate(model, self._proxy, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setDragEnabled(True)
        header = self.horizontalHeader()
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.columns = ColumnKeeper(
            header,
            list(Column),
            column_title,
            WIDTH_IN_LETTERS,
            hidden=HIDDEN_AT_FIRST,
            fixed={Column.STATE, Column.NAME},
        )
        self.selectionModel().currentRowChanged.connect(self._tell)
        self.copy_wanted.connect(self.copy)
        self.customContextMenuRequested.connect(self._show_menu)
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts again."""
        self.setAccessibleName(self.tr("Quellen"))
        self.horizontalHeader().viewport().update()
        self.viewport().update()

    # --- selection --------------------------------------------------------------------------
    @property
    def source(self) -> str:
        """Id of the selected source, empty when none is."""
        row = self._proxy.mapToSource(self.currentIndex()).row()
        return str(self.sources.sources[row].id) if 0 <= row < len(self.sources.sources) else ""

    def select_source(self, source: str) -> None:
        """Select a source; one the profile does not have is passed over."""
        row = self.sources.row_of(source)
        if row >= 0:
            index = self._proxy.mapFromSource(self.sources.index(row, 0))
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def _tell(self, current: QModelIndex) -> None:
        if current.isValid():
            self.source_chosen.emit(self.source)

    @override
    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        drag_points(self, *self.dragged(self.source))

    # --- copy, export, menu -----------------------------------------------------------------
    def copy(self) -> None:
        """Copy the selected rows as tab separated text with a heading."""
        rows = self.selected_rows()
        if rows:
            text = as_tsv(self._proxy, rows, self.columns.in_sight())
            QGuiApplication.clipboard().setText(text)

    def export_csv(self, path: Path) -> None:
        """Write all sources as listed; say how it went."""
        columns = [Column(section) for section in self.columns.in_sight()]
        rows = [
            self._proxy.mapToSource(self._proxy.index(row, 0)).row()
            for row in range(self._proxy.rowCount())
        ]
        try:
            write_csv(
                path,
                map(csv_title, columns),
                ([self.sources.csv_cell(row, column) for column in columns] for row in rows),
            )
        except OSError as error:
            sentence = self.tr("{file} konnte nicht geschrieben werden: {reason}")
            self.told.emit(sentence.format(file=path.name, reason=error.strerror))
            return
        self.told.emit(self.tr("%n Quelle(n) geschrieben.", "", len(rows)))

    def make_menu(self) -> QMenu:
        """Return the context menu of a row."""
        menu = QMenu(self)
        source = self.source
        retry = menu.addAction(self.tr("Jetzt verbinden"))
        retry.setEnabled(bool(source))
        retry.triggered.connect(lambda: self.retry_requested.emit(source))
        menu.addSeparator()
        menu.addAction(self.tr("Kopieren")).triggered.connect(self.copy)
        menu.addAction(self.tr("Als CSV exportieren …")).triggered.connect(self.ask_export)
        menu.addSeparator()
        menu.addMenu(self.columns.make_menu(menu))
        return menu

    def ask_export(self) -> None:
        """Ask for a file and write it."""
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Als CSV exportieren"), "quellen.csv", "CSV (*.csv)"
        )
        if name:
            self.export_csv(Path(name))

    def _show_menu(self, position: QPoint) -> None:
        pop_up(self.make_menu(), self.viewport().mapToGlobal(position))


class SourcesDelegate(RowDelegate):
    """Draws the lamp beside the state, dims what is stale, stresses what is due."""

    def __init__(
        self, model: SourcesModel, proxy: QSortFilterProxyModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._proxy = proxy

    @override
    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        row, column = self._proxy.mapToSource(index).row(), Column(index.column())
        health = self._model.health(row)
        tokens = theme().tokens
        colour = tokens.muted if column in _SECONDARY else tokens.text
        if self._model.is_stale:
            colour = tokens.stale
        is_due = (
            health is not None
            and column is Column.CERTIFICATE
            and is_certificate_due(health.certificate_until_us, self._model.at_us)
        )
        needs_person = (
            health is not None and column is Column.STATE and health.state is SourceState.FAILED
        )
        if is_due or needs_person:
            option.font.setWeight(QFont.Weight.DemiBold)
        palette = QPalette(option.palette)
        palette.setColor(QPalette.ColorRole.Text, QColor(colour))
        palette.setColor(QPalette.ColorRole.HighlightedText, QColor(colour))
        option.palette = palette
        if column is Column.ENDPOINT:
            option.textElideMode = Qt.TextElideMode.ElideMiddle

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        if Column(index.column()) is not Column.STATE:
            super().paint(painter, option, index)
            return
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(theme().tokens.selection))
        health = self._model.health(self._proxy.mapToSource(index).row())
        area = QRectF(option.rect)
        lamp = QRectF(area.left() + CELL_PADDING, area.center().y() - LAMP / 2, LAMP, LAMP)
        painter.save()
        painter.setOpacity(STALE_OPACITY if self._model.is_stale else 1.0)
        draw_lamp(painter, lamp, None if health is None else health.state)
        painter.restore()
        beside = QStyleOptionViewItem(option)
        beside.rect.setLeft(round(lamp.right()))
        super().paint(painter, beside, index)


def csv_title(column: Column) -> str:
    """Return the heading of a column in a spreadsheet, with the unit where it needs one."""
    units = {
        Column.CONNECTED: "UTC",
        Column.LAST: "UTC",
        Column.CERTIFICATE: "UTC",
        Column.LAG: "s",
        Column.COMMIT_LAG: "s",
    }
    title = column_title(column)
    return f"{title} ({units[column]})" if column in units else title


def table_state(table: SourcesTable) -> dict[str, Any]:
    """Return what is to be remembered of the table."""
    header = table.horizontalHeader()
    section = header.sortIndicatorSection()
    is_sorted = 0 <= section < len(Column)
    return {
        "columns": table.columns.save(),
        "sort": Column(section).name if is_sorted else "",
        "descending": header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder,
    }


def restore_table(table: SourcesTable, saved: object) -> None:
    """Take up what was remembered; what does not fit is passed over."""
    if not isinstance(saved, dict):
        return
    table.columns.restore(saved.get("columns"))
    name = saved.get("sort")
    if isinstance(name, str) and name in Column.__members__:
        is_descending = saved.get("descending") is True
        order = Qt.SortOrder.DescendingOrder if is_descending else Qt.SortOrder.AscendingOrder
        table.sortByColumn(Column[name], order)
