"""How map, table and layers share the room."""

from typing import Final

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QSplitter, QWidget

PANEL_PX: Final = 260
"""As wide as the panel of the layers is at first."""

LOWEST_PX: Final = 120
"""So much of the map stays above an open table."""

_SHARES: Final = (3, 2)
"""Of map and table, until a person divides them otherwise."""


class MapSplit(QSplitter):
    """The map above its table, in fair shares when the table first comes.

    Args:
        canvas: The map.
        table: Its table, not to be seen at first.
    """

    def __init__(self, canvas: QWidget, table: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._table = table
        self._is_divided = False
        self.setChildrenCollapsible(False)
        for place, widget in enumerate((canvas, table)):
            self.addWidget(widget)
            self.setStretchFactor(place, _SHARES[place])
        canvas.setMinimumHeight(LOWEST_PX)
        table.hide()

    def show_table(self, *, is_shown: bool) -> None:
        """Show the table, or hide it."""
        self._table.setVisible(is_shown)
        if is_shown and not self._is_divided and self.height() > LOWEST_PX and self.isVisible():
            self._is_divided = True
            self.setSizes([share * self.height() // sum(_SHARES) for share in _SHARES])

    def saved(self) -> str:
        """Return how the room is shared; empty while nobody has seen both."""
        return _saved_of(self) if self._is_divided else ""

    def take_saved(self, saved: object) -> None:
        """Share the room as it was saved; whatever does not fit is passed over."""
        if _take_saved(self, saved):
            self._is_divided = True


class PanelSplit(QSplitter):
    """The panel of the layers beside the rest; more room goes to the rest.

    Args:
        panel: The panel, not to be seen at first.
        rest: What stands beside it.
    """

    def __init__(self, panel: QWidget, rest: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setChildrenCollapsible(False)
        self.addWidget(panel)
        self.addWidget(rest)
        self.setStretchFactor(1, 1)
        self.setSizes([PANEL_PX, 10 * PANEL_PX])
        panel.hide()

    def saved(self) -> str:
        """Return how the room is shared."""
        return _saved_of(self)

    def take_saved(self, saved: object) -> None:
        """Share the room as it was saved; whatever does not fit is passed over."""
        _take_saved(self, saved)


def _take_saved(splitter: QSplitter, saved: object) -> bool:
    """Share the room of a splitter as it was saved, and tell whether that could be read."""
    if not isinstance(saved, str):
        return False
    raw = QByteArray.fromBase64(saved.encode("ascii", "ignore"))
    return not raw.isEmpty() and splitter.restoreState(raw)


def _saved_of(splitter: QSplitter) -> str:
    """Return how a splitter shares its room, also with what is hidden now, JSON-like."""
    return bytes(splitter.saveState().toBase64().data()).decode("ascii")
