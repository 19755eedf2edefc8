"""A page of the card that scrolls: heights that are true, and Tab from top to bottom."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QWidget


class ScrolledPage(QScrollArea):
    """Scrolls what is too high; never sideways.

    Args:
        content: What is shown.
    """

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._content = content
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)

    def settle(self, parts: Sequence[QWidget]) -> None:
        """Measure all texts again, and let Tab go through the parts from top to bottom.

        Texts lose a line's room when the scroll bar came meanwhile; what is made after the buttons
        below it would come last of the whole window.

        Args:
            parts: What is shown, from top to bottom.
        """
        for layout in self._content.findChildren(QLayout):
            layout.invalidate()
        self._content.updateGeometry()
        chain = [widget for part in parts for widget in _focusable(part)]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)


def _focusable(part: QWidget) -> list[QWidget]:
    """Return what takes the focus by Tab inside of a part, in the order it was made."""
    window = part.window()
    return [
        one
        for one in part.findChildren(QWidget)
        if one.window() is window
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.focusProxy() is None
    ]
