"""The files that are being read: all of them can be read, however many there are."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from widgets.map.panels.files import FileProgress
from widgets.theme.tokens import GRID

_SHARE: Final = 3
"""At most this part of the panel: one third."""


class Readings(QScrollArea):
    """Lists files that are being read; takes no room without any, and scrolls where many are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(2 * GRID, 0, 2 * GRID, 0)
        self._column.setSpacing(GRID)
        self.setWidget(inner)
        for part in (self, inner, self.viewport()):
            part.setAutoFillBackground(False)
        inner.installEventFilter(self)
        self.setFixedHeight(0)

    def add(self, progress: FileProgress) -> None:
        """List a file below the others."""
        self._column.addWidget(progress)
        progress.show()

    @override
    def eventFilter(self, arg__1: QObject, arg__2: QEvent) -> bool:
        if arg__1 is self.widget() and arg__2.type() is QEvent.Type.LayoutRequest:
            self.fit()
        return super().eventFilter(arg__1, arg__2)

    @override
    def resizeEvent(self, arg__1: QResizeEvent) -> None:
        super().resizeEvent(arg__1)
        if arg__1.size().width() != arg__1.oldSize().width():
            self.fit()

    def fit(self) -> None:
        """Take the room that is needed, and no more than a part of the panel."""
        panel = self.parentWidget()
        room = self._column.heightForWidth(self.viewport().width())
        most = room if panel is None else panel.height() // _SHARE
        self.setFixedHeight(max(0, min(room, most)))
