"""A line of widgets that goes on in the next one where there is no room."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override


class WrappingLine(QWidget):
    """Places widgets from left to right, and below where the width is used up.

    Args:
        gap_px: Room between two of them, also between lines.
        parent: The owner.
    """

    def __init__(self, gap_px: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gap = gap_px
        self._parts: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_parts(self, parts: Sequence[QWidget]) -> None:
        """Show widgets instead of those before, which are deleted."""
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._parts = list(parts)
        for part in self._parts:
            part.setParent(self)
            part.show()
        self._place(self.width(), is_meant=True)
        self.updateGeometry()

    def _place(self, width_px: int, *, is_meant: bool) -> int:
        """Return the height for a width; place the parts too when that is meant."""
        x = y = height = 0
        for part in self._parts:
            hint = part.sizeHint()
            width = min(hint.width(), max(width_px, part.minimumSizeHint().width()))
            if x and x + width > width_px:
                x, y, height = 0, y + height + self._gap, 0
            if is_meant:
                part.setGeometry(x, y, width, hint.height())
            x += width + self._gap
            height = max(height, hint.height())
        return y + height

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return self._place(width, is_meant=False)

    @override
    def sizeHint(self) -> QSize:
        width = sum(part.sizeHint().width() + self._gap for part in self._parts)
        return QSize(max(width - self._gap, 0), self._place(width, is_meant=False))

    @override
    def minimumSizeHint(self) -> QSize:
        widest = max((part.minimumSizeHint().width() for part in self._parts), default=0)
        return QSize(widest, 0)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(self.width(), is_meant=True)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:  # a part needs another room than before
            self._place(self.width(), is_meant=True)
            self.updateGeometry()
        return super().event(event)
