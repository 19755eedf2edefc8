"""The legend as a card over the lower left corner of a map or twin."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, QRect, QSize
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.maps.legends import LegendEntry
from widgets.map.panels.legend import LegendPanel
from widgets.theme.tokens import GRID

_AWAY: Final = 3 * GRID
_LETTERS: Final = 34
_SHARE: Final = 0.75
"""The legend never covers more of the map's height than this."""

_LINES: Final = 2
"""With fewer lines than this an open legend says nothing and goes."""

_NEWS: Final = frozenset({QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.Move})


class LegendCard(QFrame):
    """Says what stands for what; stays inside the map and is as small as it can be.

    Args:
        parent: The map it lies over.
        below: What may lie over the lower edge of the map, too; the legend stands above it.

    Attributes:
        is_wanted: True while a person wants to see it.
    """

    def __init__(self, parent: QWidget, below: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._view = parent
        self._below = below
        self.is_wanted = True
        self.panel = LegendPanel()
        self.panel.fold(is_folded=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        # The card is as large as it is told: what has no room inside is scrolled.
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        column.addWidget(self.panel)
        self.panel.heading.clicked.connect(self._place)
        for one in (parent, below):
            if one is not None:
                one.installEventFilter(self)
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
        """Stand in the lower left corner; go where not even the heading has room."""
        room = self._view.rect().adjusted(_AWAY, _AWAY, -_AWAY, -_AWAY)
        place = self._rect_in(room)
        below = self._below
        if below is not None and below.isVisibleTo(self._view):
            edge = below.geometry().adjusted(-GRID, -GRID, GRID, GRID)
            if place.intersects(edge):
                place = self._rect_in(QRect(room.topLeft(), room.bottomRight()), edge.top())
        has_room = self._has_room(place, room)
        self.setVisible(self.is_wanted and has_room)
        if self.isVisibleTo(self._view):
            self.setGeometry(place)
            self.raise_()

    def _has_room(self, place: QRect, room: QRect) -> bool:
        inner = 0
        if not self.panel.is_folded:
            few = _LINES * self.fontMetrics().height()
            inner = min(few, self._inner(place.width() - self._edges().width()))
        is_inside = place.top() >= room.top() and place.width() <= room.width()
        return is_inside and place.height() >= self._least() + inner

    def _rect_in(self, room: QRect, floor: int | None = None) -> QRect:
        """Return where the card stands.

        Args:
            room: Where it may be.
            floor: What it stands on; the lower edge of the room when None.
        """
        end = room.bottom() + 1 if floor is None else floor
        edge = self._edges().width()
        head, least = self.panel.heading.sizeHint(), self._least()
        if self.panel.is_folded:
            width, height = head.width() + edge, least
        else:
            width = min(_LETTERS * self.fontMetrics().averageCharWidth(), room.width())
            most = max(round(self._view.height() * _SHARE), least)
            height = min(least + self._inner(width - edge), most, max(end - room.top(), least))
        return QRect(room.left(), end - height, width, height)

    def _least(self) -> int:
        """Return how high the card is with its heading only."""
        return self.panel.heading.sizeHint().height() + self._edges().height()

    def _edges(self) -> QSize:
        """Return what margins and the frame of the style sheet take of width and height."""
        self.ensurePolished()
        frame = self.contentsMargins()
        width, height = frame.left() + frame.right(), frame.top() + frame.bottom()
        return QSize(width + 2 * GRID, height + 2 * GRID)

    def _inner(self, width: int) -> int:
        """Return how high what the legend says is, in a width."""
        column = self.panel.layout()
        if self.panel.entries or column is None:
            return self.panel.drawing.heightForWidth(width)
        return column.totalHeightForWidth(width) - self.panel.heading.sizeHint().height()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _NEWS:
            self._place()
        return False
