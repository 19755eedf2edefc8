"""Dropping files on a panel."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from widgets.theme import theme


class FileTarget(QWidget):
    """A widget on which files can be dropped; a frame shows it while they hang above.

    Signals:
        files_dropped: Files were dropped (list of `Path`).
    """

    files_dropped = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._frame = _Frame(self)
        self._frame.hide()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if paths_of(event):
            _accept(event)
            self._await_files(is_awaiting=True)
        else:
            event.ignore()

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._await_files(is_awaiting=False)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._await_files(is_awaiting=False)
        paths = paths_of(event)
        if paths:
            _accept(event)
            self.files_dropped.emit(paths)

    def _await_files(self, *, is_awaiting: bool) -> None:
        self._frame.setGeometry(self.rect())
        self._frame.setVisible(is_awaiting)
        self._frame.raise_()


class _Frame(QWidget):
    """Says without words where files may be let go."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(QColor(theme().tokens.accent), 2))
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()


def paths_of(event: QDropEvent) -> list[Path]:
    """Return the files on this machine that something dropped names."""
    urls = event.mimeData().urls()
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]


def _accept(event: QDropEvent) -> None:
    """Take files as copies: whoever dropped them keeps them."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
