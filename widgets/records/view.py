"""A list of records: search, jump to their time, edit, remove with a way back, export."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, Generic

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.cities import City
from app.services.states import CityState
from widgets.alarms.export import as_tsv, write_csv
from widgets.connections.tables import ColumnKeeper, MenuLine, make_row_menu, pop_up
from widgets.filter_box import FilterBox
from widgets.labels import ElidedLabel
from widgets.placeholders import Stage
from widgets.records.model import RecordsModel
from widgets.records.rows import R, RecordWording
from widgets.records.table import RecordDelegate, RecordTable
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID
from widgets.views import View

_SEARCH_MS: Final = 150


class RecordsView(View, Generic[R]):
    """All records of a kind, or those on the selected points.

    Args:
        model: Their rows.
        parent: Owner.

    Signals:
        edit_requested: Id of a record to be read or changed (str).
        remove_requested: Ids of records that shall go (list of str).
        undo_requested: The last change shall be taken back.
    """

    edit_requested = Signal(str)
    remove_requested = Signal(list)
    undo_requested = Signal()

    def __init__(self, model: RecordsModel[R], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = model
        model.setParent(self)
        self.table = RecordTable(model.columns)
        self.table.setModel(model)
        self.table.setItemDelegate(RecordDelegate(model, self.table))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.columns = ColumnKeeper(
            self.table.horizontalHeader(),
            model.columns.every,
            model.columns.title,
            model.columns.widths,
            hidden=model.columns.hidden,
            fixed=model.columns.fixed,
        )
        self.stage = Stage(self.table)
        self.box = FilterBox()
        self.box.setClearButtonEnabled(True)
        self._search = self.box.addAction(
            icon("mdi6.magnify"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.only_selected = QCheckBox()
        self.new = QPushButton()
        self._count = ElidedLabel()
        self._count.setObjectName("muted")
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._city: City | None = None
        self._selection: list[str] = []
        self._pinned_us: int | None = None
        self._undo_sentence = ""
        self._kept: list[str] = []
        self._is_quiet = False
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_SEARCH_MS)
        self._wait.timeout.connect(self.filter)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self.bar = QHBoxLayout()
        self.bar.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        self.bar.setSpacing(2 * GRID)
        self.box.setMaximumWidth(44 * self.fontMetrics().horizontalAdvance("n"))
        self.bar.addWidget(self.box, 2)
        self.bar.addWidget(self.only_selected)
        self.bar.addWidget(self._count, 1)
        self.bar.addWidget(self.new)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addLayout(self.bar)
        self.column.addWidget(self.stage, 1)
        header = self.table.horizontalHeader()
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(self.rows.columns.time, Qt.SortOrder.DescendingOrder)
        self.table.setSortingEnabled(True)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.box.textChanged.connect(lambda _: self._wait.start())
        self.box.left.connect(self.table.setFocus)
        self.only_selected.toggled.connect(lambda _: self.filter())
        self.new.clicked.connect(self.ask_new)
        self.table.activated_row.connect(self._jump)
        self.table.doubleClicked.connect(lambda _: self._jump())
        self.table.copy_wanted.connect(self.copy)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.table.selectionModel().selectionChanged.connect(self._tell_selection)
        self.rows.modelAboutToBeReset.connect(self._keep_selection)
        self.rows.modelReset.connect(self._restore_selection)
        self.stage.action_requested.connect(self._act)
        for key, act in (
            (QKeySequence(QKeySequence.StandardKey.Find), self.box.setFocus),
            (QKeySequence(QKeySequence.StandardKey.Undo), self.undo_requested.emit),
            (QKeySequence(QKeySequence.StandardKey.Delete), self._ask_removal),
            (QKeySequence(Qt.Key.Key_F2), self._ask_edit),
        ):
            is_for_table = act in {self._ask_removal, self.undo_requested.emit}
            shortcut = QShortcut(key, self.table if is_for_table else self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # ---- what each list says itself --------------------------------------------------------------
    def wording(self) -> RecordWording[R]:
        """Return what turns records into words, for the present city and language."""
        raise NotImplementedError

    def wanted(self) -> Callable[[R], bool] | None:
        """Return what must hold of a record besides words and points; None for nothing."""
        return None

    def unfilter(self) -> None:
        """Take all filters away."""
        self.box.clear()
        self.only_selected.setChecked(False)

    def ask_new(self) -> None:
        """Ask for a new record."""
        raise NotImplementedError

    def count_text(self, n: int) -> str:
        """Say how many are shown."""
        raise NotImplementedError

    def show_nothing(self) -> None:
        """Say on the stage that there is no record at all."""
        raise NotImplementedError

    def no_match_text(self) -> str:
        """Say that no record matches the filters."""
        raise NotImplementedError

    def written_text(self, n: int) -> str:
        """Say how many records were written into `{file}`."""
        raise NotImplementedError

    def file_name(self) -> str:
        """Return the name proposed for the exported file."""
        raise NotImplementedError

    def menu_lines(self, records: list[R]) -> list[MenuLine]:
        """Return what stands in the context menu besides copy and export."""
        is_one = len(records) == 1
        return [
            (self.tr("Zeitpunkt zeigen"), self._jump, bool(records)),
            (self.tr("Bearbeiten …"), self._ask_edit, is_one),
            (self.tr("Löschen"), self._ask_removal, bool(records)),
            (self.tr("In Verläufe zeigen"), self._show_trend, any(one.points for one in records)),
        ]

    # ---- what the console calls ------------------------------------------------------------------
    @override
    def set_city(self, city: City) -> None:
        self._city = city
        self.rows.reword(self.wording())
        self.choose_page()

    def show_records(self, records: list[R]) -> None:
        """Show all records there are."""
        self.rows.show_records(records)
        self.choose_page()

    def show_undo(self, sentence: str) -> None:
        """Say what was just changed, with a way back; an empty sentence takes that away."""
        self._undo_sentence = sentence
        self.choose_page()

    @override
    def show_state(self, state: CityState) -> None:
        pinned_us = None if state.is_live else state.at_us
        if pinned_us != self._pinned_us:
            self._pinned_us = pinned_us
            time_of = self.rows.columns.time_of
            self.rows.dim(None if pinned_us is None else lambda one: time_of(one) > pinned_us)

    @override
    def show_selection(self, point_ids: list[str]) -> None:
        self._selection = list(point_ids)
        if self.only_selected.isChecked():
            self.filter()

    @override
    def save_state(self) -> dict[str, Any]:
        return {"columns": self.columns.save(), "text": self.box.text()}

    @override
    def restore_state(self, state: dict[str, Any]) -> None:
        """Take back what `save_state` gave; parts that make no sense are ignored."""
        self.columns.restore(state.get("columns"))
        text = state.get("text")
        self.box.setText(text if isinstance(text, str) else "")
        self.filter()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        if self._wait.isActive():
            self.filter()
        super().hideEvent(event)

    # ---- filter and pages ------------------------------------------------------------------------
    def filter(self) -> None:
        """Show what matches the words, and the selection where that is wanted."""
        self._wait.stop()
        points = self._selection if self.only_selected.isChecked() else None
        self.rows.filter(self.box.text(), points, self.wanted())
        self.choose_page()

    def choose_page(self) -> None:
        """Show the list, or why there is none."""
        n = len(self.rows.records)
        self._count.setText(self.count_text(n) if n else "")
        undo = self.tr("Rückgängig")
        if n:
            self.stage.show_content()
            self.stage.notice.show_notice("mdi6.undo-variant", self._undo_sentence, undo)
        elif self._undo_sentence:
            self.stage.show_message("mdi6.undo-variant", self._undo_sentence, undo)
        elif self.rows.is_empty:
            self.show_nothing()
        else:
            self.stage.show_message(
                "mdi6.filter-off-outline", self.no_match_text(), self.tr("Filter zurücksetzen")
            )

    def _act(self) -> None:
        if self._undo_sentence:
            self.undo_requested.emit()
        elif self.rows.is_empty:
            self.ask_new()
        else:
            self.unfilter()
            self.filter()

    # ---- selection -------------------------------------------------------------------------------
    def selected(self) -> list[R]:
        """Return the selected records from top to bottom."""
        return [self.rows.records[row] for row in self.table.selected_rows()]

    def select(self, record_ids: list[str]) -> None:
        """Select records without telling anybody."""
        self._is_quiet = True
        selection = QItemSelection()
        last = self.rows.columnCount() - 1
        for row in filter(lambda row: row >= 0, map(self.rows.place, record_ids)):
            selection.select(self.rows.index(row, 0), self.rows.index(row, last))
        self.table.selectionModel().select(
            selection, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self._is_quiet = False

    def _keep_selection(self) -> None:
        self._is_quiet = True
        self._kept = [record.id for record in self.selected()]

    def _restore_selection(self) -> None:
        self.select(self._kept)

    def _tell_selection(self) -> None:
        # A list that follows the selection must not lead it.
        if not self._is_quiet and not self.only_selected.isChecked() and (points := self._about()):
            self.points_selected.emit(points)

    def _about(self) -> list[str]:
        return list(dict.fromkeys(str(p) for record in self.selected() for p in record.points))

    # ---- what the person wants -------------------------------------------------------------------
    def _jump(self) -> None:
        if records := self.selected():
            self.time_requested.emit(self.rows.columns.time_of(records[0]))

    def _ask_edit(self) -> None:
        if records := self.selected():
            self.edit_requested.emit(records[0].id)

    def _ask_removal(self) -> None:
        if records := self.selected():
            self.remove_requested.emit([record.id for record in records])

    def _show_trend(self) -> None:
        if points := self._about():
            self.trend_requested.emit(points)

    def copy(self) -> None:
        """Copy the selected records as tab separated text with a heading."""
        rows, columns = self.table.selected_rows(), self.columns.in_sight()
        if rows:
            every = self.rows.columns.every
            titles = [self.rows.columns.title(every[column]) for column in columns]
            lines = [self.rows.texts(row, columns) for row in rows]
            QGuiApplication.clipboard().setText(as_tsv(titles, lines))

    def export_csv(self, path: Path) -> None:
        """Write the records shown as CSV, with whole texts; say how it went."""
        columns = self.rows.columns
        rows = []
        for record in self.rows.records:
            cells = list(self.rows.row(record).texts)
            cells[columns.text] = record.text
            rows.append(cells)
        try:
            write_csv(path, [columns.title(column) for column in columns.every], rows)
        except OSError as error:
            sentence = self.tr("{file} konnte nicht geschrieben werden: {reason}")
            self.message_requested.emit(sentence.format(file=path.name, reason=error.strerror))
        else:
            self.message_requested.emit(self.written_text(len(rows)).format(file=path.name))

    def _ask_export(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Als CSV exportieren"), self.file_name(), "CSV (*.csv)"
        )
        if name:
            self.export_csv(Path(name))

    def make_menu(self) -> QMenu:
        """Return the context menu of the records."""
        records = self.selected()
        lines: tuple[MenuLine, ...] = (
            *self.menu_lines(records),
            (self.tr("Kopieren"), self.copy, bool(records)),
            (self.tr("Als CSV exportieren …"), self._ask_export, bool(self.rows.records)),
        )
        return make_row_menu(self, lines, self.columns)

    def _show_menu(self, position: QPoint) -> None:
        pop_up(self.make_menu(), self.table.viewport().mapToGlobal(position))

    # ---- texts and looks -------------------------------------------------------------------------
    @override
    def retranslate(self) -> None:
        self.rows.reword(self.wording())
        self.choose_page()

    @override
    def apply_theme(self) -> None:
        self._search.setIcon(icon("mdi6.magnify"))
        self.table.viewport().update()
