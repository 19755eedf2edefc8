"""Writes the programme into a file: which projects, as what, for whom; says what stays out."""

from collections.abc import Sequence
from pathlib import Path
from threading import Event
from typing import Any

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.inventory.fields import Publication
from app.services.clocks import SystemClock
from app.services.inventory.exports.requests import TakenError
from app.services.portfolio.interchange.exporting import (
    ProgrammeFormat,
    ProgrammeRequest,
    ProgrammeResult,
    export_programme,
    outlook_of,
)
from app.services.portfolio.states import PortfolioState
from app.services.ports import Clock, StoppedError
from widgets.background import Background
from widgets.foreign_texts import on_screen
from widgets.inventory.exporting.offers import class_words, records_text
from widgets.placeholders import NoticeBar
from widgets.texts import count, language
from widgets.theme.tokens import GRID

_LISTED = 6
_GOOD, _BAD = "mdi6.check-circle-outline", "mdi6.alert-outline"


class PlanExportDialog(QDialog):
    """One form; it stays open until the file is there, and then shows the way to it.

    Args:
        state: The programme.
        selected: Uids of the selected projects.
        folder: Where files are proposed.
        zone: IANA name of the city's zone.
        clock: Says when the file was made; that of the system when none is given.
        parent: The console's window.

    Signals:
        written: A file was written (`Path`).
        folder_requested: The folder of this file (`Path`) is to be opened.
        gone: It is closed and its thread has ended.
    """

    written = Signal(object)
    folder_requested = Signal(object)
    gone = Signal()
    _progressed = Signal(int, int)

    def __init__(
        self,
        state: PortfolioState,
        selected: Sequence[str] = (),
        *,
        folder: Path,
        zone: str = "Europe/Berlin",
        clock: Clock | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._state, self._selected, self._folder = state, tuple(selected), folder
        self._zone, self._clock = zone, clock or SystemClock()
        self._work, self._stop = Background(self, "plan-export"), Event()
        self._is_busy, self._is_leaving, self._asked = False, False, 0
        self._waiting: ProgrammeRequest | None = None
        self._finished: Path | None = None
        self.scope, self.format, self.target = QComboBox(), QComboBox(), QComboBox()
        self.file, self.browse = QLineEdit(), QPushButton()
        self.summary, self.notice, self.progress = QLabel(), NoticeBar(), QProgressBar()
        self.export_button, self.close_button = QPushButton(), QPushButton()
        self._labels = [QLabel() for _ in range(4)]
        self._arrange()
        self.retranslate()
        self.file.setText(str(folder / f"{self.tr('programm')}.{self.wanted_format}"))
        self._connect()
        self._set_busy(is_busy=False)

    def _arrange(self) -> None:
        self.summary.setWordWrap(True)
        self.summary.setMinimumHeight(4 * self.fontMetrics().lineSpacing())
        self.summary.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.export_button.setObjectName("primary")
        self.export_button.setDefault(True)
        line = QHBoxLayout()
        line.addWidget(self.file, 1)
        line.addWidget(self.browse)
        form = QFormLayout()
        form.setSpacing(2 * GRID)
        boxes = (self.scope, self.format, self.target, self.file)
        for label, box in zip(self._labels, boxes, strict=True):
            label.setBuddy(box)
            if box is self.file:
                form.addRow(label, line)
            else:
                form.addRow(label, box)
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * GRID)
        buttons.addWidget(self.progress, 1)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.export_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        column.setSpacing(3 * GRID)
        column.addLayout(form)
        column.addWidget(self.summary)
        column.addStretch(1)
        column.addWidget(self.notice)
        column.addLayout(buttons)
        self.resize(640, 380)

    def _connect(self) -> None:
        self.scope.currentIndexChanged.connect(lambda _: self._follow())
        self.target.currentIndexChanged.connect(lambda _: self._follow())
        self.format.currentIndexChanged.connect(self._follow_format)
        self.file.textChanged.connect(lambda _: self._show_possible())
        self.browse.clicked.connect(self._choose_file)
        self.export_button.clicked.connect(self._press)
        self.close_button.clicked.connect(self._leave)
        self.notice.action_requested.connect(self._act)
        self._progressed.connect(self._show_progress, Qt.ConnectionType.QueuedConnection)

    # ---- what is wanted ------------------------------------------------------------------------
    @property
    def wanted_format(self) -> ProgrammeFormat:
        """The format."""
        return ProgrammeFormat(self.format.currentData())

    def request(self, *, may_replace: bool = False) -> ProgrammeRequest:
        """Return what is wanted."""
        return ProgrammeRequest(
            self._state,
            self._selected if self.scope.currentData() else None,
            Path(self.file.text().strip()).expanduser(),
            self.wanted_format,
            Publication(self.target.currentData()),
            self._clock.now_us(),
            self._zone,
            has_comma=language() == "de",
            may_replace=may_replace,
            on_screen=on_screen,
        )

    def save_state(self) -> dict[str, Any]:
        """Return what is to be remembered, JSON-like."""
        return {
            "format": str(self.wanted_format),
            "target": str(self.target.currentData()),
            "folder": str(Path(self.file.text()).parent),
        }

    def restore_state(self, state: dict[str, Any]) -> None:
        """Take up what was remembered; what is unknown is left as it is."""
        for box, name in ((self.format, "format"), (self.target, "target")):
            place = box.findData(state.get(name))
            if place >= 0:
                box.setCurrentIndex(place)
        folder = state.get("folder")
        if isinstance(folder, str) and Path(folder).is_absolute():
            self.file.setText(str(Path(folder) / Path(self.file.text()).name))

    # ---- following -----------------------------------------------------------------------------
    def _follow_format(self) -> None:
        text = self.file.text().strip()
        if text:
            self.file.setText(str(Path(text).with_suffix(f".{self.wanted_format}")))
        self._follow()

    def _follow(self) -> None:
        """Count anew what the file would tell."""
        if self._is_busy or self._is_leaving or not self.isVisible():
            return
        self.summary.setText(self.tr("Wird gezählt …"))
        self._asked += 1
        request, number = self.request(), self._asked
        self._work.ask(
            self,
            lambda: outlook_of(request),
            lambda result: self._take_outlook(number, result),
            lambda reason: self.notice.show_notice(_BAD, reason),
        )

    @override
    def showEvent(self, arg__1: QShowEvent) -> None:
        super().showEvent(arg__1)
        self._follow()

    def _take_outlook(self, number: int, result: ProgrammeResult) -> None:
        if number == self._asked and not self._is_busy:
            self.summary.setText(self._words(result))

    def _words(self, result: ProgrammeResult) -> str:
        if not result.records:
            return self.tr(
                "Die Datei wäre leer: Kein Datensatz ist für diese Empfänger freigegeben. Für wen"
                " einer ist, steht an ihm unter „Veröffentlichung“; dort lässt es sich ändern."
            )
        parts = [self.tr("Die Datei enthält {0}.").format(records_text(result.records))]
        left = result.left
        if left.records:
            words = self.tr("Weg bleiben, weil nicht freigegeben: {0}.")
            parts.append(words.format(records_text(left.records)))
        if left.values:
            names = ", ".join(on_screen(one) for one in left.fields[:_LISTED])
            more = " …" if len(left.fields) > _LISTED else ""
            words = self.tr("Leer bleiben {0} Werte ({1}).")
            parts.append(words.format(count(left.values), names + more))
        if self.wanted_format is ProgrammeFormat.PROJECT_XML:
            parts.append(self.tr("Rollen, Geld und Risiken kennt dieses Format nicht."))
        return " ".join(parts)

    def _show_possible(self) -> None:
        path = Path(self.file.text().strip()).expanduser()
        is_possible = path.is_absolute() and bool(path.name)
        self.export_button.setEnabled(is_possible and not self._is_busy)

    # ---- the file ------------------------------------------------------------------------------
    def _choose_file(self) -> None:
        words = f"{self.format.currentText()} (*.{self.wanted_format})"
        name, _ = QFileDialog.getSaveFileName(
            self, self.windowTitle(), self.file.text(), words,
            options=QFileDialog.Option.DontConfirmOverwrite,
        )  # fmt: skip
        if name:
            self.file.setText(str(Path(name).with_suffix(f".{self.wanted_format}")))

    def _press(self) -> None:
        self.export()

    def export(self, *, may_replace: bool = False) -> None:
        """Write the file."""
        if self._is_busy or self._is_leaving or not self.export_button.isEnabled():
            return
        request = self.request(may_replace=may_replace)
        self._waiting, self._finished = request, None
        self._asked += 1
        self._stop = stop = Event()
        self._set_busy(is_busy=True)

        def go_on(done: int, total: int) -> bool:
            self._progressed.emit(done, total)
            return not stop.is_set()

        def work() -> ProgrammeResult | Exception:
            try:
                return export_programme(request, go_on)
            except (TakenError, StoppedError) as error:
                return error

        self._work.ask(self, work, self._done, lambda reason: self._done(OSError(reason)))

    def _done(self, outcome: ProgrammeResult | Exception) -> None:
        self._set_busy(is_busy=False)
        if self._is_leaving:
            self._end()
            return
        if isinstance(outcome, ProgrammeResult):
            self._finished = outcome.file
            self.summary.setText(self._words(outcome))
            words = self.tr("Gespeichert: {0}").format(outcome.file)
            self.notice.show_notice(_GOOD, words, self.tr("Ordner öffnen"))
            self.written.emit(outcome.file)
            return
        self._follow()
        if isinstance(outcome, TakenError):
            self.notice.show_notice(_BAD, on_screen(str(outcome)), self.tr("Ersetzen"))
        elif isinstance(outcome, StoppedError):
            text = self.tr("Abgebrochen; es wurde nichts geschrieben.")
            self.notice.show_notice("mdi6.information-outline", text)
        else:
            text = self.tr("Die Datei konnte nicht geschrieben werden: {0}")
            self.notice.show_notice(_BAD, text.format(outcome))

    def _act(self) -> None:
        if self._finished is not None:
            self.folder_requested.emit(self._finished)
        elif self._waiting is not None:
            self.export(may_replace=True)

    def _leave(self) -> None:
        """Stop the work; close the window when there is none."""
        if self._is_busy:
            self._stop.set()
        else:
            self.reject()

    @override
    def done(self, arg__1: int) -> None:
        super().done(arg__1)
        self._is_leaving = True
        self._stop.set()
        if not self._is_busy:
            self._end()

    def _end(self) -> None:
        self._work.close()
        self.gone.emit()

    # ---- looks ---------------------------------------------------------------------------------
    def _set_busy(self, *, is_busy: bool) -> None:
        self._is_busy = is_busy
        for part in (self.scope, self.format, self.target, self.file, self.browse):
            part.setEnabled(not is_busy)
        self.scope.setEnabled(not is_busy and bool(self._selected))
        self.progress.setVisible(is_busy)
        self.progress.setRange(0, 0)
        self.close_button.setText(self.tr("Abbrechen") if is_busy else self.tr("Schließen"))
        if is_busy:
            self.notice.show_notice("", "")
        self._show_possible()

    def _show_progress(self, done: int, total: int) -> None:
        if self._is_busy:
            self.progress.setRange(0, total if done < total else 0)
            self.progress.setValue(done)

    def retranslate(self) -> None:
        """Set all texts again."""
        self.setWindowTitle(self.tr("Programm exportieren"))
        words = (self.tr("Projekte"), self.tr("Format"), self.tr("Für wen"), self.tr("Datei"))
        boxes = (self.scope, self.format, self.target, self.file)
        for label, box, text in zip(self._labels, boxes, words, strict=True):
            label.setText(text)
            box.setAccessibleName(text)
        chosen = self.tr("Nur die ausgewählten ({0})").format(count(len(self._selected)))
        total = count(len(self._state.portfolio.projects))
        _offer(self.scope, [(self.tr("Alle ({0})").format(total), False), (chosen, True)],
               bool(self._selected))  # fmt: skip
        _offer(self.format, [
            (self.tr("Arbeitsmappe mit allen Tabellen (XLSX)"), ProgrammeFormat.WORKBOOK.value),
            (self.tr("MS Project (XML)"), ProgrammeFormat.PROJECT_XML.value),
            (self.tr("Kalender (iCalendar)"), ProgrammeFormat.CALENDAR.value),
            (self.tr("Nur die Projekte (CSV)"), ProgrammeFormat.PROJECTS_CSV.value),
        ], ProgrammeFormat.WORKBOOK.value)  # fmt: skip
        internal = Publication.INTERNAL
        _offer(
            self.target,
            [(class_words(one), one.value) for one in (Publication.PUBLIC, internal)],
            internal.value,
        )
        self.browse.setText(self.tr("Wählen …"))
        self.export_button.setText(self.tr("Exportieren"))
        self.close_button.setText(self.tr("Abbrechen") if self._is_busy else self.tr("Schließen"))
        self.progress.setAccessibleName(self.tr("Fortschritt"))
        self._follow()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _offer(box: QComboBox, lines: Sequence[tuple[str, object]], first: object) -> None:
    """Offer other lines; what was chosen stays chosen."""
    kept = box.currentData() if box.count() else first
    with QSignalBlocker(box):
        box.clear()
        for text, data in lines:
            box.addItem(text, data)
        box.setCurrentIndex(max(box.findData(kept), 0))
