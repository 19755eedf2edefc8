"""What is known of one data set: extent, references, date, source, licence, size, faults."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFormLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from twin_viewer.jobs.datasets import Dataset
from twin_viewer.model.frames import HeightReference, Reference
from twin_viewer.panels.data_rows import count_text, kind_text, state_text
from widgets.foreign_texts import on_screen
from widgets.labels import ElidedLabel
from widgets.texts import number
from widgets.theme.tokens import GRID

_KILO: Final = 1000
_SIZES: Final = ("B", "kB", "MB", "GB", "TB")
WORDS: Final = ("name", "date", "source", "licence")
"""What a person may write."""


def size_text(size_bytes: int) -> str:
    """Return a size such as `12,4 MB`."""
    size, unit = float(size_bytes), 0
    while size >= _KILO and unit < len(_SIZES) - 1:
        size /= _KILO
        unit += 1
    return f"{number(size, 0 if unit == 0 else 1)}\u202f{_SIZES[unit]}"


class DataDetails(QScrollArea):
    """The sheet.

    Signals:
        described: A word of it shall be another (id, which of `WORDS`, text).
    """

    described = Signal(str, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dataset: Dataset | None = None
        self._grids: Path | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.boxes = {word: QLineEdit() for word in WORDS}
        self.labels = {
            name: ElidedLabel()
            for name in ("kind", "count", "state", "extent", "crs", "heights", "size", "files")
        }
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.note.setObjectName("muted")
        self.faults = QListWidget()
        self.faults.setWordWrap(True)
        self.faults.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.faults.setMinimumHeight(18 * GRID)
        self._titles = {name: QLabel() for name in (*self.boxes, *self.labels, "faults")}
        self._form = QFormLayout()
        self._arrange()
        for word, box in self.boxes.items():
            box.editingFinished.connect(lambda word=word: self._tell(word))

    def _arrange(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        self._form.setSpacing(GRID)
        self._form.addRow(self._titles["name"], self.boxes["name"])
        for name in ("kind", "count", "state", "extent", "crs", "heights"):
            self._form.addRow(self._titles[name], self.labels[name])
        self._form.addRow(self.note)
        for name in ("date", "source", "licence"):
            self._form.addRow(self._titles[name], self.boxes[name])
        for name in ("size", "files"):
            self._form.addRow(self._titles[name], self.labels[name])
        column.addLayout(self._form)
        column.addWidget(self._titles["faults"])
        column.addWidget(self.faults)
        column.addStretch(1)
        self.setWidget(inside)

    def show_dataset(self, dataset: Dataset | None) -> None:
        """Show a data set; None hides the sheet."""
        is_other = dataset is None or self._dataset is None or dataset.id != self._dataset.id
        self._dataset = dataset
        self.setVisible(dataset is not None)
        if dataset is None:
            return
        for word, box in self.boxes.items():
            if is_other or not box.hasFocus():
                with QSignalBlocker(box):
                    box.setText(on_screen(str(getattr(dataset, word))))
                    box.setCursorPosition(0)
        reference = dataset.reference
        texts = {
            "kind": kind_text(dataset.kind),
            "count": count_text(dataset),
            "state": state_text(dataset) or self.tr("vollständig"),
            "extent": self._extent(dataset),
            "crs": reference.crs or self.tr("nicht angegeben"),
            "heights": self._heights(reference.heights),
            "size": size_text(dataset.size_bytes),
            "files": self._files(dataset),
        }
        for name, text in texts.items():
            self.labels[name].setText(text)
            self._form.setRowVisible(self.labels[name], bool(text))
        self.labels["files"].setToolTip("\n".join(str(path) for path in dataset.files[:20]))
        note = self._note(reference)
        self.note.setText(note)
        self._form.setRowVisible(self.note, bool(note))
        self._show_faults(dataset)

    def set_grids(self, folder: Path) -> None:
        """Take the folder where grids for heights belong; it is named where they are missing."""
        self._grids = folder
        self.show_dataset(self._dataset)

    def _note(self, reference: Reference) -> str:
        note = on_screen(reference.note)
        if reference.heights is not HeightReference.ELLIPSOID or self._grids is None:
            return note
        folder = self.tr("Der Ordner für Höhengitter ist „{0}“.").format(self._grids)
        return f"{note} {folder}".strip()

    def _show_faults(self, dataset: Dataset) -> None:
        lines = [
            ": ".join(filter(None, (fault.file, fault.item, on_screen(fault.reason))))
            for fault in dataset.faults
        ]
        if lines != [self.faults.item(row).text() for row in range(self.faults.count())]:
            self.faults.clear()
            self.faults.addItems(lines)
        self._titles["faults"].setVisible(bool(lines))
        self.faults.setVisible(bool(lines))

    def _extent(self, dataset: Dataset) -> str:
        if dataset.extent is None:
            return ""
        west, south, east, north = dataset.extent
        across, along = (east - west) / _KILO, (north - south) / _KILO
        return self.tr("{0} × {1} km um E {2}, N {3}").format(
            number(across, 2),
            number(along, 2),
            number((west + east) / 2, 0),
            number((south + north) / 2, 0),
        )

    def _heights(self, heights: HeightReference) -> str:
        return {
            HeightReference.DHHN2016: self.tr("DHHN2016 (m ü. NHN)"),
            HeightReference.ELLIPSOID: self.tr("Ellipsoid GRS80, nicht umgerechnet"),
            HeightReference.OTHER: self.tr("anderes Höhensystem"),
            HeightReference.UNKNOWN: self.tr("nicht angegeben, als DHHN2016 gelesen"),
        }[heights]

    def _files(self, dataset: Dataset) -> str:
        if len(dataset.files) == 1:
            return dataset.files[0].name
        return self.tr("%n Datei(en)", "", len(dataset.files))

    def _tell(self, word: str) -> None:
        dataset, text = self._dataset, self.boxes[word].text().strip()
        if dataset is not None and text != on_screen(str(getattr(dataset, word))):
            self.described.emit(dataset.id, word, text)

    def copy(self) -> None:
        """Copy the sheet as lines of text."""
        rows = [(self._titles[word].text(), box.text()) for word, box in self.boxes.items()]
        rows += [(self._titles[name].text(), label.text()) for name, label in self.labels.items()]
        faults = [self.faults.item(row).text() for row in range(self.faults.count())]
        lines = [f"{title}\t{text}" for title, text in rows if text]
        QGuiApplication.clipboard().setText("\n".join([*lines, *faults]))

    def retranslate(self) -> None:
        """Set all texts again."""
        for name, text in (
            ("name", self.tr("Name")),
            ("kind", self.tr("Art")),
            ("count", self.tr("Umfang")),
            ("state", self.tr("Stand")),
            ("extent", self.tr("Ausdehnung")),
            ("crs", self.tr("Koordinatensystem")),
            ("heights", self.tr("Höhenbezug")),
            ("date", self.tr("Datum")),
            ("source", self.tr("Quelle")),
            ("licence", self.tr("Lizenz")),
            ("size", self.tr("Größe")),
            ("files", self.tr("Dateien")),
            ("faults", self.tr("Was sich nicht zeigen lässt")),
        ):
            self._titles[name].setText(text)
            if name in self.boxes:
                self.boxes[name].setAccessibleName(text)
        self.faults.setAccessibleName(self.tr("Was sich nicht zeigen lässt"))
        self.show_dataset(self._dataset)
