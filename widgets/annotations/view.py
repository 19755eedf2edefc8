"""The list of notes: search, jump to their time, edit, remove with a way back, export."""

from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QHideEvent,
    QKeySequence,
    QPalette,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.annotations import Annotation
from app.domain.cities import City
from app.services.states import CityState
from widgets.alarms.export import as_tsv, write_csv
from widgets.annotations.model import Index, NotesModel
from widgets.annotations.rows import (
    HIDDEN_AT_FIRST,
    WIDTHS,
    NoteColumn,
    NoteWording,
    column_title,
)
from widgets.connections.tables import ColumnKeeper, RowDelegate, RowTable, pop_up
from widgets.filter_box import FilterBox
from widgets.labels import ElidedLabel
from widgets.placeholders import Stage
from widgets.texts import count
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID
from widgets.views import View

_SEARCH_MS: Final = 150
_NOTE_ICON: Final = "mdi6.note-text-outline"


class AnnotationsView(View):
    """All notes of the city, or those on the selected points.

    Signals:
        edit_requested: Id of a note to be read or changed (str).
        remove_requested: Ids of notes that shall go (list of str).
        note_requested: A new note is wanted, at the moment shown (µs UTC, object; None for now)
            on the selected points (list of str).
        undo_requested: The last change shall be taken back.
    """

    edit_requested = Signal(str)
    remove_requested = Signal(list)
    note_requested = Signal(object, list)
    undo_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = NotesModel(self)
        self.table = _NotesTable()
        self.table.setModel(self.model)
        self.table.setItemDelegate(_NoteDelegate(self.model, self.table))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.columns = ColumnKeeper(
            self.table.horizontalHeader(),
            list(NoteColumn),
            column_title,
            WIDTHS,
            hidden=HIDDEN_AT_FIRST,
            fixed={NoteColumn.TIME, NoteColumn.TEXT},
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
        self._is_quiet = False
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_SEARCH_MS)
        self._wait.timeout.connect(self.filter)
        self._arrange()
        self._connect()
        self.retranslate()

    def _arrange(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        bar.setSpacing(2 * GRID)
        self.box.setMaximumWidth(44 * self.fontMetrics().horizontalAdvance("n"))
        bar.addWidget(self.box, 2)
        bar.addWidget(self.only_selected)
        bar.addWidget(self._count, 1)
        bar.addWidget(self.new)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.stage, 1)
        header = self.table.horizontalHeader()
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(NoteColumn.TIME, Qt.SortOrder.DescendingOrder)
        self.table.setSortingEnabled(True)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.box.textChanged.connect(lambda _: self._wait.start())
        self.box.left.connect(self.table.setFocus)
        self.only_selected.toggled.connect(lambda _: self.filter())
        self.new.clicked.connect(self._ask_note)
        self.table.activated_row.connect(self._jump)
        self.table.doubleClicked.connect(lambda _: self._jump())
        self.table.copy_wanted.connect(self.copy)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.table.selectionModel().selectionChanged.connect(self._tell_selection)
        self.model.modelAboutToBeReset.connect(self._keep_selection)
        self.model.modelReset.connect(self._restore_selection)
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

    # ---- what the console calls ----------------------------------------------------------------
    @override
    def set_city(self, city: City) -> None:
        self._city = city
        self.model.reword(NoteWording(city))
        self._choose_page()

    def show_notes(self, notes: list[Annotation]) -> None:
        """Show all notes there are."""
        self.model.show_notes(notes)
        self._choose_page()

    def show_undo(self, sentence: str) -> None:
        """Say what was just changed, with a way back; an empty sentence takes that away."""
        self._undo_sentence = sentence
        self._choose_page()

    @override
    def show_state(self, state: CityState) -> None:
        pinned_us = None if state.is_live else state.at_us
        if pinned_us != self._pinned_us:
            self._pinned_us = pinned_us
            self.model.dim(None if pinned_us is None else (lambda note: note.start_us > pinned_us))

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

    # ---- filter and pages ----------------------------------------------------------------------
    def filter(self) -> None:
        """Show what matches the words, and the selection where that is wanted."""
        self._wait.stop()
        points = self._selection if self.only_selected.isChecked() else None
        self.model.filter(self.box.text(), points)
        self._choose_page()

    def _choose_page(self) -> None:
        n = len(self.model.notes)
        words = self.tr("%n Notiz(en)", "", n).replace(str(n), count(n))
        self._count.setText(words if n else "")
        undo = self.tr("Rückgängig")
        if self.model.notes:
            self.stage.show_content()
            self.stage.notice.show_notice("mdi6.undo-variant", self._undo_sentence, undo)
        elif self._undo_sentence:
            self.stage.show_message("mdi6.undo-variant", self._undo_sentence, undo)
        elif self.model.is_empty:
            sentence = self.tr(
                "Noch keine Notizen. Was Sie hier festhalten, steht auch in den Verläufen."
            )
            self.stage.show_message(_NOTE_ICON, sentence, self.tr("Notiz schreiben"))
        else:
            sentence = self.tr("Keine Notiz passt zu diesen Wörtern und dieser Auswahl.")
            self.stage.show_message(
                "mdi6.filter-off-outline", sentence, self.tr("Filter zurücksetzen")
            )

    def _act(self) -> None:
        if self._undo_sentence:
            self.undo_requested.emit()
        elif self.model.is_empty:
            self._ask_note()
        else:
            self.box.clear()
            self.only_selected.setChecked(False)
            self.filter()

    # ---- selection -----------------------------------------------------------------------------
    def selected(self) -> list[Annotation]:
        """Return the selected notes from top to bottom."""
        return [self.model.notes[row] for row in self.table.selected_rows()]

    def select(self, note_ids: list[str]) -> None:
        """Select notes without telling anybody."""
        self._is_quiet = True
        selection = QItemSelection()
        last = len(NoteColumn) - 1
        for row in filter(lambda row: row >= 0, map(self.model.place, note_ids)):
            selection.select(self.model.index(row, 0), self.model.index(row, last))
        self.table.selectionModel().select(
            selection, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self._is_quiet = False

    def _keep_selection(self) -> None:
        self._is_quiet = True
        self._kept = [note.id for note in self.selected()]

    def _restore_selection(self) -> None:
        self.select(self._kept)

    def _tell_selection(self) -> None:
        # A list that follows the selection must not lead it.
        if not self._is_quiet and not self.only_selected.isChecked():
            points = dict.fromkeys(str(p) for note in self.selected() for p in note.points)
            if points:
                self.points_selected.emit(list(points))

    # ---- what the person wants -----------------------------------------------------------------
    def _jump(self) -> None:
        if notes := self.selected():
            self.time_requested.emit(notes[0].start_us)

    def _ask_note(self) -> None:
        self.note_requested.emit(self._pinned_us, list(self._selection))

    def _ask_edit(self) -> None:
        if notes := self.selected():
            self.edit_requested.emit(notes[0].id)

    def _ask_removal(self) -> None:
        if notes := self.selected():
            self.remove_requested.emit([note.id for note in notes])

    def _show_trend(self) -> None:
        points = dict.fromkeys(str(p) for note in self.selected() for p in note.points)
        if points:
            self.trend_requested.emit(list(points))

    def copy(self) -> None:
        """Copy the selected notes as tab separated text with a heading."""
        rows, columns = self.table.selected_rows(), self.columns.in_sight()
        if rows:
            titles = [column_title(NoteColumn(column)) for column in columns]
            lines = [self.model.texts(row, columns) for row in rows]
            QGuiApplication.clipboard().setText(as_tsv(titles, lines))

    def export_csv(self, path: Path) -> None:
        """Write the notes shown as CSV, with whole texts; say how it went."""
        titles = [column_title(column) for column in NoteColumn]
        rows = []
        for note in self.model.notes:
            cells = list(self.model.row(note).texts)
            cells[NoteColumn.TEXT] = note.text
            rows.append(cells)
        try:
            write_csv(path, titles, rows)
        except OSError as error:
            sentence = self.tr("{file} konnte nicht geschrieben werden: {reason}")
            self.message_requested.emit(sentence.format(file=path.name, reason=error.strerror))
        else:
            sentence = self.tr("%n Notiz(en) in {file} geschrieben.", "", len(rows))
            self.message_requested.emit(sentence.format(file=path.name))

    def _ask_export(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Als CSV exportieren"), "notizen.csv", "CSV (*.csv)"
        )
        if name:
            self.export_csv(Path(name))

    def make_menu(self) -> QMenu:
        """Return the context menu of the notes."""
        menu = QMenu(self)
        notes = self.selected()
        for text, act, is_possible in (
            (self.tr("Zeitpunkt zeigen"), self._jump, bool(notes)),
            (self.tr("Bearbeiten …"), self._ask_edit, len(notes) == 1),
            (self.tr("Löschen"), self._ask_removal, bool(notes)),
            (self.tr("In Verläufe zeigen"), self._show_trend, any(note.points for note in notes)),
            (self.tr("Kopieren"), self.copy, bool(notes)),
            (self.tr("Als CSV exportieren …"), self._ask_export, bool(self.model.notes)),
        ):
            action = menu.addAction(text)
            action.setEnabled(is_possible)
            action.triggered.connect(act)
        menu.addSeparator()
        menu.addMenu(self.columns.make_menu(menu))
        return menu

    def _show_menu(self, position: QPoint) -> None:
        pop_up(self.make_menu(), self.table.viewport().mapToGlobal(position))

    # ---- texts and looks -----------------------------------------------------------------------
    @override
    def retranslate(self) -> None:
        self.box.setPlaceholderText(self.tr("In Notizen suchen …"))
        self.box.setAccessibleName(self.tr("In Notizen suchen"))
        self.only_selected.setText(self.tr("Nur Auswahl"))
        self.only_selected.setToolTip(self.tr("Nur Notizen zu den ausgewählten Datenpunkten"))
        self.new.setText(self.tr("Neue Notiz"))
        self.table.setAccessibleName(self.tr("Notizen"))
        self.model.reword(NoteWording(self._city))
        self._choose_page()

    @override
    def apply_theme(self) -> None:
        self._search.setIcon(icon("mdi6.magnify"))
        self.table.viewport().update()


class _NotesTable(RowTable):
    """Gives the texts of the notes the room that the other columns leave."""

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        header = self.horizontalHeader()
        if header.count() == 0:
            return
        room = self.viewport().width() - header.length() + header.sectionSize(NoteColumn.TEXT)
        least = WIDTHS[NoteColumn.TEXT] * self.fontMetrics().horizontalAdvance("0")
        header.resizeSection(NoteColumn.TEXT, max(room, round(least)))


class _NoteDelegate(RowDelegate):
    """Rows whose notes lie after the moment shown are dimmed."""

    def __init__(self, model: NotesModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        is_secondary = index.column() not in {NoteColumn.TIME, NoteColumn.TEXT}
        if is_secondary or self._model.is_late(index.row()):
            muted = QColor(theme().tokens.muted)
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                option.palette.setColor(role, muted)
