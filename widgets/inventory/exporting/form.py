"""What may be chosen about an export."""

from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.inventory.fields import Publication
from app.services.inventory.exports import FileFormat
from widgets.inventory.exporting.offers import Columns, Scope, class_words, format_words
from widgets.theme.tokens import GRID

_LETTERS: Final = 64
_HINT_LINES: Final = 3

FORMATS: Final = (
    FileFormat.XLSX,
    FileFormat.CSV,
    FileFormat.PDF,
    FileFormat.GEOPACKAGE,
    FileFormat.GEOJSON,
)
"""In the order in which they are wanted."""


class ExportForm(QWidget):
    """The fields of the dialog, without any sense."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.formats, self.targets = QComboBox(), QComboBox()
        self.scopes = {scope: QRadioButton() for scope in Scope}
        self.columns = {one: QRadioButton() for one in Columns}
        self.groups = QButtonGroup(self), QButtonGroup(self)
        self.comma, self.entitled = QCheckBox(), QCheckBox()
        self.hint, self.moment = QLabel(), QLabel()
        self.file = QLineEdit()
        self.browse = QToolButton()
        for kind in FORMATS:
            self.formats.addItem("", kind)
        for target in Publication:
            self.targets.addItem("", target)
        self.names = [QLabel() for _ in range(6)]
        self._arrange()
        self.retranslate()

    def _arrange(self) -> None:
        scopes, columns = QVBoxLayout(), QHBoxLayout()
        scopes.setSpacing(GRID)
        columns.setSpacing(4 * GRID)
        for group, buttons, line in (
            (self.groups[0], self.scopes.values(), scopes),
            (self.groups[1], self.columns.values(), columns),
        ):
            for button in buttons:
                group.addButton(button)
                line.addWidget(button)
        columns.addStretch(1)
        self.hint.setWordWrap(True)
        self.hint.setObjectName("muted")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        # Room for the longest of the three hints, so that nothing jumps.
        self.hint.setMinimumHeight(_HINT_LINES * self.fontMetrics().lineSpacing())
        self.browse.setText("…")
        self.file.setMinimumWidth(_LETTERS * self.fontMetrics().averageCharWidth())
        place = QHBoxLayout()
        place.addWidget(self.file, 1)
        place.addWidget(self.browse)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(3 * GRID)
        file, records, shown, moment, readers, path = self.names
        form.addRow(file, self.formats)
        form.addRow(records, scopes)
        form.addRow(shown, columns)
        form.addRow("", self.comma)
        form.addRow(moment, self.moment)
        form.addRow(readers, self.targets)
        form.addRow("", self.hint)
        form.addRow("", self.entitled)
        form.addRow(path, place)

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        words = (
            self.tr("Datei"),
            self.tr("Datensätze"),
            self.tr("Spalten"),
            self.tr("Stand"),
            self.tr("Für wen"),
            self.tr("Speichern als"),
        )
        for label, text in zip(self.names, words, strict=True):
            label.setText(text)
        for place, kind in enumerate(FORMATS):
            self.formats.setItemText(place, format_words(kind))
        for place, target in enumerate(Publication):
            self.targets.setItemText(place, class_words(target))
        self.comma.setText(self.tr("Zahlen mit Dezimalkomma"))
        self.entitled.setText(self.tr("Die Empfänger dürfen diese Angaben kennen."))
        self.browse.setToolTip(self.tr("Ordner und Namen der Datei wählen"))
        for widget, text in (
            (self.formats, words[0]),
            (self.targets, words[4]),
            (self.file, words[5]),
            (self.browse, self.tr("Datei wählen")),
        ):
            widget.setAccessibleName(text)


def nothing_left_out() -> str:
    """Say that a file will tell all."""
    return QCoreApplication.translate("exporting", "Es bleibt nichts weg.")
