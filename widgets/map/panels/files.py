"""Files that become layers: choosing them, how far reading is, and which layer of several."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from widgets.connections.tables import RowDelegate
from widgets.foreign_texts import on_screen
from widgets.labels import ElidedLabel
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

ENDINGS: Final = ("geojson", "json", "gpkg", "pmtiles", "shp", "fgb")
"""How the names of files end that can be tried."""

_PERCENT: Final = 100
_BAR_PX: Final = 6
_ROWS_SHOWN: Final = 8


def choose_files(parent: QWidget) -> list[Path]:
    """Let a person choose files; none when they thought better of it."""
    names, _ = QFileDialog.getOpenFileNames(
        parent,
        QCoreApplication.translate("map", "Ebene hinzufügen"),
        "",
        ";;".join(file_filters()),
    )
    return [Path(name) for name in names]


def file_filters() -> list[str]:
    """Return the kinds of files a person may choose from, all of them together first."""
    everything = " ".join(f"*.{ending}" for ending in ENDINGS)
    words = QCoreApplication.translate("map", "Alle Kartendateien")
    return [
        f"{words} ({everything})",
        "GeoJSON (*.geojson *.json)",
        "GeoPackage (*.gpkg)",
        "PMTiles (*.pmtiles)",
        "Shapefile (*.shp)",
        "FlatGeobuf (*.fgb)",
    ]


class FileProgress(QFrame):
    """One file that is being read; what went wrong stays until it is closed.

    Signals:
        cancel_requested: Reading shall end.
        closed: The person has read what went wrong.
    """

    cancel_requested = Signal()
    closed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._is_failed = False
        self.name = ElidedLabel(name, mode=Qt.TextElideMode.ElideMiddle)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(_BAR_PX)
        self.bar.setAccessibleName(name)
        self.sentence = QLabel()
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setWordWrap(True)
        self.sentence.hide()
        self.button = QToolButton()
        self.button.setIconSize(QSize(16, 16))
        self.button.clicked.connect(self._press)
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(self.name, 1)
        head.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, GRID, GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addLayout(head)
        column.addWidget(self.bar)
        column.addWidget(self.sentence)
        theme().changed.connect(self.apply_theme)
        self.retranslate()
        self.apply_theme()
        self.show_progress(None)

    def show_progress(self, share: float | None) -> None:
        """Show how far it is, 0 to 1; None while nobody knows."""
        if share is None:
            self.bar.setRange(0, 0)
            return
        self.bar.setRange(0, _PERCENT)
        self.bar.setValue(round(min(max(share, 0.0), 1.0) * _PERCENT))

    def show_failure(self, sentence: str) -> None:
        """Say what went wrong, in whole sentences from below the views; the button closes it."""
        self._is_failed = True
        self.bar.hide()
        self.sentence.setText(on_screen(sentence))
        self.sentence.setAccessibleName(self.sentence.text())
        self.sentence.show()
        self.retranslate()

    def _press(self) -> None:
        (self.closed if self._is_failed else self.cancel_requested).emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._press()
        else:
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Set all texts again."""
        tip = self.tr("Schließen") if self._is_failed else self.tr("Einlesen abbrechen")
        self.button.setToolTip(tip)
        self.button.setAccessibleName(f"{tip}: {self.bar.accessibleName()}")

    def apply_theme(self) -> None:
        """Take the icon of the theme."""
        self.button.setIcon(icon("mdi6.close"))


class LayerChoiceDialog(QDialog):
    """Asks which layer of a file is meant, where a file has several.

    Args:
        file: Name of the file.
        layers: Name and a few words (such as `Linien, 1 204 Objekte`) of each layer.
        parent: The window it belongs to.
    """

    def __init__(
        self, file: str, layers: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._file = file
        self._names = [name for name, _ in layers]
        self.sentence = QLabel()
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setWordWrap(True)
        self.list = QListWidget()
        self.list.setItemDelegate(RowDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        for name, words in layers:
            self.list.addItem(QListWidgetItem(f"{name} – {words}" if words else name))
        self.buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.add_button = self.buttons.addButton("", role.AcceptRole)
        self.cancel_button = self.buttons.addButton("", role.RejectRole)
        self.add_button.setObjectName("primary")
        self.add_button.setDefault(True)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.list.itemActivated.connect(self.accept)
        self.list.itemSelectionChanged.connect(self._show)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        column.setSpacing(3 * GRID)
        for widget in (self.sentence, self.list, self.buttons):
            column.addWidget(widget)
        self.setMinimumWidth(56 * self.fontMetrics().averageCharWidth())
        rows = min(max(len(layers), 3), _ROWS_SHOWN)
        self.list.setMinimumHeight(rows * max(self.list.sizeHintForRow(0), 1) + GRID)
        self.retranslate()
        self.list.setCurrentRow(0)
        self.list.setFocus()
        self._show()

    @property
    def chosen(self) -> list[str]:
        """The names of the chosen layers."""
        rows = sorted(self.list.row(item) for item in self.list.selectedItems())
        return [self._names[row] for row in rows]

    def _show(self) -> None:
        self.add_button.setEnabled(bool(self.chosen))

    def retranslate(self) -> None:
        """Set all texts again."""
        self.setWindowTitle(self.tr("Welche Ebene?"))
        words = self.tr("Die Datei „{file}“ enthält mehrere Ebenen. Welche sollen auf die Karte?")
        self.sentence.setText(words.format(file=self._file))
        self.list.setAccessibleName(self.tr("Ebenen der Datei"))
        self.add_button.setText(self.tr("Hinzufügen"))
        self.cancel_button.setText(self.tr("Abbrechen"))
