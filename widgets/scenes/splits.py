"""How a scene and what stands beside it share the room."""

from typing import Final

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QSplitter, QWidget

PANEL_PX: Final = 260
"""As wide as a panel is at first."""


class KeptSplit(QSplitter):
    """A splitter whose shares are remembered, and of which nothing is folded away by dragging."""

    def __init__(self, way: Qt.Orientation) -> None:
        super().__init__(way)
        self.setChildrenCollapsible(False)

    def saved(self) -> str:
        """Return how the room is shared, also with what is hidden now, JSON-like."""
        return bytes(self.saveState().toBase64().data()).decode("ascii")

    def take_saved(self, saved: object) -> bool:
        """Share the room as it was saved, and tell whether that could be read."""
        if not isinstance(saved, str):
            return False
        raw = QByteArray.fromBase64(saved.encode("ascii", "ignore"))
        return not raw.isEmpty() and self.restoreState(raw)


class PanelSplit(KeptSplit):
    """A panel beside the rest; more room goes to the rest.

    Args:
        panel: The panel, not to be seen at first.
        rest: What stands beside it.
    """

    def __init__(self, panel: QWidget, rest: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.addWidget(panel)
        self.addWidget(rest)
        self.setStretchFactor(1, 1)
        self.setSizes([PANEL_PX, 10 * PANEL_PX])
        panel.hide()
