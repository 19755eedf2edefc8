"""Raw messages of one source: list, filter, pause, and the first bytes of the chosen one."""

from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFontDatabase,
    QGuiApplication,
    QHideEvent,
    QKeySequence,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.sources import RawMessage, SourceHealth
from widgets.connections.export import as_tsv, write_csv
from widgets.connections.message_cells import OutcomeDelegate, csv_row
from widgets.connections.messages_model import (
    WIDTH_IN_LETTERS,
    Column,
    Index,
    MessagesModel,
    column_title,
)
from widgets.connections.payloads import Form, shown
from widgets.connections.tables import ColumnKeeper, RowTable, pop_up
from widgets.foreign_texts import on_screen
from widgets.labels import ElidedLabel
from widgets.placeholders import Stage
from widgets.texts import count
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

REFRESH_MS: Final = 1_000
_PATIENCE: Final = 5
"""So many rounds are waited for an answer before it is asked for again."""


class MessagesPanel(QWidget):
    """The newest messages as they came, for the eye of an engineer.

    Signals:
        wanted: The newest messages shall be fetched; only while visible and not paused.
        told: A sentence on how an export went.
    """

    wanted = Signal()
    told = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = MessagesModel(self)
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        self.only_rejected = _button(is_checkable=True)
        self.pause = _button(is_checkable=True)
        self.refresh = _button()
        self.form = QComboBox()
        self.count = ElidedLabel()
        self.count.setObjectName("muted")
        self.table = RowTable()
        self.table.setModel(self.model)
        self.table.setItemDelegate(OutcomeDelegate(self.model, self.table))
        self.columns = ColumnKeeper(
            self.table.horizontalHeader(),
            list(Column),
            column_title,
            WIDTH_IN_LETTERS,
            fixed={Column.TIME, Column.ORIGIN},
        )
        self.table.horizontalHeader().setStretchLastSection(True)
        self.head = QPlainTextEdit()
        self.head.setReadOnly(True)
        self.head.setTabChangesFocus(True)
        self.head.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.stage = Stage(self.splitter)
        self._chosen: RawMessage | None = None
        self._rejects: tuple[RawMessage, ...] = ()
        self._waited = 0
        self._has_answer = False
        self._failure = ""
        self._timer = QTimer(self)
        self._timer.setInterval(REFRESH_MS)
        self._arrange()
        self._connect()
        self.retranslate()
        self.apply_theme()
        self._choose_page()

    def _arrange(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        bar.setSpacing(GRID)
        self.filter.setMaximumWidth(44 * self.fontMetrics().horizontalAdvance("n"))
        bar.addWidget(self.filter, 3)
        for widget in (self.only_rejected, self.pause, self.refresh):
            bar.addWidget(widget)
        bar.addWidget(self.count, 1)
        bar.addWidget(self.form)
        self.splitter.addWidget(self.table)
        self.splitter.addWidget(self.head)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.stage, 1)

    def _connect(self) -> None:
        self._timer.timeout.connect(self._ask_again)
        self.filter.textChanged.connect(self._filter)
        self.only_rejected.toggled.connect(self._filter)
        self.pause.toggled.connect(self._pause)
        self.refresh.clicked.connect(self.ask)
        self.form.currentIndexChanged.connect(self._show_head)
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self.table.copy_wanted.connect(self.copy)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.stage.action_requested.connect(self._act)
        again = QShortcut(QKeySequence("Ctrl+R"), self)
        again.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        again.activated.connect(self.ask)

    # --- asking -----------------------------------------------------------------------------
    def set_source(self, zone: str) -> None:
        """Forget what was shown: another source was chosen."""
        self.model.zone = zone
        self.model.clear()
        self._chosen, self._rejects = None, ()
        self._has_answer, self._failure = False, ""
        self._waited = 0
        self._show_head()
        self._count()
        self._choose_page()
        if self.isVisible():
            self.ask()

    def ask(self) -> None:
        """Ask for the newest messages now, also while paused."""
        self._waited = 1
        self.wanted.emit()

    def _ask_again(self) -> None:
        if self._waited == 0 or self._waited > _PATIENCE:
            self.ask()
        else:
            self._waited += 1

    def _pause(self) -> None:
        self._label_pause()
        if self.pause.isChecked():
            self._timer.stop()
        elif self.isVisible():
            self._timer.start()
            self.ask()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.pause.isChecked():
            self._timer.start()
        if not self.pause.isChecked() or not self._has_answer:
            self.ask()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        super().hideEvent(event)

    # --- answers ----------------------------------------------------------------------------
    def show_health(self, health: SourceHealth | None) -> None:
        """Take the newest rejected messages, which the health carries."""
        self._rejects = () if health is None else health.rejects

    def show_messages(self, messages: list[RawMessage]) -> None:
        """Show the newest messages."""
        self._waited = 0
        self._has_answer, self._failure = True, ""
        bar = self.table.verticalScrollBar()
        top = self.table.rowAt(0) if bar.value() > 0 else -1
        before = self.model.rows[top] if 0 <= top < len(self.model.rows) else None
        self.model.take(messages, self._rejects)
        self._select_chosen()
        if before is not None and before in self.model.rows:
            bar.setValue(self.model.rows.index(before))
        self._count()
        self._choose_page()

    def show_failure(self, sentence: str) -> None:
        """Say why there are no newer messages; those that are shown stay."""
        self._waited = 0
        self._failure = on_screen(sentence)
        self._choose_page()

    def _select_chosen(self) -> None:
        """Keep the chosen message; choose the first when none is, so that it is read at once."""
        rows = self.model.rows
        row = 0 if self._chosen is None else -1
        if self._chosen in rows:
            row = rows.index(self._chosen)
        if 0 <= row < len(rows) and row != self.table.currentIndex().row():
            flags = QItemSelectionModel.SelectionFlag
            self.table.selectionModel().setCurrentIndex(
                self.model.index(row, 0), flags.ClearAndSelect | flags.Rows
            )

    def _choose_page(self) -> None:
        if self.model.rows:
            self.stage.show_content()
            self.stage.notice.show_notice("mdi6.alert-circle-outline", self._failure)
        elif self._failure:
            again = self.tr("Noch einmal versuchen")
            self.stage.show_message("mdi6.lan-disconnect", self._failure, again)
        elif not self._has_answer:
            self.stage.show_loading()
        elif self.model.total:
            sentence = self.tr("Keine Nachricht passt zu diesem Filter.")
            self.stage.show_message(
                "mdi6.filter-off-outline", sentence, self.tr("Filter zurücksetzen")
            )
        else:
            sentence = self.tr("Von dieser Quelle ist noch keine Nachricht gekommen.")
            self.stage.show_message("mdi6.message-off-outline", sentence)

    def _act(self) -> None:
        if self._failure:
            self.ask()
        else:
            self.only_rejected.setChecked(False)
            self.filter.clear()

    # --- wishes -----------------------------------------------------------------------------
    def _filter(self) -> None:
        self.model.set_filter(self.filter.text(), only_rejected=self.only_rejected.isChecked())
        self._select_chosen()
        self._count()
        self._choose_page()

    def _choose(self, current: Index) -> None:
        if current.isValid() and current.row() < len(self.model.rows):
            self._chosen = self.model.rows[current.row()]
            self._show_head()

    def _show_head(self) -> None:
        if self._chosen is None:
            self.head.clear()
            return
        text = shown(self._chosen.head, Form(max(self.form.currentIndex(), 0)))
        hidden = self._chosen.size - len(self._chosen.head)
        if hidden > 0:
            text += "\n" + self.tr("… und {0} weitere Bytes").format(count(hidden))
        if self._chosen.outcome:
            text = self.tr("Abgelehnt: {0}").format(on_screen(self._chosen.outcome)) + "\n\n" + text
        if text != self.head.toPlainText():
            self.head.setPlainText(text)

    def _count(self) -> None:
        shown_now, total = len(self.model.rows), self.model.total
        if shown_now == total:
            text = self.tr("%n Nachricht(en)", "", total)
        else:
            text = self.tr("{0} von {1}").format(count(shown_now), count(total))
        if self.pause.isChecked():
            text = self.tr("{0}, angehalten").format(text)
        self.count.setText(text)
        rejected = self.model.rejected
        words = self.tr("Nur abgelehnte")
        self.only_rejected.setText(f"{words}  {count(rejected)}" if rejected else words)
        self.only_rejected.setAccessibleName(f"{words}: {count(rejected)}")

    # --- copy and export --------------------------------------------------------------------
    def copy(self) -> None:
        """Copy the selected messages: their line, and the head of a single one."""
        rows = self.table.selected_rows()
        if not rows:
            return
        text = as_tsv(self.model, rows, self.columns.in_sight())
        if len(rows) == 1:
            text += "\n" + shown(self.model.rows[rows[0]].head, Form(self.form.currentIndex()))
        QGuiApplication.clipboard().setText(text)

    def export_csv(self, path: Path) -> None:
        """Write all listed messages with the text of their heads; say how it went."""
        titles = [column_title(column) for column in Column]
        titles[0] = f"{titles[0]} (UTC)"
        try:
            write_csv(path, [*titles, self.tr("Anfang")], map(csv_row, self.model.rows))
        except OSError as error:
            sentence = self.tr("{file} konnte nicht geschrieben werden: {reason}")
            self.told.emit(sentence.format(file=path.name, reason=error.strerror))
            return
        self.told.emit(self.tr("%n Nachricht(en) geschrieben.", "", len(self.model.rows)))

    def make_menu(self) -> QMenu:
        """Return the context menu of the messages."""
        menu = QMenu(self)
        menu.addAction(self.tr("Kopieren")).triggered.connect(self.copy)
        menu.addAction(self.tr("Als CSV exportieren …")).triggered.connect(self._ask_export)
        menu.addSeparator()
        menu.addMenu(self.columns.make_menu(menu))
        return menu

    def _ask_export(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Als CSV exportieren"), "nachrichten.csv", "CSV (*.csv)"
        )
        if name:
            self.export_csv(Path(name))

    def _show_menu(self, position: QPoint) -> None:
        pop_up(self.make_menu(), self.table.viewport().mapToGlobal(position))

    def save_state(self) -> dict[str, Any]:
        """Return what is to be remembered."""
        return {"columns": self.columns.save(), "form": max(self.form.currentIndex(), 0)}

    def restore_state(self, saved: object) -> None:
        """Take up what was remembered; what does not fit is passed over."""
        if not isinstance(saved, dict):
            return
        self.columns.restore(saved.get("columns"))
        form = saved.get("form")
        if isinstance(form, int) and 0 <= form < len(Form):
            self.form.setCurrentIndex(form)

    # --- looks ------------------------------------------------------------------------------
    def retranslate(self) -> None:
        """Set all texts again."""
        self.table.setAccessibleName(self.tr("Rohnachrichten"))
        self.head.setAccessibleName(self.tr("Anfang der gewählten Nachricht"))
        self.filter.setPlaceholderText(self.tr("Filtern: Thema, Inhalt, Ergebnis …"))
        self.filter.setAccessibleName(self.tr("Nachrichten filtern"))
        self.refresh.setText(self.tr("Aktualisieren"))
        self.refresh.setToolTip(self.tr("Holt die neuesten Nachrichten (Strg+R)"))
        self.only_rejected.setToolTip(self.tr("Zeigt nur, was nicht zu verstehen war."))
        chosen = max(self.form.currentIndex(), 0)
        self.form.blockSignals(True)  # noqa: FBT003 -- Qt's own signature
        self.form.clear()
        self.form.addItems([self.tr("JSON, eingerückt"), self.tr("Text"), self.tr("Hexadezimal")])
        self.form.setCurrentIndex(chosen)
        self.form.blockSignals(False)  # noqa: FBT003 -- likewise
        self.form.setAccessibleName(self.tr("Darstellung des Inhalts"))
        self._label_pause()
        self._count()
        self._show_head()
        self._choose_page()

    def apply_theme(self) -> None:
        """Tint the icons."""
        self.refresh.setIcon(icon("mdi6.refresh"))
        self.only_rejected.setIcon(icon("mdi6.message-alert-outline"))
        self._label_pause()

    def _label_pause(self) -> None:
        is_paused = self.pause.isChecked()
        self.pause.setText(self.tr("Weiter") if is_paused else self.tr("Anhalten"))
        self.pause.setIcon(icon("mdi6.play" if is_paused else "mdi6.pause"))
        self.pause.setToolTip(
            self.tr("Hält die Liste an; die Erfassung läuft weiter.")
            if not is_paused
            else self.tr("Die Liste ist angehalten; hier geht es weiter.")
        )
        self._count()


def _button(*, is_checkable: bool = False) -> QToolButton:
    button = QToolButton()
    button.setCheckable(is_checkable)
    if is_checkable:
        button.setObjectName("switch")
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return button
