"""The legend as a card over the lower left corner of the map."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.maps.legends import LegendEntry
from widgets.map.panels.legend import LegendPanel
from widgets.theme.tokens import GRID

_AWAY: Final = 3 * GRID
_LETTERS: Final = 34
_SHARE: Final = 0.6
"""The legend never covers more of the map's height than this."""


class LegendCard(QFrame):
    """Says what stands for what; stays inside the map and is as small as it can be.

    Args:
        parent: The map it lies over.

    Attributes:
        is_wanted: True while a person wants to see it.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._view = parent
        self.is_wanted = True
        self.panel = LegendPanel()
        self.panel.fold(is_folded=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.addWidget(self.panel)
        self.panel.heading.clicked.connect(self._place)
        parent.installEventFilter(self)
        self._place()

    def set_entries(self, entries: Sequence[LegendEntry]) -> None:
        """Show what stands for what; the same entries again are not news."""
        if tuple(entries) != self.panel.entries:
            self.panel.set_entries(entries)
            self._place()

    def set_wanted(self, is_wanted: bool) -> None:  # noqa: FBT001 - a Qt slot
        """Show the legend, or hide it."""
        self.is_wanted = is_wanted
        self._place()

    def save_state(self) -> dict[str, Any]:
        """Return what is to be remembered."""
        return {**self.panel.save_state(), "wanted": self.is_wanted}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Take up what was remembered."""
        self.panel.restore_state(state)
        self.is_wanted = state.get("wanted") is not False
        self._place()

    def retranslate(self) -> None:
        """Set all texts again."""
        self.panel.retranslate()
        self._place()

    def _place(self) -> None:
        self.setVisible(self.is_wanted)
        if not self.is_wanted:
            return
        room = self._view.size()
        width = min(_LETTERS * self.fontMetrics().averageCharWidth(), room.width() - 2 * _AWAY)
        edge = 2 * GRID
        if self.panel.is_folded:
            size = self.panel.heading.sizeHint()
            width, height = size.width() + edge, size.height() + edge
        else:
            inner = self.panel.drawing.heightForWidth(width - edge)
            height = self.panel.heading.sizeHint().height() + inner + edge
            height = min(height, round(room.height() * _SHARE))
        self.setGeometry(_AWAY, room.height() - height - _AWAY, max(width, 0), max(height, 0))
        self.raise_()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._view and event.type() in {QEvent.Type.Resize, QEvent.Type.Show}:
            self._place()
        return False
