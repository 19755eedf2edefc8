"""Where a plan comes from: a file that is chosen or dropped, or a server."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.services.portfolio.interchange.files import SUFFIXES
from app.services.ports.plan_servers import ForeignProject
from widgets.scenes.dropping import FileTarget
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_REFUSED: Final = (".mpp", ".mpt", ".zip")
"""Files that people try; they are told why they cannot be read."""


class FileSource(FileTarget):
    """Asks for a file.

    Signals:
        chosen: A file (`Path`).
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hint, self.name, self.choose = QLabel(), QLabel(), QPushButton()
        self.hint.setObjectName("muted")
        self.hint.setWordWrap(True)
        line = QHBoxLayout()
        line.setSpacing(2 * GRID)
        line.addWidget(self.choose)
        line.addWidget(self.name, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(self.hint)
        column.addLayout(line)
        column.addStretch(1)
        self.choose.clicked.connect(self._ask)
        self.files_dropped.connect(self._dropped)

    def _ask(self) -> None:
        endings = " ".join(f"*{one}" for one in (*SUFFIXES, *_REFUSED))
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Plan öffnen"), "", f"{self.tr('Pläne')} ({endings})"
        )
        if name:
            self.chosen.emit(Path(name))

    def _dropped(self, paths: Sequence[Path]) -> None:
        if paths:
            self.chosen.emit(paths[0])

    def show_file(self, path: Path) -> None:
        """Say which file was read."""
        self.name.setText(path.name)
        self.name.setToolTip(str(path))

    def retranslate(self) -> None:
        """Set all texts again."""
        self.hint.setText(
            self.tr("MS Project als XML oder ein Kalender (.ics). Sie können die Datei auch"
                    " hierher ziehen. Erst wird nur gezeigt, was sich ändern würde.")
        )  # fmt: skip
        self.choose.setText(self.tr("Datei wählen …"))
        self.choose.setIcon(icon("mdi6.file-import-outline"))


class ServerSource(QWidget):
    """Asks for a server, a key and one of its projects. The key is kept nowhere else.

    Signals:
        projects_wanted: Its projects shall be listed.
        plan_wanted: The plan of a project (`ForeignProject`) is wanted.
    """

    projects_wanted = Signal()
    plan_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.address, self.key = QLineEdit(), QLineEdit()
        self.hint, self.projects = QLabel(), QComboBox()
        self.list, self.read = QPushButton(), QPushButton()
        self._found: list[ForeignProject] = []
        self.hint.setObjectName("muted")
        self.hint.setWordWrap(True)
        self.key.setEchoMode(QLineEdit.EchoMode.Password)
        self._form = QFormLayout()
        self._form.setSpacing(2 * GRID)
        self._labels = [QLabel(), QLabel(), QLabel()]
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.key, 1)
        first.addWidget(self.list)
        second.addWidget(self.projects, 1)
        second.addWidget(self.read)
        self._form.addRow(self._labels[0], self.address)
        self._form.addRow(self._labels[1], first)
        self._form.addRow(self._labels[2], second)
        for label, box in zip(self._labels, (self.address, self.key, self.projects), strict=True):
            label.setBuddy(box)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addLayout(self._form)
        column.addWidget(self.hint)
        self.address.textChanged.connect(self._changed)
        self.key.textChanged.connect(self._changed)
        self.key.returnPressed.connect(self.list.click)
        self.list.clicked.connect(self.projects_wanted)
        self.read.clicked.connect(self._read)
        self._changed()

    def _changed(self) -> None:
        """Another address or key: what was listed belongs to the one before."""
        self.show_projects(())
        self.list.setEnabled(bool(self.address.text().strip() and self.key.text().strip()))

    def show_projects(self, found: Sequence[ForeignProject]) -> None:
        """Offer the projects of the server."""
        self._found = list(found)
        self.projects.clear()
        self.projects.addItems([one.name for one in found])
        self.projects.setEnabled(bool(found))
        self.read.setEnabled(bool(found))

    def _read(self) -> None:
        place = self.projects.currentIndex()
        if 0 <= place < len(self._found):
            self.plan_wanted.emit(self._found[place])

    def forget(self) -> None:
        """Forget the key."""
        self.key.clear()

    def retranslate(self) -> None:
        """Set all texts again."""
        words = (self.tr("Adresse"), self.tr("API-Schlüssel"), self.tr("Projekt dort"))
        boxes = (self.address, self.key, self.projects)
        for label, box, text in zip(self._labels, boxes, words, strict=True):
            label.setText(text)
            box.setAccessibleName(text)
        self.address.setPlaceholderText("https://projekte.example.org")
        self.list.setText(self.tr("Projekte laden"))
        self.read.setText(self.tr("Plan laden"))
        self.hint.setText(
            self.tr("Der Schlüssel bleibt nur im Speicher, bis dieses Fenster geschlossen wird."
                    " Auf dem Server wird nichts geändert.")
        )  # fmt: skip
