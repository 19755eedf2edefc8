"""The capsule library: what was saved, whether it is intact, and what can be done with it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QMenu,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.capsules import SUFFIX
from app.services.capsules import CapsuleInfo
from widgets.alarms.export import as_tsv, write_csv
from widgets.capsules.model import WIDTHS, CapsuleColumn, CapsulesModel, column_title
from widgets.connections.tables import (
    ColumnKeeper,
    MenuLine,
    RowDelegate,
    RowTable,
    make_row_menu,
    pop_up,
)
from widgets.placeholders import Stage
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID
from widgets.views import View

_ICON = "mdi6.archive-outline"


class CapsuleLibraryView(View):
    """All capsules of the data folder.

    Signals:
        open_requested: A capsule shall be opened (Path, object), as a drill (bool).
        file_requested: A file shall be chosen and opened.
        save_requested: A new capsule is wanted.
        copy_requested: A copy is wanted: file and target (Path, object).
        remove_requested: A file shall be deleted, the person has agreed (Path, object).
        renew_requested: The list shall be read again.
    """

    open_requested = Signal(object, bool)
    file_requested = Signal()
    save_requested = Signal()
    copy_requested = Signal(object, object)
    remove_requested = Signal(object)
    renew_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = CapsulesModel(self)
        self.table = RowTable()
        self.table.setModel(self.model)
        self.table.setItemDelegate(RowDelegate(self.table))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.columns = ColumnKeeper(
            self.table.horizontalHeader(),
            list(CapsuleColumn),
            column_title,
            WIDTHS,
            hidden={CapsuleColumn.FILE},
            fixed={CapsuleColumn.TITLE},
        )
        self.stage = Stage(self.table)
        self.save_button = QPushButton()
        self.file_button = QPushButton()
        self.look_button = QPushButton()
        self.drill_button = QPushButton()
        self._is_known = False
        self._problem = ""
        self._arrange()
        self._connect()
        self.retranslate()
        self.apply_theme()
        self._choose_page()
        self._follow()

    def _arrange(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        bar.setSpacing(2 * GRID)
        bar.addWidget(self.look_button)
        bar.addWidget(self.drill_button)
        bar.addStretch(1)
        bar.addWidget(self.file_button)
        bar.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.stage, 1)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.save_button.clicked.connect(self.save_requested)
        self.file_button.clicked.connect(self.file_requested)
        self.look_button.clicked.connect(lambda: self._open(is_drill=False))
        self.drill_button.clicked.connect(lambda: self._open(is_drill=True))
        self.table.activated_row.connect(lambda: self._open(is_drill=False))
        self.table.doubleClicked.connect(lambda _: self._open(is_drill=False))
        self.table.copy_wanted.connect(self.copy)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._follow())
        self.model.modelReset.connect(self._follow)
        self.stage.action_requested.connect(self._act)
        for key, act in (
            (QKeySequence(QKeySequence.StandardKey.Delete), self.ask_removal),
            (QKeySequence(QKeySequence.StandardKey.Refresh), self.renew_requested.emit),
        ):
            shortcut = QShortcut(key, self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # --- what the console calls -------------------------------------------------------------

    def show_paths(self, paths: Sequence[Path]) -> None:
        """Show which files there are; what they are follows."""
        kept = self.chosen()
        self._is_known, self._problem = True, ""
        self.model.show_paths(paths)
        self._choose(kept)
        self._choose_page()

    def show_info(self, info: CapsuleInfo) -> None:
        """Show what a file is about and whether it is intact."""
        kept = self.chosen()
        self.model.show_info(info)
        self._choose(kept)

    def show_problem(self, sentence: str) -> None:
        """Say why the folder cannot be read."""
        self._problem = sentence
        self._choose_page()

    @override
    def save_state(self) -> dict[str, Any]:
        return {"columns": self.columns.save()}

    @override
    def restore_state(self, state: dict[str, Any]) -> None:
        self.columns.restore(state.get("columns"))

    # --- what a person wants ------------------------------------------------------------------

    def chosen(self) -> Path | None:
        """Return the selected file."""
        rows = self.table.selected_rows()
        return self.model.paths[rows[0]] if rows else None

    def _choose(self, path: Path | None) -> None:
        if path in self.model.paths:
            self.table.selectRow(self.model.paths.index(path))

    def _open(self, *, is_drill: bool) -> None:
        if (path := self.chosen()) is not None and self._can_open():
            self.open_requested.emit(path, is_drill)

    def _can_open(self) -> bool:
        rows = self.table.selected_rows()
        info = self.model.info(rows[0]) if rows else None
        return bool(rows) and (info is None or not info.error)

    def _follow(self) -> None:
        self.look_button.setEnabled(self._can_open())
        self.drill_button.setEnabled(self._can_open())

    def ask_removal(self) -> None:
        """Delete the selected file once the person has agreed."""
        path = self.chosen()
        if path is None:
            return
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Vorfallkapsel löschen"))
        title = self.model.texts(self.model.paths.index(path), [CapsuleColumn.TITLE])[0]
        text = self.tr(
            "Die Vorfallkapsel „{0}“ endgültig löschen? Das lässt sich nicht zurücknehmen."
        )
        box.setText(text.format(title))
        box.setInformativeText(str(path))
        remove = box.addButton(self.tr("Löschen"), QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(self.tr("Behalten"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        remove.clicked.connect(lambda: self.remove_requested.emit(path))
        box.finished.connect(box.deleteLater)
        box.open()

    def _ask_copy(self) -> None:
        path = self.chosen()
        if path is None:
            return
        name, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Kopie der Vorfallkapsel sichern"),
            path.name,
            self.tr("Vorfallkapsel (*{0})").format(SUFFIX),
        )
        if name:
            self.copy_requested.emit(path, Path(name))

    def copy(self) -> None:
        """Copy the selected row as tab separated text with a heading."""
        rows, columns = self.table.selected_rows(), self.columns.in_sight()
        if rows:
            titles = [column_title(CapsuleColumn(column)) for column in columns]
            lines = [self.model.texts(row, columns) for row in rows]
            QGuiApplication.clipboard().setText(as_tsv(titles, lines))

    def export_csv(self, path: Path) -> None:
        """Write the list as CSV; say how it went."""
        titles = [column_title(column) for column in CapsuleColumn]
        rows = [self.model.texts(row, list(CapsuleColumn)) for row in range(self.model.rowCount())]
        try:
            write_csv(path, titles, rows)
        except OSError as error:
            sentence = self.tr("{file} konnte nicht geschrieben werden: {reason}")
            self.message_requested.emit(sentence.format(file=path.name, reason=error.strerror))
        else:
            self.message_requested.emit(self.tr("Geschrieben: {0}").format(path))

    def _ask_export(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Liste als CSV exportieren"), "vorfallkapseln.csv", "CSV (*.csv)"
        )
        if name:
            self.export_csv(Path(name))

    def make_menu(self) -> QMenu:
        """Return the context menu of the list."""
        is_chosen = self.chosen() is not None
        lines: tuple[MenuLine, ...] = (
            (self.tr("Ansehen"), lambda: self._open(is_drill=False), self._can_open()),
            (self.tr("Als Übung starten"), lambda: self._open(is_drill=True), self._can_open()),
            (self.tr("Kopie sichern …"), self._ask_copy, is_chosen),
            (self.tr("Löschen …"), self.ask_removal, is_chosen),
            (self.tr("Zeile kopieren"), self.copy, is_chosen),
            (self.tr("Liste neu lesen"), self.renew_requested.emit, True),
            (self.tr("Liste als CSV exportieren …"), self._ask_export, self.model.rowCount() > 0),
        )
        return make_row_menu(self, lines, self.columns)

    def _show_menu(self, position: QPoint) -> None:
        pop_up(self.make_menu(), self.table.viewport().mapToGlobal(position))

    # --- pages, texts and looks ---------------------------------------------------------------

    def _act(self) -> None:
        if self._problem:
            self.renew_requested.emit()
        else:
            self.save_requested.emit()

    def _choose_page(self) -> None:
        if self._problem:
            again = self.tr("Noch einmal lesen")
            self.stage.show_message("mdi6.folder-alert-outline", self._problem, again)
        elif not self._is_known:
            self.stage.show_loading()
        elif self.model.rowCount():
            self.stage.show_content()
        else:
            sentence = self.tr(
                "Noch keine Vorfallkapseln. Eine Kapsel hebt einen Vorfall mit allem auf, was dazu "
                "gehört, zum Nachsehen und zum Üben."
            )
            self.stage.show_message(_ICON, sentence, self.tr("Vorfallkapsel sichern …"))

    @override
    def retranslate(self) -> None:
        self.look_button.setText(self.tr("Ansehen"))
        self.look_button.setToolTip(
            self.tr("Eine zweite Konsole zeigt den Vorfall; nur lesen (Eingabe)")
        )
        self.drill_button.setText(self.tr("Üben"))
        self.drill_button.setToolTip(
            self.tr("Der Vorfall läuft wie live ab; nichts geht nach außen, Auswertung am Ende")
        )
        self.file_button.setText(self.tr("Datei öffnen …"))
        self.file_button.setToolTip(self.tr("Eine Vorfallkapsel aus einem anderen Ordner öffnen"))
        self.save_button.setText(self.tr("Sichern …"))
        self.save_button.setToolTip(self.tr("Den gezeigten Zeitpunkt oder einen Alarm aufheben"))
        self.table.setAccessibleName(self.tr("Vorfallkapseln"))
        self.model.reword()
        self._choose_page()

    @override
    def apply_theme(self) -> None:
        self.look_button.setIcon(icon("mdi6.eye-outline"))
        self.drill_button.setIcon(icon("mdi6.school-outline"))
        self.table.viewport().update()
