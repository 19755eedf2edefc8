"""Asks what an incident capsule shall hold, shows how far the work is, and says what failed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.alarms import AlarmId
from app.domain.capsules import MARGIN_US, SUFFIX
from widgets.capsules.wording import times_text
from widgets.foreign_texts import on_screen
from widgets.placeholders import NoticeBar
from widgets.theme.tokens import GRID

MINUTE_US: Final = 60_000_000
LONGEST_US: Final = 24 * 60 * MINUTE_US
"""A capsule of more than a day is an archive, and as slow as one."""

_MOST_MINUTES: Final = 720
_LETTERS: Final = 64
_WHY_LINES: Final = 3
_HINT_LINES: Final = 4


@dataclass(frozen=True, slots=True)
class Incident:
    """What a capsule may be made of.

    Attributes:
        title: What it is, in words.
        start_us: Begin, µs UTC.
        end_us: End.
        alarm: The alarm, None for a moment.
    """

    title: str
    start_us: int
    end_us: int
    alarm: AlarmId | None = None


@dataclass(frozen=True, slots=True)
class CapsuleForm:
    """What a person asked for.

    Attributes:
        incident: What the capsule is made of.
        from_us: Begin of what is recorded, µs UTC.
        until_us: End of what is recorded.
        title: What it is called.
        why: Why it is made.
        keeps_names: False when names of persons are to be replaced by roles.
        has_pictures: True when pictures of the workspaces are wanted.
        path: Where it is to be written.
        may_replace: True when a file of that name may be replaced.
    """

    incident: Incident
    from_us: int
    until_us: int
    title: str
    why: str
    keeps_names: bool
    has_pictures: bool
    path: Path
    may_replace: bool = False


class SaveCapsuleDialog(QDialog):
    """One form; it stays open until the capsule is on disk.

    Args:
        incidents: What may be chosen, the likeliest first; at least one.
        now_us: The present, µs UTC; nothing later can be recorded.
        zone: IANA name of the city's zone.
        path: Where it is written unless somebody says otherwise.
        parent: The console's window.

    Signals:
        save_requested: A `CapsuleForm`.
        cancel_requested: The work shall stop.
    """

    save_requested = Signal(object)
    cancel_requested = Signal()

    def __init__(
        self,
        incidents: Sequence[Incident],
        now_us: int,
        zone: str,
        path: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._incidents = list(incidents)
        self._now_us = now_us
        self._zone = zone
        self._is_busy = False
        self._is_own_title = False
        self._waiting: CapsuleForm | None = None
        self.setWindowTitle(self.tr("Vorfallkapsel sichern"))
        self.incident = QComboBox()
        self.incident.addItems([self._incident_text(incident) for incident in incidents])
        self.before, self.after = self._minutes(), self._minutes()
        self.span = QLabel()
        self.title = QLineEdit()
        self.why = QPlainTextEdit()
        self.pictures = QCheckBox(self.tr("Bilder der geöffneten Arbeitsbereiche beilegen"))
        self.names = QCheckBox(self.tr("Namen von Personen mitnehmen"))
        self.hint = QLabel()
        self.path = QLineEdit(str(path))
        self.browse = QToolButton()
        self.notice = NoticeBar()
        self.progress = QProgressBar()
        self.save_button = QPushButton(self.tr("Sichern"))
        self.cancel_button = QPushButton(self.tr("Abbrechen"))
        self._prepare()
        self._arrange()
        self._connect()
        self._follow_incident()
        self._follow_names()

    def _minutes(self) -> QSpinBox:
        box = QSpinBox()
        box.setRange(0, _MOST_MINUTES)
        box.setValue(MARGIN_US // MINUTE_US)
        box.setSuffix(self.tr(" min"))
        return box

    def _prepare(self) -> None:
        self.pictures.setChecked(True)
        self.names.setChecked(True)
        self.hint.setWordWrap(True)
        self.hint.setObjectName("muted")
        self.span.setObjectName("muted")
        self.why.setPlaceholderText(
            self.tr("Warum dieser Vorfall aufgehoben wird, etwa für den Bericht oder eine Übung")
        )
        self.why.setTabChangesFocus(True)
        self.browse.setText("…")
        self.browse.setToolTip(self.tr("Ordner und Namen der Datei wählen"))
        self.progress.hide()
        self.save_button.setObjectName("primary")
        self.save_button.setDefault(True)
        for widget, name in (
            (self.incident, self.tr("Vorfall")),
            (self.before, self.tr("Minuten vor dem Beginn")),
            (self.after, self.tr("Minuten nach dem Ende")),
            (self.title, self.tr("Titel")),
            (self.why, self.tr("Anlass")),
            (self.path, self.tr("Datei")),
            (self.browse, self.tr("Datei wählen")),
            (self.progress, self.tr("Fortschritt")),
        ):
            widget.setAccessibleName(name)

    def _arrange(self) -> None:
        metrics = self.fontMetrics()
        self.title.setMinimumWidth(_LETTERS * metrics.horizontalAdvance("n"))
        self.why.setFixedHeight((_WHY_LINES + 1) * metrics.lineSpacing())
        self.hint.setMinimumHeight(_HINT_LINES * metrics.lineSpacing())  # both texts fit
        self.hint.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        margins = QHBoxLayout()
        margins.setSpacing(2 * GRID)
        margins.addWidget(self.before)
        margins.addWidget(QLabel(self.tr("davor")))
        margins.addWidget(self.after)
        margins.addWidget(QLabel(self.tr("danach")))
        margins.addStretch(1)
        place = QHBoxLayout()
        place.addWidget(self.path, 1)
        place.addWidget(self.browse)
        form = QFormLayout()
        form.setSpacing(2 * GRID)
        form.addRow(self.tr("Vorfall"), self.incident)
        form.addRow(self.tr("Umfang"), margins)
        form.addRow("", self.span)
        form.addRow(self.tr("Titel"), self.title)
        form.addRow(self.tr("Anlass"), self.why)
        form.addRow("", self.pictures)
        form.addRow("", self.names)
        form.addRow("", self.hint)
        form.addRow(self.tr("Datei"), place)
        buttons = QDialogButtonBox()
        buttons.addButton(self.save_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.cancel_button, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.save)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        column.setSpacing(3 * GRID)
        column.addLayout(form)
        column.addStretch(1)
        column.addWidget(self.notice)
        column.addWidget(self.progress)
        column.addWidget(buttons)

    def _connect(self) -> None:
        self.incident.currentIndexChanged.connect(lambda _: self._follow_incident())
        self.before.valueChanged.connect(lambda _: self._follow_span())
        self.after.valueChanged.connect(lambda _: self._follow_span())
        self.title.textEdited.connect(lambda _: setattr(self, "_is_own_title", True))
        self.names.toggled.connect(lambda _: self._follow_names())
        self.path.textEdited.connect(lambda _: self.notice.show_notice("", ""))
        self.browse.clicked.connect(self._choose_path)
        self.notice.action_requested.connect(self._replace)

    # --- what was chosen ------------------------------------------------------------------

    def _incident_text(self, incident: Incident) -> str:
        return f"{incident.title} · {times_text(incident.start_us, incident.end_us, self._zone)}"

    def _chosen(self) -> Incident:
        return self._incidents[max(self.incident.currentIndex(), 0)]

    def _span(self) -> tuple[int, int]:
        incident = self._chosen()
        from_us = incident.start_us - self.before.value() * MINUTE_US
        until_us = min(incident.end_us + self.after.value() * MINUTE_US, self._now_us)
        return from_us, max(until_us, incident.end_us)

    def _follow_incident(self) -> None:
        if not self._is_own_title:
            with QSignalBlocker(self.title):
                self.title.setText(self._chosen().title)
        self._follow_span()

    def _follow_span(self) -> None:
        from_us, until_us = self._span()
        text = self.tr("Aufgehoben wird {0}.").format(times_text(from_us, until_us, self._zone))
        if until_us < self._chosen().end_us + self.after.value() * MINUTE_US:
            text += " " + self.tr("Später ist noch nichts geschehen.")
        self.span.setText(text)
        self.notice.show_notice("", "")

    def _follow_names(self) -> None:
        keeps = self.names.isChecked()
        self.pictures.setEnabled(keeps)
        if keeps:
            text = self.tr(
                "Die Kapsel enthält dann, wer Alarme quittiert, zurückgestellt und Notizen "
                "geschrieben hat. Geben Sie sie nur an Personen weiter, die das wissen dürfen."
            )
        else:
            text = self.tr(
                "Statt der Namen stehen Rollen in der Kapsel („Bedienung 1“). Bilder, Anordnung "
                "und Ansprechpartner fehlen dann. Namen, die nur in freien Texten stehen, kann das "
                "Programm nicht erkennen."
            )
        self.hint.setText(text)

    def _choose_path(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Vorfallkapsel sichern"),
            self.path.text(),
            self.tr("Vorfallkapsel (*{0})").format(SUFFIX),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if name:
            self.path.setText(name if name.endswith(SUFFIX) else name + SUFFIX)

    # --- saving ---------------------------------------------------------------------------

    def save(self) -> None:
        """Check what was written and ask for the capsule, or say what is missing."""
        if self._is_busy:
            return
        from_us, until_us = self._span()
        path = Path(self.path.text().strip()).expanduser()
        problem = ""
        if not self.title.text().strip():
            problem = self.tr("Bitte geben Sie der Kapsel einen Titel.")
        elif not self.why.toPlainText().strip():
            problem = self.tr("Bitte schreiben Sie, aus welchem Anlass Sie sie sichern.")
        elif until_us - from_us > LONGEST_US:
            problem = self.tr("Eine Kapsel umfasst höchstens 24 Stunden; bitte kürzer wählen.")
        elif not path.is_absolute() or path.suffix != SUFFIX:
            problem = self.tr("Bitte nennen Sie eine Datei mit Ordner, die auf {0} endet.")
            problem = problem.format(SUFFIX)
        if problem:
            self.show_problem(problem)
            return
        keeps_names = self.names.isChecked()
        self._begin(
            CapsuleForm(
                self._chosen(),
                from_us,
                until_us,
                _clean(self.title.text()),
                _clean(self.why.toPlainText()),
                keeps_names,
                keeps_names and self.pictures.isChecked(),
                path,
            )
        )

    def _begin(self, form: CapsuleForm) -> None:
        self._waiting = form
        self._set_busy(is_busy=True)
        self.save_requested.emit(form)

    def _replace(self) -> None:
        if self._waiting is not None:
            self._begin(replace(self._waiting, may_replace=True))

    def show_progress(self, done: int, total: int) -> None:
        """Show how much is done of how much."""
        self.progress.setRange(0, max(total, 1))
        self.progress.setValue(done)

    def show_problem(self, sentence: str) -> None:
        """Say why there is no capsule; the form can be mended and sent again."""
        self._set_busy(is_busy=False)
        self.notice.show_notice("mdi6.alert-outline", on_screen(sentence))

    def ask_replacement(self, sentence: str) -> None:
        """Say that there is such a file, and offer to replace it."""
        self._set_busy(is_busy=False)
        self.notice.show_notice("mdi6.alert-outline", on_screen(sentence), self.tr("Ersetzen"))

    def finish(self) -> None:
        """Close: the capsule is on disk."""
        self._set_busy(is_busy=False)
        super().accept()

    def _set_busy(self, *, is_busy: bool) -> None:
        self._is_busy = is_busy
        self.progress.setVisible(is_busy)
        if is_busy:
            self.progress.setRange(0, 0)
            self.notice.show_notice("", "")
        inputs: tuple[QWidget, ...] = (
            self.incident,
            self.before,
            self.after,
            self.title,
            self.why,
            self.names,
            self.path,
            self.browse,
            self.save_button,
        )
        for widget in inputs:
            widget.setEnabled(not is_busy)
        self.pictures.setEnabled(not is_busy and self.names.isChecked())

    @override
    def reject(self) -> None:
        """Stop the work where it is on its way, else close."""
        if self._is_busy:
            self.cancel_requested.emit()
            self._set_busy(is_busy=False)
            text = self.tr("Abgebrochen; es wurde nichts geschrieben.")
            self.notice.show_notice("mdi6.information-outline", text)
            return
        super().reject()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.why.setFocus()


def _clean(text: str) -> str:
    """Return a text that has a UTF-8 form: a broken clipboard may bring half a letter."""
    return text.encode("utf-8", "replace").decode().strip()
