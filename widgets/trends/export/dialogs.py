"""The two small windows of an export: what shall be written, and how far it is."""

from enum import Enum
from typing import Any, Final, TypeVar

from PySide6.QtCore import QCoreApplication, QLocale, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from widgets.texts import count
from widgets.theme.tokens import GRID
from widgets.trends.export.choices import Choice, FileFormat, extent, format_words
from widgets.trends.export.facts import form_words, raster_words
from widgets.trends.export.rasters import Form, Raster
from widgets.trends.export.sheet_files import MAX_ROWS
from widgets.trends.export.subject import Subject

_E = TypeVar("_E", bound=Enum)
_LETTERS: Final = 56
_PERCENT: Final = 100


class ExportDialog(QDialog):
    """Asks for format, layout and steps, and says what comes of it.

    Args:
        subject: What is exported.
        choice: What was chosen the last time.
        has_reader: False when only what is drawn can be had.
        parent: The window it belongs to.

    Signals:
        chosen: A `Choice`.
    """

    chosen = Signal(object)

    def __init__(
        self, subject: Subject, choice: Choice, *, has_reader: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._subject = subject
        self._has_reader = has_reader
        self.formats, self.forms, self.rasters = QComboBox(), QComboBox(), QComboBox()
        self.light = QCheckBox(self.tr("Helle Farben (für Papier)"))
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        self.buttons = QDialogButtonBox()
        box = QDialogButtonBox.ButtonRole
        self.save = self.buttons.addButton(self.tr("Speichern …"), box.AcceptRole)
        self.buttons.addButton(self.tr("Abbrechen"), box.RejectRole)
        self._fill(choice)
        self._arrange()
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        for one in (self.formats, self.forms, self.rasters):
            one.currentIndexChanged.connect(self._show)
        self._show()

    def _fill(self, choice: Choice) -> None:
        for kind in FileFormat:
            self.formats.addItem(format_words(kind), kind)
        for form in Form:
            self.forms.addItem(form_words(form), form)
        for raster in Raster if self._has_reader else [Raster.DRAWN]:
            self.rasters.addItem(raster_words(raster), raster)
        self.formats.setCurrentIndex(list(FileFormat).index(choice.format))
        self.forms.setCurrentIndex(list(Form).index(choice.form))
        self.rasters.setCurrentIndex(max(self.rasters.findText(raster_words(choice.raster)), 0))
        self.light.setChecked(choice.is_light)

    def _arrange(self) -> None:
        self.setWindowTitle(self.tr("Ausschnitt exportieren"))
        form = QFormLayout()
        for words, field in (
            (self.tr("Datei"), self.formats),
            (self.tr("Aufbau"), self.forms),
            (self.tr("Raster"), self.rasters),
        ):
            form.addRow(words, field)
            field.setAccessibleName(words)
        form.addRow("", self.light)
        column = QVBoxLayout(self)
        column.setSpacing(3 * GRID)
        column.addLayout(form)
        column.addWidget(self.summary)
        column.addStretch(1)
        column.addWidget(self.buttons)
        self.setMinimumWidth(_LETTERS * self.fontMetrics().averageCharWidth())

    @property
    def choice(self) -> Choice:
        """What is chosen now."""
        return Choice(
            _chosen(self.formats, FileFormat),
            _chosen(self.forms, Form),
            _chosen(self.rasters, Raster),
            self.light.isChecked(),
        )

    def _show(self) -> None:
        choice = self.choice
        is_table = choice.format.is_table
        self.forms.setEnabled(is_table)
        self.rasters.setEnabled(is_table)
        self.light.setEnabled(not is_table)
        self.summary.setText(self._summary(choice))

    def _summary(self, choice: Choice) -> str:
        """Say what comes of it; where it cannot be, why and what helps."""
        self.save.setEnabled(True)
        if not choice.format.is_table:
            return self.tr(
                "Eine Seite mit Kurven, Legende, Kennzahlen und Notizen, wie jetzt zu sehen."
            )
        found = extent(self._subject, choice)
        if not found.rows:
            self.save.setEnabled(False)
            return self.tr("In diesem Ausschnitt gibt es keine Werte.")
        words = self.tr("%1 Zeilen, etwa %2.")
        if not found.is_exact:
            words = self.tr("Etwa %1 Zeilen, etwa %2.")
        size = QLocale().formattedDataSize(found.size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
        text = words.replace("%1", count(found.rows)).replace("%2", size)
        if choice.format is FileFormat.XLSX and found.rows > MAX_ROWS:
            self.save.setEnabled(not found.is_exact)
            text += " " + too_many_words()
        return text

    @override
    def accept(self) -> None:
        super().accept()
        self.chosen.emit(self.choice)


def too_many_words() -> str:
    """Return what to do when a sheet does not hold all rows."""
    words = QCoreApplication.translate(
        "trends",
        "Ein Tabellenblatt fasst %1 Zeilen: Wählen Sie ein gröberes Raster, oder CSV oder Parquet.",
    )
    return words.replace("%1", count(MAX_ROWS))


def _chosen(box: QComboBox, kind: type[_E]) -> _E:
    value: Any = box.currentData()
    assert isinstance(value, kind)  # noqa: S101 - `_fill` put nothing else in
    return value


class ProgressDialog(QDialog):
    """Shows how far an export is; the button, Esc and closing it all stop the export.

    Signals:
        cancelled: It shall be stopped.
    """

    cancelled = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Ausschnitt exportieren"))
        words = QLabel(self.tr("%1 wird geschrieben …").replace("%1", name))
        self.bar = QProgressBar()
        self.bar.setRange(0, _PERCENT)
        self.bar.setAccessibleName(words.text())
        buttons = QDialogButtonBox()
        buttons.addButton(self.tr("Abbrechen"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(3 * GRID)
        for widget in (words, self.bar, buttons):
            column.addWidget(widget)
        self.setMinimumWidth(_LETTERS * self.fontMetrics().averageCharWidth())

    def show_share(self, share: float) -> None:
        """Show how much is done, 0 to 1."""
        self.bar.setValue(round(share * _PERCENT))

    @override
    def reject(self) -> None:
        self.cancelled.emit()
        super().reject()
