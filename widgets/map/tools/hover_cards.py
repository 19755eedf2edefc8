"""The card beside the pointer: what lies there, drawn as plain text in one go."""

from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QCursor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget
from typing_extensions import override

from widgets.map.tools.card_contents import CardContent
from widgets.map.tools.card_drawings import CardDrawing
from widgets.theme import theme

REST_MS: Final = 150
"""So long the pointer rests before a card appears: whoever crosses the map is not bothered."""

_AWAY: Final = 18
"""Distance of the card from the pointer in px."""

_NEAR: Final = 8
"""A pointer so near the card lets it go out of the way."""

_EDGE: Final = 6
"""Distance of the card from the edge of the view."""


class HoverCard(QFrame):
    """A card inside a view; it lets all mouse events through and never leaves the view.

    Args:
        parent: The view, over which it is drawn.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = parent
        self.content: CardContent | None = None
        self._drawing: CardDrawing | None = None
        self._at = QPoint()
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(REST_MS)
        self.timer.timeout.connect(self._appear)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        theme().changed.connect(self._draw_anew)

    def show_content(self, content: CardContent, at: QPoint) -> None:
        """Show what lies under the pointer: at once while a card is open, else after a rest.

        Args:
            content: What the card says.
            at: The pointer, in the coordinates of the view.
        """
        self.content = content
        self._at = QPoint(at)
        self._draw_anew()
        if not self.isVisible():
            self.timer.start()

    def follow(self, at: QPoint) -> None:
        """Take where the pointer is now, still over the same thing.

        An open card stays where it is until the pointer comes near it: what moves with every move
        cannot be read.
        """
        self._at = QPoint(at)
        if self.content is None:
            return
        if not self.isVisible():
            self.timer.start()
        elif self.geometry().adjusted(-_NEAR, -_NEAR, _NEAR, _NEAR).contains(at):
            self._place()

    def follow_cursor(self) -> None:
        """Take where the pointer is now from the screen itself: the page says places on earth."""
        self.follow(self._view.mapFromGlobal(QCursor.pos()))

    def refresh(self, content: CardContent) -> None:
        """Show newer values of the same thing, at the same place."""
        if self.content is not None and content != self.content:
            self.content = content
            self._draw_anew()

    def leave(self) -> None:
        """Nothing lies under the pointer any more."""
        self.timer.stop()
        self.content = None
        self._drawing = None
        self.hide()

    def _appear(self) -> None:
        if self.content is None:
            return
        self._place()
        self.show()
        self.raise_()

    def _draw_anew(self) -> None:
        """Measure the card again; another width may need another place."""
        if self.content is None:
            return
        room = self._view.size() - QSize(2 * _EDGE, 2 * _EDGE)
        self._drawing = CardDrawing(self.content, self.font(), room)
        self.setAccessibleName(self.content.spoken)
        self.resize(self._drawing.size)
        if self.isVisible():
            self._place()
            self.raise_()  # the legend may have come to lie over it
        self.update()

    def _place(self) -> None:
        self.move(place_beside(self._at, self.size(), self._view.rect()))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._drawing is None:
            return
        painter = QPainter(self)
        self._drawing.draw(painter)
        painter.end()


def place_beside(at: QPoint, size: QSize, room: QRect) -> QPoint:
    """Return where a card goes: beside the pointer, never under it, never outside the room.

    Right below the pointer is the place of choice; where that is too narrow the card goes to the
    other side, and where both sides are it slides along the edge of the room.

    Args:
        at: The pointer.
        size: The card.
        room: The view.
    """
    inner = room.adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
    right, below = at.x() + _AWAY, at.y() + _AWAY
    left, above = at.x() - _AWAY - size.width(), at.y() - _AWAY - size.height()
    has_right = right + size.width() <= inner.right() + 1
    has_below = below + size.height() <= inner.bottom() + 1
    x = right if has_right or left < inner.left() else left
    y = below if has_below or above < inner.top() else above
    x = max(min(x, inner.right() + 1 - size.width()), inner.left())
    y = max(min(y, inner.bottom() + 1 - size.height()), inner.top())
    if QRect(QPoint(x, y), size).contains(at):
        # There is room on neither side: the corner farthest from the pointer covers least.
        x = inner.left() if at.x() > inner.center().x() else inner.right() + 1 - size.width()
        y = inner.top() if at.y() > inner.center().y() else inner.bottom() + 1 - size.height()
        x, y = max(x, inner.left()), max(y, inner.top())
    return QPoint(x, y)
