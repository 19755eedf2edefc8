"""Asks what shall be exported, says before what will be left out, shows how far it is."""

from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QEvent, QSignalBlocker, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.inventory.fields import Publication
from app.services.inventory.exports import (
    MOST_PAPER_ROWS,
    ExportOutlook,
    ExportRequest,
    ExportResult,
    FileFormat,
)
from widgets.foreign_texts import on_screen
from widgets.inventory.exporting.form import ExportForm, nothing_left_out
from widgets.inventory.exporting.offers import (
    Columns,
    ExportOffer,
    Scope,
    class_hint,
    format_words,
    records_text,
)
from widgets.placeholders import NoticeBar
from widgets.texts import count, language, time_text
from widgets.theme.tokens import GRID

_SUMMARY_LINES: Final = 4
_LISTED: Final = 6
"""Names of columns told in a sentence."""

_Key = tuple[Scope, Publication, Columns, bool]
"""What an outlook depends on."""


class InventoryExportDialog(QDialog):
    """One form; it stays open until the file is there, and then shows the way to it.

    The console answers: `outlook_requested` with `show_outlook`, `export_requested` with
    `show_progress`, then `finish`, `show_problem` or `ask_replacement`.

    Args:
        offer: What may be exported.
        parent: The console's window.

    Signals:
        outlook_requested: What will an `ExportRequest` give? The answer names the same object.
        export_requested: An `ExportRequest` is to be carried out.
        stop_requested: The work shall stop.
        folder_requested: The folder of this file (`Path`) is to be opened.
    """

    outlook_requested = Signal(object)
    export_requested = Signal(object)
    stop_requested = Signal()
    folder_requested = Signal(object)

    def __init__(self, offer: ExportOffer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offer = offer
        self._folder = offer.folder
        self._is_busy = False
        self._outlooks: dict[_Key, ExportOutlook] = {}
        self._asked: list[tuple[ExportRequest, _Key]] = []
        self._is_shown = False
        self._finished: Path | None = None
        self._waiting: ExportRequest | None = None
        self.form = ExportForm()
        self.summary = QLabel()
        self.notice = NoticeBar()
        self.progress = QProgressBar()
        self.export_button, self.close_button = QPushButton(), QPushButton()
        self._prepare()
        self._arrange()
        self._connect()
        self.retranslate()
        self.restore_state({})

    def _prepare(self) -> None:
        self.summary.setWordWrap(True)
        lines = _SUMMARY_LINES * self.fontMetrics().lineSpacing()
        self.summary.setMinimumHeight(lines)
        self.progress.hide()
        self.export_button.setObjectName("primary")
        self.export_button.setDefault(True)
        self.form.scopes[Scope.SELECTION].setEnabled(bool(self._offer.selected))
        self.form.scopes[Scope.FILTERED].setEnabled(self._offer.is_filtered)

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * GRID)
        buttons.addWidget(self.progress, 1)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.export_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        column.setSpacing(3 * GRID)
        column.addWidget(self.form)
        column.addWidget(self.summary)
        column.addStretch(1)
        column.addWidget(self.notice)
        column.addLayout(buttons)

    def _connect(self) -> None:
        form = self.form
        form.formats.currentIndexChanged.connect(self._follow_format)
        form.targets.currentIndexChanged.connect(lambda _: self._follow())
        for group in form.groups:
            group.buttonToggled.connect(lambda _, is_on: self._follow() if is_on else None)
        form.entitled.toggled.connect(lambda _: self._show())
        form.file.textChanged.connect(lambda _: self._show())
        form.browse.clicked.connect(self._choose_file)
        self.export_button.clicked.connect(self.export)
        self.close_button.clicked.connect(self.reject)
        self.notice.action_requested.connect(self._act)

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        self.setWindowTitle(self.tr("{0} exportieren").format(self._offer.plural))
        self.form.retranslate()
        offer = self._offer
        self.form.columns[Columns.TABLE].setText(
            self.tr("wie in der Tabelle ({0})").format(count(len(offer.columns)))
        )
        self.form.columns[Columns.ALL].setText(
            self.tr("alle ({0})").format(count(len(offer.all_columns)))
        )
        at_us = offer.query.at_us
        self.form.moment.setText(
            self.tr("aktuell (LIVE)")
            if at_us is None
            else time_text(at_us, offer.zone, with_date=True)
        )
        self.export_button.setText(self.tr("Exportieren"))
        self.progress.setAccessibleName(self.tr("Fortschritt"))
        self._show_scopes()
        self._show()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    # --- what is chosen -----------------------------------------------------------------------

    @property
    def format(self) -> FileFormat:
        """The format."""
        return FileFormat(self.form.formats.currentData())

    @property
    def target(self) -> Publication:
        """The class of the file."""
        return Publication(self.form.targets.currentData())

    @property
    def scope(self) -> Scope:
        """Which records."""
        return next(one for one, button in self.form.scopes.items() if button.isChecked())

    @property
    def columns(self) -> Columns:
        """Which columns."""
        return next(one for one, button in self.form.columns.items() if button.isChecked())

    def request(self, scope: Scope | None = None) -> ExportRequest:
        """Return what is wanted (of other records, when asked so)."""
        offer = self._offer
        return ExportRequest(
            offer.query_of(scope or self.scope),
            offer.columns if self.columns is Columns.TABLE else offer.all_columns,
            Path(self.form.file.text().strip()).expanduser(),
            self.format,
            self.target,
            offer.now_us,
            offer.zone,
            self.form.comma.isChecked(),
            language(),
            may_replace=False,
            on_screen=on_screen,
        )

    def save_state(self) -> dict[str, Any]:
        """Return what is to be remembered, JSON-like; the restricted class never is."""
        target = self.target
        is_kept = target is not Publication.RESTRICTED
        return {
            "format": str(self.format),
            "scope": str(self.scope),
            "columns": str(self.columns),
            "target": str(target if is_kept else Publication.INTERNAL),
            "comma": self.form.comma.isChecked(),
            "folder": str(self._folder),
        }

    def restore_state(self, state: dict[str, Any]) -> None:
        """Take up what was remembered; what is unknown or not possible here is left as it is."""
        form = self.form
        with QSignalBlocker(form.formats), QSignalBlocker(form.targets):
            form.formats.setCurrentIndex(max(form.formats.findData(state.get("format")), 0))
            place = form.targets.findData(state.get("target"))
            known = place >= 0 and state["target"] != Publication.RESTRICTED
            internal = form.targets.findData(Publication.INTERNAL)
            form.targets.setCurrentIndex(place if known else internal)
        if isinstance(state.get("folder"), str) and state["folder"]:
            self._folder = Path(state["folder"])
        form.comma.setChecked(state.get("comma") is not False)
        columns = Columns.ALL if state.get("columns") == Columns.ALL else Columns.TABLE
        form.columns[columns].setChecked(True)
        form.scopes[self._first_scope(str(state.get("scope")))].setChecked(True)
        form.file.setText(str(self._folder / f"{self._offer.name}.{self.format}"))
        self._follow_format()

    def _first_scope(self, wanted: str) -> Scope:
        """Return the remembered choice where it is possible, else the narrowest that is."""
        possible = [one for one, button in self.form.scopes.items() if button.isEnabled()]
        # A single selected record is where the cursor happens to be.
        usual = [one for one in possible if one is not Scope.SELECTION or self._has_many()]
        return next((one for one in possible if one == wanted), usual[0])

    def _has_many(self) -> bool:
        return len(self._offer.selected) > 1

    # --- following ----------------------------------------------------------------------------

    def _follow_format(self) -> None:
        text = self.form.file.text().strip()
        if text:
            self.form.file.setText(str(Path(text).with_suffix(f".{self.format}")))
        self.form.comma.setEnabled(self.format is FileFormat.CSV)
        self._follow()

    def _follow(self) -> None:
        """Ask what the choices give, as far as it is not known."""
        self.form.hint.setText(class_hint(self.target))
        self.form.entitled.setVisible(self.target is Publication.RESTRICTED)
        for scope, button in self.form.scopes.items():
            key = self._key(scope)
            is_known = key in self._outlooks or any(one == key for _, one in self._asked)
            if self._is_shown and button.isEnabled() and not is_known:
                request = self.request(scope)
                self._asked.append((request, key))
                self.outlook_requested.emit(request)
        self._show()

    def _key(self, scope: Scope) -> _Key:
        return scope, self.target, self.columns, self.format.is_spatial

    def show_outlook(self, request: ExportRequest, told: ExportOutlook) -> None:
        """Take what a request will give."""
        for place, (asked, key) in enumerate(self._asked):
            if asked is request:
                del self._asked[place]
                self._outlooks[key] = told
                self._show_scopes()
                self._show()
                return

    def _show_scopes(self) -> None:
        words = {
            Scope.SELECTION: self.tr("nur die ausgewählten"),
            Scope.FILTERED: self.tr("alle, die die Tabelle gerade zeigt"),
            Scope.ALL: self.tr("alle im Bestand"),
        }
        totals = {key[0]: told.total for key, told in self._outlooks.items()}
        for scope, button in self.form.scopes.items():
            number = f" ({count(totals[scope])})" if scope in totals else ""
            button.setText(words[scope] + number)

    def _show(self) -> None:
        """Say what the file will hold, and whether it can be made."""
        if self._is_busy:
            return
        self.close_button.setText(self.tr("Schließen"))
        told = self._outlooks.get(self._key(self.scope)) if self._is_ready() else None
        self.summary.setText(self._summary(told) if told is not None else self.tr("Wird gezählt …"))
        is_entitled = self.target is not Publication.RESTRICTED or self.form.entitled.isChecked()
        is_possible = told is not None and told.records > 0 and not self._obstacle(told)
        self.export_button.setEnabled(is_possible and is_entitled and self._has_file())

    def _is_ready(self) -> bool:
        return any(button.isChecked() for button in self.form.scopes.values()) and any(
            button.isChecked() for button in self.form.columns.values()
        )

    def _has_file(self) -> bool:
        path = Path(self.form.file.text().strip()).expanduser()
        return path.is_absolute() and bool(path.name)

    def _obstacle(self, told: ExportOutlook) -> str:
        """Return why the file cannot be made in this format; empty where it can."""
        if self.format is FileFormat.PDF and told.total > MOST_PAPER_ROWS:
            words = self.tr("Ein PDF fasst höchstens {0} Datensätze. Bitte wählen Sie weniger aus.")
            return words.format(count(MOST_PAPER_ROWS))
        if not told.can_have_places:
            return self.tr("Diese Datensätze haben keine Lage. Bitte wählen Sie Excel oder CSV.")
        return ""

    def _summary(self, told: ExportOutlook) -> str:
        if obstacle := self._obstacle(told):
            return obstacle
        if not told.records:
            if not told.total:
                return self.tr("Es gibt hier keine Datensätze.")
            return self.tr(
                "Die Datei wäre leer: Kein Datensatz ist für diese Empfänger freigegeben. Für wen "
                "einer ist, steht an ihm unter „Veröffentlichung“; dort lässt es sich ändern."
            )
        parts = [self.tr("Die Datei enthält {0}.").format(records_text(told.records))]
        if told.left_out:
            words = self.tr("Weg bleiben, weil nicht freigegeben: {0}.")
            parts.append(words.format(records_text(told.left_out)))
        if told.generalised:
            words = self.tr("Verallgemeinert, ohne Namen und genauen Verlauf: {0}.")
            parts.append(words.format(records_text(told.generalised)))
        if told.fields:
            names = ", ".join(on_screen(name) for name in told.fields[:_LISTED])
            more = " …" if len(told.fields) > _LISTED else ""
            parts.append(self.tr("Leer bleiben die Spalten {0}.").format(names + more))
        if len(parts) == 1 and self.target is not Publication.RESTRICTED:
            parts.append(nothing_left_out())
        return " ".join(parts)

    # --- the file -----------------------------------------------------------------------------

    def _choose_file(self) -> None:
        words = f"{format_words(self.format)} (*.{self.format})"
        name, _ = QFileDialog.getSaveFileName(
            self,
            self.windowTitle(),
            self.form.file.text(),
            words,
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if name:
            self.form.file.setText(str(Path(name).with_suffix(f".{self.format}")))

    def export(self) -> None:
        """Ask for the file."""
        if self._is_busy or not self.export_button.isEnabled():
            return
        self._begin(self.request())

    def _begin(self, request: ExportRequest) -> None:
        self._waiting = request
        self._finished = None
        self._folder = request.file.parent
        self._set_busy(is_busy=True)
        self.export_requested.emit(request)

    def show_progress(self, done: int, total: int) -> None:
        """Show how many records are read; after the last one the file is finished."""
        self.progress.setRange(0, max(total, 1) if done < total else 0)
        self.progress.setValue(done)

    def finish(self, result: ExportResult) -> None:
        """Say that the file is there, what it lacks, and where it is."""
        self._set_busy(is_busy=False)
        self._finished = result.file
        words = self.tr("Gespeichert: {0} in „{1}“.")
        told = words.format(records_text(result.records), result.file.name)
        parts, left = [told], result.left
        if left.records or left.values:
            words = self.tr("Weggelassen: {0}; einzelne Werte: {1}.")
            parts.append(words.format(records_text(left.records), count(left.values)))
        parts += [on_screen(note) for note in result.notes]
        self.summary.setText(" ".join(parts))
        self.notice.show_notice("mdi6.check-circle-outline", told, self.tr("Ordner öffnen"))

    def show_problem(self, sentence: str) -> None:
        """Say why there is no file; the form can be mended and sent again."""
        self._set_busy(is_busy=False)
        self.notice.show_notice("mdi6.alert-outline", on_screen(sentence))

    def ask_replacement(self, sentence: str) -> None:
        """Say that there is such a file, and offer to replace it."""
        self._set_busy(is_busy=False)
        self._finished = None
        self.notice.show_notice("mdi6.alert-outline", on_screen(sentence), self.tr("Ersetzen"))

    def show_stopped(self) -> None:
        """Say that nothing was written."""
        self._set_busy(is_busy=False)
        text = self.tr("Abgebrochen; es wurde nichts geschrieben.")
        self.notice.show_notice("mdi6.information-outline", text)

    def _act(self) -> None:
        if self._finished is not None:
            self.folder_requested.emit(self._finished)
        elif self._waiting is not None:
            self._begin(replace(self._waiting, may_replace=True))

    def _set_busy(self, *, is_busy: bool) -> None:
        self._is_busy = is_busy
        self.form.setEnabled(not is_busy)
        self.progress.setVisible(is_busy)
        if is_busy:
            self.progress.setRange(0, 0)
            self.notice.show_notice("", "")
            self.export_button.setEnabled(False)
            self.close_button.setText(self.tr("Abbrechen"))
        else:
            self._show()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._is_shown:
            self._is_shown = True
            self._follow()

    @override
    def reject(self) -> None:
        """Stop the work where it is on its way, else close."""
        if self._is_busy:
            self.stop_requested.emit()
            return
        super().reject()
