"""How map and table share the room."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from widgets.scenes.splits import KeptSplit

LOWEST_PX: Final = 120
"""So much of the map stays above an open table."""

_SHARES: Final = (3, 2)
"""Of map and table, until a person divides them otherwise."""


class MapSplit(KeptSplit):
    """The map above its table, in fair shares when the table first comes.

    Args:
        canvas: The map.
        table: Its table, not to be seen at first.
    """

    def __init__(self, canvas: QWidget, table: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._table = table
        self._is_divided = False
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

    @override
    def saved(self) -> str:
        """Return how the room is shared; empty while nobody has seen both."""
        return super().saved() if self._is_divided else ""

    @override
    def take_saved(self, saved: object) -> bool:
        is_taken = super().take_saved(saved)
        self._is_divided = self._is_divided or is_taken
        return is_taken
