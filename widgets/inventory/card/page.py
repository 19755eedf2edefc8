"""A page of the card that scrolls: heights that are true, and Tab from top to bottom."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QWidget

_SAID: Final = Qt.WidgetAttribute.WA_WState_ExplicitShowHide
"""Set for a widget that was shown or hidden by its name."""


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

    def hold(self) -> None:
        """Leave on screen what is there until `settle`; half filled, its parts stand too narrow."""
        self.viewport().setUpdatesEnabled(False)

    def settle(self, parts: Sequence[QWidget]) -> None:
        """Measure all texts again, and let Tab go through the parts from top to bottom.

        Texts lose a line's room when the scroll bar came meanwhile; what is made after the buttons
        below it would come last of the whole window.

        Args:
            parts: What is shown, from top to bottom.
        """
        layouts = self._content.findChildren(QLayout)
        for layout in layouts:
            _show_new(layout)
            layout.invalidate()
        # Now, from the innermost outwards, and not level by level at requests to come: else there
        # is a picture of the new texts in the heights of the old ones.
        for layout in reversed(layouts):
            layout.activate()
        QCoreApplication.sendEvent(self.viewport(), QEvent(QEvent.Type.LayoutRequest))
        self.viewport().setUpdatesEnabled(True)
        chain = [widget for part in parts for widget in _focusable(part)]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)


def _show_new(layout: QLayout) -> None:
    """Show at once what was put into a layout, which Qt does a turn later; it has no height yet."""
    for place in range(layout.count()):
        item = layout.itemAt(place)
        widget = None if item is None else item.widget()
        if widget is not None and not widget.testAttribute(_SAID):
            widget.show()


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
