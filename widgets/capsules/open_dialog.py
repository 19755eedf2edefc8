"""Says what a capsule file is about and what is wrong with it, and asks how to open it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.services.capsules import CapsuleInfo
from widgets.capsules.wording import made_text, size_text, span_text, state_of, state_text
from widgets.foreign_texts import on_screen
from widgets.labels import ElidedLabel
from widgets.placeholders import NoticeBar
from widgets.texts import DASH
from widgets.theme.tokens import GRID

_LETTERS = 60


class OpenCapsuleDialog(QDialog):
    """Shows a file before it is opened.

    Args:
        info: What is known of it.
        parent: The console's window.

    Signals:
        chosen: True for a drill, False to look at it.
    """

    chosen = Signal(bool)

    def __init__(self, info: CapsuleInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Vorfallkapsel öffnen"))
        self.look = QPushButton(self.tr("Ansehen"))
        self.drill = QPushButton(self.tr("Als Übung starten"))
        self.look.setToolTip(self.tr("Eine zweite Konsole zeigt den Vorfall; nur lesen"))
        self.drill.setToolTip(self.tr("Der Vorfall läuft wie live ab, mit Auswertung am Ende"))
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        column.setSpacing(3 * GRID)
        heading = QLabel(info.header.title if info.header is not None else info.path.name)
        heading.setObjectName("heading")
        heading.setWordWrap(True)
        column.addWidget(heading)
        column.addLayout(self._facts(info))
        self.warnings = []
        for text in [*info.warnings, *([info.error] if info.error else [])]:
            label = QLabel(on_screen(text))
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            bar = NoticeBar()
            bar.show_notice("mdi6.alert-outline", state_text(state_of(info)))
            self.warnings.append(label)
            column.addWidget(bar)
            column.addWidget(label)
        column.addWidget(self._buttons(info))
        self.setMinimumWidth(_LETTERS * self.fontMetrics().horizontalAdvance("n"))

    def _facts(self, info: CapsuleInfo) -> QFormLayout:
        form = QFormLayout()
        form.setSpacing(2 * GRID)
        header = info.header
        rows = [(self.tr("Datei"), str(info.path)), (self.tr("Größe"), size_text(info.size))]
        if header is not None:
            rows = [
                (self.tr("Stadt"), header.city_name),
                (self.tr("Vorfall"), span_text(header)),
                (self.tr("Anlass"), header.why or DASH),
                (self.tr("Gesichert von"), made_text(header)),
                (self.tr("Programm"), header.program or DASH),
                *rows,
            ]
        for name, text in rows:
            label = ElidedLabel(text)
            form.addRow(name, label)
        return form

    def _buttons(self, info: CapsuleInfo) -> QDialogButtonBox:
        box = QDialogButtonBox()
        box.addButton(self.look, QDialogButtonBox.ButtonRole.ActionRole)
        box.addButton(self.drill, QDialogButtonBox.ButtonRole.ActionRole)
        box.addButton(self.tr("Abbrechen"), QDialogButtonBox.ButtonRole.RejectRole)
        box.rejected.connect(self.reject)
        can_open = not info.error
        self.look.setEnabled(can_open)
        self.drill.setEnabled(can_open)
        self.look.setObjectName("primary")
        self.look.setDefault(can_open)
        self.look.clicked.connect(lambda: self._choose(is_drill=False))
        self.drill.clicked.connect(lambda: self._choose(is_drill=True))
        return box

    def _choose(self, *, is_drill: bool) -> None:
        self.chosen.emit(is_drill)
        super().accept()
