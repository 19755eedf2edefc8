"""A list of codes, pasted or out of a file."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.services.inventory.audit_codes import codes_in
from widgets.background import Background
from widgets.foreign_texts import on_screen
from widgets.placeholders import NoticeBar
from widgets.texts import count
from widgets.theme.tokens import GRID

_MOST_BYTES: Final = 5_000_000


class ListDialog(QDialog):
    """Asks for codes, one a line.

    Signals:
        codes_given: The codes (list of str).
    """

    codes_given = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = Background(self, "audit-list")
        self.notice, self.text = NoticeBar(), QPlainTextEdit()
        self.counted = QLabel()
        self.counted.setObjectName("muted")
        self.buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.load = self.buttons.addButton("", role.ActionRole)
        self.take = self.buttons.addButton("", role.AcceptRole)
        self.cancel = self.buttons.addButton("", role.RejectRole)
        self.take.setObjectName("primary")
        hint = QLabel(
            self.tr("Ein Code je Zeile, so wie ihn das Gerät zum Einlesen gespeichert hat.")
        )
        hint.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        column.setSpacing(3 * GRID)
        for part in (hint, self.notice, self.text, self.counted, self.buttons):
            column.addWidget(part)
        self.text.textChanged.connect(self._count)
        self.buttons.accepted.connect(self._give)
        self.buttons.rejected.connect(self.reject)
        self.load.clicked.connect(self._ask_file)
        self._name()
        self._count()
        metrics = self.fontMetrics()
        self.resize(metrics.horizontalAdvance("0") * 70, metrics.height() * 26)

    def _name(self) -> None:
        self.setWindowTitle(self.tr("Liste einlesen"))
        self.text.setAccessibleName(self.tr("Codes"))
        self.cancel.setText(self.tr("Abbrechen"))
        self.load.setText(self.tr("Datei laden …"))

    def _count(self) -> None:
        number = len(codes_in(self.text.toPlainText()))
        self.counted.setText(self.tr("{0} Codes").format(count(number)))
        self.take.setText(self.tr("{0} Codes übernehmen").format(count(number)))
        self.take.setEnabled(number > 0)

    def _give(self) -> None:
        self.codes_given.emit(codes_in(self.text.toPlainText()))
        self.accept()

    def _ask_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Liste laden"), "", f"{self.tr('Listen')} (*.txt *.csv);;* (*)"
        )
        if name:
            self.read(Path(name))

    def read(self, path: Path) -> None:
        """Take the codes of a file."""
        self._work.ask(self, lambda: _read(path), self.text.setPlainText, self._fail)

    def _fail(self, why: str) -> None:
        words = self.tr("Die Datei lässt sich nicht lesen: {0}").format(on_screen(why))
        self.notice.show_notice("mdi6.alert-circle-outline", words)

    @override
    def done(self, result: int) -> None:
        self._work.close()
        super().done(result)


def _read(path: Path) -> str:
    with path.open("rb") as file:
        data = file.read(_MOST_BYTES)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
