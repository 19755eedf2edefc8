"""Step 5: carrying the import out, and what became of it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.inventory.changes import Commit, ConflictError, RefusedError
from app.services.inventory.imports.plans import ImportPlan
from app.services.ports import StoppedError
from widgets.foreign_texts import on_screen
from widgets.texts import count
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_SIGN_PX = 48
_LETTERS = 64
_PERCENT = 100
_MOST_SAID = 8


class CommitStep(QWidget):
    """Reason, what is remembered, progress, result.

    Signals:
        commit_requested: The person wants it done.
        stop_requested: It shall end; then nothing is changed.
        undo_requested: It shall be taken back.
        show_requested: What it changed is to be seen in the inventory.
        another_requested: Another file is to be imported.
    """

    commit_requested = Signal()
    stop_requested = Signal()
    undo_requested = Signal()
    show_requested = Signal()
    another_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan: ImportPlan | None = None
        self._sign_name = ""
        self._sign, self.heading, self.text = QLabel(), QLabel(), QLabel()
        self.heading.setObjectName("heading")
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self._reason_label, self._name_label = QLabel(), QLabel()
        self.reason, self.name = QLineEdit(), QLineEdit()
        self.remember = QCheckBox()
        self.bar, self.doing = QProgressBar(), QLabel()
        self.bar.setTextVisible(False)
        self.commit, self.stop = QPushButton(), QPushButton()
        self.commit.setObjectName("primary")
        self.undo, self.show_records = QPushButton(), QPushButton()
        self.another = QPushButton()
        self._arrange()
        self.remember.toggled.connect(self._enable_name)
        self.commit.clicked.connect(self.commit_requested)
        self.stop.clicked.connect(self.stop_requested)
        self.undo.clicked.connect(self.undo_requested)
        self.show_records.clicked.connect(self.show_requested)
        self.another.clicked.connect(self.another_requested)
        theme().changed.connect(self._tint)
        self.retranslate()
        self._show_parts("ready")

    def _arrange(self) -> None:
        letter = self.fontMetrics().horizontalAdvance("0")
        self._form = QWidget()
        form = QFormLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(4 * GRID)
        form.setVerticalSpacing(2 * GRID)
        form.addRow(self._reason_label, self.reason)
        form.addRow(self.remember)
        form.addRow(self._name_label, self.name)
        self._reason_label.setBuddy(self.reason)
        self._name_label.setBuddy(self.name)
        buttons = QHBoxLayout()
        for button in (self.commit, self.stop, self.show_records, self.undo, self.another):
            buttons.addWidget(button)
        buttons.addStretch(1)
        inner = QWidget()
        inner.setMaximumWidth(letter * _LETTERS * 3 // 2)
        column = QVBoxLayout(inner)
        column.setContentsMargins(8 * GRID, 8 * GRID, 8 * GRID, 8 * GRID)
        column.setSpacing(4 * GRID)
        column.addWidget(self._sign)
        column.addWidget(self.heading)
        column.addWidget(self.text)
        column.addWidget(self._form)
        column.addWidget(self.doing)
        column.addWidget(self.bar)
        column.addLayout(buttons)
        column.addStretch(1)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(inner, 4)
        line.addStretch(1)

    # ---- showing -------------------------------------------------------------------------------
    def show_plan(self, plan: ImportPlan, name: str, *, is_remembered: bool) -> None:
        """Show what will be done.

        Args:
            plan: What was tried.
            name: What the layout is called, or could be.
            is_remembered: True when it is worth remembering.
        """
        if plan is self._plan:
            return
        self._plan = plan
        self.reason.setText(plan.changeset.reason)
        self.name.setText(name)
        self.remember.setChecked(is_remembered)
        self.heading.setText(self.tr("Bereit zum Importieren"))
        lines = [on_screen(plan.outlook)]
        if plan.errors:
            lines.append(self.tr("Zeilen mit Fehlern bleiben außen vor."))
        lines.append(
            self.tr("Alles geschieht auf einmal oder gar nicht, und lässt sich zurücknehmen.")
        )
        self.text.setText("\n".join(lines))
        self._set_sign("mdi6.database-import-outline")
        self._show_parts("ready")

    def show_progress(self, done: int, total: int) -> None:
        """Show how far the commit is."""
        self._show_parts("running")
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        share = self.tr("{0}\u202f%").format(done * _PERCENT // total) if total else ""
        self.doing.setText(f"{self.tr('Der Bestand wird geändert …')} {share}".strip())

    def show_outcome(self, outcome: Commit | Exception) -> None:
        """Show what became of it."""
        if isinstance(outcome, Commit):
            self.heading.setText(self.tr("Importiert"))
            summary = self._plan.summary if self._plan else ()
            self.text.setText("\n".join(on_screen(one) for one in summary))
            self._set_sign("mdi6.check-circle-outline")
            self._show_parts("done")
            self.undo.setEnabled(bool(outcome.changed))
            self.show_records.setEnabled(bool(outcome.changed))
            return
        self.heading.setText(self.tr("Nicht importiert"))
        self.text.setText("\n".join(self._why(outcome)))
        stopped = isinstance(outcome, StoppedError)
        self._set_sign("mdi6.stop-circle-outline" if stopped else "mdi6.alert-circle-outline")
        self._show_parts("ready")

    def _why(self, outcome: Exception) -> Sequence[str]:
        if isinstance(outcome, StoppedError):
            return (self.tr("Der Import wurde abgebrochen. Nichts wurde geändert."),)
        if isinstance(outcome, ConflictError):
            words = self.tr(
                "Nichts wurde geändert: {0} Datensätze wurden seit der Probe von anderen geändert. "
                "Bitte gehen Sie einen Schritt zurück und proben Sie noch einmal."
            )
            return (words.format(count(len(outcome.current))),)
        if isinstance(outcome, RefusedError):
            told = [on_screen(f"{p.reason} {p.suggestion}".strip()) for p in outcome.problems]
            lines = list(dict.fromkeys(told))
            more = len(lines) - _MOST_SAID
            said = [self.tr("Nichts wurde geändert."), *lines[:_MOST_SAID]]
            return said if more <= 0 else [*said, self.tr("Und {0} weitere.").format(count(more))]
        return (self.tr("Nichts wurde geändert."), on_screen(str(outcome)))

    def show_undone(self, *, is_done: bool) -> None:
        """Say that it was taken back, or that it is being."""
        self.undo.setEnabled(False)
        if is_done:
            self.heading.setText(self.tr("Zurückgenommen"))
            self.text.setText(self.tr("Der Bestand ist wieder so, wie er vor dem Import war."))
        else:
            self.heading.setText(self.tr("Wird zurückgenommen"))
            self.text.setText(self.tr("Der Bestand wird wieder so, wie er vor dem Import war."))
        self._set_sign("mdi6.undo-variant")

    def _show_parts(self, state: str) -> None:
        self._form.setVisible(state == "ready")
        self.commit.setVisible(state == "ready")
        for part in (self.bar, self.doing, self.stop):
            part.setVisible(state == "running")
        for button in (self.undo, self.show_records, self.another):
            button.setVisible(state == "done")
        self.undo.setEnabled(True)
        self._enable_name()

    def _enable_name(self) -> None:
        self.name.setEnabled(self.remember.isChecked())

    def _set_sign(self, name: str) -> None:
        self._sign_name = name
        self._tint()

    def _tint(self) -> None:
        if self._sign_name:
            self._sign.setPixmap(icon(self._sign_name).pixmap(_SIGN_PX, _SIGN_PX))

    def retranslate(self) -> None:
        """Set all texts."""
        self._reason_label.setText(self.tr("Grund"))
        self._name_label.setText(self.tr("Name der Zuordnung"))
        self.reason.setToolTip(self.tr("Der Grund steht im Verlauf der Änderungen."))
        self.remember.setText(self.tr("Zuordnung für die nächste Datei dieser Art merken"))
        self.commit.setText(self.tr("Importieren"))
        self.stop.setText(self.tr("Abbrechen"))
        self.undo.setText(self.tr("Rückgängig machen"))
        self.show_records.setText(self.tr("Im Bestand zeigen"))
        self.another.setText(self.tr("Weitere Datei importieren"))
