"""Asking in which coordinates a file is, when its features do not fall into the city."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.services.maps import crs
from app.services.maps.files.results import CrsProposal
from widgets.foreign_texts import on_screen
from widgets.theme.tokens import GRID

USUAL: Final = (
    "EPSG:25832",
    "EPSG:25833",
    "EPSG:4647",
    "EPSG:31466",
    "EPSG:31467",
    "EPSG:4326",
    "EPSG:4326/yx",
    "EPSG:4258",
    "EPSG:3857",
)
"""Reference systems that German municipal files come in, the likeliest first."""


def crs_name(code: str) -> str:
    """Return what a reference system is called, with its code."""
    return f"{on_screen(crs.name_of(code))} ({crs.without_swap(code)})"


class CrsDialog(QDialog):
    """Proposes a reference system, and lets a person choose another one.

    Args:
        file: Name of the file.
        proposal: What would make its features fall into the city; None when nothing does.
        parent: The window it belongs to.
    """

    def __init__(
        self, file: str, proposal: CrsProposal | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._file, self._proposal = file, proposal
        self.sentence = QLabel()
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setWordWrap(True)
        self.proposed, self.other = QRadioButton(), QRadioButton()
        self.list = QComboBox()
        self.buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.take_button = self.buttons.addButton("", role.AcceptRole)
        self.cancel_button = self.buttons.addButton("", role.RejectRole)
        self.take_button.setObjectName("primary")
        self.take_button.setDefault(True)
        for way in (self.proposed, self.other):
            way.setVisible(proposal is not None)  # without a proposal there is only the list
        (self.other if proposal is None else self.proposed).setChecked(True)
        self.other.toggled.connect(self.list.setEnabled)
        self.list.setEnabled(self.other.isChecked())
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        column.setSpacing(2 * GRID)
        for widget in (self.sentence, self.proposed, self.other, self.list, self.buttons):
            column.addWidget(widget)
        self.setMinimumWidth(64 * self.fontMetrics().averageCharWidth())
        self.retranslate()

    @property
    def crs(self) -> str:
        """The chosen reference system, such as `EPSG:25832`."""
        if self._proposal is not None and self.proposed.isChecked():
            return self._proposal.crs
        return str(self.list.currentData())

    def retranslate(self) -> None:
        """Set all texts again."""
        self.setWindowTitle(self.tr("Koordinaten von „{file}“").format(file=self._file))
        if self._proposal is None:
            self.sentence.setText(
                self.tr(
                    "Die Koordinaten der Datei liegen nicht in der Stadt, und kein übliches "
                    "Koordinatensystem bringt sie dorthin. Wissen Sie, in welchem sie gespeichert "
                    "sind?"
                )
            )
        else:
            self.sentence.setText(on_screen(self._proposal.sentence))
            words = self.tr("{name} verwenden").format(name=crs_name(self._proposal.crs))
            self.proposed.setText(words)
        self.other.setText(self.tr("Ein anderes Koordinatensystem:"))
        self.list.setAccessibleName(self.tr("Koordinatensystem"))
        chosen = max(self.list.currentIndex(), 0)
        self.list.clear()
        for code in USUAL:
            self.list.addItem(crs_name(code), code)
        self.list.setCurrentIndex(chosen)
        self.take_button.setText(self.tr("Übernehmen"))
        self.cancel_button.setText(self.tr("Abbrechen"))
