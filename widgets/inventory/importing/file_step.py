"""Step 1: the file."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from widgets.placeholders import NoticeBar
from widgets.scenes.dropping import FileTarget
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID, RADIUS_CARD

SUFFIXES = (
    ".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".geojson", ".json",
    ".gpkg", ".yaml", ".yml", ".zip",
)  # fmt: skip
"""As `app.services.tables.reading` reads them; that brings the parsers with it."""
_SIGN_PX = 48


class FileStep(FileTarget):
    """A place for files to be dropped on.

    Signals:
        files_chosen: Files or a folder (list of `Path`); from `files_dropped` too.
    """

    files_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notice = NoticeBar()
        self._sign = QLabel(alignment=Qt.AlignmentFlag.AlignHCenter)
        self._heading = QLabel(alignment=Qt.AlignmentFlag.AlignHCenter)
        self._heading.setObjectName("heading")
        self._hint = QLabel(alignment=Qt.AlignmentFlag.AlignHCenter)
        self._hint.setObjectName("muted")
        self._hint.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.choose, self.choose_folder = QPushButton(), QPushButton()
        self.choose.setObjectName("primary")
        self._name = ""
        self._folder = ""
        self._arrange()
        self.choose.clicked.connect(self._ask_files)
        self.choose_folder.clicked.connect(self._ask_folder)
        self.files_dropped.connect(self.files_chosen)
        theme().changed.connect(self._tint)
        self.show_reading(-1, 0)
        self.retranslate()

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.choose)
        buttons.addWidget(self.choose_folder)
        buttons.addStretch(1)
        bar = QHBoxLayout()
        bar.addStretch(1)
        bar.addWidget(self.bar, 2)
        bar.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8 * GRID, 8 * GRID, 8 * GRID, 8 * GRID)
        column.setSpacing(3 * GRID)
        column.addWidget(self.notice)
        column.addStretch(2)
        for part in (self._sign, self._heading, self._hint):
            column.addWidget(part)
        column.addLayout(bar)
        column.addLayout(buttons)
        column.addStretch(3)

    def show_file(self, name: str) -> None:
        """Say which file is chosen; empty for none."""
        self._name = name
        self.retranslate()

    def show_reading(self, done: int, total: int) -> None:
        """Show how far the reading is; a negative `done` for none."""
        # A bar that is away keeps its room, so that nothing jumps.
        policy = self.bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.bar.setSizePolicy(policy)
        self.bar.setVisible(done >= 0)
        self.bar.setRange(0, total)
        self.bar.setValue(max(done, 0))

    def _ask_files(self) -> None:
        kinds = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        every = self.tr("Alle Dateien")
        names, _ = QFileDialog.getOpenFileNames(
            self,
            self.tr("Datei zum Importieren"),
            self._folder,
            f"{self.tr('Tabellen und Geodaten')} ({kinds});;{every} (*)",
        )
        self._choose([Path(name) for name in names])

    def _ask_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(
            self, self.tr("Ordner mit Gerätetypen oder Inventaren"), self._folder
        )
        self._choose([Path(name)] if name else [])

    def _choose(self, paths: Sequence[Path]) -> None:
        if paths:
            self._folder = str(paths[0].parent)
            self.files_chosen.emit(list(paths))

    def retranslate(self) -> None:
        """Set all texts."""
        self._heading.setText(self._name or self.tr("Datei hierher ziehen"))
        self._hint.setText(
            self.tr(
                "CSV, Arbeitsmappen (XLSX, XLS, ODS), GeoJSON, GeoPackage, Gerätetypen der "
                "NetBox-Bibliothek (YAML) und Inventare von GLPI-Agenten (JSON), auch als ZIP. "
                "Nichts wird geändert, bevor Sie am Ende zustimmen."
            )
        )
        self.choose.setText(
            self.tr("Andere Datei wählen …") if self._name else self.tr("Datei wählen …")
        )
        self.choose_folder.setText(self.tr("Ordner wählen …"))
        self._tint()

    def _tint(self) -> None:
        name = "mdi6.file-check-outline" if self._name else "mdi6.file-upload-outline"
        self._sign.setPixmap(icon(name).pixmap(_SIGN_PX, _SIGN_PX))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme().tokens.line), 2, Qt.PenStyle.DashLine))
        inner = self.rect().adjusted(4 * GRID, 4 * GRID, -4 * GRID, -4 * GRID)
        painter.drawRoundedRect(inner, RADIUS_CARD, RADIUS_CARD)
        painter.end()
